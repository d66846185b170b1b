"""A file that is to lie with a method: looked through for being what it is called, before anything of it is kept.

Pictures are not taken: a telephone writes in them where and when they were taken. Nor is an office file with something
in it that runs by itself, or another file: a chart may bring along the whole sheet that it was drawn from.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from lxml import etree

from folja.instruments.content import collected
from folja.screening.cleaning import in_one_line
from folja.screening.fields import leading_to_somebody
from folja.vocabulary.problem import Refused, refuse

LARGEST = 2 * 1024 * 1024  # bytes
MOST = 20  # files and links of one method
MOST_PARTS = 5_000  # of an office file
LARGEST_LIST = 1024 * 1024  # bytes of a part that lists others, unpacked

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HOLDS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_IS_LIST = re.compile(r"(?:^|/)(?:\[content_types\]\.xml|[^/]*\.rels)$", re.IGNORECASE)
# By where a part lies, by what kind it is said to be, and by how another part leads to it: whichever a program goes by.
_RUNS_OR_HOLDS = re.compile(
    r"vba|macro|embeddings?/|oleobject|activex|/control$|/package$|attachedtemplate|afchunk|customui|dialogsheet"
    r"|\bole\b",
    re.IGNORECASE,
)


def checked_file(content: bytes, name: str) -> tuple[str, str]:
    """The file's kind, and its name as it is shown. Raises Refused for what is too large or not what it is called."""
    stem, _, ending = in_one_line(name).replace("\\", "/").rpartition("/")[2].rpartition(".")
    kind = ending.lower()
    if len(content) > LARGEST:
        raise refuse(
            "file",
            sv=f"Filen är större än {LARGEST // 1024**2} MB. Välj en mindre, eller länka till den.",
            en=f"the file is larger than {LARGEST // 1024**2} MB; choose a smaller one, or link to it",
        )
    if kind not in TYPES or not stem or not _is_one(content, kind):
        raise refuse(
            "file",
            sv="Filen är inte det den heter, är låst med lösenord, eller är av ett slag som inte går att bifoga. Välj "
            "en PDF, eller en Word- eller Excelfil utan makron.",
            en="the file is not what it is called, is locked, or is of a kind that can't be attached; choose a PDF, or "
            "a Word or Excel file without macros",
        )
    if kind != "pdf":
        _refuse_what_runs(content)
    collected([*leading_to_somebody({"file": stem})])
    return kind, f"{stem[:180]}.{kind}"


def _is_one(content: bytes, kind: str) -> bool:
    if kind == "pdf":
        return content.startswith(b"%PDF-")
    try:
        with ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except Exception:  # noqa: BLE001  a broken file raises whatever it likes
        return False
    return _HOLDS[kind] in names and len(names) <= MOST_PARTS


def _refuse_what_runs(content: bytes) -> None:
    """Refuse macros, macro sheets, embedded files and templates from elsewhere, by all that an office file says."""
    try:
        with ZipFile(BytesIO(content)) as package:
            found = any(_RUNS_OR_HOLDS.search(one) for one in _told_of(package))
    except Refused:
        raise
    except Exception as error:
        raise _broken() from error
    if found:
        raise refuse(
            "file",
            sv="Filen har ett makro eller en inbäddad fil i sig. Också ett diagram kan ha ett helt kalkylblad i sig. "
            "Ta bort det, eller spara filen som PDF, och bifoga den igen.",
            en="the file holds a macro or another file; a chart may hold a whole sheet, too; remove it, or save the "
            "file as a PDF, and attach it again",
        )


def _told_of(package: ZipFile) -> Iterator[str]:
    """Where each part lies, and what lists of parts say of their kinds and of how they are led to."""
    for part in package.infolist():
        yield part.filename
        if _IS_LIST.search(part.filename):
            for one in _parts_of(package, part):
                yield from (value for name, value in one.items() if name in ("Type", "ContentType", "Extension"))


def _parts_of(package: ZipFile, part: ZipInfo) -> Iterator[etree._Element]:
    with package.open(part) as listed:
        written = listed.read(LARGEST_LIST + 1)
    if len(written) > LARGEST_LIST:
        raise _broken()
    yield from etree.fromstring(written, etree.XMLParser(resolve_entities=False, no_network=True)).iter()


def _broken() -> Refused:
    return refuse(
        "file",
        sv="Filen går inte att läsa. Öppna den, spara den på nytt, och bifoga den igen.",
        en="the file can't be read; open it, save it again and attach it",
    )
