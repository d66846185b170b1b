"""The form of a decided support as its page shows it: fields, choices, and what is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folja.supports import usual
from folja.vocabulary.problem import Problem
from folja.vocabulary.unit import UnitTree
from folja.web.frame.parts import Choice, Field, Link
from folja.web.supports.written import ALL, NO, SOME, YES, Written


@dataclass(frozen=True)
class UnitsOf:
    """A district with its units, each to be chosen; open where one of them is."""

    name: str
    choices: tuple[Choice, ...]

    @property
    def is_open(self) -> bool:
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class FormPage:
    """The form: its fields by name, what can be chosen, and links to what is wrong."""

    fields: Mapping[str, Field]
    covers: tuple[Choice, ...]
    exempt: tuple[Choice, ...]
    offered_by: tuple[Choice, ...]
    units: tuple[UnitsOf, ...]
    links: tuple[Link, ...]

    def in_words(self) -> Iterator[tuple[str, str]]:
        """Every field's label and what is filled in, as it is read."""
        chosen = {
            "covers": self.covers,
            "is_exempt": self.exempt,
            "offered_by": (*self.offered_by, *(choice for top in self.units for choice in top.choices)),
        }
        for name, field in self.fields.items():
            words = [choice.words for choice in chosen.get(name, ()) if choice.chosen]
            yield field.label, ", ".join(words) if name in chosen else field.value


def form_page(written: Written, tree: UnitTree, problems: Iterable[Problem], language: str) -> FormPage:
    """The form with what is written in it."""
    wrong: dict[str, str] = {}
    for one in problems:
        wrong.setdefault(one.where, one.text.in_language(language))
    fields = {
        name: Field(name, *words, str(getattr(written, name)), wrong.get(name, "")) for name, words in labels().items()
    }
    known = usual.shipped().supports.values()
    return FormPage(
        fields=fields,
        covers=tuple(Choice(one.code, one.name.in_language(language), one.code in written.covers) for one in known),
        exempt=_choices({YES: _("Ja"), NO: _("Nej")}, written.is_exempt),
        offered_by=_choices({ALL: _("Alla enheter"), SOME: _("Bara några")}, written.offered_by),
        units=tuple(_units(written, tree)),
        links=tuple(Link(f"#{name}", fields[name].label) for name in wrong if name in fields),
    )


def _choices(words: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, said, value == chosen) for value, said in words.items())


def _units(written: Written, tree: UnitTree) -> Iterator[UnitsOf]:
    """The places right below the city, each with all that lies in it."""
    for top in tree.children(tree.city.code):
        below = [unit for unit in tree.units if unit != top and top.code in tree.path(unit.code)]
        whole = Choice(top.code, _("Hela %s") % top.name if below else top.name, top.code in written.units)
        yield UnitsOf(top.name, (whole, *(Choice(one.code, one.name, one.code in written.units) for one in below)))


def labels() -> Mapping[str, tuple[str, str]]:
    """The label and the help of every field, in the order they are asked for."""
    return {
        "name": (_("Vad heter insatsen i beslutet?"), ""),
        "covers": (
            _("Vad registreras av den i Följa?"),
            _("Familjernas svar följer med. Lämna tomt om insatsen inte registreras i Följa."),
        ),
        "decided_on": (_("När beslutade nämnden?"), _("Lämna tomt så länge den inte har beslutat.")),
        "reference": (_("Diarienummer"), _("Till exempel SN 2026/118.")),
        "held_since": (
            _("Beslutat sedan"),
            _("Om beslutet är en omprövning: dagen för det första beslutet, så att äldre registreringar räknas dit."),
        ),
        "conditions": (_("Villkor"), _("För vem, hur länge och hur ofta, som det står i beslutet.")),
        "is_exempt": (
            _("Är insatsen undantagen från dokumentation av vem som kommer?"),
            _("I Följa registreras allt utan namn. Då behövs ett undantag, eller en dokumentation vid sidan av."),
        ),
        "exemption": (_("Så står det om dokumentationen"), _("Kan lämnas tomt.")),
        "review_on": (_("När ska beslutet senast omprövas?"), _("Följa påminner 90 dagar i förväg.")),
        "offered_by": (_("Vilka enheter erbjuder insatsen?"), ""),
        "withdrawn_on": (
            _("Återkallat från och med"),
            _("Lämna tomt så länge beslutet gäller. Insatsen står kvar i registret."),
        ),
    }
