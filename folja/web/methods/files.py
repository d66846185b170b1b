"""A file that is to lie with a method: looked through for being what it is called, before anything of it is kept.

Pictures are not taken: a telephone writes in them where and when they were taken.
"""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from folja.instruments.content import collected
from folja.screening.cleaning import in_one_line
from folja.screening.fields import leading_to_somebody
from folja.vocabulary.problem import refuse

LARGEST = 2 * 1024 * 1024  # bytes
MOST = 20  # files and links of one method

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HOLDS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


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
            sv="Filen är inte det den heter, eller av ett slag som inte går att bifoga. Välj en PDF, eller en "
            "Word- eller Excelfil utan makron.",
            en="the file is not what it is called, or of a kind that can't be attached; choose a PDF, or a Word or "
            "Excel file without macros",
        )
    collected([*leading_to_somebody({"file": stem})])
    return kind, f"{stem[:180]}.{kind}"


def _is_one(content: bytes, kind: str) -> bool:
    if kind == "pdf":
        return content.startswith(b"%PDF-")
    try:
        with ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return False
    return _HOLDS[kind] in names and not any("vbaproject" in one.lower() for one in names)
