"""The page where one question about a method is answered, by several people without anything being lost."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from folja.methods import evidence
from folja.methods.method import JUDGEMENTS
from folja.reports import method_description
from folja.reports.document import Block
from folja.vocabulary.problem import Problem, Refused
from folja.web.frame.numbers import number_in
from folja.web.frame.parts import Choice, Field, Link
from folja.web.frame.templatetags.frame import language
from folja.web.methods import actions, removing
from folja.web.methods.actions import Overtaken
from folja.web.methods.files import LARGEST
from folja.web.methods.models import MethodText
from folja.web.methods.room import Asked, Room, room_of
from folja.web.methods.shown import answer_shown, blocks_shown, figures_to_insert, legible
from folja.web.methods.stored import ABOUT, latest_version, versions_of
from folja.web.methods.written import TypedAnswer, sent_answer
from folja.web.publication.shelf import library
from folja.web.writing.changed import changes
from folja.web.writing.written import Typed, together


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: str, question: str) -> HttpResponse:
    """One question: what a good answer tells, the answer with its figures and links, remarks, and earlier answers."""
    room = room_of(request, key)
    asked = room.question(question)
    if request.method != "POST":
        return _page(request, room, asked)
    act, typed = request.POST.get("act", ""), sent_answer(request.POST)
    if act == "insert":
        return _page(request, room, asked, _with_figure(typed, request.POST.get("figure", "")), is_inserted=True)
    try:
        return _done(request, room, asked, act, typed)
    except Overtaken as overtaken:
        return _both(request, room, asked, overtaken)
    except Refused as refused:
        return _page(request, room, asked, typed, refused.problems, act=act)


def _with_figure(typed: TypedAnswer, code: str) -> TypedAnswer:
    """What is written, with a figure last: the writer moves it, and sees it below the text."""
    if code not in library().indicators:
        return typed
    words = f"{typed.words.rstrip()}\n\n{evidence.mark(code)}\n".lstrip()
    return TypedAnswer(words, typed.judgement, typed.names_nobody)


def _done(request: HttpRequest, room: Room, asked: Asked, act: str, typed: TypedAnswer) -> HttpResponse:
    """Do what a button says. Raises Overtaken and Refused."""
    form, account, place = request.POST, room.account, room.place(asked.question.code)
    seen, number = number_in(form.get("seen")), number_in(form.get("remark"))
    address = reverse("write_answer", args=(place.method, place.key))
    match act:
        case "save" | "next":
            actions.save_answer(place, typed, seen, account)
            following = room.after(asked) if act == "next" else None
            if following:
                onward = reverse("write_answer", args=(place.method, following.question.code))
                return redirect(f"{onward}?efter={place.key}")
            return redirect(f"{address}?sparat=1")
        case "restore":
            actions.restore(place, number_in(form.get("version")), seen, account)
            return redirect(address)  # what is typed and not saved stays on the device
        case "take":
            actions.take_suggestion(place, number, seen, account)
            return redirect(address)
        case "link":
            actions.add_link(
                place, form.get("title", ""), form.get("address", ""), account, names_nobody=typed.names_nobody
            )
        case "file":
            upload = request.FILES.get("file")
            # One byte more than is taken, so that what is too large is known without reading all of it.
            content = upload.read(LARGEST + 1) if upload else b""
            name = (upload.name or "") if upload else ""
            actions.add_file(place, content, name, account, names_nobody=typed.names_nobody)
        case "remove_reference":
            actions.remove_reference(place, number_in(form.get("reference")), account)
        case "remove_for_good":
            removing.remove_reference(place.method, number_in(form.get("reference")), account)
        case "remark" | "suggest":
            said = Typed(typed.words, typed.names_nobody)
            actions.remark(place, said, account, is_suggestion=act == "suggest")
        case "settle" | "unsettle":
            actions.settle(place, number, account, is_done=act == "settle")
    return redirect(f"{address}#{'references' if act in _ABOUT_REFERENCES else 'remarks'}")


_ABOUT_REFERENCES = ("link", "file", "remove_reference", "remove_for_good")
_ABOUT_REMARKS = ("remark", "suggest")
_OF_THE_ANSWER = ("save", "next", "")  # a figure was inserted with ""


@require_POST
def writes_here(request: HttpRequest, key: str, question: str = ABOUT) -> HttpResponse:
    """The page says that its reader writes; it hears who else does, and which version stands. Nothing else is read."""
    room = room_of(request, key)
    if question != ABOUT and question not in room.typology.questions:
        raise Http404
    if not room.is_locked:
        actions.claim(room.place(question), room.account)
    return JsonResponse({"says": who_writes(room, question), "version": latest_version(room.stored, question)})


def who_writes(room: Room, key: str) -> str:
    """Bo, Carin skriver här nu."""
    names = [one.first_name or one.email for one in room.writing.get(key, ())]
    return _("%s skriver här nu") % ", ".join(names) if names else ""


def _page(
    request: HttpRequest,
    room: Room,
    asked: Asked,
    typed: TypedAnswer | None = None,
    problems: Iterable[Problem] = (),
    *,
    act: str = "",
    is_inserted: bool = False,
) -> HttpResponse:
    """The page. `typed` was refused by `act`, for `problems`, or has had a figure inserted."""
    wrong = {one.where: one.text.in_language(language()) for one in problems}
    is_remark = act in _ABOUT_REMARKS
    kept = TypedAnswer(asked.answer.words, asked.answer.judgement)
    text = typed if typed and act in _OF_THE_ANSWER else kept
    of_answer = {} if is_remark else wrong
    values = {
        "room": room,
        "asked": asked,
        "element": room.element_of(asked),
        "field": Field(
            "words", asked.question.title.in_language(language()), "", text.words, of_answer.get("words", "")
        ),
        "judgements": _judgements(asked, text.judgement),
        "seen": request.POST.get("seen", asked.version) if typed and text is typed else asked.version,
        "names_nobody": wrong.get("names_nobody", ""),
        "says_names_nobody": bool(typed and typed.names_nobody),
        "remark": Field(
            "remark",
            _("Vad vill du säga?"),
            _("Ett påpekande läser de som skriver. Ett förslag kan de låta gälla som det står."),
            typed.words if typed and is_remark else "",
            wrong.get("words", "") if is_remark else "",
        ),
        "link": _link_fields(request, wrong),
        "file_problem": wrong.get("file", ""),
        "links": [Link(f"#{_anchor(where, is_remark)}", said) for where, said in wrong.items() if where],
        "others": [said for where, said in wrong.items() if not where],
        "figures": figures_to_insert(),
        "shown": blocks_shown(_figures(room, text.words)),
        "is_inserted": is_inserted,
        "saved": "sparat" in request.GET,
        "before": next((one for one in room.asked if one.question.code == request.GET.get("efter")), None),
        "writes_now": who_writes(room, asked.question.code),
        "whose": _whose(act),
        "told": answer_shown(room.method, asked.question, asked.answer) if room.is_locked else "",
        # A reader takes what stands there for true, and is told otherwise only; who reviews is told that it is a yes.
        "told_judgement": _judged("yes") if asked.answer.judgement == "yes" and asked.answer.words else "",
        "history": _history(room, asked),
        "remarks": [one for one in room.remarks if one.key == asked.question.code],
        "references": [one for one in room.references if one.key == asked.question.code],
        "following": room.after(asked),
        "largest": LARGEST // 1024**2,
    }
    return render(request, "methods/answer.html", values, status=422 if wrong else 200)


def _whose(act: str) -> str:
    """Which form it is that was refused, so that what is asked is asked there."""
    if act in _ABOUT_REMARKS:
        return "remark"
    return act if act in ("link", "file") else "answer"


def _link_fields(request: HttpRequest, wrong: dict[str, str]) -> dict[str, Field]:
    sent = request.POST
    return {
        "title": Field("title", _("Vad länken heter"), "", sent.get("title", ""), wrong.get("title", "")),
        "address": Field("address", _("Adress"), "", sent.get("address", ""), wrong.get("address", "")),
    }


def _judgements(asked: Asked, chosen: str) -> tuple[Choice, ...]:
    if asked.question.form == "how":
        return ()
    named = method_description.JUDGED
    return tuple(Choice(one, named[one].in_language(language()), one == chosen) for one in JUDGEMENTS)


def _figures(room: Room, words: str) -> list[Block]:
    """The figures that stand in the words, as they now are."""
    codes = evidence.inserted([words])
    books = library() if codes else None
    found = (method_description.figure(books, room.unit.code, code, language()) for code in codes if books)
    return [block for blocks in found for block in blocks]


def _history(room: Room, asked: Asked) -> list[tuple[MethodText, str, str, str]]:
    """Each version, the latest first, with what it says, what it changed and what was chosen then."""
    versions, named = versions_of(room.stored, asked.question.code), method_description.JUDGED
    chosen = [named[one.judgement].in_language(language()) if one.judgement else "" for one in versions]  # type: ignore[index]
    return [
        (one, legible(one.words), change, said) for (one, change), said in zip(changes(versions), chosen, strict=True)
    ]


def _judged(judgement: str) -> str:
    return method_description.JUDGED[judgement].in_language(language()) if judgement else ""  # type: ignore[index]


def _anchor(where: str, is_remark: bool) -> str:
    return "remark" if is_remark and where == "words" else where


def _both(request: HttpRequest, room: Room, asked: Asked, overtaken: Overtaken) -> HttpResponse:
    """What another has saved and what this one has written beside each other, and an answer to go on from."""
    latest, typed = overtaken.latest, overtaken.typed or TypedAnswer()
    values = {
        "room": room,
        "asked": asked,
        "latest": latest,
        "latest_judgement": _judged(latest.judgement),
        "theirs": legible(latest.words),
        "yours": legible(typed.words),
        "field": Field("words", _("Så ska det stå"), value=together(latest.words, typed.words)),
        "judgements": _judgements(asked, typed.judgement or latest.judgement),
        "says_names_nobody": typed.names_nobody,
    }
    return render(request, "methods/both.html", values, status=409)
