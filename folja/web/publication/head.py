"""What stands at the head of a report's page, whatever it is: whose it is, its dates, its number in the diary."""

import base64
import hashlib

from django.urls import reverse
from markupsafe import Markup

from folja.reports import html, labels
from folja.reports.document import Document


def head(document: Document) -> dict[str, str | Document | Markup]:
    """What the templates of such pages are given."""
    return {
        "document": document,
        "sender": html.sender(document, _logo_address(document)),
        "dates": labels.dates(document),
        "diary": labels.diary(document),
        "fragment": html.fragment(document),
    }


def _logo_address(document: Document) -> str:
    """By the hash of the picture that the report itself has: an approved one keeps its logo when there is another."""
    if document.municipality is None or not document.municipality.logo:
        return ""
    return reverse("logo", args=(hashlib.sha256(base64.b64decode(document.municipality.logo)).hexdigest(),))
