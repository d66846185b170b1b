"""A tertial report with invented figures for "Föräldrastöd Farsta", holding every kind of block there is."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from folja.figures.figure import Comparison, Figure
from folja.figures.funnel import Funnel, Placed
from folja.figures.genders import Genders
from folja.figures.rating import Rating
from folja.reports.document import (
    Bars,
    Break,
    Chart,
    Column,
    Definition,
    Document,
    FunnelPlot,
    GenderPairs,
    Heading,
    MonthBars,
    Multiples,
    Name,
    Pair,
    Paragraph,
    Piece,
    Quote,
    Ratings,
    RunChart,
    Series,
    Table,
    Trend,
    YearPoint,
    Years,
)
from folja.vocabulary.period import Month, Period, tertial
from folja.vocabulary.text import Text

UNIT, UNIT_NAME, DISTRICT = "farsta_foraldrastod", "Föräldrastöd Farsta", "Farsta stadsdelsförvaltning"
NOW = tertial(2022, 1)
BEFORE = NOW.year_before

MAN = Text.of(sv="Samtal där en man deltog", en="Talks where a man took part")
HELPED = Text.of(sv="Föräldrar som fick hjälp i föräldraskapet", en="Parents who got help as parents")
SOON = Text.of(sv="Första samtalet inom sju dagar", en="First talk within seven days")
TOPICS = Text.of(sv="Vi pratade om rätt saker vid hembesöken", en="We talked about the right things")
TALKS = Text.of(sv="Råd- och stödsamtal", en="Advice and support talks")
SOURCE = Text.of(sv="Så hittade föräldrarna hit", en="How the parents found us")
ADULTS = Text.of(sv="Vuxna som deltog", en="Adults who took part")


def share(
    title: Text,
    numerator: int,
    base: int,
    interval: tuple[float, float],
    *,
    missing: int = 5,
    period: Period = NOW,
    comparison: Comparison | None = None,
    **where: str,
) -> Figure:
    place = {"unit": UNIT, "unit_name": UNIT_NAME} | where
    low, high = interval
    return Figure(
        indicator=title.en,
        kind="share",
        title=title,
        period=period,
        value=numerator / base,
        numerator=numerator,
        base=base,
        missing=missing,
        low=low,
        high=high,
        comparison=comparison,
        **place,
    )


def count(title: Text, number: int, *, period: Period = NOW) -> Figure:
    return Figure(title.en, "count", title, UNIT, UNIT_NAME, period, value=number, numerator=number)


def volume(title: Text, number: int, *, period: Period = NOW, comparison: Comparison | None = None) -> Figure:
    return Figure(title.en, "volume", title, UNIT, UNIT_NAME, period, value=number, comparison=comparison)


def hidden(title: Text, reason: str = "few", *, period: Period = NOW, offered: Figure | None = None) -> Figure:
    return Figure(title.en, "share", title, UNIT, UNIT_NAME, period, reason=reason, offered=offered)  # type: ignore[arg-type]


def month(number: int, title: Text = TALKS, *, of: tuple[int, int]) -> Figure:
    that = Month(*of)
    return volume(title, number, period=Period(that, that))


talks = volume(TALKS, 187, comparison=Comparison("more", volume(TALKS, 164, period=BEFORE), 23))
visits = volume(Text.of(sv="Hembesök", en="Home visits"), 1040)
men_before = share(MAN, 70, 155, (0.36, 0.55), period=BEFORE)
men = share(MAN, 70, 175, (0.30, 0.51), missing=10, comparison=Comparison("unchanged", men_before, -0.052, -0.19, 0.09))
helped = share(HELPED, 40, 85, (0.34, 0.60))
soon_before = share(SOON, 45, 60, (0.60, 0.86), period=BEFORE)
soon = share(SOON, 50, 55, (0.78, 0.99), missing=0, comparison=Comparison("more", soon_before, 0.16, 0.02, 0.3))
topics_nearby = share(TOPICS, 80, 90, (0.72, 0.99), unit="farsta", unit_name=DISTRICT)
topics = hidden(TOPICS, offered=topics_nearby)


def _series() -> tuple[Figure, ...]:
    known: list[tuple[int, int] | None] = [
        (30, 95),
        (35, 100),
        (35, 100),
        (40, 105),
        None,
        (45, 120),
        (70, 155),
        (75, 165),
        (70, 160),
    ]
    periods = [tertial(year, number) for year in (2019, 2020, 2021) for number in (1, 2, 3)]
    earlier = [
        hidden(MAN, period=period)
        if numbers is None
        else share(MAN, *numbers, (numbers[0] / numbers[1] - 0.11, numbers[0] / numbers[1] + 0.12), period=period)
        for numbers, period in zip(known, periods, strict=True)
    ]
    return (*earlier, men)


series = _series()
new_question = Break(tertial(2021, 1), "Ny fråga 2021, går inte att jämföra")

trend = Trend(
    sentence=Paragraph(("Män deltar i ", Quote(men), " av samtalen, som året före.")),
    subtitle="Andel samtal där en man deltog, per tertial. Bandet visar osäkerheten.",
    alt="Andel samtal där en man deltog, 2019 till 2022: mellan en tredjedel och knappt hälften.",
    figures=series,
    table=Table(
        "Andel samtal där en man deltog",
        (Column("Period"), Column("Andel", True), Column("Antal", True), Column("Osäkerhet", True)),
        tuple(
            (
                figure.period,
                Quote(figure, "value" if figure.shown else "reason"),
                Quote(figure, "base"),
                Quote(figure, "interval"),
            )
            for figure in series
        ),
        caption_shown=False,
    ),
    breaks=(new_question,),
)

_MONTHS = tuple(
    month(number, of=of)
    for number, of in zip(
        (38, 41, 52, 47, 55, 21), ((2022, 1), (2022, 2), (2022, 3), (2022, 4), (2022, 5), (2022, 6)), strict=True
    )
)
nothing_in_march = replace(_MONTHS[2], value=None, reason="nothing")
months = MonthBars(
    sentence=Paragraph((Quote(talks), " samtal under tertialet.")),
    subtitle="Exakt antal samtal per månad. Juni är inte slut än.",
    alt="Samtal per månad, januari till juni 2022.",
    figures=(*_MONTHS[:2], nothing_in_march, *_MONTHS[3:]),
    table=Table(
        "Samtal per månad",
        (Column("Månad"), Column("Exakt antal", True)),
        tuple(
            (f.period, Quote(f, "value" if f.shown else "reason"))
            for f in (*_MONTHS[:2], nothing_in_march, *_MONTHS[3:])
        ),
        caption_shown=False,
    ),
    unfinished=1,
)


def distribution(title: Text, parts: Iterable[tuple[str, Text, Figure]]) -> tuple[Figure, ...]:
    return tuple(replace(figure, title=title, category=code, category_title=name) for code, name, figure in parts)


sources = distribution(
    SOURCE,
    (
        ("child_health_care", Text.of(sv="BVC", en="Child health care"), share(SOURCE, 60, 150, (0.31, 0.49))),
        (
            "earlier_contact",
            Text.of(sv="Tidigare kontakt med oss", en="Earlier contact with us"),
            share(SOURCE, 40, 150, (0.19, 0.36)),
        ),
        (
            "home_visit_programme",
            Text.of(sv="Det utökade hembesöksprogrammet för förstagångsföräldrar", en="The home visit programme"),
            share(SOURCE, 35, 150, (0.16, 0.32)),
        ),
        (
            "reception_unit",
            Text.of(sv="Socialtjänstens mottagning", en="The reception unit"),
            share(SOURCE, 10, 150, (0.03, 0.13)),
        ),
        ("web", Text.of(sv="Webben", en="The web"), share(SOURCE, 5, 150, (0.01, 0.09))),
        ("friend", Text.of(sv="En vän eller släkting", en="A friend or relative"), share(SOURCE, 0, 150, (0, 0.04))),
    ),
)
bars = Bars(
    sentence=Paragraph(
        ("Vanligast är ”BVC” (", Quote(sources[0]), "), sedan ”Tidigare kontakt” (", Quote(sources[1]), ").")
    ),
    subtitle="Andel av första samtal där det är känt. Strecket visar osäkerheten.",
    alt="Så hittade föräldrarna hit: BVC är vanligast, sedan tidigare kontakt och hembesöksprogrammet.",
    figures=sources,
    table=Table(
        "Så hittade föräldrarna hit",
        (Column("Så hittade föräldrarna hit"), Column("Andel", True), Column("Antal", True)),
        tuple((Name(f.category_title.sv), Quote(f), Quote(f, "base")) for f in sources if f.category_title),
        caption_shown=False,
    ),
)

adults = distribution(
    ADULTS,
    (
        ("women", Text.of(sv="Kvinnor", en="Women"), count(ADULTS, 170)),
        ("men", Text.of(sv="Män", en="Men"), count(ADULTS, 75)),
        ("other_gender", Text.of(sv="Annan könstillhörighet", en="Another gender"), count(ADULTS, 0)),
    ),
)
gender = Bars(
    sentence=Paragraph(("Fler kvinnor än män deltar: ", Quote(adults[0]), " mot ", Quote(adults[1]), ".")),
    subtitle="Antal vuxna, avrundat till jämna 5-tal.",
    alt="Vuxna som deltog: fler kvinnor än män.",
    figures=adults,
    table=Table(
        "Vuxna som deltog",
        (Column("Kön"), Column("Antal", True)),
        tuple((Name(f.category_title.sv), Quote(f)) for f in adults if f.category_title),
        caption_shown=False,
    ),
    striped=frozenset({"men"}),
)

STEPS = (
    Text.of(sv="Nej, inte alls", en="No, not at all"),
    Text.of(sv="Nej", en="No"),
    Text.of(sv="Till viss del", en="Partly"),
    Text.of(sv="Ja", en="Yes"),
    Text.of(sv="Ja, verkligen", en="Yes, really"),
)
_SIDES = (
    Text.of(sv="”Ja” eller ”Ja, verkligen”", en="Yes or yes really"),
    Text.of(sv="”Nej” eller ”Nej, inte alls”", en="“No” or “No, not at all”"),
)


def rating(question: str, base: int, steps: tuple[int, ...], *, yes: int, no: int) -> Rating:
    """A rating of so many answers; nobody in a step is fewer than five."""
    sides = (
        share(HELPED, number, base, (max(0, number / base - 0.1), min(1, number / base + 0.1))) for number in (yes, no)
    )
    named = (
        replace(share(HELPED, number, base, (0, 1)), category=str(place + 1), category_title=title)
        for place, (number, title) in enumerate(zip(steps, STEPS, strict=True))
    )
    return Rating(Text.of(sv=question, en=question), *_SIDES, tuple(named), *sides)


def unseen_rating(question: str) -> Rating:
    too_few = hidden(HELPED, offered=topics_nearby)
    named = (replace(too_few, category_title=title, offered=None) for title in STEPS)
    return Rating(Text.of(sv=question, en=question), *_SIDES, tuple(named), too_few, replace(too_few, offered=None))


rated = (
    rating("Hjälpte samtalet dig som förälder?", 120, (5, 5, 15, 40, 50), yes=95, no=10),
    rating("Var det lätt att få kontakt med oss?", 60, (0, 0, 10, 25, 25), yes=50, no=0),
    unseen_rating("Skulle du tipsa andra föräldrar om oss?"),
)


def _rating_row(one: Rating) -> tuple[Piece, ...]:
    if not one.is_shown:
        return (Name(one.question.sv), *[Quote(one.agree, "reason")] * 8)
    company = (Quote(one.agree), Quote(one.agree, "answers"), Quote(one.agree, "missing"))
    return (Name(one.question.sv), *map(Quote, one.steps), *company)


ratings = Ratings(
    sentence=Paragraph(("De flesta svarar ja på båda frågorna som kan visas.",)),
    subtitle="Andel av dem som svarade, på varsin sida om strecket i mitten.",
    alt="Så svarade de: de flesta svarar ja.",
    ratings=rated,
    table=Table(
        "Så svarade de",
        (
            Column("Fråga"),
            *(Column(title.sv, True) for title in STEPS),
            *(Column(header, True) for header in ("”Ja” eller ”Ja, verkligen”", "Svar", "Hoppade över")),
        ),
        tuple(map(_rating_row, rated)),
        caption_shown=False,
    ),
    skipped="Hoppade över",
)

_UNSEEN_SERIES = tuple(hidden(MAN, "no cells", period=figure.period) for figure in series)
below = (
    Series("Föräldrastöd Farsta", series),
    Series("Familjecentralen Lyktan", (*_UNSEEN_SERIES[:6], *series[6:9], _UNSEEN_SERIES[9])),
    Series("Öppna insatser Farsta", _UNSEEN_SERIES),
    Series("Hembesöksteamet Farsta", (*series[:3], *_UNSEEN_SERIES[3:6], *series[6:])),
)
multiples = Multiples(
    sentence=Paragraph(("Ingen skiljer sig med säkerhet från hela Farsta (", Quote(men), ").")),
    subtitle="Samma skala för alla. Bandet visar osäkerheten.",
    alt="Samtal där en man deltog, enhet för enhet: ingen säker skillnad.",
    series=below,
    whole=series,
    table=Table(
        "Utvecklingen enhet för enhet",
        (Column("Enhet"), *(Column(f"T{figure.period.number} {figure.period.year}", True) for figure in series)),
        tuple(
            (Name(one.name), *(Quote(figure) if figure.shown else Name("för få") for figure in one.figures))
            for one in below
        ),
        caption_shown=False,
    ),
    breaks=(new_question,),
)


def placed(name: str, numerator: int, base: int, standing: str = "inside") -> Placed:
    figure = share(MAN, numerator, base, (0.1, 0.9), unit=name, unit_name=name)
    return Placed(figure, float(base), standing)  # type: ignore[arg-type]


_AROUND = Funnel(
    whole=men,
    cells=1,
    placed=(
        placed("Skarpnäck", 40, 100),
        placed("Farsta", 70, 175),
        placed("Skärholmen", 75, 90, "above"),
        placed("Innerstaden", 20, 45),
        placed("Enskede-Årsta-Vantör", 10, 120, "below"),
    ),
    hidden=(hidden(MAN, "no cells"),),
)
_AROUND_ROWS = (*(one.figure for one in _AROUND.placed), *_AROUND.hidden, men)
funnel = FunnelPlot(
    sentence=Paragraph(("Två av fem skiljer sig med säkerhet från hela staden (", Quote(men), ").")),
    subtitle="Mellan de yttre linjerna kan slumpen förklara skillnaden.",
    alt="Samtal där en man deltog: Skärholmen och Enskede-Årsta-Vantör skiljer sig med säkerhet från hela staden.",
    funnel=_AROUND,
    whole_name="hela staden",
    table=Table(
        "Stadsdelarna",
        (Column("Enhet"), Column("Andel", True), Column("Antal", True), Column("Osäkerhet", True)),
        tuple(
            (Name(f.unit_name), Quote(f, "value" if f.shown else "reason"), Quote(f, "base"), Quote(f, "interval"))
            for f in _AROUND_ROWS
        ),
        caption_shown=False,
    ),
)

_HELD = (31, 35, 40, 33, 36, 20, 6, 15, 38, 41, 44, 22, 33, 38, 41, 36, 40, 24, 9, 18, 40, 45, 47, 25, 35, 21)
_LONG = tuple(month(number, of=(2020 + place // 12, place % 12 + 1)) for place, number in enumerate(_HELD))
_RUN = (*_LONG[:3], replace(_LONG[3], value=None, reason="nothing"), *_LONG[4:])
run = RunChart(
    sentence=Paragraph(("Ingen månad hade färre än samma månad året före, och flera hade fler.",)),
    subtitle="Exakt antal. Den tunna linjen är samma månad året före.",
    alt="Råd- och stödsamtal månad för månad: fler än året före.",
    figures=_RUN,
    table=Table(
        "Råd- och stödsamtal månad för månad",
        (Column("Månad"), Column("Exakt antal", True)),
        tuple((f.period, Quote(f, "value" if f.shown else "reason")) for f in reversed(_RUN)),
        caption_shown=False,
    ),
    median=35,
    marked=(12, 24),
    unfinished=1,
)

_OTHER = replace(
    share(MAN, 0, 175, (0, 0.05)), category_title=Text.of(sv="Annan könstillhörighet", en="Another gender")
)
pairs = (
    Pair("Råd- och stödsamtal", Genders(share(MAN, 150, 175, (0.78, 0.91)), men, _OTHER)),
    Pair("Hembesök", Genders(share(MAN, 45, 60, (0.6, 0.86)), share(MAN, 35, 60, (0.44, 0.72)), _OTHER)),
    Pair("Tematräffar", Genders(hidden(MAN, "no cells"), hidden(MAN, "no cells"), None)),
    Pair("Föräldraskapsprogram", Genders(share(MAN, 35, 45, (0.6, 0.9)), hidden(MAN), None)),
)
women_and_men = GenderPairs(
    sentence=Paragraph(("Andelen är med säkerhet större för kvinnor än för män i en av två.",)),
    subtitle="Andel. Strecken visar osäkerheten. Annan könstillhörighet: färre än 5.",
    alt="Kvinnor och män: andelen är med säkerhet större för kvinnor i råd- och stödsamtal.",
    pairs=pairs,
    table=Table(
        "Kvinnor och män",
        (Column("Vad"), Column("Kvinnor", True), Column("Män", True)),
        tuple(
            (
                Name(pair.name),
                *(Quote(f, "value" if f.shown else "reason") for f in (pair.genders.woman, pair.genders.man)),
            )
            for pair in pairs
        ),
        caption_shown=False,
    ),
)

_YEARS = tuple(Period.parse(str(year)) for year in (2019, 2020, 2021))
_OF_YEARS = (
    share(MAN, 100, 290, (0.29, 0.4), period=_YEARS[0]),
    hidden(MAN, period=_YEARS[1]),
    share(MAN, 215, 480, (0.4, 0.5), period=_YEARS[2]),
)
years = Years(
    sentence=Paragraph(("År för år",)),
    subtitle="Strecken visar osäkerheten. Den prickade linjen är målet.",
    alt="Utvecklingen: Pappor nås. Helåret 2019 34 %; helåret 2021 45 %.",
    points=(
        YearPoint(_YEARS[0], "34\u00a0%", 34.0, 29.0, 40.0),
        YearPoint(_YEARS[1], "för få svar"),
        YearPoint(_YEARS[2], "45\u00a0%", 45.0, 40.0, 50.0),
    ),
    scale="percent",
    aims=(Decimal(50),),
    table=Table(
        "Utvecklingen: Pappor nås",
        (Column("Period"), Column("Utfall", True), Column("Osäkerhet", True)),
        tuple((f.period, Quote(f, "value" if f.shown else "reason"), Quote(f, "interval")) for f in _OF_YEARS),
        caption_shown=False,
    ),
)

unseen = replace(bars, figures=tuple(hidden(SOURCE, offered=topics_nearby) for _ in range(3)))


def figure_row(figure: Figure) -> tuple[Piece, ...]:
    return (
        Name(figure.title.sv),
        Quote(figure),
        *(Quote(figure, a) for a in ("base", "missing", "interval", "change")),
    )


results = Table(
    "Förväntade resultat",
    (
        Column("Nyckeltal"),
        Column("Utfall", True),
        Column("Antal", True),
        Column("Vet ej", True),
        Column("Osäkerhet", True),
        Column("Jämfört med året före"),
    ),
    tuple(figure_row(figure) for figure in (men, helped, soon, topics)),
    caption_shown=False,
)

short = Table(
    "Samma siffror i kort form",
    (Column("Nyckeltal"), Column("Utfall", True), Column("Förra året", True)),
    (
        (Name(men.title.sv), Quote(men), Quote(men, "before")),
        (Name(helped.title.sv), Quote(helped), "–"),
        (Name("Nya kontakter"), Quote(count(TALKS, 0)), Quote(count(TALKS, 10, period=BEFORE))),
    ),
)

reasons = Table(
    "Kan inte visas här",
    (Column("Kan inte visas här"), Column("Varför"), Column("I stället")),
    ((Name(topics.title.sv), Quote(topics, "reason"), Quote(topics, "offered")),),
    caption_shown=False,
)

LONG_UNIT = "Familjecentralen Hökarängen-Sköndal-Larsboda med öppna förskolan Regnbågen och föräldrarådgivningen"
units = Table(
    "Enheterna i stadsdelen",
    (Column("Enhet"), Column("Samtal", True), Column("En man deltog", True), Column("Jämfört med året före")),
    (
        *(
            (Name(name), Quote(volume(TALKS, number)), Quote(men), Quote(men, "change"))
            for name, number in ((UNIT_NAME, 187), (LONG_UNIT, 1040))
        ),
        (Name("Donaudampfschifffahrtsföräldrastödsverksamheten"), Quote(talks), Quote(topics), ""),
        *(
            (Name(f"Öppna förskolan {chr(65 + n)}-gården"), Quote(talks), Quote(men), Quote(men, "change"))
            for n in range(14)
        ),
    ),
)

CHARTS: tuple[Chart, ...] = (trend, months, bars, gender, ratings, multiples, funnel, run, women_and_men, years)
"""Every chart that is drawn in the document, in its order."""

TABLES = (results, *(chart.table for chart in CHARTS), unseen.table, reasons, short, units)

document = Document(
    title="Tertialrapport 1 2022",
    subtitle=f"{UNIT_NAME}, {DISTRICT}",
    unit=UNIT,
    period=NOW,
    blocks=(
        Heading(2, "Det viktigaste"),
        Paragraph(
            (
                "Enheten höll ",
                Quote(talks),
                " råd- och stödsamtal. ",
                Quote(talks, "change"),
                ". En man deltog i ",
                Quote(men),
                " av dem. ",
                Quote(men, "change"),
                ". I stadsdelen gjordes ",
                Quote(visits),
                " hembesök.",
            ),
            "lead",
        ),
        Heading(2, "Råd- och stödsamtal"),
        Paragraph(("Föräldrar kan få råd och stöd utan ansökan och utan att något skrivs i en journal.",)),
        results,
        Heading(3, "Utvecklingen"),
        trend,
        Paragraph(
            (
                "Andelen är oförändrad: den var ",
                Quote(men, "before"),
                " året före, och skillnaden kan bero på slumpen.",
            ),
            "drafted",
        ),
        Paragraph(
            (
                "Målet ligger inom osäkerheten, ",
                Quote(men, "interval"),
                ".",
            ),
            "drafted",
        ),
        Paragraph(("Under vintern hade vi färre kvällstider. Flera pappor har sagt att det är då de kan komma.",)),
        months,
        bars,
        gender,
        unseen,
        Heading(2, "Föräldrarnas egen syn"),
        ratings,
        Heading(2, "Enhet för enhet"),
        multiples,
        funnel,
        run,
        women_and_men,
        years,
        Heading(2, "Det som inte kan visas"),
        reasons,
        short,
        Heading(2, "Enheterna"),
        units,
        Paragraph(("Enheter med färre än tre medarbetare visas bara inom sin stadsdel.",), "note"),
    ),
    definitions=tuple(
        Definition(title.sv, words)
        for title, words in (
            (
                MAN,
                (
                    "Samtal där minst en vuxen var man, av alla samtal där deltagarna är kända. "
                    "Kön så som den vuxna själv anger."
                ),
            ),
            (HELPED, "Föräldrar som svarade ja eller ja, verkligen, av dem som svarade."),
            (
                SOON,
                (
                    "Första samtal som hölls högst sju dagar efter att föräldrarna hörde av sig, "
                    "av alla där väntetiden är känd."
                ),
            ),
            (TALKS, "Alla sparade samtal, exakt antal. Ett möte är ett samtal, hur många som än kom."),
        )
    ),
    method="Antal samtal är exakta. Antal människor är avrundade till jämna 5-tal så att ingen enskild går att "
    "känna igen. Osäkerheten räknar in avrundningen.",
    frozen_on=date(2022, 5, 16),
    made_on=date(2022, 6, 16),
    invented=True,
    provenance={"closing": "3f1c9a7e", "version": "0.1.0"},
)
