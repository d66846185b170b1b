"""The statement's form as its page shows it: every field with its words, what is written in it, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folja.vocabulary.problem import Problem
from folja.vocabulary.text import Language
from folja.web.frame.parts import Choice, Field, Link
from folja.web.statement.statement import Conformance, Method, Reason
from folja.web.statement.written import Written, WrittenFlaw, flaw_field


@dataclass(frozen=True)
class FlawFields:
    """The fields of one flaw; the first has number 1 and place 0."""

    number: int
    place: int
    what: Field
    reason: Field
    reasons: tuple[Choice, ...]
    why: Field
    instead: Field


@dataclass(frozen=True)
class FormPage:
    """The whole form. `links` lead to what is wrong."""

    fields: Mapping[str, Field]
    conformances: tuple[Choice, ...]
    methods: tuple[Choice, ...]
    flaws: tuple[FlawFields, ...]
    links: tuple[Link, ...]


def form_page(written: Written, problems: tuple[Problem, ...], language: Language) -> FormPage:
    """The form with what is written in it, and its problems beside the fields."""
    wrong = {problem.where: problem.text.in_language(language) for problem in problems}
    fields = {
        name: Field(name, *words, getattr(written, name), wrong.get(name, "")) for name, words in _words().items()
    }
    flaws = tuple(_flaw(place, flaw, wrong) for place, flaw in enumerate(written.flaws))
    every = {field.name: field for field in (*fields.values(), *(one for flaw in flaws for one in _fields(flaw)))}
    return FormPage(
        fields=fields,
        conformances=_choices(_conformances(), written.conformance),
        methods=_choices(_methods(), written.method),
        flaws=flaws,
        links=tuple(Link(f"#{name}", every[name].label) for name in wrong),
    )


def _flaw(place: int, flaw: WrittenFlaw, wrong: Mapping[str, str]) -> FlawFields:
    def field(name: str, label: str, help_: str) -> Field:
        full_name = flaw_field(place, name)
        return Field(full_name, label, help_, getattr(flaw, name), wrong.get(full_name, ""), language="sv")

    number = place + 1
    return FlawFields(
        number=number,
        place=place,
        what=field(
            "what",
            _("Brist %(number)s: vad är inte tillgängligt?") % {"number": number},
            _("Skriv var i tjänsten det är och vem som får svårt att använda det."),
        ),
        reason=field("reason", _("Brist %(number)s: varför?") % {"number": number}, ""),
        reasons=_choices(_reasons(), flaw.reason),
        why=field(
            "why",
            _("Brist %(number)s: mer om skälet") % {"number": number},
            _("Måste motiveras tydligt när anpassningen är oskäligt betungande. Annars kan du lämna det tomt."),
        ),
        instead=field(
            "instead",
            _("Brist %(number)s: hur gör man i stället?") % {"number": number},
            _("Ett annat sätt att få samma sak, om det finns."),
        ),
    )


def _fields(flaw: FlawFields) -> tuple[Field, ...]:
    return flaw.what, flaw.reason, flaw.why, flaw.instead


def _choices(words: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, word, value == chosen) for value, word in words.items())


def _conformances() -> Mapping[str, str]:
    return {Conformance.FULL: _("Helt"), Conformance.PARTIAL: _("Delvis"), Conformance.NONE: _("Inte")}


def _methods() -> Mapping[str, str]:
    return {Method.SELF: _("Vi har prövat själva"), Method.OTHER: _("Någon annan har prövat")}


def _reasons() -> Mapping[str, str]:
    return {
        Reason.REQUIREMENT: _("Uppfyller inte kraven"),
        Reason.BURDEN: _("Oskäligt betungande att anpassa"),
        Reason.OUTSIDE: _("Omfattas inte av lagen"),
    }


def _words() -> Mapping[str, tuple[str, str]]:
    """The label and the help of every field, in the order they are asked for."""
    return {
        "body": (_("Vem ansvarar för tjänsten?"), _("Kommunens namn, eller nämndens eller förvaltningens.")),
        "service": (_("Vad heter tjänsten hos er?"), ""),
        "conformance": (
            _("Hur väl uppfyller tjänsten kraven?"),
            _("Helt går bara att välja när inga brister är kända, varken hos er eller i Följa."),
        ),
        "method": (_("Vem har prövat?"), ""),
        "assessed_by": (_("Om någon annan: vem?"), _("Företagets eller myndighetens namn, ingen persons.")),
        "assessed_on": (_("När prövade ni senast?"), ""),
        "report_page": (
            _("Webbadress till ett formulär"),
            _("Vem som helst ska kunna säga till utan att tala om vem hen är. Lagen kräver mer än e-post och telefon."),
        ),
        "email": (_("E-post"), _("En funktions adress, ingen persons. Kan lämnas tomt.")),
        "phone": (_("Telefon"), _("Till exempel kontaktcenter. Kan lämnas tomt.")),
        "answer_days": (_("Inom hur många arbetsdagar svarar ni?"), ""),
    }
