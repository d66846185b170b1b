"""The sections of a report that people write, each with where it stands: who is to write, who does, what is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from folja.figures.library import Library
from folja.goals.followed import Followed, followed
from folja.reports.manuscript import Manuscript
from folja.reports.template import Template
from folja.vocabulary.period import Period
from folja.web.organisation.models import Account
from folja.web.writing.models import Assignment, SectionText, StoredReport
from folja.web.writing.stored import assignments_of, claims_of, latest_texts

State = Literal["empty", "begun", "writing", "done"]


@dataclass(frozen=True)
class Part:
    """One section. `followed` is an expected result with its figures; None for a part that is only written.

    `counts` where what is counted of comments and complaints stands above the text.
    `others` write in it just now. An expected result is not done without words; a part of the template may have
    nothing to say.
    """

    key: str
    number: int
    title: str
    prompt: str
    goal: str
    followed: Followed | None
    text: SectionText | None
    assigned: Assignment | None
    others: tuple[Account, ...]
    counts: bool = False

    @property
    def words(self) -> str:
        return self.text.words if self.text else ""

    @property
    def version(self) -> int:
        return self.text.version if self.text else 0

    @property
    def writer(self) -> str:
        """Who is to write: somebody chosen, a group chosen, else the group that the plan names."""
        if self.assigned:
            account = self.assigned.account
            return (account.first_name or account.email) if account else self.assigned.group
        return self.followed.result.group if self.followed else ""

    @property
    def is_done(self) -> bool:
        return self.text is not None and self.text.is_done

    @property
    def lacks_words(self) -> bool:
        """Whether it is an expected result that nobody has said anything about."""
        return self.followed is not None and not self.words

    @property
    def state(self) -> State:
        if self.others:
            return "writing"
        if self.is_done:
            return "done"
        return "begun" if self.words else "empty"


def parts_of(
    library: Library,
    template: Template,
    manuscript: Manuscript,
    period: Period,
    report: StoredReport | None,
    language: str,
) -> tuple[Part, ...]:
    """The expected results of the unit's plan and what the template asks for, in the report's order."""
    texts, claims, assigned = latest_texts(report), claims_of(report), assignments_of(report)

    def part(number: int, section: "_Section") -> Part:
        key = section.key
        return Part(
            key,
            number,
            section.title,
            section.prompt,
            section.goal,
            section.followed,
            texts.get(key),
            assigned.get(key),
            tuple(claims.get(key, ())),
            section.counts,
        )

    sections = _sections(library, template, manuscript, period, language)
    return tuple(part(number, section) for number, section in enumerate(sections, start=1))


@dataclass(frozen=True)
class _Section:
    key: str
    title: str
    prompt: str = ""
    goal: str = ""
    followed: Followed | None = None
    counts: bool = False


def _sections(
    library: Library, template: Template, manuscript: Manuscript, period: Period, language: str
) -> Iterator[_Section]:
    asked = {one.code: one for one in template.writing}
    for code in template.parts:
        if code == "goals":
            yield from _results(library, manuscript, period)
        elif code in asked:
            one = asked[code]
            title, prompt = (text.in_language(language) for text in (one.title, one.prompt))
            yield _Section(code, title, prompt, counts=one.counted)


def _results(library: Library, manuscript: Manuscript, period: Period) -> Iterator[_Section]:
    plan = manuscript.plan
    if plan is None:
        return
    found = {one.result.key: one for one in followed(library, manuscript.outside, plan, period)}
    for goal in plan.goals:
        for result in goal.results:
            yield _Section(result.key, result.words, goal=goal.title, followed=found[result.key])
