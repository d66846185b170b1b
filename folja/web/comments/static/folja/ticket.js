// Who has just answered with a code has a ticket behind # in the address, which no server is sent. It moves into the form.

const [receipt, mark] = location.hash.slice(1).split(".");
const form = document.querySelector("form:has([name=mark])");

if (form && mark) {
  form.elements.receipt.value = receipt;
  form.elements.mark.value = mark;
  history.replaceState(history.state, "", location.pathname);
}
