"""Families' words as content: what ships fits what is said, and a mistake is told with file and line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from folja.vocabulary.languages import BY_CODE
from folja.vocabulary.problem import Refused
from folja.vocabulary.text import REQUIRED
from folja.web.wordings import drafts, phrases, urgent
from folja.web.wordings.actions import unfit
from folja.web.wordings.holes import holes
from folja.web.wordings.sources import all_sources

WEB = Path(settings.PROJECT, "web")
SAID_IN_TEMPLATES = re.compile(r"""{%\s*say\s+["']([\w.]+)["']((?:\s+\w+=\S+)*)""")
SAID_IN_CODE = re.compile(
    rf"""["']((?:{"|".join(sorted({code.partition(".")[0] for code in phrases.shipped()}))})\.\w+)["']"""
)


def said() -> set[str]:
    """The codes of all phrases that a template or a module names."""
    templates = (path.read_text(encoding="utf-8") for path in WEB.glob("**/templates/**/*.html"))
    modules = (path.read_text(encoding="utf-8") for path in WEB.glob("**/*.py"))
    in_templates = {code for page in templates for code, _ in SAID_IN_TEMPLATES.findall(page)}
    return in_templates | {code for module in modules for code in SAID_IN_CODE.findall(module)}


def test_every_phrase_is_said_somewhere_and_what_is_said_is_a_phrase() -> None:
    assert said() == set(phrases.shipped())


def test_a_template_fills_the_holes_of_its_phrase() -> None:
    for path in WEB.glob("**/templates/**/*.html"):
        for code, filled in SAID_IN_TEMPLATES.findall(path.read_text(encoding="utf-8")):
            assert set(re.findall(r"(\w+)=", filled)) == holes(phrases.shipped()[code].sv), (path.name, code)


def test_swedish_and_english_have_the_same_holes() -> None:
    assert [text.sv for text in all_sources() if holes(text.sv) != holes(text.en)] == []


@pytest.mark.parametrize("language", sorted(drafts.shipped()))
def test_a_draft_translates_all_that_families_read_and_nothing_else(language: str) -> None:
    sources = {text.sv for text in all_sources()}
    drafted = drafts.shipped()[language]
    assert sorted(set(drafted) - sources) == []
    assert sorted(sources - set(drafted)) == []
    assert [swedish for swedish, words in drafted.items() if unfit(swedish, words)] == []


def test_every_language_of_families_has_its_drafts() -> None:
    assert set(drafts.shipped()) == set(BY_CODE) - set(REQUIRED)


@pytest.mark.parametrize(
    ("name", "content", "read", "line", "says"),
    [
        ("families/page.yaml", "phrases:\n  next: {sv: Nästa}\n", phrases.load, 2, "next saknar text på en"),
        (
            "families/page.yaml",
            "phrase:\n  next: {sv: Nästa, en: Next}\n",
            phrases.load,
            1,
            "Nyckeln phrase finns inte",
        ),
        (
            "urgent.yaml",
            'numbers:\n  - {call: "112", audience: child, when: {sv: Nu, en: Now}}\n',
            urgent.load,
            2,
            "audience är everybody eller children, inte child",
        ),
        ("wordings/so.yaml", "drafts:\n  Ja: [Haa]\n", drafts.load, 2, "Ja ska vara ett ord"),
        ("wordings/xx.yaml", "drafts:\n  Ja: Haa\n", drafts.load, 1, "Språket xx finns inte."),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    tmp_path: Path, name: str, content: str, read: Callable[[Path], object], line: int, says: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as error:
        read(tmp_path)
    (problem,) = error.value.problems
    assert problem.where == f"{name}:{line}"
    assert says in problem.text.sv
