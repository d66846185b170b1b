"""A new kind of round is content alone: one file more, and it is started, answered, closed and read like the others."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client

from folja.rounds import round_type
from folja.rounds.round_type import RoundType
from folja.vocabulary.clock import today
from folja.web.rounds import actions
from folja.web.rounds.stored import open_round
from tests import rounds
from tests.web.pages import row, words

VOICES = """
code: voices
version: 1
policy: team
title: {sv: Barns röster, en: Children's voices}
definition: {sv: Vad barn säger om stödet., en: What children say of the support.}
groups:
  question: {sv: "Var träffar du oss?", en: "Where do you meet us?"}
  usual: [{sv: Skolan, en: School}, {sv: Fritidsgården, en: Youth centre}]
scale:
  - {sv: Nej, en: "No"}
  - {sv: Lite, en: A little}
  - {sv: Ibland, en: Sometimes}
  - {sv: Oftast, en: Mostly}
  - {sv: Ja, en: "Yes"}
dimensions:
  - code: met
    title: {sv: Hur du blir bemött, en: How you are met}
    axes:
      - code: listened
        short: {sv: De lyssnar, en: They listen}
        text: {sv: De vuxna lyssnar på mig., en: The adults listen to me.}
      - code: safe
        short: {sv: Tryggt, en: Safe}
        text: {sv: Jag känner mig trygg där., en: I feel safe there.}
      - code: say
        short: {sv: Jag får vara med, en: I have a say}
        text: {sv: Jag får vara med och bestämma., en: I have a say in it.}
"""


@pytest.fixture
def with_voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, RoundType]:
    """The shipped round types, and one file more."""
    (tmp_path / "rounds").mkdir()
    (tmp_path / "rounds" / "voices.yaml").write_text(VOICES, encoding="utf-8")
    found = {**round_type.shipped(), **round_type.load(tmp_path)}
    monkeypatch.setattr(round_type, "shipped", lambda: found)
    return found


def test_a_round_type_that_is_added_as_a_file_works_from_start_to_result(
    with_voices: Mapping[str, RoundType], city: None, as_bo: Client, unhurried: None
) -> None:
    team = rounds.team_at("farsta_stod", "Ungas grupp")
    assert "Byt till Barns röster" in words(as_bo.get(f"/samverkan/{team.key}/ny-omgang/"))
    sent = {"kind": "voices", "opens_on": "2022-06-14", "closes_on": "2022-06-30", "invited": "8"}
    as_bo.post(f"/samverkan/{team.key}/ny-omgang/", sent)
    now = open_round(team)
    assert now
    assert "Var träffar du oss?" in words(Client().get(f"/o/{now.code}/"))
    for _ in range(7):
        Client().post(f"/o/{now.code}/sv/", {"listened": "4", "safe": "5", "say": "2"})
    actions.close(now.code, today(), None)
    page = as_bo.get(f"/samverkan/{team.key}/")
    assert row(page, "1. De lyssnar")[1:] == ["4,0", "Samlad"]
    assert "Högst ligger ”Tryggt”, lägst ”Jag får vara med”." in words(page)
    assert as_bo.get(f"/samverkan/{team.key}/samtalsunderlag/").content.startswith(b"%PDF")
