"""The page that shows every part."""

import re
from pathlib import Path
from typing import get_args

import pytest
from django.conf import settings
from django.test import Client

from folja.reports.document import Chart
from folja.web.design.charts import specimens
from folja.web.design.words import LANGUAGES, shipped

PARTS = Path(settings.PROJECT, "web", "frame", "templates", "part")
PAGE = Path(settings.PROJECT, "web", "design", "templates", "design", "page.html")
TOKENS = Path(settings.PROJECT, "web", "frame", "static", "folja", "tokens.css")


def test_it_shows_every_part() -> None:
    shown = set(re.findall(r'include "part/(\w+)\.html"', PAGE.read_text(encoding="utf-8")))
    within = {inner for part in PARTS.glob("*.html") for inner in re.findall(r'"part/(\w+)\.html"', part.read_text())}
    assert shown | within == {part.stem for part in PARTS.glob("*.html")}


def test_it_shows_every_colour(as_amina: Client) -> None:
    colours = set(re.findall(r"--([\w-]+): #", TOKENS.read_text(encoding="utf-8")))
    shown = set(re.findall(r"swatch of-([\w-]+)", as_amina.get("/design/").content.decode()))
    assert shown <= colours
    assert colours - shown == {"on-fill", "on-night", "on-night-dim", "outline"}  # seen on others, or on paper


def test_it_says_nothing_it_does_not_need() -> None:
    said = set(re.findall(r"\bw\.(\w+)", PAGE.read_text(encoding="utf-8")))
    code = "".join(path.read_text(encoding="utf-8") for path in PAGE.parents[2].glob("*.py"))
    assert {name for name in shipped() if name not in said and f'"{name}"' not in code} == {
        f"scale_{step}" for step in range(1, 6)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_there_in_every_language(as_amina: Client, language: str) -> None:
    page = as_amina.get("/design/", {"language": language}).content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert shipped()["did_it_help"].wordings[language] in page


def test_an_unknown_language_is_the_readers(as_amina: Client) -> None:
    assert '<html lang="sv"' in as_amina.get("/design/?language=xx").content.decode()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_shows_every_kind_of_chart(language: str) -> None:
    assert {type(chart) for chart in specimens(language)} == set(get_args(Chart))
