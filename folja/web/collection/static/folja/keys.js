// The keyboard's way through a sheet: Enter goes on to the next question and never saves by mistake; Ctrl or Cmd and
// Enter saves from anywhere.

export function wire(form) {
  const save = form.querySelector(".sheet-end .main");
  const told = form.querySelector("[data-keys]");
  told.hidden = false;
  form.setAttribute("aria-describedby", told.id);
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || form.querySelector("dialog[open]")) return;
    if (event.repeat && event.target.localName === "textarea") return;
    if (event.repeat) event.preventDefault(); // held down it is pressed once
    else if (event.ctrlKey || event.metaKey) form.requestSubmit(save);
    else if (event.target.matches("[data-month] input")) closeMonths(event.target);
    else if (event.target.matches("form.sheet input, form.sheet h1")) goOn(form, event.target, save);
    else return;
    event.preventDefault();
  });
}

function closeMonths(field) {
  const panel = field.closest("[data-month]");
  panel.open = false;
  panel.querySelector("summary").focus();
}

function goOn(form, from, save) {
  const cards = [...form.querySelectorAll("[data-question]:not(:disabled)")];
  const next = cards[cards.indexOf(from.closest("[data-question]")) + 1];
  next?.scrollIntoView({ block: "nearest" });
  const field = next?.querySelector("input:checked") ?? next?.querySelector("input, textarea") ?? save;
  field.focus();
}
