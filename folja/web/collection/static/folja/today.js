// The start page's memory of the day: what was saved from this device, with undo and correct, and drafts.

import { atMidnight, remember, remembered } from "./device.js";
import { keepPages } from "./offline.js";
import { sendWaiting, wait, waiting } from "./unsent.js";

const start = document.querySelector("[data-start]");
const list = start.querySelector("[data-saved]");
const heading = start.querySelector("#today");
const words = document.querySelector("[data-words]").dataset;
// By instrument, in the reader's language.
const sheets = JSON.parse(words.sheets);
const language = document.documentElement.lang;
const MONTH = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });

function fromTemplate(name) {
  return document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
}

function monthOf(sent) {
  return MONTH.format(new Date(`${sent.month}-01`));
}

// What tells one sheet from the next: the first drawn answer, such as how you met.
function detail(sent) {
  const { drawn } = sheets[sent.instrument];
  return sent.fields.map(([name, value]) => drawn[name]?.[value]).find(Boolean);
}

// --- the list ----------------------------------------------------------------------------------------------

let why = "no net"; // what waits was not sent

function show() {
  const { saved, drafts } = remembered();
  const held = document.activeElement.dataset.act;
  list.replaceChildren(...saved.map(item));
  if (held) (list.querySelector(`[data-act="${held}"]`) ?? heading).focus();
  start.querySelector("[data-nothing]").hidden = saved.length > 0;
  start.querySelector("[data-drafts]").replaceChildren(...Object.entries(drafts).map(draft));
  showUnsent(saved);
  showOwn(saved);
}

function showUnsent(saved) {
  const numbers = { waiting: waiting().length, refused: saved.filter((sent) => sent.refused).length };
  for (const [name, number] of Object.entries(numbers)) {
    const banner = start.querySelector(`[data-unsent] [data-${name}]`);
    banner.hidden = number === 0;
    for (const place of banner.querySelectorAll("[data-number]")) place.textContent = number;
  }
  start.querySelector("[data-unsent] [data-no-net]").hidden = why === "later";
  start.querySelector("[data-unsent] [data-later]").hidden = why !== "later";
}

function item(sent, place) {
  const line = fromTemplate("item");
  const { title } = sheets[sent.instrument];
  const month = sent.month === start.dataset.month ? "" : monthOf(sent);
  const waits = waiting().some((act) => act.receipt === sent.receipt);
  const told = [detail(sent), month, sent.at].filter(Boolean).join(", ");
  line.classList.toggle("waits", waits);
  line.classList.toggle("refused", Boolean(sent.refused));
  line.querySelector("[data-title]").textContent = title;
  line.querySelector("[data-detail]").textContent = told;
  line.querySelector("[data-state]").textContent = stateOf(sent, waits);
  const correct = line.querySelector("[data-correct]");
  correct.href = `${sent.address}?month=${sent.month}#ratta=${place}`;
  const undo = line.querySelector("[data-undo]");
  undo.addEventListener("click", () => withdraw(sent));
  for (const [name, act] of Object.entries({ correct, undo })) {
    act.dataset.act = `${name} ${sent.receipt}`;
    act.setAttribute("aria-label", `${act.textContent.trim()}: ${[title, told].filter(Boolean).join(", ")}`);
  }
  return line;
}

function stateOf(sent, waits) {
  if (waits) return why === "later" ? words.notSent : words.waits;
  return sent.refused ? `${words.refused} ${sent.refused}` : "";
}

// A draft is named by its instrument and its unit.
function draft([name, kept]) {
  const link = fromTemplate("draft");
  link.href = `${kept.address}#fortsatt`;
  link.querySelector("[data-title]").textContent = sheets[name.split(" ")[0]].title;
  link.querySelector("[data-answered]").textContent = kept.answered;
  link.querySelector("[data-asked]").textContent = kept.asked;
  return link;
}

// The unit's number is as of last night; this device adds its own of today.
function showOwn(saved) {
  const latest = start.querySelector("[data-latest]");
  if (!latest) return;
  const { latest: instrument, month, now } = latest.dataset;
  const own = saved.filter((sent) => sent.instrument === instrument && sent.month === month && !sent.unsaved);
  const sum = Number(now) + own.length;
  latest.querySelector("[data-own]").hidden = own.length === 0;
  latest.querySelector("[data-own-number]").textContent = own.length;
  latest.querySelector("[data-some]").hidden = !sum;
  for (const place of latest.querySelectorAll("[data-none]")) place.hidden = Boolean(sum);
  for (const place of latest.querySelectorAll("[data-sum]")) {
    place.dataset.sum ||= place.textContent; // what the server said, for when all of it is undone
    place.textContent = own.length ? sum.toLocaleString(language) : place.dataset.sum;
  }
}

// --- saved, and undone ---------------------------------------------------------------------------------------

function takeSent() {
  if (!new URLSearchParams(location.search).has("sparat")) return;
  history.replaceState(null, "", location.pathname);
  const { sent } = remembered();
  if (!sent) return;
  remember((memory) => {
    memory.saved = [sent, ...memory.saved.filter((item) => item.receipt !== sent.receipt)];
    delete memory.drafts[sent.draft];
    memory.sent = null;
  });
  const said = sheets[sent.instrument];
  const waits = waiting().some((act) => act.receipt === sent.receipt);
  toast(waits ? words.waits : sent.corrected ? said.corrected : said.saved, sent);
}

// An undo goes the way of a sheet: at once, or in its turn when the network is back.
async function withdraw(sent) {
  wait({ receipt: sent.receipt, address: start.dataset.withdraw, entries: [["receipt", sent.receipt]], undoes: true });
  await sendAll();
  const left = waiting().some((act) => act.receipt === sent.receipt);
  if (left && !remembered().saved.some((item) => item.receipt === sent.receipt)) return;
  remember((memory) => { memory.saved = memory.saved.filter((item) => item.receipt !== sent.receipt); });
  show();
  toast(left ? words.undoneLater : sheets[sent.instrument].removed);
}

async function sendAll() {
  why = await sendWaiting(start.dataset.start, (act, became, refused) => {
    // What was to be undone and is not there is undone.
    if (became === "refused" && !act.undoes) remember((memory) => { keepRefused(memory, act.sent, refused); });
  });
  show();
}

// What could not be saved stays in sight until somebody has mended or undone it, though it was made on another day.
function keepRefused(memory, sent, refused) {
  const kept = memory.saved.find((item) => item.receipt === sent.receipt);
  if (!kept) memory.saved.push(sent);
  Object.assign(kept ?? sent, { refused, unsaved: !sent.corrected });
}

// --- the toast stays until the next act --------------------------------------------------------------------

function toast(what, undoable) {
  putAway();
  const shown = fromTemplate("toast");
  shown.querySelector("[data-what]").textContent = what;
  if (undoable) {
    shown.querySelector("[data-more]").textContent = `${words.counted} ${monthOf(undoable)}`;
    shown.querySelector("[data-undo]").addEventListener("click", () => withdraw(undoable));
  } else {
    shown.querySelector("[data-more]").remove();
    shown.querySelector("[data-undo]").remove();
  }
  list.before(shown); // so that the list comes after it by Tab
  shown.focus({ preventScroll: true });
}

function putAway() {
  const shown = start.querySelector(".toast");
  const held = shown?.contains(document.activeElement);
  shown?.remove();
  if (held) heading.focus({ preventScroll: true });
}

addEventListener("keydown", (event) => { if (event.key === "Escape") putAway(); });
document.addEventListener("click", (event) => {
  if (event.target.closest("a, button, summary") && !event.target.closest(".toast")) putAway();
}, { capture: true });

// Who closed a sheet without saving is back where it was opened.
function isBackFromSheet() {
  const from = document.referrer && new URL(document.referrer).pathname;
  return from !== start.dataset.register && from.startsWith(start.dataset.register);
}

takeSent();
show();
if (document.activeElement === document.body && isBackFromSheet()) start.querySelector("h1").focus();
keepPages([start.dataset.start, ...[...start.querySelectorAll(".sheets a.do")].map((link) => link.getAttribute("href"))]);
sendAll();
addEventListener("online", sendAll);
setInterval(() => { if (waiting().length && navigator.onLine) sendAll(); }, 30_000);
atMidnight(show);
addEventListener("pageshow", (event) => { if (event.persisted) show(); });
