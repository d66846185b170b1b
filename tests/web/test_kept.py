"""The pages of what is kept are made of the database's own tables, so that nothing that is there can be left out."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from folja.disclosure import policy
from folja.instruments.content import SHIPPED
from folja.vocabulary.problem import Refused
from folja.web.kept.tables import filled_in, shown, there, without_words
from folja.web.kept.words import load, shipped
from tests.web.pages import words

OF_FAMILIES = {"key", "unit", "month", "instrument", "version", "answers", "late"}
"""The columns that families' page has words for: what was answered, of which service and which month."""


def test_every_table_and_column_has_words(db: None) -> None:
    assert list(without_words(shipped())) == []


def test_nothing_is_said_of_what_is_not_there(db: None) -> None:
    found = there()
    said = {table.name: set(table.columns) for group in shipped().groups for table in group.tables}
    assert sorted(set(said) - set(found)) == []
    assert sorted(f"{name}.{column}" for name, columns in said.items() for column in columns - set(found[name])) == []
    spoken = {column for name, columns in found.items() for column in columns if column not in said.get(name, ())}
    assert sorted(set(shipped().columns) - spoken) == []


def test_every_rule_and_reader_is_used_and_its_numbers_are_those_that_hold() -> None:
    tables = [table for group in shipped().groups for table in group.tables]
    assert {table.kept for table in tables} == set(shipped().rules)
    assert {table.seen for table in tables} == set(shipped().seen)
    for text in (*shipped().rules.values(), *(one.about for one in shipped().outside)):
        assert "{" not in filled_in(text, "sv") + filled_in(text, "en")
    assert f"{policy.shipped().disposal_months} månader" in filled_in(shipped().rules["registrations"], "sv")


def test_a_table_of_somebody_elses_is_shown_all_the_same(as_amina: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_others (who_wrote text)")
    assert list(without_words(shipped())) == ["of_others"]
    page = words(as_amina.get("/det-vi-sparar/"))
    assert "Tabeller som saknar förklaring" in page
    assert "who_wrote" in page


def test_tables_that_are_to_be_empty_are(as_amina: Client) -> None:
    wrong = [table.name for group in shown(shipped(), "sv") for table in group.tables if table.is_wrongly_filled]
    assert wrong == []


def test_staff_read_it_in_either_language_and_are_told_no_number_of_rows(as_amina: Client) -> None:
    page = words(as_amina.get("/det-vi-sparar/"))
    assert "Det medarbetare registrerar och det föräldrar, barn och unga svarar." in page
    assert "Radernas ordning säger inget om när de kom." in page
    as_amina.post("/sprak/", {"language": "en", "next": "/"})
    assert "The rows’ order says nothing of when they came." in words(as_amina.get("/det-vi-sparar/"))


def test_families_read_what_the_table_of_answers_has(client: Client, code: str) -> None:
    assert set(there()["registration"]) == OF_FAMILIES
    first = client.get(f"/s/{code}/sv/")
    assert 'href="/s/sparas/sv/"' in first.content.decode()
    page = words(client.get("/s/sparas/sv/"))
    rules = policy.shipped()
    assert "Vi sparar det du svarar, vilken verksamhet det gäller och vilken månad." in page
    assert f"{rules.disposal_months} för svaren, {rules.comment_months} för det du har skrivit själv." in page
    assert not client.cookies


@pytest.mark.parametrize("wrong", ["kept: registrations", "seen: counting"])
def test_a_rule_that_is_not_there_is_refused_with_its_line(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "what_is_kept.yaml"
    text = (SHIPPED / file.name).read_text(encoding="utf-8")
    line = text[: text.index(f"        {wrong}")].count("\n") + 1
    file.write_text(text.replace(f"        {wrong}", f"        {wrong} or not", 1), encoding="utf-8")
    with pytest.raises(Refused, match=f"what_is_kept.yaml:{line}"):
        load(tmp_path)
