"""Reports as files to fetch: their types, and the answer that carries one."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

FILE_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_answer(content: bytes, name: str, suffix: str) -> HttpResponse:
    """The file under its name, to be kept and not shown."""
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{suffix}")
    return HttpResponse(content, FILE_TYPES[suffix], headers={"Content-Disposition": disposition})
