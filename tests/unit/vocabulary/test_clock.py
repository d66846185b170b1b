"""Today is what the computer or FOLJA_TODAY says."""

import pytest

from folja.vocabulary.clock import today
from folja.vocabulary.problem import Refused


def test_a_day_that_is_set_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-14")
    assert str(today()) == "2022-06-14"


@pytest.mark.parametrize("written", ["i går", "2022-06-31", "2022"])
def test_a_setting_that_is_no_date_is_refused_with_how_to_write_one(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("FOLJA_TODAY", written)
    with pytest.raises(Refused) as refused:
        today()
    assert refused.value.problems[0].in_language("sv") == (
        f"FOLJA_TODAY: ”{written}” är inget datum. Skriv det som 2022-06-14, eller ta bort inställningen."
    )
