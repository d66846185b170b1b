// What waits for a network: sheets, corrections and undos in the order they were made. They stay on the device, past
// midnight and whoever signs in, until the server has them. A receipt makes sending twice harmless.

const NAME = "folja-unsent";
const LONGEST = 10_000; // milliseconds before a network that does not answer counts as none

export function waiting() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) || [];
  } catch {
    return [];
  }
}

// Whether it is kept; not where the browser keeps nothing.
export function wait(act) {
  try {
    localStorage.setItem(NAME, JSON.stringify([...waiting(), act]));
    return true;
  } catch {
    return false;
  }
}

function done(act) {
  const left = waiting();
  left.splice(left.findIndex((other) => JSON.stringify(other) === JSON.stringify(act)), 1);
  if (left.length) localStorage.setItem(NAME, JSON.stringify(left));
  else localStorage.removeItem(NAME);
}

// What became of it: "saved", "refused" with why, "no net", or "later" (signed out, or something is broken there).
export async function send({ address, entries }, token) {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  data.set("csrfmiddlewaretoken", token);
  data.set("script", "1");
  try {
    const answer = await fetch(address, { method: "POST", body: data, signal: AbortSignal.timeout(LONGEST) });
    if (answer.status === 422) return { became: "refused", why: saidOn(await answer.text()) };
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
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

let sending = null;

// Sends what waits, first things first, and says what became of each that was taken: told(act, became, why). Then it says
// why the rest still waits: "no net", or "later" when it needs whoever saved it to sign in.
export function sendWaiting(start, told) {
  if (!waiting().length) return Promise.resolve("sent");
  sending ??= sendInTurn(start, told).finally(() => { sending = null; });
  return sending;
}

// This page may be an old one that was kept, with a token of a session that is over.
async function freshPage(start) {
  const answer = await fetch(start, { signal: AbortSignal.timeout(LONGEST) });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function sendInTurn(start, told) {
  let token;
  try {
    token = (await freshPage(start)).querySelector("[data-token] [name=csrfmiddlewaretoken]")?.value;
  } catch {
    return "no net";
  }
  const later = new Set();
  for (const act of token ? waiting() : []) {
    if (later.has(act.receipt)) continue;
    const { became, why } = await send(act, token);
    if (became === "no net") return became;
    if (became === "later") {
      later.add(act.receipt); // another's, perhaps; it holds up only what is done to the same sheet
      continue;
    }
    done(act);
    told(act, became, why);
  }
  return waiting().length ? "later" : "sent";
}
