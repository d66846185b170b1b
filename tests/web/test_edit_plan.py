"""A plan is changed by several at once: nothing is overwritten, what is removed comes back, every version stays."""

from typing import Any

import pytest
from django.test import Client

from folja.goals.changing import joined, result_of, with_areas
from folja.goals.year_plan import DevelopmentArea, YearPlan
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.web.goals.actions import save_plan
from folja.web.goals.stored import kept_plan, versions_of
from folja.web.organisation.models import Account
from folja.web.writing.actions import Place, save_text
from folja.web.writing.written import Typed
from tests.planned import plan
from tests.web.pages import words

PLAN = "/mal/farsta_stod/2021/"
RESULT = {
    "goal": "parents",
    "words": "Pappor är med i samtalen",
    "followed": "indicator:men_share_talks",
    "kind": "at_least",
    "value": "30",
    "ways": "Fråga vem som kommer",
    "group": "Samtalsgruppen",
}


@pytest.fixture
def planned(city: None) -> None:
    save_plan(plan(), 0, None)


def now(year: int = 2021) -> YearPlan:
    return kept_plan("farsta_stod", year).plan


def save(client: Client, page: str, seen: int, /, **form: str) -> Any:
    return client.post(f"{PLAN}{page}", form | {"seen": str(seen)}, follow=True)


def change_result(client: Client, seen: int, **form: str) -> Any:
    return save(client, "resultat/men/", seen, **RESULT | form)


def test_a_plan_grows_from_nothing(city: None, as_bo: Client) -> None:
    save(as_bo, "mal/nytt/", 0, title="Stöd tidigt", council="En bra start")
    goal = now().goals[0]
    page = save(as_bo, "resultat/nytt/", 1, **RESULT | {"goal": goal.key, "value": "45,5", "ways": "Ett\n\nTvå"})
    made = now().goals[0].results[0]
    assert str(made.target.value if made.target else "") == "45.5"
    assert made.ways == ("Ett", "Två")
    assert "Minst 45,5 %" in words(page)


def test_two_change_different_results_and_both_stand(planned: None, as_bo: Client, as_carin: Client) -> None:
    change_result(as_carin, 1, value="35")
    save(as_bo, "mal/work/", 1, title="En arbetsplats för alla")
    assert now().goals[1].title == "En arbetsplats för alla"
    assert now().goals[1].results == plan().goals[1].results
    assert str(result_of(now(), "men").target.value) == "35"  # type: ignore[union-attr]


def test_two_change_the_same_result_and_both_are_shown(planned: None, as_bo: Client, as_carin: Client) -> None:
    change_result(as_carin, 1, value="35")
    page = change_result(as_bo, 1, value="40")
    assert page.status_code == 409
    assert "Någon annan har ändrat samma sak medan du skrev Så skriver" not in words(page)
    assert "Så skrev Carin: Siffran 35" in words(page)
    assert b'value="40"' in page.content
    assert str(result_of(now(), "men").target.value) == "35"  # type: ignore[union-attr]
    change_result(as_bo, 2, value="38")
    assert str(result_of(now(), "men").target.value) == "38"  # type: ignore[union-attr]


def test_what_somebody_else_has_removed_is_not_saved_silently(planned: None, as_bo: Client, as_carin: Client) -> None:
    save(as_carin, "andra/", 1, remove="men")
    page = change_result(as_bo, 1, value="40")
    assert "Någon annan har tagit bort det här medan du skrev" in words(page)
    assert result_of(now(), "men") is None


def test_what_is_removed_comes_back_where_it_was(planned: None, as_bo: Client) -> None:
    page = save(as_bo, "andra/", 1, remove="men")
    assert "”Pappor är med i samtalen” är borttaget." in words(page)
    assert result_of(now(), "men") is None
    save(as_bo, "mal/work/", 2, title="Annat")
    as_bo.post(f"{PLAN}andra/", {"put_back": "men", "version": "1"})
    assert [one.key for one in now().goals[0].results] == ["men", "talks", "helped"]
    assert now().goals[1].title == "Annat"


def test_what_somebody_else_has_changed_is_not_removed_unread(planned: None, as_bo: Client, as_carin: Client) -> None:
    change_result(as_carin, 1, value="35")
    page = save(as_bo, "andra/", 1, remove="men")
    assert "Någon annan har ändrat det här medan du läste." in words(page)
    assert result_of(now(), "men") is not None


def test_goals_and_results_are_moved(planned: None, as_bo: Client) -> None:
    as_bo.post(f"{PLAN}andra/", {"down": "men"})
    as_bo.post(f"{PLAN}andra/", {"up": "work"})
    assert [goal.key for goal in now().goals] == ["work", "parents"]
    assert [one.key for one in now().goals[1].results] == ["talks", "men", "helped"]
    as_bo.post(f"{PLAN}andra/", {"up": "work"})
    assert kept_plan("farsta_stod", 2021).version == 3


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"words": ""}, "Skriv vad ni vill nå i en mening."),
        ({"followed": ""}, "Välj hur resultatet följs."),
        ({"followed": "indicator:hittepå"}, "Välj hur resultatet följs."),
        ({"value": "mycket"}, "Skriv ett tal, till exempel 45 eller 6,1."),
        ({"value": "145"}, "Skriv ett tal från 0 till 100."),
        ({"kind": ""}, "Välj vad ni siktar på."),
        ({"kind": "between", "upper": "20"}, "Skriv det lägre värdet först."),
        ({"kind": "keep_or_raise", "margin": "-3"}, "Skriv ett tal från 0 till 100."),
        ({"followed": "measure:abc_mean", "value": "7"}, "Skriv ett tal från 1 till 5."),
        ({"followed": "words"}, "Det som följs med ord kan inte ha ett mål i siffror."),
        ({"not_comparable": "förra året"}, "Skriv varje rad som ett år, ett kolon och varför"),
        ({"ways": "Ring 070-174 06 05"}, "Ta bort det."),
        ({"words": "a" * 201}, "Korta den till 200."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_all_is_kept(
    planned: None, as_bo: Client, form: dict[str, str], said: str
) -> None:
    page = change_result(as_bo, 1, group="Min grupp", **form)
    assert page.status_code == 422
    assert said in words(page)
    assert b"Min grupp" in page.content
    assert now() == plan()


def test_every_version_says_who_and_when_and_can_hold_again(
    planned: None, as_bo: Client, bo: Account, as_amina: Client
) -> None:
    change_result(as_bo, 1, value="35")
    page = words(as_bo.get(f"{PLAN}historik/"))
    assert "Version 2 gäller nu 14 juni 2022, Bo" in page
    assert "från ”" in page
    as_bo.post(f"{PLAN}historik/", {"restore": "1", "seen": "2"})
    assert now() == plan()
    assert [version.number for version in versions_of("farsta_stod", 2021)] == [3, 2, 1]
    assert as_bo.post(f"{PLAN}historik/", {"restore": "2", "seen": "2"}).status_code == 409
    assert as_amina.post(f"{PLAN}historik/", {"restore": "2", "seen": "3"}).status_code == 403


def test_only_managers_change_a_plan(planned: None, as_amina: Client) -> None:
    for page in (
        "andra/",
        "mal/work/",
        "resultat/men/",
        "utveckling/",
        "mal/nytt/",
        "siffror/las-in/",
        "budget/las-in/",
    ):
        assert as_amina.get(f"{PLAN}{page}").status_code == 403, page
    assert "Ändra" not in words(as_amina.get(PLAN))


def test_an_address_that_names_nothing_is_none(planned: None, as_bo: Client) -> None:
    for page in ("mal/finns-inte/", "resultat/finns-inte/"):
        assert as_bo.get(f"{PLAN}{page}").status_code == 404
    assert save(as_bo, "resultat/finns-inte/", 1, **RESULT).status_code == 404


def test_next_years_plan_begins_from_this_years_and_is_looked_through(planned: None, as_bo: Client) -> None:
    page = "/mal/farsta_stod/2022/"
    assert "Fler kvällstider" in as_bo.get(f"{page}borja/").content.decode()
    as_bo.post(f"{page}borja/", {"areas": "Fler kvällstider\nPrata med pappor"})
    assert [area.words for area in now(2022).areas] == ["Fler kvällstider", "Prata med pappor"]
    assert now(2022).areas[0].learned_in == 2021
    assert len(now(2022).left_to_review) == 6
    assert "6 förväntade resultat är kopierade från förra året" in words(as_bo.get(page))
    assert "Gå igenom planen för 2022" in words(as_bo.get("/"))
    as_bo.post(f"{page}andra/", {"hold": "men"})
    for key in ("talks", "helped", "index", "part"):
        as_bo.post(f"{page}andra/", {"remove": key, "seen": "2"})
    trust = {"goal": "work", "words": "Föräldrar litar på oss", "followed": "words", "kind": "none"}
    seen = str(kept_plan("farsta_stod", 2022).version)
    as_bo.post(f"{page}resultat/trust/", trust | {"seen": seen})
    assert now(2022).left_to_review == ()
    assert "Gå igenom planen" not in words(as_bo.get("/"))
    assert as_bo.get(f"{page}borja/").status_code == 404


def test_what_the_years_analyses_say_is_to_be_developed_follows_along(
    planned: None, as_bo: Client, bo: Account
) -> None:
    place = Place("tertial", "farsta_stod", Period.parse("2021T2"), "development")
    save_text(place, Typed("Erbjuda fler tider på video."), 0, bo, is_done=True)
    page = "/mal/farsta_stod/2022/borja/"
    assert "Fler kvällstider\nErbjuda fler tider på video." in as_bo.get(page).content.decode()
    refused = as_bo.post(page, {"areas": f"Fler kvällstider\n{'a' * 201}"})
    assert "Rad 2: Texten är 201 tecken. Korta den till 200." in words(refused)


def test_development_areas_are_written_and_removed(planned: None, as_bo: Client) -> None:
    rows = {
        "seen": "1",
        "key-0": "evenings",
        "words-0": "Kvällstider",
        "group-0": "Alla",
        "words-1": "Mer video",
        "words-2": "",
    }
    as_bo.post(f"{PLAN}utveckling/", rows)
    assert [(area.words, area.group) for area in now().areas] == [("Kvällstider", "Alla"), ("Mer video", "")]
    assert now().areas[0].key == "evenings"
    as_bo.post(f"{PLAN}utveckling/", {"seen": "2", "words-0": ""})
    assert now().areas == ()
    assert as_bo.post(f"{PLAN}utveckling/", {"words-0": "Mejla namn@kommunen.example"}).status_code == 422


def test_two_change_the_development_areas_and_both_are_shown(planned: None, as_bo: Client, as_carin: Client) -> None:
    row = {"key-0": "evenings", "group-0": "Alla"}
    save(as_carin, "utveckling/", 1, **row, **{"words-0": "Kvällstider varje vecka"})
    page = save(as_bo, "utveckling/", 1, **row, **{"words-0": "Kvällstider på video"})
    assert page.status_code == 409
    assert "Så skrev Carin: Rad 1 Kvällstider varje vecka (Alla)" in words(page)
    assert 'value="Kvällstider på video"' in page.content.decode()
    assert [area.words for area in now().areas] == ["Kvällstider varje vecka"]
    save(as_bo, "utveckling/", 2, **row, **{"words-0": "Kvällstider på video varje vecka"})
    assert [area.words for area in now().areas] == ["Kvällstider på video varje vecka"]


def test_more_development_areas_than_there_is_room_for_are_refused_not_dropped(planned: None, as_bo: Client) -> None:
    typed = "\n".join(f"Område {number}" for number in range(1, 14))
    page = as_bo.post("/mal/farsta_stod/2022/borja/", {"areas": typed})
    assert page.status_code == 422
    assert "En plan har plats för 12 utvecklingsområden, och det här blir 13." in words(page)
    assert "Område 13" in page.content.decode()
    assert now(2022).areas == ()


def test_two_who_take_lessons_at_once_make_no_more_than_there_is_room_for() -> None:
    areas = tuple(DevelopmentArea(f"n{number}", f"Område {number}") for number in range(12))
    full = with_areas(plan(2022), areas)
    taken = (DevelopmentArea("new", "Ett till"),)
    with pytest.raises(Refused):
        joined(full, taken)
    assert joined(full, areas[:2]) == full


def test_a_version_that_never_was_does_not_hold_again(planned: None, as_bo: Client) -> None:
    for number in ("7", "9" * 5000, "", "ett"):
        assert as_bo.post(f"{PLAN}historik/", {"restore": number, "seen": "1"}).status_code == 404
    assert now() == plan()
    assert as_bo.get(f"{PLAN}andra/?version={'9' * 5000}").status_code == 200
