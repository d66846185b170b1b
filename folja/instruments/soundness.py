"""Refuses content that can be read but not asked, counted or protected, at the line where it stands."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from folja.instruments.content import Node
from folja.instruments.instrument import Instrument
from folja.instruments.question import (
    Group,
    ManyQuestion,
    NoteQuestion,
    NumberQuestion,
    OneQuestion,
    Question,
    ScaleQuestion,
)
from folja.vocabulary.condition import ALWAYS, Answered, Any, Condition, Is, questions_in

# What the counted cells of every question are called, beside its own options, kinds and bands.
RESERVED = ("answered", "not_known", "neither", "rest")


def refuse_twice(node: Node, key: str, codes: Sequence[str]) -> None:
    """Codes that stand twice, or that mean something else already: two cells would have one name."""
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        raise node.refused(
            key,
            sv=f"{', '.join(sorted(twice))} står två gånger. Ge var och en en egen kod.",
            en=f"{', '.join(sorted(twice))} stands twice; give each a code of its own",
        )
    taken = [code for code in codes if code in RESERVED]
    if taken:
        raise node.refused(
            key,
            sv=f"Koden {taken[0]} betyder redan något annat. Välj en annan än {', '.join(RESERVED)}.",
            en=f"the code {taken[0]} has a meaning already; choose another than {', '.join(RESERVED)}",
        )


def refuse_overlapping(node: Node, key: str, sets: Iterable[tuple[str, ...]]) -> None:
    """Sets of options that are neither the same, nor apart, nor one inside the other."""
    for first, second in combinations([set(codes) for codes in sets], 2):
        if first & second and not (first <= second or second <= first):
            raise node.refused(
                key,
                sv=f"{_listed(first)} och {_listed(second)} går om lott. Gör dem skilda eller den ena till en del av "
                "den andra; annars kan ingen röjandekontroll följa dem.",
                en=f"{_listed(first)} and {_listed(second)} overlap; make them apart or nested, or "
                "disclosure control can't follow them",
            )


def _listed(codes: set[str]) -> str:
    return "{" + ", ".join(sorted(codes)) + "}"


def check_groups(node: Node, groups: Sequence[Group], codes: set[str]) -> None:
    """Groups hold options that exist, each once; no two are the same, and none is called as an option is."""
    for inner, group in zip(node.nodes("groups"), groups, strict=True):
        unknown = [code for code in group.of if code not in codes]
        if unknown or not group.of:
            raise inner.refused(
                "of",
                sv=f"Gruppen {group.code} nämner {', '.join(unknown) or 'ingenting'}. Skriv koder som finns.",
                en=f"the group {group.code} names {', '.join(unknown) or 'nothing'}; write codes that exist",
            )
        refuse_twice(inner, "of", group.of)
    refuse_twice(node, "groups", [*codes, *(group.code for group in groups)])
    for first, second in combinations(groups, 2):
        if set(first.of) == set(second.of):
            raise node.refused(
                "groups",
                sv=f"Grupperna {first.code} och {second.code} är samma. Ta bort den ena.",
                en=f"the groups {first.code} and {second.code} are the same; remove one",
            )
    refuse_overlapping(node, "groups", (group.of for group in groups))


def check_show_if(node: Node, question: Question, before: Sequence[Question]) -> None:
    """Conditions that can't be met, or that disclosure control can't follow. `before` are the earlier questions."""
    codes = sorted(set(questions_in(question.show_if)))
    if not codes:
        return
    if len(codes) > 1:
        raise node.refused(
            "show_if",
            sv="Villkoret ser på två frågor. Låt det se på en: annars kan ingen röjandekontroll följa svaren.",
            en="the condition looks at two questions; let it look at one, or disclosure control can't follow it",
        )
    parent = next((asked for asked in before if asked.code == codes[0]), None)
    if parent is None:
        raise node.refused(
            "show_if",
            sv=f"Frågan {codes[0]} finns inte före den här. Flytta den, eller rätta koden.",
            en=f"no question {codes[0]} before this one; move it or mend the code",
        )
    if not _can_be_followed(question.show_if, parent):
        raise node.refused(
            "show_if",
            sv="Ett villkor är att en fråga som räknas är besvarad, eller är ett eller flera av en envalsfrågas "
            "alternativ. Andra villkor kan röjandekontrollen inte följa.",
            en="a condition is that a counted question is answered, or is one or more options of a one-choice "
            "question; disclosure control can't follow others",
        )
    if isinstance(question.show_if, Any) and isinstance(parent, OneQuestion):
        conditions = [asked.show_if for asked in (*before, question)]
        sets = [rule.options for rule in conditions if isinstance(rule, Any) and rule.question == parent.code]
        groups = [group.of for group in parent.groups]
        refuse_overlapping(node, "show_if", [*groups, *(tuple(map(str, options)) for options in sets)])


def _can_be_followed(condition: Condition, parent: Question) -> bool:
    """Whether the condition's acts are exactly some cells of the parent question."""
    match condition:
        case Is(_, option):
            return isinstance(parent, OneQuestion) and option in _values(parent)
        case Any(_, options):
            known = isinstance(parent, OneQuestion) and set(options) <= set(_values(parent))
            return known and len(set(options)) == len(options)
        case Answered():
            return not isinstance(parent, NoteQuestion) and not _is_uncounted_number(parent)
    return False


def _is_uncounted_number(parent: Question) -> bool:
    return isinstance(parent, NumberQuestion) and not parent.bands


def _values(parent: OneQuestion) -> tuple[str | int, ...]:
    """The options as they are answered: a scale's are numbers, and "4" would never be equal to 4."""
    return tuple(range(1, parent.steps + 1)) if isinstance(parent, ScaleQuestion) else parent.option_codes


def check_habit(node: Node, question: Question, audience: str) -> None:
    """What a device may remember is how staff work. A question asked only after some answer tells of that answer."""
    if not getattr(question, "habit", False):
        return
    if audience != "staff" or question.show_if != ALWAYS:
        raise node.refused(
            "habit",
            sv="Bara en fråga som personalen alltid får kan vara en vana: det som enheten minns ska handla om hur ni "
            "arbetar, aldrig om en familj. Ta bort habit.",
            en="only a question that staff are always asked can be a habit: what a device remembers is how you work, "
            "never a family; leave out habit",
        )


def check_sensitive(node: Node, question: Question, questions: Sequence[Question]) -> None:
    """A sensitive question has options, and nothing else tells how they were chosen: no question that is asked after
    some of them, no group that is one of them or all."""
    if not question.sensitive:
        return
    if not isinstance(question, OneQuestion | ManyQuestion) or getattr(question, "habit", False):
        raise node.refused(
            "sensitive",
            sv="Bara en fråga med svarsalternativ om familjen kan vara känslig: det är deras andelar som skyddas. "
            "Skriv om den som one, many eller scale, utan habit, eller ta bort sensitive.",
            en="only a question with options and about the family can be sensitive, as it is their shares that are "
            "protected; make it one, many or scale, without habit, or leave out sensitive",
        )
    hanging = [asked.code for asked in questions if question.code in questions_in(asked.show_if)]
    if hanging:
        raise node.refused(
            "sensitive",
            sv=f"{', '.join(hanging)} visas efter svaret på den här frågan. Hur många som fick den skulle berätta hur "
            "många som svarade så. Ställ den till alla, eller ta bort sensitive.",
            en=f"{', '.join(hanging)} is shown after an answer to this one, and how many were asked it would tell how "
            "many gave that answer; ask everybody, or leave out sensitive",
        )
    for group in question.groups:
        if not 1 < len(group.of) < len(question.options):
            raise node.refused(
                "sensitive",
                sv=f"Gruppen {group.code} är ett enda svar eller alla. I en känslig fråga har en grupp minst två svar, "
                "och inte alla.",
                en=f"the group {group.code} is a single option or all of them; in a sensitive question a group has at "
                "least two options, and not all",
            )


def check_easy(node: Node, instrument: Instrument) -> None:
    """In an easy instrument each question has a picture of its own and a short scale; elsewhere are no pictures."""
    if not instrument.easy:
        _refuse_pictures(node)
        return
    if instrument.audience != "family":
        raise node.refused(
            "easy",
            sv="Bara det som en familj svarar på kan vara lätt. Ta bort easy.",
            en="only what a family answers can be easy; leave out easy",
        )
    for inner, question in zip(node.nodes("questions"), instrument.questions, strict=True):
        if not question.picture or not isinstance(question, ScaleQuestion) or question.steps != 3:
            raise inner.refused(
                "picture",
                sv="I ett lätt formulär är varje fråga en skala med tre steg och har en bild (picture).",
                en="in an easy instrument every question is a scale of three steps and has a picture",
            )
    refuse_twice(node, "questions", [question.picture for question in instrument.questions])


def _refuse_pictures(node: Node) -> None:
    for inner in node.nodes("questions"):
        if "picture" in inner.values:
            raise inner.refused(
                "picture",
                sv="Bilder finns bara i lätta formulär. Ta bort picture, eller skriv easy: true.",
                en="only easy instruments have pictures; leave out picture, or write easy: true",
            )


def check_cross(node: Node, instrument: Instrument) -> None:
    """A cross is a scale by a one-choice question; the scale's groups lie inside each other around its top step."""
    node.only("question", "by")
    rating, by = (instrument.by_code.get(node.word(key)) for key in ("question", "by"))
    if not isinstance(rating, ScaleQuestion) or type(by) is not OneQuestion:
        raise node.refused(
            "question",
            sv="En korsning är en skala (question) efter en envalsfråga (by).",
            en="a cross is a scale (question) by a one-choice question (by)",
        )
    if rating.sensitive or by.sensitive:
        raise node.refused(
            "question",
            sv="En känslig fråga kan inte korsas: bland några av svaren ligger andelarna ofta under 10 eller över 90 "
            "procent. Ta bort korsningen, eller sensitive.",
            en="a sensitive question can't be crossed: among some of the answers shares are often under 10 or over 90 "
            "per cent; leave out the cross, or sensitive",
        )
    inside = [set(group.of) for group in rating.groups] + [{rating.option_codes[-1]}]
    if not all(inner < outer for outer, inner in pairwise(inside)):
        raise node.refused(
            "question",
            sv="Skalans grupper ska ligga i varandra, störst först, med det högsta steget innerst. "
            "Andra kan röjandekontrollen inte följa i en korsning.",
            en="the scale's groups must lie inside each other, largest first, with the top step innermost; "
            "disclosure control can't follow others in a cross",
        )


def check_succession(node: Node, before: Instrument, after: Instrument) -> None:
    """A new version starts with a tertial and says how every question that differs does so."""
    if after.first_month.number % 4 != 1 or after.first_month <= before.first_month:
        raise node.refused(
            "from",
            sv="En ny version börjar med ett tertial: januari, maj eller september, efter den förra.",
            en="a new version begins with a tertial: January, May or September, after the one before",
        )
    told = {change.question for change in after.changes} | {change.replaces for change in after.changes}
    both = before.by_code.keys() | after.by_code.keys()
    silent = [c for c in sorted(both) if before.by_code.get(c) != after.by_code.get(c) and c not in told]
    if silent:
        raise node.refused(
            "changes",
            sv=f"Frågan {', '.join(silent)} skiljer sig från version {before.version}. Säg hur under changes.",
            en=f"{', '.join(silent)} differs from version {before.version}; say how under changes",
        )
    unknown = sorted(code for code in told if code and code not in both)
    if unknown:
        raise node.refused(
            "changes",
            sv=f"Frågan {', '.join(unknown)} finns inte i någon av versionerna. Rätta koden.",
            en=f"no question {', '.join(unknown)} in either version; mend the code",
        )
