"""Everything the interface says in Swedish, it can say in English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

WEB = Path(settings.PROJECT, "web")
WORDS = WEB / "locale" / "en" / "LC_MESSAGES"
TRANSLATE = re.compile(r"""{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
PLURAL = re.compile(r"{%\s*plural\s*%}")
HOLE = re.compile(r"{{\s*(\w+)\s*}}")


def in_templates() -> Iterator[str]:
    for path in WEB.glob("*/templates/**/*.html"):
        page = path.read_text(encoding="utf-8")
        yield from (first or second for first, second in TRANSLATE.findall(page))
        for block in BLOCK.findall(page):
            yield HOLE.sub(r"%(\1)s", PLURAL.split(block)[0])


def in_code() -> Iterator[str]:
    for path in WEB.glob("*/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                yield ast.literal_eval(node.args[0])


def said(message: Message) -> tuple[str, ...]:
    """The Swedish words; with a plural, singular and plural."""
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


def english() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Swedish words and what stands for them in English."""
    with (WORDS / "django.po").open("rb") as file:
        return words_in(read_po(file))


def words_in(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        said(message): (message.string,) if isinstance(message.string, str) else tuple(message.string)
        for message in catalog
        if message.id
    }


def test_everything_said_is_translated() -> None:
    known = english()
    assert sorted({*in_templates(), *in_code()} - {swedish[0] for swedish in known}) == []
    assert [swedish for swedish, words in known.items() if not all(words)] == []


def test_nothing_is_translated_that_is_no_longer_said() -> None:
    assert sorted({swedish[0] for swedish in english()} - {*in_templates(), *in_code()}) == []


def test_a_translation_has_no_holes_that_the_swedish_lacks() -> None:
    holes = re.compile(r"%\(\w+\)s|%[sd]|<[^>]+>")
    for swedish, words in english().items():
        assert set(holes.findall(" ".join(words))) <= set(holes.findall(" ".join(swedish))), swedish


def test_the_compiled_words_are_those_written() -> None:
    """Else run: .venv/bin/pybabel compile -d folja/web/locale -D django"""
    with (WORDS / "django.mo").open("rb") as compiled:
        assert words_in(read_mo(compiled)) == english()
