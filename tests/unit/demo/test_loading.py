"""What the demo city can't be drawn from is refused, with file, line and what to do."""

import shutil
from pathlib import Path

import pytest

from folja.demo.city import city, city_today
from folja.demo.comparison import published_figures
from folja.demo.loading import distributions
from folja.figures import indicator
from folja.instruments.content import SHIPPED
from folja.instruments.loading import shipped
from folja.vocabulary.problem import Refused
from folja.vocabulary.unit import UnitTree


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the demo's content, free to break."""
    shutil.copytree(SHIPPED / "demo", tmp_path / "demo")
    return tmp_path


def broken(content: Path, file: str, old: str, new: str) -> None:
    path = content / "demo" / file
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("instrument: consultation", "instrument: konsultation", "no instrument konsultation"),
        ("farsta_foraldrastod: 4", "farsta_nowhere: 4", "no unit farsta_nowhere"),
        ("farsta_foraldrastod: 4", "farsta: 4", "farsta does not register"),
        ("farsta_foraldrastod: 4", "farsta_foraldrastod: -4", "farsta_foraldrastod must be a number, zero or more"),
        ("in: 2021, number: 26", "in: 2021T4, number: 26", "in must be a period"),
        ("number: 26", "number: 26, per_act: 2", "give number or per_act"),
        ("question: asked_by", "question: asked", "no such question in consultation"),
        ("preschool: 44", "kindergarten: 44", "kindergarten is no answer to asked_by"),
        ("if: {asked_by: {is: school}}", "if: {topics: {any: [other]}}", "topics has no answers yet"),
        ("deals:", "deal:", "the key deal means nothing here"),
    ],
)
def test_a_mistake_in_an_activity_is_refused_where_it_stands(
    content: Path, tree: UnitTree, old: str, new: str, said: str
) -> None:
    broken(content, "activities/consultation.yaml", old, new)
    with pytest.raises(Refused, match=rf"demo/activities/consultation\.yaml:\d+: .*{said}"):
        distributions(shipped(), tree, content)


def test_a_question_dealt_without_the_one_it_hangs_on_is_refused(content: Path, tree: UnitTree) -> None:
    together = '  - question: together\n    missing: 0.05\n    deals:\n      - shares: {"yes": 54, "no": 46}\n'
    broken(content, "activities/outreach.yaml", together, "")
    with pytest.raises(Refused, match=r"outreach\.yaml:\d+: together has no answers yet"):
        distributions(shipped(), tree, content)


def test_people_are_dealt_to_every_kind_of_the_question(content: Path, tree: UnitTree) -> None:
    broken(content, "activities/outreach.yaml", ", gender_not_known: 9.8", "")
    with pytest.raises(Refused, match="weigh each of women, men, other_gender, gender_not_known"):
        distributions(shipped(), tree, content)


def test_the_season_weighs_all_twelve_months(content: Path, tree: UnitTree) -> None:
    broken(content, "season.yaml", ", 12: 6", "")
    with pytest.raises(Refused, match="months weighs each of 1-12"):
        distributions(shipped(), tree, content)


def test_a_month_that_does_not_exist_is_refused(content: Path, tree: UnitTree) -> None:
    broken(content, "season.yaml", "2020-03:", "2020-13:")
    with pytest.raises(Refused, match="write months such as 2020-04"):
        distributions(shipped(), tree, content)


def test_all_errors_are_told_at_once(content: Path, tree: UnitTree) -> None:
    broken(content, "activities/consultation.yaml", "preschool: 44", "kindergarten: 44")
    broken(content, "activities/outreach.yaml", "outdoors: 34", "outside: 34")
    with pytest.raises(Refused) as refused:
        distributions(shipped(), tree, content)
    assert len(refused.value.problems) == 2


def test_a_kind_of_unit_that_does_not_exist_is_refused(content: Path) -> None:
    broken(content, "city.yaml", "kind: group", "kind: region")
    with pytest.raises(Refused, match=r"demo/city\.yaml:\d+: kind is one of"):
        city(content)


def test_a_day_that_is_no_date_is_refused(content: Path) -> None:
    broken(content, "city.yaml", "2022-06-14", "14 juni")
    with pytest.raises(Refused, match="today must be a date"):
        city_today(content)


def test_a_published_figure_for_an_unknown_unit_is_refused(content: Path, tree: UnitTree) -> None:
    broken(content, "comparison.yaml", "[rinkeby_kista]", "[rinkeby]")
    with pytest.raises(Refused, match=r"demo/comparison\.yaml:\d+: .*no unit rinkeby"):
        published_figures(tree, content)


def test_every_published_figure_names_an_indicator(tree: UnitTree) -> None:
    assert {figure.indicator for figure in published_figures(tree)} <= set(indicator.shipped())
