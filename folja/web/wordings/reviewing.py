"""What a reviewer of translations sees and sends: the words in parts, each with where it stands."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from folja.instruments.instrument import Instrument
from folja.instruments.loading import shipped as instruments
from folja.screening.cleaning import in_one_line
from folja.vocabulary.languages import TONGUES, Tongue
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.text import REQUIRED, Language, Text
from folja.web.wordings.actions import unfit
from folja.web.wordings.offered import offered
from folja.web.wordings.sources import all_sources, around_questions, family_surveys, of_every_version
from folja.web.wordings.stored import NOTHING, Standing, standings

AROUND = "around"
"""The part that holds what stands around all questions. The others are called as their instruments."""

QUICKER = problem(
    "words",
    sv="Någon annan har ändrat texten sedan sidan öppnades. Här står det som gäller nu. Läs igen.",
    en="somebody else has changed the words since the page was opened; here is what stands now; read again",
)


@dataclass(frozen=True)
class Row:
    """One wording as it is reviewed. `words` and `ticked` are what the fields hold."""

    text: Text
    standing: Standing
    words: str
    ticked: bool
    problem: Problem | None = None

    @property
    def name(self) -> str:
        """What its fields are called: as the Swedish words, which it belongs to."""
        return hashlib.sha256(self.text.sv.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Progress:
    """How far a language has come, and in which instruments families are met in it."""

    tongue: Tongue
    approved: int
    drafts: int
    of: int
    met_in: tuple[Text, ...]

    @property
    def missing(self) -> int:
        return self.of - self.approved - self.drafts

    @property
    def title(self) -> Text:
        """What the language is called in Swedish and English."""
        named = instruments().classifications["language"].values
        return next(option.title for option in named if option.code == self.tongue.code)

    @property
    def is_everywhere(self) -> bool:
        """Whether families can choose it for all that they are asked."""
        return len(self.met_in) == len(_family_instruments())


def translated() -> tuple[Tongue, ...]:
    """The languages that are translated into."""
    return tuple(tongue for tongue in TONGUES if tongue.code not in REQUIRED)


def progress(tongue: Tongue) -> Progress:
    """How far a language has come."""
    standing = standings(tongue.code)
    found = [standing.get(text.sv, NOTHING) for text in all_sources()]
    met_in = tuple(one.title for one in _family_instruments() if tongue in offered(one))
    settled = sum(one.is_settled for one in found)
    return Progress(tongue, settled, sum(bool(one.draft) for one in found), len(found), met_in)


def parts() -> Mapping[str, tuple[Text, ...]]:
    """The words by part: each instrument in every version, with what none before it asks, then what stands around."""
    found: dict[str, tuple[Text, ...]] = {}
    shown: set[str] = set()
    whole = {one.code: of_every_version(one.code) for one in _family_instruments()} | {AROUND: around_questions()}
    for code, texts in whole.items():
        found[code] = tuple(text for text in texts if text.sv not in shown)
        shown |= {text.sv for text in texts}
    return {code: texts for code, texts in found.items() if texts}


def title_of(part: str) -> Text | None:
    """What a part is called; None for what stands around, which is no instrument."""
    return None if part == AROUND else next(one.title for one in _family_instruments() if one.code == part)


def rows(language: Language, part: str) -> tuple[Row, ...]:
    """A part's words with where they stand."""
    standing = standings(language)
    return tuple(_row(text, standing.get(text.sv, NOTHING)) for text in parts()[part])


def sent(shown: tuple[Row, ...], form: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows as a reviewer has filled them in, with what is wrong."""
    return tuple(_sent(row, form) for row in shown)


def changes(rows: tuple[Row, ...]) -> Iterator[tuple[str, Row]]:
    """What to do with which row: `approve`, `draft` or `take_back`. A row that is as before is left alone."""
    for row in rows:
        if row.ticked and not (row.standing.is_settled and row.words == row.standing.words):
            yield "approve", row
        elif not row.ticked and row.words and row.words != row.standing.words:
            yield "draft", row
        elif not row.ticked and row.standing.approved and (row.standing.is_settled or not row.words):
            yield "take_back", row


def _row(text: Text, standing: Standing) -> Row:
    return Row(text, standing, standing.words, ticked=standing.is_settled)


def _sent(row: Row, form: Mapping[str, str]) -> Row:
    if f"w-{row.name}" not in form:
        return row
    if form.get(f"s-{row.name}") != row.standing.mark:
        return replace(row, problem=QUICKER)
    filled_in = replace(row, words=in_one_line(form[f"w-{row.name}"]), ticked=f"a-{row.name}" in form)
    needed = filled_in.ticked or filled_in.words
    return replace(filled_in, problem=unfit(row.text.sv, filled_in.words) if needed else None)


def _family_instruments() -> list[Instrument]:
    latest = (instruments().latest(code) for code in instruments())
    return [*(one for one in latest if one.audience == "family"), *family_surveys()]
