// On every page: puts the reader where something has to be read first, and clears this device in time.

import { atMidnight, forget, forgetOld } from "./device.js";

document.querySelector("[data-focus]")?.focus();
document.querySelector("[data-sign-out]")?.addEventListener("submit", forget);

forgetOld();
atMidnight(forgetOld);
