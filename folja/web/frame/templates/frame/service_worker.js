// Answers where there is no network: with the files that pages are made of, and with the pages that offline.js keeps.
// Made by the server, so that a new version of Följa brings a new one of these.

const FILES = "folja-files-{{ version }}";
const NEEDED = {{ files|safe }};
const NO_NET = "{{ no_net }}";

self.addEventListener("install", (event) => {
  const keep = async () => (await caches.open(FILES)).addAll([...NEEDED, NO_NET]);
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("folja-files-") && name !== FILES);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("{{ static }}")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(request, pathname));
});

async function file(request) {
  return (await caches.match(request)) || fetch(request);
}

// From the network; without one as it was last, and else the page that says so.
async function page(request, pathname) {
  try {
    return await fetch(request);
  } catch {
    const kept = { ignoreVary: true };
    return (await caches.match(pathname, kept)) || caches.match(NO_NET, kept);
  }
}
