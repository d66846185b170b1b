// The start page's memory of the day: what was saved from this device, with undo and correct, and drafts.

import { atMidnight, remember, remembered } from "./device.js";
import { keepPages } from "./offline.js";
import { sendWaiting, wait, waiting } from "./unsent.js";

const start = document.querySelector("[data-start]");
const list = start.querySelector("[data-saved]");
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

function show() {
  const { saved, drafts } = remembered();
  const unsent = waiting();
  const banner = start.querySelector("[data-unsent]");
  banner.hidden = unsent.length === 0;
  banner.querySelector("[data-number]").textContent = unsent.length;
  list.replaceChildren(...saved.map(item));
  start.querySelector("[data-nothing]").hidden = saved.length > 0;
  start.querySelector("[data-drafts]").replaceChildren(...Object.entries(drafts).map(draft));
  showOwn(saved);
}

function item(sent, place) {
  const line = fromTemplate("item");
  const { title } = sheets[sent.instrument];
  line.querySelector("[data-title]").textContent = title;
  const month = sent.month === start.dataset.month ? "" : monthOf(sent);
  const waits = waiting().some((act) => act.receipt === sent.receipt) && words.waits;
  const refused = sent.refused && words.refused;
  line.querySelector("[data-detail]").textContent = [detail(sent), month, waits, refused].filter(Boolean).join(", ");
  const correct = line.querySelector("[data-correct]");
  correct.href = `${sent.address}?month=${sent.month}#ratta=${place}`;
  const undo = line.querySelector("[data-undo]");
  undo.addEventListener("click", () => withdraw(sent));
  for (const act of [correct, undo]) act.setAttribute("aria-label", `${act.textContent.trim()}: ${title}`);
  return line;
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
  const own = saved.filter((sent) => sent.instrument === latest.dataset.latest && sent.month === latest.dataset.month);
  latest.querySelector("[data-own]").hidden = own.length === 0;
  latest.querySelector("[data-own-number]").textContent = own.length;
  for (const sum of latest.querySelectorAll("[data-sum]"))
    sum.textContent = (Number(latest.dataset.now) + own.length).toLocaleString(language);
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
  await sendWaiting(start.dataset.start, (act, became) => {
    // What was to be undone and is not there is undone.
    if (became === "refused" && !act.undoes) {
      remember((memory) => {
        for (const item of memory.saved) if (item.receipt === act.receipt) item.refused = true;
      });
    }
  });
  show();
}

function toast(what, undoable) {
  document.querySelector(".toast")?.remove();
  const shown = fromTemplate("toast");
  shown.querySelector("[data-what]").textContent = what;
  if (undoable) {
    shown.querySelector("[data-month]").textContent = monthOf(undoable);
    shown.querySelector("[data-undo]").addEventListener("click", () => withdraw(undoable));
  } else {
    shown.querySelector("[data-counted]").remove();
    shown.querySelector("[data-undo]").remove();
  }
  document.body.append(shown);
  shown.focus({ preventScroll: true });
}

takeSent();
show();
keepPages([start.dataset.start, ...[...start.querySelectorAll(".sheets a.do")].map((link) => link.getAttribute("href"))]);
sendAll();
addEventListener("online", sendAll);
setInterval(() => { if (waiting().length && navigator.onLine) sendAll(); }, 30_000);
atMidnight(show);
addEventListener("pageshow", (event) => { if (event.persisted) show(); });
