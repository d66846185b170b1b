// The code of a slip stands behind # in the address that is scanned: no server is sent that part. It moves into the form
// and out of the address, and goes along to other languages and back from the questions. A misspelled one is told as it
// is typed, by its last character, which follows from the others. Whether it has been used nobody can ask.

// As in once.py and code.py.
const CHARACTERS = "2346789CDFHJKMPQRTWX";
const MEANT = { Z: "2", G: "6", B: "8", N: "M" };
const DRAWN = 8;

// A code as somebody typed it, in capitals and without spaces.
function readCode(written) {
  return written.replace(/[\s-]/g, "").toUpperCase().replace(/[ZGBN]/g, (one) => MEANT[one]);
}

export function isSpelledRight(written) {
  const places = [...readCode(written)].map((one) => CHARACTERS.indexOf(one));
  if (places.length !== DRAWN + 1 || places.includes(-1)) return false;
  const sum = places.slice(0, DRAWN).reduce((total, one, at) => total + one * (at % 2 ? 1 : 3), 0);
  return (sum + places[DRAWN]) % CHARACTERS.length === 0;
}

function wrongWith(written) {
  if (!written.trim()) return "empty";
  return isSpelledRight(written) ? "" : "misspelled";
}

// Nothing is wrong where `wrong` is empty.
function tell(field, wrong) {
  const input = field.querySelector("input");
  const told = field.querySelector("[role='alert']");
  told.querySelector("span").textContent = wrong ? told.dataset[wrong] : "";
  told.hidden = !wrong;
  if (wrong) input.ariaInvalid = "true";
  else input.removeAttribute("aria-invalid");
}

const shownIn = (element) => element.querySelector("[data-once]:not([hidden])");

// As soon as it is as long as a code, or is left unfinished; a field that nobody has written in is left alone.
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    const field = target.closest("[data-once]");
    if (!field) return;
    const isDone = kind === "change" ? target.value.trim() : readCode(target.value).length > DRAWN;
    tell(field, isDone ? wrongWith(target.value) : "");
  });
}

// Before any other script takes what is sent.
document.addEventListener("submit", (event) => {
  const field = shownIn(event.target);
  if (!field || event.submitter?.value === "stay") return;
  const input = field.querySelector("input");
  const wrong = wrongWith(input.value);
  if (!wrong) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tell(field, wrong);
  input.focus();
}, true);

const code = location.hash.slice(1) || history.state?.once;
const scanned = document.querySelector("[data-welcome] [data-once]");

if (scanned && code) {
  scanned.querySelector("input").value = code;
  scanned.hidden = isSpelledRight(code);
  if (!scanned.hidden) tell(scanned, "misspelled");
  history.replaceState({ ...history.state, once: code }, "", location.pathname + location.search);
  for (const link of document.querySelectorAll(".languages a")) link.hash = code;
}
