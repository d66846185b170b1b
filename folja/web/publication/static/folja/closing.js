// A closing takes some seconds: the button gives way to words that say what is going on.
for (const form of document.querySelectorAll("[data-closing]")) {
  const waits = document.querySelector("[data-closing-waits]");
  form.addEventListener("submit", () => {
    form.hidden = true;
    waits.hidden = false;
    waits.querySelector("[role='status']").focus();
  });
  // Coming back with the browser's back button, the page must not wait for ever.
  addEventListener("pageshow", () => {
    form.hidden = false;
    waits.hidden = true;
  });
}
