// Among the settings: forget the habits on this device, or keep none here.

import { forgetHabits, habits, turnOffHabits } from "./device.js";

const section = document.querySelector("[data-habits]");
const chosen = section.querySelector("input");
const said = section.querySelector("[data-forgotten]");

function say() {
  said.textContent = section.querySelector("template").content.textContent;
}

section.hidden = false;
chosen.checked = habits() !== null;
chosen.addEventListener("change", () => {
  if (chosen.checked) {
    forgetHabits();
    said.textContent = "";
  } else {
    turnOffHabits();
    say();
  }
});
section.querySelector("[data-forget]").addEventListener("click", () => {
  if (chosen.checked) forgetHabits();
  say();
});
