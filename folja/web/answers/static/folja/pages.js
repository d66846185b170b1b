// Families' pages in other languages, fetched and shown without leaving the one that is open.

import { LONGEST } from "./waiting.js";

// The page at an address; nothing where there is no network, or one that answers with pages of its own.
export async function fetched(address) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(LONGEST) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(".of-families") ? page : null;
  } catch {
    return null;
  }
}

export function hasQuestions(page) {
  return Boolean(page?.querySelector("template[data-questions]"));
}

// The page as it was fetched, which stays whole: it may be turned to again.
export function turnTo(page) {
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  document.title = page.title;
  document.body.replaceWith(document.importNode(page.body, true));
}

export function put(element) {
  document.querySelector("main").replaceChildren(element);
}

// What is shown when all is done: "sent", "waits" or "nothing".
export function ending(became) {
  const name = became === "nothing" ? "nothing" : "thanks";
  const end = document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
  for (const one of end.querySelectorAll("[data-became]")) one.hidden = one.dataset.became !== became;
  for (const one of end.querySelectorAll("[data-online]")) one.hidden = became === "waits"; // it leads where a network is
  return end;
}

// What became of answers that waited, in the place of the words that they wait.
export function say(end, said) {
  const told = document.createElement("p");
  told.role = "status";
  told.textContent = said;
  end.querySelector("[data-became='waits']").replaceChildren(told);
  for (const one of end.querySelectorAll("[data-online]")) one.hidden = false;
}
