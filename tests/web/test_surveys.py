"""A yearly survey that a unit enters: the years beside each other, and no rise where chance can explain it."""

from django.test import Client

from folja.demo.rounds import demo_surveys
from folja.web.rounds.actions import enter_survey
from folja.web.rounds.models import StoredSurvey
from tests.web.pages import row, words

AT = "/enkater/farsta_stod/"
YEAR = {"year": "2021", "answered": "69", "source": "Enkäten", "joint_planning": "45"}


def entered() -> None:
    [survey] = demo_surveys()
    for result in survey.results:
        enter_survey("farsta_stod", survey.survey, result, None)


def test_the_published_survey_comes_out_year_by_year_and_nothing_is_called_a_rise(as_bo: Client) -> None:
    entered()
    page = as_bo.get(AT)
    consultation = row(page, "Samråd en gång, ibland eller ofta")
    assert consultation[1:] == ["82 % 49 av 60", "84 % 58 av 69"]
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


def test_a_year_is_entered_and_mended(as_bo: Client) -> None:
    for planned in ("45", "46"):
        as_bo.post(f"{AT}joint_work/", YEAR | {"joint_planning": planned})
    assert row(as_bo.get(AT), "Gemensam planering en gång, ibland eller ofta")[1] == "67 % 46 av 69"
    assert StoredSurvey.objects.count() == 1


def test_what_can_not_be_is_refused_and_all_that_is_written_stays(as_bo: Client) -> None:
    answer = as_bo.post(f"{AT}joint_work/", YEAR | {"year": "2031", "joint_planning": "70", "source": ""})
    assert answer.status_code == 422
    for said in ("ett år som har varit", "från 0 till 69", "varifrån siffrorna kommer"):
        assert said in words(answer)
    assert 'value="70"' in answer.content.decode()


def test_what_is_about_fewer_than_five_is_not_shown(as_bo: Client) -> None:
    as_bo.post(f"{AT}joint_work/", YEAR | {"joint_planning": "3"})
    assert row(as_bo.get(AT), "Gemensam planering en gång, ibland eller ofta")[1] == "visas inte färre än fem"


def test_who_registers_reads_and_another_district_does_not(as_amina: Client, as_dan: Client) -> None:
    entered()
    assert "49 av 60" in words(as_amina.get(AT))
    assert as_amina.get(f"{AT}joint_work/").status_code == 403
    assert as_dan.get(AT).status_code == 403
