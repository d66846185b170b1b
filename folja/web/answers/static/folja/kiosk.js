// A unit's tablet that asks one family after another. All languages are fetched when it starts and live in memory, so
// that it can go on for hours without a network. It never leads anywhere: nothing is added to the browser's history.

import { askedFrom, carry, focus, isLast, show } from "./asking.js";
import { ending, fetched, hasQuestions, put, say, turnTo } from "./pages.js";
import { stopReading } from "./read_aloud.js";
import { handIn, send, wait } from "./sending.js";
import { isWaiting, sendWaiting, sendWheneverPossible } from "./waiting.js";

const UNTOUCHED = 60_000; // milliseconds before it asks whether somebody is there
const UNANSWERED = 20_000; // and before it begins anew when nobody is
const THANKS = 20_000;
const FRESH = 60 * 60_000; // how often it asks whether the questions are the same

document.documentElement.classList.add("js");

let pages = new Map([[location.pathname, document.cloneNode(true)]]); // address -> page
let form = null;
let place = 0;
let end = null;
let sealed = null;
let isOver = false; // there are no questions here any more, which was found while a family was there
let quiet = 0;

// --- one family --------------------------------------------------------------------------------------------

// Everything of the family before goes: the page is made anew, as it was fetched.
function beginAnew() {
  stopReading();
  clearTimeout(quiet);
  document.querySelectorAll("dialog[open]").forEach((open) => open.close());
  form = end = sealed = null;
  place = 0;
  turnTo(pages.get(location.pathname));
  scrollTo(0, 0);
  document.querySelector("h1").focus();
  if (isOver) fetchPages();
}

function welcomeIn(address) {
  turnTo(pages.get(address));
  const welcome = document.querySelector("template[data-welcome]").content.firstElementChild.cloneNode(true);
  put(welcome);
  focus(welcome);
}

function open(at) {
  form ??= askedFrom(document.querySelector("template[data-questions]"));
  put(form);
  place = show(form, at);
  focus(form);
}

function changeLanguage(address) {
  const before = form;
  turnTo(pages.get(address));
  form = askedFrom(document.querySelector("template[data-questions]"));
  carry(before, form);
  open(place);
}

async function finish() {
  const outcome = await handIn(form, sendOrWait);
  if (!outcome) return;
  const { became, page, sealed: kept } = outcome;
  if (became === "stays") {
    form.querySelector("[data-stays]").hidden = false;
    return;
  }
  sealed = kept;
  form = null;
  end = page ? noticeOf(page) : ending(became);
  put(end);
  focus(end);
  watch();
  if (became === "waits" && navigator.onLine) sendWaiting(document.body.dataset.waiting, told);
}

// Where the server asks anew, as when the questions are others now, the answers go the way of those that wait: of them it
// takes all that are the same, and says so.
async function sendOrWait(form) {
  const sending = await send(form);
  if (sending.became !== "page" || sending.page.querySelector(".said")) return sending;
  fetchPages();
  const waits = await wait(form);
  return waits.became === "waits" ? waits : sending;
}

function told(one, _, said) {
  if (end && one === sealed && !isWaiting(one)) say(end, said);
}

// What the server wants to be read, without its ways on. It may be that the questions are others now.
function noticeOf(page) {
  fetchPages();
  const notice = document.querySelector("template[data-notice]").content.firstElementChild.cloneNode(true);
  const said = page.querySelector(".said"); // none where the server asks anew: the questions are others now
  if (!said) return notice;
  notice.querySelector("h1").textContent = page.querySelector("h1").textContent;
  notice.querySelector("p").textContent = said.textContent;
  return notice;
}

document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  event.preventDefault();
  if (event.target.matches("[data-leave]")) leave(event.target);
  else if (event.target.matches("[data-first]")) open(1);
  else if (event.target !== form) return;
  else if (event.submitter?.matches("[data-back]")) open(place - 1);
  else if (isLast(form, place)) finish();
  else open(place + 1);
});

document.addEventListener("click", (event) => {
  const at = (name) => event.target.closest(`[data-${name}]`);
  const to = at("to")?.dataset.to;
  if (pages.has(to)) {
    if (form) changeLanguage(to);
    else welcomeIn(to);
  }
  if (at("done")) beginAnew();
  if (at("staff")) document.querySelector("dialog[data-leaving]").showModal();
  if (at("close")) at("close").closest("dialog").close();
  if (at("there")) at("there").close();
});

// --- nobody there ------------------------------------------------------------------------------------------

function isAtRest() {
  return Boolean(document.querySelector("[data-start]")) && !document.querySelector("dialog[open]");
}

function watch() {
  clearTimeout(quiet);
  if (!isAtRest()) quiet = setTimeout(end ? beginAnew : askWhetherThere, end ? THANKS : UNTOUCHED);
}

// Whoever touches anything goes on; the rest of the time nothing is hurried.
function askWhetherThere() {
  const asked = document.querySelector("template[data-still-there]").content.firstElementChild.cloneNode(true);
  document.body.append(asked);
  asked.addEventListener("close", () => {
    asked.remove();
    watch();
  });
  asked.showModal();
  quiet = setTimeout(beginAnew, UNANSWERED);
}

for (const touch of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(touch, () => {
    if (!document.querySelector("dialog[data-there]")) watch();
  }, { capture: true, passive: true });
}

// --- the tablet --------------------------------------------------------------------------------------------

async function leave(asking) {
  const said = asking.querySelector("[role='alert']");
  said.hidden = true;
  try {
    const answer = await fetch(asking.action, { method: "POST", body: new URLSearchParams(new FormData(asking)) });
    const { address, problem } = await answer.json();
    asking.reset();
    if (address) location.replace(address);
    else tell(said, problem);
  } catch {
    tell(said, said.dataset.noNet);
  }
}

function tell(said, words) {
  said.querySelector("span").textContent = words;
  said.hidden = false;
}

// The tablet is ready while nothing is being fetched.
async function fetchPages() {
  delete document.documentElement.dataset.ready;
  await fetchNow();
  document.documentElement.dataset.ready = "";
}

async function fetchNow() {
  const first = await fetched(location.pathname);
  if (!first) return;
  isOver = !hasQuestions(first);
  if (isOver || !hasQuestions(document)) {
    // No questions here any more, and the page says why; or there are some again.
    if (isAtRest() && isOver === hasQuestions(document)) location.replace(location.pathname);
    return;
  }
  const addresses = [...first.querySelectorAll("[data-start] [data-to]")].map((button) => button.dataset.to);
  const others = await Promise.all(addresses.map(async (address) => [address, await fetched(address)]));
  const there = others.filter(([, page]) => hasQuestions(page));
  pages = new Map([...pages, [location.pathname, first], ...there]);
  for (const page of [document, first]) {
    for (const button of page.querySelectorAll("[data-start] [data-to]")) button.hidden = !pages.has(button.dataset.to);
  }
}

async function stayAwake() {
  if (!document.hidden) await navigator.wakeLock?.request("screen").catch(() => {});
}

// Back leads away from the questions; where a browser lets itself be asked, it stays.
globalThis.navigation?.addEventListener("navigate", (event) => {
  if (event.navigationType === "traverse" && event.cancelable) event.preventDefault();
});
addEventListener("pageshow", (event) => { if (event.persisted) beginAnew(); });
document.addEventListener("visibilitychange", stayAwake);
sendWheneverPossible(() => document.body.dataset.waiting, told);
stayAwake();
await fetchPages();
setInterval(() => { if (isAtRest()) fetchPages(); }, FRESH);
