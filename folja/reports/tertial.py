"""Composes a report: figures of the year to date with what they are made of, goals, and what people have written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from folja.figures.coverage import counted_elsewhere
from folja.figures.figure import Figure
from folja.figures.library import Library
from folja.figures.reading import read, read_by_gender
from folja.figures.unit_notes import unit_notes
from folja.goals.followed import followed
from folja.reports import charted, compilation, complaints, decisions, expected, included, money, sentences, words
from folja.reports.below import funnel_plot
from folja.reports.document import (
    Block,
    Chart,
    Citations,
    Column,
    Definition,
    Document,
    Heading,
    Name,
    Paragraph,
    Piece,
    Quote,
    Table,
    Trend,
    Written,
)
from folja.reports.manuscript import Manuscript
from folja.reports.offers import not_shown, told
from folja.reports.rated import ratings
from folja.reports.running import run_chart
from folja.reports.template import Section, Template
from folja.vocabulary.period import Period
from folja.vocabulary.problem import refuse
from folja.vocabulary.text import Text, listed
from folja.vocabulary.unit import UnitKind

HEADLINES = 4
LEAST_ACTS_TO_DRAW = 24  # fewer than three a month say more as one number

_TEXTS = {
    "elsewhere": Text.of(
        sv="De här enheterna saknas helt eller delvis i siffrorna om människor, eftersom de har för få "
        "registreringar eller medarbetare: ",
        en="These units are wholly or partly missing from the figures about people, because they have too few "
        "registrations or staff: ",
    ),
    "to date": Text.of(sv="Allt gäller ", en="Everything is of "),
    "one by one": Text.of(
        sv=", utom diagrammen över tid, som visar varje tertial för sig.",
        en=", but for the charts over time, which show each tertial by itself.",
    ),
    "above": Text.of(sv="Siffrorna i tabellerna gäller {span}.", en="The figures in the tables are of {span}."),
    "highlights": Text.of(sv="Det viktigaste", en="In short"),
    "volumes": Text.of(sv="Det här gjorde vi", en="What we did"),
    "people": Text.of(sv="Vilka vi nådde och hur det gick", en="Whom we reached and how it went"),
    "gender": Text.of(sv="Efter kön", en="By gender"),
    "what": Text.of(sv="Nyckeltal", en="Indicator"),
    "value": Text.of(sv="Utfall", en="Result"),
    "base": Text.of(sv="Antal", en="Number"),
    "interval": Text.of(sv="Osäkerhet", en="Uncertainty"),
    "change": Text.of(sv="Jämfört med året före", en="Against the year before"),
    "number": Text.of(sv="Exakt antal", en="Exact number"),
    "method": Text.of(
        sv="Antalet insatser är exakt. Antalet människor är avrundat till femtal, så att ingen enskild går att känna "
        "igen. Avrundningen är inräknad i osäkerheten. Svar som saknas räknas inte med.",
        en="Numbers of activities are exact. Numbers of people are rounded to multiples of 5, so that no one can be "
        "recognised. The uncertainty includes the rounding. Missing answers are left out.",
    ),
    "cited": Text.of(sv="Med föräldrars egna ord", en="In parents’ own words"),
    "chosen": Text.of(
        sv="Citaten är valda på enheten bland det som föräldrar har skrivit utan att säga vem de är. De säger inget om "
        "hur många som tycker så.",
        en="The quotes were chosen at the unit from what parents have written without saying who they are. They say "
        "nothing of how many think so.",
    ),
    "no figures": Text.of(sv="Inget är rapporterat för den här delen.", en="Nothing is reported for this part."),
    "nothing": Text.of(sv="Inget är rapporterat.", en="Nothing is reported."),
    "not by itself": Text.of(
        sv="Enhetens egna siffror visas inte, för att den har för få registreringar eller medarbetare. "
        "I varje del står vad som visas i stället.",
        en="The unit's own figures are not shown, because it has too few registrations or staff. "
        "Each part says what is shown instead.",
    ),
}

_TERMS = (
    (
        Text.of(sv="Osäkerhet", en="Uncertainty"),
        Text.of(
            sv="Spannet som det verkliga värdet ligger inom i 95 fall av 100. Slumpen och avrundningen är inräknade.",
            en="The range that holds the true value in 95 cases of 100. Chance and the rounding are counted in.",
        ),
    ),
    (
        Text.of(sv="Ingen säker skillnad", en="No certain difference"),
        Text.of(
            sv="Skillnaden mot året före är så liten att den kan bero på slumpen eller avrundningen. "
            "Det betyder inte att allt är som förr.",
            en="The difference from the year before is so small that it may be due to chance or to the rounding. "
            "It does not mean that all is as before.",
        ),
    ),
    (
        Text.of(sv="Exakt räknat", en="Counted exactly"),
        Text.of(
            sv="Insatser räknas en och en och avrundas inte. En skillnad mot året före är verklig, "
            "men antalet säger inget om varför.",
            en="Activities are counted one by one and not rounded. A difference from the year before has happened, "
            "but the number does not say why.",
        ),
    ),
    (
        Text.of(sv="Färre än 5", en="Fewer than 5"),
        Text.of(
            sv="Ingen, eller högst fyra. Närmare än så visas det aldrig, så att ingen går att känna igen.",
            en="None, or four at most. It is never shown more closely, so that no one can be recognised.",
        ),
    ),
    (
        Text.of(sv="Nära 0", en="Near 0"),
        Text.of(
            sv="Ingen, eller några få. Antalet är hopräknat av flera, som vart och ett är färre än 5.",
            en="None, or a few. The number is added from several, each of which is fewer than 5.",
        ),
    ),
    (
        Text.of(sv="Nära 100 %", en="Near 100%"),
        Text.of(
            sv="Alla, eller nästan alla. Avrundningen gör att det inte går att säga vilket.",
            en="All, or nearly all. Because of the rounding it can't be said which.",
        ),
    ),
)


def compose(
    library: Library,
    template: Template,
    unit: str,
    period: Period,
    *,
    today: date,
    invented: bool,
    language: str = "sv",
    manuscript: Manuscript | None = None,
) -> Document:
    """The report of a unit for a tertial, over the year to date.

    Raises Refused as `refuse_unless_reportable`.
    """
    refuse_unless_reportable(library, template, unit, period)
    return _Writer(library, template, unit, period, language, manuscript or Manuscript()).document(today, invented)


def refuse_unless_reportable(library: Library, template: Template, unit: str, period: Period) -> None:
    """Raises Refused when the tertial is not closed, is no tertial, is not the one that ends the year of a report that
    is about one, or the unit does not exist or is none that such a report is made for.
    """
    if unit not in library.tree:
        raise refuse(unit, sv="Enheten finns inte. Se enhetslistan.", en="no such unit; see the list of units")
    kind = library.tree[unit].kind
    if kind not in template.made_for:
        name, swedish, english = library.tree[unit].name, *_listed_kinds(template)
        title = template.title
        raise refuse(
            unit,
            sv=f"{title} görs för {swedish}. {name} är {_KINDS[kind].sv}.",
            en=f"a {title.en.lower()} is made for {english}; {name} is {_KINDS[kind].en}",
        )
    if period.kind != "tertial":
        raise refuse(
            str(period), sv="Skriv ett tertial, till exempel 2021T2.", en="write a tertial, for example 2021T2"
        )
    if template.of_year and period.to_date.kind != "year":
        raise refuse(
            str(period),
            sv=f"{template.title} skrivs för hela året: välj {period.year}T3.",
            en=f"the {template.title.en.lower()} is of the whole year; choose {period.year}T3",
        )
    if period not in library.publications:
        raise refuse(
            str(period),
            sv=f"{period.name().capitalize()} är inte stängt än. Rapporten kan skrivas när siffrorna är fastställda.",
            en=f"{period.name('en')} is not closed yet; the report can be made when its numbers are frozen",
        )


_KINDS: dict[UnitKind, Text] = {
    "nation": Text.of(sv="hela landet", en="the whole nation"),
    "city": Text.of(sv="hela staden", en="the whole city"),
    "group": Text.of(sv="en grupp av stadsdelar", en="a group of districts"),
    "district": Text.of(sv="en stadsdel", en="a district"),
    "unit": Text.of(sv="en enhet", en="a unit"),
}


def _listed_kinds(template: Template) -> tuple[str, str]:
    """en stadsdel eller en grupp av stadsdelar, in Swedish and English."""
    kinds = [_KINDS[kind] for kind in reversed(template.made_for)]
    return " eller ".join(kind.sv for kind in kinds), " or ".join(kind.en for kind in kinds)


class _Writer:
    """Holds what every part of one report needs."""

    def __init__(
        self, library: Library, template: Template, unit: str, period: Period, language: str, manuscript: Manuscript
    ) -> None:
        self.library, self.template, self.unit, self.language = library, template, unit, language
        self.manuscript = manuscript
        self.tertial, self.period = period, period.to_date
        plan = manuscript.plan if {"goals", "goals_in_short"} & set(template.parts) else None
        self.followed = tuple(followed(library, manuscript.outside, plan, self.period)) if plan else ()
        self.decided: tuple[decisions.Decided, ...] = ()

    def say(self, key: str) -> str:
        return _TEXTS[key].in_language(self.language)

    def document(self, today: date, invented: bool) -> Document:
        publication = self.library.publications[self.tertial]
        if {"decisions", "decisions_in_short"} & set(self.template.parts):
            self.decided = decisions.decided(self.library, self.manuscript.register, self.unit, self.period, today)
        unit = self.library.tree[self.unit]
        above = [self.library.tree[code].name for code in self.library.tree.path(self.unit)[1:2]]
        reported = [section for section in self.template.sections if self._is_reported(section)]
        of_goals = [one.result.followed for one in self.followed if isinstance(one.value, Figure)]
        codes = dict.fromkeys((*of_goals, *(code for section in reported for code in section.indicators)))
        return Document(
            title=self.template.title_of(self.tertial, self.language),
            subtitle=", ".join([unit.name, *above]),
            unit=self.unit,
            period=self.period,
            blocks=tuple(self._blocks()),
            definitions=(*map(self._definition, codes), *self._terms(bool(codes))),
            method=self.say("method"),
            frozen_on=publication.provenance.frozen_on,
            made_on=today,
            invented=invented,
            language=self.language,
            provenance={
                "closing": publication.hash,
                "content": publication.provenance.content,
                "policy": publication.provenance.policy,
                "version": publication.provenance.version,
            },
        )

    def _definition(self, code: str) -> Definition:
        indicator = self.library.indicators[code]
        definition = words.unbroken(indicator.definition.in_language(self.language))
        return Definition(indicator.title.in_language(self.language), definition)

    def _terms(self, any_figures: bool) -> Iterator[Definition]:
        """What the words mean that stand with many figures."""
        for title, meaning in _TERMS if any_figures else ():
            words_ = words.unbroken(meaning.in_language(self.language))
            yield Definition(words.unbroken(title.in_language(self.language)), words_)

    def _blocks(self) -> Iterator[Block]:
        for part in self.template.parts:
            match part:
                case "highlights":
                    yield from self._in_short()
                case "goals_in_short":
                    yield from expected.in_short(self.followed, self.language)
                case "goals":
                    yield from self._goals()
                case "figures":
                    for section in self.template.sections:
                        yield from self._section(section)
                case "figures_by_unit":
                    for section in self.template.sections:
                        yield from self._section(section, by_unit=True)
                case "goals_by_unit":
                    yield from compilation.goals(self.library, self.manuscript.below, self.period, self.language)
                case "told_by_units":
                    yield from compilation.told_by_units(self.manuscript.below, self.language)
                case "outside":
                    yield from self._outside()
                case "budget":
                    yield from money.blocks(self.manuscript, self.period.year, self.language)
                case "decisions_in_short":
                    yield from decisions.in_short(self.decided, self.language)
                case "decisions":
                    yield from self._decisions()
                case "cited":
                    yield from self._cited()
                case _:
                    yield from self._written(part)

    def _in_short(self) -> Iterator[Block]:
        yield Heading(2, self.say("highlights"))
        yield Paragraph(tuple(self._highlights()), "lead")
        if self.unit == self.library.tree.city.code:
            yield from included.municipalities(self.library, self.period, self.language)
        if self.period != self.tertial:
            yield Paragraph((self.say("to date"), self.period, self.say("one by one")), "note")
        for note in unit_notes(self.library, self.unit, self.period):
            yield Paragraph((Name(note.said.in_language(self.language)),), "note")

    def _goals(self) -> Iterator[Block]:
        plan, texts = self.manuscript.plan, self.manuscript.texts
        if plan:
            yield from expected.goals(self.library, plan, self.followed, texts, self.language)

    def _decisions(self) -> Iterator[Block]:
        """Each decided support with its decision, and then what there is of it at each place that it is about."""
        for one in self.decided:
            yield from decisions.told(one, self.library.tree, self.language)
            blocks = [block for place in one.places for block in self._of_support(one, place)]
            yield from blocks
            if one.covers and not blocks:
                yield Paragraph((self.say("no figures"),), "note")

    def _of_support(self, one: decisions.Decided, place: str) -> Iterator[Block]:
        writer = _Writer(self.library, self.template, place, self.tertial, self.language, self.manuscript)
        name = [self.library.tree[place].name] if place != self.unit else []
        for section in self.template.sections:
            of = one.covers.get(section.support or "")
            if of and writer._is_reported(section):
                before = [*name, *([of.in_language(self.language)] if len(one.covers) > 1 else [])]
                title = section.title.in_language(self.language)
                words_ = ": ".join((*before, sentences.inside(title))) if before else title
                yield from writer._section(section, Heading(3, words_))

    def _outside(self) -> Iterator[Block]:
        """Figures from outside that no expected result is followed by."""
        told = {one.result.followed for one in self.followed}
        outside = self.manuscript.outside
        codes = dict.fromkeys(code for code, unit, _ in outside.figures if unit == self.unit and code not in told)
        found = [outside.latest(code, self.unit, self.period) for code in codes]
        yield from expected.outside([one for one in found if one], outside, self.language)

    def _written(self, code: str) -> Iterator[Block]:
        """What people have written for a part of their own, and counted; a part without either is left out."""
        part = next(one for one in self.template.writing if one.code == code)
        text = expected.paragraphs(self.manuscript.texts.get(code, ""))
        counted = complaints.told(self.manuscript.complaints, self.period, self.language) if part.counted else ()
        if text or counted:
            yield Heading(2, part.title.in_language(self.language))
        if counted:
            yield Paragraph(counted, "drafted")
        if text:
            yield Written("", text, code)

    def _cited(self) -> Iterator[Block]:
        if self.manuscript.cited:
            yield Heading(2, self.say("cited"))
            yield Citations(self.say("cited"), self.manuscript.cited)
            yield Paragraph((self.say("chosen"),), "note")

    def _highlights(self) -> Iterator[Piece]:
        """The first volume and trend of the first parts, in sentences: what has changed beyond chance stands first.

        Which figures are told is fixed by the template. Were the certain ones sought among all, some would be chance's.
        """
        codes = [c for s in self.template.sections for c in (*s.volumes[:1], *([s.trend] if s.trend else []))]
        figures = [figure for code in codes for figure in self._read([code])[:1]]
        shown = sorted((figure for figure in figures if figure.shown), key=_is_unchanged)[:HEADLINES]
        for figure in shown:
            yield from sentences.finding(figure, self.library.indicators[figure.indicator], self.language)
        if not shown:
            yield self.say("not by itself" if any(map(words.protects, figures)) else "nothing")

    def _read(self, codes: Iterable[str]) -> list[Figure]:
        found = (figure for code in codes for figure in read(self.library, code, self.unit, self.period))
        return [told(self.library, figure, self.language) for figure in found]

    def _is_reported(self, section: Section) -> bool:
        if section.support and not self._is_used(section.support):
            return False
        return anything_reported(self._read(section.volumes), self._read(section.figures))

    def _is_used(self, support: str) -> bool:
        """Whether anything was done of a support: else what families elsewhere said of it is not for this report."""
        volumes = [code for one in self.template.sections if one.support == support for code in one.volumes]
        return anything_reported(self._read(volumes), ())

    def _section(self, section: Section, heading: Heading | None = None, *, by_unit: bool = False) -> Iterator[Block]:
        """A section under a heading of its own, or under one that it is given: then it has none below that."""
        yield heading or Heading(2, section.title.in_language(self.language))
        if section.intro:
            yield Paragraph((Name(section.intro.in_language(self.language)),))
        volumes, figures = self._read(section.volumes), self._read(section.figures)
        if not anything_reported(volumes, figures):
            yield Paragraph((self.say("no figures"),), "note")
            return
        yield from self._finding(section)
        if all(words.protects(figure) for figure in volumes) and not any(figure.shown for figure in figures):
            yield not_shown([*volumes, *figures], self.language)
        else:
            yield from self._volumes(section, volumes, heading)
            yield from self._people(section, figures, heading)
        yield from self._drawn(section)
        if by_unit:
            yield from self._units_below(section)

    def _units_below(self, section: Section) -> Iterator[Block]:
        """The units below beside each other, where there are any: in a table, and where they are enough in a funnel."""
        whole, units = self.library.tree[self.unit], compilation.children(self.library, self.unit, self.period)
        yield from compilation.beside(self.library, section, whole, units, self.period, self.language)
        if units and section.compared:
            funnel = funnel_plot(self.library, section.compared, whole, units, self.period, self.language)
            if funnel:
                yield funnel

    def _finding(self, section: Section) -> Iterator[Block]:
        """The figure that says how the others are to be read, in a sentence; hidden ones are told with the rest."""
        for figure in self._read([section.finding] if section.finding else []):
            if figure.shown:
                yield Paragraph(sentences.finding(figure, self.library.indicators[figure.indicator], self.language))

    def _volumes(self, section: Section, volumes: list[Figure], heading: Heading | None) -> Iterator[Block]:
        if not volumes:
            return
        caption = heading.words if heading else self.say("volumes")
        if not heading:
            yield Heading(3, caption)
        if all(words.protects(figure) for figure in volumes):
            yield not_shown(volumes, self.language)
            return
        rows = tuple((self._title(f), charted.value_or_reason(f), Quote(f, "change")) for f in volumes)
        columns = (Column(self.say("what")), Column(self.say("number"), numeric=True), Column(self.say("change")))
        yield Table(caption, columns, rows, caption_shown=False)
        if (volumes[0].value or 0) >= LEAST_ACTS_TO_DRAW:
            yield self._months(section.volumes[0])

    def _months(self, code: str) -> Chart:
        """A run chart where the months make a year, else a bar for each. All are over: the tertial is closed."""
        of = self.library, code, self.unit, self.period, self.language
        return run_chart(*of, today=self.period.last.plus(1)) or charted.months(*of)

    def _people(self, section: Section, figures: list[Figure], heading: Heading | None) -> Iterator[Block]:
        if not figures:
            return
        caption = heading.words if heading else self.say("people")
        if not heading:
            yield Heading(3, caption)
        shown = [figure for figure in figures if figure.shown]
        if shown:
            yield self._figure_table(caption, [(self._title(f), f) for f in shown], comparison=True)
        split = [figure for figure in self._by_gender(section) if figure.shown]
        if split:
            rows = [(Name(f"{self._title(f).words}: {self._gender(f)}"), f) for f in split]
            yield self._figure_table(self.say("gender"), rows, comparison=False, caption_shown=True)
        yield from self._counted_elsewhere(section)
        hidden = [figure for figure in figures if not figure.shown]
        if hidden:
            yield not_shown(hidden, self.language)

    def _by_gender(self, section: Section) -> Iterator[Figure]:
        """Every figure that is split: one that is only about women or men has nothing to be set beside."""
        for code in section.figures:
            genders = read_by_gender(self.library, code, self.unit, self.period)
            if len(genders) > 1:
                yield from genders

    def _counted_elsewhere(self, section: Section) -> Iterator[Block]:
        """Which small units a district's figures about people are without."""
        if self.library.tree[self.unit].kind == "unit":
            return
        units = {
            unit.name: None
            for code in section.figures
            for unit in counted_elsewhere(self.library, code, self.unit, self.period)
        }
        if units:
            yield Paragraph((self.say("elsewhere"), Name(listed(units, self.language)), "."), "note")

    def _figure_table(
        self, caption: str, rows: Iterable[tuple[Name, Figure]], *, comparison: bool, caption_shown: bool = False
    ) -> Table:
        rows = list(rows)
        missing = charted.unanswered(self.library, (figure.indicator for _, figure in rows)).in_language(self.language)
        headers = (self.say("value"), self.say("base"), missing, self.say("interval"))
        columns = [Column(self.say("what")), *(Column(header, numeric=True) for header in headers)]
        columns += [Column(self.say("change"))] if comparison else []
        cells = tuple(
            (
                title,
                Quote(figure),
                Quote(figure, "base"),
                Quote(figure, "missing"),
                Quote(figure, "interval"),
                *((Quote(figure, "change"),) if comparison else ()),
            )
            for title, figure in rows
        )
        return Table(caption, tuple(columns), cells, caption_shown=caption_shown)

    def _drawn(self, section: Section) -> Iterator[Block]:
        drawn: list[Chart] = []
        if section.trend:
            drawn.append(self._trend(section.trend))
        if section.bars:
            drawn.append(charted.options(self.library, section.bars, self.unit, self.period, self.language))
        rated = ratings(self.library, section.figures, self.unit, self.period, self.language)
        if rated:
            drawn.append(rated)
        yield from (chart for chart in drawn if charted.worth_drawing(chart))

    def _trend(self, code: str) -> Trend:
        chart = charted.trend(self.library, code, self.unit, self.tertial, self.language)
        if self.period == self.tertial:
            return chart
        above = self.say("above").format(span=self.period.span(self.language))
        return replace(chart, subtitle=f"{chart.subtitle} {above}")

    def _title(self, figure: Figure) -> Name:
        return Name(figure.title.in_language(self.language))

    def _gender(self, figure: Figure) -> str:
        return sentences.inside(sentences.gender(figure).in_language(self.language))


def _is_unchanged(figure: Figure) -> bool:
    """Whether nothing is certain to have changed: for a volume, which is counted, a change needs no certainty."""
    return figure.kind == "volume" or not words.is_certain(figure)


def anything_reported(volumes: Sequence[Figure], figures: Sequence[Figure]) -> bool:
    """Whether there is anything to say: figures offered from elsewhere do not count where nothing was done here."""
    if volumes:
        return any(figure.reason != "nothing" for figure in volumes)
    return any(figure.shown or figure.offered for figure in figures)
