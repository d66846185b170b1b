"""Everything the interface says in Swedish, it can say in English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

WEB = Path(settings.PROJECT, "web")
WORDS = WEB / "locale"
TRANSLATE = re.compile(r"""{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
PLURAL = re.compile(r"{%\s*plural\s*%}")
HOLE = re.compile(r"{{\s*(\w+)\s*}}")


def in_templates(where: str = "*/templates/**/*.html") -> Iterator[str]:
    for path in WEB.glob(where):
        page = path.read_text(encoding="utf-8")
        yield from (first or second for first, second in TRANSLATE.findall(page))
        for block in BLOCK.findall(page):
            yield HOLE.sub(r"%(\1)s", PLURAL.split(block)[0])


def in_code(where: str = "*/*.py") -> Iterator[str]:
    for path in WEB.glob(where):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                yield ast.literal_eval(node.args[0])


def said(message: Message) -> tuple[str, ...]:
    """The Swedish words; with a plural, singular and plural."""
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


def written(language: str = "en") -> dict[tuple[str, ...], tuple[str, ...]]:
    """Swedish words and what stands for them in another language."""
    with (WORDS / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return words_in(read_po(file))


def words_in(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        said(message): (message.string,) if isinstance(message.string, str) else tuple(message.string)
        for message in catalog
        if message.id
    }


def test_everything_said_is_translated() -> None:
    known = written()
    assert sorted({*in_templates(), *in_code()} - {swedish[0] for swedish in known}) == []
    assert [swedish for swedish, words in known.items() if not all(words)] == []


def test_nothing_is_translated_that_is_no_longer_said() -> None:
    assert sorted({swedish[0] for swedish in written()} - {*in_templates(), *in_code()}) == []


def test_a_translation_has_no_holes_that_the_swedish_lacks() -> None:
    holes = re.compile(r"%\(\w+\)s|%[sd]|<[^>]+>")
    for swedish, words in written().items():
        assert set(holes.findall(" ".join(words))) <= set(holes.findall(" ".join(swedish))), swedish


PARTS = ("part", "frame/page", "frame/invented", "organisation/unit")


def test_the_parts_and_the_frame_around_them_speak_arabic() -> None:
    """Families' pages are made of the parts; the frame shows that pages can be turned."""
    templates = (f"*/templates/{part}*.html" if "/" in part else f"*/templates/{part}/*.html" for part in PARTS)
    said_there = {words for where in templates for words in in_templates(where)}
    assert {swedish[0] for swedish in written("ar")} == said_there | {*in_code("frame/navigation.py")}
    assert all(all(words) for words in written("ar").values())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_compiled_words_are_those_written(language: str) -> None:
    """Else run: .venv/bin/pybabel compile -d folja/web/locale -D django"""
    with (WORDS / language / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        assert words_in(read_mo(compiled)) == written(language)
