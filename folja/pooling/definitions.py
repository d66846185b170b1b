"""What the numbers of a tertial mean, as two installations compare it before anything is added."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from folja.closing import plan_hash
from folja.counting.plan import Plan
from folja.disclosure.policy import OF_NUMBERS, Policy
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.text import Text

MOST_NAMED = 4

SAME = Text.of(sv=" Använd samma version av Följa på båda ställena.", en="use the same version of Följa in both places")


@dataclass(frozen=True)
class Counted:
    """What is published of an instrument, and a hash of how it is counted."""

    title: str
    version: int
    cells: tuple[str, ...]
    hash: str


@dataclass(frozen=True)
class Definitions:
    """The instruments that were counted, by code, and the thresholds. `plan` is the hash of all that was counted."""

    plan: str
    content: str
    thresholds: Mapping[str, int]
    instruments: Mapping[str, Counted]

    def as_plain(self) -> dict[str, Any]:
        """As JSON holds them."""
        instruments = {code: vars(one) | {"cells": list(one.cells)} for code, one in self.instruments.items()}
        return vars(self) | {"thresholds": dict(self.thresholds), "instruments": instruments}


def definitions_of(plans: Iterable[Plan], policy: Policy, content: str) -> Definitions:
    """What these plans count, under a policy."""
    plans = list(plans)
    instruments = {
        plan.instrument.code: Counted(
            plan.instrument.title.sv,
            plan.instrument.version,
            tuple(sorted(cell.code for cell in plan.cells if cell.published)),
            plan_hash([plan]),
        )
        for plan in plans
    }
    return Definitions(plan_hash(plans), content, policy.of_numbers, instruments)


def from_plain(plain: Mapping[str, Any]) -> Definitions:
    """What `as_plain` wrote. Raises ValueError and the like for what it did not write."""
    if any(type(number) is not int or number < 1 for number in plain["thresholds"].values()):
        raise ValueError("thresholds are whole numbers")
    instruments = {code: Counted(**one | {"cells": tuple(one["cells"])}) for code, one in plain["instruments"].items()}
    return Definitions(**{**plain, "instruments": instruments})


def differences(theirs: Definitions, ours: Definitions) -> list[Problem]:
    """Why their numbers can't be added to ours; nothing when they can. Texts may differ, what is counted may not."""
    found = [*_thresholds(theirs, ours), *_instruments(theirs, ours)]
    if not found and theirs.plan != ours.plan:
        found = [_counted_otherwise("")]
    return found


def _thresholds(theirs: Definitions, ours: Definitions) -> Iterator[Problem]:
    for name in OF_NUMBERS:
        there, here = theirs.thresholds.get(name), ours.thresholds[name]
        if there != here:
            yield problem(
                f"policy.yaml, {name}",
                sv=f"Kommunen har {there}, här gäller {here}. Siffror som skyddats olika går inte att lägga ihop. "
                "Använd samma version av Följa, utan egna ändringar.",
                en=f"the municipality has {there}, here it is {here}; numbers that were protected differently can't be "
                "added; use the same version of Följa without changes",
            )


def _instruments(theirs: Definitions, ours: Definitions) -> Iterator[Problem]:
    for code in sorted({*theirs.instruments, *ours.instruments}):
        there, here = theirs.instruments.get(code), ours.instruments.get(code)
        if there is None or here is None:
            title = (there or here).title  # type: ignore[union-attr]
            yield problem(
                title,
                sv="Formuläret finns " + ("inte hos kommunen." if there is None else "bara hos kommunen.") + SAME.sv,
                en=f"the instrument is {'not' if there is None else 'only'} the municipality's; {SAME.en}",
            )
        elif there.version != here.version:
            yield problem(
                there.title,
                sv=f"Kommunen räknade version {there.version} av formuläret, här gäller {here.version}.{SAME.sv}",
                en=f"the municipality counted version {there.version}, here it is {here.version}; {SAME.en}",
            )
        elif there.cells != here.cells:
            more, fewer = (_named(one, other) for one, other in ((there, here), (here, there)))
            yield problem(
                there.title,
                sv="Svarsalternativen är inte desamma."
                + (f" Bara hos kommunen: {more}." if more else "")
                + (f" Bara här: {fewer}." if fewer else "")
                + SAME.sv,
                en=f"the options differ; only theirs: {more or '–'}; only here: {fewer or '–'}; {SAME.en}",
            )
        elif there.hash != here.hash:
            yield _counted_otherwise(there.title)


def _named(one: Counted, other: Counted) -> str:
    cells = [cell for cell in one.cells if cell not in other.cells]
    return ", ".join(cells[:MOST_NAMED]) + (" …" if len(cells) > MOST_NAMED else "")


def _counted_otherwise(where: str) -> Problem:
    return problem(
        where,
        sv=f"Svaren räknas inte på samma sätt som här.{SAME.sv}",
        en=f"answers are not counted as here; {SAME.en}",
    )
