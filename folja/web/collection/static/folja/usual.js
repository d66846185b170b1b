// What somebody usually answers about the work is marked on its form, and never chosen. `valuesOf` reads a card.

import { learn, usual } from "./habits.js";

function aboutWork(form) {
  return [...form.querySelectorAll("[data-habit]")];
}

export async function markUsual(form, valuesOf) {
  const cards = aboutWork(form);
  if (!cards.length) return;
  const found = await usual(form.dataset.habitKey, form.dataset.instrument);
  for (const card of cards) if (found[card.id] && !valuesOf(card).length) mark(card, found[card.id], form.dataset.usual);
}

export function learnFrom(form, valuesOf) {
  const answered = aboutWork(form).map((card) => [card.id, valuesOf(card)[0]]);
  const known = Object.fromEntries(answered.filter(([, option]) => option));
  return learn(form.dataset.habitKey, form.dataset.instrument, known);
}

function mark(card, option, words) {
  const choice = card.querySelector(`input[value="${CSS.escape(option)}"]`)?.closest(".choice") ?? lifted(card, option);
  if (!choice) return; // it is no longer among the options
  choice.classList.add("usual");
  choice.lastElementChild.append(" ", Object.assign(document.createElement("small"), { textContent: words }));
}

// An option of the list becomes a card, so that it is one tap away too.
function lifted(card, option) {
  const listed = card.querySelector(`option[value="${CSS.escape(option)}"]`);
  if (!listed) return null;
  const model = card.querySelector(".choices > .choice:last-of-type");
  const choice = model.cloneNode(true);
  Object.assign(choice.querySelector("input"), { value: option, checked: false });
  choice.lastElementChild.textContent = listed.textContent;
  choice.classList.add("long");
  model.after(choice);
  listed.remove();
  return choice;
}
