"""A round on paper: its link, slips that work once, and the sheet a team talks from."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from folja.reports import discussion, labels, paper
from folja.reports.discussion import DiscussionSheet, SheetAction, SheetLine, SheetWords
from folja.reports.paper import Said, Slip, SlipWords, WayInOnPaper
from folja.vocabulary.languages import Tongue
from folja.vocabulary.text import Language, Text
from folja.web.answers.on_paper import with_code
from folja.web.answers.once import in_groups
from folja.web.organisation.municipality import kept_look
from folja.web.rounds.models import TeamAction
from folja.web.rounds.stored import ClosedRound, OpenRound, Team
from folja.web.rounds.team_page import Result, Row
from folja.web.rounds.voice import voice_of
from folja.web.wordings.say import said, say

QUESTION = Text.of(sv="Hur går det att samverka?", en="How does working together work?")
WHAT_TO_DO = Text.of(
    sv="Rikta kameran mot rutan, eller skriv in adressen.", en="Point your camera at the square, or type the address."
)
PROMISE = Text.of(
    sv="Två minuter. Ingen ser vem som har svarat vad.", en="Two minutes. Nobody sees who has answered what."
)
CODE = Text.of(sv="Kod:", en="Code:")
NEEDED = Text.of(sv="Du behöver också koden på en lapp.", en="You also need the code on a slip.")
UNTIL = Text.of(sv="Svara senast {day}", en="Answer by {day}")


def on_paper(now: OpenRound, address: str, made_on: date) -> WayInOnPaper:
    """The link of an open round: in Swedish and English, to families in all that they are asked in."""
    voice = voice_of(now.code)
    spoken = tuple(_to_family(tongue, now) if voice.is_family else _said(tongue, now) for tongue in voice.tongues)
    return WayInOnPaper(
        title=now.kind.title.sv,
        unit=now.team.name,
        address=address,
        shown=address.partition("://")[2].rstrip("/"),
        code=now.code,
        said=spoken,
        made_on=made_on,
        invented=settings.FOLJA_INVENTED,
    )


def _said(tongue: Tongue, now: OpenRound) -> Said:
    asked = QUESTION if now.kind.policy == "team" else now.kind.title
    question, what_to_do, promise, code = (text.in_language(tongue.code) for text in (asked, WHAT_TO_DO, PROMISE, CODE))
    needed = NEEDED.in_language(tongue.code) if now.one_time else ""
    return Said(tongue.code, tongue.name, question, what_to_do, promise, code, needed)


def _to_family(tongue: Tongue, now: OpenRound) -> Said:
    return Said(
        language=tongue.code,
        name=tongue.name,
        question=said(now.kind.title, tongue.code),
        what_to_do=say("paper.what_to_do", tongue.code),
        promise=say("paper.promise", tongue.code),
        code=say("paper.code", tongue.code),
        needed=say("once.needed", tongue.code) if now.one_time else "",
    )


def slips(now: OpenRound, address: str, codes: tuple[str, ...], made_on: date) -> bytes:
    """Slips with these codes, which say the last day. A code stands behind # in the address: that part is told to no
    server and no log."""
    words = SlipWords(labels.WORKS_ONCE.sv, UNTIL.sv.format(day=labels.day(now.closes_on, "sv")))
    made = tuple(Slip(with_code(address, code), in_groups(code)) for code in codes)
    return paper.slips(on_paper(now, address, made_on), made, words)


def sheet(
    team: Team,
    kind: str,
    result: Result,
    closed: ClosedRound,
    earlier: Iterable[TeamAction],
    made_on: date,
    language: Language,
) -> bytes:
    """The discussion sheet of a closed round of a kind; `earlier` is what was decided after the rounds before."""
    look = kept_look()
    made = DiscussionSheet(
        language=language,
        title=f"{_('Samtalsunderlag')}, {kind}",
        team=team.name,
        about=_("%(name)s. %(answered)d svar av %(invited)d inbjudna. Svaren är anonyma.")
        % {"name": result.name.capitalize(), "answered": result.answered, "invited": result.invited},
        sentence=result.sentence,
        scale=result.scale,
        lines=tuple(map(_line, result.rows)),
        strong=tuple(map(_line, result.strong)),
        differ=tuple(map(_line, result.differ)),
        choose=tuple(map(_line, result.choose)),
        earlier=tuple(_action(one, language) for one in earlier),
        words=_words(),
        foot=_(
            "Medelvärden i halva steg av minst fem svar, så att inget enskilt svar går att räkna ut. Kontrollsumma %s."
        )
        % closed.checksum[:12],
        made_on=made_on,
        invented=settings.FOLJA_INVENTED,
    )
    return discussion.pdf(made, result.chart, look.accent if look else "")


def _line(row: Row) -> SheetLine:
    return SheetLine(row.number, row.short, row.text, row.mean, row.spread_words.lower())


def _action(one: TeamAction, language: Language) -> SheetAction:
    states = {"planned": _("Inte börjat"), "begun": _("På gång"), "done": _("Gjort"), "dropped": _("Blev inte av")}
    due = labels.day(one.due_on, language) if one.due_on else ""
    return SheetAction(one.words, one.who, due, states[one.state])


def _words() -> SheetWords:
    return SheetWords(
        strong=_("Här är vi överens och starka"),
        strong_none=_("Inget påstående har både höga svar och ett team som är överens. Vad beror det på?"),
        differ=_("Här skiljer det mest"),
        differ_none=_("Inget påstående delar teamet. Är det så ni känner igen er?"),
        choose=_("Välj tre att arbeta med"),
        choose_help=_("Förslag utifrån svaren. Teamet väljer själv."),
        earlier=_("Det här bestämde vi förra gången"),
        statement=_("Påstående"),
        what=_("Vad vi gör"),
        who=_("Vem"),
        when=_("När"),
        how=_("Hur gick det?"),
        table=_("Alla påståenden"),
        mean=_("Medel"),
        spread=_("Teamet"),
        kept=_("Skriv in det i Följa efter mötet, så står det här nästa gång."),
    )
