"""Methods are described by several at once, reviewed by another, published, copied and found; nothing is lost."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from io import BytesIO
from threading import Event
from zipfile import ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook

from folja.methods.evidence import mark
from folja.methods.method import About
from folja.methods.typology import shipped
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Refused
from folja.web.methods import actions
from folja.web.methods.actions import Place
from folja.web.methods.models import (
    MethodClaim,
    MethodEdition,
    MethodReference,
    MethodRemark,
    MethodText,
    MethodTurn,
    Stem,
    StoredMethod,
)
from folja.web.methods.removing import remove
from folja.web.methods.stored import draft, sent_back_to, to_review
from folja.web.methods.written import TypedAnswer
from folja.web.organisation.actions import create_account, give_role, load_units
from folja.web.organisation.models import Account, AuditEntry
from folja.web.writing import forgetting
from folja.web.writing.written import Typed
from tests.methods import third
from tests.web.pages import words
from tests.web.test_units_in_time import MERGED

ABOUT = About("Öppna dörren", "En mötesplats för familjer.", {"target": ("families",), "arena": ("meeting_place",)})


@pytest.fixture
def method(bo: Account) -> str:
    """A method that Bo has begun to describe in Farsta."""
    return actions.make("farsta_stod", ABOUT, bo)


def publish(method: str, bo: Account, carin: Account) -> None:
    actions.ask(method, bo)
    actions.review(method, carin)
    actions.publish(method, bo)


def post(client: Client, method: str, question: str, **form: object) -> object:
    return client.post(f"/metoder/{method}/skriv/{question}/", form)


# --- writing ------------------------------------------------------------------------------------------------------


def test_a_method_is_begun_and_answered_question_by_question(as_bo: Client) -> None:
    answer = as_bo.post("/metoder/ny/", {"unit": "farsta_stod", "name": "Öppna dörren", "target": ["families"]})
    key = StoredMethod.objects.get().key
    assert answer["Location"] == f"/metoder/{key}/skriv/"
    assert "0 av 58 frågor har svar" in words(as_bo.get(answer["Location"]))
    onward = post(as_bo, key, "named_theory", act="next", judgement="yes", words="Risk och skydd.", seen="0")
    assert onward["Location"] == f"/metoder/{key}/skriv/recommended/?efter=named_theory"  # type: ignore[index]
    assert "Sparat: Teori och metod" in words(as_bo.get(onward["Location"]))  # type: ignore[index]
    assert "1 av 58 frågor har svar" in words(as_bo.get(f"/metoder/{key}/skriv/"))
    assert "Risk och skydd." in words(as_bo.get(f"/metoder/{key}/"))


def test_two_who_write_in_one_answer_are_shown_both(method: str, as_bo: Client, as_carin: Client) -> None:
    post(as_bo, method, "target_group", act="save", judgement="yes", words="Alla i området.", seen="0")
    both = post(as_carin, method, "target_group", act="save", judgement="partly", words="De yngsta.", seen="0")
    assert both.status_code == 409  # type: ignore[attr-defined]
    assert "Bo har sparat ett annat svar medan du skrev" in words(both)
    assert both.context["field"].value == "Alla i området.\n\nDe yngsta."  # type: ignore[attr-defined]
    form = {"act": "save", "judgement": "yes", "words": "Alla, mest de yngsta.", "seen": "1"}
    assert post(as_carin, method, "target_group", **form).status_code == 302  # type: ignore[attr-defined]
    assert list(MethodText.objects.filter(key="target_group").values_list("words", flat=True)) == [
        "Alla i området.",
        "Alla, mest de yngsta.",
    ]


def test_who_writes_is_told_to_the_other(method: str, as_bo: Client, as_carin: Client) -> None:
    as_bo.post(f"/metoder/{method}/skriv/helps/har/")
    said = as_carin.post(f"/metoder/{method}/skriv/helps/har/").json()
    assert said == {"says": "Bo skriver här nu", "version": 0}


def test_a_hundred_thousand_characters_are_refused_and_stay_in_the_field(method: str, as_bo: Client) -> None:
    pasted = '<p class="MsoNormal">Ett <b>långt</b> stycke.</p>\n' * 2000
    answer = post(as_bo, method, "helps", act="save", judgement="yes", words=pasted, seen="0")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Korta den till 6000." in words(answer)
    assert answer.context["field"].value == pasted  # type: ignore[attr-defined]
    assert "<b>långt" not in answer.content.decode()  # type: ignore[attr-defined]
    assert not MethodText.objects.filter(key="helps").exists()


def test_what_leads_to_somebody_is_refused_and_what_may_be_a_name_is_asked_about(method: str, as_bo: Client) -> None:
    phone = post(as_bo, method, "helps", act="save", judgement="yes", words="Ring 070-174 06 05.", seen="0")
    assert "Här står ett telefonnummer." in words(phone)
    named = {"act": "save", "judgement": "yes", "words": "Det sa Lisa Svensson.", "seen": "0"}
    assert "Kan det här vara ett namn" in words(post(as_bo, method, "helps", **named))
    assert post(as_bo, method, "helps", **named, names_nobody="1").status_code == 302  # type: ignore[attr-defined]


def test_a_figure_is_inserted_like_a_picture_and_a_gone_one_says_so(method: str, closed: None, as_bo: Client) -> None:
    shown = post(as_bo, method, "helps", act="insert", figure="talks", words="Så här ser det ut.", seen="0")
    assert shown.context["field"].value == f"Så här ser det ut.\n\n{mark('talks')}\n"  # type: ignore[attr-defined]
    assert "Föräldrastöd Farsta, januari–april 2022. " in words(shown).replace("\u00a0", " ")
    assert not MethodText.objects.filter(key="helps").exists()
    text = f"Så här.\n\n{mark('talks')}\n\n{mark('no_more')}"
    post(as_bo, method, "helps", act="save", judgement="yes", words=text, seen="0")
    read = words(as_bo.get(f"/metoder/{method}/"))
    assert "Här stod en siffra som inte finns i Följa längre (no_more)." in read
    assert "[siffra" not in read


def test_remarks_and_suggestions_reach_those_who_write(method: str, as_bo: Client, as_carin: Client) -> None:
    post(as_bo, method, "purpose", act="save", judgement="yes", words="Att hjälpa.", seen="0")
    post(as_carin, method, "purpose", act="remark", words="Säg vilka.")
    post(as_carin, method, "purpose", act="suggest", words="Att familjer hittar rätt stöd.")
    page = as_bo.get(f"/metoder/{method}/skriv/purpose/")
    assert "Säg vilka." in words(page)
    suggestion = next(one for one in page.context["remarks"] if one.is_suggestion)
    post(as_bo, method, "purpose", act="take", remark=suggestion.pk, seen="1")
    assert draft(StoredMethod.objects.get()).answer("purpose").words == "Att familjer hittar rätt stöd."
    assert "Säg vilka." in words(as_bo.get(f"/metoder/{method}/skriv/"))
    assert "Säg vilka." not in words(as_bo.get(f"/metoder/{method}/"))


# --- links and files ----------------------------------------------------------------------------------------------


RELATED = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MACRO_SHEET = (
    '<Relationship Id="a" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="x"/>'
)


def _office(main: str, **parts: str | bytes) -> bytes:
    """An office file with its main part and others; a part is named with _ for /."""
    content = BytesIO()
    with ZipFile(content, "w") as package:
        package.writestr(main, "<document/>")
        for name, said in parts.items():
            package.writestr(name.replace("__", "/"), said)
    return content.getvalue()


def _word(**parts: str | bytes) -> bytes:
    return _office("word/document.xml", **parts)


def _excel(**parts: str | bytes) -> bytes:
    return _office("xl/workbook.xml", **parts)


@pytest.mark.parametrize(
    ("name", "content", "is_taken"),
    [
        ("plan.pdf", b"%PDF-1.7 ...", True),
        ("plan.docx", _word(), True),
        ("plan.pdf", b"MZ not a pdf", False),
        ("plan.docx", b"%PDF-1.7", False),
        ("plan.exe", b"MZ", False),
        ("plan.pdf", b"%PDF-" + b"0" * (2 * 1024 * 1024), False),
    ],
)
def test_a_file_is_taken_when_it_is_what_it_is_called(
    name: str, content: bytes, is_taken: bool, method: str, as_bo: Client
) -> None:
    answer = post(as_bo, method, "described", act="file", file=SimpleUploadedFile(name, content))
    assert answer.status_code == (302 if is_taken else 422)  # type: ignore[attr-defined]
    page = as_bo.get(f"/metoder/{method}/skriv/described/")
    assert [one.title for one in page.context["references"]] == ([name] if is_taken else [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", _word(**{"word__vbaProject.bin": b"x"})),
        ("plan.docx", _word(**{"word__embeddings__oleObject1.bin": b"x"})),
        ("plan.docx", _word(**{"word__embeddings__Microsoft_Excel_Sheet.xlsx": b"x"})),
        ("plan.docx", _word(**{"word__activeX__activeX1.xml": b"x"})),
        ("plan.xlsx", _excel(**{"xl__macrosheets__sheet1.xml": b"x"})),
        ("plan.xlsx", _excel(**{"xl___rels__workbook.xml.rels": RELATED.format(MACRO_SHEET)})),
        ("plan.xlsx", _excel(**{"xl___rels__workbook.xml.rels": RELATED.format(MACRO_SHEET).encode("utf-16")})),
        (
            "plan.docx",
            _word(
                **{
                    "word___rels__settings.xml.rels": RELATED.format(
                        f'<Relationship Id="a" Type="{OF_OFFICE}/attachedTemplate" Target="https://example.org/x" '
                        'TargetMode="External"/>'
                    )
                }
            ),
        ),
        ("plan.xlsx", _excel(**{"[Content_Types].xml": '<Types><Override ContentType="a.macroEnabled.x"/></Types>'})),
    ],
)
def test_an_office_file_that_runs_something_or_holds_another_is_refused_with_what_to_do(
    name: str, content: bytes, method: str, as_bo: Client
) -> None:
    answer = post(as_bo, method, "described", act="file", file=SimpleUploadedFile(name, content))
    said = words(answer)
    assert "Filen har ett makro eller en inbäddad fil i sig." in said
    assert "spara filen som PDF" in said
    assert not MethodReference.objects.exists()


def test_ordinary_office_files_are_taken_and_a_broken_one_is_refused(method: str, as_bo: Client) -> None:
    written, counted = BytesIO(), BytesIO()
    docx.Document().save(written)
    Workbook().save(counted)
    broken = _word(**{"_rels__.rels": "<Relationships"})
    for name, content, status in (
        ("plan.docx", written.getvalue(), 302),
        ("plan.xlsx", counted.getvalue(), 302),
        ("plan.docx", broken, 422),
        ("plan.docx", written.getvalue()[:-100], 422),
    ):
        answer = post(as_bo, method, "described", act="file", file=SimpleUploadedFile(name, content))
        assert answer.status_code == status, name  # type: ignore[attr-defined]


def test_a_file_is_handed_out_to_be_kept_and_only_to_who_reads_the_method(
    method: str, as_bo: Client, as_dan: Client, bo: Account, carin: Account
) -> None:
    actions.add_file(Place(method, "described"), b"%PDF-1.7", "plan.pdf", bo)
    number = as_bo.get(f"/metoder/{method}/skriv/described/").context["references"][0].pk
    address = f"/metoder/{method}/bilaga/{number}/"
    assert as_dan.get(address).status_code == 404
    publish(method, bo, carin)
    answer = as_dan.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_link_is_an_address_of_a_page_and_nothing_else(method: str, as_bo: Client) -> None:
    for address in ("javascript:alert(1)", "https://bo:secret@example.org", "example.org", "https://"):
        assert post(as_bo, method, "described", act="link", title="X", address=address).status_code == 422  # type: ignore[attr-defined]
    post(as_bo, method, "described", act="link", title="Rapporten", address="https://example.org/rapport")
    assert 'href="https://example.org/rapport"' in as_bo.get(f"/metoder/{method}/").content.decode()


def test_an_edition_keeps_its_links_whatever_becomes_of_the_drafts(
    method: str, bo: Account, carin: Account, as_bo: Client, as_dan: Client
) -> None:
    first = {"act": "link", "title": "Rapporten", "address": "https://example.org/forst"}
    post(as_bo, method, "described", **first)
    publish(method, bo, carin)
    other = {"act": "link", "title": "Rapporten", "address": "https://example.org/annan"}
    post(as_bo, method, "described", **other)
    number = MethodReference.objects.get(address="https://example.org/forst").pk
    post(as_bo, method, "described", act="remove_reference", reference=number)
    read = as_dan.get(f"/metoder/{method}/").content.decode()
    assert 'href="https://example.org/forst"' in read
    assert "https://example.org/annan" not in read
    publish(method, bo, carin)
    read = as_dan.get(f"/metoder/{method}/").content.decode()
    assert 'href="https://example.org/annan"' in read
    assert 'href="https://example.org/forst"' not in read


def test_the_log_has_no_words_that_somebody_wrote(method: str, bo: Account, carin: Account, as_bo: Client) -> None:
    publish(method, bo, carin)
    as_bo.get(f"/metoder/{method}/metod.docx")
    assert not AuditEntry.objects.filter(about__contains="dörren").exists()


# --- on its way to everybody --------------------------------------------------------------------------------------


def test_another_reviews_and_then_it_is_published_and_frozen(
    method: str, bo: Account, carin: Account, as_bo: Client, as_carin: Client, as_dan: Client
) -> None:
    actions.save_answer(Place(method, "purpose"), TypedAnswer("Före.", "yes"), 0, bo)
    assert as_dan.get(f"/metoder/{method}/").status_code == 404
    room = f"/metoder/{method}/skriv/"
    as_bo.post(room, {"act": "ask"})
    assert "någon annan behöver göra den" in words(as_bo.post(room, {"act": "review"}))
    assert "Metoden granskas" in words(post(as_bo, method, "purpose", act="save", words="Efter.", seen="1"))
    assert "Någon annan behöver granska metoden först." in words(as_bo.post(room, {"act": "publish"}))
    as_carin.post(room, {"act": "send_back", "why": "Säg vilka den är till för."})
    assert "Säg vilka den är till för." in words(as_bo.get(room))
    as_bo.post(room, {"act": "ask"})
    as_carin.post(room, {"act": "review"})
    as_bo.post(room, {"act": "publish"})
    post(as_bo, method, "purpose", act="save", judgement="yes", words="Efter.", seen="1")
    read = words(as_dan.get(f"/metoder/{method}/"))
    assert "Utgåva 1" in read
    assert "Före." in read
    assert "Efter." not in read
    publish(method, bo, carin)
    assert "Efter." in words(as_dan.get(f"/metoder/{method}/"))
    assert "Före." in words(as_dan.get(f"/metoder/{method}/utgava/1/"))


def test_a_copy_at_another_unit_keeps_where_it_is_from(
    method: str, bo: Account, carin: Account, as_carin: Client, as_dan: Client
) -> None:
    actions.save_answer(Place(method, "purpose"), TypedAnswer("Hitta rätt stöd.", "yes"), 0, bo)
    publish(method, bo, carin)
    assert as_dan.post(f"/metoder/{method}/", {"unit": "hasselby_stod"}).status_code == 404, "Dan only registers"
    address = as_carin.post(f"/metoder/{method}/", {"unit": "hasselby_stod"})["Location"]
    copy = StoredMethod.objects.exclude(key=method).get()
    assert address == f"/metoder/{copy.key}/skriv/"
    assert "Bygger på Öppna dörren från Föräldrastöd Farsta." in words(as_carin.get(address))
    assert draft(copy).answer("purpose").words == "Hitta rätt stöd."
    assert draft(copy).origin.edition == 1  # type: ignore[union-attr]
    assert as_dan.get(f"/metoder/{copy.key}/").status_code == 404


def test_who_describes_methods_represents_manages_or_develops(
    method: str, as_amina: Client, city: None, signed_in: Callable[[Account], Client]
) -> None:
    for role, unit, status in (
        ("represents", "farsta_stod", 200),
        ("develops", "stad", 200),
        ("reads", "farsta_stod", 404),
        ("manages", "hasselby_stod", 404),
    ):
        account = create_account(f"{role}@kommunen.example", role, "ett långt lösenord")
        give_role(account, unit, role)
        assert signed_in(account).get(f"/metoder/{method}/skriv/").status_code == status, role
    assert as_amina.get(f"/metoder/{method}/skriv/").status_code == 404


def test_its_files_are_fetched_and_that_is_noted(method: str, as_bo: Client) -> None:
    assert as_bo.get(f"/metoder/{method}.pdf").content.startswith(b"%PDF")
    assert as_bo.get(f"/metoder/{method}.docx").content.startswith(b"PK")
    assert as_bo.get(f"/metoder/{method}.xlsx").status_code == 404


# --- finding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sought", ["föräldrar", "föräldrarnas", "FÖRÄLDER mötesplatsens", "stöd"])
def test_a_method_is_found_in_every_form_of_a_word(sought: str, method: str, bo: Account, as_bo: Client) -> None:
    text = TypedAnswer("Föräldrarna får samtalsstöd.", "yes")
    actions.save_answer(Place(method, "support_need"), text, 0, bo)
    actions.make("farsta_stod", About("Fältarbete"), bo)
    assert [one.name for one, *_ in as_bo.get("/metoder/", {"ord": sought}).context["rows"]] == ["Öppna dörren"]


def test_methods_are_found_by_what_they_are_for_and_the_name_weighs_most(
    method: str, bo: Account, as_bo: Client, as_dan: Client
) -> None:
    actions.make("farsta_stod", About("Samtal", "Om en öppen dörr.", {"target": ("parents",)}), bo)
    found = as_bo.get("/metoder/", {"ord": "dörrarna"}).context["rows"]
    assert [one.name for one, *_ in found] == ["Öppna dörren", "Samtal"]
    assert [one.name for one, *_ in as_bo.get("/metoder/", {"target": "parents"}).context["rows"]] == ["Samtal"]
    assert as_bo.get("/metoder/", {"element": "theory"}).context["rows"] == []
    assert "Ingen metod har allt det där." in words(as_bo.get("/metoder/", {"ord": "rymdraket"}))
    assert as_dan.get("/metoder/", {"ord": "dörr"}).context["rows"] == [], "drafts are read at their unit"


def test_two_methods_are_compared_element_by_element(method: str, bo: Account, as_bo: Client) -> None:
    other = actions.make("farsta_stod", About("Hembesök"), bo)
    for key, judgement in ((method, "yes"), (other, "partly")):
        actions.save_answer(Place(key, "supervision"), TypedAnswer("Varje månad.", judgement), 0, bo)
    said = words(as_bo.get("/metoder/jamfor/", {"en": method, "annan": other}))
    assert "7. Professionell reflektion" in said
    assert "Handledning Ja Delvis" in said
    assert len(as_bo.get("/metoder/jamfor/", {"en": method, "annan": other}).context["elements"]) == 11


def test_a_question_that_is_not_there_is_not_answered(method: str, bo: Account, as_bo: Client) -> None:
    assert as_bo.get(f"/metoder/{method}/skriv/nothing/").status_code == 404
    with pytest.raises(Refused):
        actions.restore(Place(method, "helps"), 7, 0, bo)
    assert len(shipped().questions) == 58


def test_a_claim_that_has_run_out_is_deleted_in_the_servers_round(
    method: str, bo: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.claim(Place(method, "helps"), bo)
    MethodClaim.objects.update(until=timezone.now() - timedelta(seconds=1))
    stopped = Event()
    stopped.set()
    monkeypatch.setattr(forgetting.connection, "close", lambda: None)
    forgetting.keep_claims_forgotten(stopped)
    assert not MethodClaim.objects.exists()


# --- reviewing ----------------------------------------------------------------------------------------------------


def test_who_reviews_a_later_edition_reads_the_whole_draft_with_figures_and_what_is_new(
    method: str, closed: None, bo: Account, carin: Account, as_carin: Client
) -> None:
    actions.save_answer(Place(method, "purpose"), TypedAnswer("Hitta rätt stöd.", "yes"), 0, bo)
    actions.save_answer(Place(method, "helps"), TypedAnswer("Det hjälper.", "yes"), 0, bo)
    publish(method, bo, carin)
    actions.save_answer(Place(method, "helps"), TypedAnswer(f"Det hjälper många. {mark('talks')}", "partly"), 1, bo)
    actions.ask(method, bo)
    assert "Ett svar är ändrat sedan utgåva 1." in words(as_carin.get(f"/metoder/{method}/skriv/"))
    page = as_carin.get(f"/metoder/{method}/utkast/")
    said = words(page).replace("\u00a0", " ")
    assert [one["question"].code for one in page.context["changes"]] == ["helps"]
    changes, _, whole = said.partition("I korthet")
    assert "Utgåva 1 Det hjälper. Nu" in changes
    assert "Det hjälper många. Siffrorna säger Föräldrastöd Farsta, januari–april 2022. " in changes
    assert "Hitta rätt stöd." in whole
    assert "Antalet råd- och stödsamtal är" in whole
    locked = words(as_carin.get(f"/metoder/{method}/skriv/helps/"))
    assert "Antalet råd- och stödsamtal är" in locked
    assert mark("talks") not in said + locked


def test_the_start_says_what_waits_for_a_review_and_what_has_come_back(
    method: str, closed: None, bo: Account, as_bo: Client, as_carin: Client, as_amina: Client
) -> None:
    actions.save_answer(Place(method, "purpose"), TypedAnswer("Hitta rätt stöd.", "yes"), 0, bo)
    name = StoredMethod.objects.get().name
    actions.ask(method, bo)
    assert f"{name} väntar på granskning" in words(as_carin.get("/"))
    assert "väntar på granskning" in words(as_carin.get("/metoder/"))
    assert name not in words(as_bo.get("/")) + words(as_amina.get("/"))
    as_carin.post(f"/metoder/{method}/skriv/", {"act": "send_back", "why": "Säg vilka den är till för."})
    assert f"{name} har kommit tillbaka" in words(as_bo.get("/"))
    assert name not in words(as_carin.get("/"))


def test_what_waits_and_has_come_back_takes_no_more_to_find_among_many_drafts(
    method: str,
    bo: Account,
    carin: Account,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    for number in range(30):
        actions.make("farsta_stod", About(f"Utkast {number}", "Ett av många."), bo)
    actions.ask(method, bo)
    with django_assert_max_num_queries(12):
        assert [one.key for one in to_review(carin)] == [method]
        assert not sent_back_to(bo)


def test_who_reviewed_reviews_again_what_words_were_taken_out_of(method: str, bo: Account, carin: Account) -> None:
    actions.save_answer(Place(method, "purpose"), TypedAnswer("Vi träffas vid bryggan.", "yes"), 0, bo)
    actions.ask(method, bo)
    actions.review(method, carin)
    remove(method, "vid bryggan", bo)
    assert [one.key for one in to_review(carin)] == [method]
    assert not to_review(bo)


def test_who_has_written_does_not_review_also_where_a_colleague_asked(
    method: str, bo: Account, carin: Account, as_carin: Client
) -> None:
    actions.save_answer(Place(method, "purpose"), TypedAnswer("Hitta rätt stöd.", "yes"), 0, carin)
    actions.ask(method, bo)
    room = f"/metoder/{method}/skriv/"
    assert "Granskad, bra som den är" not in words(as_carin.get(room))
    assert "Nya ögon ser mer." in words(as_carin.post(room, {"act": "review"}))
    assert StoredMethod.objects.get().state == "asked"


def test_what_was_written_before_the_last_edition_hinders_nobody(method: str, bo: Account, carin: Account) -> None:
    actions.save_answer(Place(method, "purpose"), TypedAnswer("Hitta rätt stöd.", "yes"), 0, carin)
    publish(method, bo, third())
    actions.save_answer(Place(method, "purpose"), TypedAnswer("Hitta rätt stöd i tid.", "yes"), 1, bo)
    publish(method, bo, carin)
    assert StoredMethod.objects.get().edition == 2


# --- what a method is called --------------------------------------------------------------------------------------


def test_two_who_write_what_it_is_called_are_shown_both_and_nothing_is_lost(
    method: str, as_bo: Client, as_carin: Client
) -> None:
    page = f"/metoder/{method}/om/"
    theirs = {"name": "Dörren", "summary": ABOUT.summary, "target": ["families", "youth"], "arena": ["meeting_place"]}
    assert as_bo.post(page, {**theirs, "seen": "1"})["Location"] == f"{page}?sparat=1"
    yours = {"name": "Öppna dörren", "summary": "En plats för alla.", "target": ["parents"], "arena": ["meeting_place"]}
    both = as_carin.post(page, {**yours, "seen": "1"})
    assert both.status_code == 409
    said = words(both)
    assert "Bo har sparat något annat medan du skrev" in said
    assert "Dörren En mötesplats för familjer. Målgrupp: Föräldrar och barn tillsammans, Unga" in said
    assert "Öppna dörren En plats för alla. Målgrupp: Föräldrar" in said
    assert (both.context["name"].value, both.context["summary"].value) == ("Dörren", "En plats för alla.")
    chosen = {one.value for _, choices in both.context["facets"] for one in choices if one.chosen}
    assert chosen == {"parents", "youth", "meeting_place"}, "Carin took families away; Bo added youth, Carin parents"
    as_carin.post(page, {**theirs, "summary": "En plats för alla.", "seen": "2"})
    assert "Så stod det förut" in words(as_bo.get(page))
    as_bo.post(page, {"act": "restore", "version": "1", "seen": "3"})
    assert draft(StoredMethod.objects.get()).about == ABOUT


def test_who_writes_what_it_is_called_is_told_to_the_other(method: str, as_bo: Client, as_carin: Client) -> None:
    as_bo.post(f"/metoder/{method}/om/har/")
    assert as_carin.post(f"/metoder/{method}/om/har/").json() == {"says": "Bo skriver här nu", "version": 1}
    assert "Bo skriver här nu" in words(as_carin.get(f"/metoder/{method}/om/"))


def test_what_may_be_a_name_is_asked_about_in_names_and_titles_too(method: str, as_bo: Client) -> None:
    asks, named = "Kan det här vara ett namn", "Lisa Svensson"
    new = {"unit": "farsta_stod", "name": f"Grupp med {named}"}
    about = {"name": ABOUT.name, "summary": f"Som {named} gör.", "seen": "1"}
    link = {"act": "link", "title": f"Rapport av {named}", "address": "https://example.org/"}
    for address, form in (("ny", new), (f"{method}/om", about), (f"{method}/skriv/described", link)):
        refused = as_bo.post(f"/metoder/{address}/", form)
        assert refused.status_code == 422, address
        assert asks in words(refused), address
        assert as_bo.post(f"/metoder/{address}/", form | {"names_nobody": "1"}).status_code == 302, address
    for names_nobody, status in (({}, 422), ({"names_nobody": "1"}, 302)):
        file = SimpleUploadedFile(f"{named}.pdf", b"%PDF-1.7")
        answer = post(as_bo, method, "described", act="file", file=file, **names_nobody)
        assert answer.status_code == status  # type: ignore[attr-defined]


# --- drafts that were a mistake, and units that have ended --------------------------------------------------------


def test_a_draft_begun_by_mistake_is_deleted_by_who_wrote_it_and_leaves_no_words(
    method: str, bo: Account, carin: Account, as_bo: Client
) -> None:
    actions.save_answer(Place(method, "helps"), TypedAnswer("Xylofoner hjälper.", "yes"), 0, bo)
    room = f"/metoder/{method}/skriv/"
    assert "Ta bort utkastet för alltid" in words(as_bo.get(room))
    actions.claim(Place(method, "helps"), carin)
    assert "Carin skriver i utkastet just nu." in words(as_bo.post(room, {"act": "delete"}))
    MethodClaim.objects.all().delete()
    assert "Utkastet är borttaget." in words(as_bo.get(as_bo.post(room, {"act": "delete"})["Location"]))
    assert not StoredMethod.objects.exists()
    assert not Stem.objects.exists()


def test_what_was_published_is_not_deleted_nor_by_who_has_not_written(method: str, bo: Account, carin: Account) -> None:
    with pytest.raises(Refused):
        actions.delete_draft(method, third())
    publish(method, bo, carin)
    with pytest.raises(Refused):
        actions.delete_draft(method, bo)


def end(units: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The units become others, and what was left to write about those that ended is written."""
    load_units(units.encode())
    monkeypatch.setenv("FOLJA_TODAY", "2022-12-01")
    monkeypatch.setattr("folja.web.organisation.scope.first_open", lambda: Period.parse("2022T3"))


def test_the_rooms_of_a_unit_that_has_ended_are_read_and_taken_over_by_its_successor(
    method: str, closed: None, bo: Account, carin: Account, monkeypatch: pytest.MonkeyPatch, as_bo: Client
) -> None:
    text = TypedAnswer(f"Det hjälper. {mark('talks')}", "yes")
    actions.save_answer(Place(method, "helps"), text, 0, bo)
    publish(method, bo, carin)
    end(MERGED, monkeypatch)
    eva = create_account("eva@kommunen.example", "Eva", "ett långt lösenord")
    give_role(eva, "ny", "manages")
    room = f"/metoder/{method}/skriv/"
    before = words(as_bo.get(room))
    assert "Föräldrastöd Farsta har upphört, så här går det inte att skriva." in before
    assert "Det hjälper." in words(as_bo.get(f"{room}helps/"))
    assert post(as_bo, method, "helps", act="save", words="Nytt.", seen="1").status_code == 404  # type: ignore[attr-defined]
    assert "Den som skriver på enheten som tog över" in words(as_bo.post(room, {"act": "take_over", "unit": "ny"}))
    as_eva = Client()
    as_eva.force_login(eva)
    assert "enheten har upphört" in words(as_eva.get("/metoder/?egna=1"))
    assert "Antalet råd- och stödsamtal är" in words(as_eva.get(f"/metoder/{method}/")), "its last figures are shown"
    assert as_eva.post(room, {"act": "take_over", "unit": "ny"}).status_code == 302
    onward = {"act": "save", "judgement": "yes", "words": "Vidare.", "seen": "1"}
    assert post(as_eva, method, "helps", **onward).status_code == 302  # type: ignore[attr-defined]
    assert "Metodbeskrivning från Föräldrastöd Farsta" in words(as_eva.get(f"/metoder/{method}/"))
    assert (
        "Metodbeskrivning från Familjehuset Farsta"
        in as_eva.get(f"/metoder/{method}/utkast/").context["document"].subtitle
    )
    assert as_bo.get(room).status_code == 404


def test_who_reads_the_draft_of_an_ended_unit_reads_its_files(
    method: str, bo: Account, monkeypatch: pytest.MonkeyPatch, as_bo: Client, as_dan: Client
) -> None:
    actions.add_file(Place(method, "described"), b"%PDF-1.7", "plan.pdf", bo)
    end(MERGED, monkeypatch)
    file = f"/metoder/{method}/bilaga/{MethodReference.objects.get().pk}/"
    assert file in as_bo.get(f"/metoder/{method}/utkast/").content.decode()
    assert as_bo.get(file).content == b"%PDF-1.7"
    assert as_dan.get(file).status_code == 404


def test_where_nobody_took_over_the_city_does(
    method: str, carin: Account, monkeypatch: pytest.MonkeyPatch, as_carin: Client
) -> None:
    end(MERGED.replace("2022-04;ny", "2022-04;"), monkeypatch)
    as_carin.post(f"/metoder/{method}/skriv/", {"act": "take_over", "unit": "stad"})
    assert StoredMethod.objects.get().unit == "stad"


@pytest.mark.parametrize(
    "view", ["om/", "om/har/", "utkast/", "ta-bort/", "skriv/", "skriv/helps/", "skriv/helps/har/"]
)
def test_no_page_of_an_ended_units_room_lets_its_readers_change_anything(
    view: str, method: str, bo: Account, monkeypatch: pytest.MonkeyPatch, signed_in: Callable[[Account], Client]
) -> None:
    actions.remark(Place(method, "helps"), Typed("Säg hur."), bo)
    readers = [bo]
    end(MERGED, monkeypatch)
    for unit, role in (("ny", "manages"), ("ny", "represents"), ("stad", "develops")):
        readers.append(create_account(f"{role}@kommunen.example", role, "ett långt lösenord"))
        give_role(readers[-1], unit, role)
    form = {"unit": "farsta_stod", "name": "Annat", "words": "Annat.", "judgement": "yes", "seen": "0"}
    form |= {"passage": "dörren", "why": "Annat.", "title": "Annat", "address": "https://example.org/"}
    acts = ["take_over", "save", "restore", "ask", "delete", "publish", "link", "remark", "settle", "remove", ""]
    before = everything_kept()
    for account in readers:
        client = signed_in(account)
        answers = {client.post(f"/metoder/{method}/{view}", form | {"act": act}).status_code for act in acts}
        assert answers <= {404, 405, 422}, account
    assert everything_kept() == before


def test_no_action_writes_for_who_does_not_describe_methods_at_the_unit(method: str, bo: Account, dan: Account) -> None:
    place = Place(method, "helps")
    actions.remark(place, Typed("Säg hur."), bo)
    number = MethodRemark.objects.get().pk
    before = everything_kept()
    for act in (
        lambda: actions.make("farsta_stod", ABOUT, dan),
        lambda: actions.save_about(method, About("Annat"), 1, dan),
        lambda: actions.restore_about(method, 1, 1, dan),
        lambda: actions.delete_draft(method, dan),
        lambda: actions.take_over(method, "hasselby_stod", dan),
        lambda: actions.copy_to(method, "farsta_stod", dan),
        lambda: actions.save_answer(place, TypedAnswer("Annat."), 0, dan),
        lambda: actions.claim(place, dan),
        lambda: actions.remark(place, Typed("Annat."), dan),
        lambda: actions.settle(place, number, dan, is_done=True),
        lambda: actions.add_link(place, "Annat", "https://example.org/", dan),
        lambda: actions.add_file(place, b"%PDF-1.7", "plan.pdf", dan),
        lambda: actions.remove_reference(place, 1, dan),
        lambda: actions.ask(method, dan),
        lambda: actions.take_back(method, dan),
        lambda: actions.publish(method, dan),
    ):
        with pytest.raises(Refused):
            act()
    assert everything_kept() == before


def everything_kept() -> list[object]:
    """Every row about methods."""
    of = (StoredMethod, MethodText, MethodClaim, MethodReference, MethodRemark, MethodTurn, MethodEdition)
    return [list(model.objects.order_by("pk").values()) for model in of]


# --- no more is read than is shown --------------------------------------------------------------------------------


@contextmanager
def read_of(*models: type[Model]) -> Iterator[Counter[str]]:
    """How many rows are read of each."""
    rows: Counter[str] = Counter()

    def count(sender: type[Model], **_: object) -> None:
        rows[sender.__name__] += 1

    for model in models:
        post_init.connect(count, sender=model)
    yield rows
    for model in models:
        post_init.disconnect(count, sender=model)


def test_what_is_read_does_not_grow_with_versions_and_methods(method: str, bo: Account, as_bo: Client) -> None:
    for number in range(12):
        actions.save_answer(Place(method, "helps"), TypedAnswer(f"Svar {number}.", "yes"), number, bo)
    others = [actions.make("farsta_stod", About(f"Metod nummer {number}"), bo) for number in range(30)]
    with read_of(MethodText) as rows:
        as_bo.get(f"/metoder/{method}/skriv/")
    assert rows["MethodText"] == 2, "the answer and what the method is called, each as it now is"
    with read_of(MethodText, StoredMethod) as rows, CaptureQueriesContext(connection) as asked:
        as_bo.post(f"/metoder/{method}/skriv/helps/har/")
    assert rows == {"StoredMethod": 2}
    assert not any('"methods_methodtext"."words"' in one["sql"] for one in asked)
    with read_of(StoredMethod) as rows:
        page = as_bo.get("/metoder/jamfor/", {"en": method})
    assert (rows["StoredMethod"], len(page.context["choices"]), page.context["found"]) == (21, 20, 30)
    with read_of(StoredMethod) as rows:
        as_bo.get("/metoder/jamfor/", {"en": method, "annan": others[0]})
    assert rows["StoredMethod"] == 2
    found = as_bo.get("/metoder/jamfor/", {"en": method, "ord": "17"}).context["choices"]
    assert [one.name for one, _ in found] == ["Metod nummer 17"]


def test_a_filtered_catalogue_does_not_say_that_it_is_all(method: str, as_bo: Client) -> None:
    assert "Alla metoder" in words(as_bo.get("/metoder/"))
    for asked in ({"egna": "1"}, {"target": "families"}, {"ord": "dörr"}):
        said = words(as_bo.get("/metoder/", asked))
        assert "Alla metoder" not in said
        assert "En metod" in said
