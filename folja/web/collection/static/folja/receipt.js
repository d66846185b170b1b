// Makes a receipt: 128 random bits as 26 letters and digits (base32). Only this device knows it.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// ABCD EFGH …: as people read and copy it.
export function inGroups(receipt) {
  return receipt.match(/.{1,4}/g).join(" ");
}

export function newReceipt() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  const groups = bits.padEnd(130, "0").match(/.{5}/g);
  return groups.map((group) => LETTERS[parseInt(group, 2)]).join("");
}
