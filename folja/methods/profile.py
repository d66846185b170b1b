"""The profile of a method: how much of each element is described, and how well it is supported, in four steps each.

The steps are counted by stated rules and told in words. There is no sum and no per cent: the elements are not of one
kind, and half an answer is not half of anything.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from folja.methods.method import Answer, Method, is_answered
from folja.methods.typology import Element, Named, Question, Typology

Described = Literal["not_begun", "begun", "mostly", "fully"]
Supported = Literal["cannot_be_said", "weakly", "partly", "well"]

DESCRIBED: tuple[Described, ...] = ("not_begun", "begun", "mostly", "fully")
SUPPORTED: tuple[Supported, ...] = ("cannot_be_said", "weakly", "partly", "well")


@dataclass(frozen=True)
class Rules:
    """How much is enough for each step, as a part of an element's questions. The words of them are made of this too.

    Of support the parts are of the questions that weigh and are relevant: `said` has to be answered for anything to be
    said, `well` to be yes with no no among them, `partly` to be yes or partly.
    """

    mostly: Fraction = Fraction(1, 2)
    said: Fraction = Fraction(1, 2)
    well: Fraction = Fraction(3, 4)
    partly: Fraction = Fraction(1, 2)


RULES = Rules()


@dataclass(frozen=True)
class ElementProfile:
    """One element of one method."""

    element: Element
    described: Described
    supported: Supported

    @property
    def described_step(self) -> int:
        """0 to 3."""
        return DESCRIBED.index(self.described)

    @property
    def supported_step(self) -> int:
        """0 to 3."""
        return SUPPORTED.index(self.supported)


@dataclass(frozen=True)
class RestsOn:
    """A corner stone, and the elements that rest on it."""

    stone: Named
    elements: tuple[ElementProfile, ...]

    @property
    def carries(self) -> tuple[ElementProfile, ...]:
        """Those of them whose answers support the method, partly or well."""
        return tuple(one for one in self.elements if one.supported in ("partly", "well"))


def profile(typology: Typology, method: Method) -> tuple[ElementProfile, ...]:
    """Every element, in order."""
    return tuple(element_profile(element, method) for element in typology.elements)


def element_profile(element: Element, method: Method) -> ElementProfile:
    """How much of it is described, and how well it is supported."""
    return ElementProfile(element, described(element, method), supported(element, method))


def described(element: Element, method: Method, rules: Rules = RULES) -> Described:
    """fully: all questions are answered. mostly: enough of them. begun: something is said of any. Else not_begun."""
    done = sum(is_answered(one, method.answer(one.code)) for one in element.questions)
    if done == len(element.questions):
        return "fully"
    if done >= rules.mostly * len(element.questions):
        return "mostly"
    is_begun = any(not method.answer(one.code).is_empty for one in element.questions)
    return "begun" if is_begun else "not_begun"


def supported(element: Element, method: Method, rules: Rules = RULES) -> Supported:
    """By the questions that weigh and are relevant, answered or not. Of what is in words only, words are a yes.

    Where a yes speaks against the method it counts as no, and a no as yes.
    """
    weighing = [one for one in element.questions if one.weighs != "neither"]
    relevant = [one for one in weighing if method.answer(one.code).judgement != "not_relevant"]
    found = [_says(one, method.answer(one.code)) for one in relevant if is_answered(one, method.answer(one.code))]
    if not found or len(found) < rules.said * len(relevant):
        return "cannot_be_said"
    yes, partly, no = (found.count(one) for one in ("yes", "partly", "no"))
    if yes >= rules.well * len(relevant) and not no:
        return "well"
    return "partly" if yes + partly >= rules.partly * len(relevant) else "weakly"


def corner_stones(typology: Typology, method: Method) -> tuple[RestsOn, ...]:
    """What the description rests on: each corner stone with its elements."""
    found = profile(typology, method)
    return tuple(
        RestsOn(stone, tuple(one for one in found if stone.code in one.element.rests_on))
        for stone in typology.corner_stones
    )


def about_the_child(typology: Typology, method: Method) -> tuple[tuple[Question, Answer], ...]:
    """The questions that the child's perspective belongs to, with their answers, in order."""
    asked = (one for one in typology.questions.values() if one.is_about_the_child)
    return tuple((one, method.answer(one.code)) for one in asked)


def _says(question: Question, answer: Answer) -> str:
    if question.form == "how":
        return "yes"
    turned = {"yes": "no", "no": "yes"} if question.weighs == "against" else {}
    return turned.get(answer.judgement, answer.judgement)
