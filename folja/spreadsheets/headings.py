"""What the columns of a spreadsheet hold, found by their headings, and which headings to give an empty one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from folja.instruments.instrument import Instrument
from folja.instruments.question import HeadcountQuestion, Kind, ManyQuestion, Option, Question
from folja.spreadsheets.spelling import arrow, folded
from folja.vocabulary.problem import Problem, Refused, problem
from folja.vocabulary.text import Text, listed

UNIT, MONTH, VERSION = "unit", "month", "version"
# What every file has beside the answers, and what it may be called.
SHARED = {
    UNIT: ("unit", "enhet", "enhetskod", "unit code"),
    MONTH: ("month", "månad", "datum", "date"),
    VERSION: ("version",),
}
_SHARED_LABELS = [(label, path) for path, labels in SHARED.items() for label in labels]
_IN_TEMPLATE = {"sv": ("Enhet", "Månad"), "en": ("Unit", "Month")}


@dataclass(frozen=True)
class Meaning:
    """What a heading may mean: in each version the paths it names, several when it is ambiguous.

    A path is unit, month, version, a question's code, or question.kind and question.option.
    """

    heading: str
    paths: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True)
class Column:
    """A column's heading as written, and the path it holds in each version that knows it."""

    place: int
    heading: str
    paths: Mapping[int, str]

    @property
    def path(self) -> str:
        """What it holds in the first version that knows it."""
        return next(iter(self.paths.values()))


# By the heading, folded.
Meanings = Mapping[str, Meaning]


def meanings(versions: Iterable[Instrument]) -> Meanings:
    """Every heading that some version knows."""
    headings: dict[str, str] = {}
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for instrument in versions:
        for heading, paths in _paths(instrument).items():
            headings.setdefault(folded(heading), heading)
            found.setdefault(folded(heading), {})[instrument.version] = paths
    return {label: Meaning(headings[label], paths) for label, paths in found.items()}


def _paths(instrument: Instrument) -> Mapping[str, tuple[str, ...]]:
    """The paths that each heading names. Codes come before wordings, and whole questions before their parts."""
    found: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for tier in (_SHARED_LABELS, *(labels(instrument) for labels in (_codes, _texts, _texts_and_titles, _titles))):
        new: dict[str, tuple[str, dict[str, None]]] = {}
        for heading, path in tier:
            if folded(heading) not in taken:
                new.setdefault(folded(heading), (heading, {}))[1][path] = None
        found |= {heading: tuple(paths) for heading, paths in new.values()}
        taken |= new.keys()
    return found


def _codes(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for question in instrument.questions:
        yield question.code, question.code
        yield from ((path, path) for path, _ in parts(question))


def _texts(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for question in instrument.questions:
        yield question.text.sv, question.code
        yield question.text.en, question.code


def _texts_and_titles(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for question in instrument.questions:
        for path, part in parts(question):
            yield f"{question.text.sv} {part.title.sv}", path
            yield f"{question.text.en} {part.title.en}", path


def _titles(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for question in instrument.questions:
        for path, part in parts(question):
            yield part.title.sv, path
            yield part.title.en, path


def parts(question: Question) -> tuple[tuple[str, Kind | Option], ...]:
    """What a question may have a column each for: a headcount's kinds, a many-choice's options, by path."""
    match question:
        case HeadcountQuestion():
            return tuple((f"{question.code}.{kind.code}", kind) for kind in question.kinds)
        case ManyQuestion():
            return tuple((f"{question.code}.{option.code}", option) for option in question.options)
    return ()


def rank(known: Meanings, cells: Sequence[str]) -> tuple[int, int]:
    """How much a row looks like the headings: how many of unit and month it has, how many headings in all."""
    found = [known[folded(cell)] for cell in cells if folded(cell) in known]
    places = {paths for meaning in found for paths in meaning.paths.values()}
    return len(places & {(UNIT,), (MONTH,)}), len(found)


def columns(known: Meanings, versions: Sequence[Instrument], headings: Sequence[str]) -> tuple[Column, ...]:
    """The columns that have a heading.

    Raises Refused with every heading that is unknown, ambiguous, missing or says the same as another.
    """
    problems: list[Problem] = []
    found: list[Column] = []
    for place, heading in enumerate(headings):
        try:
            if folded(heading):
                found.append(_column(known, versions, place, heading))
        except Refused as refused:
            problems.extend(refused.problems)
    problems.extend(_missing(found))
    problems.extend(_said_twice(found, versions))
    if problems:
        raise Refused(problems)
    return tuple(found)


def _column(known: Meanings, versions: Sequence[Instrument], place: int, heading: str) -> Column:
    meaning = known.get(folded(heading))
    if meaning is None:
        raise Refused([_unknown(known, place, heading)])
    for paths in meaning.paths.values():
        if len(paths) > 1:
            raise Refused([_ambiguous(heading, paths)])
    column = Column(place, heading, {version: paths[0] for version, paths in meaning.paths.items()})
    for instrument in versions:
        question = instrument.by_code.get(column.paths.get(instrument.version, ""))
        if isinstance(question, HeadcountQuestion):
            raise Refused([_needs_kinds(heading, question)])
    return column


def _unknown(known: Meanings, place: int, heading: str) -> Problem:
    close = get_close_matches(folded(heading), known, 1, cutoff=0.7)
    meant = known[close[0]].heading if close else ""
    sv, en = (
        (f"Menade du {meant}?", f"did you mean {meant}?")
        if meant
        else (
            "Ta bort den, eller skriv en rubrik ur det tomma kalkylbladet.",
            "remove it, or write a heading from the empty spreadsheet",
        )
    )
    return problem(f"kolumn {_shown(place, heading)}", sv=f"Kolumnen finns inte. {sv}", en=f"no such column; {en}")


def _shown(place: int, heading: str) -> str:
    """The heading, or its letter where it does not look like a heading but could be about somebody."""
    doubtful = len(heading) > 60 or "@" in heading or sum(sign.isdigit() for sign in heading) > 5
    return letters(place) if doubtful or not heading else heading


def letters(place: int) -> str:
    """A column's letters as spreadsheets show them: 0 is A, 26 is AA."""
    first, last = divmod(place, 26)
    return (letters(first - 1) if first else "") + chr(ord("A") + last)


def _ambiguous(heading: str, paths: tuple[str, ...]) -> Problem:
    return problem(
        f"kolumn {heading}",
        sv=f"Rubriken kan vara {' eller '.join(paths)}. Skriv den som är rätt.",
        en=f"the heading could be {' or '.join(paths)}; write the right one",
    )


def _needs_kinds(heading: str, question: HeadcountQuestion) -> Problem:
    paths = [path for path, _ in parts(question)]
    return problem(
        f"kolumn {heading}",
        sv=f"Här behövs en kolumn för varje slag: {listed(paths)}. Dela upp kolumnen.",
        en=f"one column for each kind is needed: {listed(paths, 'en')}; split the column",
    )


def _missing(named: Sequence[Column]) -> Iterator[Problem]:
    held = {path for column in named for path in column.paths.values()}
    for path, sv, en in ((UNIT, "Enhet", "Unit"), (MONTH, "Månad", "Month")):
        if path not in held:
            yield problem(
                f"kolumn {sv}",
                sv=f"Kolumnen {sv} saknas. Lägg till den och fyll i den på varje rad.",
                en=f"the column {en} is missing; add it and fill it in on every row",
            )


def _said_twice(named: Sequence[Column], versions: Sequence[Instrument]) -> Iterator[Problem]:
    for index, column in enumerate(named):
        for other in named[:index]:
            if any(_overlap(column, other, instrument.version) for instrument in versions):
                yield problem(
                    f"kolumn {column.heading}",
                    sv=f"Kolumnerna {other.heading} och {column.heading} säger samma sak. Ta bort en av dem.",
                    en=f"the columns {other.heading} and {column.heading} say the same; remove one of them",
                )
                break


def _overlap(one: Column, other: Column, version: int) -> bool:
    first, second = one.paths.get(version), other.paths.get(version)
    if first is None or second is None:
        return False
    return first == second or first.startswith(f"{second}.") or second.startswith(f"{first}.")


def interpreted(found: Iterable[Column]) -> Iterator[Text]:
    """Kvinnor → adults.women, for each heading of an answer that is not simply its code."""
    for column in found:
        for path in dict.fromkeys(column.paths.values()):
            if path not in SHARED and folded(column.heading) != folded(path):
                yield arrow(column.heading, path)


def uncounted(found: Iterable[Column], versions: Iterable[Instrument]) -> Iterator[Text]:
    """The kinds that a headcount has no column for, though it has for others: they count as none."""
    held = {path for column in found for path in column.paths.values()}
    for question in {question.code: question for version in versions for question in version.questions}.values():
        without = [part.title for path, part in parts(question) if path not in held]
        if isinstance(question, HeadcountQuestion) and 0 < len(without) < len(question.kinds):
            sv, en = (listed((title.in_language(language) for title in without), language) for language in ("sv", "en"))
            yield Text.of(
                sv=f"ingen kolumn → {question.code}: 0 för {sv}", en=f"no column → {question.code}: 0 for {en}"
            )


def template(instrument: Instrument, language: str = "sv") -> list[str]:
    """The headings of an empty spreadsheet to fill in: the shortest wordings that are unambiguous, else codes."""
    clear = {folded(heading): paths for heading, paths in _paths(instrument).items() if len(paths) == 1}
    headings = list(_IN_TEMPLATE[language])
    for question in instrument.questions:
        text = question.text.in_language(language)
        if isinstance(question, HeadcountQuestion):
            for path, kind in parts(question):
                title = kind.title.in_language(language)
                headings.append(_first_clear(clear, path, title, f"{text} {title}"))
        else:
            headings.append(_first_clear(clear, question.code, text))
    return headings


def _first_clear(clear: Mapping[str, tuple[str, ...]], path: str, *labels: str) -> str:
    return next((label for label in labels if clear.get(folded(label)) == (path,)), path)
