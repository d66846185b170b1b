"""The worked examples of joint rounding: what is published, what that gives away, and the neighbour that does not."""

from folja.counting.cell import Cell
from folja.counting.plan import Component
from folja.counting.relation import ACTS, AtMostTimes, Many, Relation, Sum
from folja.disclosure.admissible import failing
from folja.disclosure.ranges import System, ranges
from folja.vocabulary.condition import ALWAYS
from folja.vocabulary.text import Text

WORDS = Text.of(sv="ord", en="word")


def component(*relations: Relation, unpublished: tuple[str, ...] = (), hinges: tuple[str, ...] = ()) -> Component:
    codes = dict.fromkeys(code for relation in relations for code in relation.cells if code != ACTS)
    cells = tuple(Cell(*code.split("."), WORDS, ALWAYS, published=code not in unpublished) for code in codes)
    answered = [relation for relation in relations if isinstance(relation, Many)]
    complements = tuple((many.answered, yes) for many in answered for yes in many.yes)
    return Component("example", cells, relations, complements, hinges)


def judged(system: System, acts: int, published: dict[str, int]) -> bool:
    values = {system.index[code]: value for code, value in published.items()}
    return failing(system, acts, values, base=5) is None


def possible(system: System, acts: int, published: dict[str, int], code: str) -> tuple[int, int]:
    values = {system.index[code]: value for code, value in published.items()}
    bounds = ranges(system, acts, values, base=5)
    assert bounds is not None
    return bounds.low[system.index[code]], bounds.high[system.index[code]]


# N = 23: first talk answered 21, not known 2, yes 7, no 14; easy to reach, asked of the 7: answered 4, not known 3.
SHOWN_IF = System(
    component(
        Sum(ACTS, ("first.answered", "first.not_known")),
        Sum("first.answered", ("first.yes", "first.no")),
        Sum("first.yes", ("easy.answered", "easy.not_known")),
        Sum("easy.answered", ("easy.one", "easy.two")),
    )
)
FIRST = {"first.answered": 20, "first.not_known": 0, "first.yes": 5, "first.no": 10}
EASY = {"easy.answered": 0, "easy.not_known": 0, "easy.one": 0, "easy.two": 0}


def test_a_question_asked_of_few_is_given_away_by_the_base_it_hangs_on() -> None:
    low, high = possible(SHOWN_IF, 23, FIRST | EASY, "easy.not_known")
    assert (low, high) == (1, 4)
    assert not judged(SHOWN_IF, 23, FIRST | EASY)


def test_publishing_its_not_known_as_five_keeps_all_ranges_open() -> None:
    published = FIRST | EASY | {"easy.not_known": 5}
    assert possible(SHOWN_IF, 23, published, "easy.not_known") == (1, 9)
    assert possible(SHOWN_IF, 23, published, "easy.answered") == (0, 4)
    assert judged(SHOWN_IF, 23, published)


# N = 26: answered 23, not known 3, yes 19 and 4.
MANY = System(
    component(
        Sum(ACTS, ("roles.answered", "roles.not_known")),
        Many("roles.answered", ("roles.mother", "roles.father")),
        hinges=("roles.answered",),
    )
)


def test_a_many_choice_answer_is_given_away_when_the_others_cannot_cover_the_answered() -> None:
    published = {"roles.answered": 25, "roles.not_known": 0, "roles.mother": 15, "roles.father": 0}
    assert possible(MANY, 26, published, "roles.father") == (3, 4)
    assert not judged(MANY, 26, published)


def test_two_neighbouring_roundings_of_the_many_choice_question_are_admissible() -> None:
    larger = {"roles.answered": 25, "roles.not_known": 0, "roles.mother": 20, "roles.father": 0}
    assert possible(MANY, 26, larger, "roles.father") == (0, 4)
    assert judged(MANY, 26, larger)
    both = larger | {"roles.mother": 15, "roles.father": 5}
    assert possible(MANY, 26, both, "roles.father") == (3, 9)
    assert judged(MANY, 26, both)


# N = 24: answered 23, women 21, men 3, only women 20, only men 2, both 1; 22 women and 3 men in all.
HEADCOUNT = System(
    component(
        Sum(ACTS, ("adults.answered", "adults.not_known")),
        Sum("adults.answered", ("adults.only_women", "adults.only_men", "adults.both", "adults.neither")),
        Sum("adults.women", ("adults.only_women", "adults.both")),
        Sum("adults.men", ("adults.only_men", "adults.both")),
        AtMostTimes("adults.women", "adults.women_people"),
        AtMostTimes("adults.women_people", "adults.women", 20),
        AtMostTimes("adults.men", "adults.men_people"),
        AtMostTimes("adults.men_people", "adults.men", 20),
        unpublished=("adults.neither",),
        hinges=("adults.both",),
    )
)
ADULTS = {
    "adults.answered": 20,
    "adults.not_known": 0,
    "adults.women": 20,
    "adults.men": 0,
    "adults.only_women": 20,
    "adults.only_men": 0,
    "adults.both": 0,
    "adults.women_people": 20,
}


def test_five_men_at_talks_with_almost_no_men_give_away_that_some_man_came() -> None:
    published = ADULTS | {"adults.men_people": 5}
    assert possible(HEADCOUNT, 24, published, "adults.men")[0] == 1
    assert not judged(HEADCOUNT, 24, published)


def test_no_men_published_keeps_open_whether_any_came() -> None:
    published = ADULTS | {"adults.men_people": 0}
    assert possible(HEADCOUNT, 24, published, "adults.men") == (0, 4)
    assert judged(HEADCOUNT, 24, published)
