// Shows the questions of a form one at a time. All of them are there from the beginning, so it needs no network.

import { ask } from "./asked.js";
import { offerReading, stopReading } from "./read_aloud.js";
import { newReceipt } from "./receipt.js";

// The form in a template, ready to be asked, with a receipt of its own.
export function askedFrom(template) {
  const form = template.content.cloneNode(true).querySelector("form");
  form.elements.receipt.value = newReceipt();
  offerReading(form);
  return form;
}

function cardsOf(form) {
  return [...form.querySelectorAll("[data-question]")];
}

// Shows the question at a place, or the last where there are fewer now; gives the place.
export function show(form, place) {
  stopReading();
  const cards = cardsOf(form);
  const asked = ask(cards);
  const at = Math.max(1, Math.min(place, asked.length));
  for (const card of cards) card.hidden = card !== asked[at - 1];
  form.querySelector("[data-dots]").replaceChildren(...asked.map((_, index) => dot(index + 1, at)));
  const told = form.querySelector("[data-told]");
  told.textContent = told.dataset.told.replace("{place}", at).replace("{of}", asked.length);
  form.querySelector("[data-back]").hidden = at === 1;
  form.querySelector("[data-next]").hidden = at === asked.length;
  form.querySelector("[data-send]").hidden = at < asked.length;
  form.querySelector("[data-no-net]").hidden = true;
  return at;
}

function dot(place, at) {
  const item = document.createElement("li");
  item.className = place < at ? "done" : place === at ? "next" : "";
  return item;
}

export function focus(element) {
  scrollTo(0, 0);
  (element.querySelector("[data-question]:not([hidden]) h1") ?? element.querySelector("h1")).focus();
}

// Whether there is a question after the one at this place. What has just been answered may have changed that.
export function isLast(form, place) {
  return place >= ask(cardsOf(form)).length;
}

export function isAnswered(form) {
  ask(cardsOf(form));
  return cardsOf(form).some((card) => !card.disabled && card.querySelector("input:checked:not([value=''])"));
}

// What another form holds, of another language or of one question only: its answers and its receipt.
export function carry(from, to) {
  const fields = [...new FormData(from)];
  to.elements.receipt.value = from.elements.receipt.value;
  takeCode(from, to);
  for (const [name, value] of fields) {
    const same = to.querySelector(`[type="radio"][name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    if (same) same.checked = true;
  }
}

// The code of a slip, where answers take one. One that was scanned is shown nowhere.
export function takeCode(from, to) {
  const here = from.querySelector("[name='once']");
  const there = to.querySelector("[name='once']");
  if (!here?.value || !there) return;
  there.value = here.value;
  const [before, after] = [here, there].map((one) => one.closest("[data-once]"));
  if (before && after) after.hidden = before.hidden;
}

// Where a question stands among those that are asked.
export function placeOf(form, code) {
  return ask(cardsOf(form)).findIndex((card) => card.id === code) + 1;
}
