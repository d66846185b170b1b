// What this device remembers, and only it: today's registrations, drafts, and what has just been sent.
// All of it goes at midnight, when its owner signs out, and when somebody else signs in.

const NAME = "folja";

export function day() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
}

// Whose day it is; nothing where nobody is signed in.
export function owner() {
  return document.body.dataset.deviceMark || "";
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(NAME));
  } catch {
    return null;
  }
}

export function remembered() {
  const found = read();
  const isOurs = found && found.day === day() && found.owner === owner();
  return isOurs ? found : { day: day(), owner: owner(), saved: [], drafts: {}, sent: null };
}

// Changes what is remembered: remember(memory => memory.saved.push(item)).
export function remember(change) {
  const memory = remembered();
  change(memory);
  try {
    localStorage.setItem(NAME, JSON.stringify(memory));
  } catch {
    // A browser that keeps nothing: the form works, without draft and list.
  }
}

export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // Nothing was kept.
  }
}

// Yesterday's goes, and another's. At the door, where nobody is signed in, today's waits for its owner.
export function forgetOld() {
  const found = read();
  if (found && (found.day !== day() || (owner() && found.owner !== owner()))) forget();
}

export function atMidnight(act) {
  const now = new Date();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  setTimeout(act, midnight - now + 1000);
}
