// What the server has not taken yet: one record for each receipt, of whoever saved it. It stays on the device, past
// midnight and whoever signs in, until the server has it or its owner has mended or undone what was refused. A receipt
// makes sending twice harmless.
//
// A record is { receipt, owner, does, instrument, unit, version, month, address, fields, refused }. It does "save",
// "correct", "replace" (for who can't know whether the first one came) or "remove"; `refused` is why it was not taken.

import { account } from "./device.js";
import { inTurn } from "./in_turn.js";
import { keptList } from "./kept_list.js";

const NAME = "folja-unsent";
const records = keptList(NAME);
const LONGEST = 10_000; // milliseconds before a network that does not answer counts as none

export const unsent = records.all;

// Of whoever is signed in; of a colleague's nothing is shown but how many they are.
export function ours() {
  return unsent().filter(({ owner }) => owner === account());
}

export function recordOf(receipt) {
  return ours().find((record) => record.receipt === receipt);
}

export function waits(receipt) {
  const record = recordOf(receipt);
  return Boolean(record) && !record.refused;
}

// Takes the place of what waits with the same receipt. Whether it is kept; not where the browser keeps nothing.
export function keep(act) {
  const record = recordFor(act);
  return records.put([...unsent().filter((other) => other.receipt !== record.receipt), record]);
}

function recordFor({ receipt, does, instrument, unit, version, month, address, fields }) {
  const earlier = recordOf(receipt);
  const mayBeThere = does !== "remove" && earlier && earlier.does !== "correct";
  const what = { instrument, unit, version, month, address, fields: does === "remove" ? [] : fields };
  return { receipt, owner: account(), does: mayBeThere ? "replace" : does, ...what };
}

// Done with, or refused; unless it has been changed while it was on its way.
function settle(record, refused) {
  const isRecord = (other) => JSON.stringify(other) === JSON.stringify(record);
  records.put(unsent().flatMap((other) => {
    if (!isRecord(other)) return [other];
    return refused ? [{ ...record, refused }] : [];
  }));
}

// --- sending -----------------------------------------------------------------------------------------------

const SAYS = { save: [], correct: [["correcting", "1"]], replace: [["replacing", "1"]] };

function entriesOf({ does, receipt, unit, version, month, fields }) {
  if (does === "remove") return [["receipt", receipt], ["month", month]];
  return [...fields, ["receipt", receipt], ["unit", unit], ["version", version], ...SAYS[does]];
}

// What became of it: "saved", "refused" with why, "no net", or "later" (signed out, or something is broken there).
async function send(record, address, token) {
  const data = new FormData();
  for (const [name, value] of entriesOf(record)) data.append(name, value);
  data.set("csrfmiddlewaretoken", token);
  data.set("script", "1");
  try {
    const answer = await fetch(address, { method: "POST", body: data, signal: AbortSignal.timeout(LONGEST) });
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.status === 422) {
      return { became: "refused", why: isOurs ? (await answer.json()).problem : saidOn(await answer.text()) };
    }
    return { became: answer.ok && isOurs ? "saved" : "later" };
  } catch {
    return { became: "no net" };
  }
}

// What a page with something to mend says is wrong, above its questions or beside them.
function saidOn(words) {
  const page = new DOMParser().parseFromString(words, "text/html");
  const said = page.querySelectorAll("[role='alert'] p:not(.help), .question .sign.attention");
  return [...said].map((one) => one.textContent.trim()).join(" ");
}

// Sends a sheet at once, or keeps it until there is a network and its owner is signed in: "saved", "waits" or "refused",
// and "lost" where it could neither be sent nor kept.
export async function save(act, token) {
  const earlier = recordOf(act.receipt);
  const isNext = !earlier || earlier.refused; // what was made before and still waits goes before this
  const isSent = isNext && navigator.onLine;
  const { became } = isSent ? await send(recordFor(act), act.address, token) : { became: "no net" };
  if (became === "refused") return became;
  if (became !== "saved") return keep(act) ? "waits" : "lost";
  if (earlier) settle(earlier);
  return became;
}

// Sends what waits, first things first, and says what became of each that was taken: told(record, became, why). Then it
// says why the rest still waits: "no net", or "later" when it needs whoever saved it to sign in.
export async function sendWaiting(addresses, told) {
  return unsent().length ? inTurn(NAME, () => sendEach(addresses, told)) : "sent";
}

// This page may be an old one that was kept, with a token of a session that is over, or of somebody else's.
async function freshPage(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(LONGEST) });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function sendEach(addresses, told) {
  let page;
  try {
    page = await freshPage(addresses.start);
  } catch {
    return "no net";
  }
  const token = page.querySelector("[data-token] [name=csrfmiddlewaretoken]")?.value;
  const tried = new Set();
  const isNext = (record) =>
    record.owner === page.body.dataset.accountMark && !record.refused && !tried.has(JSON.stringify(record));
  for (let record; token && (record = unsent().find(isNext)); ) {
    tried.add(JSON.stringify(record));
    const address = record.does === "remove" ? addresses.withdraw : record.address;
    const { became, why } = await send(record, address, token);
    if (became === "no net") return became;
    if (became === "later") continue;
    settle(record, record.does === "remove" ? null : why);
    told(record, became, why);
  }
  return ours().some((record) => !record.refused) ? "later" : "sent";
}
