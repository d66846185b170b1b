"""Error and safety of three ways to protect, and how far insiders get: docs/disclosure-figures.md, measured.

Made anew with `python -m folja.bench.disclosure_page > docs/disclosure-figures.md`, in a few minutes.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import mean, quantiles

from folja.bench import insider, methods
from folja.bench.alone import alone
from folja.bench.methods import Numbers, given_away
from folja.bench.protecting import Counted, counted_tertials
from folja.counting.plan import Plan
from folja.demo.city import city_today
from folja.disclosure.attacker import Finding, Knowledge, attack
from folja.disclosure.cells import PublishedCell, leaf_cells
from folja.disclosure.colleague import own_counts
from folja.disclosure.publication import Publication
from folja.instruments.registration import Registration
from folja.vocabulary.period import Period

YEAR = 2021
TERTIALS = 4  # the latest that are closed, the first of the year after among them
DRAWS = 30
KNOWN = (1, 2, 5, 10, 20)
INSTRUMENT, PART, WHOLE = "talk", "adults.men", "adults.answered"
PLACES = ("unit", "district", "city")
GOALS = {"district": 2.0, "city": 0.5}  # points off on average, of a year


@dataclass(frozen=True)
class Way:
    """One way to protect: how far off its shares are, and what is hidden and given away."""

    name: str
    errors: dict[tuple[str, str], list[float]]
    hidden: float
    given_away: int
    has_year: bool = True


@dataclass(frozen=True)
class Colleague:
    """What one who knows so many of each unit's registrations proves about the others."""

    known: int
    small: int
    exact: int


@dataclass(frozen=True)
class Measured:
    """All that the page tells."""

    ways: tuple[Way, ...]
    numbers: int
    small: int
    colleagues: tuple[Colleague, ...]
    cells: int
    units: int
    whole: int
    lacking: float
    insider: insider.Insider


def measured() -> Measured:
    """In a process of its own, since the demo city needs a home folder."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return alone(_measure, Path(folder))


def _measure(home: Path) -> Measured:
    from folja.web.starting import mark_as_invented, start

    mark_as_invented(home, city_today())
    start(home)
    registered = {period: both for period, both in counted_tertials(home, TERTIALS) if period.year == YEAR}
    counted = [one for one, _ in registered.values()]
    plan = next(plan for plan in counted[0].plans if plan.instrument.code == INSTRUMENT)
    draws = [[one.protect([plan]) for one in counted] for _ in range(DRAWS)]
    numbers = [Numbers(plan, [one.counts for one in counted], published) for published in draws]
    latest, sheets = registered[max(registered, key=str)]
    one = Numbers(plan, [latest.counts], [draws[0][-1]])
    ways = _ours(numbers, one), _alone(numbers[0], one), *_suppressed(numbers[0], one)
    publication = latest.protect()
    cells = [cell for cube in publication.cubes for cell in leaf_cells(cube) if cube.instrument in publication.volumes]
    return Measured(
        ways,
        len(one.shown),
        sum(one.exact[key] in methods.SMALL for key in one.shown),
        tuple(_colleague(latest, publication, cells, sheets, known) for known in KNOWN),
        len(cells),
        len({cell.leaf for cell in cells if cell.leaf == cell.unit}),
        numbers[0].exact[_city_year(numbers[0])],
        mean(drawn.exact[_city_year(drawn)] - drawn.published[_city_year(drawn)] for drawn in numbers),
        insider.measured(),
    )


def _city_year(numbers: Numbers) -> methods.Key:
    return numbers.tree.city.code, methods.YEAR, WHOLE


def _errors(tries: Sequence[tuple[Numbers, dict[methods.Key, int]]]) -> dict[tuple[str, str], list[float]]:
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for numbers, values in tries:
        for kind, off in methods.errors(numbers, values, PART, WHOLE, 40).items():
            found[kind] += off
    return dict(found)


def _ours(numbers: Sequence[Numbers], one: Numbers) -> Way:
    leaves = {key: value for key, value in one.published.items() if key[:2] in one.acts}  # sums are theirs: no news
    proofs = methods.attack(one, methods.rounded(leaves), one.published)
    return Way("Följa", _errors([(drawn, drawn.published) for drawn in numbers]), 0, given_away(one, proofs))


def _alone(numbers: Numbers, one: Numbers) -> Way:
    drawn = [methods.rounded_alone(numbers, Random(seed)) for seed in range(DRAWS)]  # noqa: S311  a yardstick
    proofs = methods.attack(one, methods.rounded(methods.rounded_alone(one, Random(0))), one.shown)  # noqa: S311
    return Way(
        "varje tal avrundat för sig", _errors([(numbers, values) for values in drawn]), 0, given_away(one, proofs)
    )


def _suppressed(numbers: Numbers, one: Numbers) -> Iterator[Way]:
    year = _errors([(numbers, _visible(numbers, methods.suppressed(numbers)))])
    yield _suppression("undertryckning, som brukligt", one, methods.suppressed(one), year)
    hidden = methods.checked(one)
    checked = _suppression("undertryckning, angripen", one, hidden, _errors([(one, _visible(one, hidden))]))
    yield replace(checked, has_year=False)


def _suppression(name: str, one: Numbers, hidden: set[methods.Key], errors: dict[tuple[str, str], list[float]]) -> Way:
    proofs = methods.attack(one, methods.visible(one, hidden), hidden)
    return Way(name, errors, len(hidden) / sum(one.exact[key] > 0 for key in one.shown), given_away(one, proofs))


def _visible(numbers: Numbers, hidden: set[methods.Key]) -> dict[methods.Key, int]:
    return {key: numbers.exact[key] for key in numbers.shown if key not in hidden}


def _colleague(
    counted: Counted,
    publication: Publication,
    cells: Sequence[PublishedCell],
    sheets: Sequence[Registration],
    known: int,
) -> Colleague:
    """Somebody in every unit knows so many of its registrations with each of staff's instruments."""
    plans = {plan.instrument.code: plan for plan in counted.plans}
    by_unit: dict[tuple[str, str], list[Registration]] = defaultdict(list)
    for sheet in sheets:
        by_unit[sheet.instrument, sheet.unit].append(sheet)
    chance = Random(known)  # noqa: S311  whom she met
    own = [one for all_of_it in by_unit.values() for one in chance.sample(all_of_it, min(known, len(all_of_it)))]
    units = {(cube.instrument, leaf.code): leaf.units for cube in publication.cubes for leaf in cube.leaves}

    def plan(instrument: str, _: Period) -> Plan | None:
        return plans.get(instrument)

    def acts(instrument: str, leaf: str, _: Period) -> int:
        return sum(counted.counts.instruments[instrument].acts(unit) for unit in units[instrument, leaf])

    mine = own_counts(own, {publication.period: publication}, plan)
    # Of a unit alone: those counted together with others would have to know what all of them registered.
    alone = [cell for cell in cells if cell.leaf == cell.unit]
    found = attack(alone, Knowledge(plan, lambda _: publication.units.tree, acts, counted.policy, mine))
    proofs = [finding for finding in found if " must be " in finding.what]
    exact = [finding for finding in proofs if " to " not in finding.what.rpartition(" must be ")[2]]
    small = [finding for finding in proofs if _at_most(finding) < counted.policy.rounding_base]
    return Colleague(known, len(small), len(exact))


def _at_most(finding: Finding) -> int:
    return int(finding.what.rpartition(" ")[2])


def page(found: Measured) -> str:
    """The page."""
    return PAGE.format(
        year=YEAR,
        goals=_goals(found.ways[0]),
        draws=DRAWS,
        errors="\n".join(_error_row(way) for way in found.ways),
        safety="\n".join(_safety_row(way, found) for way in found.ways),
        numbers=found.numbers,
        small=found.small,
        colleagues="\n".join(f"| {one.known} | {one.small} | {one.exact} |" for one in found.colleagues),
        cells=found.cells,
        units=found.units,
        cities=insider.CITIES,
        answered=f"{found.lacking:.0f} av {found.whole}",
        guesses="\n".join(f"| {name} | {one.sure:.3f} | {one.truth:.3f} |" for name, one in _guesses(found.insider)),
    )


def _guesses(found: insider.Insider) -> Iterator[tuple[str, insider.Guess]]:
    yield "dragen, utan val", found.plain
    yield "som Följa väljer, en av tre enheter i sitt stadsdelsområde", found.in_a_district
    yield "som Följa väljer, ensam i sitt stadsdelsområde", found.alone
    yield "fyra gånger skarpare val, en av tre", found.sharper


def _error_row(way: Way) -> str:
    kinds = [(kind, period) for kind in PLACES for period in ("tertial", "year")]
    told = (_error(way.errors.get(kind, []), way) if way.has_year or kind[1] != "year" else "–" for kind in kinds)
    return f"| {way.name} | {' | '.join(told)} |"


def _error(off: Sequence[float], way: Way) -> str:
    if not off:
        return "ingen visas"
    if way.hidden:
        return f"0 ({len(off)} visas)"
    worst = quantiles(off, n=20)[-1] if len(off) > 1 else off[0]
    return f"{mean(off):.2f} / {worst:.1f} ({len(off) // DRAWS} visas)"


def _goals(ours: Way) -> str:
    """Which of the goals are reached."""
    reached = [mean(ours.errors[kind, "year"]) <= goal for kind, goal in GOALS.items()]
    if all(reached):
        return "Båda nås."
    return "Det första nås, det andra inte riktigt." if reached[0] else "Det första nås inte."


def _safety_row(way: Way, found: Measured) -> str:
    return f"| {way.name} | {way.hidden:.0%} | {way.given_away} av {found.small} |"


PAGE = """\
# Hur nära och hur säkert: tre sätt att skydda samma tal

Mätt på den påhittade staden. Sidan görs om med `python -m folja.bench.disclosure_page`. Vad Följa lovar står i
[privacy.md](privacy.md), hur det granskas i [beslut 34](decisions/0034-an-audit-looks-for-witnesses.md), hur fort det
går i [speed.md](speed.md).

## Fel: andelen råd- och stödsamtal där en man deltog, {year}
Medelfel, och det som 95 av 100 ligger under, i procentenheter, mot de exakta talen för samma enheter. Bara andelar av
minst 40, som Följa visar dem, och hur många det är. {draws} dragningar. Med undertryckning är det som syns exakt; den
som angrips är bara gjord för ett tertial.

| sätt | enhet, tertial | enhet, år | stadsdelsområde, tertial | stadsdelsområde, år | staden, tertial | staden, år |
|---|---|---|---|---|---|---|
{errors}

Målen är högst 2 procentenheter i medel för ett stadsdelsområdes år och högst 0,5 för stadens. {goals}
Av sex tillåtna dragningar tas en, troligare ju närmare stadsdelsområdet och staden kommer det sanna
([beslut 2](decisions/0002-how-a-rounding-is-judged.md)). Det tar inte bort allt: antalet som svarat publiceras något
för lågt ({answered} för staden under året, i snitt), eftersom en avrundning uppåt som går över det kända antalet samtal
skulle bevisa ett litet antal, och dras om.

## Säkerhet: vad en angripare bevisar
Det senaste tertialet {year}, {numbers} tal: alla frågor om samtalen, för varje enhet, stadsdelsområde och staden.
{small} av dem är i verkligheten 1–4. Angriparen är densamma, känner antalet samtal exakt och vet hur allt hänger ihop.

| sätt | döljer, av talen som inte är noll | bevisat vara 1–4 |
|---|---|---|
{safety}

*Varje tal avrundat för sig*: uppåt eller nedåt till en multipel av fem på måfå, summorna också, så att de inte går
ihop. *Undertryckning, som brukligt*: 1–4 döljs, och i varje rad där bara ett tal är dolt döljs det minsta till.
*Undertryckning, angripen*: så länge angriparen bevisar något döljs ett tal till intill det, högst 40 varv. Det är enkla
metoder, inte de bästa som finns; med optimering döljs färre tal.

## En kollega som minns sina egna registreringar
Någon på varje enhet känner till så många av enhetens egna registreringar med varje formulär under det senaste tertialet
{year}, och drar dem från det som är publicerat. Så många tal om de andras familjer går då att bevisa, av {cells}
publicerade vid {units} enheter och skillnaderna mellan dem:

| hon känner till | bevisat vara 1–4 | bevisat exakt |
|---|---|---|
{colleagues}

Det är en enda dragning, och i en annan blir antalen andra.

Det är en gräns för vad Följa lovar, inte något som går att avrunda bort: den som själv har hållit nästan alla samtal
vet nästan allt. `folja audit --own talk MINA.xlsx` gör samma försök med en fil av egna registreringar.

## Den som känner till alla andra enheter exakt
Det som väljs beror på hur fel de andra enheterna är tillsammans. Den som vet det gissar ett antal som i verkligheten är
1–4. Så sannolikt är det troligaste värdet, och så sannolikt det sanna, i snitt över {cities} påhittade städer där allt
som kan publiceras är uträknat med sin sannolikhet:

| hur avrundningen togs | det troligaste värdet | det sanna värdet |
|---|---|---|
{guesses}
"""

if __name__ == "__main__":
    print(page(measured()), end="")  # noqa: T201
