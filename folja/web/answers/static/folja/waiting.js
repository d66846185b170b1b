// Families' answers that wait on this device for a network: sealed, so that they say nothing here, and gone as soon as
// the server has them. The server takes each once, however often it is sent.

import { inTurn } from "./in_turn.js";
import { keptList } from "./kept_list.js";
import { canSeal, seal } from "./seal.js";

const NAME = "folja-waiting";
const { all: waiting, put: write } = keptList(NAME);
const MOST = 500; // of five kilobytes each; browsers keep about twice that
const MOST_TRIES = 20; // openings, for what was sealed to a key that the server does not have, perhaps not just now
const MOST_LATER = 20; // that the server may put off before the rest wait for the next time
export const LONGEST = 10_000; // milliseconds before a network that does not answer counts as none

const tried = new Set(); // what was sealed to another key, and has been tried since this page was opened

// Gives what is kept, sealed; nothing where it could not be sealed or kept.
export async function keep(answers, key) {
  if (!canSeal()) return null;
  const sealed = await seal(answers, key);
  return inTurn(NAME, () => {
    const records = waiting();
    return records.length < MOST && write([...records, { sealed, tries: 0 }]) ? sealed : null;
  });
}

export function isWaiting(sealed) {
  return waiting().some((record) => record.sealed === sealed);
}

// Whether it was still here to be removed.
export function remove(sealed) {
  return inTurn(NAME, () => isWaiting(sealed) && write(waiting().filter((record) => record.sealed !== sealed)));
}

// Sends what waits, first things first, and tells of each that the server has answered: told(sealed, became, said).
export function sendWaiting(address, told = () => {}) {
  return waiting().length ? inTurn(NAME, () => sendEach(address, told)) : Promise.resolve();
}

async function sendEach(address, told) {
  let later = 0;
  for (const record of waiting().filter(({ sealed }) => !tried.has(sealed))) {
    const { became, said } = await send(record.sealed, address);
    if (became === "nobody") return; // is there for those after it either
    if (became === "later") {
      putLast(record);
      later += 1;
      if (later === MOST_LATER) return;
      continue;
    }
    if (became === "other_key") tried.add(record.sealed);
    settle(record, became);
    told(record.sealed, became, said);
  }
}

// Behind all others, so that none that the server can't take stands in their way.
function putLast(record) {
  write([...waiting().filter((other) => other.sealed !== record.sealed), record]);
}

function settle(record, became) {
  const tries = record.tries + 1;
  const again = became === "other_key" && tries < MOST_TRIES ? [{ ...record, tries }] : [];
  write(waiting().flatMap((other) => (other.sealed === record.sealed ? again : [other])));
}

// "done" when the server has dealt with it for good, "other_key" when it can't open it, "later" when it answered
// something else, and "nobody" when it did not answer: no network, one with pages of its own, or no server behind a gateway.
async function send(sealed, address) {
  try {
    const body = new URLSearchParams({ sealed });
    const answer = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(LONGEST) });
    if (!answer.ok) return { became: answer.status > 500 ? "nobody" : "later" };
    const { became, said } = await answer.json();
    return ["done", "other_key"].includes(became) ? { became, said } : { became: "later" };
  } catch {
    return { became: "nobody" };
  }
}

// Now, and whenever there may be a network again for as long as the page is open. `address` may change with its language.
export function sendWheneverPossible(address, told) {
  const now = () => { if (navigator.onLine) sendWaiting(address(), told); };
  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) now(); });
  setInterval(now, 30_000); // a server that was gone comes back without a word
  now();
}
