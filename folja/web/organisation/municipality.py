"""In whose name and look reports are: what the one who leads the city has set, as a report takes it."""

import base64
from dataclasses import dataclass

from folja.instruments.content import collected
from folja.reports.colour import checked_accent
from folja.reports.document import Municipality
from folja.reports.logo import checked_logo
from folja.vocabulary.problem import Problem, Refused, problem
from folja.web.organisation.models import Logo, MunicipalityLook

LONGEST_NAME, LONGEST_LINE, MOST_LINES = 80, 60, 6


@dataclass(frozen=True)
class Written:
    """What stands in the form. `logo` is the file that was sent, if any; `removes_logo` that there shall be none."""

    name: str
    contact: str = ""
    accent: str = ""
    logo: bytes = b""
    file_name: str = ""
    removes_logo: bool = False


@dataclass(frozen=True)
class Checked:
    """What may be kept. `logo` is a PNG of our own drawing; None leaves the one that is there."""

    name: str
    contact: tuple[str, ...]
    accent: str
    logo: bytes | None


def municipality() -> Municipality | None:
    """Whose reports are from now on; None until somebody has said so."""
    kept = kept_look()
    if kept is None:
        return None
    logo = base64.b64encode(bytes(kept.logo.content)).decode() if kept.logo else ""
    return Municipality(kept.name, tuple(kept.contact.splitlines()), logo, kept.accent)


def kept_look() -> MunicipalityLook | None:
    """The row that holds."""
    return MunicipalityLook.objects.select_related("logo").first()


def logo_of(hash_: str) -> bytes | None:
    """A logo that reports have or have had."""
    found = Logo.objects.filter(hash=hash_).first()
    return bytes(found.content) if found else None


def checked(written: Written) -> Checked:
    """What may be kept. Raises Refused with all that is wrong, each named by its field."""
    name, lines = " ".join(written.name.split()), [" ".join(line.split()) for line in written.contact.splitlines()]
    contact, found = tuple(line for line in lines if line), [*_about_name(name)]
    found += _about_contact(contact)
    accent, logo = "", b"" if written.removes_logo else None
    try:
        accent = checked_accent(written.accent)
    except Refused as refused:
        found += refused.problems
    if written.logo and not written.removes_logo:
        try:
            logo = checked_logo(written.logo, written.file_name)
        except Refused as refused:
            found += refused.problems
    collected(found)
    return Checked(name, contact, accent, logo)


def _about_name(name: str) -> list[Problem]:
    if not name:
        return [problem("name", sv="Skriv kommunens namn.", en="write the municipality's name")]
    if len(name) > LONGEST_NAME:
        swedish = f"Namnet är {len(name)} tecken. Korta det till {LONGEST_NAME}."
        return [problem("name", sv=swedish, en=f"the name has {len(name)} characters; shorten it to {LONGEST_NAME}")]
    return []


def _about_contact(lines: tuple[str, ...]) -> list[Problem]:
    if len(lines) > MOST_LINES:
        swedish = f"Kontaktuppgifterna är {len(lines)} rader. Det får plats {MOST_LINES}."
        return [problem("contact", sv=swedish, en=f"there are {len(lines)} lines; there is room for {MOST_LINES}")]
    long = next((line for line in lines if len(line) > LONGEST_LINE), "")
    if long:
        swedish = f"Raden ”{long[:20]} …” är {len(long)} tecken. Korta den till {LONGEST_LINE}."
        english = f"the line “{long[:20]} …” has {len(long)} characters; shorten it to {LONGEST_LINE}"
        return [problem("contact", sv=swedish, en=english)]
    return []
