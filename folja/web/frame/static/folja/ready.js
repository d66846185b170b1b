// Tells the stylesheet, before the first paint, that scripts run here.
document.documentElement.classList.add("js");

// Where one of them does not come, or breaks before it has wired the form, the page is as without scripts.
addEventListener("error", ({ target }) => {
  const isMissing = target.localName === "script";
  const isBroken = target === globalThis && document.querySelector("form.sheet:not(.wired)");
  if (isMissing || isBroken) document.documentElement.classList.remove("js");
}, { capture: true });
