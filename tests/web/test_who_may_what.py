"""Every address, as every role: what the table says is opened, and nothing of another unit is read or changed.

The tries are drawn, with a seed, from the list of addresses, from the forms that those who may are shown there, from
the names that forms and code know, and from what is at the other unit: a few hundred each time, 10 000 with --long.
docs/reference/who-may-what.yaml is the table.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from folja.demo.municipality import municipality
from folja.vocabulary.period import Period
from folja.web.answers.actions import ask_for_one_time_codes
from folja.web.api import door
from folja.web.api.models import Token
from folja.web.methods.models import MethodReference
from folja.web.organisation.actions import create_account, give_role, set_look
from folja.web.organisation.models import Account, Role
from folja.web.organisation.throttle import Throttle
from tests.conftest import PASSWORD
from tests.decided import TALKS, VISITS, decide
from tests.furnished import Things, furnish, with_batches
from tests.tokens import system, token_of

TABLE = yaml.safe_load(Path("docs/reference/who-may-what.yaml").read_text(encoding="utf-8"))
OWN, OTHER = "farsta_stod", "hasselby_stod"
WORD, OWN_WORD = "kanariefågeln", "gråsparven"
AT_A_UNIT = ("registers", "represents", "manages", "reads", "develops", "administers")
SEED = 25
OF_A_TEAM = ("team", "edit_team", "start_round", "open_round", "round_poster", "round_slips", "discussion_sheet")
OF_A_TEAM += ("team_action",)

OF_A_ROOM = ("about_method", "writes_about", "method_draft", "remove_method_words", "write_method", "write_answer")
OF_A_ROOM += ("writes_answer",)


@dataclass(frozen=True)
class Address:
    """A name and the holes that are to be filled."""

    name: str
    holes: tuple[str, ...]


@cache
def addresses() -> tuple[Address, ...]:
    """All that the project answers at, read from Django itself."""

    def read(patterns: list[Any]) -> Iterator[Address]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from read(one.url_patterns)
            elif isinstance(one, URLPattern) and one.name:
                yield Address(one.name, tuple(one.pattern.converters))

    return tuple(read(get_resolver().url_patterns))


@cache
def names_in_forms() -> tuple[str, ...]:
    """Every name that a form of ours sends or a view of ours reads."""
    web = settings.PROJECT / "web"
    found: set[str] = set()
    for path in web.rglob("templates/**/*.html"):
        found |= set(re.findall(r'name="([a-z_.-]+)"', path.read_text(encoding="utf-8")))
    for path in web.rglob("*.py"):
        words = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'(?:POST|GET|sent|form)(?:\.get)?[\[(]"([a-z_.-]+)"', words))
        found |= set(re.findall(r'"([a-z_]+)" (?:not )?in (?:request\.POST|sent|form)', words))
    return tuple(sorted(found))


@dataclass(frozen=True)
class City:
    """Both units, furnished, and somebody of each role at the first."""

    own: Things
    other: Things
    people: dict[str, Account]
    token: str
    dan: Account
    theirs: tuple[Account, ...]


@pytest.fixture
def furnished(
    closed: None, amina: Account, bo: Account, carin: Account, dan: Account, monkeypatch: pytest.MonkeyPatch
) -> City:
    monkeypatch.setattr(door, "questions", Throttle(most=1_000_000, window=60))
    manager = create_account("eva@kommunen.example", "Eva", PASSWORD)
    give_role(manager, OTHER, "manages")
    people = {"registers": amina, "manages": bo, "leads_city": carin}
    for kind in AT_A_UNIT:
        if kind not in people:
            people[kind] = create_account(f"{kind}@kommunen.example", kind.capitalize(), PASSWORD)
            give_role(people[kind], OWN, kind)
    ada = create_account("ada@kommunen.example", "Ada", PASSWORD)
    give_role(ada, "stad", "administers")
    decide(TALKS, VISITS)
    set_look(municipality(), carin)
    own, other = with_batches(furnish(OWN, OWN_WORD, bo, carin), furnish(OTHER, WORD, manager, carin))
    token_of(OTHER)
    return City(own, other, people, token_of(OWN), dan, (dan, manager, ada))


# --- the table


def test_every_address_is_in_the_table_and_the_table_names_no_other() -> None:
    named = [*TABLE["families"], *TABLE["door"], *TABLE["token"], *TABLE["anybody"], *TABLE["sent"]]
    named += [*TABLE["of_a_unit"], *TABLE["of_the_city"]]
    assert sorted({address.name for address in addresses()}) == sorted(set(named))
    assert len(named) == len(set(named)), "an address is in the table once"


def fillings(name: str, things: Things) -> dict[str, object]:
    """What the holes of an address are filled with so that it leads to something of a unit."""
    filled: dict[str, object] = {
        "unit": things.unit,
        "period": Period.parse("2022T1"),
        "year": 2022,
        "template": "tertial",
        "suffix": "xlsx",
        "language": "sv",
        "number": things.released,
        "name": "start-manager-desk",
        "code": things.codes[0],
        "key": "men",
    }
    own = {
        "register_one": {"code": "talk"},
        "empty_sheet": {"code": "talk"},
        "indicator": {"code": "men_share_talks"},
        "outside_measure": {"code": "sick_leave"},
        "logo": {"name": hashlib.sha256(municipality().logo or b"").hexdigest()},
        "help_page": {"code": "rapporter"},
        "put_aside": {"code": next(iter(things.batches), "")},
        "comment": {"key": next((key for key in things.keys if len(key) == 64), "")},
        "task": {"key": things.keys[0]},
        "edit_goal": {"key": "parents"},
        "support": {"key": "talks"},
        "edit_support": {"key": "talks"},
        "wordings": {"language": "ar"},
        "take_in_wordings": {"language": "ar"},
        "export_wordings": {"language": "ar"},
        "begin_plan": {"year": 2024},
        "enter_survey": {"code": "joint_work"},
        "ask_survey": {"code": "joint_work"},
    } | {name: {"key": things.team} for name in OF_A_TEAM}
    if name in OF_A_ROOM:
        return filled | {"key": things.method, "question": "helps"}
    if name in ("method", "method_edition", "method_file", "method_attachment"):
        attached = MethodReference.objects.get(method=things.read_by_all).pk
        number = attached if name == "method_attachment" else 1
        return filled | {"key": things.read_by_all, "suffix": "pdf", "number": number}
    return filled | own.get(name, {})


def test_each_role_opens_at_its_own_unit_what_the_table_says_and_nothing_else(furnished: City) -> None:
    ask_for_one_time_codes(furnished.own.codes[0], None, ask=True)
    allowed = {**TABLE["of_a_unit"], **TABLE["of_the_city"]}
    allowed |= dict.fromkeys(TABLE["anybody"], furnished.people)
    wrong = []
    for kind, person in furnished.people.items():
        browser = Client()
        browser.force_login(person)
        for one in addresses():
            if one.name not in allowed:
                continue
            filled = fillings(one.name, furnished.own)
            if one.name == "account":
                filled["number"] = furnished.people["registers"].pk
            status = browser.get(reverse(one.name, kwargs={hole: filled[hole] for hole in one.holes})).status_code
            if status != 405 and (status < 400) != (kind in allowed[one.name]):  # 405: it only takes what is sent
                wrong.append(f"{kind} {one.name} {one.holes}: {status}")
    assert not wrong, "\n".join(wrong)


# --- another unit's things


def kept_of_others(city: City, kind: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row that somebody with a role at the first unit has no business with."""
    found = {}
    theirs = set(Role.objects.exclude(unit=OWN).values_list("account", flat=True))
    for model in apps.get_models():
        if not model.__module__.startswith("folja.") or model.__name__ in BY_ITSELF:
            continue
        names = {field.name for field in model._meta.fields}
        if model is Account:
            rows = model._default_manager.filter(pk__in=theirs)
        elif "unit" in names:
            rows = model._default_manager.exclude(unit=OWN)
        elif "team" in names:
            rows = model._default_manager.exclude(team__unit=OWN)
        elif "report" in names:
            rows = model._default_manager.exclude(report__unit=OWN)
        elif "method" in names:
            rows = model._default_manager.exclude(method__unit=OWN)
        elif model.__name__ in ("StoredWording", "Edition") and kind == "develops":
            continue
        else:
            rows = model._default_manager.all()
        found[model.__name__] = sorted((tuple(map(repr, row)) for row in rows.values_list()), key=str)
    return found


# What the product writes by itself, of everybody and nobody.
BY_ITSELF = {"AuditEntry", "UsedKey", "StoredVolume", "RefreshedOn", "PutAside", "Reminding", "OneTimeCode"}
BY_ITSELF |= {"SecondStep", "RecoveryCode", "TeamAnswer", "Stem"}


@dataclass(frozen=True)
class Try:
    """One request, as whom."""

    kind: str
    name: str
    address: str
    method: str
    sent: tuple[tuple[str, str], ...]
    is_anothers: bool


def values(city: City) -> tuple[str, ...]:
    """What is written into forms: mostly things of the other unit."""
    other = city.other
    roles = tuple(f"{kind}:{OTHER}" for kind in (*AT_A_UNIT, "leads_city"))
    theirs = (
        OTHER,
        "hasselby",
        *other.codes,
        *other.batches,
        *other.keys,
        str(city.dan.pk),
        str(other.released),
        *roles,
    )
    words = (
        "1",
        "0",
        "on",
        "keep",
        "remove",
        "done",
        "all_done",
        "read",
        "withdraw",
        "2022T1",
        "2022",
        "men",
        "sv",
        "talk",
    )
    return (
        *theirs,
        *theirs,
        *words,
        *AT_A_UNIT,
        "leads_city",
        "talk_answers",
        "Helt nya ord",
        "2022-05-01",
        city.dan.email,
    )


def tries(city: City, chance: Random) -> Iterator[Try]:
    """Without end."""
    forms, words = names_in_forms(), values(city)
    asked = guarded()
    while True:
        one, kind = chance.choice(asked), chance.choice(AT_A_UNIT)
        filled = fillings(one.name, city.other)
        filled["number"] = city.dan.pk if one.name == "account" else city.other.released
        foreign: dict[str, tuple[object, ...]] = {
            "unit": (OTHER, OTHER, "hasselby", "hasselby_liten"),
            "key": city.other.keys if one.name == "comment" else (filled["key"], "ny", "nytt", *city.other.keys),
            "code": (filled["code"], *city.other.codes, *city.other.batches),
            "period": tuple(map(Period.parse, ("2022T1", "2022T1", "2021T3", "2022T2", "2021"))),
            "year": (2022, 2022, 2021, 2023),
            "template": ("tertial", "tertial", "committee", "annual"),
            "suffix": ("pdf", "docx", "xlsx", "html"),
        }
        holes = {hole: chance.choice(foreign.get(hole, (filled[hole],))) for hole in one.holes}
        try:
            address = reverse(one.name, kwargs=holes)
        except NoReverseMatch:
            continue
        method = chance.choice(("GET", "POST", "POST"))
        sent = tuple((name, chance.choice(words)) for name in chance.sample(forms, chance.randint(0, 12)))
        if chance.random() < 0.5:
            sent = (*sent, ("unit", OTHER))
        yield Try(kind, one.name, address, method, sent, names_another(one.name, holes, city))


def names_another(name: str, holes: dict[str, object], city: City) -> bool:
    """Whether the address itself is of the other unit."""
    if name in ("account", "released_report", "released_file") or "unit" in holes:
        return True
    return holes.get("code") in (*city.other.codes, *city.other.batches) or holes.get("key") in city.other.keys


@dataclass(frozen=True)
class Form:
    """One that somebody who may has before them at the other unit: where it is sent, its fields and its buttons."""

    name: str
    address: str
    fields: tuple[tuple[str, str], ...]
    buttons: tuple[tuple[str, str], ...]


class _Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[tuple[str, str]], list[tuple[str, str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self.forms.append((given.get("action", ""), [], []))
        elif self.forms and given.get("name"):
            _, fields, buttons = self.forms[-1]
            into = buttons if tag == "button" else fields if tag in ("input", "textarea", "select") else []
            into.append((given["name"], given.get("value", "")))


def forms_of_another(city: City) -> list[Form]:
    """What whoever manages, registers or administers there, or leads the city, is shown of forms."""
    found = set()
    for person in (city.people["leads_city"], *city.theirs):
        browser = Client(raise_request_exception=False)
        browser.force_login(person)
        for one in guarded():
            filled = fillings(one.name, city.other) | ({"number": city.dan.pk} if one.name == "account" else {})
            address = reverse(one.name, kwargs={hole: filled[hole] for hole in one.holes})
            page = browser.get(f"{address}?unit={OTHER}")
            if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
                continue
            reader = _Forms()
            reader.feed(page.content.decode())
            found |= {
                Form(one.name, action or address, tuple(fields), tuple(buttons))
                for action, fields, buttons in reader.forms
                if action not in SHARED
            }
    return sorted(found, key=str)


def questions(city: City, chance: Random) -> Iterator[Try]:
    """What a system with a token of the first unit asks of the other, and who is signed in, without one. Endless."""
    asked = [one for one in addresses() if one.name in TABLE["token"]]
    while True:
        one, kind = chance.choice(asked), chance.choice((SYSTEM, SYSTEM, *AT_A_UNIT))
        filled = {
            "indicator": chance.choice(("talks", "men_share_talks", "helped_top_two")),
            "cube": chance.choice(("talk.adults", "talk.first_talk", "talk_answers.helped")),
            "tertial": "2022T1",
        }
        given = {
            "unit": chance.choice((OTHER, "hasselby", "hasselby_liten", chance.choice(city.other.keys))),
            "period": chance.choice(("2022T1", "2021", "2022-05", "2021T3")),
            "by": chance.choice(("unit", "gender")),
            "indicator": "talks",
        }
        names = chance.sample(sorted(given), chance.randint(0, 2))
        sent = {name: given[name] for name in names} | ({"unit": given["unit"]} if chance.random() < 0.7 else {})
        address = reverse(one.name, kwargs={hole: filled[hole] for hole in one.holes})
        is_anothers = kind != SYSTEM or "unit" in sent
        yield Try(kind, one.name, address, "GET", tuple(sent.items()), is_anothers)


SYSTEM = "system"

SHARED = {"/logga-ut/", "/sprak/", "/enhet/"}  # stand on every page, and change nothing that is kept


def guarded() -> list[Address]:
    """Those where a role is asked for."""
    open_to_none = (*TABLE["families"], *TABLE["door"], *TABLE["token"], "sign_out")
    return [one for one in addresses() if one.name not in open_to_none]


def sent_forms(city: City, forms: list[Form], chance: Random) -> Iterator[Try]:
    """Such a form, sent by somebody who may not, filled in as it stood or anew. Without end."""
    words = values(city)
    while True:
        one, kind = chance.choice(forms), chance.choice(AT_A_UNIT)
        press = (chance.choice(one.buttons),) if one.buttons else ()
        fields = tuple((name, word if chance.random() < 0.8 else chance.choice(words)) for name, word in one.fields)
        more = (("unit", OTHER), ("sure", "1"), ("names_nobody", "1"))
        known = {name for name, _ in (*fields, *press)}
        sent = (*fields, *press, *(pair for pair in more if pair[0] not in known))
        yield Try(kind, one.name, one.address, "POST", sent, is_anothers=one.name not in OPEN)


OPEN = {
    "families",
    "comments",
    "new_account",
    "tokens",
    "new_token",
    "import_file",
    "receipt",
    "own_account",
    "reminders",
    "register_one",
}
"""Where the address is the same for every unit: their own unit's page may be the answer."""


def going(city: City, forms: list[Form], seed: int = SEED) -> Iterator[list[str]]:
    """Of each try, what somebody could read or change that is another unit's. Without end."""
    sessions = {}
    for kind in AT_A_UNIT:
        browser = Client(raise_request_exception=False)
        browser.force_login(city.people[kind])
        sessions[kind] = browser.cookies["sessionid"].value
    secrets = {WORD.encode(), city.dan.email.encode(), b"eva@kommunen.example"}
    before = {kind: kept_of_others(city, kind) for kind in (*AT_A_UNIT, SYSTEM)}
    chance = Random(seed)
    drawn = (tries(city, chance), sent_forms(city, forms, chance), questions(city, chance))
    for one in chain.from_iterable(zip(*drawn, strict=False)):
        browser = system(city.token) if one.kind == SYSTEM else Client()
        browser.raise_request_exception = False
        if one.kind != SYSTEM:
            browser.cookies["sessionid"] = sessions[one.kind]
        reset_queries()  # the log has an end, and what is beyond it would not be looked at
        with transaction.atomic():
            with CaptureQueriesContext(connection) as asked:
                if one.method == "GET":
                    answer = browser.get(one.address, dict(one.sent))
                else:
                    answer = browser.post(one.address, {**dict(one.sent), "file": rows_of_another()})
            only_read = all(query["sql"].startswith(("SELECT", *SAVEPOINTS)) for query in asked)
            after = before[one.kind] if only_read else kept_of_others(city, one.kind)
            transaction.set_rollback(True)
        wrong = []
        typed = {word.encode() for _, word in one.sent}
        if one.kind == SYSTEM and OTHER.encode() in answer.content:
            wrong.append(f"read: {one}")
        if answer.status_code >= 500:
            wrong.append(f"broke: {one}")
        if one.is_anothers and answer.status_code == 200:
            wrong.append(f"opened: {one}")
        if any(secret in answer.content for secret in secrets if not any(secret in word for word in typed)):
            wrong.append(f"read: {one}")
        if after != before[one.kind]:
            changed = [name for name in after if after[name] != before[one.kind][name]]
            wrong.append(f"changed {changed}: {one}")
        yield wrong


SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def go(city: City, forms: list[Form], number: int) -> list[str]:
    """The same of so many tries together."""
    return [one for wrong in islice(going(city, forms), number) for one in wrong]


def rows_of_another() -> SimpleUploadedFile:
    rows = f"Enhet;Datum;Kvinnor;Män;first_talk\n{OTHER};2022-05-03;1;0;Ja\n"
    return SimpleUploadedFile("rader.csv", rows.encode(), "text/csv")


def test_nobody_reads_or_changes_another_units_things_and_a_scope_that_let_them_would_be_found(furnished: City) -> None:
    forms = forms_of_another(furnished)
    wrong = go(furnished, forms, 160)
    assert not wrong, "\n".join(wrong)
    for kind in ("registers", "manages", "administers"):
        Role.objects.create(account=furnished.people[kind], unit_id=OTHER, kind=kind)
    Token.objects.filter(unit=OWN).update(unit="stad")
    found: set[str] = set()
    for one in chain.from_iterable(islice(going(furnished, forms), 1500)):  # most are found in the first hundred
        what = one.partition(":")[0].partition(" ")[0]
        found.add(f"{what} by a system" if f"kind={SYSTEM!r}" in one else what)
        if found >= {"opened", "read", "changed", "opened by a system"}:
            return
    raise AssertionError(f"only {found} found")


@pytest.mark.long
def test_nobody_reads_or_changes_another_units_things_in_ten_thousand_tries(furnished: City) -> None:
    wrong = go(furnished, forms_of_another(furnished), 10_000)
    assert not wrong, "\n".join(wrong[:50])
