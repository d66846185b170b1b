// Pages kept for when there is no network: the day's own, of whoever is signed in.

import { day, owner } from "./device.js";

const KEPT = "folja-pages";

function nameOfToday() {
  return `${KEPT} ${day()} ${owner()}`;
}

export function serveWithoutNet() {
  if (owner()) navigator.serviceWorker?.register(document.body.dataset.serviceWorker);
}

export async function keepPages(addresses) {
  if (!globalThis.caches || !owner()) return;
  const pages = await caches.open(nameOfToday());
  for (const address of addresses) {
    if (!(await pages.match(address))) await pages.add(address).catch(() => {}); // there is a next time
  }
}

// Yesterday's and another's; at the door, where nobody is signed in, today's wait for their owner.
export async function forgetOldPages() {
  const old = (name) => name.startsWith(KEPT) && (owner() ? name !== nameOfToday() : !name.includes(` ${day()} `));
  for (const name of (await globalThis.caches?.keys()) ?? []) if (old(name)) caches.delete(name);
}

export async function forgetPages() {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith(KEPT)).map((name) => caches.delete(name)));
}
