// On every page: puts the reader where something has to be read first, and clears this device in time.

import { atMidnight, forget, forgetOld, forgetOldHabits } from "./device.js";
import { forgetOldPages, forgetPages, serveWithoutNet } from "./offline.js";

document.querySelector("[data-focus]")?.focus();
// Whoever leaves a device leaves nothing there: the page that takes it away stays until that is done.
document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-sign-out]")) return;
  event.preventDefault();
  forget();
  await forgetPages().catch(() => {}); // a browser that keeps nothing
  event.target.submit();
});

function clear() {
  forgetOld();
  forgetOldHabits();
  forgetOldPages();
}

clear();
atMidnight(clear);
serveWithoutNet();

// What opens over the page closes again: on a press beside it, and on Escape, which gives the focus back.
const OVER = ".periods[open], .month[open], .unit[open]";

addEventListener("pointerdown", (event) => {
  for (const open of document.querySelectorAll(OVER)) if (!open.contains(event.target)) open.open = false;
});
addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && (event.target.closest(OVER) ?? document.querySelector(OVER));
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
