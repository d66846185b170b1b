"""A method as a document to read and to hand on: in an order for readers, with the figures as they are now."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from folja.figures.library import Library
from folja.figures.reading import read
from folja.methods import evidence
from folja.methods.evidence import Inserted
from folja.methods.method import Answer, Judgement, Method, left
from folja.methods.profile import RULES, Described, Rules, Supported, about_the_child, corner_stones, profile
from folja.methods.typology import Question, Typology
from folja.reports import sentences, words
from folja.reports.document import Block, Column, Definition, Document, Heading, Name, Paragraph, Piece, Table, Written
from folja.reports.expected import paragraphs
from folja.reports.labels import day
from folja.vocabulary.period import Period, tertial
from folja.vocabulary.text import Text, listed

JUDGED: Mapping[Judgement, Text] = {
    "": Text.of(sv="Inget svar", en="No answer"),
    "yes": Text.of(sv="Ja", en="Yes"),
    "partly": Text.of(sv="Delvis", en="Partly"),
    "no": Text.of(sv="Nej", en="No"),
    "not_relevant": Text.of(sv="Inte aktuellt", en="Not relevant"),
}
DESCRIBED: Mapping[Described, Text] = {
    "not_begun": Text.of(sv="Inte börjat", en="Not begun"),
    "begun": Text.of(sv="Påbörjat", en="Begun"),
    "mostly": Text.of(sv="Till stor del", en="Mostly"),
    "fully": Text.of(sv="Helt", en="Fully"),
}
SUPPORTED: Mapping[Supported, Text] = {
    "cannot_be_said": Text.of(sv="Går inte att säga än", en="Cannot be said yet"),
    "weakly": Text.of(sv="Svagt", en="Weakly"),
    "partly": Text.of(sv="Delvis", en="Partly"),
    "well": Text.of(sv="Väl", en="Well"),
}
_PARTS: Mapping[Fraction, Text] = {
    Fraction(1, 2): Text.of(sv="hälften", en="half"),
    Fraction(2, 3): Text.of(sv="två av tre", en="two in three"),
    Fraction(3, 4): Text.of(sv="tre av fyra", en="three in four"),
    Fraction(4, 5): Text.of(sv="fyra av fem", en="four in five"),
    Fraction(9, 10): Text.of(sv="nio av tio", en="nine in ten"),
}
_RULES = (
    Text.of(
        sv="Beskrivet: helt när varje fråga är besvarad, till stor del när minst {mostly} av frågorna är det, påbörjat "
        "när något är sagt.",
        en="Described: fully when every question is answered, mostly when at least {mostly} of the questions are, "
        "begun when something is said.",
    ),
    Text.of(
        sv="En fråga är besvarad när den har både ett svar och en beskrivning, eller inte är aktuell.",
        en="A question is answered when it has both an answer and a description, or is not relevant.",
    ),
    Text.of(
        sv="Underbyggt räknas på de frågor som är aktuella, också de som inte är besvarade: väl när minst {well} är ja "
        "och inget är nej, delvis när minst {partly} är ja eller delvis, annars svagt.",
        en="Supported is counted on the questions that are relevant, also those that are not answered: well when at "
        "least {well} are yes and none is no, partly when at least {partly} are yes or partly, else weakly.",
    ),
    Text.of(
        sv="När färre än {said} av dem är besvarade går det inte att säga än.",
        en="When fewer than {said} of them are answered it cannot be said yet.",
    ),
    Text.of(
        sv="En fråga som besvaras med bara ord räknas som ja när den är besvarad: {how}.",
        en="A question that is answered in words only counts as yes when it is answered: {how}.",
    ),
    Text.of(
        sv="Här är det nej som talar för metoden, så nej räknas som ja och ja som nej: {against}.",
        en="Here it is no that speaks for the method, so no counts as yes and yes as no: {against}.",
    ),
    Text.of(
        sv="De här frågorna räknas inte i hur väl det är underbyggt: {neither}.",
        en="These questions do not count in how well it is supported: {neither}.",
    ),
    Text.of(sv="Verksamheten har svarat själv.", en="The service has answered for itself."),
)
_TEXTS = {
    "subtitle": Text.of(sv="Metodbeskrivning från {unit}", en="Description of a method, from {unit}"),
    "draft": Text.of(
        sv="Utkast, inte publicerat: så såg det ut {day}.", en="Draft, not published: as it was on {day}."
    ),
    "edition": Text.of(sv="Utgåva {number}, publicerad {day}.", en="Edition {number}, published on {day}."),
    "in short": Text.of(sv="I korthet", en="In short"),
    "what": Text.of(sv="Vad", en="What"),
    "which": Text.of(sv="Det gäller", en="It is"),
    "unit": Text.of(sv="Enhet", en="Unit"),
    "origin": Text.of(sv="Bygger på", en="Builds on"),
    "origin of": Text.of(sv="{name} från {unit}, utgåva {edition}", en="{name} from {unit}, edition {edition}"),
    "origin draft": Text.of(sv="{name} från {unit}", en="{name} from {unit}"),
    "child": Text.of(sv="Barnets perspektiv", en="The child’s perspective"),
    "child says": Text.of(
        sv="Här står samlat det som beskrivningen säger om barnets egen bild och behov.",
        en="Here is what the description says of the child’s own view and needs.",
    ),
    "child silent": Text.of(
        sv="Beskrivningen säger inget än om barnets egen bild och behov.",
        en="The description does not yet say anything of the child’s own view and needs.",
    ),
    "stones": Text.of(sv="Vad beskrivningen vilar på", en="What the description rests on"),
    "stone": Text.of(sv="Hörnsten", en="Corner stone"),
    "carried by": Text.of(sv="Delvis eller väl underbyggt i", en="Partly or well supported in"),
    "nothing yet": Text.of(sv="Inget än", en="Nothing yet"),
    "profile": Text.of(sv="Profil", en="Profile"),
    "element": Text.of(sv="Element", en="Element"),
    "described": Text.of(sv="Beskrivet", en="Described"),
    "supported": Text.of(sv="Underbyggt", en="Supported"),
    "left": Text.of(sv="Det här är inte beskrivet än", en="Not described yet"),
    "read more": Text.of(sv="Läs mer: {titles}", en="Read more: {titles}"),
    "gone": Text.of(
        sv="Här stod en siffra som inte finns i Följa längre ({code}). Orden runt den är som de var.",
        en="Here stood a figure that is no longer in Följa ({code}). The words around it are as they were.",
    ),
    "no figures": Text.of(
        sv="Inget tertial är stängt än, så siffran {title} går inte att visa.",
        en="No tertial is closed yet, so the figure {title} cannot be shown.",
    ),
    "nothing": Text.of(sv="Frågan ställdes inte då.", en="The question was not asked then."),
    "method": Text.of(
        sv="Orden är verksamhetens egna. Siffror om människor är avrundade till femtal och visas som de var vid det "
        "senast stängda tertialet.",
        en="The words are the service’s own. Figures about people are rounded to multiples of 5 and shown as of the "
        "tertial closed last.",
    ),
}


def rules_told(typology: Typology, language: str = "sv", rules: Rules = RULES) -> tuple[str, ...]:
    """The rules of the profile's steps, a sentence each, made of what the steps are counted by."""
    asked = typology.questions.values()
    parts = {name: _PARTS[getattr(rules, name)].in_language(language) for name in ("mostly", "said", "well", "partly")}
    questions = {
        "how": [one for one in asked if one.form == "how" and one.weighs == "for"],
        "against": [one for one in asked if one.weighs == "against"],
        "neither": [one for one in asked if one.weighs == "neither"],
    }
    titles = {
        key: listed([one.title.in_language(language) for one in found], language) for key, found in questions.items()
    }
    said = (one.in_language(language) for one in _RULES)
    told = (one for one in said if not any(f"{{{key}}}" in one for key, words in titles.items() if not words))
    return tuple(one.format(**parts, **titles) for one in told)


def described(
    library: Library,
    typology: Typology,
    method: Method,
    *,
    today: date,
    invented: bool,
    edition: int = 0,
    published_on: date | None = None,
    language: str = "sv",
    has_profile: bool = True,
) -> Document:
    """The whole description. `edition` is 0 and `published_on` None of a draft.

    Without `has_profile` where the profile is drawn beside it.
    """
    unit = library.tree[method.unit].name if method.unit in library.tree else method.unit
    said = _say("edition", language).format(number=edition, day=day(published_on or today, language))
    codes = evidence.inserted(answer.words for answer in method.answers.values())
    known = [library.indicators[code] for code in codes if code in library.indicators]
    return Document(
        title=method.about.name,
        subtitle=_say("subtitle", language).format(unit=unit),
        unit=method.unit,
        period=library.latest or tertial(today.year, 1),
        blocks=tuple(_blocks(library, typology, method, unit, language, has_profile=has_profile)),
        definitions=tuple(
            Definition(one.title.in_language(language), words.unbroken(one.definition.in_language(language)))
            for one in known
        ),
        method=_say("method", language),
        frozen_on=None,
        made_on=today,
        invented=invented,
        language=language,
        dated=said if edition else _say("draft", language).format(day=day(today, language)),
    )


def childs_view(library: Library, typology: Typology, method: Method, language: str = "sv") -> Iterator[Block]:
    """What the description says of the child's own view and needs, gathered."""
    told = [(one, answer) for one, answer in about_the_child(typology, method) if answer.words]
    yield Paragraph((_say("child says" if told else "child silent", language),), "lead")
    for question, answer in told:
        yield Heading(3, question.title.in_language(language))
        yield from answered(library, method, question, answer, language)


def answered(library: Library, method: Method, question: Question, answer: Answer, language: str) -> Iterator[Block]:
    """One answer: what it says, with its figures where they were inserted, and what it refers to."""
    # A reader takes what stands there for true: it is told where it is so in part, or not.
    is_told = question.form != "how" and answer.judgement and (answer.judgement != "yes" or not answer.words)
    label = JUDGED[answer.judgement].in_language(language) if is_told else ""
    pieces = evidence.parts(answer.words)
    if label and (not pieces or isinstance(pieces[0], Inserted)):
        yield Written(label, ())
    for place, piece in enumerate(pieces):
        if isinstance(piece, Inserted):
            yield from figure(library, method.unit, piece.code, language)
        else:
            yield Written("" if place else label, paragraphs(piece))
    if titles := [_cited(one.title, one.address) for one in method.references if one.question == question.code]:
        yield Paragraph((Name(_say("read more", language).format(titles=listed(titles, language))),), "note")


def figure(library: Library, unit: str, code: str, language: str) -> Iterator[Block]:
    """A figure as it is at the tertial that was closed last: for the year so far, at the unit."""
    if code not in library.indicators or unit not in library.tree:
        yield Paragraph((Name(_say("gone", language).format(code=code)),), "attention")
        return
    indicator = library.indicators[code]
    latest = _latest_of(library, unit)
    if latest is None:
        title = indicator.title.in_language(language)
        yield Paragraph((Name(_say("no figures", language).format(title=title)),), "attention")
        return
    period = latest.to_date
    found = read(library, code, unit, period)
    told: tuple[Piece, ...] = sentences.distribution(found, language) if indicator.distribution else ()
    place = Name(f"{library.unit(unit, period).name}, {period.span(language)}. ")
    if not told and found:
        told = sentences.finding(found[0], indicator, language)
    yield Paragraph((place, *(told or (_say("nothing", language),))), "drafted")


def _latest_of(library: Library, unit: str) -> Period | None:
    """The tertial closed last; of a unit that has ended, the last one that it was there in."""
    one = library.tree[unit]
    return max((tertial for tertial in library.publications if one.exists_in(tertial)), default=library.latest)


def _blocks(
    library: Library, typology: Typology, method: Method, unit: str, language: str, *, has_profile: bool
) -> Iterator[Block]:
    if method.about.summary:
        yield Paragraph((Name(method.about.summary),), "lead")
    yield Heading(2, _say("in short", language))
    yield _facts(typology, method, unit, language)
    for section in typology.description:
        yield from _section(library, typology, method, section.title, section.questions, language)
    yield Heading(2, _say("child", language))
    yield from childs_view(library, typology, method, language)
    yield Heading(2, _say("stones", language))
    yield stones_table(typology, method, language)
    if has_profile:
        yield Heading(2, _say("profile", language))
        yield profile_table(typology, method, language)
        yield Paragraph((Name(" ".join(rules_told(typology, language))),), "note")
    if missing := left(typology, method):
        yield Heading(2, _say("left", language))
        yield Paragraph((Name(listed([one.title.in_language(language) for one in missing], language) + "."),))


def _section(
    library: Library, typology: Typology, method: Method, title: Text, codes: Sequence[str], language: str
) -> Iterator[Block]:
    told = [typology.questions[code] for code in codes if not method.answer(code).is_empty]
    if told:
        yield Heading(2, title.in_language(language))
    for question in told:
        yield Heading(3, question.title.in_language(language))
        yield from answered(library, method, question, method.answer(question.code), language)


def _facts(typology: Typology, method: Method, unit: str, language: str) -> Table:
    rows: list[tuple[Piece, ...]] = [(_say("unit", language), Name(unit))]
    for facet in typology.facets:
        chosen = method.about.facets.get(facet.code, ())
        names = [one.name.in_language(language) for one in facet.choices if one.code in chosen]
        if names:
            rows.append((facet.name.in_language(language), Name(", ".join(names))))
    if method.origin:
        of = "origin of" if method.origin.edition else "origin draft"
        one = method.origin
        said = _say(of, language).format(name=one.name, unit=one.unit, edition=one.edition)
        rows.append((_say("origin", language), Name(said)))
    columns = tuple(Column(_say(key, language)) for key in ("what", "which"))
    return Table(_say("in short", language), columns, tuple(rows), caption_shown=False)


def profile_table(typology: Typology, method: Method, language: str) -> Table:
    """The eleven elements: how much of each is described, and how well it is supported."""
    columns = tuple(Column(_say(key, language)) for key in ("element", "described", "supported"))
    rows = tuple(
        (
            Name(f"{one.element.number}. {one.element.name.in_language(language)}"),
            DESCRIBED[one.described].in_language(language),
            SUPPORTED[one.supported].in_language(language),
        )
        for one in profile(typology, method)
    )
    return Table(_say("profile", language), columns, rows, caption_shown=False)


def stones_table(typology: Typology, method: Method, language: str) -> Table:
    """The corner stones, each with the elements where the answers carry it."""
    columns = tuple(Column(_say(key, language)) for key in ("stone", "carried by"))
    rows = tuple(
        (
            one.stone.name.in_language(language),
            Name(", ".join(held.element.name.in_language(language) for held in one.carries))
            if one.carries
            else _say("nothing yet", language),
        )
        for one in corner_stones(typology, method)
    )
    return Table(_say("stones", language), columns, rows, caption_shown=False)


def _cited(title: str, address: str) -> str:
    return f"{title} ({address})" if address else title


def _say(key: str, language: str) -> str:
    return _TEXTS[key].in_language(language)
