"""The page that shows every part."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from folja.vocabulary.text import REQUIRED
from folja.web.design import specimens
from folja.web.design.charts import charts, spiders
from folja.web.design.words import LANGUAGES, shipped
from folja.web.frame.parts import Link
from folja.web.frame.templatetags.frame import language


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every part in every state, in the reader's language or the one asked for."""
    asked = request.GET.get("language", "")
    with translation.override(asked if asked in LANGUAGES else language()):
        return render(request, "design/page.html", _specimens(language()))


def _specimens(shown_in: str) -> dict[str, object]:
    words = {name: text.in_language(shown_in) for name, text in shipped().items()}
    return {
        "w": words,
        "tabs": [Link(f"?language={code}", name, code == shown_in, code) for code, name in LANGUAGES.items()],
        "ways": [Link("#ways", words[way], way == "figures") for way in ("figures", "month", "report", "definitions")],
        "colours": specimens.COLOURS,
        "cards": specimens.cards(words),
        "answers": specimens.answers(words),
        "steps": specimens.thread(),
        "year": specimens.year(words),
        "faults": specimens.faults(words),
        **specimens.fields(words),
        "charts": charts(shown_in if shown_in in REQUIRED else "en"),
        "spiders": spiders(shown_in if shown_in in REQUIRED else "en"),
        "spreads": [(spread, words[spread]) for spread in ("united", "mixed", "split")],
        "charts_language": "" if shown_in in REQUIRED else "en",
    }
