"""The forms of a goal and an expected result as their pages show them: fields, choices, and what is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folja.figures import indicator
from folja.figures.indicator import Indicator
from folja.goals import measure
from folja.reports.template import shipped
from folja.vocabulary.problem import Problem
from folja.web.frame.parts import Choice, Field, Link
from folja.web.goals.written import NO_TARGET, WORDS, WrittenGoal, WrittenResult


@dataclass(frozen=True)
class Followable:
    """One figure that a result can be followed by, with its definition."""

    choice: Choice
    about: str
    is_internal: bool = False


@dataclass(frozen=True)
class Shelf:
    """Figures that belong together; open where one of them is chosen."""

    title: str
    ones: tuple[Followable, ...]

    @property
    def is_open(self) -> bool:
        return any(one.choice.chosen for one in self.ones)


@dataclass(frozen=True)
class FormPage:
    """A form: its fields by name, and links to what is wrong."""

    fields: Mapping[str, Field]
    links: tuple[Link, ...]


def goal_form(written: WrittenGoal, problems: Iterable[Problem], language: str) -> FormPage:
    """The form of a goal."""
    words = {
        "title": (_("Enhetens mål"), _("En mening, till exempel: Föräldrar får stöd tidigt.")),
        "council": (_("Kommunfullmäktiges mål som det hör till"), _("Kan lämnas tomt.")),
        "committee": (_("Nämndens mål som det hör till"), _("Kan lämnas tomt.")),
    }
    return _form(words, written, problems, language)


def result_form(written: WrittenResult, problems: Iterable[Problem], language: str) -> FormPage:
    """The form of an expected result."""
    words = {
        "words": (_("Vad vill ni nå?"), _("En mening, till exempel: Pappor och andra män är med i samtalen.")),
        "goal": (_("Under vilket mål?"), ""),
        "followed": (_("Hur följer ni det?"), _("Välj en siffra, eller att ni berättar med ord.")),
        "kind": (_("Vad siktar ni på?"), ""),
        "value": (_("Siffran"), _("Till exempel 45 eller 6,1. Andelar skrivs i procent, utan procenttecken.")),
        "upper": (_("Den övre siffran"), _("Målet är mellan de två siffrorna.")),
        "margin": (
            _("Marginal"),
            _(
                "Så mycket sämre får siffran bli och ändå räknas som behållen, till exempel 5. En siffra på få svar "
                "rör sig av slumpen: utan marginal går det oftast inte att avgöra om den är behållen. Bestäm "
                "marginalen i förväg, aldrig efteråt."
            ),
        ),
        "ways": (_("Arbetssätt"), _("Så gör ni för att nå dit. Ett på varje rad.")),
        "how": (_("Så följs det"), _("Till exempel: vid veckomötet den första måndagen i månaden.")),
        "group": (_("Ansvarig grupp"), _("En arbetsgrupp eller funktion, ingen persons namn.")),
        "not_comparable": (
            _("År som inte går att jämföra med"),
            _("Ett på varje rad, med varför. Till exempel: 2020: Inga träffar hölls."),
        ),
    }
    return _form(words, written, problems, language)


def _form(
    words: Mapping[str, tuple[str, str]], written: object, problems: Iterable[Problem], language: str
) -> FormPage:
    wrong = {one.where: one.text.in_language(language) for one in problems}
    fields = {
        name: Field(name, *said, str(getattr(written, name)), wrong.get(name, "")) for name, said in words.items()
    }
    return FormPage(fields, tuple(Link(f"#{name}", fields[name].label) for name in wrong if name in fields))


def kinds(chosen: str) -> tuple[Choice, ...]:
    """What can be aimed at."""
    named = {
        "at_least": _("Minst"),
        "at_most": _("Högst"),
        "between": _("Mellan två värden"),
        "keep_or_raise": _("Behålla eller förbättra"),
        NO_TARGET: _("Inget mål i siffror"),
    }
    return tuple(Choice(value, words, value == chosen) for value, words in named.items())


def shelves(chosen: str, language: str) -> tuple[Shelf, ...]:
    """All that a result can be followed by: indicators by the report's parts, then measures from outside."""
    template, known = shipped()["tertial"], indicator.shipped()
    found = [
        Shelf(
            section.title.in_language(language),
            tuple(_indicator(known[code], chosen, language) for code in _single(section.indicators)),
        )
        for section in template.sections
    ]
    others = [code for code in _single(known) if code not in template.indicators]
    if others:
        found.append(Shelf(_("Andra nyckeltal"), tuple(_indicator(known[code], chosen, language) for code in others)))
    measures = tuple(_measure(code, chosen, language) for code in measure.shipped())
    return (*found, Shelf(_("Siffror från andra källor"), measures))


def in_words(chosen: str) -> Choice:
    """The choice to tell instead of counting."""
    return Choice(WORDS, _("Ingen siffra: vi berättar med ord"), chosen == WORDS)


def _single(codes: Iterable[str]) -> Iterator[str]:
    """Each once; a distribution is many figures and can't be aimed at."""
    known = indicator.shipped()
    yield from (code for code in dict.fromkeys(codes) if not known[code].distribution)


def _indicator(one: Indicator, chosen: str, language: str) -> Followable:
    value = f"indicator:{one.code}"
    title, about = one.title.in_language(language), one.definition.in_language(language)
    return Followable(Choice(value, title, value == chosen), about)


def _measure(code: str, chosen: str, language: str) -> Followable:
    one, value = measure.shipped()[code], f"measure:{code}"
    title, about = one.title.in_language(language), one.definition.in_language(language)
    return Followable(Choice(value, title, value == chosen), about, one.internal)
