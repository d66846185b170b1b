"""The shipped typology has all that it should, and what is written wrongly in it is told with file and line."""

from pathlib import Path

import pytest

from folja.instruments.content import SHIPPED
from folja.methods.typology import load, shipped
from folja.vocabulary.problem import Refused


def test_it_has_eleven_elements_in_four_categories_with_fifty_eight_questions() -> None:
    assert len(shipped().categories) == 4
    assert [len(one.questions) for one in shipped().elements] == [6, 3, 8, 8, 2, 3, 4, 3, 7, 7, 7]
    assert len(shipped().questions) == 58


def test_figures_are_asked_for_where_effect_monitoring_and_follow_up_are_described() -> None:
    assert [one.number for one in shipped().elements if one.asks_for_figures] == [2, 10, 11]


def test_the_childs_perspective_belongs_to_eight_answers() -> None:
    asked = [one.number for one in shipped().questions.values() if one.is_about_the_child]
    assert asked == ["2.1", "3.6", "4.3", "4.6", "9.1", "9.3", "9.4", "11.1"]


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("weighs: against", "weighs: agaist", "weighs must be one of for, against, neither"),
        ("rests_on: [research, users]", "rests_on: [science]", "no corner stone science"),
        ("form: how", "from: how", "the key from means nothing here"),
        ("[target_group, support_need,", "[target_group,", "support_need must stand once in the description"),
        ("- code: purpose", "- code: helps", "the code helps stands at two questions"),
    ],
)
def test_what_is_written_wrongly_is_told_at_its_line(written: str, instead: str, said: str, tmp_path: Path) -> None:
    content = (SHIPPED / "typology.yaml").read_text(encoding="utf-8")
    (tmp_path / "typology.yaml").write_text(content.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(Refused, match=said) as refused:
        load(tmp_path)
    assert all(one.where.startswith("typology.yaml:") for one in refused.value.problems)
