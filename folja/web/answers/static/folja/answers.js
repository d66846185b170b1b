// A family's questions on their own phone. All of them came with the first page, so that they can be answered without a
// network; the phone's own back button goes one question back. Nothing is kept here but answers that could not be sent,
// sealed. Without this each question is a page of its own.

import { askedFrom, carry, focus, isLast, placeOf, show, takeCode } from "./asking.js";
import { ending, fetched, hasQuestions, put, say, turnTo } from "./pages.js";
import { stopReading } from "./read_aloud.js";
import { handIn } from "./sending.js";
import { isWaiting, remove, sendWheneverPossible } from "./waiting.js";

const step = () => history.state?.step ?? 0;
let welcome = document.querySelector("[data-welcome]");
let form = null; // once somebody has begun
let place = 0; // of the question that is shown
let base = 0; // and of the one that this page began with
let end = null; // what is shown when all is done
let sealed = null; // what waits of this sending
let again = 0;
let leaving = false; // going back to where this page began, once the server's page is shown

// A page that is loaded anew has no answers: it begins from the beginning.
if (step()) history.go(-step());

function open(at) {
  form ??= askedFrom(document.querySelector("template[data-questions]"));
  takeCode(welcome, form);
  put(form);
  place = show(form, at);
  focus(form);
}

function goTo(at) {
  history.pushState({ step: at - base }, "");
  open(at);
}

// Before the question that this page began with there is nothing of it in the history.
function goBack() {
  if (step()) history.back();
  else open(--base);
}

// Who was faster than this script, and began as without it, has one question on the page: the rest is fetched.
async function catchUp(single) {
  const page = await fetched(single.dataset.all);
  if (!hasQuestions(page)) return;
  const here = single.elements.here.value;
  turnTo(page);
  welcome = document.querySelector("[data-welcome]");
  form = askedFrom(document.querySelector("template[data-questions]"));
  carry(single, form);
  base = placeOf(form, here);
  history.replaceState(null, "", single.dataset.all);
  open(base);
}

document.addEventListener("submit", (event) => {
  const isOurs = event.target === form || isReady(event.target);
  if (!isOurs || end) return;
  event.preventDefault();
  if (event.target !== form) goTo(1);
  else if (event.submitter?.matches("[data-back]")) goBack();
  else if (isLast(form, place)) finish();
  else goTo(place + 1);
});

// Without the code that answers take here, the server says how it is found.
function isReady(first) {
  const code = first.querySelector("[name='once']");
  return first.matches("[data-first]") && (!code || code.value.trim() !== "");
}

document.addEventListener("click", (event) => {
  const to = event.target.closest("[data-to], a[hreflang]");
  if (to && welcome && !end) {
    event.preventDefault();
    changeLanguage(to.dataset.to ?? to.getAttribute("href"));
  }
  if (event.target.closest("[data-remove]")) takeBack();
});

addEventListener("popstate", () => {
  stopReading();
  if (end) showEnd();
  else if (leaving) {
    leaving = false;
    forgetCode();
  } else if (!welcome) {
    forgetCode();
    location.reload();
  }
  else if (step() + base) open(step() + base);
  else {
    put(welcome);
    focus(welcome);
  }
});

async function changeLanguage(link) {
  const [address] = link.split("#"); // behind which a slip's code may stand
  const page = await fetched(address);
  if (!hasQuestions(page)) {
    (step() + base ? form : welcome).querySelector("[data-no-net]").hidden = false;
    return;
  }
  const [before, welcomed] = [form, welcome];
  turnTo(page);
  welcome = document.querySelector("[data-welcome]");
  takeCode(welcomed, welcome);
  form = before && askedFrom(document.querySelector("template[data-questions]"));
  if (before) carry(before, form);
  history.replaceState(history.state, "", address);
  if (step() + base) open(place);
  else focus(welcome);
}

// --- the end -----------------------------------------------------------------------------------------------

async function finish() {
  const outcome = await handIn(form);
  if (!outcome) return;
  const { became, page, sealed: kept } = outcome;
  clearTimeout(again);
  if (became === "page") leaveFor(page);
  else if (became === "stays") stay();
  else conclude(became, kept);
}

// What the server wants to be read; from here on as without scripts.
function leaveFor(page) {
  removeEventListener("beforeunload", warn);
  form = welcome = null;
  turnTo(page);
  scrollTo(0, 0);
  document.querySelector("h1").focus();
  leaving = step() > 0;
  if (leaving) history.go(-step());
  else forgetCode();
}

// Of a slip, which lies where this page began.
function forgetCode() {
  history.replaceState(null, "");
}

// Nothing can be kept here: the page is all there is, and it tries again.
function stay() {
  form.querySelector("[data-stays]").hidden = false;
  addEventListener("beforeunload", warn);
  again = setTimeout(tryAgain, 30_000);
}

function tryAgain() {
  if (form && !form.querySelector("[data-stays]").hidden) finish();
}

function warn(event) {
  event.preventDefault();
}

// The questions leave the page with what was answered, and lie behind no back button.
function conclude(became, kept) {
  removeEventListener("beforeunload", warn);
  end = ending(became);
  end.dataset.at = became === "sent" ? form.dataset.thanks : location.pathname;
  sealed = kept;
  form = null;
  showEnd();
  if (step()) history.go(-step());
}

function showEnd() {
  if (!step()) history.replaceState(null, "", end.dataset.at);
  put(end);
  focus(end);
}

async function takeBack() {
  const { removed } = end.querySelector("[data-remove]").dataset;
  if (await remove(sealed)) say(end, removed); // else it has just been sent, and that is said
}

const single = document.querySelector("form[data-all]");
if (single && !document.querySelector("[role='alert']")) catchUp(single);
addEventListener("online", tryAgain);
addEventListener("pagehide", stopReading);
sendWheneverPossible(() => document.body.dataset.waiting, (one, _, said) => {
  if (end && one === sealed && !isWaiting(one)) say(end, said);
});
