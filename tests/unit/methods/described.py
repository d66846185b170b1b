"""Methods to test with: invented, and as much answered as a test says."""

from collections.abc import Mapping

from folja.methods.method import About, Answer, Judgement, Method
from folja.methods.typology import Element, shipped

TYPOLOGY = shipped()


def element(code: str) -> Element:
    """One of the shipped elements."""
    return next(one for one in TYPOLOGY.elements if one.code == code)


def method(answers: Mapping[str, Answer] | None = None, *, unit: str = "farsta_1", key: str = "drop_in") -> Method:
    """A method at a unit."""
    about = About("Öppna dörren", "En plats att komma till.", {"target": ("families",)})
    return Method(key, unit, about, answers or {})


def judged(code: str, *judgements: Judgement) -> Mapping[str, Answer]:
    """An element's first questions answered so, with words."""
    asked = zip(element(code).questions, judgements, strict=False)
    return {one.code: Answer(judgement, "Så är det." if judgement else "") for one, judgement in asked}
