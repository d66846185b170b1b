// Counting with minus, plus and plus five. A dash is "not known"; the first tap makes the others 0.

export function wire(form, changed) {
  form.querySelectorAll("[data-step]").forEach((button) => { button.hidden = false; });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    step(button.closest("[data-count]"), Number(button.dataset.step));
    changed();
  });
  form.addEventListener("input", (event) => {
    const count = event.target.closest("[data-count]");
    if (count) others(count);
  });
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

function others(count) {
  const fields = [...count.parentElement.querySelectorAll("[data-count] input")];
  if (fields.some((field) => field.value.trim() !== "")) {
    for (const field of fields) if (field.value.trim() === "" && field !== document.activeElement) field.value = "0";
  }
  count.parentElement.querySelectorAll("[data-count]").forEach(show);
}

// Taking back the only tap is to know nothing again, not to know that nobody came.
function backToUnknown(count) {
  const fields = [...count.parentElement.querySelectorAll("[data-count] input")];
  if (fields.length > 1 && fields.every((field) => Number(field.value) === 0)) {
    for (const field of fields) field.value = "";
    count.parentElement.querySelectorAll("[data-count]").forEach(show);
  }
}

export function show(count) {
  const value = count.querySelector("input").value.trim();
  count.classList.toggle("some", Number(value) > 0);
  count.querySelector("[data-step='-1']").classList.toggle("at-least", Number(value) <= Number(count.dataset.least));
}
