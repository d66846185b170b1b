"""The typology: what is asked of a method, what a good answer tells, and in which order it is read; from content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from folja.instruments.content import SHIPPED, Node, collected, read
from folja.vocabulary.problem import Problem
from folja.vocabulary.text import Text

FILE = "typology.yaml"

Form = Literal["judged", "how"]
Weight = Literal["for", "against", "neither"]


@dataclass(frozen=True)
class Named:
    """A code that stays for ever, and what it is called: a corner stone, something to choose."""

    code: str
    name: Text


@dataclass(frozen=True)
class Facet:
    """What methods are found by: the target group, the children's age, the need, the place."""

    code: str
    name: Text
    choices: tuple[Named, ...]


@dataclass(frozen=True)
class Question:
    """One of the typology's questions. `number` is as it is called: 2.1.

    `form` is how where it is answered in words only. `weighs` is what a yes says of the method's support.
    """

    code: str
    number: str
    title: Text
    question: Text
    help: Text
    form: Form
    is_about_the_child: bool
    weighs: Weight


@dataclass(frozen=True)
class Element:
    """One of the elements, with the corner stones it rests on and whether figures are asked for as evidence."""

    code: str
    number: int
    name: Text
    about: Text
    rests_on: tuple[str, ...]
    asks_for_figures: bool
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Category:
    """Elements that belong together."""

    code: str
    name: Text
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class Section:
    """A part of the description as it is read: its title, and the questions whose answers stand there."""

    title: Text
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Typology:
    """All of it. `description` holds every question once."""

    corner_stones: tuple[Named, ...]
    facets: tuple[Facet, ...]
    categories: tuple[Category, ...]
    description: tuple[Section, ...]

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(element for category in self.categories for element in category.elements)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """By code, in the order they are asked."""
        return {one.code: one for element in self.elements for one in element.questions}

    @cached_property
    def element_of(self) -> Mapping[str, Element]:
        """The element of each question."""
        return {one.code: element for element in self.elements for one in element.questions}


@cache
def shipped() -> Typology:
    """The typology that comes with Följa."""
    return load(SHIPPED)


def load(root: Path) -> Typology:
    """The typology under a content folder. Raises Refused with file and line."""
    node = read(root / FILE, root)
    node.only("corner_stones", "facets", "categories", "description")
    stones = tuple(_named(inner) for inner in node.nodes("corner_stones"))
    facets = tuple(_facet(inner) for inner in node.nodes("facets"))
    known = {stone.code for stone in stones}
    numbers = iter(range(1, 1000))
    categories = tuple(_category(inner, known, numbers) for inner in node.nodes("categories"))
    description = tuple(_section(inner) for inner in node.nodes("description"))
    typology = Typology(stones, facets, categories, description)
    collected(list(_problems(node, typology)))
    return typology


def _named(node: Node) -> Named:
    node.only("code", "name")
    return Named(node.code("code"), node.text("name"))


def _facet(node: Node) -> Facet:
    node.only("code", "name", "choices")
    return Facet(node.code("code"), node.text("name"), tuple(_named(inner) for inner in node.nodes("choices")))


def _category(node: Node, stones: set[str], numbers: Iterator[int]) -> Category:
    node.only("code", "name", "elements")
    elements = tuple(_element(inner, stones, next(numbers)) for inner in node.nodes("elements"))
    return Category(node.code("code"), node.text("name"), elements)


def _element(node: Node, stones: set[str], number: int) -> Element:
    node.only("code", "name", "about", "rests_on", "figures", "questions")
    rests_on = node.words("rests_on")
    if unknown := sorted(set(rests_on) - stones):
        raise node.refused(
            "rests_on",
            sv=f"Hörnstenen {', '.join(unknown)} finns inte. Se corner_stones.",
            en=f"no corner stone {', '.join(unknown)}; see corner_stones",
        )
    asked = enumerate(node.nodes("questions"), start=1)
    return Element(
        node.code("code"),
        number,
        node.text("name"),
        node.text("about"),
        rests_on,
        bool(node.optional("figures", bool, default=False)),
        tuple(_question(inner, f"{number}.{place}") for place, inner in asked),
    )


def _question(node: Node, number: str) -> Question:
    node.only("code", "title", "question", "help", "form", "child", "weighs")
    return Question(
        node.code("code"),
        number,
        node.text("title"),
        node.text("question"),
        node.text("help"),
        _one_of(node, "form", ("judged", "how")),  # type: ignore[arg-type]
        bool(node.optional("child", bool, default=False)),
        _one_of(node, "weighs", ("for", "against", "neither")),  # type: ignore[arg-type]
    )


def _one_of(node: Node, key: str, known: tuple[str, ...]) -> str:
    """A word out of a few; the first where the key is left out."""
    word = str(node.optional(key, str, known[0]))
    if word not in known:
        among = ", ".join(known)
        raise node.refused(key, sv=f"{key} ska vara något av {among}.", en=f"{key} must be one of {among}")
    return word


def _section(node: Node) -> Section:
    node.only("title", "questions")
    return Section(node.text("title"), node.words("questions"))


def _problems(node: Node, typology: Typology) -> Iterator[Problem]:
    codes = [one.code for element in typology.elements for one in element.questions]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        yield from node.refused(
            "categories",
            sv=f"Koden {', '.join(twice)} står på två frågor. Varje fråga har sin egen.",
            en=f"the code {', '.join(twice)} stands at two questions; each has its own",
        ).problems
    told = [code for section in typology.description for code in section.questions]
    if unknown := sorted(set(told) - set(codes)):
        yield from node.refused(
            "description",
            sv=f"Frågan {', '.join(unknown)} finns inte.",
            en=f"no question {', '.join(unknown)}",
        ).problems
    if wrong := sorted({code for code in codes if told.count(code) != 1}):
        yield from node.refused(
            "description",
            sv=f"Frågan {', '.join(wrong)} ska stå på ett enda ställe i beskrivningen.",
            en=f"the question {', '.join(wrong)} must stand once in the description",
        ).problems
