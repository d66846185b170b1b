// Finds among many choices by what they are called; without a script they lie openable in their parts.

const field = document.querySelector("[data-find]");
const parts = [...document.querySelectorAll("[data-shelf]")];
const opened = parts.filter((part) => part.open);
const plain = (words) => words.toLowerCase().normalize("NFC");

function find(words) {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const part of parts) {
    let here = 0;
    for (const choice of part.querySelectorAll("[data-found]")) {
      choice.hidden = !wanted.every((word) => plain(choice.textContent).includes(word));
      if (!choice.hidden) here += 1;
    }
    part.hidden = !here;
    part.open = wanted.length ? here > 0 : opened.includes(part);
    found += here;
  }
  field.querySelector("[data-none]").hidden = found > 0;
}

field.hidden = false;
field.querySelector("input").addEventListener("input", (event) => find(event.target.value));
field.querySelector("input").addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault(); // it would save the form
});
