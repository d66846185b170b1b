// Counting with minus, plus and plus five, or with the arrow keys in the number. A dash is "not known"; the first tap
// makes the others 0.

const ARROWS = { ArrowUp: 1, ArrowDown: -1 };

export function wire(form, changed) {
  for (const button of form.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.tabIndex = -1; // by keyboard the number itself is counted up and down
  }
  for (const counted of form.querySelectorAll("[data-count]")) {
    const { least, most } = counted.dataset;
    Object.assign(counted.querySelector("input"), { role: "spinbutton", ariaValueMin: least, ariaValueMax: most });
  }
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    const counted = button.closest("[data-count]");
    step(counted, Number(button.dataset.step));
    say(counted);
    changed();
  });
  form.addEventListener("keydown", (event) => {
    const counted = event.target.closest("[data-count] input") && event.target.closest("[data-count]");
    if (!counted || !(event.key in ARROWS)) return;
    event.preventDefault();
    step(counted, ARROWS[event.key]); // the number itself is read aloud
    changed();
  });
  form.addEventListener("input", (event) => {
    const typed = event.target.closest("[data-count]");
    if (typed) others(typed, event.target);
  });
  form.addEventListener("focusout", (event) => {
    const left = event.target.closest("[data-count]");
    if (!left || event.target.localName !== "input") return;
    if (event.target.value.trim() === "") backToUnknown(left);
    others(left);
    changed();
  });
}

// What a tap made of the number, for those who do not see it.
function say(count) {
  const field = count.querySelector("input");
  const name = field.labels[0]?.textContent ?? field.ariaLabel;
  document.querySelector("[data-said]").textContent = `${name}: ${field.value || "–"}`;
}

function step(count, by) {
  const field = count.querySelector("input");
  const { least, most } = count.dataset;
  const now = field.value.trim();
  const next = now === "" ? start(by, Number(least), isAlone(count)) : Number(now) + by;
  if (Number.isNaN(next)) return;
  field.value = Math.min(Math.max(next, Number(least)), Number(most));
  others(count);
  if (by < 0) backToUnknown(count);
}

// From a dash, a number by itself starts at its least; one of several kinds starts at one.
function start(by, least, alone) {
  if (by < 0) return least;
  return alone && by === 1 ? least : Math.max(by, least);
}

function isAlone(count) {
  return count.parentElement.querySelectorAll("[data-count]").length === 1;
}

// Where one is known, the others are 0, but for the one that somebody is just typing in.
function others(count, typed = null) {
  const fields = [...count.parentElement.querySelectorAll("[data-count] input")];
  if (fields.some((field) => field.value.trim() !== "")) {
    for (const field of fields) if (field.value.trim() === "" && field !== typed) field.value = "0";
  }
  count.parentElement.querySelectorAll("[data-count]").forEach(show);
}

// Taking back the only number is to know nothing again, not to know that nobody came.
function backToUnknown(count) {
  const fields = [...count.parentElement.querySelectorAll("[data-count] input")];
  if (fields.length > 1 && fields.every((field) => Number(field.value) === 0)) {
    for (const field of fields) field.value = "";
    count.parentElement.querySelectorAll("[data-count]").forEach(show);
  }
}

export function show(count) {
  const field = count.querySelector("input");
  const value = field.value.trim();
  if (field.role) Object.assign(field, { ariaValueNow: value || null, ariaValueText: value || "–" });
  count.classList.toggle("some", Number(value) > 0);
  count.querySelector("[data-step='-1']").classList.toggle("at-least", Number(value) <= Number(count.dataset.least));
}
