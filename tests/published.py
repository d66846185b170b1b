"""What the small city has published: talks and parents' answers of five tertials, counted and protected once."""

import tempfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from folja.closable import closable_from
from folja.closing import plans_for
from folja.counting.engines import engine_called
from folja.counting.exact_counts import ExactCounts
from folja.counting.snapshot import write
from folja.disclosure import policy
from folja.disclosure.fixed_units import units_of
from folja.disclosure.protection import protect
from folja.disclosure.publication import Provenance, Publication
from folja.instruments.loading import shipped
from folja.instruments.registration import Registration, kept
from folja.instruments.validation import registration
from folja.vocabulary.period import Month, Period
from folja.web.organisation.unit_file import read_units
from tests.command.own_city import UNITS
from tests.first_time import as_the_first_time

TERTIALS = tuple(Period.parse(written) for written in ("2020T3", "2021T1", "2021T2", "2021T3", "2022T1"))

TALKS = {"farsta_stod": 130, "farsta_lykta": 60, "farsta_liten": 24, "hasselby_stod": 250, "hasselby_liten": 6}
"""Held in each tertial. Nothing else is registered anywhere."""

ANSWERS = {"farsta_stod": 60, "farsta_lykta": 48, "hasselby_stod": 30}

# Two in five talks with a man, and every tenth with nobody noted.
ADULTS = ((1, 0), (1, 0), (1, 0), (1, 1), (0, 1), (1, 0), (1, 1), (2, 0), (0, 1), None)


@cache
def publications() -> tuple[Publication, ...]:
    """One for each tertial, frozen the first day it could be. The rounding is drawn alike every time."""
    tree = read_units(UNITS.encode())
    return tuple(
        protect(
            _counted(tertial),
            plans_for(shipped(), tertial),
            units_of(tree, tertial, policy.shipped()),
            policy.shipped(),
            Provenance("plan", "content", "policy", "duckdb", _frozen_on(tertial), "test"),
            randomness=Random(number),
        )
        for number, tertial in enumerate(TERTIALS)
    )


def publish() -> None:
    """Freeze them all in the database, by the same hands that a closing uses."""
    from folja.web.publication.actions import StoredPublications, StoredRegistrations

    for publication in publications():
        StoredRegistrations().seal(publication.period)
        StoredPublications().freeze(publication)


def publish_first_of_all() -> None:
    """The same where nothing has been registered yet, which leaves the same rows every time."""
    from folja.web.collection.models import StoredRegistration
    from folja.web.comments.models import WaitingComment
    from folja.web.organisation.models import FixedUnits
    from folja.web.publication.models import ClosedTertial

    if StoredRegistration.objects.exists() or WaitingComment.objects.exists():
        publish()
    else:
        as_the_first_time(publish, ClosedTertial, FixedUnits)


def hold(number: int, month: Month, unit: str = "farsta_stod") -> None:
    """Talks saved in a month that is open, each with a woman."""
    from folja.web.collection.actions import add_all

    sheet = shipped().in_force("talk", month)
    assert sheet
    adults = {"adults": {"women": 1, "men": 0, "other_gender": 0}}
    add_all(registration(sheet, unit, month, adults, today=month.last_day) for _ in range(number))


def _frozen_on(tertial: Period) -> date:
    return closable_from(tertial, policy.shipped())


def _counted(tertial: Period) -> ExactCounts:
    plans = plans_for(shipped(), tertial)
    versions = {(plan.instrument.code, plan.instrument.version): plan.instrument for plan in plans}
    with tempfile.TemporaryDirectory() as folder:
        return engine_called("duckdb")(plans, write(map(kept, _registered(tertial)), versions, Path(folder)), tertial)


def _registered(tertial: Period) -> Iterator[Registration]:
    for code, held, answers in (("talk", TALKS, _talk), ("talk_answers", ANSWERS, _answer)):
        sheet = shipped().in_force(code, tertial.last)
        assert sheet
        for unit, number in held.items():
            for place in range(number):
                month = tertial.months[place % 4]
                given = {key: value for key, value in answers(place).items() if key in sheet.by_code}
                yield registration(sheet, unit, month, given, today=tertial.last.last_day)


def _talk(place: int) -> dict[str, object]:
    adults = ADULTS[place % len(ADULTS)]
    first = place % 3 == 0
    source = ("child_health_care", "earlier_contact", "web")[place % 9 // 3] if first else None
    language = "ar" if place % 4 == 0 else "sv"
    talk: dict[str, object] = {"first_talk": "yes" if first else "no", "talk_language": language}
    if adults:
        talk["adults"] = {"women": adults[0], "men": adults[1], "other_gender": 0}
    return talk | ({"referral_source": source} if source else {"first_this_year": "no"})


def _answer(place: int) -> dict[str, object]:
    gender = "man" if place % 3 == 0 else "woman"
    return {"first_visit": "no", "helped": 5 if place % 4 else 4, "right_things": 5, "parent_gender": gender}
