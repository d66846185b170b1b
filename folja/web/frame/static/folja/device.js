// What this device remembers, and only it: today's registrations, drafts, and what has just been sent.
// All of it goes at midnight, and when somebody else signs in.

const NAME = "folja";

function day() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
}

function session() {
  return document.body.dataset.session || "";
}

function empty() {
  return { day: day(), session: session(), saved: [], drafts: {}, sent: null };
}

export function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME));
    return found && found.day === day() && found.session === session() ? found : empty();
  } catch {
    return empty();
  }
}

// Changes what is remembered: remember(m => m.saved.push(item)).
export function remember(change) {
  const memory = remembered();
  change(memory);
  try {
    localStorage.setItem(NAME, JSON.stringify(memory));
  } catch {
    // A browser that keeps nothing: the form works, without draft and list.
  }
  return memory;
}

export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // Nothing was kept.
  }
}

export function atMidnight(act) {
  const now = new Date();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  setTimeout(act, midnight - now + 1000);
}
