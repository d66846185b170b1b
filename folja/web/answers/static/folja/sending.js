// Sends a family's answers from the form that holds all questions, or keeps them, sealed, until there is a network.

import { isAnswered } from "./asking.js";
import { keep, LONGEST } from "./waiting.js";

// What became of a form that somebody is done with; null while it is on its way already. "nothing" where nothing is
// answered, else as `sends` says.
export async function handIn(form, sends = send) {
  if (form.ariaBusy === "true") return null;
  form.ariaBusy = "true";
  const outcome = isAnswered(form) ? await sends(form) : { became: "nothing" };
  form.ariaBusy = "false";
  return outcome;
}

// What became of them: "sent"; "page", which the server wants to be read; "waits", sealed on this device; or "stays",
// where nothing can be kept and the page has to stay open.
export async function send(form) {
  return (await posted(form)) ?? wait(form);
}

// Keeps them until they can be sent: "waits", or "stays".
export async function wait(form) {
  const { code, mark, key } = form.dataset;
  const sealed = await keep({ code, mark, fields: [...new FormData(form)] }, key).catch(() => null);
  return sealed ? { became: "waits", sealed } : { became: "stays" };
}

// As long for one answer as for another: who runs the network sees lengths.
const LENGTH = 2048;

function filledUp(body) {
  body.set("fill", "");
  body.set("fill", "0".repeat(Math.max(0, LENGTH - body.toString().length)));
  return body;
}

async function posted(form) {
  if (!navigator.onLine) return null;
  try {
    const body = filledUp(new URLSearchParams(new FormData(form)));
    const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(LONGEST) });
    if (answer.redirected && new URL(answer.url).pathname === form.dataset.thanks) return { became: "sent" };
    if (answer.status === 429 || answer.status >= 500) return null; // it can be tried again
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(".of-families") ? { became: "page", page } : null; // else some network's own page
  } catch {
    return null;
  }
}
