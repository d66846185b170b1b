// On every page: puts the reader where something has to be read first, and clears this device in time.

import { atMidnight, forget, remember } from "./device.js";

document.querySelector("[data-focus]")?.focus();

// Rewriting drops what belongs to yesterday or to somebody else.
if (document.body.dataset.session) remember(() => {});
else forget();

document.querySelector("[data-sign-out]")?.addEventListener("submit", forget);
atMidnight(forget);
