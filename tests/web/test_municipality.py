"""Setting in whose name and look reports are, and a report's number in the diary."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from folja.web.organisation.models import Account, AuditEntry, Logo, MunicipalityLook
from folja.web.writing.handing_in import approve, hand_in
from folja.web.writing.models import Turn
from tests.planned import T1, plan_2022, write_all
from tests.unit.reports.test_logo import SVG
from tests.web.pages import words

PAGE = "/kommunen/"
FORM = {"name": "Exempelstaden", "contact": "Stadsledningskontoret\n\n foljning@staden.example ", "accent": "#1A5632"}
WRITING = "/rapport/skriv/tertial/farsta_stod/2022T1/"


def logo(content: bytes = SVG, name: str = "logga.svg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_city_s_lead_sets_it_and_every_report_has_it(closed: None, as_carin: Client, as_bo: Client) -> None:
    as_carin.post(PAGE, FORM | {"logo": logo()})
    kept = MunicipalityLook.objects.get()
    assert (kept.name, kept.contact, kept.accent) == (
        "Exempelstaden", "Stadsledningskontoret\nfoljning@staden.example", "#1a5632",
    )  # fmt: skip
    page = as_bo.get("/rapport/tertial/farsta_stod/2022T1/").content.decode()
    address = f"/kommunen/logotyp/{kept.logo_id}.png"
    assert address in page
    assert "foljning@staden.example" in page
    picture = as_bo.get(address)
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert AuditEntry.objects.filter(action="municipality's look changed").count() == 1


def test_nobody_else_may(city: None, as_bo: Client, as_amina: Client) -> None:
    for client in (as_bo, as_amina):
        assert client.get(PAGE).status_code == 404
        assert client.post(PAGE, FORM).status_code == 404
        assert PAGE not in client.get("/mer/").content.decode()
    assert not MunicipalityLook.objects.exists()


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_saved(city: None, as_carin: Client) -> None:
    wrong = {"name": " ", "contact": "\n".join("rad" for _ in range(7)), "accent": "#ffcc00", "logo": logo(b"hej")}
    answer = as_carin.post(PAGE, wrong)
    assert answer.status_code == 422
    page = words(answer)
    for said in (
        "Skriv kommunens namn.",
        "Kontaktuppgifterna är 7 rader. Det får plats 6.",
        "Färgen #ffcc00 har kontrasten 1,5 mot vitt papper. Den behöver minst 4,5",
        "Filen är ingen PNG eller SVG",
    ):
        assert said in page, said
    assert 'value="#ffcc00"' in answer.content.decode()
    assert not MunicipalityLook.objects.exists()
    assert not Logo.objects.exists()


def test_a_logo_stays_until_it_is_taken_away(city: None, as_carin: Client) -> None:
    as_carin.post(PAGE, FORM | {"logo": logo()})
    as_carin.post(PAGE, FORM | {"accent": ""})
    assert MunicipalityLook.objects.get().logo is not None
    as_carin.post(PAGE, FORM | {"removes_logo": "yes"})
    assert MunicipalityLook.objects.get().logo is None
    assert Logo.objects.count() == 1  # earlier reports show it


def test_an_approved_report_keeps_the_look_and_the_number_it_had(
    closed: None, amina: Account, bo: Account, carin: Account, as_carin: Client, as_bo: Client
) -> None:
    plan_2022()
    write_all(amina)
    as_carin.post(PAGE, FORM | {"logo": logo()})
    first = MunicipalityLook.objects.get().logo_id
    as_bo.post(WRITING, {"act": "diary", "diary_number": " EXS  2022/118-1.5 "})
    hand_in("tertial", "farsta_stod", T1, bo)
    late = as_bo.post(WRITING, {"act": "diary", "diary_number": "EXS 2022/999"})
    assert "Rapporten är lämnad" in words(late)
    approve("tertial", "farsta_stod", T1, Turn.objects.get().pk, carin)
    as_carin.post(PAGE, {"name": "En annan stad", "removes_logo": "yes"})

    page = as_bo.get("/rapport/1/").content.decode()
    for said in ("Exempelstaden", f"/kommunen/logotyp/{first}.png", "Diarienummer EXS 2022/118-1.5"):
        assert said in page, said
    assert "En annan stad" in as_bo.get("/rapport/tertial/farsta_stod/2022T1/").content.decode()
    assert as_bo.get(f"/kommunen/logotyp/{first}.png").status_code == 200


def test_a_diary_number_is_no_text_and_no_person_s_number(closed: None, as_bo: Client, as_amina: Client) -> None:
    for written in ("<b>1</b>", "19811218-9876", "utan siffror", "1" * 61):
        answer = as_bo.post(WRITING, {"act": "diary", "diary_number": written})
        assert answer.status_code == 422, written
        assert "Skriv diarienumret som det står i diariet" in words(answer)
    assert as_amina.post(WRITING, {"act": "diary", "diary_number": "EXS 2022/1"}).status_code == 404
