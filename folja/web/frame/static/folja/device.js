// What this device remembers, and only it: today's registrations, drafts, and what has just been sent.
// All of that goes at midnight, when its owner signs out, and when somebody else signs in. Habits stay, sealed.

const NAME = "folja";

export function day() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
}

// Whose day it is; nothing where nobody is signed in.
export function owner() {
  return document.body.dataset.deviceMark || "";
}

// Whose is what waits to be sent; the same on every day.
export function account() {
  return document.body.dataset.accountMark || "";
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

// --- habits: { name: { month, sealed } }, which only their owner can open ---------------------------------

const HABITS = "folja-habits";
const OFF = "off";
const UNUSED = 2; // months after which they are forgotten

function monthNumber() {
  const now = new Date();
  return now.getFullYear() * 12 + now.getMonth();
}

// What is kept for everybody who uses the device; nothing where it is turned off.
export function habits() {
  try {
    const kept = localStorage.getItem(HABITS);
    return kept === OFF ? null : JSON.parse(kept) || {};
  } catch {
    return null;
  }
}

export function keepHabits(name, sealed) {
  writeHabits(JSON.stringify({ ...habits(), [name]: { month: monthNumber(), sealed } }));
}

export function forgetHabits() {
  writeHabits(null);
}

export function turnOffHabits() {
  writeHabits(OFF);
}

function writeHabits(words) {
  try {
    if (words) localStorage.setItem(HABITS, words);
    else localStorage.removeItem(HABITS);
  } catch {
    // A browser that keeps nothing has no habits.
  }
}

// Somebody who has left can't open hers to wipe them; their month stands outside the seal.
export function forgetOldHabits() {
  const kept = Object.entries(habits() ?? {});
  const used = kept.filter(([, { month }]) => monthNumber() - month <= UNUSED);
  if (used.length < kept.length) writeHabits(used.length ? JSON.stringify(Object.fromEntries(used)) : null);
}

// -----------------------------------------------------------------------------------------------------------

export function atMidnight(act) {
  const now = new Date();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  setTimeout(act, midnight - now + 1000);
}
