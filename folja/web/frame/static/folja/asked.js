// Which questions are asked, by what is answered before: for staff's forms and for families' questions alike.

export function fieldsOf(card) {
  return [...card.querySelectorAll("input, select, textarea")];
}

// The values chosen or written in a card; empty when it is not known.
export function valuesOf(card) {
  return fieldsOf(card)
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
    .map((field) => field.value.trim())
    .filter(Boolean);
}

// A card that hangs on another says on which, and on which of its answers; on none of them means on any. To be asked
// in the order of the cards: what hangs on a card that is not asked is not asked either.
export function isAsked(card) {
  if (!card.dataset.hangsOn) return true;
  const parent = card.form.querySelector(`#${CSS.escape(card.dataset.hangsOn)}`);
  if (parent.dataset.asked === "no") return false;
  const given = valuesOf(parent);
  const wanted = card.dataset.values.split(" ").filter(Boolean);
  return wanted.length ? given.some((value) => wanted.includes(value)) : given.length > 0;
}

// Marks each card as asked or not; what is not asked is not sent. The cards that are asked.
export function ask(cards) {
  for (const card of cards) {
    const asked = isAsked(card);
    card.dataset.asked = asked ? "yes" : "no";
    card.disabled = !asked;
  }
  return cards.filter((card) => card.dataset.asked === "yes");
}
