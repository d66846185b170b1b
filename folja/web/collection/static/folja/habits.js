// How somebody usually answers the few questions that are about the work itself, such as how you met. It is sealed with
// a key that the server gives to her alone, so it can lie on a shared device; see docs/decisions/0008.

import { habits, keepHabits } from "./device.js";

const FADES = 0.8; // what one more answer leaves of the weight of those before it
const ENOUGH = 2.4; // the weight of three alike in a row
const MOST = 2 / 3; // of all weight, before anything is called usual
const LENGTH = 2048; // letters before sealing, so that the length tells nothing

// The usual answer to each question of an instrument that has one: { question: option }.
export async function usual(key, instrument) {
  const box = await boxOf(key);
  const weights = box ? ((await opened(box))[instrument] ?? {}) : {};
  return Object.fromEntries(Object.entries(weights).flatMap(([question, given]) => {
    const [[option, weight]] = Object.entries(given).sort(([, one], [, other]) => other - one);
    const all = Object.values(given).reduce((sum, one) => sum + one, 0);
    return weight >= ENOUGH && weight >= all * MOST ? [[question, option]] : [];
  }));
}

// Takes in what was answered now: { question: option }.
export async function learn(key, instrument, answers) {
  const box = await boxOf(key);
  if (!box || !Object.keys(answers).length) return;
  const known = await opened(box);
  const weights = (known[instrument] ??= {});
  for (const [question, option] of Object.entries(answers)) weights[question] = faded(weights[question], option);
  keepHabits(box.name, await sealed(box, known));
}

function faded(before = {}, option) {
  const after = Object.entries(before).map(([one, weight]) => [one, Number((weight * FADES).toFixed(2))]);
  const left = Object.fromEntries(after.filter(([, weight]) => weight >= 0.1));
  return { ...left, [option]: (left[option] ?? 0) + 1 };
}

// --- sealing ---------------------------------------------------------------------------------------------

// Nothing where habits are turned off, or where the browser can't seal since the page is not sent over https.
async function boxOf(key) {
  if (!habits() || !globalThis.crypto?.subtle) return null;
  const bytes = Uint8Array.from(key.match(/../g), (pair) => parseInt(pair, 16));
  const secret = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const mark = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return { secret, name: hex(mark).slice(0, 16) };
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function sealed({ secret }, known) {
  const salt = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(JSON.stringify(known).padEnd(LENGTH));
  const hidden = await crypto.subtle.encrypt({ name: "AES-GCM", iv: salt }, secret, words);
  return btoa(String.fromCharCode(...salt, ...new Uint8Array(hidden)));
}

async function opened({ secret, name }) {
  const kept = habits()[name];
  if (!kept) return {};
  try {
    const bytes = Uint8Array.from(atob(kept.sealed), (letter) => letter.charCodeAt(0));
    const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.slice(0, 12) }, secret, bytes.slice(12));
    return JSON.parse(new TextDecoder().decode(words));
  } catch {
    return {}; // somebody has tampered with it; it is written anew
  }
}
