"""What somebody has written of a method, made clean and looked through before it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import QueryDict

from folja.instruments.content import collected
from folja.methods.method import JUDGEMENTS, About, Answer
from folja.methods.typology import Question, Typology
from folja.screening.cleaning import cleaned, in_one_line
from folja.screening.fields import leading_to_somebody, too_long
from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.unit import UnitTree
from folja.web.writing.written import Typed, checked

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


def checked_about(about: About) -> About:
    """The same, where it may be kept. Raises Refused with all that is wrong, each named by its field."""
    collected([*_about_problems(about)])
    return about


def _about_problems(about: About) -> Iterator[Problem]:
    if not about.name:
        yield problem("name", sv="Skriv vad metoden heter.", en="write what the method is called")
    yield from too_long({"name": about.name}, LONGEST_NAME)
    yield from too_long({"summary": about.summary}, LONGEST_SUMMARY)
    yield from leading_to_somebody({"name": about.name, "summary": about.summary})


def checked_link(title: str, address: str) -> tuple[str, str]:
    """A link's title and address. Raises Refused for what is no address of a web page."""
    title, address = in_one_line(title), in_one_line(address)
    collected([*_link_problems(title, address)])
    return title or address[:LONGEST_NAME], address


def _link_problems(title: str, address: str) -> Iterator[Problem]:
    if not _is_address(address):
        words = "Skriv adressen som den står överst i webbläsaren. Den börjar med https://."
        yield problem("address", sv=words, en="write the address as the browser has it; it begins with https://")
    yield from too_long({"title": title}, LONGEST_NAME)
    yield from too_long({"address": address}, LONGEST_ADDRESS)
    yield from leading_to_somebody({"title": title, "address": address})


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and " " not in address
    except ValueError:
        return False
