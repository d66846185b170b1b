"""A yearly survey that a unit enters: the years beside each other, and no rise where chance can explain it."""

import re
from datetime import date

from django.test import Client

from folja.demo.rounds import demo_surveys
from folja.rounds.yearly import YearResult
from folja.web.publication import disposal
from folja.web.rounds.actions import enter_survey
from folja.web.rounds.models import PastSurvey, StoredSurvey
from tests.web.pages import row, words

AT = "/enkater/farsta_stod/"
PLANNING = "Gemensam planering en gång, ibland eller ofta"
YEAR = {"year": "2021", "answered": "69", "source": "Enkäten", "joint_planning": "45"}


def entered() -> None:
    [survey] = demo_surveys()
    for result in survey.results:
        enter_survey("farsta_stod", survey.survey, result, None)


def test_the_published_survey_comes_out_year_by_year_and_nothing_is_called_a_rise(as_bo: Client) -> None:
    entered()
    page = as_bo.get(AT)
    consultation = row(page, "Samråd en gång, ibland eller ofta")
    assert consultation[1:] == ["82 % 49 av 60 (70–89 %)", "84 % 58 av 69 (74–91 %)"]
    assert "Går inte att avgöra: 2,4 procentenheter (−10,6 till 15,8) kan bero på slumpen." in words(page)
    assert words(page).count("Går inte att avgöra") == 6
    assert "procentenheter mer" not in words(page)


def test_six_answers_of_parents_are_refused_with_what_to_do_instead(as_bo: Client) -> None:
    sent = {"year": "2021", "answered": "6", "source": "Enkäten", "took_part": "2", "knew_who": "3", "helped": "1"}
    answer = as_bo.post(f"{AT}parents_view/", sent)
    assert answer.status_code == 422
    assert "minst 40 svar" in words(answer)
    assert "egna ord" in words(answer)
    assert not StoredSurvey.objects.exists()


def test_a_year_that_is_there_is_asked_about_and_what_it_was_is_neither_shown_nor_kept(as_bo: Client) -> None:
    as_bo.post(f"{AT}joint_work/", YEAR)
    asked = as_bo.post(f"{AT}joint_work/", YEAR | {"joint_planning": "46"})
    assert asked.status_code == 409
    assert "2021 är redan inskrivet. Ska det bytas?" in words(asked)
    assert row(asked, "Gemensam planering: en gång, ibland eller ofta")[1:] == ["46"]
    assert "45" not in words(asked)
    assert "skrevs in av Bo" in words(asked)
    assert row(as_bo.get(AT), PLANNING)[1].startswith("65 % 45 av 69")
    [seen] = re.findall(r'name="(seen-2021)" value="(1)"', asked.content.decode())
    as_bo.post(f"{AT}joint_work/", YEAR | {"joint_planning": "46"} | dict([seen]))
    page = as_bo.get(AT)
    assert row(page, PLANNING)[1].startswith("67 % 46 av 69")
    assert "2021 rättades den 14 juni 2022 av Bo." in words(page)
    assert "45" not in words(page)
    assert not any("document" in kept for kept in PastSurvey.objects.values())
    again = as_bo.post(f"{AT}joint_work/", YEAR | {"joint_planning": "47"} | dict([seen]))
    assert again.status_code == 409, "somebody changed it since it was seen"
    assert as_bo.post(f"{AT}joint_work/", YEAR | {"joint_planning": "46"}).status_code == 302, "the same is no change"
    assert (StoredSurvey.objects.count(), PastSurvey.objects.count()) == (1, 1)


def test_that_a_year_was_corrected_goes_when_it_has_been_kept_long_enough(city: None) -> None:
    for last_on in (date(2020, 5, 31), date(2020, 6, 1)):
        PastSurvey.objects.create(unit="farsta", survey="joint_work", year=2019, last_on=last_on)
    disposal.dispose(date(2022, 6, 14))
    assert [*PastSurvey.objects.values_list("last_on", flat=True)] == [date(2020, 6, 1)]


def test_of_two_lines_that_leave_four_the_second_is_neither_shown_nor_kept(as_bo: Client) -> None:
    sent = YEAR | {"answered": "60", "joint_assessment": "26", "joint_assessment_once": "30"}
    as_bo.post(f"{AT}joint_work/", sent)
    page = as_bo.get(AT)
    assert row(page, "Gemensam bedömning ibland eller ofta")[1].startswith("43 % 26 av 60")
    assert row(page, "Gemensam bedömning en gång")[1] == "visas inte färre än fem"
    assert "genom att jämföra två rader" in words(page)
    assert "30" not in StoredSurvey.objects.get().document
    mending = as_bo.get(f"{AT}joint_work/?ar=2021")
    assert "Lämnas den tom visas den inte heller sedan." in words(mending)
    as_bo.post(f"{AT}joint_work/", sent | {"joint_assessment": "27", "joint_assessment_once": "", "seen-2021": "1"})
    assert row(as_bo.get(AT), "Gemensam bedömning en gång")[1] == "visas inte färre än fem"


def test_a_district_less_its_only_other_unit_tells_of_nobody(as_bo: Client) -> None:
    def held(planning: int, consultation: int) -> YearResult:
        return YearResult(2021, 68, {"joint_planning": planning, "joint_consultation": consultation}, "E")

    enter_survey("farsta", "joint_work", held(56, 50), None)
    close = as_bo.post(f"{AT}joint_work/", YEAR | {"answered": "65", "joint_planning": "54"})
    assert close.status_code == 422
    assert "skillnaden är färre än fem personer" in words(close)
    as_bo.post(f"{AT}joint_work/", YEAR | {"answered": "50", "joint_planning": "40", "joint_consultation": "40"})
    page = as_bo.get(AT)
    assert row(page, PLANNING)[1] == "visas inte färre än fem", "18 elsewhere, of whom 2 never"
    assert row(page, "Samråd en gång, ibland eller ofta")[1].startswith("80 % 40 av 50"), "10 elsewhere and 8"


def test_numbers_that_do_not_fit_are_refused_by_their_line(as_bo: Client) -> None:
    answer = as_bo.post(f"{AT}joint_work/", YEAR | {"joint_assessment": "40", "joint_assessment_once": "30"})
    assert answer.status_code == 422
    assert "gemensam bedömning går inte ihop" in words(answer)
    assert not StoredSurvey.objects.exists()


def test_what_can_not_be_is_refused_and_all_that_is_written_stays(as_bo: Client) -> None:
    answer = as_bo.post(f"{AT}joint_work/", YEAR | {"year": "2031", "joint_planning": "70", "source": ""})
    assert answer.status_code == 422
    for said in ("ett år som har varit", "från 0 till 69", "varifrån siffrorna kommer"):
        assert said in words(answer)
    assert 'value="70"' in answer.content.decode()


def test_what_is_about_fewer_than_five_is_not_shown(as_bo: Client) -> None:
    as_bo.post(f"{AT}joint_work/", YEAR | {"joint_planning": "3"})
    assert row(as_bo.get(AT), PLANNING)[1] == "visas inte färre än fem"


def test_who_registers_reads_and_another_district_does_not(as_amina: Client, as_dan: Client) -> None:
    entered()
    assert "49 av 60" in words(as_amina.get(AT))
    assert as_amina.get(f"{AT}joint_work/").status_code == 403
    assert as_dan.get(AT).status_code == 403
