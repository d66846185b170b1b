// On every page: puts the reader where something has to be read first, and clears this device in time.

import { atMidnight, forget, forgetOld, forgetOldHabits } from "./device.js";
import { forgetOldPages, forgetPages, serveWithoutNet } from "./offline.js";

document.querySelector("[data-focus]")?.focus();
document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
  forget();
  forgetPages();
});

function clear() {
  forgetOld();
  forgetOldHabits();
  forgetOldPages();
}

clear();
atMidnight(clear);
serveWithoutNet();
