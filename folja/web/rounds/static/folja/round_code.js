// The code of a slip stands behind # in the address that is scanned: no server is sent that part. It moves into the form
// and out of the address.
const code = location.hash.slice(1);
const field = document.querySelector("[data-round-code] input");

if (field && code) {
  field.value = code;
  history.replaceState(null, "", location.pathname + location.search);
  for (const link of document.querySelectorAll(".languages a")) link.hash = code;
}
