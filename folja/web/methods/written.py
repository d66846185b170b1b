"""What somebody has written of a method, made clean and looked through before it is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import QueryDict

from folja.instruments.content import collected
from folja.methods.method import JUDGEMENTS, About, Answer
from folja.methods.typology import Question, Typology
from folja.screening.cleaning import cleaned, in_one_line
from folja.screening.fields import leading_to_somebody, too_long
from folja.screening.screening import known_words, screen
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.unit import UnitTree
from folja.web.writing.written import Typed, about_names, checked, together

LONGEST_NAME, LONGEST_SUMMARY, LONGEST_ADDRESS = 120, 600, 500


@dataclass(frozen=True)
class TypedAnswer:
    """What stands in an answer's form: its words, what is chosen, and whether the writer says that it names nobody."""

    words: str = ""
    judgement: str = ""
    names_nobody: bool = False

    @property
    def typed(self) -> Typed:
        return Typed(self.words, self.names_nobody)


def sent_answer(form: QueryDict) -> TypedAnswer:
    """What was sent."""
    return TypedAnswer(form.get("words", ""), form.get("judgement", ""), "names_nobody" in form)


def checked_answer(question: Question, typed: TypedAnswer, tree: UnitTree) -> Answer:
    """The answer that may be kept. Raises Refused as `checked`."""
    words = checked(typed.typed, tree)
    known = next((one for one in JUDGEMENTS if one == typed.judgement and question.form != "how"), None)
    return Answer(known or "", words)


def sent_about(form: QueryDict, typology: Typology) -> About:
    """What was sent of what a method is called and whom it is for."""
    facets = {
        facet.code: tuple(one.code for one in facet.choices if one.code in form.getlist(facet.code))
        for facet in typology.facets
    }
    kept = {code: codes for code, codes in facets.items() if codes}
    return About(in_one_line(form.get("name", "")), cleaned(form.get("summary", "")), kept)


def checked_about(about: About, tree: UnitTree, *, names_nobody: bool = False) -> About:
    """The same, where it may be kept. Raises Refused with all that is wrong, each named by its field.

    What may be a name is the writer's to judge, as in an answer.
    """
    collected([*_about_problems(about)])
    _refuse_names((about.name, about.summary), tree, names_nobody=names_nobody)
    return about


def _about_problems(about: About) -> Iterator[Problem]:
    if not about.name:
        yield problem("name", sv="Skriv vad metoden heter.", en="write what the method is called")
    yield from too_long({"name": about.name}, LONGEST_NAME)
    yield from too_long({"summary": about.summary}, LONGEST_SUMMARY)
    yield from leading_to_somebody({"name": about.name, "summary": about.summary})


def together_about(base: About, theirs: About, yours: About) -> About:
    """What to go on from when two have written: what one alone has changed since `base`, else theirs and then yours."""
    name = yours.name if theirs.name == base.name else theirs.name
    both = [one.summary for one in (theirs, yours) if one.summary != base.summary]
    summary = together(both[0], both[-1]) if both else base.summary
    codes = {code: (base.facets.get(code, ()), theirs.facets.get(code, ())) for code in {*theirs.facets, *yours.facets}}
    facets = {code: _chosen(was, now, yours.facets.get(code, ())) for code, (was, now) in codes.items()}
    return About(name, summary, {code: chosen for code, chosen in facets.items() if chosen})


def _chosen(base: tuple[str, ...], theirs: tuple[str, ...], yours: tuple[str, ...]) -> tuple[str, ...]:
    """What both have, and what either has chosen; what either has taken away is gone."""
    went = {one for one in base if one not in theirs or one not in yours}
    return tuple(one for one in dict.fromkeys((*theirs, *yours)) if one not in went)


def checked_link(title: str, address: str, tree: UnitTree, *, names_nobody: bool = False) -> tuple[str, str]:
    """A link's title and address. Raises Refused for what is no address of a web page, and as `checked_about`."""
    title, address = in_one_line(title), in_one_line(address)
    collected([*_link_problems(title, address)])
    _refuse_names((title,), tree, names_nobody=names_nobody)
    return title or address[:LONGEST_NAME], address


def checked_title(title: str, tree: UnitTree, *, names_nobody: bool = False) -> str:
    """What a file is called. Raises Refused as `checked_about`."""
    _refuse_names((title.rpartition(".")[0],), tree, names_nobody=names_nobody)
    return title


def _link_problems(title: str, address: str) -> Iterator[Problem]:
    if not _is_address(address):
        words = "Skriv adressen som den står överst i webbläsaren. Den börjar med https://."
        yield problem("address", sv=words, en="write the address as the browser has it; it begins with https://")
    yield from too_long({"title": title}, LONGEST_NAME)
    yield from too_long({"address": address}, LONGEST_ADDRESS)
    yield from leading_to_somebody({"title": title, "address": address})


def _refuse_names(written: Iterable[str], tree: UnitTree, *, names_nobody: bool) -> None:
    found = () if names_nobody else screen("\n".join(written), known_words(tree)).hinted
    collected([*about_names(found)])


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and " " not in address
    except ValueError:
        return False
