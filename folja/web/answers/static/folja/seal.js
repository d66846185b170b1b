// Seals what has to wait on this device to the server's public key, so that nobody can read it here, not even who
// wrote it. The format stands in sealing.py, which opens it.

const PURPOSE = "folja sealed answers 1";
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const ROOM = 4096; // bytes; what is sealed is filled up to it, so that its length tells nothing

// Browsers have no such tools where a page is sent without https.
export function canSeal() {
  return Boolean(globalThis.crypto?.subtle);
}

export async function seal(value, key) {
  const theirs = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const ours = await crypto.subtle.exportKey("raw", publicKey);
  const encrypting = await sharedKey(privateKey, theirs, joined(ours, theirs));
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const encrypted = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, encrypting, filledUp(value));
  const name = (await crypto.subtle.digest("SHA-256", theirs)).slice(0, 8);
  return forAddresses(joined(name, ours, nonce, encrypted));
}

async function sharedKey(privateKey, theirs, salt) {
  const server = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: server }, privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const derived = { name: "HKDF", hash: "SHA-256", salt, info: new TextEncoder().encode(PURPOSE) };
  return crypto.subtle.deriveKey(derived, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

// JSON may end with spaces.
function filledUp(value) {
  const content = new TextEncoder().encode(JSON.stringify(value));
  const room = new Uint8Array(Math.ceil(content.length / ROOM) * ROOM).fill(" ".charCodeAt(0));
  room.set(content);
  return room;
}

function joined(...parts) {
  const bytes = parts.map((part) => new Uint8Array(part));
  const whole = new Uint8Array(bytes.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function forAddresses(bytes) {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
