"""The one search: what people write leads to what they mean, in whatever form the words stand."""

import re
from pathlib import Path

import pytest
from django.test import Client

from folja.instruments.content import SHIPPED
from folja.vocabulary.problem import Refused
from folja.web.help.excerpt import ROOM, excerpt
from folja.web.help.said import Speech, load, shipped
from folja.web.help.search import Entry, Standing, find
from folja.web.help.stemming import words_of
from tests.web.pages import words

HIT = re.compile(r'<li><a class="line" href="([^"]*)">.*?</a></li>', re.DOTALL)


def hits(client: Client, sought: str) -> list[str]:
    """Where the hits lead, the first one first."""
    return HIT.findall(client.get("/sok/", {"q": sought}).content.decode())


def hit(client: Client, sought: str, address: str) -> str:
    """The words of the hit that leads there."""
    page = client.get("/sok/", {"q": sought}).content.decode()
    (found,) = (found[0] for found in HIT.finditer(page) if found[1] == address)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split()).replace("\u2060", "")


FIGURES = "/siffror/farsta_stod/2022T1"


# --- what people write, and what comes first -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("pappor", f"{FIGURES}/men_share_talks/"),
        ("FARS", f"{FIGURES}/men_share_talks/"),
        ("män på hembesök", f"{FIGURES}/men_share_home_visits/"),
        ("samtal", f"{FIGURES}/talks/"),
        ("hur många samtal?", f"{FIGURES}/talks/"),
        ("samtalen med pappor", f"{FIGURES}/men_share_talks/"),
        ("föräldragrupp", f"{FIGURES}/programmes/"),
        ("kurser", f"{FIGURES}/programmes/"),
        ("pappagrupper", f"{FIGURES}/programmes/"),
        ("träff", f"{FIGURES}/theme_meetings/"),
        ("hembesök", f"{FIGURES}/home_visits/"),
        ("nöjda", f"{FIGURES}/helped_top_two/"),
        ("väntetid", f"{FIGURES}/waiting_within_week_share/"),
        ("BVC", f"{FIGURES}/home_visits_with_nurse_share/"),
        ("konsultationer", f"{FIGURES}/consultations/"),
        ("tertialrapporten", "/rapporter/"),
        ("rapport", "/rapporter/"),
        ("statistik", "/siffror/"),
        ("nyckeltal", "/innehall/"),
        ("excel", "/import/"),
        ("avrundat", "/hjalp/lasa-siffrorna/#exakt-och-avrundat"),
        ("kvitton", "/hjalp/registrera/#kvittot"),
        ("utan nät", "/hjalp/registrera/#utan-nät"),
        ("lösenord", "/hjalp/kom-igang/#logga-in"),
        ("amhariska", "/innehall/#talk-talk_language"),
    ],
)
def test_what_bo_means_comes_first(closed: None, as_bo: Client, sought: str, first: str) -> None:
    assert hits(as_bo, sought)[:1] == [first]


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("samtal", "/registrera/talk/"),
        ("tematräffar", "/registrera/theme_meeting/"),
        ("föräldragrupp", "/registrera/programme/"),
        ("kvitto", "/kvitto/"),
        ("registreringar", "/registrera/"),
    ],
)
def test_for_amina_what_she_registers_comes_first(closed: None, as_amina: Client, sought: str, first: str) -> None:
    assert hits(as_amina, sought)[0] == first


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("dads", f"{FIGURES}/men_share_talks/"),
        ("talk", f"{FIGURES}/talks/"),
        ("parent group", f"{FIGURES}/programmes/"),
        ("courses", f"{FIGURES}/programmes/"),
        ("reporting", "/rapporter/"),
        ("kvitto", "/hjalp/registrera/#kvittot"),  # the handbook is in Swedish
    ],
)
def test_in_english_too(closed: None, as_bo: Client, sought: str, first: str) -> None:
    as_bo.cookies["language"] = "en"
    assert hits(as_bo, sought)[:1] == [first]


def test_bo_who_registers_nothing_finds_no_sheet_and_no_receipt(closed: None, as_bo: Client) -> None:
    found = [*hits(as_bo, "tematräff"), *hits(as_bo, "kvitto")]
    assert not any(address.startswith(("/registrera/", "/kvitto/")) for address in found)


def test_what_is_not_found_says_what_to_do(as_amina: Client) -> None:
    page = words(as_amina.get("/sok/", {"q": "<b>xyzzy"}))
    assert "Inget hittades. Pröva ett kortare ord" in page


def test_more_than_fits_is_said(closed: None, as_bo: Client) -> None:
    page = words(as_bo.get("/sok/", {"q": "samtal"}))
    assert re.search(r"\d\d träffar på ”samtal”, de 40 första visas", page)
    assert len(hits(as_bo, "samtal")) == 40


def test_the_field_says_what_can_be_sought(as_amina: Client) -> None:
    assert 'placeholder="Sök sida, fråga eller nyckeltal"' in as_amina.get("/sok/").content.decode()


# --- what a hit shows ------------------------------------------------------------------------------------------


def test_a_hit_says_its_kind_and_marks_what_was_sought(closed: None, as_bo: Client) -> None:
    page = as_bo.get("/sok/", {"q": "pappor"}).content.decode()
    assert "<small>Nyckeltal</small>" in page
    assert "var <mark>man</mark>, av alla" in page
    assert "kan vara <mark>pappa</mark>, morfar" in page
    assert "<small>Fråga: Råd- och stödsamtal</small>" in page
    assert "<small>Handbok: Kom igång</small>" in page


def test_an_indicator_comes_with_its_figure_for_the_readers_unit(closed: None, as_bo: Client) -> None:
    assert re.search(r"\d+ % \d+ av \d+, osäkerhet \d+–\d+ %", hit(as_bo, "pappor", f"{FIGURES}/men_share_talks/"))
    assert "130 Exakt antal" in hit(as_bo, "samtal", f"{FIGURES}/talks/")
    assert "Siffrorna gäller Föräldrastöd Farsta, tertial 1 2022." in words(as_bo.get("/sok/", {"q": "samtal"}))


def test_a_figure_that_is_hidden_says_so(closed: None, as_bo: Client) -> None:
    assert "Inget rapporterat" in hit(as_bo, "tematräff", f"{FIGURES}/theme_meetings/")


def test_before_the_first_closing_no_number_about_people_is_shown(as_bo: Client) -> None:
    (address,) = (found for found in hits(as_bo, "pappor") if found.endswith("/men_share_talks/"))
    assert "%" not in hit(as_bo, "pappor", address)


def test_only_the_first_ten_figures_are_read(closed: None, as_bo: Client) -> None:
    assert as_bo.get("/sok/", {"q": "samtal"}).content.decode().count('<div class="shown') == 10


def test_a_section_of_the_handbook_is_read_as_swedish_on_an_english_page(closed: None, as_bo: Client) -> None:
    as_bo.cookies["language"] = "en"
    assert '<strong lang="sv">Kvittot</strong>' in as_bo.get("/sok/", {"q": "kvitto"}).content.decode()


# --- finding ---------------------------------------------------------------------------------------------------

SAID = {
    language: Speech({word: (words_of("man", language),) for word in words_of(dad, language)}, frozenset({small}))
    for language, dad, small in (("sv", "pappa", "med"), ("en", "dad", "with"))
}


def entry(title: str, about: str = "", standing: Standing = Standing.OTHER) -> Entry:
    return Entry("Sida", title, about, f"/{title}/", "info", "sv", standing)


def found(entries: list[Entry], sought: str) -> list[Entry]:
    return [hit.entry for hit in find(entries, sought, SAID)]


@pytest.mark.parametrize(
    ("sought", "title"),
    [
        ("samtalen", "Samtal"),
        ("samtal", "Stödsamtalet"),
        ("tematr", "Tematräff"),
        ("pappor", "En man deltog"),
        ("ra\u030ad", "Råd"),  # typed as a and a ring
        ("SAMTAL", "samtal"),
    ],
)
def test_a_word_is_found_in_every_form_and_in_compounds(sought: str, title: str) -> None:
    assert found([entry(title)], sought)


@pytest.mark.parametrize(("sought", "title"), [("man", "Människor"), ("är", "Lärare"), ("samtal", "Samverkan")])
def test_what_only_looks_alike_is_not_found(sought: str, title: str) -> None:
    assert found([entry(title)], sought) == []


@pytest.mark.parametrize(
    ("sought", "title"),
    [("pappan", "Pappor"), ("ansökan", "Ansöka"), ("handlingsplanen", "Handlingsplan"), ("talesman", "Talesmannen")],
)
def test_a_definite_form_finds_the_others(sought: str, title: str) -> None:
    assert found([entry(title)], sought) == [entry(title)]


def test_a_compound_finds_what_it_is_a_kind_of_where_nothing_has_all_of_it() -> None:
    group, whole = entry("Grupper"), entry("Pappagruppen")
    assert found([group], "pappagrupp") == [group]
    assert found([group, whole], "pappagrupp") == [whole]


def test_every_word_must_be_there_but_those_that_say_nothing() -> None:
    both, one = entry("Samtal", "där en PAPPA deltog"), entry("Samtal")
    assert found([both, one], "samtal med pappor") == [both]
    assert found([entry("Med vem?")], "med")


def test_the_word_itself_comes_first_then_foremost_titles_then_titles_then_definitions_then_the_handbook() -> None:
    handbook = entry("Om träffar", standing=Standing.HANDBOOK)
    about, title = entry("Annat", "träff"), entry("Träff med partner")
    foremost, itself = entry("Tematräff", standing=Standing.FOREMOST), entry("Träffar")
    assert found([handbook, about, title, foremost, itself], "träff") == [itself, foremost, title, about, handbook]


def test_equals_stand_in_the_order_given() -> None:
    first, second = entry("Samtal två"), entry("Samtal ett")
    assert found([first, second], "samtal") == [first, second]


@pytest.mark.parametrize("sought", ["", "  ", "?!"])
def test_for_no_words_nothing_is_found(sought: str) -> None:
    assert found([entry("Samtal")], sought) == []


# --- excerpts --------------------------------------------------------------------------------------------------

LONG = "Först kommer många ord som inte söktes, och sedan ännu fler av dem. " * 4 + "Här står pappa, sist."


def test_an_excerpt_is_cut_between_words_around_the_first_hit() -> None:
    place = LONG.index("pappa")
    pieces = excerpt(LONG, [(place, place + 5)])
    shown = "".join(piece.words for piece in pieces)
    kept = shown.removeprefix("…\u00a0")
    assert [piece.words for piece in pieces if piece.sought] == ["pappa"]
    assert kept != shown
    assert f" {kept}" in LONG
    assert kept.endswith("sist.")


def test_an_excerpt_without_a_hit_is_the_beginning_to_a_whole_word() -> None:
    (text, ellipsis) = (piece.words for piece in excerpt(LONG, []))
    assert ellipsis == "\u00a0…"
    assert LONG.startswith(f"{text} ")
    assert len(text) <= ROOM


def test_what_has_room_is_not_cut() -> None:
    assert [piece.words for piece in excerpt("Kort och gott.", [])] == ["Kort och gott."]


@pytest.mark.parametrize("hits", [[], [(300, 310)]])
def test_a_text_without_spaces_is_cut_all_the_same(hits: list[tuple[int, int]]) -> None:
    assert sum(len(piece.words) for piece in excerpt("a" * 500, hits)) <= ROOM + 4


# --- words that people say -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_word_said_leads_somewhere(closed: None, as_carin: Client, language: str) -> None:
    as_carin.cookies["language"] = language
    for word in shipped()[language].meant:
        assert hits(as_carin, word.written), word.written


@pytest.mark.parametrize(
    ("written", "wrong", "says"),
    [
        ("kön, jämställdhet]", "kön, pappor]", "pappor står redan, i den här formen eller en annan."),
        ("kön, jämställdhet]", "kön, jämställd stad]", "Varje del av say ska vara ett enda ord."),
        ("say: [kön, jämställdhet]", "say: []", "say ska vara en lista av ord, minst ett."),
        ("say: [kön, jämställdhet]", "säg: [kön, jämställdhet]", "Nyckeln säg finns inte här."),
        ("kön, jämställdhet]", "kön, no]", "say ska vara en lista av koder."),
    ],
)
def test_a_mistake_in_the_words_said_is_told_with_file_and_line(
    tmp_path: Path, written: str, wrong: str, says: str
) -> None:
    content = (SHIPPED / "search.yaml").read_text(encoding="utf-8")
    (tmp_path / "search.yaml").write_text(content.replace(written, wrong), encoding="utf-8")
    with pytest.raises(Refused) as error:
        load(tmp_path)
    (problem,) = error.value.problems
    file, _, line = problem.where.partition(":")
    assert (file, wrong in content.replace(written, wrong).splitlines()[int(line) - 1]) == ("search.yaml", True)
    assert says in problem.text.sv


def test_of_many_hits_the_best_stand_first_and_the_rest_fold_by_what_they_are(closed: None, as_bo: Client) -> None:
    found = as_bo.get("/sok/", {"q": "samtal"})
    page = found.content.decode()
    first, *folded = page.split('<details class="card more-found">')
    assert len(HIT.findall(first)) == 8
    assert HIT.findall(first)[0] == f"{FIGURES}/talks/"
    assert sum(len(HIT.findall(group)) for group in folded) == 40 - 8
    told = re.findall(r"(Sidor|Registrera|Nyckeltal|Frågor|Handbok): (\d+) till", words(found))
    assert [int(number) for _, number in told] == [len(HIT.findall(group)) for group in folded]
    assert len({group for group, _ in told}) == len(told) > 1


def test_few_hits_are_one_list(closed: None, as_bo: Client) -> None:
    page = as_bo.get("/sok/", {"q": "barnmorska"}).content.decode()
    assert 0 < len(HIT.findall(page)) <= 12
    assert "more-found" not in page
