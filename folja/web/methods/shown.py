"""What pages about methods show of figures and blocks of a document."""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markupsafe import Markup

from folja.methods import evidence
from folja.methods.evidence import Inserted
from folja.methods.method import Answer, Method
from folja.methods.typology import Question, shipped
from folja.reports import html, method_description
from folja.reports.document import Block, Document
from folja.vocabulary import clock
from folja.web.frame.parts import Choice
from folja.web.frame.templatetags.frame import language
from folja.web.methods.models import MethodEdition
from folja.web.organisation.municipality import municipality
from folja.web.publication.shelf import library


def document_of(method: Method, edition: MethodEdition | None, *, has_profile: bool = True) -> Document:
    """A method's description with the figures as they are now, in the municipality's name."""
    document = method_description.described(
        library(),
        shipped(),
        method,
        today=clock.today(),
        invented=settings.FOLJA_INVENTED,
        edition=edition.number if edition else 0,
        published_on=edition.published_on if edition else None,
        language=language(),
        has_profile=has_profile,
    )
    return replace(document, municipality=municipality())


def blocks_shown(blocks: Iterable[Block]) -> SafeString:
    """Blocks of a document as they stand in a page."""
    found = Markup().join(html.block(one, language()) for one in blocks)
    return mark_safe(found)  # noqa: S308  templates escape


def answer_shown(method: Method, question: Question, answer: Answer) -> SafeString:
    """One answer as its readers meet it, with its figures as they are now."""
    return blocks_shown(method_description.answered(library(), method, question, answer, language()))


def legible(words: str) -> str:
    """Words as they were written, with a figure named by its title where it stands."""
    pieces = evidence.parts(words) if evidence.inserted([words]) else (words,)
    return "".join(f"[{_title(one.code)}]" if isinstance(one, Inserted) else one for one in pieces)


def _title(code: str) -> str:
    found = library().indicators.get(code)
    return _("siffra: %s") % (found.title.in_language(language()) if found else code)


def figures_to_insert() -> tuple[Choice, ...]:
    """The indicators that can be inserted in an answer, by title. What is shown is of the tertial closed last."""
    found = (Choice(one.code, one.title.in_language(language()), chosen=False) for one in library().indicators.values())
    return tuple(sorted(found, key=lambda one: one.words))
