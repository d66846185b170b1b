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

// "saved", "refused" (the server has said why), "no net", or "later" (signed out, or something is broken there).
export async function send({ address, entries }, token) {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  data.set("csrfmiddlewaretoken", token);
  data.set("script", "1");
  try {
    const answer = await fetch(address, { method: "POST", body: data, signal: AbortSignal.timeout(LONGEST) });
    if (answer.status === 422) return "refused";
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    return answer.ok && isOurs ? "saved" : "later";
  } catch {
    return "no net";
  }
}

let sending = null;

// Sends what waits, first things first, and says what became of each: told(act, "saved" or "refused").
export function sendWaiting(start, told) {
  if (!waiting().length) return Promise.resolve();
  sending ??= sendInTurn(start, told).finally(() => { sending = null; });
  return sending;
}

// This page may be an old one that was kept, with a token of a session that is over.
async function freshToken(start) {
  try {
    const answer = await fetch(start, { signal: AbortSignal.timeout(LONGEST) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[data-token] [name=csrfmiddlewaretoken]")?.value;
  } catch {
    return null;
  }
}

async function sendInTurn(start, told) {
  const token = await freshToken(start);
  if (!token) return;
  for (const act of waiting()) {
    const became = await send(act, token);
    if (became === "no net" || became === "later") return;
    done(act);
    told(act, became);
  }
}
