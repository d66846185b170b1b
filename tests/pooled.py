"""Three small municipalities with units of their own, counted and protected as a closing does it."""

from collections.abc import Mapping
from functools import cache
from random import Random

from folja.closable import closable_from
from folja.closing import plan_hash, plans_for
from folja.disclosure import policy
from folja.disclosure.fixed_units import units_of
from folja.disclosure.protection import protect
from folja.disclosure.publication import Provenance, Publication
from folja.instruments.loading import shipped
from folja.pooling.adding import Part, pooled
from folja.pooling.definitions import Definitions, definitions_of
from folja.pooling.key import SecretKey
from folja.pooling.share import Share, written
from folja.vocabulary.period import Period
from folja.vocabulary.unit import Unit, UnitTree
from folja.web.organisation.unit_file import read_units
from tests.city import Sheet, counts
from tests.command.own_city import UNITS

T1, T2 = Period.parse("2021T1"), Period.parse("2021T2")
NATION = Unit("riket", "Sverige", "nation")
NATION_FILE = "code,name,kind,parent,staff\nriket,Sverige,nation,,\n"

SMALL = """code,name,kind,parent,staff
kommunen,Kommunen,city,,
centrum,Familjecentrum,unit,kommunen,5
landet,Familjecentralen Landet,unit,kommunen,3
"""
SEA = """code,name,kind,parent,staff
stad,Havsstaden,city,,
norr,Norr,district,stad,
norr_1,Föräldrastöd Norr,unit,norr,4
norr_2,Öppna förskolan,unit,norr,3
soder_1,Föräldrastöd Söder,unit,stad,3
"""

MUNICIPALITIES: Mapping[str, tuple[str, str, Mapping[str, int]]] = {
    "0180": ("Storstaden", UNITS, {"farsta_stod": 60, "farsta_lykta": 31, "farsta_liten": 9, "hasselby_stod": 80}),
    "0319": ("Lillköping", SMALL, {"centrum": 47, "landet": 21}),
    "1480": ("Havsstaden", SEA, {"norr_1": 38, "norr_2": 6, "soder_1": 52}),
}
"""Code -> name, units, and how many talks each unit holds in a tertial."""

_TALKS: tuple[Sheet, ...] = (
    {"adults": {"women": 1, "men": 0, "other_gender": 0}, "first_talk": "yes", "first_this_year": "yes"},
    {"adults": {"women": 1, "men": 1, "other_gender": 0}, "first_talk": "no", "first_this_year": "no"},
    {"adults": {"women": 0, "men": 1, "other_gender": 0}, "first_talk": "no"},
    {"first_talk": "yes", "first_this_year": "yes"},
    {"adults": {"women": 2, "men": 0, "other_gender": 0}, "first_talk": "no", "first_this_year": "no"},
)


@cache
def published(code: str, period: Period = T1, seed: int = 0) -> Publication:
    """What a municipality froze. The rounding is drawn alike every time."""
    _, units, held = MUNICIPALITIES[code]
    sheets = {
        unit: [_TALKS[(place + len(unit)) % len(_TALKS)] for place in range(number + period.number)]
        for unit, number in held.items()
    }
    plans = plans_for(shipped(), period)
    registered = {plan.instrument: sheets if plan.instrument.code == "talk" else {} for plan in plans}
    made_by = plan_hash(plans), "content", policy.shipped().hash, "reference"
    return protect(
        counts(registered, period),
        plans,
        units_of(read_units(units.encode()), period, policy.shipped()),
        policy.shipped(),
        Provenance(*made_by, frozen_on=closable_from(period, policy.shipped()), version="test"),
        randomness=Random(seed),
    )


def part(code: str, period: Period = T1) -> Part:
    """What it brings to the sum."""
    return Part(code, MUNICIPALITIES[code][0], published(code, period))


@cache
def summed(period: Period = T1) -> Publication:
    """The nation's publication of all three."""
    return pooled(NATION, [part(code, period) for code in MUNICIPALITIES])


def definitions(period: Period = T1) -> Definitions:
    return definitions_of(plans_for(shipped(), period), policy.shipped(), "content")


def key(code: str) -> SecretKey:
    """A municipality's key, the same every time."""
    return SecretKey(code, code.encode().ljust(32, b"-"))


def share(code: str, publication: Publication | None = None, **changed: object) -> Share:
    """What a municipality hands over of 2021T1; `changed` is what it says otherwise."""
    frozen = publication or published(code)
    said = {"definitions": definitions(frozen.period), **changed}
    return Share(code, MUNICIPALITIES[code][0], frozen, **said)  # type: ignore[arg-type]


def file_of(code: str, publication: Publication | None = None, **changed: object) -> bytes:
    """Its file, signed with its key."""
    return written(share(code, publication, **changed), key(code)).encode()


def tree_of(code: str) -> UnitTree:
    return read_units(MUNICIPALITIES[code][1].encode())
