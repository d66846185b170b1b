"""A hostile statistician outside: what `folja cube` prints, the questions, the units and the acts, and nothing of ours.

Written apart from Följa and importing none of it: how counts hang together is read from the questions themselves, and
integer programs are put to SciPy. It knows more than anybody outside does: how many acts every leaf had with staff's
instruments, those of hidden units too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

CONTENT = Path(__file__).resolve().parents[2] / "folja" / "content"
BASE = 5
AT_A_TIME = 4_000
CORNERS = 6

Sum = dict[Any, int]
Acts = Callable[[str, str, str], int | None]
"""How many acts a leaf had: (instrument, leaf, tertial) -> number, None where nobody outside knows."""


@dataclass(frozen=True)
class Proved:
    """Something that must be so: a count, or a difference between two, lies between these."""

    instrument: str
    tertial: str
    leaf: str
    what: str
    low: int
    high: int


@dataclass
class Knowledge:
    """Linear facts about whole numbers that are not negative."""

    number: dict[Any, int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    facts: list[tuple[Sum, float, float]] = field(default_factory=list)
    wanted: list[tuple[Any, Sum]] = field(default_factory=list)

    def variable(self, name: Any) -> int:
        if name not in self.number:
            self.number[name] = len(self.number)
            self.low.append(0)
            self.high.append(np.inf)
        return self.number[name]

    def told(self, name: Any, published: int) -> None:
        place, (low, high) = self.variable(name), behind(published)
        self.low[place], self.high[place] = max(self.low[place], low), min(self.high[place], high)

    def holds(self, total: Sum, low: float, high: float) -> None:
        self.facts.append(({self.variable(name): factor for name, factor in total.items()}, low, high))


def behind(published: int) -> tuple[int, int]:
    """Between which counts the one behind a published number lies."""
    return (0, BASE - 1) if published == 0 else (published - BASE + 1, published + BASE - 1)


def attack(rows: Sequence[Mapping[str, Any]], parents: Mapping[str, str | None], acts: Acts) -> list[Proved]:
    """Everything that must be 1 to 4, or one single number, of what the rows tell."""
    by_instrument: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_instrument[row["instrument"]].append(row)
    found: list[Proved] = []
    for instrument, own in by_instrument.items():
        found += _attack_one(instrument, own, parents, acts)
    return found


def _attack_one(
    instrument: str, rows: Sequence[Mapping[str, Any]], parents: Mapping[str, str | None], acts: Acts
) -> list[Proved]:
    known = Knowledge()
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    places: dict[tuple[str, str], str] = {}
    leaves: dict[tuple[str, str], list[tuple[str, int, Any]]] = defaultdict(list)
    for row in rows:
        if row["leaf"] is None:
            continue
        tertial, leaf, code = row["period"], row["leaf"], f"{row['attribute']}.{row['category']}"
        known.told((tertial, leaf, code), row["value"])
        known.wanted.append(((tertial, leaf, code), {(tertial, leaf, code): 1}))
        told[tertial, leaf].add(code)
        places[tertial, leaf] = row["unit"]
        leaves[tertial, code].append((row["unit"], row["value"], (tertial, leaf, code)))
    for (tertial, leaf), codes in told.items():
        number = acts(instrument, leaf, tertial)
        _tell_leaf(known, version(instrument, tertial), (tertial, leaf), codes, number)
    _tell_crosses(known, instrument, told, places, parents)
    for row in rows:
        if row["leaf"] is None:
            below = [
                (value, name)
                for tertial in tertials(row["period"])
                for unit, value, name in leaves[tertial, f"{row['attribute']}.{row['category']}"]
                if row["unit"] in above(unit, parents) or row["unit"] == name[1]
            ]
            if sum(value for value, _ in below) != row["value"]:
                low, high = behind(row["value"])
                known.holds({name: 1 for _, name in below}, low, high)
    return [Proved(instrument, what[0], what[1], what[2], low, high) for what, low, high in must_be(known)]


def tertials(period: str) -> list[str]:
    """2021T1 of 2021T1, and 2021T1 to 2021T3 of 2021."""
    year, _, rest = period.partition("T")
    last = int(rest.rpartition("T")[2] or 3)
    first = last if len(rest) == 1 else 1
    return [f"{year}T{number}" for number in range(first, last + 1)]


def above(unit: str | None, parents: Mapping[str, str | None]) -> list[str]:
    """The unit and all it lies under."""
    path = []
    while unit is not None:
        path.append(unit)
        unit = parents.get(unit)
    return path


# --- how counts hang together, as the questions say --------------------------------------------------------------


@cache
def _classification(code: str) -> Mapping[str, Any]:
    return yaml.safe_load((CONTENT / "classifications" / f"{code}.yaml").read_text(encoding="utf-8"))


@cache
def _versions(instrument: str) -> list[Mapping[str, Any]]:
    files = (CONTENT / "instruments" / instrument).glob("*.yaml")
    return sorted(
        (yaml.safe_load(file.read_text(encoding="utf-8")) for file in files), key=lambda one: str(one["from"])
    )


def version(instrument: str, tertial: str) -> Mapping[str, Any]:
    """The questions that were asked then."""
    last = f"{tertial[:4]}-{4 * int(tertial[-1]):02}"
    return [one for one in _versions(instrument) if str(one["from"]) <= last][-1]


def options(question: Mapping[str, Any]) -> tuple[list[str], dict[str, list[str]]]:
    """The options' codes, and the groups with theirs."""
    given, groups = question.get("options", question.get("bands")), question.get("groups", [])
    if isinstance(given, str):
        shared = _classification(given)
        given, groups = shared["values"], [*groups, *shared.get("groups", [])]
    codes = [str(one["code"]) for one in given]
    return codes, {one["code"]: [str(code) for code in one["of"]] for one in groups}


def hangs_together(question: Mapping[str, Any]) -> Iterator[tuple[Sum, float, float]]:
    """Facts about the counts of one question, whatever was answered."""
    q, kind, many = question["code"], question["kind"], np.inf
    answered = f"{q}.answered"
    condition = question.get("show_if")
    base: Sum = {"acts": 1}
    if condition:
        ((parent, asked),) = condition.items()
        wanted = asked["any"] if "any" in asked else [asked["is"]]
        base = {f"{parent}.{option}": 1 for option in wanted}
    yield {**base, answered: -1, f"{q}.not_known": -1}, 0, 0
    if kind == "headcount":
        yield from _who_came(question, answered)
        return
    codes, groups = options(question)
    yes = {f"{q}.{code}": 1 for code in codes}
    if kind == "many":
        yield {**yes, answered: -1}, 0, many
        for code in (*codes, *groups):
            yield {answered: 1, f"{q}.{code}": -1}, 0, many
        for group, of in groups.items():
            inside, outside = ({f"{q}.{code}": 1 for code in codes if (code in of) == is_in} for is_in in (True, False))
            yield {**inside, f"{q}.{group}": -1}, 0, many
            yield {**outside, f"{q}.{group}": 1, answered: -1}, 0, many
            for code in inside:
                yield {f"{q}.{group}": 1, code: -1}, 0, many
        return
    yield {**yes, answered: -1}, 0, 0
    for group, of in groups.items():
        yield {f"{q}.{group}": -1, **{f"{q}.{code}": 1 for code in of}}, 0, 0


def _who_came(question: Mapping[str, Any], answered: str) -> Iterator[tuple[Sum, float, float]]:
    q, kinds = question["code"], [one["code"] for one in question["kinds"]]
    if question["count"] == ["people"]:
        for kind in kinds:
            yield {answered: question["most"], f"{q}.{kind}_people": -1}, 0, np.inf
        return
    first, second, *others = kinds
    both, alone = f"{q}.{first}_and_{second}", "alone" in question["count"]
    yield {answered: 1, f"{q}.only_{first}": -1, f"{q}.only_{second}": -1, both: -1}, 0, np.inf
    for kind in (first, second):
        yield {f"{q}.{kind}": 1, f"{q}.only_{kind}": -1, both: -1}, 0, 0
        if alone:
            yield {f"{q}.only_{kind}": 1, f"{q}.alone_{kind}": -1}, 0, np.inf
    by_themselves = {f"{q}.alone_{kind}": -1 for kind in (first, second)} if alone else {}
    yield {answered: 1, **by_themselves}, 0, np.inf
    for kind in others:
        yield {answered: 1, f"{q}.{kind}": -1, **by_themselves}, 0, np.inf


@cache
def _asked(instrument: str, number: int) -> tuple[list[tuple[Sum, float, float]], list[tuple[str, str]]]:
    """All facts about a version's counts, and the pairs whose difference is a count as well."""
    found = next(one for one in _versions(instrument) if one["version"] == number)
    facts, pairs = [], []
    for question in found["questions"]:
        if question["kind"] == "note" or (question["kind"] == "number" and "bands" not in question):
            continue
        facts += hangs_together(question)
        q = question["code"]
        if question["kind"] == "headcount":
            kinds = [one["code"] for one in question["kinds"]]
            pairs += [(f"{q}.answered", f"{q}.{kind}") for kind in kinds]
            continue
        codes, groups = options(question)
        pairs += [(f"{q}.answered", f"{q}.{code}") for code in (*codes, *groups)]
        pairs += [(f"{q}.{group}", f"{q}.{code}") for group, of in groups.items() for code in of if len(of) > 1]
    return facts, pairs


def _tell_leaf(
    known: Knowledge, asked: Mapping[str, Any], place: tuple[str, str], codes: set[str], acts: int | None
) -> None:
    facts, pairs = _asked(asked["code"], asked["version"])
    questions = {code.partition(".")[0] for code in codes}
    for total, low, high in facts:
        if not any(code.partition(".")[0] in questions for code in total):
            continue
        named = {(*place, code): factor for code, factor in total.items() if code != "acts" or acts is None}
        taken = total.get("acts", 0) * acts if acts is not None else 0
        known.holds(named, low - taken, high - taken)
    for whole, part in pairs:
        if whole in codes and part in codes:
            known.wanted.append(((*place, f"{whole} less {part}"), {(*place, whole): 1, (*place, part): -1}))


def _tell_crosses(
    known: Knowledge,
    instrument: str,
    told: Mapping[tuple[str, str], set[str]],
    places: Mapping[tuple[str, str], str],
    parents: Mapping[str, str | None],
) -> None:
    """Cubes of two questions, of a district: they count the same answers as the leaves below it."""
    for (tertial, district), codes in told.items():
        asked = version(instrument, tertial)
        for cross in asked.get("crosses", []):
            rating, by = cross["question"], cross["by"]
            attribute = f"{rating}_by_{by}"
            if not any(code.startswith(f"{attribute}.") for code in codes):
                continue
            below = [
                leaf
                for (when, leaf), there in told.items()
                if when == tertial and district in above(places[when, leaf], parents) and f"{rating}.answered" in there
            ]
            questions = {one["code"]: one for one in asked["questions"]}
            genders, (steps, groups) = options(questions[by])[0], options(questions[rating])
            kinds = ["answered", *groups, steps[-1]]
            left = []
            for kind in kinds:
                whole = {(tertial, leaf, f"{rating}.{kind}"): 1 for leaf in below}
                inside = {(tertial, district, f"{attribute}.{gender}.{kind}"): -1 for gender in genders}
                known.holds({**whole, **inside}, 0, np.inf)
                left.append({**whole, **inside})
            for outer, inner in pairwise(left):
                known.holds(
                    {**outer, **{name: outer.get(name, 0) - factor for name, factor in inner.items()}}, 0, np.inf
                )
            for gender in genders:
                chain = [(tertial, district, f"{attribute}.{gender}.{kind}") for kind in kinds]
                for outer, inner in pairwise(chain):
                    known.holds({outer: 1, inner: -1}, 0, np.inf)
                    known.wanted.append(((tertial, district, f"{outer[2]} less {inner[2]}"), {outer: 1, inner: -1}))
                if all(f"{by}.{gender}" in told[tertial, leaf] for leaf in below):
                    known.holds({**{(tertial, leaf, f"{by}.{gender}"): 1 for leaf in below}, chain[0]: -1}, 0, np.inf)


# --- what must be so ---------------------------------------------------------------------------------------------


def must_be(known: Knowledge) -> Iterator[tuple[Any, int, int]]:
    """What must be 1 to 4 or one single number: parts that have nothing to do with each other are tried apart."""
    wanted = [(what, {known.variable(name): factor for name, factor in total.items()}) for what, total in known.wanted]
    labels = _parts(len(known.number), [*(total for total, _, _ in known.facts), *(total for _, total in wanted)])
    size = np.bincount(labels)
    batch = (np.cumsum(size) // AT_A_TIME)[labels]
    facts_of, wanted_of = defaultdict(list), defaultdict(list)
    for fact in known.facts:
        facts_of[batch[next(iter(fact[0]))]].append(fact)
    for one in wanted:
        wanted_of[batch[next(iter(one[1]))]].append(one)
    for number in sorted(wanted_of):
        together = Program(known, np.flatnonzero(batch == number), facts_of[number])
        by_part = defaultdict(list)
        for what, total in _left_open(together, wanted_of[number]):
            by_part[labels[next(iter(total))]].append((what, total))
        for label, left in by_part.items():
            facts = [fact for fact in facts_of[number] if labels[next(iter(fact[0]))] == label]
            own = Program(known, np.flatnonzero(labels == label), facts)
            for what, total in left:
                low, high = own.least(total), own.most(total)
                if (low >= 1 and high < BASE) or low == high > 0 or low > high:
                    yield what, low, high


def _left_open(program: "Program", wanted: list[tuple[Any, Sum]]) -> list[tuple[Any, Sum]]:
    """What a few worlds that agree with everything do not clear, each drawn towards another corner."""
    sums, corners = program.matrix([total for _, total in wanted]), np.random.default_rng(1)
    low, high = np.full(len(wanted), np.inf), np.full(len(wanted), -np.inf)
    for _ in range(CORNERS):
        world = program.solve(sums.T @ corners.choice([-1.0, 1.0], len(wanted)))
        if world is None:
            return wanted
        low, high = np.minimum(low, sums @ world), np.maximum(high, sums @ world)
    is_open = ((low >= 1) & (high < BASE)) | ((low == high) & (low != 0))
    return [one for one, still in zip(wanted, is_open, strict=True) if still]


def _parts(number: int, linked: Iterable[Sum]) -> np.ndarray:
    pairs = [(next(iter(total)), other) for total in linked for other in total if total]
    graph = csr_matrix((np.ones(len(pairs)), tuple(zip(*pairs, strict=True))), shape=(number, number))
    return connected_components(graph, directed=False)[1]


class Program:
    """Some variables with the facts about them."""

    def __init__(self, known: Knowledge, variables: np.ndarray, facts: list[tuple[Sum, float, float]]) -> None:
        self.place = {int(variable): place for place, variable in enumerate(variables)}
        self.bounds = Bounds(np.array(known.low)[variables], np.array(known.high)[variables])
        self.facts = LinearConstraint(
            self.matrix([total for total, _, _ in facts]), [low for _, low, _ in facts], [high for _, _, high in facts]
        )
        self.is_bound = bool(facts)

    def matrix(self, sums: Sequence[Sum]) -> csr_matrix:
        entries = [(row, self.place[v], factor) for row, total in enumerate(sums) for v, factor in total.items()]
        rows, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_matrix((np.array(factors, float), (rows, columns)), shape=(len(sums), len(self.place)))

    def solve(self, objective: np.ndarray) -> np.ndarray | None:
        constraints = [self.facts] if self.is_bound else []
        found = milp(objective, integrality=np.ones(len(objective)), bounds=self.bounds, constraints=constraints)
        return None if found.x is None else np.rint(found.x)

    def least(self, total: Sum) -> int:
        objective = self.matrix([total]).toarray()[0]
        world = self.solve(objective)
        return 0 if world is None else round(objective @ world)

    def most(self, total: Sum) -> int:
        objective = self.matrix([total]).toarray()[0]
        world = self.solve(-objective)
        return -1 if world is None else round(objective @ world)
