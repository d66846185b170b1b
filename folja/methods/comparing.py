"""Two methods beside each other, element by element: nothing is added up, and neither is better."""

from dataclasses import dataclass

from folja.methods.method import Answer, Method
from folja.methods.profile import ElementProfile, element_profile
from folja.methods.typology import Element, Question, Typology


@dataclass(frozen=True)
class Beside:
    """One question, and what each method answers."""

    question: Question
    first: Answer
    second: Answer

    @property
    def differs(self) -> bool:
        """Whether the judgements differ, words always do. Of a question of words only: whether one alone has any."""
        if self.question.form == "how":
            return bool(self.first.words) != bool(self.second.words)
        return self.first.judgement != self.second.judgement


@dataclass(frozen=True)
class ComparedElement:
    """One element of both, and its questions that either has answered."""

    element: Element
    first: ElementProfile
    second: ElementProfile
    questions: tuple[Beside, ...]


def compared(typology: Typology, first: Method, second: Method) -> tuple[ComparedElement, ...]:
    """Every element, in order."""
    return tuple(_element(element, first, second) for element in typology.elements)


def _element(element: Element, first: Method, second: Method) -> ComparedElement:
    beside = (Beside(one, first.answer(one.code), second.answer(one.code)) for one in element.questions)
    told = tuple(one for one in beside if not (one.first.is_empty and one.second.is_empty))
    return ComparedElement(element, element_profile(element, first), element_profile(element, second), told)
