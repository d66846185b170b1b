// The form of one sheet: which questions are asked, how far it has come, its month; its draft and its receipt.

import { ask, fieldsOf, valuesOf } from "./asked.js";
import { remember, remembered } from "./device.js";
import { wire as wireKeys } from "./keys.js";
import { inGroups, newReceipt } from "./receipt.js";
import { show as showCount, wire as wireCounts } from "./stepper.js";
import { recordOf, save } from "./unsent.js";
import { learnFrom, markUsual } from "./usual.js";

const form = document.querySelector("form.sheet");
const saveButton = form.querySelector(".sheet-end .main");
const cards = [...form.querySelectorAll("[data-question]")];
// What the page is opened for, and whose receipt it is. What follows # in an address never leaves the device.
const [, aim, aimedAt] = location.hash.match(/^#(ratta|fortsatt)=(\w+)$/) ?? [];
const corrected = corrects();
const correcting = Boolean(form.elements.correcting || corrected);

// What is corrected, as this device knows it.
function corrects() {
  const receipt = form.elements.correcting ? form.elements.receipt.value : aim === "ratta" && aimedAt;
  const line = remembered().saved.find((sent) => sent.receipt === receipt);
  const record = recordOf(receipt);
  return (line || record) && { ...line, ...record };
}

// --- answers ---------------------------------------------------------------------------------------------

function written() {
  return [...new FormData(form)].filter(([name, value]) => value && !UNWRITTEN.has(name));
}

const UNWRITTEN = new Set(["csrfmiddlewaretoken", "receipt", "unit", "version", "script", "correcting"]);

function fill(pairs) {
  for (const card of cards) fieldsOf(card).forEach(clear);
  for (const [name, value] of pairs) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked ||= field.value === value;
      else if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value))
        field.value = value;
    }
  }
  form.querySelectorAll("[data-count]").forEach(showCount);
}

function clear(field) {
  if (field.type === "checkbox") field.checked = false;
  else if (field.type === "radio") field.checked = field.value === "";
  else field.value = "";
}

// --- what is asked, and how far it has come --------------------------------------------------------------

function refresh() {
  const asked = ask(cards);
  let answered = 0;
  let next = null;
  for (const card of cards) {
    const shown = asked.includes(card);
    const known = shown && valuesOf(card).length > 0;
    const dot = form.querySelector(`[data-for="${card.id}"]`);
    dot.hidden = !shown;
    dot.className = known ? "done" : "";
    card.querySelector("[data-rest]")?.setAttribute("aria-pressed", String(!known));
    if (shown && !known && !next) next = dot;
    answered += known;
  }
  next?.classList.add("next");
  form.querySelector("[data-answered]").textContent = answered;
  form.querySelector("[data-asked]").textContent = asked.length;
  return answered;
}

// A card with some options as cards and the rest in a list holds one answer.
function keepOne(field) {
  const card = field.closest("[data-kind='one']");
  const list = card?.querySelector("select");
  if (!list || field.name !== list.name) return;
  if (field === list) {
    for (const radio of card.querySelectorAll("input")) radio.checked = !list.value && radio.value === "";
  } else {
    list.value = "";
  }
}

// --- month -----------------------------------------------------------------------------------------------

function chooseMonth(radio) {
  if (radio.dataset.version !== form.elements.version.value) {
    keepDraft();
    location.href = `${location.pathname}?month=${radio.value}${location.hash}`;
    return;
  }
  form.querySelector("[data-month-name]").textContent = radio.dataset.name;
  const panel = form.querySelector("[data-month]");
  // Arrow keys walk through the months; only a tap or Enter means that one is chosen.
  if (radio.matches(":focus-visible")) return;
  panel.open = false;
  panel.querySelector("summary").focus();
}

// --- draft -----------------------------------------------------------------------------------------------

// Each form has a draft of its own, by its receipt; its address says which, for who turns back or loads it anew.
function keepDraft() {
  const answered = refresh();
  if (correcting) return;
  const { receipt, ...draft } = described();
  const asked = Number(form.querySelector("[data-asked]").textContent);
  remember((memory) => {
    delete memory.drafts[receipt]; // the latest stands last
    if (answered) memory.drafts[receipt] = { ...draft, answered, asked, at: clock() };
  });
  const name = `#fortsatt=${receipt}`;
  if (location.hash !== name) history.replaceState(null, "", name);
  form.querySelector("[data-draft-kept]").hidden = !answered;
}

function restore() {
  if (form.querySelector("[role='alert']") || form.elements.correcting) return; // the server has filled it in
  if (corrected) {
    fillIn(corrected);
    return;
  }
  const { drafts } = remembered();
  const draft = aim === "fortsatt" && drafts[aimedAt];
  form.elements.receipt.value = draft ? aimedAt : newReceipt();
  if (draft) fillFromDraft(draft);
  else form.querySelector("[data-draft-waits]").hidden = !latestDraft();
}

function fillIn({ receipt, unit, fields, does, refused }) {
  fill(fields);
  form.elements.receipt.value = receipt;
  form.elements.unit.value = unit;
  if (refused && does !== "correct") return; // the server never took it, so there is nothing there to correct
  form.append(hidden("correcting", "1"));
  form.querySelector("[data-correcting]").hidden = false;
  form.querySelector("[data-code]").textContent = inGroups(receipt);
  saveButton.textContent = form.dataset.saveCorrection;
}

function latestDraft() {
  const { instrument, unit } = described();
  const [receipt] = Object.entries(remembered().drafts)
    .findLast(([, draft]) => draft.instrument === instrument && draft.unit === unit) ?? [];
  return receipt;
}

function fillFromDraft(draft) {
  const month = form.elements.month.value;
  fill(draft.fields.filter(([name]) => name !== "month"));
  form.elements.month.value = month;
  form.querySelector("[data-draft-kept]").hidden = false;
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

// --- saving ----------------------------------------------------------------------------------------------

function isLikeTheLast(fields) {
  const last = remembered().saved[0];
  return (
    last &&
    last.instrument === form.dataset.instrument &&
    last.unit === form.elements.unit.value &&
    JSON.stringify(last.fields) === JSON.stringify(fields)
  );
}

// What has to be asked before it is saved; nothing where somebody has answered.
function doubt(fields) {
  if (!refresh()) return form.querySelector("[data-empty]");
  return !correcting && isLikeTheLast(fields) ? form.querySelector("[data-again]") : null;
}

function onSubmit(event) {
  event.preventDefault();
  if (form.inert) return; // it is being saved
  const fields = written();
  const dialog = event.submitter?.value === "yes" ? null : doubt(fields);
  form.querySelectorAll("dialog").forEach((open) => open.close());
  if (dialog) dialog.showModal();
  else saveIt();
}

async function saveIt() {
  sayThatItIsBeingSaved();
  const sent = described();
  const became = await save(sent, form.elements.csrfmiddlewaretoken.value);
  if (!["saved", "waits"].includes(became)) {
    form.submit(); // the server says why
    return;
  }
  remember((memory) => { memory.sent = { ...sent, before, at: clock() }; });
  if (sent.does === "save") await learnFrom(form, valuesOf).catch(() => {}); // it is saved all the same
  location.href = `${form.dataset.start}?sparat=${form.dataset.instrument}`;
}

function sayThatItIsBeingSaved() {
  form.inert = true;
  form.ariaBusy = "true";
  saveButton.textContent = form.dataset.saving;
  document.querySelector("[data-said]").textContent = form.dataset.saving;
}

// Codes and no words: today's list is read in whatever language is chosen later.
function described() {
  const { receipt, unit, version, month } = form.elements;
  return {
    receipt: receipt.value,
    does: form.elements.correcting ? "correct" : "save",
    instrument: form.dataset.instrument,
    unit: unit.value,
    version: version.value,
    month: month.value,
    address: location.pathname,
    fields: written(),
  };
}

// What a correction takes the place of, for who regrets it; nothing where that is not known, or was never taken.
function stoodBefore() {
  const isAsStored = form.elements.correcting && !form.querySelector("[role='alert']");
  if (corrected ? corrected.refused : !isAsStored) return null;
  const { version, month, fields } = corrected ?? described();
  return { version, month, fields };
}

// When it was saved or begun stays on this device until midnight. What is sent has no time, and nor has what waits.
function clock() {
  return new Date().toTimeString().slice(0, "14:32".length);
}

function sayNet() {
  form.querySelector("[data-no-net]").hidden = navigator.onLine;
}

form.addEventListener("change", (event) => {
  keepOne(event.target);
  if (event.target.name === "month") chooseMonth(event.target);
  keepDraft();
});
form.addEventListener("input", keepDraft);
form.addEventListener("submit", onSubmit);
addEventListener("online", sayNet);
addEventListener("offline", sayNet);
sayNet();
form.querySelector("[data-draft-waits]").addEventListener("click", () => {
  const receipt = latestDraft();
  history.replaceState(null, "", `?month=${remembered().drafts[receipt].month}#fortsatt=${receipt}`);
  location.reload();
});
addEventListener("pageshow", (event) => { if (event.persisted && form.inert) location.reload(); });
form.addEventListener("click", (event) => {
  if (event.target.closest("dialog [type='button']")) event.target.closest("dialog").close();
  const rest = event.target.closest("[data-rest]");
  if (rest) {
    const card = rest.closest("[data-question]");
    fieldsOf(card).forEach(clear);
    card.querySelectorAll("[data-count]").forEach(showCount);
    keepDraft();
  }
});

wireCounts(form, keepDraft);
wireKeys(form);
form.querySelectorAll("[data-rest]").forEach((button) => { button.hidden = false; });
restore();
const before = stoodBefore();
form.querySelectorAll("[data-count]").forEach(showCount);
refresh();
markUsual(form, valuesOf);
form.classList.add("wired");
// Where nothing is to be mended first, the keyboard starts here.
if (!form.querySelector("[role='alert']")) form.querySelector("h1").focus();
