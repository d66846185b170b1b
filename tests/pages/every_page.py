"""Every page of the product in the states that look different: who opens it, where, and what is done there first."""

from base64 import b32decode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from playwright.sync_api import Page, expect

from folja.demo.municipality import municipality
from folja.demo.rounds import demo_surveys
from folja.goals.complaints import Complaints
from folja.instruments.sheet import Sheet
from folja.rounds.yearly import YearResult
from folja.vocabulary.clock import this_month, today
from folja.web.answers.once import new_once
from folja.web.collection.putting_aside import pass_night, put_aside
from folja.web.collection.receipt import new_receipt
from folja.web.goals.actions import save_plan
from folja.web.organisation.actions import set_look
from folja.web.organisation.models import Account, Role
from folja.web.rounds.actions import Plan, enter_survey
from folja.web.rounds.actions import close as close_round
from folja.web.rounds.actions import crowd as crowd_of_survey
from folja.web.rounds.actions import start as start_round
from folja.web.signing_in import second_step
from folja.web.wordings import drafts
from folja.web.wordings.actions import approve as approve_words
from folja.web.writing import actions, handing_in
from folja.web.writing.actions import Place
from folja.web.writing.models import Turn
from folja.web.writing.written import Typed
from folja.web.year import actions as year
from folja.web.year.stored import tasks_of
from tests import identity_providers as providers
from tests import planned, rounds
from tests.conftest import PASSWORD
from tests.tokens import system, token_of

Act = Callable[[Page], None]


def nothing(_: Page) -> None:
    """The page as it opens."""


@dataclass(frozen=True)
class Shown:
    """A page in one state. `name` names its pictures, `address_name` the address in the project's list of addresses."""

    name: str
    address_name: str
    address: str
    who: str | None = "amina"
    act: Act = nothing
    day: str = "2022-06-14"
    language: str = "sv"


def _open_the_first_table(page: Page) -> None:
    page.locator("summary").get_by_text("Det medarbetare registrerar").click()


def _fill_in(page: Page) -> None:
    page.get_by_role("button", name="En till, Kvinnor").click()
    for choice in ("Mamma", "Nej", "0–6 år"):
        page.locator("label.choice", has_text=choice).locator("visible=true").first.click()


def _leave_a_mistake(page: Page) -> None:
    page.locator("label.choice", has_text="Nej").first.click()
    page.get_by_label("Vilket samtal i ordningen är det?", exact=True).fill("1")
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _save(page: Page) -> None:
    page.get_by_role("button", name="En till, Kvinnor").click()
    page.get_by_role("button", name="Spara samtalet").click()
    expect(page.get_by_text("Samtalet är sparat")).to_be_visible()


def _sign_in_wrongly(page: Page) -> None:
    page.get_by_label("E-post").fill("nobody@kommunen.example")
    page.get_by_label("Lösenord").fill("fel lösenord")
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _sign_in_by_provider(page: Page) -> None:
    settings.FOLJA_SIGN_IN = providers.configured(providers.oidc("http://localhost:9"), providers.saml())
    page.reload()
    expect(page.get_by_role("link", name="Logga in med Exempelkommun")).to_be_visible()


def _let_in_as(**said: object) -> Act:
    def let_in(page: Page) -> None:
        _sign_in_by_provider(page)
        providers.answer_in(page, **said)
        page.get_by_role("link", name="Logga in med Exempelregionen").click()
        page.wait_for_load_state()

    return let_in


def _need_a_higher_level(page: Page) -> None:
    groups = ("folja-farsta_stod-chef",)
    said = {"mail": ("ny@kommunen.example",), "givenName": ("Nina",), "groups": groups}
    _let_in_as(attributes=said, context=providers.WEAK)(page)
    expect(page.get_by_role("heading", name="Logga in med e-legitimation")).to_be_visible()


def _sign_out_there_too(page: Page) -> None:
    said = {"mail": ("ny@kommunen.example",), "givenName": ("Nina",), "groups": ("folja-farsta_stod",)}
    _let_in_as(attributes=said)(page)
    expect(page.get_by_role("heading", name="Vad har du gjort?")).to_be_visible()
    page.goto("/mer/")
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Du är utloggad")).to_be_visible()


def _give_the_password(page: Page) -> None:
    page.get_by_label("E-post").fill("bo@kommunen.example")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()


def _set_up_the_app(page: Page) -> None:
    _give_the_password(page)
    expect(page.get_by_role("heading", name="Skydda ditt konto")).to_be_visible()


def _see_the_recovery_codes(page: Page) -> None:
    _set_up_the_app(page)
    page.get_by_text("Det går inte att läsa bilden").click()
    secret = b32decode(page.locator(".key").inner_text().replace(" ", ""))
    page.get_by_label("Koden som appen visar").fill(second_step.code_now(secret))
    page.get_by_role("button", name="Spara och logga in").click()
    expect(page.get_by_role("heading", name="Dina reservkoder")).to_be_visible()


def _give_a_wrong_code(page: Page) -> None:
    second_step.keep(_account("Bo"), second_step.new_secret(), 0)
    _give_the_password(page)
    page.get_by_label("Kod", exact=True).fill("000000")
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _administer(page: Page) -> None:
    """Carin has been given the accounts too, and stays signed in."""
    Role.objects.create(account=_account("Carin"), unit_id="stad", kind="administers")
    page.reload()


def _administer_and_go(to: str) -> Act:
    def go(page: Page) -> None:
        _administer(page)
        page.goto(f"/konton/{to}")

    return go


def _administer_amina(page: Page) -> None:
    _administer_and_go(f"{_account('Amina').pk}/")(page)
    page.get_by_text("Ge en roll till").click()


def _save_an_account_wrongly(page: Page) -> None:
    _administer_and_go("nytt/")(page)
    page.get_by_label("E-post").fill("nina")
    page.get_by_role("button", name="Skapa kontot").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _have_two_tokens(page: Page) -> None:
    token_of("stad", last_day=today() - timedelta(days=1))
    system(token_of("farsta", "figures")).get("/api/v1/periods")
    _administer_and_go("nycklar/")(page)
    expect(page.get_by_text("Har gått ut")).to_be_visible()


def _make_a_token(page: Page) -> None:
    _administer_and_go("nycklar/ny/")(page)
    page.get_by_label("Vilket system?").fill("Kommunens beslutsstöd")
    page.get_by_role("button", name="Gör nyckeln").click()
    expect(page.get_by_role("heading", name="Nyckel till Kommunens beslutsstöd")).to_be_visible()


def _make_a_token_wrongly(page: Page) -> None:
    _administer_and_go("nycklar/ny/")(page)
    page.locator("label.choice", has_text="Siffror och volymer").click()
    page.get_by_role("button", name="Gör nyckeln").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _hand_over_a_password(page: Page) -> None:
    _administer_amina(page)
    page.get_by_role("button", name="Gör ett nytt lösenord").click()
    expect(page.get_by_role("heading", name="Lösenord till Amina")).to_be_visible()


def _only_read(page: Page) -> None:
    Role.objects.filter(account=_account("Amina")).update(kind="reads")
    page.reload()
    expect(page.get_by_text("Du läser fastställda siffror")).to_be_visible()


def _ask_for_no_receipt(page: Page) -> None:
    page.get_by_label("Koden på kvittot").fill("hittepå")
    page.get_by_role("button", name="Hämta").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _look_through(content: str) -> Act:
    def look_through(page: Page) -> None:
        page.get_by_label("Vad handlar raderna om?").select_option("talk")
        file = {"name": "samtal.csv", "mimeType": "text/csv", "buffer": content.encode()}
        page.get_by_label("Vilken fil?").set_input_files(file)  # type: ignore[arg-type]
        page.get_by_role("button", name="Granska filen").click()
        expect(page.get_by_role("heading", name="Granska filen")).to_be_visible()

    return look_through


def _approve_nothing(page: Page) -> None:
    page.get_by_label("Översättning av ”Ja”", exact=True).fill("نعم {day}")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()


def _take_in(page: Page) -> None:
    file = {"name": "ar.csv", "mimeType": "text/csv", "buffer": "Svenska;Översättning\nJa;أجل\nNej;\n".encode()}
    page.get_by_label("Ifyllt kalkylblad").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Läs in", exact=True).click()
    expect(page.get_by_role("heading", name="Kalkylbladet är inläst")).to_be_visible()


def _write_a_flaw(page: Page) -> None:
    page.get_by_role("button", name="Lägg till en brist").click()
    page.get_by_label("Brist 1: vad är inte tillgängligt?").fill("Kartan går inte att använda utan mus.")
    page.locator("label.choice", has_text="Omfattas inte av lagen").click()


def _save_too_little(page: Page) -> None:
    _write_a_flaw(page)
    page.get_by_label("E-post").fill("tillgänglighet")
    page.get_by_role("button", name="Spara redogörelsen").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _save_a_statement(page: Page) -> None:
    _write_a_flaw(page)
    page.get_by_label("Vem ansvarar för tjänsten?").fill("Exempelkommun")
    page.locator("label.choice", has_text="Delvis").click()
    page.get_by_label("När prövade ni senast?").fill("2022-03-08")
    page.get_by_label("Webbadress till ett formulär").fill("https://kommunen.example/tillganglighet/sag-till")
    page.get_by_label("E-post").fill("tillganglighet@kommunen.example")
    page.get_by_label("Telefon").fill("08-123 45 00")
    page.get_by_label("Inom hur många arbetsdagar svarar ni?").fill("5")
    page.get_by_role("button", name="Spara redogörelsen").click()
    expect(page.get_by_role("heading", name="Redogörelsen är sparad")).to_be_visible()


def _publish_a_statement(page: Page) -> None:
    _save_a_statement(page)
    page.get_by_role("link", name="Se redogörelsen").click()
    expect(page.get_by_text("delvis förenlig")).to_be_visible()


def _make_a_code(page: Page) -> None:
    page.get_by_role("button", name="Gör en kod Frågor efter samtalet").click()
    expect(page.get_by_text("Byt ut koden")).to_be_visible()


def _put_answers_aside(page: Page) -> None:
    for unit in ("farsta_stod", "hasselby_stod") * 20:
        put_aside(new_receipt(), Sheet("talk_answers", 1, unit, this_month(), {"helped": 5}), "one_connection")
    pass_night(today() + timedelta(days=1))
    page.reload()
    expect(page.get_by_text("Svar är lagda åt sidan").first).to_be_visible()


def _choose_what_becomes_of_them(page: Page) -> None:
    _put_answers_aside(page)
    page.get_by_role("button", name="Ta bort dem").click()
    expect(page.get_by_role("heading", name="Ta bort svaren?")).to_be_visible()


def _open_the_questions(page: Page) -> None:
    _make_a_code(page)
    page.locator(".way-in a").click()
    expect(page.get_by_role("button", name="Börja")).to_be_visible()


def _see_the_first_question(page: Page) -> None:
    _open_the_questions(page)
    page.get_by_role("button", name="Börja").click()
    expect(page.get_by_role("heading", name="Är det första gången du träffar oss?")).to_be_visible()


def _answer_the_second_question(page: Page) -> None:
    _see_the_first_question(page)
    page.get_by_role("button", name="Nästa").click()
    page.locator("label.choice", has_text="Till viss del").locator("visible=true").click()


def _read_it_in_english(page: Page) -> None:
    _answer_the_second_question(page)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("radio", name="Partly")).to_be_checked()


def _answer_all(page: Page) -> None:
    _answer_the_second_question(page)
    for heading in ("Hjälpte samtalet dig som förälder?", "Vilket kön har du?"):
        page.get_by_role("button", name="Nästa").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.get_by_role("button", name="Skicka svaren").click()
    expect(page.get_by_role("heading", name="Tack!")).to_be_visible()


def _comment_on_somebody(page: Page) -> None:
    _answer_all(page)
    page.get_by_role("link", name="Skriv en kommentar").click()
    page.get_by_role("textbox").fill("Tack till Kerstin!\nVi kom gärna igen, och barnen hade det bra.")
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.get_by_text("Ska det här stå med?")).to_be_visible()


def _send_a_comment(page: Page) -> None:
    _comment_on_somebody(page)
    page.get_by_role("button", name="Skicka utan att ändra").click()
    expect(page.get_by_role("heading", name="Din kommentar är skickad")).to_be_visible()


def _write_a_number(page: Page) -> None:
    page.get_by_label("Så når föräldrar er").fill("Ring 08-123 45 00, vardagar 8–16")
    page.get_by_role("button", name="Spara").click()
    _answer_all(page)
    page.get_by_role("link", name="Vill du att vi gör något?").click()
    page.get_by_role("textbox").fill("Vi behöver en tid till. Ring 070-174 06 05.")
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.get_by_text("Här står ett telefonnummer")).to_be_visible()


def _send_a_wish(page: Page) -> None:
    _write_a_number(page)
    page.get_by_role("textbox").fill("Vi behöver en tid till.")
    page.get_by_role("button", name="Skicka", exact=True).click()
    expect(page.get_by_role("heading", name="Vi har fått det du skrev")).to_be_visible()


COMMENTS = (
    "Det var skönt att någon lyssnade.",
    "Tiderna passar inte oss som jobbar. Kan ni ha öppet en kväll i veckan?",
    "شكرا جزيلا على المساعدة، كان اللقاء جيدا ومفيدا لنا.",
    "Thank you, we felt welcome from the first day.",
    "Rummet var litet och det hördes ut i väntrummet.",
    "Tolken kom inte.\nVi fick klara oss på telefon, och det blev svårt att förklara det vi ville säga.",
    "Bra råd om sömn.",
    "Vi har rekommenderat er till våra vänner.",
    "Mer om skärmtid för de lite större barnen, tack.",
    "Allt var bra!",
)


def _read_comments(page: Page) -> None:
    """Ten were released when tertial 1 was closed, one is cited, and somebody wants something done."""
    from folja.vocabulary.period import Period
    from folja.web.comments import actions as comments
    from folja.web.comments.models import Comment

    tertial = Period.parse("2022T1")
    comments.add_all("farsta_stod", tertial, COMMENTS)
    comments.release(tertial)
    comments.receive_wish(new_receipt(), "farsta_stod", "Vi behöver en tid till före sommaren, helst en eftermiddag.")
    for theme, said in (("met", COMMENTS[0]), ("met", COMMENTS[3]), ("reach", COMMENTS[1])):
        comments.sort(Comment.objects.get(words=said), theme)
    comments.cite(Comment.objects.get(words=COMMENTS[0]), COMMENTS[0], None, identifies_nobody=True)
    page.reload()
    expect(page.get_by_role("heading", name="Tertial 1 2022")).to_be_visible()


def _read_one(page: Page) -> None:
    _read_comments(page)
    page.get_by_role("link", name="Sortera eller citera Tolken kom inte.").click()
    page.get_by_role("button", name="Lägg citatet i rapporten").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _see_many_wishes(page: Page) -> None:
    from folja.web.comments import actions as comments

    for number in range(10):
        comments.receive_wish(new_receipt(), "farsta_stod", f"Test test {number}")
    page.reload()
    expect(page.get_by_role("button", name="Klart med alla")).to_be_visible()


def _ask_whether_all_are_done(page: Page) -> None:
    _see_many_wishes(page)
    page.get_by_role("button", name="Klart med alla").click()
    expect(page.get_by_role("heading", name="Klart med alla?")).to_be_visible()


def _open_a_replaced_code(page: Page) -> None:
    _make_a_code(page)
    old = page.locator(".way-in a").get_attribute("href")
    page.get_by_text("Byt ut koden").click()
    page.get_by_role("button", name="Byt ut").click()
    expect(page.get_by_text("Används inte längre:")).to_be_attached()
    page.goto(str(old))
    expect(page.get_by_role("heading", name="Den här koden används inte längre")).to_be_visible()


_DID = """Många ville komma på kvällen. Nu har vi öppet till 19 på tisdagar.

Flera tyckte att det var svårt att hitta. Nu sitter det skyltar från tunnelbanan."""


def _look_at_the_leaflet(page: Page) -> None:
    page.get_by_label("Vad gjorde ni?").fill(_DID)
    page.get_by_text("Skriv på fler språk").click()
    page.get_by_label("English").fill("Many wanted to come in the evening. Now we are open until 7 pm once a week.")
    page.get_by_role("button", name="Se hur det blir").click()
    expect(page.get_by_role("heading", name="Så kommer föräldrar att se det")).to_be_visible()


def _write_a_name(page: Page) -> None:
    page.get_by_label("Vad gjorde ni?").fill("Vi hjälpte Fatima Hassan att hitta hit.")
    page.get_by_role("button", name="Publicera").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _publish_the_leaflet(page: Page) -> None:
    address = page.url
    page.get_by_role("navigation", name="Tillbaka").get_by_role("link", name="Familjen").click()
    _make_a_code(page)
    page.goto(address)
    page.get_by_label("Vad gjorde ni?").fill(_DID)
    page.get_by_role("button", name="Publicera").click()
    expect(page.get_by_role("heading", name="Publicerat")).to_be_visible()


def _read_the_leaflet(page: Page) -> None:
    _publish_the_leaflet(page)
    page.get_by_role("link", name="Så ser de det").click()
    expect(page.get_by_role("heading", name="Vi gjorde", exact=True)).to_be_visible()


def _read_the_leaflet_in_english(page: Page) -> None:
    _read_the_leaflet(page)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="We did", exact=True)).to_be_visible()


def _want_codes(page: Page) -> None:
    _make_a_code(page)
    page.get_by_text("Engångskoder: av").click()
    page.get_by_role("button", name="Sätt på engångskoder").click()
    expect(page.get_by_role("heading", name="Sätt på engångskoder?")).to_be_visible()


def _ask_for_codes(page: Page) -> None:
    _want_codes(page)
    page.get_by_role("button", name="Ja, sätt på dem").click()
    expect(page.get_by_text("Lappar med engångskoder")).to_be_visible()


def _write_a_message(page: Page) -> None:
    _make_a_code(page)
    page.get_by_role("link", name="Länk i ett sms").click()
    expect(page.get_by_label("Meddelandet")).to_be_visible()


def _write_a_message_with_a_code(page: Page) -> None:
    _ask_for_codes(page)
    page.get_by_role("link", name="Länk i ett sms").click()
    page.get_by_role("button", name="Gör ett sms").click()
    expect(page.get_by_label("Meddelandet")).to_be_visible()


def _choose_how_many_slips(page: Page) -> None:
    _ask_for_codes(page)
    page.get_by_role("link", name="Lappar med engångskoder").click()
    expect(page.get_by_role("heading", name="När du delar ut dem")).to_be_visible()


def _open_with_a_slip_without_a_script(page: Page) -> None:
    _ask_for_codes(page)
    page.locator(".way-in a").click()
    expect(page.get_by_label("Koden på din lapp")).to_be_visible()


def _send_with_a_used_code(page: Page) -> None:
    _open_with_a_slip_without_a_script(page)
    page.get_by_label("Koden på din lapp").fill(new_once())
    page.get_by_role("button", name="Börja").click()
    expect(page.get_by_role("heading", name="Är det första gången du träffar oss?")).to_be_visible()
    page.get_by_role("button", name="Nästa").click()
    page.locator("label.choice", has_text="Till viss del").locator("visible=true").click()
    for heading in ("Hjälpte samtalet dig som förälder?", "Vilket kön har du?"):
        page.get_by_role("button", name="Nästa").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.get_by_role("button", name="Skicka svaren").click()
    expect(page.get_by_text("redan använd, eller gäller inte längre")).to_be_visible()


def _mistype_the_code(page: Page) -> None:
    _open_with_a_slip_without_a_script(page)
    page.get_by_label("Koden på din lapp").fill("234 678 9CC")
    expect(page.get_by_text("Koden är felskriven")).to_be_visible()


def _give_up(page: Page) -> None:
    _send_with_a_used_code(page)
    page.get_by_role("link", name="Sluta utan att skicka").click()
    expect(page.get_by_text("Inget har skickats")).to_be_visible()


def _meet_a_child(page: Page) -> None:
    page.get_by_role("button", name="Gör en kod Frågor till barn").click()
    page.locator("#child_answers .way-in a").click()
    expect(page.get_by_role("heading", name="Hej! Hur var det för dig?")).to_be_visible()


def _thank_a_child(page: Page) -> None:
    page.get_by_label("Så når föräldrar er").fill("Ring 08-123 45 00, vardagar 8–16")
    page.get_by_role("button", name="Spara").click()
    _open_childrens_questions(page)
    for _ in range(3):
        page.get_by_role("button", name="Nästa").click()
    page.get_by_role("button", name="Skicka svaren").click()
    expect(page.get_by_text("Bris")).to_be_visible()


def _open_childrens_questions(page: Page) -> None:
    _meet_a_child(page)
    page.get_by_role("button", name="Börja").click()
    expect(page.get_by_role("heading", name="Kändes det bra att komma hit?")).to_be_visible()
    page.locator("label.choice", has_text="Lite").locator("visible=true").click()


def _answer_without_a_network(page: Page) -> None:
    _answer_the_second_question(page)
    page.context.set_offline(True)
    for heading in ("Hjälpte samtalet dig som förälder?", "Vilket kön har du?"):
        page.get_by_role("button", name="Nästa").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.get_by_role("button", name="Skicka svaren").click()
    expect(page.get_by_text("Dina svar väntar på den här telefonen")).to_be_visible()


def _ask_whether_to_start(page: Page) -> None:
    _make_a_code(page)
    page.get_by_role("button", name="Gör en kod Frågor till barn").click()
    page.get_by_role("button", name="Gör en kod som avslutar frågorna").click()
    page.get_by_role("link", name="Starta på den här plattan").click()
    expect(page.get_by_role("heading", name="Starta plattan?")).to_be_visible()


def _start_the_tablet(page: Page) -> None:
    _ask_whether_to_start(page)
    page.get_by_role("button", name="Ja, starta").click()
    expect(page.locator("html[data-ready]")).to_be_attached()


def _want_to_leave_the_tablet(page: Page) -> None:
    _start_the_tablet(page)
    page.get_by_role("button", name="Personal").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def _plan(page: Page) -> None:
    """Föräldrastöd Farsta has a plan for 2021, figures from outside, and budgets of two years."""
    from tests.planned import plan_whole_unit

    plan_whole_unit()
    page.reload()


def _decide(page: Page) -> None:
    """Talks are due for review, and their decision makes no exemption."""
    from tests.decided import TALKS, VISITS, decide

    decide(replace(TALKS, is_exempt=False), VISITS)
    page.reload()


def _decide_and_go(address: str) -> Act:
    def decide_and_go(page: Page) -> None:
        _decide(page)
        page.goto(page.url.partition("/insatser/")[0] + address)

    return decide_and_go


def _save_a_support_wrongly(page: Page) -> None:
    page.get_by_label("När beslutade nämnden?").fill("2022-02-15")
    page.locator("label.choice", has_text="Bara några").click()
    page.get_by_role("button", name="Spara insatsen").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _save_a_support_after_another(page: Page) -> None:
    from tests.decided import TALKS, decide

    _decide_and_go("/insatser/talks/andra/")(page)
    decide(replace(TALKS, reference="SN 2020/999"))
    page.get_by_role("button", name="Spara insatsen").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _change_and_read_the_support(page: Page) -> None:
    from tests.decided import TALKS, decide

    _decide(page)
    decide(TALKS)
    page.goto(f"{page.url}talks/")
    page.get_by_text("Så stod det").click()


def _describe_and_go(place: str) -> Act:
    def describe_and_go(page: Page) -> None:
        from tests.methods import describe

        page.goto(page.url.partition("/metoder/")[0] + place.format(key=describe().key))

    return describe_and_go


def _write_too_much(page: Page) -> None:
    _describe_and_go("/metoder/{key}/skriv/helps/")(page)
    page.get_by_label("Er beskrivning").fill("Ring 070-174 06 05 och fråga efter Lisa Svensson.")
    page.get_by_role("button", name="Spara och stanna här").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _insert_a_figure(page: Page) -> None:
    _describe_and_go("/metoder/{key}/skriv/helps/")(page)
    page.get_by_label("Siffra").select_option("talks")
    page.get_by_role("button", name="Sätt in").click()
    expect(page.get_by_text("Siffrorna säger").first).to_be_visible()


def _write_after_another(page: Page) -> None:
    from tests.methods import answer

    _describe_and_go("/metoder/{key}/skriv/support_need/")(page)
    answer("support_need", "Många är ensamma om sina frågor.")
    page.get_by_label("Er beskrivning").fill("De flesta vet inte vart de kan vända sig.")
    page.get_by_role("button", name="Spara och stanna här").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _name_after_another(page: Page) -> None:
    from tests.methods import rename

    _describe_and_go("/metoder/{key}/om/")(page)
    rename("Öppna dörren på torget")
    page.get_by_label("I korthet").fill("En mötesplats för alla i området, utan att boka.")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()


def _look_for_words(page: Page) -> None:
    _describe_and_go("/metoder/{key}/ta-bort/")(page)
    page.get_by_label("Vilka ord ska bort?").fill("tre eftermiddagar i veckan")
    page.get_by_role("button", name="Se var de står").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _read_a_locked_answer(page: Page) -> None:
    from tests.methods import ask

    page.goto(f"{page.url}{ask().key}/skriv/helps/")


def _read_the_draft(page: Page) -> None:
    from tests.methods import answer, ask, describe

    describe()
    answer("helps", "De flesta hittar vidare, och barnen säger att de får vänner.")
    page.goto(f"{page.url}{ask().key}/utkast/")


def _ask_for_a_review(page: Page) -> None:
    from tests.methods import ask

    page.goto(f"{page.url}{ask().key}/skriv/")


def _compare_with(page: Page) -> None:
    from tests.methods import describe

    page.goto(f"{page.url}?en={describe().key}")


def _compare(page: Page) -> None:
    from tests.methods import begin, describe

    page.goto(f"{page.url}?en={describe().key}&annan={begin().key}")


def _plan_and_go(address: str) -> Act:
    def plan_and_go(page: Page) -> None:
        _plan(page)
        page.goto(page.url.partition("/mal/")[0] + address)

    return plan_and_go


def _copy_the_plan(page: Page) -> None:
    _plan_and_go("/mal/farsta_stod/2022/borja/")(page)
    page.get_by_role("button", name="Kopiera planen").click()
    expect(page.get_by_role("heading", name="Ändra planen 2022")).to_be_visible()


def _read_the_copied_plan(page: Page) -> None:
    _copy_the_plan(page)
    page.get_by_role("link", name="Planen", exact=True).click()
    expect(page.get_by_role("heading", name="Mål 2022")).to_be_visible()


def _remove_a_result(page: Page) -> None:
    _plan_and_go("/mal/farsta_stod/2021/andra/")(page)
    page.get_by_role("button", name="Ta bort Många samtal").click()
    expect(page.get_by_text("är borttaget")).to_be_visible()


def _save_a_result_wrongly(page: Page) -> None:
    _plan_and_go("/mal/farsta_stod/2021/resultat/men/")(page)
    page.get_by_label("Vad vill ni nå?").fill("")
    page.get_by_label("Siffran", exact=True).fill("många")
    page.get_by_role("button", name="Spara resultatet").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _change_what_somebody_has_changed(page: Page) -> None:
    from tests.planned import change_aim

    _plan_and_go("/mal/farsta_stod/2021/resultat/men/")(page)
    change_aim("men", "35")
    page.get_by_label("Siffran", exact=True).fill("40")
    page.get_by_role("button", name="Spara resultatet").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _keep_or_raise(page: Page) -> None:
    _plan_and_go("/mal/farsta_stod/2021/resultat/helped/")(page)
    expect(page.get_by_label("Marginal")).to_be_visible()


def _enter_too_little(page: Page) -> None:
    _plan_and_go("/mal/farsta_stod/2021/siffror/sick_leave/")(page)
    page.get_by_role("button", name="Spara siffran").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _look_through_figures(page: Page) -> None:
    rows = "Mått;Enhet;Period;Värde;Källa;Daterad\nSjukfrånvaro;farsta_stod;2021;6,1;Kolada;2022-02-01\n"
    file = {"name": "siffror.csv", "mimeType": "text/csv", "buffer": f"{rows}Trivsel;farsta;snart;;;\n".encode()}
    page.get_by_label("Vilken fil?").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Granska filen").click()
    expect(page.get_by_role("alert")).to_be_visible()


_HEADINGS = "Enhet;Datum;Kvinnor;Män;first_talk\n"
_GOOD = _HEADINGS + "farsta_stod;2022-05-03;1;0;Ja\nfarsta_stod;14 juni 2022;;2;nej\nSumma;;1;2;\n"
_FAULTY = _HEADINGS + "farsta_stod;2022-05-03;många;0;Ja\n"


def _account(name: str) -> Account:
    return Account.objects.get(first_name=name)


def _dress(page: Page) -> None:
    """Reports are in a municipality's name and look."""
    set_look(municipality(), None)
    page.reload()
    expect(page.get_by_text("Exempelstaden", exact=True)).to_be_visible()


def _dress_wrongly(page: Page) -> None:
    page.get_by_label("Kommunens namn").fill("Exempelstaden")
    page.get_by_label("Färg", exact=True).fill("#ffcc00")
    page.get_by_role("button", name="Spara utseendet").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _plan_to_write(page: Page) -> None:
    planned.plan_2022()
    page.reload()
    expect(page.get_by_text("Pappor och andra män nås").first).to_be_visible()


def _write_a_section(page: Page) -> None:
    """Amina writes another one, some are done, Bo has a remark, and a day is set."""
    planned.plan_2022()
    amina, bo = _account("Amina"), _account("Bo")
    planned.write_all(amina, ("talks", "summary", "good_examples"))
    place = Place("tertial", "farsta_stod", planned.T1, "men")
    actions.save_text(place, Typed("Under vintern hade vi färre tider efter klockan 16."), 0, amina, is_done=False)
    actions.remark(place, Typed("Skriv också om inbjudan till det första samtalet."), bo)
    actions.set_due("tertial", "farsta_stod", planned.T1, date(2022, 6, 17), bo)
    actions.claim(replace(place, key="complaints"), amina)
    page.goto(f"{WRITING}men/")
    expect(page.get_by_label("Vår analys")).to_have_value("Under vintern hade vi färre tider efter klockan 16.")


def _write_a_section_of_it(page: Page) -> None:
    _write_a_section(page)
    page.goto(WRITING)


def _see_what_is_to_be_written(page: Page) -> None:
    planned.plan_2022()
    page.reload()
    expect(page.get_by_text("Fyra analyser är inte skrivna")).to_be_visible()


def _name_somebody(page: Page) -> None:
    _plan_to_write(page)
    page.goto(f"{WRITING}men/")
    page.get_by_label("Vår analys").fill("Vi hjälpte Fatima Hassan att hitta hit. Ring 070-174 06 35.")
    page.get_by_role("button", name="Spara, delen är klar").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _save_after_another(page: Page) -> None:
    _plan_to_write(page)
    page.goto(f"{WRITING}men/")
    place = Place("tertial", "farsta_stod", planned.T1, "men")
    actions.save_text(place, Typed("Vi hade färre tider på kvällen."), 0, _account("Amina"), is_done=False)
    page.get_by_label("Vår analys").fill("Inbjudan går till båda föräldrarna.")
    page.get_by_role("button", name="Spara och fortsätt senare").click()
    expect(page.get_by_role("heading", name="Amina har sparat en annan text")).to_be_visible()


def _hand_in_too_early(page: Page) -> None:
    _plan_to_write(page)
    page.get_by_role("button", name="Lämna för godkännande").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _hand_in(page: Page) -> None:
    planned.plan_2022()
    planned.write_all(_account("Amina"))
    handing_in.hand_in("tertial", "farsta_stod", planned.T1, _account("Bo"))
    page.reload()


def _send_back(page: Page) -> None:
    _hand_in(page)
    turn = Turn.objects.get().pk
    why = "Skriv mer om kvällstiderna."
    handing_in.send_back("tertial", "farsta_stod", planned.T1, turn, why, _account("Carin"))
    page.reload()
    expect(page.get_by_text(why)).to_be_visible()


def _approve(page: Page) -> None:
    _hand_in(page)
    handing_in.approve("tertial", "farsta_stod", planned.T1, Turn.objects.get().pk, _account("Carin"))
    page.reload()


def _read_the_approved(page: Page) -> None:
    _approve(page)
    page.goto("/rapport/1/")
    expect(page.get_by_text("Rapport nr 1").first).to_be_visible()


def _begin_the_year(page: Page) -> None:
    """The year is begun from a usual one, two tasks are done, and seven complaints are counted."""
    planned.plan_2022()
    who = _account("Bo")
    year.begin("farsta_stod", 2022, who)
    for task in tasks_of("farsta_stod", 2022)[:2]:
        year.tick("farsta_stod", 2022, task.key, is_done=True)
    year.count("farsta_stod", Complaints(planned.T1, 7, ("Väntan", "Telefontider")), who)
    page.reload()


def _go_through_the_year(page: Page) -> None:
    _begin_the_year(page)
    planned.write_all(_account("Amina"), ("talks", "summary"))
    page.reload()
    expect(page.get_by_text("Samtalsgruppen har en del kvar.")).to_be_visible()


def _save_a_task_wrongly(page: Page) -> None:
    page.get_by_label("När ska det vara klart?").fill("2022-09-01")
    page.get_by_role("button", name="Spara uppgiften").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _go_through_lessons(page: Page) -> None:
    planned.plan_2022()
    place = Place("tertial", "farsta_stod", planned.T1, "development")
    wanted = "Fler tider efter klockan 16\nInbjudan till det första samtalet går till båda föräldrarna"
    actions.save_text(place, Typed(wanted), 0, _account("Bo"), is_done=True)
    save_plan(replace(planned.PLAN_2022, year=2023), 0, None)
    page.goto(f"{WHEEL}lardomar/")
    expect(page.get_by_role("heading", name="Lärdomar från 2022")).to_be_visible()


WHEEL = "/aret/farsta_stod/2022/"
WRITING = "/rapport/skriv/tertial/farsta_stod/2022T1/"


PLAN = "/mal/farsta_stod/2021/"


def _see_teams(page: Page) -> None:
    team = rounds.answered_team("farsta_stod")
    rounds.start(team)
    rounds.team_at("farsta_lykta", "Familjecentralen Lyktan")
    page.goto("/samverkan/")


def _edit_a_team(page: Page) -> None:
    page.goto(f"/samverkan/{rounds.team_at('farsta_stod').key}/andra/")


def _read_a_teams_result(page: Page) -> None:
    page.goto(f"/samverkan/{rounds.answered_team('farsta_stod').key}/")


def _see_that_few_answered(page: Page) -> None:
    """The latest of three: the one before it is shown in its place."""
    team = rounds.answered_team("farsta_stod")
    code = rounds.start(team)
    rounds.fill(code, 3)
    close_round(code, today() + timedelta(days=1), None)
    page.goto(f"/samverkan/{team.key}/")


def _see_two_years_of_a_survey(page: Page) -> None:
    [survey] = demo_surveys()
    for result in survey.results:
        enter_survey("farsta_stod", survey.survey, result, None)
    page.reload()


def _ask_parents(*, one_time: bool = False) -> str:
    """The link of a survey that parents answer, which all languages are approved for."""
    for language, words in drafts.shipped().items():
        said = dict(words) | ({"Påhittade uppgifter": "بيانات مخترَعة"} if language == "ar" else {})
        approve_words(language, said, None, by="Den som läst")
    crowd = crowd_of_survey("farsta_stod", "Föräldrastöd Farsta", "parents_view")
    return start_round(crowd, Plan("parents_view", today(), today(), 80, one_time, {}), None)


def _see_a_survey_that_is_asked(page: Page) -> None:
    code = _ask_parents(one_time=True)
    crowd = crowd_of_survey("farsta_stod", "Föräldrastöd Farsta", "parents_view")
    assert code
    page.goto(f"/samverkan/{crowd.key}/omgang/")


def _answer_a_survey_as_a_parent(page: Page) -> None:
    page.goto(f"/o/{_ask_parents()}/ar/")
    page.locator("label.choice").nth(2).click()


def _answer_a_survey_as_staff(page: Page) -> None:
    crowd = crowd_of_survey("farsta_stod", "Föräldrastöd Farsta", "joint_work")
    page.goto(f"/o/{start_round(crowd, Plan('joint_work', today(), today(), 80, False, {}), None)}/sv/")
    page.get_by_label("Ibland").first.check()


def _write_over_a_year(page: Page) -> None:
    enter_survey("farsta_stod", "joint_work", YearResult(2021, 69, {"joint_planning": 45}, "Enkäten"), _account("Bo"))
    page.get_by_label("År", exact=True).fill("2021")
    page.get_by_label("Hur många svarade?").fill("60")
    page.get_by_label("Varifrån kommer siffrorna?").fill("Enkäten")
    page.get_by_label("Gemensam planering: en gång, ibland eller ofta").fill("46")
    page.get_by_role("button", name="Spara året").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _enter_six_answers(page: Page) -> None:
    page.get_by_label("Hur många svarade?").fill("6")
    page.get_by_role("button", name="Spara året").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _start_a_round_wrongly(page: Page) -> None:
    page.goto(f"/samverkan/{rounds.team_at('farsta_stod').key}/ny-omgang/")
    page.get_by_label("Hur många är ni?").fill("3")
    page.get_by_role("button", name="Starta omgången").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _see_an_open_round(page: Page) -> None:
    team = rounds.team_at("farsta_stod")
    rounds.start(team, one_time=True)
    page.goto(f"/samverkan/{team.key}/omgang/")


def _answer_a_round(page: Page) -> None:
    page.goto(f"/o/{rounds.start(rounds.team_at('farsta_stod'), one_time=True)}/sv/")
    page.get_by_label("4, Stämmer ganska bra").first.check()


def _thank_somebody_of_a_team(page: Page) -> None:
    page.goto(f"/o/{rounds.start(rounds.team_at('farsta_stod'))}/sv/tack/")


LEAFLET = "/familjen/ni-sa/farsta_stod/2022T1/"

PAGES = (
    Shown("sign-in", "sign_in", "/logga-in/", who=None),
    Shown("sign-in-refused", "sign_in", "/logga-in/", who=None, act=_sign_in_wrongly),
    Shown("sign-in-provider", "sign_in", "/logga-in/", who=None, act=_sign_in_by_provider),
    Shown("sign-in-level", "begin", "/logga-in/", who=None, act=_need_a_higher_level),
    Shown("signed-out", "sign_out", "/logga-in/", who=None, act=_sign_out_there_too),
    Shown("set-up-app", "set_up_app", "/logga-in/", who=None, act=_set_up_the_app),
    Shown("recovery-codes", "set_up_app", "/logga-in/", who=None, act=_see_the_recovery_codes),
    Shown("give-code", "give_code", "/logga-in/", who=None, act=_give_a_wrong_code),
    Shown("log", "log", "/logg/", who="carin", act=_administer),
    Shown("log-empty", "log", "/logg/?manad=2021-02", who="bo"),
    Shown("accounts", "accounts", "/konton/", who="carin", act=_administer),
    Shown("account", "account", "/konton/", who="carin", act=_administer_amina),
    Shown("account-password", "account", "/konton/", who="carin", act=_hand_over_a_password),
    Shown("tokens", "tokens", "/konton/", who="carin", act=_have_two_tokens),
    Shown("token-once", "new_token", "/konton/", who="carin", act=_make_a_token),
    Shown("new-token-mistake", "new_token", "/konton/", who="carin", act=_make_a_token_wrongly),
    Shown("api", "api", "/api/", who="carin"),
    Shown("new-account-mistake", "new_account", "/konton/", who="carin", act=_save_an_account_wrongly),
    Shown("own-account", "own_account", "/mer/konto/", who="bo"),
    Shown("start-reader", "start", "/", act=_only_read),
    Shown("start", "start", "/"),
    Shown("start-manager", "start", "/", who="bo"),
    Shown("start-city", "start", "/", who="carin"),
    Shown("content", "content", "/innehall/", who="carin"),
    Shown("start-saved", "start", "/registrera/talk/", act=_save),
    Shown("register", "register", "/registrera/"),
    Shown("talk", "register_one", "/registrera/talk/"),
    Shown("talk-filled-in", "register_one", "/registrera/talk/", act=_fill_in),
    Shown("talk-mistake", "register_one", "/registrera/talk/", act=_leave_a_mistake),
    Shown("theme-meeting", "register_one", "/registrera/theme_meeting/"),
    Shown("receipt", "receipt", "/kvitto/"),
    Shown("receipt-unknown", "receipt", "/kvitto/", act=_ask_for_no_receipt),
    Shown("import", "import_file", "/import/", who="bo"),
    Shown("import-good", "import_file", "/import/", who="bo", act=_look_through(_GOOD)),
    Shown("import-faulty", "import_file", "/import/", who="bo", act=_look_through(_FAULTY)),
    Shown("more", "more", "/mer/"),
    Shown("municipality", "municipality", "/kommunen/", who="carin", act=_dress),
    Shown("municipality-mistake", "municipality", "/kommunen/", who="carin", act=_dress_wrongly),
    Shown("overview-unit", "overview", "/siffror/farsta_stod/2022T1/", who="bo"),
    Shown("overview-open", "overview", "/siffror/farsta_stod/2022T2/", who="bo"),
    Shown("overview-district", "overview", "/siffror/farsta/2022T1/", who="carin"),
    Shown("overview-city", "overview", "/siffror/stad/2022T1/", who="carin"),
    Shown("indicator", "indicator", "/siffror/farsta_stod/2022T1/men_share_talks/", who="bo"),
    Shown("plan-none", "goals", "/mal/", who="bo"),
    Shown("plan", "plan", "/mal/farsta_stod/2021/", who="bo", act=_plan),
    Shown("plan-city", "plan", "/mal/stad/2021/", who="carin", act=_plan),
    Shown("plan-copied", "plan", "/mal/farsta_stod/2022/", who="bo", act=_read_the_copied_plan),
    Shown("edit-plan", "edit_plan", PLAN, who="bo", act=_plan_and_go(f"{PLAN}andra/")),
    Shown("edit-plan-removed", "edit_plan", PLAN, who="bo", act=_remove_a_result),
    Shown("edit-plan-copied", "edit_plan", PLAN, who="bo", act=_copy_the_plan),
    Shown("begin-plan", "begin_plan", PLAN, who="bo", act=_plan_and_go("/mal/farsta_stod/2022/borja/")),
    Shown("edit-goal", "edit_goal", f"{PLAN}mal/nytt/", who="bo"),
    Shown("edit-result", "edit_result", PLAN, who="bo", act=_plan_and_go(f"{PLAN}resultat/nytt/")),
    Shown("edit-result-kept", "edit_result", PLAN, who="bo", act=_keep_or_raise),
    Shown("edit-result-mistake", "edit_result", PLAN, who="bo", act=_save_a_result_wrongly),
    Shown("edit-result-changed", "edit_result", PLAN, who="bo", act=_change_what_somebody_has_changed),
    Shown("edit-areas", "edit_areas", PLAN, who="bo", act=_plan_and_go(f"{PLAN}utveckling/")),
    Shown("plan-history", "plan_history", PLAN, who="bo", act=_plan_and_go(f"{PLAN}historik/")),
    Shown("outside-none", "outside", f"{PLAN}siffror/", who="bo"),
    Shown("outside", "outside", PLAN, who="bo", act=_plan_and_go(f"{PLAN}siffror/")),
    Shown("outside-measure", "outside_measure", PLAN, who="bo", act=_plan_and_go(f"{PLAN}siffror/child_took_part/")),
    Shown("outside-mistake", "outside_measure", PLAN, who="bo", act=_enter_too_little),
    Shown("import-outside", "import_outside", f"{PLAN}siffror/las-in/", who="bo"),
    Shown("import-outside-faulty", "import_outside", f"{PLAN}siffror/las-in/", who="bo", act=_look_through_figures),
    Shown("budget-none", "budget", f"{PLAN}budget/", who="bo"),
    Shown("budget", "budget", PLAN, who="bo", act=_plan_and_go(f"{PLAN}budget/")),
    Shown("import-years", "import_years", f"{PLAN}budget/las-in/", who="bo"),
    Shown("supports-none", "supports", "/insatser/", who="carin"),
    Shown("supports", "supports", "/insatser/", who="carin", act=_decide),
    Shown("supports-manager", "supports", "/insatser/", who="bo", act=_decide),
    Shown("support", "support", "/insatser/", who="carin", act=_change_and_read_the_support),
    Shown("new-support", "new_support", "/insatser/ny/?fran=talk", who="carin"),
    Shown("new-support-mistake", "new_support", "/insatser/ny/", who="carin", act=_save_a_support_wrongly),
    Shown("edit-support-changed", "edit_support", "/insatser/", who="carin", act=_save_a_support_after_another),
    Shown("start-manager-decisions", "start", "/", who="bo", act=_decide),
    Shown(
        "draft-committee",
        "draft_report",
        "/insatser/",
        who="bo",
        act=_decide_and_go("/rapport/utkast/committee/farsta_stod/2022T1/"),
    ),
    Shown("methods-none", "methods", "/metoder/", who="bo"),
    Shown("methods", "methods", "/metoder/", who="bo", act=_describe_and_go("/metoder/?ord=familjer")),
    Shown("new-method", "new_method", "/metoder/ny/", who="bo"),
    Shown("method", "method", "/metoder/", who="bo", act=_describe_and_go("/metoder/{key}/")),
    Shown("method-edition", "method_edition", "/metoder/", act=_describe_and_go("/metoder/{key}/utgava/1/")),
    Shown("about-method", "about_method", "/metoder/", who="bo", act=_describe_and_go("/metoder/{key}/om/")),
    Shown("write-method", "write_method", "/metoder/", who="bo", act=_describe_and_go("/metoder/{key}/skriv/")),
    Shown("write-method-review", "write_method", "/metoder/", who="carin", act=_ask_for_a_review),
    Shown("about-method-changed", "about_method", "/metoder/", who="carin", act=_name_after_another),
    Shown("method-draft", "method_draft", "/metoder/", who="carin", act=_read_the_draft),
    Shown("remove-words", "remove_method_words", "/metoder/", who="bo", act=_look_for_words),
    Shown("write-answer-locked", "write_answer", "/metoder/", who="carin", act=_read_a_locked_answer),
    Shown(
        "write-answer", "write_answer", "/metoder/", who="bo", act=_describe_and_go("/metoder/{key}/skriv/takes_part/")
    ),
    Shown("write-answer-figure", "write_answer", "/metoder/", who="bo", act=_insert_a_figure),
    Shown("write-answer-mistake", "write_answer", "/metoder/", who="bo", act=_write_too_much),
    Shown("write-answer-changed", "write_answer", "/metoder/", who="carin", act=_write_after_another),
    Shown("compare-methods-choose", "compare_methods", "/metoder/jamfor/", who="bo", act=_compare_with),
    Shown("compare-methods", "compare_methods", "/metoder/jamfor/", who="bo", act=_compare),
    Shown("year-none", "year", "/aret/", who="bo"),
    Shown("year", "year_wheel", WHEEL, who="bo", act=_go_through_the_year),
    Shown("year-adviser", "year_wheel", WHEEL, act=_go_through_the_year),
    Shown("year-city", "year_wheel", "/aret/stad/2022/", who="carin", act=_begin_the_year),
    Shown("task", "task", f"{WHEEL}uppgift/ny/", who="bo"),
    Shown("task-mistake", "task", f"{WHEEL}uppgift/ny/", who="bo", act=_save_a_task_wrongly),
    Shown("complaints", "count_complaints", f"{WHEEL}synpunkter/2022T1/", who="bo"),
    Shown("lessons", "lessons", WHEEL, who="bo", act=_go_through_lessons),
    Shown("reminders", "reminders", "/mer/paminnelser/", who="bo", act=_begin_the_year),
    Shown("reports", "reports", "/rapporter/", who="bo"),
    Shown("report", "report", "/rapport/tertial/farsta_stod/2022T1/", who="bo"),
    Shown("report-city", "report", "/rapport/tertial/stad/2022T1/", who="carin"),
    Shown("compilation-district", "report_by_template", "/rapport/district/farsta/2022T1/", who="carin"),
    Shown("report-dressed", "report", "/rapport/tertial/farsta_stod/2022T1/", who="bo", act=_dress),
    Shown("write-report", "write_report", WRITING, who="bo", act=_write_a_section_of_it),
    Shown("write-report-left", "write_report", WRITING, who="bo", act=_hand_in_too_early),
    Shown("write-report-waits", "write_report", WRITING, who="bo", act=_hand_in),
    Shown("write-report-decide", "write_report", WRITING, who="carin", act=_hand_in),
    Shown("write-report-sent-back", "write_report", WRITING, who="bo", act=_send_back),
    Shown("write-report-approved", "write_report", WRITING, who="bo", act=_approve),
    Shown("write-section", "write_section", WRITING, who="bo", act=_write_a_section),
    Shown("write-section-words", "write_section", f"{WRITING}summary/", who="amina"),
    Shown("write-section-name", "write_section", WRITING, who="bo", act=_name_somebody),
    Shown("write-section-both", "write_section", WRITING, who="bo", act=_save_after_another),
    Shown("draft-report", "draft_report", "/rapport/utkast/tertial/farsta_stod/2022T1/", who="bo", act=_plan_to_write),
    Shown("copy-report", "copy_report", "/rapport/kopiera/tertial/farsta_stod/2022T1/", who="bo", act=_plan_to_write),
    Shown("released-report", "released_report", WRITING, who="bo", act=_read_the_approved),
    Shown("reports-approved", "reports", "/rapporter/", who="bo", act=_approve),
    Shown("start-manager-to-write", "start", "/", who="bo", act=_see_what_is_to_be_written),
    Shown("closing", "closing", "/stangning/", who="carin", day="2022-09-16"),
    Shown("close", "closing_of", "/stangning/2022T2/", who="carin", day="2022-09-16"),
    Shown("close-too-early", "closing_of", "/stangning/2022T2/", who="carin"),
    Shown("closed", "closing_of", "/stangning/2022T1/", who="carin"),
    Shown("help", "help", "/hjalp/"),
    Shown("help-page", "help_page", "/hjalp/lasa-siffrorna/"),
    Shown("search", "search", "/sok/?q=samtal", who="bo"),
    Shown("search-nothing", "search", "/sok/?q=xyzzy", who="bo"),
    Shown("rounds-none", "rounds", "/samverkan/", who="bo"),
    Shown("rounds", "rounds", "/samverkan/", who="carin", act=_see_teams),
    Shown("team-new", "new_team", "/samverkan/nytt-team/", who="bo"),
    Shown("team-edit", "edit_team", "/samverkan/", who="bo", act=_edit_a_team),
    Shown("team", "team", "/samverkan/", who="bo", act=_read_a_teams_result),
    Shown("team-few", "team", "/samverkan/", who="bo", act=_see_that_few_answered),
    Shown("surveys", "surveys", "/enkater/farsta_stod/", who="bo", act=_see_two_years_of_a_survey),
    Shown("survey-enter", "enter_survey", "/enkater/farsta_stod/joint_work/", who="bo", act=_enter_six_answers),
    Shown("survey-replaces", "enter_survey", "/enkater/farsta_stod/joint_work/", who="bo", act=_write_over_a_year),
    Shown("survey-open", "open_round", "/samverkan/", who="bo", act=_see_a_survey_that_is_asked),
    Shown("survey-answer", "answer_round", "/samverkan/", who="bo", act=_answer_a_survey_as_staff),
    Shown(
        "survey-answer-arabic", "answer_round", "/samverkan/", who="bo", act=_answer_a_survey_as_a_parent, language="ar"
    ),
    Shown("round-start", "start_round", "/samverkan/", who="bo", act=_start_a_round_wrongly),
    Shown("round-open", "open_round", "/samverkan/", who="bo", act=_see_an_open_round),
    Shown("round-answer", "answer_round", "/samverkan/", who="bo", act=_answer_a_round),
    Shown("round-thanks", "round_thanks", "/samverkan/", who="bo", act=_thank_somebody_of_a_team),
    Shown("design", "design", "/design/"),
    Shown("design-arabic", "design", "/design/?language=ar", language="ar"),
    Shown("languages", "languages", "/oversattningar/", who="carin"),
    Shown("wordings", "wordings", "/oversattningar/ar/", who="carin"),
    Shown("wordings-mistake", "wordings", "/oversattningar/ar/", who="carin", act=_approve_nothing),
    Shown("wordings-taken-in", "take_in_wordings", "/oversattningar/ar/", who="carin", act=_take_in),
    Shown("statement-not-filled-in", "statement", "/tillganglighet/", who=None),
    Shown("statement", "statement", "/tillganglighet/andra/", who="carin", act=_publish_a_statement),
    Shown("statement-form", "edit_statement", "/tillganglighet/andra/", who="carin"),
    Shown("statement-form-flaw", "edit_statement", "/tillganglighet/andra/", who="carin", act=_write_a_flaw),
    Shown("statement-form-mistake", "edit_statement", "/tillganglighet/andra/", who="carin", act=_save_too_little),
    Shown("statement-saved", "edit_statement", "/tillganglighet/andra/", who="carin", act=_save_a_statement),
    Shown("families", "families", "/familjen/", who="bo"),
    Shown("families-code", "families", "/familjen/", who="bo", act=_make_a_code),
    Shown("families-one-time", "families", "/familjen/", who="bo", act=_ask_for_codes),
    Shown("message", "message", "/familjen/", who="bo", act=_write_a_message),
    Shown("message-one-time", "message", "/familjen/", who="bo", act=_write_a_message_with_a_code),
    Shown("slips", "slips", "/familjen/", who="bo", act=_choose_how_many_slips),
    Shown("families-adviser", "families", "/familjen/"),
    Shown("families-city", "families", "/familjen/", who="carin"),
    Shown("families-put-aside", "families", "/familjen/", who="bo", act=_put_answers_aside),
    Shown("families-city-put-aside", "families", "/familjen/", who="carin", act=_put_answers_aside),
    Shown("start-manager-put-aside", "start", "/", who="bo", act=_put_answers_aside),
    Shown("put-aside-decide", "put_aside", "/familjen/", who="bo", act=_choose_what_becomes_of_them),
    Shown("answers-find", "find_questions", "/s/", who=None),
    Shown("answers-unknown", "welcome", "/s/XXXXX/", who=None),
    Shown("answers-replaced", "welcome", "/familjen/", who="bo", act=_open_a_replaced_code),
    Shown("answers-welcome", "welcome", "/familjen/", who="bo", act=_open_the_questions),
    Shown("answers-choices", "questions", "/familjen/", who="bo", act=_see_the_first_question),
    Shown("answers-scale", "questions", "/familjen/", who="bo", act=_answer_the_second_question),
    Shown("answers-english", "questions", "/familjen/", who="bo", act=_read_it_in_english, language="en"),
    Shown("answers-find-english", "find_questions", "/s/?sprak=en", who=None, language="en"),
    Shown("answers-once", "welcome", "/familjen/", who="bo", act=_open_with_a_slip_without_a_script),
    Shown("answers-once-misspelled", "welcome", "/familjen/", who="bo", act=_mistype_the_code),
    Shown("answers-once-used", "questions", "/familjen/", who="bo", act=_send_with_a_used_code),
    Shown("answers-stopped", "stopped", "/familjen/", who="bo", act=_give_up),
    Shown("one-time-turn-on", "families", "/familjen/", who="bo", act=_want_codes),
    Shown("answers-thanks", "thanks", "/familjen/", who="bo", act=_answer_all),
    Shown("comment-name", "write_comment", "/familjen/", who="bo", act=_comment_on_somebody),
    Shown("comment-sent", "comment_sent", "/familjen/", who="bo", act=_send_a_comment),
    Shown("wish-number", "write_wish", "/familjen/", who="bo", act=_write_a_number),
    Shown("wish-sent", "wish_sent", "/familjen/", who="bo", act=_send_a_wish),
    Shown("comments-none", "comments", "/kommentarer/", who="bo"),
    Shown("comments", "comments", "/kommentarer/", who="bo", act=_read_comments),
    Shown("comments-many-wishes", "comments", "/kommentarer/", act=_see_many_wishes),
    Shown("comments-all-done", "comments", "/kommentarer/", act=_ask_whether_all_are_done),
    Shown("comment", "comment", "/kommentarer/", who="bo", act=_read_one),
    Shown("comments-city", "comments", "/kommentarer/", who="carin"),
    Shown("giving-back", "giving_back", LEAFLET, who="bo"),
    Shown("giving-back-look", "giving_back", LEAFLET, who="bo", act=_look_at_the_leaflet),
    Shown("giving-back-mistake", "giving_back", LEAFLET, who="bo", act=_write_a_name),
    Shown("giving-back-published", "giving_back", LEAFLET, who="bo", act=_publish_the_leaflet),
    Shown("giving-back-district", "giving_back", "/familjen/ni-sa/farsta_liten/2022T1/", who="carin"),
    Shown("giving-back-choose", "giving_back", "/familjen/ni-sa/", who="carin"),
    Shown("giving-back-adviser", "giving_back", LEAFLET),
    Shown("given-back", "given_back", LEAFLET, who="bo", act=_read_the_leaflet),
    Shown("given-back-english", "given_back", LEAFLET, who="bo", act=_read_the_leaflet_in_english, language="en"),
    Shown("answers-child-welcome", "welcome", "/familjen/", who="bo", act=_meet_a_child),
    Shown("answers-child-thanks", "thanks", "/familjen/", who="bo", act=_thank_a_child),
    Shown("answers-child", "questions", "/familjen/", who="bo", act=_open_childrens_questions),
    Shown("answers-waiting", "welcome", "/familjen/", who="bo", act=_answer_without_a_network),
    Shown("kiosk-start", "start_kiosk", "/familjen/", who="bo", act=_ask_whether_to_start),
    Shown("kiosk", "kiosk", "/familjen/", who="bo", act=_start_the_tablet),
    Shown("kiosk-leave", "kiosk", "/familjen/", who="bo", act=_want_to_leave_the_tablet),
    Shown("kiosk-over", "kiosk", "/s/XXXXX/platta/", who=None),
    Shown("kept", "kept", "/det-vi-sparar/", act=_open_the_first_table),
    Shown("answers-kept", "kept_for_families", "/s/sparas/sv/", who=None),
    Shown("no-net", "no_net", "/inget-nat/", who=None),
    Shown("not-found", "", "/finns-inte/"),
)

NOT_PAGES = {
    "openapi": "a description for machines",
    **dict.fromkeys(
        ("api_periods", "api_units", "api_volumes", "api_figures", "api_cubes", "api_cube", "api_shared"),
        "answers another system",
    ),
    **dict.fromkeys(("api_instruments", "api_indicators", "api_classifications"), "answers another system"),
    "service_worker": "a script",
    "alive": "answers whoever watches over the server",
    "ready": "answers whoever watches over the server",
    "help_picture": "a picture",
    "set_language": "sends back where it came from",
    "openid_connect_callback": "sends on, or shows what sign-in-level shows",
    "saml_acs": "sends on, by a button where no script runs",
    "saml_sls": "sends on",
    "saml_metadata": "a file",
    "choose_unit": "sends back where it came from",
    "withdraw": "sends to the start page",
    "empty_sheet": "a file",
    "report_file": "a file",
    "report_file_by_template": "a file",
    "logo": "a picture",
    "draft_file": "a file",
    "released_file": "a file",
    "writes_here": "answers the script of a section that is written",
    "writes_answer": "answers the script of an answer that is written",
    "writes_about": "answers the script of a name that is written",
    "method_file": "a file",
    "method_attachment": "a file",
    "on_paper": "a file",
    **dict.fromkeys(("round_poster", "round_slips", "discussion_sheet"), "a file"),
    "team_action": "sends back where it came from",
    "ask_survey": "sends on to where a round is started",
    "leave_kiosk": "answers the kiosk's script",
    "waiting": "answers the scripts of families' pages",
    "leaflet_poster": "a file",
    "export_wordings": "a file",
    "empty_figures": "a file",
}

IN_DOCUMENTS = {
    "start-phone",
    "search-desk",
    "indicator-desk",
    "report-desk",
    "plan-desk",
    "year-desk",
    "statement-phone",
    "start-saved-phone",
    "talk-filled-in-phone",
    "import-good-desk",
    "overview-unit-desk",
    "start-manager-desk",
    "start-city-desk",
    "close-desk",
    "answers-scale-phone",
    "given-back-phone",
}
"""The pictures that README and the handbook show."""
