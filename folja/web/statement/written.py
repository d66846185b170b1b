"""The form of the statement: what somebody has written, whole or not, and the statement it becomes when it is."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from phonenumbers import NumberParseException, is_possible_number
from phonenumbers import parse as parse_number

from folja.instruments.content import collected
from folja.screening.screening import holds_personal_number
from folja.vocabulary.problem import Problem, problem
from folja.web.statement.statement import Conformance, Flaw, Method, Reason, Statement

LONGEST = 1000  # characters in one field
MOST_DAYS = 60

DAYS = re.compile(r"[1-9][0-9]?")
PHONE = re.compile(r"[0-9+() -]+")
FLAW = re.compile(r"flaw-(\d{1,3})-what")


@dataclass(frozen=True)
class WrittenFlaw:
    """One flaw as it stands in the form."""

    what: str = ""
    reason: str = ""
    why: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Written:
    """Everything that stands in the form, as it was written."""

    body: str = ""
    service: str = "Följa"
    conformance: str = ""
    flaws: tuple[WrittenFlaw, ...] = ()
    method: str = Method.SELF
    assessed_by: str = ""
    assessed_on: str = ""
    report_page: str = ""
    email: str = ""
    phone: str = ""
    answer_days: str = ""

    def with_one_more(self) -> "Written":
        """With an empty flaw last."""
        return replace(self, flaws=(*self.flaws, WrittenFlaw()))


WORDS = tuple(field.name for field in fields(Written) if field.name != "flaws")
"""The fields that hold words, in the order they are asked for."""


def sent(form: Mapping[str, str]) -> Written:
    """What a form that was sent holds, without flaws that say nothing and the one that is to be removed."""
    places = sorted(int(found[1]) for name in form if (found := FLAW.fullmatch(name)))
    flaws = (
        WrittenFlaw(*(form.get(flaw_field(place, field.name), "").strip() for field in fields(WrittenFlaw)))
        for place in places
        if str(place) != form.get("remove")
    )
    words = {name: form.get(name, "").strip() for name in WORDS}
    return Written(**words, flaws=tuple(flaw for flaw in flaws if flaw != WrittenFlaw()))


def written_as(statement: Statement) -> Written:
    """How the form holds a statement."""
    words = {name: str(getattr(statement, name)) for name in WORDS if name != "method"}
    method = Method.OTHER if statement.assessed_by else Method.SELF
    return Written(**words, method=method, flaws=tuple(WrittenFlaw(**asdict(flaw)) for flaw in statement.flaws))


def flaw_field(place: int, name: str) -> str:
    """The name of a flaw's field in the form."""
    return f"flaw-{place}-{name}"


def checked(written: Written, of_product: tuple[Flaw, ...], today: date) -> Statement:
    """The statement that is written, beside the flaws that the product has everywhere.

    Raises Refused with all problems found, each named by its field, in the order of the form.
    """
    flaws = tuple(
        Flaw(flaw.what, Reason(flaw.reason), flaw.why, flaw.instead)
        for flaw in written.flaws
        if flaw.reason in set(Reason)
    )
    collected(
        [
            *_about_the_service(written, (*of_product, *flaws)),
            *_about_flaws(written.flaws),
            *_about_the_assessment(written, today),
            *_about_reporting(written),
            *_about_people(written),
            *_about_length(written),
        ]
    )
    return Statement(
        body=written.body,
        service=written.service,
        conformance=Conformance(written.conformance),
        flaws=flaws,
        assessed_on=date.fromisoformat(written.assessed_on),
        assessed_by=written.assessed_by if written.method == Method.OTHER else "",
        report_page=written.report_page,
        email=written.email,
        phone=written.phone,
        answer_days=int(written.answer_days),
    )


def _about_the_service(written: Written, flaws: tuple[Flaw, ...]) -> Iterator[Problem]:
    if not written.body:
        yield problem("body", sv="Skriv vem som ansvarar, till exempel kommunens namn.", en="write who is responsible")
    if not written.service:
        yield problem("service", sv="Skriv vad tjänsten heter hos er.", en="write what the service is called")
    breaches = any(flaw.is_breach for flaw in flaws)
    if written.conformance not in set(Conformance):
        yield problem("conformance", sv="Välj helt, delvis eller inte.", en="choose fully, partly or not")
    elif written.conformance == Conformance.FULL and breaches:
        yield problem(
            "conformance",
            sv="Det finns brister i redogörelsen, så kraven är inte helt uppfyllda. Välj delvis.",
            en="there are flaws in the statement, so the requirements are not fully met; choose partly",
        )
    elif written.conformance != Conformance.FULL and not breaches:
        yield problem(
            "conformance",
            sv="Skriv den brist som gör att kraven inte är helt uppfyllda, eller välj helt.",
            en="write the flaw that keeps the requirements from being fully met, or choose fully",
        )


def _about_flaws(flaws: tuple[WrittenFlaw, ...]) -> Iterator[Problem]:
    for place, flaw in enumerate(flaws):
        if not flaw.what:
            yield problem(
                flaw_field(place, "what"), sv="Skriv vad som inte är tillgängligt.", en="write what is not accessible"
            )
        if flaw.reason not in set(Reason):
            yield problem(flaw_field(place, "reason"), sv="Välj ett skäl.", en="choose a reason")
        elif flaw.reason == Reason.BURDEN and not flaw.why:
            yield problem(
                flaw_field(place, "why"),
                sv="Skriv varför anpassningen är oskäligt betungande. Lagen kräver en tydlig motivering.",
                en="write why it is a disproportionate burden; the law asks for clear grounds",
            )


def _about_the_assessment(written: Written, today: date) -> Iterator[Problem]:
    if written.method not in set(Method):
        yield problem("method", sv="Välj vem som har prövat.", en="choose who has tested")
    elif written.method == Method.OTHER and not written.assessed_by:
        yield problem("assessed_by", sv="Skriv vem som har prövat.", en="write who has tested")
    try:
        is_to_come = date.fromisoformat(written.assessed_on) > today
    except ValueError:
        yield problem(
            "assessed_on",
            sv="Skriv en dag som 2022-06-14, eller välj i kalendern.",
            en="write a day such as 2022-06-14",
        )
    else:
        if is_to_come:
            yield problem(
                "assessed_on",
                sv=f"{written.assessed_on} har inte varit än. Skriv den dag då ni prövade.",
                en=f"{written.assessed_on} is still to come; write the day when you tested",
            )


def _about_reporting(written: Written) -> Iterator[Problem]:
    if not _is_valid(URLValidator(schemes=["https"]), written.report_page) or "@" in written.report_page:
        yield problem(
            "report_page",
            sv="Skriv adressen till ett formulär där vem som helst kan säga till, från https://.",
            en="write the address of a form where anybody can report, from https://",
        )
    if written.email and not _is_valid(validate_email, written.email):
        yield problem(
            "email",
            sv="Det där är ingen e-postadress. Skriv den som namn@kommunen.se.",
            en="that is no e-mail address; write it as name@municipality.se",
        )
    if written.phone and not _is_phone(written.phone):
        yield problem(
            "phone",
            sv="Det där är inget telefonnummer. Skriv det som 08-123 45 67.",
            en="that is no telephone number; write it as 08-123 45 67",
        )
    days = int(written.answer_days) if DAYS.fullmatch(written.answer_days) else 0
    if not 1 <= days <= MOST_DAYS:
        yield problem(
            "answer_days", sv=f"Skriv ett tal från 1 till {MOST_DAYS}.", en=f"write a number from 1 to {MOST_DAYS}"
        )


def _is_phone(written: str) -> bool:
    try:
        return PHONE.fullmatch(written) is not None and is_possible_number(parse_number(written, "SE"))
    except NumberParseException:
        return False


def _is_valid(validate: Callable[[str], None], word: str) -> bool:
    try:
        validate(word)
    except ValidationError:
        return False
    return True


def _texts(written: Written) -> dict[str, str]:
    """Everything that is written, by its field."""
    words = {name: getattr(written, name) for name in WORDS}
    for place, flaw in enumerate(written.flaws):
        words |= {flaw_field(place, name): value for name, value in asdict(flaw).items()}
    return words


def _about_people(written: Written) -> Iterator[Problem]:
    """The page is for everybody: what is given to one person only may not stand there."""
    for name, value in _texts(written).items():
        if holds_personal_number(value):
            yield problem(
                name,
                sv="Här står ett personnummer. Alla kan läsa redogörelsen, så ta bort det.",
                en="this holds a personal number; everybody can read the statement, so remove it",
            )


def _about_length(written: Written) -> Iterator[Problem]:
    for name, value in _texts(written).items():
        if len(value) > LONGEST:
            yield problem(
                name,
                sv=f"Texten är {len(value)} tecken. Korta den till högst {LONGEST}.",
                en=f"the text has {len(value)} characters; make it {LONGEST} at most",
            )
