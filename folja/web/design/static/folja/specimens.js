// The parts that move when they are touched, here without a form to save.

import { show, wire } from "./stepper.js";

const page = document.querySelector("main");
const dialog = page.querySelector("dialog");

wire(page, () => {});
page.querySelectorAll("[data-count]").forEach(show);
page.querySelectorAll("[data-rest]").forEach((button) => { button.hidden = false; });
page.querySelector("[data-opens]").addEventListener("click", () => dialog.showModal());
dialog.addEventListener("click", (event) => { if (event.target.closest("button")) dialog.close(); });
