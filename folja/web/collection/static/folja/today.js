// The start page's memory of the day: what was saved from this device, with undo and correct, and drafts.

import { atMidnight, remember, remembered } from "./device.js";
import { keepPages } from "./offline.js";
import { newReceipt } from "./receipt.js";
import { keep, ours, sendWaiting, unsent, waits } from "./unsent.js";

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

// The first drawn answer, such as how you met.
function detail(sent) {
  const { drawn } = sheets[sent.instrument];
  return sent.fields.map(([name, value]) => drawn[name]?.[value]).find(Boolean);
}

// --- the list ----------------------------------------------------------------------------------------------

let why = "no net"; // what waits was not sent

// What was saved here today, and what the server has not taken yet whatever day it was made; but not what is undone.
function lines() {
  const records = ours();
  const { saved } = remembered();
  const ofToday = saved.map((line) => ({ ...line, ...records.find(({ receipt }) => receipt === line.receipt) }));
  const earlier = records.filter(({ receipt }) => !saved.some((line) => line.receipt === receipt));
  return [...ofToday, ...earlier].filter(({ does }) => does !== "remove");
}

function show() {
  const shown = lines();
  const held = document.activeElement.dataset.act;
  list.replaceChildren(...shown.map(item));
  if (held) (list.querySelector(`[data-act="${held}"]`) ?? heading).focus();
  start.querySelector("[data-nothing]").hidden = shown.length > 0;
  const drafts = Object.entries(remembered().drafts).reverse();
  start.querySelector("[data-drafts]").replaceChildren(...drafts.map(draft));
  showUnsent();
  showOwn(shown);
}

function showUnsent() {
  const records = ours();
  const refused = records.filter((record) => record.refused).length;
  const waiting = records.length - refused;
  const others = unsent().length - records.length;
  const numbers = why === "later" ? { waiting: 0, later: others + waiting } : { waiting, later: others };
  for (const [name, number] of Object.entries({ ...numbers, refused })) {
    const banner = start.querySelector(`[data-unsent] [data-${name}]`);
    banner.hidden = number === 0;
    for (const place of banner.querySelectorAll("[data-number]")) place.textContent = number;
  }
}

// What tells one line from the next.
function toldOf(sent) {
  const month = sent.month === start.dataset.month ? "" : monthOf(sent);
  return [detail(sent), month, sent.at].filter(Boolean).join(", ");
}

function item(sent) {
  const line = fromTemplate("item");
  const { title } = sheets[sent.instrument];
  const told = toldOf(sent);
  line.classList.toggle("waits", waits(sent.receipt));
  line.classList.toggle("refused", Boolean(sent.refused || sent.notRemoved));
  line.querySelector("[data-title]").textContent = title;
  line.querySelector("[data-detail]").textContent = told;
  line.querySelector("[data-state]").textContent = stateOf(sent);
  const correct = line.querySelector("[data-correct]");
  correct.href = `${sent.address}?month=${sent.month}#ratta=${sent.receipt}`;
  const away = line.querySelector("[data-remove]");
  away.addEventListener("click", () => remove(sent));
  for (const [name, act] of Object.entries({ correct, away })) {
    act.hidden = Boolean(sent.notRemoved); // it is closed
    act.dataset.act = `${name} ${sent.receipt}`;
    act.setAttribute("aria-label", `${act.textContent.trim()}: ${[title, told].filter(Boolean).join(", ")}`);
  }
  return line;
}

function stateOf(sent) {
  if (sent.notRemoved) return `${words.notRemoved} ${sent.notRemoved}`;
  if (sent.refused) return `${words.refused} ${sent.refused}`;
  if (!waits(sent.receipt)) return "";
  return why === "later" ? words.notSent : words.waits;
}

function draft([receipt, kept]) {
  const link = fromTemplate("draft");
  link.href = `${kept.address}?month=${kept.month}#fortsatt=${receipt}`;
  link.querySelector("[data-title]").textContent = sheets[kept.instrument].title;
  link.querySelector("[data-detail]").textContent = toldOf(kept);
  link.querySelector("[data-answered]").textContent = kept.answered;
  link.querySelector("[data-asked]").textContent = kept.asked;
  return link;
}

// The unit's number is as of last night; this device adds its own of today.
function showOwn(shown) {
  const latest = start.querySelector("[data-latest]");
  if (!latest) return;
  const { latest: instrument, month, now, units } = latest.dataset;
  const isHere = ({ unit }) => units.split(" ").includes(unit);
  const isOfNow = (sent) => sent.instrument === instrument && sent.month === month;
  const own = shown.filter((sent) => isHere(sent) && isOfNow(sent) && (!sent.refused || sent.does === "correct"));
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
  putInList(sent);
  remember((memory) => {
    delete memory.drafts[sent.receipt];
    memory.sent = null;
  });
  const said = sheets[sent.instrument];
  const done = sent.does === "correct" ? said.corrected : said.saved;
  toast(unlessItWaits(sent, done), undoOf(sent), sent);
}

function unlessItWaits({ receipt }, done) {
  if (!waits(receipt)) return done;
  return navigator.onLine ? words.notSent : words.waits;
}

// What was new is taken away; what was corrected is as it was before. Nothing where that is not known.
function undoOf(sent) {
  if (sent.does !== "correct") return () => remove(sent);
  return sent.before && (() => restore(sent));
}

function putInList(sent) {
  remember((memory) => {
    const place = memory.saved.findIndex(({ receipt }) => receipt === sent.receipt);
    if (place < 0) memory.saved.unshift(sent);
    else memory.saved[place] = { ...sent, at: sent.at ?? memory.saved[place].at };
  });
}

// What is done here goes the way of a sheet: at once, or in its turn when the network is back. Whether it goes at all.
async function goes(act) {
  if (!keep(act)) {
    toast(words.notKept);
    return false;
  }
  if (act.does !== "remove") putInList(act);
  await sendAll();
  return true;
}

async function remove(line) {
  if (!(await goes({ ...line, does: "remove" }))) return;
  const { notRemoved } = remembered().saved.find(({ receipt }) => receipt === line.receipt) ?? {};
  if (notRemoved) toast(`${words.notRemoved} ${notRemoved}`);
  else toast(waits(line.receipt) ? words.undoneLater : sheets[line.instrument].removed, () => putBack(line));
}

// With a receipt of its own: the old one is used.
async function putBack({ refused, ...line }) {
  const back = { ...line, receipt: newReceipt(), does: "save" };
  if (await goes(back)) toast(unlessItWaits(back, sheets[line.instrument].saved), () => remove(back), back);
}

async function restore({ before, ...sent }) {
  const back = { ...sent, ...before };
  if (await goes(back)) toast(unlessItWaits(back, words.restored));
}

async function sendAll() {
  why = await sendWaiting(start.dataset, (record, became, reason) => {
    if (record.does === "remove") remember((memory) => takeAway(memory, record, became === "refused" && reason));
  });
  show();
}

// What could not be taken away since it is closed and counts stays in sight, with why.
function takeAway(memory, { receipt, ...record }, notRemoved) {
  const line = memory.saved.find((sent) => sent.receipt === receipt);
  if (!notRemoved) memory.saved = memory.saved.filter((sent) => sent !== line);
  else if (line) line.notRemoved = notRemoved;
  else memory.saved.push({ ...record, receipt, does: "save", notRemoved });
}

// --- the toast stays until the next act --------------------------------------------------------------------

function toast(what, undo, counted) {
  putAway();
  const shown = fromTemplate("toast");
  const more = shown.querySelector("[data-more]");
  const button = shown.querySelector("[data-undo]");
  shown.querySelector("[data-what]").textContent = what;
  if (counted) more.textContent = `${words.counted} ${monthOf(counted)}`;
  else more.remove();
  if (undo) button.addEventListener("click", undo);
  else button.remove();
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
setInterval(() => { if (navigator.onLine && ours().some((record) => !record.refused)) sendAll(); }, 30_000);
atMidnight(show);
addEventListener("storage", show);
addEventListener("pageshow", (event) => { if (event.persisted) show(); });
