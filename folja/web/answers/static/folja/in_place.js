// A form for families that is sent without leaving its page: a lost network loses nothing of what is written.

import { turnTo } from "./pages.js";
import { LONGEST } from "./waiting.js";

let busy = false;

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (form.method !== "post") return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  try {
    await send(form, submitter);
  } catch {
    form.querySelector("[data-no-net]").hidden = false;
  } finally {
    busy = false;
  }
});

async function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const address = submitter?.getAttribute("formaction") ?? form.action;
  const answer = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(LONGEST) });
  if (answer.redirected) {
    location.replace(answer.url);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector(".of-families")) throw new Error("not a page for families");
  turnTo(page);
  scrollTo(0, 0);
  document.querySelector("h1").focus();
}
