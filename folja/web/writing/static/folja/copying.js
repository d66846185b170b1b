// Copies a text at the press of its button, and says that it did.

const said = document.querySelector("[data-said]");
const { copied } = document.querySelector("[data-copied]").dataset;

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.closest(".to-copy").querySelector("[data-words]").textContent);
    const label = button.querySelector("span");
    const usual = label.textContent;
    label.textContent = said.textContent = copied;
    setTimeout(() => { label.textContent = usual; said.textContent = ""; }, 4000);
  });
}
