"""Words that tell who somebody is are taken away for good: they stand in no table of the database afterwards."""

import pytest
from django.db import connection
from django.test import Client

from folja.methods.method import About
from folja.vocabulary.problem import Refused
from folja.web.methods import actions, removing
from folja.web.methods.actions import Overtaken, Place
from folja.web.methods.models import MethodReference, MethodText, StoredMethod
from folja.web.methods.removing import MARK, NAMELESS, Passage
from folja.web.methods.stored import draft, writers
from folja.web.methods.written import TypedAnswer
from folja.web.organisation.models import Account
from folja.web.writing.written import Typed
from tests.methods import third
from tests.web.pages import words

NAME = "Zelda Zvensson"
STEMS = ("zelda", "zvensson", "zvens")


def whole_database() -> str:
    """Every value of every row of every table, as a copy of the database would have it."""
    said: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            said += [
                bytes(value).decode(errors="replace") if isinstance(value, (bytes, memoryview)) else str(value)
                for row in cursor.fetchall()
                for value in row
            ]
    return "\n".join(said).casefold()


@pytest.fixture
def everywhere(bo: Account, carin: Account) -> str:
    """A method where the name stands in everything that words can stand in, also of two copies, one of the other."""
    about = About(f"{NAME}s mötesplats", f"Så som {NAME} gör.")
    key = actions.make("farsta_stod", about, bo, names_nobody=True)
    actions.save_answer(Place(key, "helps"), TypedAnswer(f"Det sa {NAME}.", "yes", names_nobody=True), 0, bo)
    actions.save_answer(Place(key, "helps"), TypedAnswer(f"Barnen trivs, sa {NAME}.", "yes", names_nobody=True), 1, bo)
    actions.save_answer(Place(key, "purpose"), TypedAnswer(NAME, "yes", names_nobody=True), 0, bo)
    place = Place(key, "described")
    actions.add_link(place, f"Om {NAME}", "https://example.org/om", bo, names_nobody=True)
    actions.add_link(place, "Rapporten", "https://example.org/zelda-zvensson/", bo)
    actions.add_file(place, b"%PDF-1.7", f"{NAME}.pdf", bo, names_nobody=True)
    actions.remark(place, Typed(f"Fråga {NAME.upper()} om det.", names_nobody=True), carin)
    actions.ask(key, bo)
    actions.send_back(key, f"Ta bort {NAME} ur texten.", carin)
    actions.ask(key, bo)
    actions.review(key, carin)
    actions.publish(key, bo)
    copy = actions.copy_to(key, "hasselby_stod", carin)
    actions.copy_to(copy, "hasselby_stod", carin)
    return key


def test_nothing_of_the_words_is_left_in_the_database(everywhere: str, bo: Account) -> None:
    assert all(stem in whole_database() for stem in STEMS)
    stands = removing.where(everywhere, NAME, bo)
    assert (stands.copies, set(stands.of_kind)) == (
        2,
        {"text", "about", "remark", "turn", "reference", "edition", "origin"},
    )
    assert removing.remove(everywhere, f" zelda\n{NAME.split()[1]} ", bo) == stands
    left = whole_database()
    assert [stem for stem in STEMS if stem in left] == []
    assert removing.where(everywhere, NAME, bo).number == 0


def test_the_rest_of_the_texts_stays_and_the_method_is_read_and_found(
    everywhere: str, bo: Account, as_bo: Client, as_dan: Client
) -> None:
    removing.remove(everywhere, NAME, bo)
    now = draft(StoredMethod.objects.get(pk=everywhere))
    assert now.answer("helps").words == f"Barnen trivs, sa {MARK}."
    assert (now.about.name, now.about.summary) == (f"{MARK} mötesplats", f"Så som {MARK} gör.")
    assert now.answer("purpose").is_empty
    assert MethodText.objects.get(method=everywhere, key="purpose", version=1).is_removed
    for page in (f"/metoder/{everywhere}/", f"/metoder/{everywhere}/utgava/1/", "/metoder/?ord=mötesplatsen"):
        assert "mötesplats" in words(as_dan.get(page)), page
    assert "Barnen trivs" in words(as_bo.get(f"/metoder/{everywhere}/skriv/helps/"))
    assert as_dan.get("/metoder/", {"ord": "Zvensson"}).context["rows"] == []


def test_who_has_the_old_text_before_them_does_not_bring_it_back(
    everywhere: str, bo: Account, carin: Account, as_carin: Client
) -> None:
    removing.remove(everywhere, NAME, bo)
    old = TypedAnswer(f"Barnen trivs, sa {NAME}. Ja.", "yes", names_nobody=True)
    with pytest.raises(Overtaken):
        actions.save_answer(Place(everywhere, "helps"), old, 2, carin)
    form = {"act": "save", "words": old.words, "judgement": "yes", "seen": "2", "names_nobody": "1"}
    both = as_carin.post(f"/metoder/{everywhere}/skriv/helps/", form)
    assert "Ord togs bort för alltid medan du skrev" in words(both)


@pytest.mark.parametrize("was", ["asked", "reviewed"])
def test_a_copy_is_reviewed_as_it_is_after_words_went_by_somebody_who_has_not_written_in_it(
    was: str, everywhere: str, bo: Account, carin: Account, as_carin: Client
) -> None:
    tora = third()
    copy = actions.copy_to(everywhere, "hasselby_stod", tora)
    actions.ask(copy, tora)
    if was == "reviewed":
        actions.review(copy, carin)
    said = "Något som röjde vem någon är togs bort ur texten"
    room = f"/metoder/{copy}/skriv/"
    assert said not in words(as_carin.get(room))
    removing.remove(everywhere, NAME, bo)
    assert StoredMethod.objects.get(pk=copy).state == "asked"
    assert writers(StoredMethod.objects.get(pk=copy)) == [tora]
    with pytest.raises(Refused):
        actions.publish(copy, carin)
    with pytest.raises(Refused):
        actions.review(copy, tora)
    page = words(as_carin.get(room))
    assert said in page
    assert "Den behöver granskas så som den är nu." in page
    assert "Tora bad om granskning" in page
    assert "Ord togs bort för alltid" in words(as_carin.get(f"{room}helps/"))
    actions.review(copy, carin)
    assert said not in words(as_carin.get(room))


def test_who_takes_words_away_may_still_review(bo: Account, carin: Account) -> None:
    key = actions.make("farsta_stod", About("Öppna dörren", f"Så som {NAME} gör."), carin, names_nobody=True)
    removing.remove(key, NAME, bo)
    actions.ask(key, carin)
    actions.review(key, bo)


def test_a_copys_manager_takes_nothing_out_of_what_it_was_copied_from(everywhere: str, carin: Account) -> None:
    copy = StoredMethod.objects.filter(unit="hasselby_stod").first()
    assert copy is not None
    removing.remove(copy.key, NAME, carin)
    assert NAME in draft(StoredMethod.objects.get(pk=everywhere)).answer("helps").words


def test_a_copy_of_a_copy_is_reached_after_the_draft_between_them_is_deleted(bo: Account, carin: Account) -> None:
    key = actions.make("farsta_stod", About("Öppna dörren", f"Så som {NAME} gör."), bo, names_nobody=True)
    between = actions.copy_to(key, "hasselby_stod", carin)
    last = actions.copy_to(between, "farsta_stod", carin)
    actions.delete_draft(between, carin)
    origin = draft(StoredMethod.objects.get(pk=last)).origin
    assert (origin and origin.key) == key
    assert removing.remove(key, NAME, bo).copies == 1
    assert [stem for stem in STEMS if stem in whole_database()] == []


def test_a_file_is_taken_away_for_good_out_of_editions_too(
    everywhere: str, bo: Account, carin: Account, as_dan: Client
) -> None:
    actions.add_file(Place(everywhere, "described"), b"%PDF-1.7", "plan.pdf", bo)
    for act, account in ((actions.ask, bo), (actions.review, carin), (actions.publish, bo)):
        act(everywhere, account)
    number = MethodReference.objects.get(method=everywhere, title=f"{NAME}.pdf").pk
    assert as_dan.get(f"/metoder/{everywhere}/bilaga/{number}/").status_code == 200
    removing.remove_reference(everywhere, number, bo)
    assert as_dan.get(f"/metoder/{everywhere}/bilaga/{number}/").status_code == 404
    read = as_dan.get(f"/metoder/{everywhere}/").content.decode()
    assert f"/bilaga/{number}/" not in read
    assert "plan.pdf" in read


def test_a_link_is_taken_away_for_good_out_of_copies_and_their_editions_too(
    bo: Account, carin: Account, as_bo: Client, as_dan: Client
) -> None:
    key = actions.make("farsta_stod", About("Öppna dörren"), bo)
    for address in ("https://example.org/zelda", "https://example.org/kort"):
        actions.add_link(Place(key, "described"), "Läs mer", address, bo)
    copy = actions.copy_to(key, "hasselby_stod", carin)
    actions.ask(copy, carin)
    actions.review(copy, third())
    actions.publish(copy, carin)
    number = MethodReference.objects.get(method=key, address__endswith="zelda").pk
    page = f"/metoder/{key}/skriv/described/"
    assert "Också ur utgåvor och kopior" in words(as_bo.get(page))
    as_bo.post(page, {"act": "remove_for_good", "reference": number})
    assert "zelda" not in whole_database()
    read = as_dan.get(f"/metoder/{copy}/").content.decode()
    assert "https://example.org/kort" in read
    assert MethodReference.objects.filter(address__endswith="kort").count() == 2


def test_a_manager_is_told_where_words_stand_before_they_go(everywhere: str, as_bo: Client) -> None:
    page = f"/metoder/{everywhere}/ta-bort/"
    assert "minst 3 tecken" in words(as_bo.post(page, {"passage": "a"}))
    said = words(as_bo.post(page, {"passage": NAME}))
    assert "Några av ställena är i 2 kopior." in said
    assert NAME in draft(StoredMethod.objects.get(pk=everywhere)).answer("helps").words
    answer = as_bo.post(page, {"passage": NAME, "act": "remove"})
    assert "Orden är borta från" in words(as_bo.get(answer["Location"]))
    assert "Orden står ingenstans" in words(as_bo.post(page, {"passage": NAME}))


def test_only_who_manages_the_unit_takes_words_away(everywhere: str, amina: Account, as_amina: Client) -> None:
    assert as_amina.get(f"/metoder/{everywhere}/ta-bort/").status_code == 404
    with pytest.raises(Refused):
        removing.remove(everywhere, NAME, amina)


@pytest.mark.parametrize(
    ("passage", "words_", "left"),
    [
        ("Lisa", "Lisas barn, och LISA själv. Lisabet.", f"{MARK} barn, och {MARK} själv. Lisabet."),
        ("Lisa  Ek", "Lisa\nEk.", ""),
        ("(hon)", "Så (hon) sa", f"Så {MARK} sa"),
        ("barn", "Ett stödbarn.", "Ett stödbarn."),
    ],
)
def test_words_are_found_as_they_are_written_and_not_inside_others(passage: str, words_: str, left: str) -> None:
    assert Passage(passage).out_of(words_) == left


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/personal/%C3%85sa-Lindstr%C3%B6m",
        "https://example.org/?till=https%3A%2F%2Fexample.com%2F%25C3%2585sa%2BLindstr%25C3%25B6m",
        f"https://{'åsa-lindström'.encode('idna').decode()}.example/",
        "https://example.org/kontakt/asa_lindstrom.html",
        "https://example.org/A%CC%8Asa%20Lindstr%C3%B6m/",
    ],
)
def test_a_name_is_found_in_addresses_however_they_write_it(address: str, bo: Account) -> None:
    key = actions.make("farsta_stod", About("Öppna dörren"), bo)
    actions.add_link(Place(key, "helps"), "", address, bo, names_nobody=True)
    told = TypedAnswer(f"Läs {address}, och https://example.org/asalind.", "yes", names_nobody=True)
    actions.save_answer(Place(key, "helps"), told, 0, bo)
    for passage in ("Åsa-Lindström", "åsa lindström"):
        assert removing.where(key, passage, bo).of_kind == {"text": 1, "reference": 1}, passage
    removing.remove(key, "Åsa-Lindström", bo)
    assert (
        draft(StoredMethod.objects.get(pk=key)).answer("helps").words == f"Läs {MARK}, och https://example.org/asalind."
    )
    assert address.casefold() not in whole_database()


def test_a_method_of_which_no_name_is_left_is_called_so(bo: Account) -> None:
    key = actions.make("farsta_stod", About(NAME), bo, names_nobody=True)
    removing.remove(key, NAME, bo)
    assert StoredMethod.objects.get(pk=key).name == NAMELESS
