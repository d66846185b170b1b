// What is written by several, a section, an answer or a name: keeps what is not saved on this device, and says to others that somebody writes here.

import { remember, remembered } from "./device.js";

const RENEWS = 30_000; // never oftener than every twenty seconds
const form = document.querySelector("form.writes-section");

if (form) write();

function write() {
  const fields = (form.dataset.fields ?? "words").split(" ").map((name) => form.elements[name]);
  const begun = fields.map((field) => field.value);
  let isWriting = false;

  restore();
  count();
  for (const field of fields) {
    field.addEventListener("input", () => {
      keep();
      count();
      say();
      tell();
    });
  }

  // --- what is not saved ------------------------------------------------------------------------------------

  function keep() {
    remember((memory) => {
      memory.written ??= {};
      const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]));
      memory.written[form.dataset.path] = { typed, seen: form.elements.seen.value };
    });
  }

  function restore() {
    const before = form.dataset.savedBefore;
    if (before) remember((memory) => { delete memory.written?.[before]; });
    if ("saved" in form.dataset) {
      remember((memory) => { delete memory.written?.[form.dataset.path]; });
      return;
    }
    if ("typed" in form.dataset) { // the server has put something in what was written
      keep();
      return;
    }
    const kept = remembered().written?.[form.dataset.path];
    if (!kept?.typed || !fields.some((field) => kept.typed[field.name] !== field.value) || document.querySelector("[role='alert']")) return;
    for (const field of fields) field.value = kept.typed[field.name] ?? field.value;
    form.elements.seen.value = kept.seen; // so that what others have saved since is not overwritten
    say();
    inform(form.dataset.kept);
  }

  function say() {
    const place = document.querySelector("[data-saving]");
    if (place && fields.some((field, number) => field.value !== begun[number])) place.textContent = place.dataset.unsaved;
  }

  function inform(message) {
    const place = form.querySelector("[data-told]");
    place.hidden = !message;
    place.querySelector("[role='status']").textContent = message;
  }

  function count() {
    const place = form.querySelector("[data-count]");
    if (!place) return;
    const number = fields[0].value.split(/\s+/).filter(Boolean).length;
    place.hidden = false;
    place.textContent = `${number} ${place.dataset.count}`;
  }

  // --- others -----------------------------------------------------------------------------------------------

  function tell() {
    if (isWriting) return;
    isWriting = true;
    renew();
    setInterval(() => { if (!document.hidden) renew(); }, RENEWS);
  }

  async function renew() {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(form.dataset.here, { method: "POST", body });
      if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) return;
      const { says, version } = await answer.json();
      inform(version > Number(form.elements.seen.value) ? form.dataset.newer : says);
    } catch {
      // Without a network nobody hears; what is written stays here.
    }
  }
}
