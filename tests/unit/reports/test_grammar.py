"""No sentence contradicts its numbers or says more than they carry, whatever they are; and all are sentences."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.figures.figure import Figure
from folja.figures.indicator import Indicator, shipped
from folja.goals import measure, place
from folja.goals.judging import Status
from folja.goals.outside import OutsideFigure
from folja.goals.target import Target, TargetKind
from folja.reports import labels, sentences, words
from folja.vocabulary.period import Period
from folja.vocabulary.text import Text
from tests.unit.reports import said

UNHURRIED = settings(deadline=None)  # the first interval of all waits for its library to be read in
LANGUAGES = ("sv", "en")
UP = {"sv": ("högre", "fler", "över", "ökat"), "en": ("higher", "more", "above", "risen")}
DOWN = {"sv": ("lägre", "färre", "under", "minskat"), "en": ("lower", "fewer", "below", "fallen")}
NO_SIZE = re.compile(r"(färre än|fewer than) (5|40)\b|(mindre än|less than) 1|mer än ett|(nära|near) (100|0\b)")
NUMBER = r"\d[\d\u00a0,.]*"

BY_KIND: Mapping[str, list[Indicator]] = {
    kind: [one for one in shipped().values() if one.kind == kind and not one.distribution]
    for kind in ("volume", "count", "share", "rate")
}
PERIODS = [Period.parse(written) for written in ("2022T1", "2022T2", "2022T1-T2", "2022")]

periods = st.sampled_from(PERIODS)
languages = st.sampled_from(LANGUAGES)
fives = st.integers(0, 400).map(lambda number: number * 5)
few_or_many = st.integers(0, 12) | st.integers(0, 5000)


@st.composite
def numbers(draw: st.DrawFn, kind: str) -> int | tuple[int, int]:
    if kind == "volume":
        return draw(few_or_many)
    if kind == "count":
        return draw(fives)
    base = draw(st.integers(8, 400) | st.integers(8_000, 40_000)) * 5
    most = base if kind == "share" else base * 2
    return draw(st.integers(0, most // 5)) * 5, base


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """A shown figure, most often beside the year before."""
    kind = draw(st.sampled_from([*BY_KIND]))
    code, period = draw(st.sampled_from(BY_KIND[kind])).code, draw(periods)
    now, before = draw(numbers(kind)), draw(st.none() | numbers(kind))
    if before is None:
        return said.counted(code, now, period)[0]
    return said.beside(code, now, before, period, cells=draw(st.integers(1, 8)))


@st.composite
def targets(draw: st.DrawFn, figure: Figure) -> Target:
    """An aim, most often near the edges of a figure's uncertainty, where a judgement turns."""
    kind: TargetKind = draw(st.sampled_from(("at_least", "at_most", "between", "keep_or_raise")))
    turns = st.sampled_from([*edges(figure), written(figure) or Decimal(0)])
    near = st.tuples(turns, st.integers(-12, 12)).map(lambda pair: abs(round(pair[0] + Decimal(pair[1]) / 10, 1)))
    limits = near | near.map(round).map(Decimal) | st.integers(0, 100).map(Decimal)
    if kind == "keep_or_raise":
        return Target(kind, draw(st.none() | st.integers(0, 100).map(Decimal)))
    if kind == "between":
        low, high = sorted(draw(st.lists(limits, min_size=2, max_size=2, unique=True)))
        return Target(kind, low, high)
    return Target(kind, draw(limits))


def value_of(written: str, language: str) -> Decimal:
    """A number as it is written in a language."""
    plain = written.strip("\u00a0.,")
    return Decimal(plain.replace("\u00a0", "").replace(",", "." if language == "sv" else ""))


def read_numbers(text: str, language: str) -> list[Decimal]:
    """Every number in a text, in order."""
    return [value_of(found, language) for found in re.findall(NUMBER, text)]


def hundredths(share: float) -> Decimal:
    return (Decimal(str(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP)


def written(figure: Figure) -> Decimal | None:
    """The number that a reader is to find; None where it is written in words."""
    assert figure.value is not None
    if figure.kind == "volume":
        return Decimal(figure.value)
    if figure.kind == "count":
        return Decimal(figure.value) or None
    number = hundredths(figure.value)
    is_plain = figure.numerator and number and (figure.kind == "rate" or number < 100)
    return number if is_plain else None


def direction(text: str, language: str) -> set[str]:
    """Whether it says up or down, both or none; what is written instead of a number says neither."""
    left = NO_SIZE.sub("", text.lower())
    sides = (("up", UP), ("down", DOWN))
    return {name for name, side in sides if any(re.search(rf"\b{word}\b", left) for word in side[language])}


def certain_direction(figure: Figure) -> set[str]:
    """What the interval of the difference carries; what is counted exactly differs if it differs."""
    made = figure.comparison
    if made is None or made.difference is None:
        return set()
    low, high = (made.difference,) * 2 if figure.kind == "volume" else (made.low, made.high)
    assert low is not None
    assert high is not None
    return {"up"} if low > 0 else {"down"} if high < 0 else set()


def after_its_name(text: str, figure: Figure, language: str) -> str:
    """What is said of a figure, without its name, which may hold numbers and words of its own."""
    name = sentences.capital(said.indicator_of(figure).phrase.in_language(language))
    assert text.startswith(name)
    return text.removeprefix(name)


def assert_is_prose(text: str, language: str) -> None:
    assert re.match(r"[A-ZÅÄÖ]", text), text
    assert text.endswith("."), text
    for wrong in ("  ", " .", "..", ". .", " ,", ",,", "{", "}", "None", ":.", "( ", " )", "()", "..."):
        assert wrong not in text, (wrong, text)
    assert text.count("(") == text.count(")"), text
    assert not re.search(r"\. [a-zåäö]", text), text
    assert not re.search(r"\d[ ]%|\D%" if language == "sv" else r"\s%|\D%", text.replace("\u00a0%", "%")), text
    assert " %" not in text, text
    if language == "sv":
        assert not re.search(r"\d%", text), text
    assert_points_agree(text, language)


def assert_points_agree(text: str, language: str) -> None:
    one, many = ("procentenhet", "procentenheter") if language == "sv" else ("percentage point", "percentage points")
    for number, noun in re.findall(rf"({NUMBER})\u00a0({many}|{one})\b", text):
        assert noun == (one if value_of(number, language) == 1 else many), text


@UNHURRIED
@given(figures(), languages)
def test_a_finding_says_what_its_numbers_say(figure: Figure, language: str) -> None:
    text = said.text(sentences.finding(figure, said.indicator_of(figure), language), language)
    assert_is_prose(text, language)
    left = after_its_name(text, figure, language)
    assert direction(left, language) == certain_direction(figure)
    assert_numbers_agree(left, figure, language)


@UNHURRIED
@given(figures(), languages)
def test_a_headline_says_what_its_numbers_say(figure: Figure, language: str) -> None:
    text = said.text(sentences.headline(figure, said.indicator_of(figure), language), language)
    assert_is_prose(text, language)
    left = after_its_name(text, figure, language)
    assert direction(left, language) == certain_direction(figure)
    assert_numbers_agree(left, figure, language)


def assert_numbers_agree(text: str, figure: Figure, language: str) -> None:
    """The numbers in it are the value, the value before and, where it tells a size, the difference between them."""
    before = figure.comparison.before if figure.comparison else None
    known = [one for one in (written(figure), written(before) if before else None) if one is not None]
    plain = NO_SIZE.sub("", text)
    found = read_numbers(plain, language)
    expected = set(known)
    if len(known) == 2 and certain_direction(figure) and known[0] != known[1]:
        size = abs(known[0] - known[1])
        assert size in found
        expected |= {size}
    assert set(found) == expected


@UNHURRIED
@given(figures(), languages)
def test_a_comparison_in_a_table_says_what_its_numbers_say(figure: Figure, language: str) -> None:
    text = words.change(figure, language)
    assert bool(text) == (figure.comparison is not None)
    assert direction(text, language) == certain_direction(figure)
    if text:
        assert_is_prose(f"{text}." if text[0].isalpha() else f"Det är {text}.", language)


@UNHURRIED
@given(st.lists(numbers("share"), min_size=1, max_size=6), languages)
def test_the_most_common_answer_is_named_as_such_only_when_its_interval_is_above_all_others(
    drawn: list[tuple[int, int]], language: str
) -> None:
    parts = [
        replace(said.counted("talks_by_source", number)[0], category_title=Text.of(sv=f"Svar {at}", en=f"Svar {at}"))
        for at, number in zip("ABCDEF", drawn, strict=False)
    ]
    text = said.text(sentences.distribution(parts, language), language)
    if not text:
        assert not any(part.numerator for part in parts)
        return
    assert_is_prose(text, language)
    first = max(parts, key=lambda part: part.numerator or 0)
    others = [part for part in parts if part is not first]
    is_ahead = all((first.low or 0) > (other.high or 0) for other in others)
    assert (("Vanligast" in text) or ("Most common" in text)) == is_ahead


@st.composite
def outside(draw: st.DrawFn) -> tuple[OutsideFigure, OutsideFigure | None]:
    code, period = draw(st.sampled_from([*measure.shipped()])), draw(periods)
    kind = measure.shipped()[code]
    low, high = (1 if kind.scale == "mean" else 0), (5000 if kind.scale == "number" else kind.top)
    values = st.decimals(low, high, places=kind.decimals).map(str)
    now, before = draw(values), draw(st.none() | values)
    earlier = None if before is None else said.entered(code, before, period.year_before)
    return said.entered(code, now, period), earlier


@UNHURRIED
@given(outside(), st.lists(st.sampled_from([*place.shipped()]), unique=True, max_size=3), languages)
def test_a_figure_from_outside_is_said_exactly_and_other_places_only_with_their_numbers(
    drawn: tuple[OutsideFigure, OutsideFigure | None], places: list[str], language: str
) -> None:
    figure, before = drawn
    beside = tuple(replace(figure, unit=one) for one in places if figure.measure.scale != "number")
    text = said.told(replace(said.followed_outside(figure, before=before), beside=beside), language)
    assert_is_prose(text, language)
    left = text.removeprefix(sentences.capital(figure.measure.phrase.in_language(language)))
    found = read_numbers(left, language)
    assert figure.value is not None
    elsewhere = [figure.value for _ in beside]
    if before is None or before.value is None:
        assert found == [figure.value, *elsewhere]
        assert direction(left, language) == set()
        return
    change = figure.value - before.value
    assert found == [figure.value, *([abs(change), before.value] if change else ()), *elsewhere]
    assert direction(left, language) == ({"up"} if change > 0 else {"down"} if change < 0 else set())


of_the_year_so_far = figures().filter(lambda figure: figure.period.first.number == 1)
aimed = of_the_year_so_far.flatmap(lambda figure: st.tuples(st.just(figure), targets(figure)))


@UNHURRIED
@given(aimed, languages)
def test_a_status_is_said_only_when_the_whole_interval_agrees(drawn: tuple[Figure, Target], language: str) -> None:
    figure, target = drawn
    one = said.followed(figure, target)
    assert one.judgement is not None
    text = said.verdict(one, language)
    assert_is_prose(text, language)
    status, sentence = one.judgement.status, text.removeprefix(_chip(one.judgement.status, language))
    if target.kind == "keep_or_raise":
        assert_keeps_what_it_says(figure, target, status)
        return
    limits = [limit for limit in (target.value, target.upper) if limit is not None]
    found = read_numbers(sentence, language)
    assert found[: len(limits)] == limits
    low, high = edges(figure)
    if "osäkerheten (" in text or "the uncertainty (" in text:
        below, above = found[len(limits) :]
        is_within = any(below <= limit <= above for limit in limits)
        assert is_within == ("inom" in text or "within" in text)
        assert status == "cannot_be_said"
    reaches = [target.kind == "at_most" or edge >= limits[0] for edge in (low, high)]
    holds = [target.kind == "at_least" or edge <= limits[-1] for edge in (low, high)]
    if status == "met":
        assert all(reaches)
        assert all(holds)
    if status == "not_met":
        assert high < limits[0] or low > limits[-1]
        assert direction(sentence, language) == ({"down"} if high < limits[0] and target.kind != "at_most" else {"up"})


def _chip(status: Status, language: str) -> str:
    return labels.STATUSES[status].in_language(language)


def edges(figure: Figure) -> tuple[Decimal, Decimal]:
    """The limits of a figure's uncertainty: the wider of the exact and the written ones."""
    assert figure.value is not None
    if figure.low is None or figure.high is None:
        moved = figure.moved_at_most
        return Decimal(max(0, figure.value - moved)), Decimal(figure.value + moved)
    low, high = Decimal(str(figure.low)) * 100, Decimal(str(figure.high)) * 100
    return min(low, hundredths(figure.low)), max(high, hundredths(figure.high))


def assert_keeps_what_it_says(figure: Figure, target: Target, status: Status) -> None:
    made = figure.comparison
    if made is None or made.difference is None:
        assert status == "cannot_be_said"
        return
    scale = 100 if figure.kind in ("share", "rate") else 1
    low = Decimal(str(made.difference if made.low is None else made.low)) * scale
    high = Decimal(str(made.difference if made.high is None else made.high)) * scale
    assert (status == "met") == (low >= -target.margin)
    assert (status == "not_met") == (high < -target.margin)


def differs(figure: Figure, before: int) -> bool:
    """Whether what is counted exactly differs, and of people whether their Poisson counts do, with their rounding."""
    assert figure.value is not None
    scale = 12 / len(figure.period.months)
    if figure.kind == "volume":
        return True
    return abs(scale * figure.value - before) > 1.959 * sqrt(scale**2 * (figure.value + 4) + before + 4)


grows = st.sampled_from([*BY_KIND["volume"], *BY_KIND["count"]])


@UNHURRIED
@given(grows, st.integers(1, 3000), st.none() | st.integers(0, 3000), st.sampled_from(PERIODS), languages)
def test_a_forecast_is_named_one_and_stands_honestly_beside_the_year_before(
    indicator: Indicator, so_far: int, before: int | None, period: Period, language: str
) -> None:
    if indicator.kind == "count":
        so_far, before = so_far * 5, None if before is None else before * 5
    figure, _ = said.counted(indicator.code, so_far, period)
    text = said.told(said.followed(figure, year_before=before), language)
    assert_is_prose(text, language)
    named = {"sv": "Prognos: ", "en": "Forecast: "}[language]
    assert (named in text) == (period.kind != "year" and period.first.number == 1)
    if named not in text:
        return
    sentence = text.partition(named)[2]
    year, *others = read_numbers(NO_SIZE.sub("", sentence), language)
    assert year == (Decimal(so_far) * 12 / len(period.months)).quantize(Decimal(1), ROUND_HALF_UP)
    way = direction(sentence, language)
    assert way <= ({"up"} if before is not None and year > before else {"down"})
    if before:
        assert year == before or Decimal(before) in others
        assert not way or differs(figure, before)
    if before is None:
        assert others == []
    elif "%" in sentence:
        percent, number = others
        assert number == before
        assert percent == (abs(year - before) * 100 / Decimal(before)).quantize(Decimal(1), ROUND_HALF_UP)
        assert percent > 0
    elif way and others:
        assert others in ([abs(year - before), Decimal(before)], [Decimal(before)])
    elif "lika många som hela året före." in sentence or "as many as in the whole year before." in sentence:
        assert year == before
    if indicator.kind == "volume" and before is not None and abs(year - before) * 200 >= before > 0:
        assert way == ({"up"} if year > before else {"down"} if year < before else set())


@pytest.mark.parametrize("code", [*shipped()])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_phrase_reads_in_every_sentence(code: str, language: str) -> None:
    indicator = shipped()[code]
    one, two = {"volume": (1, 2), "count": (5, 100), "share": ((5, 100), (80, 100)), "rate": ((5, 100), (80, 100))}[
        indicator.kind
    ]
    made = [said.counted(code, one)[0], said.beside(code, one, one), said.beside(code, one, two)]
    made += [said.beside(code, two, one), said.counted(code, 0 if isinstance(one, int) else (0, 100))[0]]
    made += [
        said.hidden(code, reason)
        for reason in ("open", "few", "no cells", "sensitive", "not asked", "staff", "nothing")
    ]
    answer = Text.of(sv="Ja", en="Yes")
    for figure in made:
        figure = replace(figure, category_title=answer) if indicator.distribution else figure
        for pieces in (
            sentences.finding(figure, indicator, language),
            sentences.headline(figure, indicator, language, period=figure.period),
            sentences.trend([figure], indicator, language),
        ):
            assert_is_prose(said.text(pieces, language), language)


@pytest.mark.parametrize("code", [code for code, one in shipped().items() if not one.distribution])
def test_a_phrase_is_a_number_or_a_share_so_that_it_can_be_said_to_be_something(code: str) -> None:
    indicator = shipped()[code]
    begins = ("andelen ", "the share of ") if indicator.kind == "share" else ("antalet ", "the number of ")
    assert (indicator.phrase.sv.startswith(begins[0]), indicator.phrase.en.startswith(begins[1])) == (True, True)
    assert not indicator.phrase.sv.endswith(".")


@pytest.mark.parametrize("code", [one.code for one in (*BY_KIND["volume"], *BY_KIND["count"])])
def test_what_is_counted_has_a_name_for_one_and_for_many(code: str) -> None:
    nouns = shipped()[code].nouns
    assert nouns is not None
    one, many = nouns
    assert one.en != many.en
    assert {one.sv[:1], many.sv[:1]} == {one.sv[:1].lower()}


def test_a_share_names_nothing_that_is_counted() -> None:
    assert not [one.code for one in (*BY_KIND["share"], *BY_KIND["rate"]) if one.nouns]


@pytest.mark.parametrize("code", [*measure.shipped()])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_measure_reads_in_every_sentence(code: str, language: str) -> None:
    values = [("2", "1"), ("1", "2"), ("3", "1"), ("1", "1"), ("1", None), (None, "1")]
    for now, before in values:
        earlier = said.entered(code, before, said.NOW.year_before) if before else None
        figure = said.entered(code, now, said.NOW)
        for one in (
            said.followed_outside(figure, before=earlier),
            said.followed_outside(figure, before=earlier, broken=True),
            said.followed_outside(figure, before=earlier, period=Period.parse("2022")),
        ):
            assert_is_prose(said.told(one, language), language)
