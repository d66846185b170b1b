// Copying and sharing where the browser can. Without this the words stand in a field to copy.

// The words follow the language; where each message costs a code, only the button makes one.
const choice = document.querySelector("form[method=get] [name=sprak]");
choice?.addEventListener("change", () => choice.form.requestSubmit());

const part = document.querySelector("[data-message]");
const words = part?.querySelector("textarea").value;

function offer(name, act) {
  const button = part.querySelector(`[data-${name}]`);
  button.hidden = false;
  button.addEventListener("click", act);
}

if (part && navigator.clipboard) {
  offer("copy", async () => {
    await navigator.clipboard.writeText(words);
    part.querySelector("[data-copied] > span").hidden = false;
  });
}

// Who closes the phone's own list without choosing has not made a mistake.
if (part && navigator.share) offer("share", () => navigator.share({ text: words }).catch(() => {}));
