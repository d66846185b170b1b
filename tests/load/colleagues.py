"""Colleagues who register from browsers of their own, and remember what they were told of each receipt."""

import http.client
import json
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from random import Random
from typing import Any
from urllib.parse import urlencode

from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped
from folja.instruments.question import (
    HeadcountQuestion,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Question,
    ScaleQuestion,
)
from folja.instruments.validation import registration
from folja.vocabulary.clock import today
from folja.vocabulary.condition import holds
from folja.vocabulary.period import Month, Period
from folja.web.collection.answers import written_as
from folja.web.collection.receipt import key_of, new_receipt
from tests.command.conftest import environment
from tests.load.served_city import ServedCity
from tests.promises.test_unlinkable import PASSWORD

MAKE_COLLEAGUES = """
import sys
from pathlib import Path
from folja.web.starting import start
start(Path(sys.argv[1]))
from folja.web.organisation.actions import create_account, give_role
for number in range(int(sys.argv[2])):
    give_role(create_account(f"person_{number}@farsta.example", "", sys.argv[3]), f"farsta_{number % 12}", "registers")
"""
LONGEST = 10
"""Seconds before a network that does not answer counts as none: see unsent.js."""

FIRST, LAST = Month(2021, 1), Month(2022, 6)
MONTHS = tuple(FIRST.plus(place) for place in range(18))
IS_CLOSED = "är stängd och siffrorna är fastställda"
NO_ANSWER = (OSError, http.client.HTTPException)

Fields = Sequence[tuple[str, str]]


def colleagues(city: ServedCity, number: int) -> "list[Colleague]":
    """So many who register, two or less at each unit, signed in."""
    subprocess.run(
        [sys.executable, "-c", MAKE_COLLEAGUES, str(city.home), str(number), PASSWORD],
        check=True,
        env=environment(city.today, city.home),
    )
    return [Colleague(city.port, f"farsta_{place % 12}", place).signed_in() for place in range(number)]


@dataclass
class Act:
    """Something that was held, with its receipt; and what its holder has been told of it, and when."""

    receipt: str
    instrument: Instrument
    unit: str
    month: Month
    fields: Fields
    late: bool = False
    stands: bool = False
    is_withdrawn: bool = False
    in_doubt: bool = False  # a change that was never answered, and could not be sent again since the month was closed
    first_sent: float = 0.0
    saved: float = float("inf")
    withdrawing: float = float("inf")
    withdrawn: float = float("inf")

    @property
    def key(self) -> bytes:
        return key_of(self.receipt)

    @property
    def row(self) -> tuple[str, str, str, bool]:
        return self.instrument.code, self.unit, str(self.month), self.late


@dataclass(frozen=True)
class Answer:
    """What a server answered; `again` when the same had been sent before and nothing was heard."""

    status: int
    words: str
    again: bool = False


@dataclass
class Browser:
    """Somebody's, at a desk behind the proxy: with cookies, and with pages' tokens."""

    port: int
    took: dict[str, list[float]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    unheard: int = 0
    strange: list[tuple[str, int]] = field(default_factory=list)

    def sign_in(self, who: str) -> None:
        token = self.token_on("/logga-in/")
        answer = self.once("/logga-in/", [("email", who), ("password", PASSWORD), *token], "sign in")
        assert answer.status == 302, answer.words

    def once(self, path: str, sent: Fields | None, called: str, *, patience: float = LONGEST) -> Answer:
        """Ask for a page, or send a form. Raises one of NO_ANSWER when nothing is heard."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        began = time.monotonic()
        try:
            body = None if sent is None else urlencode(sent)
            connection.request("GET" if sent is None else "POST", path, body, self._headers())
            answer = connection.getresponse()
            words = answer.read().decode()
        except NO_ANSWER:
            self.unheard += 1
            raise
        finally:
            connection.close()
        self.took.setdefault(called, []).append(time.monotonic() - began)
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        if answer.status not in (200, 302, 409, 422):
            self.strange.append((path, answer.status))
        is_told = (answer.headers["Content-Type"] or "").startswith("application/json")
        return Answer(answer.status, json.loads(words).get("problem", "") if is_told else words)

    def open(self, path: str, called: str = "open") -> Answer:
        """A page, however long it takes until the server answers."""
        while True:
            try:
                return self.once(path, None, called)
            except NO_ANSWER:
                time.sleep(0.5)

    def token_on(self, path: str) -> Fields:
        """What a page gives its forms to send."""
        page = self.open(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.words)
        assert token, (path, page.status)
        return [("csrfmiddlewaretoken", token[1])]

    def send(self, path: str, fields: Fields, called: str, token: Fields) -> Answer:
        """A form, and the same again with a fresh token until the server answers, as unsent.js does."""
        again = False
        while True:
            try:
                answer = self.once(path, [*fields, *token], called)
                if answer.status < 500:
                    return Answer(answer.status, answer.words, again)
            except NO_ANSWER:
                pass
            again = True
            time.sleep(0.5)
            token = self.token_on("/")

    def _headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Referer": f"https://127.0.0.1:{self.port}/",
            "X-Forwarded-For": "10.1.1.1",
            "X-Forwarded-Proto": "https",
        }


@dataclass
class Colleague:
    """Registers what is drawn; corrects, withdraws and looks up some of it; sends some much later, and some twice."""

    port: int
    unit: str
    number: int
    acts: list[Act] = field(default_factory=list)
    waiting: list[Act] = field(default_factory=list)
    first_open: Month = FIRST
    refused: Counter[str] = field(default_factory=Counter)
    did: Counter[str] = field(default_factory=Counter)
    wrongs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.number)
        self.browser = Browser(self.port)

    def signed_in(self) -> "Colleague":
        self.browser.sign_in(f"person_{self.number}@farsta.example")
        return self

    def work(self, until: float, closings: "Closings") -> None:
        """One thing after another, with a pause between, until the clock says so; then what waits is sent."""
        deeds = (self.register, self.correct, self.withdraw, self.look_up, self.send_an_old_copy)
        while time.monotonic() < until:
            [deed] = self.chance.choices(deeds, (72, 9, 7, 6, 6))
            deed(closings) if deed == self.look_up else deed()  # type: ignore[operator]
            time.sleep(self.chance.uniform(0, 2))
        while self.waiting:
            self._send_waiting()

    # --- deeds -----------------------------------------------------------------------------------------------

    def register(self) -> None:
        """One act in ten is saved without a network, and sent when some others have been made; two windows may then
        send it at once."""
        act = self._held()
        page = f"/registrera/{act.instrument.code}/?month={act.month}"
        token = self.browser.token_on(page)
        self.acts.append(act)
        if self.chance.random() < 0.1:
            self.waiting.append(act)
        else:
            self._save(act, token)
        if len(self.waiting) > 2:
            self._send_waiting()

    def correct(self) -> None:
        """Other answers, and now and then in another month."""
        act = self._own_open()
        if act is None:
            return
        month = self._month() if self.chance.random() < 0.3 else act.month
        instrument = _in_force(act.instrument.code, month)
        changed = Act(act.receipt, instrument, act.unit, month, drawn(instrument, self.chance), act.late)
        token = self.browser.token_on(f"/registrera/{instrument.code}/?month={month}")
        answer = self._sent(changed, token, [("correcting", "1")])
        if answer.status == 200:
            self.did["corrected"] += 1
            act.instrument, act.month, act.fields = instrument, month, changed.fields
        else:
            self._told_closed(answer, act.month, month)
            act.in_doubt |= answer.again

    def withdraw(self) -> None:
        act = self._own_open()
        if act is None:
            return
        act.withdrawing = time.monotonic()
        fields = [("receipt", act.receipt), ("month", str(act.month)), ("script", "1")]
        answer = self.browser.send("/angra/", fields, "withdraw", self.browser.token_on("/"))
        if answer.status == 200:
            act.stands, act.is_withdrawn, act.withdrawn = False, True, time.monotonic()
            self.did["withdrawn"] += 1
        else:
            self._told_closed(answer, act.month)
            act.in_doubt |= answer.again

    def look_up(self, closings: "Closings") -> None:
        """A receipt finds its sheet until the tertial closes, and not after."""
        act = self.chance.choice(self.acts) if self.acts else None
        if act is None or act.in_doubt or not (act.stands or act.is_withdrawn):
            return
        was_closed = closings.are_done(act.month)
        found = is_found(self.browser, act)
        if act.stands and not found and not closings.have_begun(act.month):
            self.wrongs.append(f"a receipt of {act.month} finds nothing")
        if found and (was_closed or act.is_withdrawn):
            self.wrongs.append(f"a receipt of {act.month} finds what is closed or withdrawn")

    def send_an_old_copy(self) -> None:
        """From another window, long after. Whatever it is answered, it changes nothing; what is as it was is known."""
        act = self.chance.choice(self.acts) if self.acts else None
        if act is None or not act.stands or act.in_doubt:
            return
        answer = self._sent(act, self.browser.token_on("/"))
        self.did["sent again"] += 1
        if answer.status != 200:
            self.wrongs.append(f"a copy of {act.row} was refused: {said(answer)}")

    # --- what they are made of -------------------------------------------------------------------------------

    def _held(self) -> Act:
        month = self._month()
        kinds = [one for one in shipped().all_in_force(month) if one.audience == "staff"]
        [instrument] = self.chance.choices(kinds, [8 if one.code == "talk" else 1 for one in kinds])
        return Act(new_receipt(), instrument, self.unit, month, drawn(instrument, self.chance))

    def _month(self) -> Month:
        return self.chance.choice([month for month in MONTHS if month >= self.first_open])

    def _own_open(self) -> Act | None:
        own = [act for act in self.acts if act.stands and not act.in_doubt and act.month >= self.first_open]
        return self.chance.choice(own) if own else None

    def _save(self, act: Act, token: Fields, *, replacing: bool = False) -> None:
        """What is refused since its month is closed is sent as late in an open month, or left."""
        says = [("replacing", "1")] if replacing else []
        answer = self._sent(act, token, says)
        if answer.status == 200:
            act.stands, act.saved = True, time.monotonic()
            self.did["saved"] += 1
            return
        if not self._told_closed(answer, act.month) or act.late:
            return
        if self.chance.random() < 0.7:
            act.month, act.late = self.first_open, True
            act.instrument = _in_force(act.instrument.code, act.month)
            self.did["sent as late"] += 1
            self._save(act, self.browser.token_on("/"), replacing=answer.again)

    def _send_waiting(self) -> None:
        """What waits is sent in its order; each third twice at once."""
        waiting, self.waiting = self.waiting, []
        for act in waiting:
            token = self.browser.token_on("/")
            if self.chance.random() < 0.3:
                with ThreadPoolExecutor(2) as windows:
                    other = windows.submit(self._sent, act, token)
                    self._save(act, token)
                self.did["sent twice at once"] += other.done()
            else:
                self._save(act, token)

    def _sent(self, act: Act, token: Fields, says: Fields = ()) -> Answer:
        act.first_sent = act.first_sent or time.monotonic()
        late = [("late", "1")] if act.late else []
        what = [("receipt", act.receipt), ("unit", act.unit), ("version", str(act.instrument.version))]
        fields = [*act.fields, ("month", str(act.month)), *late, *what, *says, ("script", "1")]
        return self.browser.send(f"/registrera/{act.instrument.code}/", fields, "save", token)

    def _told_closed(self, answer: Answer, *months: Month) -> bool:
        """Whether that is why; they then know which months are."""
        if IS_CLOSED in answer.words:
            self.refused["closed"] += 1
        elif "tertialet stängt" in answer.words:
            self.refused["no longer held"] += 1
        else:
            self.wrongs.append(f"refused {months}: {answer.status} {said(answer)}")
            return False
        named = re.search(r"([A-Za-z]+ \d{4}) är stängd", answer.words)
        closed = [month for month in MONTHS if named and month.name() == named[1].lower()] or [min(months)]
        self.first_open = max(self.first_open, closed[0].tertial.last.plus(1))
        return True


@dataclass
class Closings:
    """When each tertial began to be closed, and when it was."""

    began: dict[Period, float] = field(default_factory=dict)
    done: dict[Period, float] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    is_under_way: threading.Event = field(default_factory=threading.Event)

    def have_begun(self, month: Month) -> bool:
        return month.tertial in self.began

    def are_done(self, month: Month) -> bool:
        return month.tertial in self.done

    def close(self, browser: Browser, tertial: Period) -> None:
        """As Carin does on the page: until it says that it is closed."""
        self.began[tertial] = time.monotonic()
        self.is_under_way.set()
        page = f"/stangning/{tertial}/"
        while "ändras aldrig" not in browser.open(page).words:
            try:
                answer = browser.once(page, browser.token_on(page), "close", patience=300)
                if answer.status == 409:
                    self.refused.append(said(answer))
            except NO_ANSWER:
                time.sleep(0.5)
        self.done[tertial] = time.monotonic()
        self.is_under_way.clear()


def is_found(browser: Browser, act: Act) -> bool:
    """Whether the page of receipts finds what was saved with one, in its month."""
    answer = browser.send("/kvitto/", [("receipt", act.receipt)], "look up", browser.token_on("/kvitto/"))
    return answer.status == 200 and f"Räknas i {act.month.name()}." in answer.words


def said(answer: Answer) -> str:
    """What a page says is wrong."""
    alerts = re.findall(r'role="alert".*?</div>', answer.words, re.DOTALL) or [answer.words[:300]]
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(alerts)).split())[:300]


def drawn(instrument: Instrument, chance: Random) -> Fields:
    """A sheet that is filled in at random and right, as a form holds it; one answer in five is not known."""
    answers: dict[str, Any] = {}
    for question in instrument.questions:
        if isinstance(question, NoteQuestion) or chance.random() < 0.2 or not holds(question.show_if, answers):
            continue
        answers[question.code] = _answer(question, chance)
    kept = registration(instrument, "", instrument.first_month, answers, today=today()).answers
    return [(name, word) for name, words in written_as(instrument, kept).items() for word in words]


def _answer(question: Question, chance: Random) -> Any:
    match question:
        case ScaleQuestion():
            return chance.randint(1, question.steps)
        case OneQuestion():
            return chance.choice(question.option_codes)
        case ManyQuestion():
            return chance.sample(question.option_codes, chance.randint(1, min(3, len(question.option_codes))))
        case HeadcountQuestion():
            return {kind: chance.randint(0, 2) for kind in question.kind_codes}
        case NumberQuestion():
            return chance.randint(question.least, min(question.most, question.least + 12))
    raise AssertionError(question)


def _in_force(code: str, month: Month) -> Instrument:
    found = shipped().in_force(code, month)
    assert found
    return found
