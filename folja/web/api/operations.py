"""The API's addresses. Each reads by the same functions as the pages and the command, and answers what they answer."""

import hashlib
import inspect
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from folja.disclosure.cells import all_cells, as_rows, cube_codes
from folja.figures import reading
from folja.figures.figure import Figure
from folja.vocabulary.clock import today
from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused, problem
from folja.vocabulary.unit import Unit
from folja.web.api import content
from folja.web.api.asked import Asked, asked, begun, unknown_unit
from folja.web.api.door import Bearer
from folja.web.api.problems import Unanswered, not_there, told
from folja.web.api.tokens import CUBES, FIGURES
from folja.web.pooling.sharing import signed_file
from folja.web.publication.calendar import is_open
from folja.web.publication.places import below, periods_of

Rows = Iterable[Mapping[str, object]]

OPEN = "no-store"
"""What can be another tomorrow, and is not kept meanwhile."""

ASKED_ANEW = "private, no-cache"
"""What is frozen or shipped, but counted by definitions that come with a version: kept, and asked for anew."""

FOR_GOOD = "private, max-age=86400, immutable"
"""Frozen cells. A day, since which units a token reaches can change."""


@dataclass(frozen=True)
class Answer:
    """Rows, and how long they may be kept by who asked."""

    rows: Rows
    kept: str = ASKED_ANEW

    @property
    def text(self) -> str:
        return json.dumps(list(self.rows), ensure_ascii=False)


@dataclass(frozen=True)
class SignedFile:
    """What a municipality hands over, byte for byte as it was signed."""

    text: str
    kept: str = ASKED_ANEW


api = NinjaAPI(title="Följa", version="1", urls_namespace="api", docs_url=None, openapi_url=None, auth=Bearer())


def _reads(address: str, answers: str, summary: Any, about: Any, needs: str = "") -> Callable[..., Any]:
    """Registers what is read at an address. `answers` names the schema, `needs` what the token must let be read."""

    def register(view: Callable[..., Answer | SignedFile]) -> Callable[..., Answer | SignedFile]:
        here, *parameters = inspect.signature(view).parameters.values()
        names = {one.name for one in parameters if one.name not in _in_address(address)}

        @wraps(view)
        def asked_for(request: HttpRequest, **given: Any) -> HttpResponse:
            _refuse_misspelt(request, names)
            return _answered(request, view(asked(request.auth, needs), **given))  # type: ignore[attr-defined]

        # What may be asked is read from the view's own signature; who asks is found out here.
        request = here.replace(name="request", annotation=HttpRequest)
        asked_for.__signature__ = inspect.Signature([request, *parameters])  # type: ignore[attr-defined]
        api.get(
            address,
            url_name=f"api_{view.__name__}",
            operation_id=view.__name__,
            summary=summary,
            description=about,
            openapi_extra={"answers": answers},
        )(asked_for)
        return view

    return register


def _in_address(address: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", address))


def _refuse_misspelt(request: HttpRequest, names: set[str]) -> None:
    """A misspelt name would otherwise be an answer to something else than was asked."""
    wrong = [name for name, given in request.GET.lists() if name not in names or len(given) > 1]
    if wrong:
        known = ", ".join(sorted(names)) or "-"
        raise Unanswered(
            422,
            problem(
                "query",
                sv=f"Frågan har ett okänt namn, eller samma namn två gånger. Här går det att skriva: {known}.",
                en=f"the query has an unknown name, or one name twice; what can be written here: {known}",
            ),
        )


def _answered(request: HttpRequest, answer: Answer | SignedFile) -> HttpResponse:
    words = answer.text.encode()
    headers = {"Cache-Control": answer.kept, "Vary": "Authorization", "Content-Language": "sv, en"}
    if settings.FOLJA_INVENTED:
        headers["Folja-Invented"] = "true"
    response = HttpResponse(words, content_type="application/json", headers=headers)
    if answer.kept == OPEN:
        return response
    etag = f'"{hashlib.sha256(words).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


UnitCode = Annotated[
    str,
    Query(
        description=_("Enhetens kod. Utan den: nyckelns egen enhet."),
        min_length=1,
        max_length=60,
        examples=["farsta"],
    ),
]
PeriodCode = Annotated[
    str,
    Query(
        description=_("2021-03, 2021T2, 2021T1-T2 eller 2021. Utan den: det senast stängda tertialet."),
        pattern=r"^(19|2[0-9])[0-9]{2}(-(0[1-9]|1[0-2])|T[123]|T1-T[23])?$",
        examples=["2021T1"],
    ),
]
IndicatorCode = Annotated[str, Query(description=_("Nyckeltalets kod."), pattern="^[a-z0-9_]+$", max_length=80)]
IndicatorInPath = Annotated[
    str,
    Path(description=_("Nyckeltalets kod."), pattern="^[a-z0-9_]+$", max_length=80, examples=["men_share_talks"]),
]
CubeInPath = Annotated[
    str,
    Path(
        description=_("Kubens kod: instrument.fråga."),
        pattern=r"^[a-z0-9_.*+-]+$",
        max_length=200,
        examples=["talk.adults"],
    ),
]
TertialInPath = Annotated[
    str, Path(description=_("Ett stängt tertial."), pattern=r"^(19|2[0-9])[0-9]{2}T[123]$", examples=["2021T1"])
]
By = Annotated[Literal["unit", "gender"], Query(description=_("Dela upp på enheterna närmast under, eller på kön."))]


@_reads("/periods", "Periods", _("Perioder som går att läsa"), _("De som sidorna visar, det senaste året först."))
def periods(here: Asked) -> Answer:
    found = periods_of(here.books, here.caller.scope, here.caller.unit, today())
    return Answer({"period": str(one), "is_open": is_open(here.books, one)} for one in found)


@_reads(
    "/units",
    "Units",
    _("Enheterna i en period"),
    _("Nyckelns enhet och de under den, som de var när perioden stängdes."),
)
def units(here: Asked, period: PeriodCode | None = None) -> Answer:
    when = here.period(period, here.caller.unit) if period or here.books.latest else None
    tree = here.books.tree_in(when) if when else here.books.tree
    reached = {unit.code for unit in here.caller.scope.reads}
    found = (one for one in tree.units if one.code in reached and (when is None or one.exists_in(when)))
    return Answer(_unit(one, reached) for one in found)


def _unit(one: Unit, reached: set[str]) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "kind": one.kind,
        "parent": one.parent if one.parent in reached else None,
        "valid_from": str(one.valid_from) if one.valid_from else None,
        "valid_to": str(one.valid_to) if one.valid_to else None,
        "successors": [code for code in one.successors if code in reached],
    }


@_reads(
    "/volumes",
    "Figures",
    _("Volymer, månad för månad"),
    _(
        "Exakta tal om vad medarbetare har gjort, i samma form som siffrorna. Öppna månader är som de var i natt. En "
        "liten enhets volymer visas bara i enheten över den, och skälet är då staff."
    ),
    needs=FIGURES,
)
def volumes(
    here: Asked,
    unit: UnitCode | None = None,
    period: PeriodCode | None = None,
    indicator: IndicatorCode | None = None,
) -> Answer:
    unit = here.unit(unit)
    when = here.period(period, unit)
    kinds = {code: one.kind for code, one in here.books.indicators.items()}
    if indicator is not None and kinds[here.indicator(indicator)] != "volume":
        raise not_there(
            "indicator",
            sv="Nyckeltalet är ingen volym. Läs det vid /api/v1/figures/.",
            en="this indicator is no volume; read it at /api/v1/figures/",
        )
    codes = [code for code, kind in kinds.items() if kind == "volume" and indicator in (None, code)]
    months = begun(when)
    found = (
        figure
        for code in codes
        for figure in reading.volume_months(here.books, code, unit, when)
        if figure.period.first in months
    )
    return Answer(reading.as_rows(found), ASKED_ANEW if here.is_settled(when) else OPEN)


@_reads(
    "/figures/{indicator}",
    "Figures",
    _("En siffra"),
    _(
        "Det som kommandot figure skriver. Siffror om personer finns bara för stängda tertial och är avrundade. Visas "
        "en siffra inte står skälet, och den närmaste som visas."
    ),
    needs=FIGURES,
)
def figures(
    here: Asked,
    indicator: IndicatorInPath,
    unit: UnitCode | None = None,
    period: PeriodCode | None = None,
    by: By | None = None,
) -> Answer:
    indicator, unit = here.indicator(indicator), here.unit(unit)
    when = here.period(period, unit)
    return Answer(
        reading.as_rows(_figures(here, indicator, unit, when, by)), ASKED_ANEW if here.is_settled(when) else OPEN
    )


def _figures(here: Asked, code: str, unit: str, when: Period, by: str | None) -> Iterable[Figure]:
    if by == "gender":
        return reading.read_by_gender(here.books, code, unit, when)
    if by is None:
        return reading.read(here.books, code, unit, when)
    shown = {one.code for one in below(here.books, here.caller.scope, here.books.unit(unit, when), when)}
    return [one for one in reading.read_by_unit(here.books, code, unit, when) if one.unit in shown]


@_reads("/cubes", "CubeCodes", _("Kuberna som finns"), _("Varje kub är en fråga i ett instrument."), needs=CUBES)
def cubes(here: Asked) -> Answer:
    return Answer({"cube": code} for code in cube_codes(here.books.publications.values()))


@_reads(
    "/cubes/{cube}",
    "Cells",
    _("En kub"),
    _(
        "Det som kommandot cube skriver: alla frysta celler och deras summor i nyckelns enheter. Allt är multiplar av "
        "fem; 0 betyder färre än 5."
    ),
    needs=CUBES,
)
def cube(here: Asked, cube: CubeInPath, unit: UnitCode | None = None, period: PeriodCode | None = None) -> Answer:
    if cube not in cube_codes(here.books.publications.values()):
        raise not_there("cube", sv="Kuben finns inte. Se /api/v1/cubes.", en="there is no such cube; see /api/v1/cubes")
    when = here.period(period, here.caller.unit) if period is not None else None
    scope = here.caller.scope
    found = [one for one in all_cells(here.books.publications.values(), cube) if scope.may_read(one.unit)]
    if unit is not None:
        if not scope.may_read(unit) and not any(one.leaf == unit for one in found):
            raise unknown_unit()
        found = [one for one in found if unit in (one.unit, one.leaf)]
    cells = (one for one in found if when is None or one.period == when)
    return Answer(as_rows(cells), FOR_GOOD if when and here.is_settled(when) else ASKED_ANEW)


@_reads(
    "/shared/{tertial}",
    "SignedFile",
    _("Ett tertial att lägga samman med andra kommuners"),
    _(
        "Filen som kommandot pool share skriver: ett stängt tertials fastställda siffror, underskrivna av kommunen. "
        "Bara för en nyckel som läser hela kommunens kuber."
    ),
    needs=CUBES,
)
def shared(here: Asked, tertial: TertialInPath) -> SignedFile:
    if here.caller.unit != here.books.tree.city.code:
        raise Unanswered(
            403,
            problem(
                "Authorization",
                sv="Nyckeln läser en del av kommunen, och hela kommunen lämnas. Be om en nyckel för kommunen.",
                en="this token reads a part of the municipality, and all of it is shared; ask for one that reads it",
            ),
        )
    return SignedFile(signed_file(Period.parse(tertial)))


@_reads("/instruments", "Instruments", _("Frågorna"), _("Alla instrument i alla versioner, med frågor och svar."))
def instruments(here: Asked) -> Answer:
    found = here.books.instruments
    return Answer(content.instrument(one) for code in found for one in found.of(code))


@_reads("/indicators", "Indicators", _("Nyckeltalen"), _("Vad varje siffra är, och vilka celler den räknas fram ur."))
def indicators(here: Asked) -> Answer:
    return Answer(map(content.indicator, here.books.indicators.values()))


@_reads("/classifications", "Classifications", _("Klassifikationerna"), _("Svaren som flera frågor delar."))
def classifications(here: Asked) -> Answer:
    return Answer(map(content.classification, here.books.instruments.classifications.values()))


@api.exception_handler(Unanswered)
def _unanswered(_request: HttpRequest, error: Unanswered) -> HttpResponse:
    return told(error.status, error.problems, error.headers)


@api.exception_handler(Refused)
def _refused(_request: HttpRequest, error: Refused) -> HttpResponse:
    return told(409, error.problems)


@api.exception_handler(ValidationError)
def _not_readable(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return told(422, [_about(str(one["loc"][-1])) for one in error.errors])


def _about(name: str) -> Problem:
    sv, en = HOW.get(name, ("Skriv koden med små bokstäver.", "write the code in small letters"))
    return problem(name, sv=f"Det går inte att läsa. {sv}", en=f"this can't be read; {en}")


HOW = {
    "unit": ("Skriv enhetens kod, med högst 60 tecken.", "write the unit's code, in at most 60 characters"),
    "period": (
        "Skriv perioden som 2021-03, 2021T2, 2021T1-T2 eller 2021.",
        "write the period as 2021-03, 2021T2, 2021T1-T2 or 2021",
    ),
    "by": ("Skriv unit eller gender.", "write unit or gender"),
    "tertial": ("Skriv tertialet som 2021T1.", "write the tertial as 2021T1"),
}


def addresses() -> list[URLPattern]:
    """What answers where, below /api/v1/. None asks who is signed in."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in found:
        one.callback.login_required = False  # type: ignore[attr-defined]
    return found
