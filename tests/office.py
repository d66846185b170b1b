"""LibreOffice, which opens a file as somebody at an office would: without a window, into a PDF whose words are read."""

import os
import subprocess
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

import run


def opened_in_office(content: bytes, suffix: str, folder: Path) -> str:
    """All words on the pages that LibreOffice makes of a file. Fails with what to do where there is none."""
    program = run.find_office(os.environ)
    assert program, run.NO_OFFICE
    file = folder / f"report{suffix}"
    file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"  # not that of whoever runs the tests
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    ran = subprocess.run(command, capture_output=True, timeout=180, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    pages = PdfReader(BytesIO((folder / "report.pdf").read_bytes())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)
