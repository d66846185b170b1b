"""The statement as its page shows it: the product's part and the municipality's, together."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from folja.vocabulary.text import Language, Text
from folja.web.statement.product import Product, Supervisor
from folja.web.statement.statement import Conformance, Flaw, Published, Reason

WRITTEN_IN = "sv"  # what a municipality writes is in Swedish, whatever language the page is read in


@dataclass(frozen=True)
class ShownFlaw:
    """A flaw and the language its words are in."""

    flaw: Flaw
    language: Language


@dataclass(frozen=True)
class Group:
    """The flaws that have one reason, under its name; `about` says what the reason means."""

    title: str
    about: str
    flaws: tuple[ShownFlaw, ...]


@dataclass(frozen=True)
class Page:
    """All that stands on the page. `published` is None until the municipality has filled in its part."""

    published: Published | None
    conformance: str
    groups: tuple[Group, ...]
    tested: tuple[Text, ...]
    supervisor: Supervisor


def shown(product: Product, published: Published | None, language: Language) -> Page:
    """The page in the reader's language."""
    statement = published.statement if published else None
    of_product = [ShownFlaw(flaw.in_language(language), language) for flaw in product.flaws]
    of_body = [ShownFlaw(flaw, WRITTEN_IN) for flaw in statement.flaws] if statement else []
    return Page(
        published=published,
        conformance=_conformance(statement.conformance) if statement else "",
        groups=_grouped((*of_product, *of_body)),
        tested=product.tested,
        supervisor=product.supervisor,
    )


def _grouped(flaws: tuple[ShownFlaw, ...]) -> tuple[Group, ...]:
    titles = {
        Reason.REQUIREMENT: (_("Uppfyller inte kraven"), _("Det här ska fungera, men gör det inte än.")),
        Reason.BURDEN: (
            _("Oskäligt betungande anpassning"),
            _("Kommunen bedömer att det skulle kosta mer än vad som är rimligt att anpassa det här (12 § i lagen)."),
        ),
        Reason.OUTSIDE: (_("Omfattas inte av lagen"), _("Lagen gäller inte det här innehållet (9 § i lagen).")),
    }
    groups = (Group(*titles[reason], tuple(one for one in flaws if one.flaw.reason is reason)) for reason in titles)
    return tuple(group for group in groups if group.flaws)


def _conformance(conformance: Conformance) -> str:
    return {
        Conformance.FULL: _("helt förenlig"),
        Conformance.PARTIAL: _("delvis förenlig"),
        Conformance.NONE: _("inte förenlig"),
    }[conformance]
