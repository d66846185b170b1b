"""Two methods of Föräldrastöd Farsta, invented, where there are Bo and Carin: one is published, one just begun."""

from folja.methods.evidence import mark
from folja.methods.method import About
from folja.web.methods import actions
from folja.web.methods.actions import Place
from folja.web.methods.models import StoredMethod
from folja.web.methods.stored import latest_texts
from folja.web.methods.written import TypedAnswer
from folja.web.organisation.actions import create_account, give_role
from folja.web.organisation.models import Account
from folja.web.writing.written import Typed

UNIT = "farsta_stod"
OPEN_DOOR = About(
    "Öppna dörren",
    "En mötesplats dit föräldrar och barn kommer tillsammans, utan att boka. Tjugo besök på ett år, sedan vidare.",
    {"target": ("families",), "age": ("preschool", "school"), "need": ("establishing",), "arena": ("meeting_place",)},
)
BACK_TO_SCHOOL = About(
    "Fler i skolan", "Sex träffar med unga och föräldrar.", {"target": ("youth",), "need": ("attendance",)}
)
ANSWERS = {
    "target_group": ("yes", "Föräldrar som sällan deltar i annat, med barn upp till tolv år."),
    "support_need": ("yes", "Att hitta till det som finns, och ha någon att fråga. Barnen vill ha någon att leka med."),
    "activities": ("yes", "In: vi bjuder in där familjer redan är.\n\nHär: tre eftermiddagar i veckan.\n\nUt: samtal."),
    "helps": ("partly", f"De flesta hittar vidare.\n\n{mark('talks')}\n\nBarnen säger att de får vänner."),
    "over_time": ("no", "Före är svårt att mäta: när vi frågar i dörren kommer familjen inte tillbaka."),
    "takes_part": ("yes", "Varje familj väljer sina mål med bilder. Barnen väljer bok och lek."),
    "supervision": ("yes", "En gång i månaden."),
    "hard_to_move": ("partly", "Det tar tid att bli känd i ett område."),
}


def describe() -> StoredMethod:
    """The published one, gone on with; made where there is none."""
    if found := StoredMethod.objects.filter(name=OPEN_DOOR.name).first():
        return found
    key = actions.make(UNIT, OPEN_DOOR, bo())
    for question, (judgement, words) in ANSWERS.items():
        actions.save_answer(Place(key, question), TypedAnswer(words, judgement, names_nobody=True), 0, bo())
    actions.ask(key, bo())
    actions.review(key, carin())
    actions.publish(key, bo())
    actions.add_link(Place(key, "takes_part"), "Kortet med bilder", "https://example.org/kort", bo())
    actions.remark(Place(key, "takes_part"), Typed("Skriv hur de minsta får välja."), carin())
    instead = Typed("Barnen väljer bok och lek, de minsta genom att peka.")
    actions.remark(Place(key, "takes_part"), instead, carin(), is_suggestion=True)
    begin()
    return StoredMethod.objects.get(key=key)


def begin() -> StoredMethod:
    """The one just begun."""
    if found := StoredMethod.objects.filter(name=BACK_TO_SCHOOL.name).first():
        return found
    key = actions.make(UNIT, BACK_TO_SCHOOL, bo())
    for question in ("target_group", "supervision", "takes_part"):
        actions.save_answer(Place(key, question), TypedAnswer("Ja, varje vecka.", "yes"), 0, bo())
    return StoredMethod.objects.get(key=key)


def answer(question: str, words: str) -> None:
    """Bo answers a question of the published one."""
    stored = describe()
    text = latest_texts(stored).get(question)
    actions.save_answer(Place(stored.key, question), TypedAnswer(words, "yes"), text.version if text else 0, bo())


def rename(name: str) -> None:
    """Bo gives the published one another name."""
    stored = describe()
    text = latest_texts(stored)["about"]
    about = About(name, OPEN_DOOR.summary, OPEN_DOOR.facets)
    actions.save_about(stored.key, about, text.version, bo(), names_nobody=True)


def ask() -> StoredMethod:
    """Bo has asked for a review of its next edition."""
    stored = describe()
    actions.ask(stored.key, bo())
    return stored


def bo() -> Account:
    return Account.objects.get(email="bo@kommunen.example")


def carin() -> Account:
    return Account.objects.get(email="carin@kommunen.example")


def third() -> Account:
    """Somebody who develops methods in the whole city, and has written nothing."""
    if found := Account.objects.filter(email="tora@kommunen.example").first():
        return found
    tora = create_account("tora@kommunen.example", "Tora", "ett långt lösenord")
    give_role(tora, "stad", "develops")
    return tora
