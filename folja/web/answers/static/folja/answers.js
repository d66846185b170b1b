// Where scripts run the questions change in place: the phone's own back button then goes one question back, and a lost
// network loses nothing. Without this each question is a page of its own. Nothing is kept on the device.

const step = () => history.state?.step ?? 0;
let here = step();
let busy = false;

// Back from the thanks leads to the first page, which has been asked for anew; there is no question behind it.
if (here) history.go(-here);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const button = event.submitter;
  if (button?.value === "back") history.back();
  else send(form, button?.value || "next", button?.getAttribute("formaction") ?? form.action);
});

addEventListener("popstate", () => {
  const back = step() < here;
  here = step();
  const form = document.querySelector("form[data-question]");
  if (form && here) send(form, back ? "back" : "next", form.action);
  else if (!document.querySelector("form[data-first]")) location.reload();
});

async function send(form, move, address) {
  if (busy) return;
  busy = true;
  try {
    const body = new URLSearchParams(new FormData(form));
    body.set("move", move);
    const answer = await fetch(address, { method: "POST", body });
    if (answer.redirected) location.replace(answer.url);
    else show(new DOMParser().parseFromString(await answer.text(), "text/html"), move);
  } catch {
    form.querySelector("[data-no-net]").hidden = false;
  } finally {
    busy = false;
  }
}

function show(page, move) {
  if (!page.querySelector(".of-families")) throw new Error("not a page for families");
  const before = place();
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  document.title = page.title;
  document.body.replaceWith(page.body);
  if (move === "next" && place() !== before) history.pushState({ step: (here += 1) }, "");
  scrollTo(0, 0);
  document.querySelector("h1").focus();
}

function place() {
  return document.querySelector("[name=here]")?.value;
}
