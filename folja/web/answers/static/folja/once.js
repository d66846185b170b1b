// The code of a slip stands behind # in the address that is scanned: no server is sent that part. It moves into the form
// and out of the address, and goes along to other languages and back from the questions.

const code = location.hash.slice(1) || history.state?.once;
const field = document.querySelector("[data-once]");

if (field && code) {
  field.hidden = true;
  field.querySelector("input").value = code;
  history.replaceState({ ...history.state, once: code }, "", location.pathname + location.search);
  for (const link of document.querySelectorAll(".languages a")) link.hash = code;
}
