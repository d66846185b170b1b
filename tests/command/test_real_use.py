"""What whoever runs Följa for others asks of it: what is lacking, how it is, what it is made of."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.command.conftest import City, environment, folja
from tests.command.test_serving import free_port

LOCK = Path("requirements.lock").read_text(encoding="utf-8")


def test_what_is_lacking_is_told_with_what_to_do_and_then_no_more(closed_city: City, tmp_path: Path) -> None:
    city = closed_city.copied_to(tmp_path / "home")
    said = city.folja("check")
    assert (said.code, said.err.count("Allt innehåll går att läsa")) == (1, 1)
    lacking = [line for line in said.out.splitlines() if line.startswith("saknas")]
    for words in (
        "Klockan: Ta bort FOLJA_TODAY",
        "Adressen: Sätt FOLJA_HOSTS",
        "https: Sätt FOLJA_HTTPS=true",
        "Andra steget: Ta bort FOLJA_SECOND_STEP=false",
        "Den som leder: Ingen leder uppföljningen",
        "Konton: Ingen sköter konton",
        "E-post: Inga påminnelser skickas. Sätt FOLJA_MAIL_SERVER, FOLJA_MAIL_FROM, FOLJA_MAIL_LINKS.",
        "Säkerhetskopior: Det finns ingen nyckel",
    ):
        assert [line for line in lacking if words in line], words
    for kind in ("leads_city", "administers"):
        account = (
            "account",
            f"{kind}@staden.example",
            "--role",
            kind,
            "--unit",
            "stad",
            "--password",
            "ett långt lösenord",
        )
        assert city.folja(*account).code == 0
    assert city.folja("look", "--name", "Staden").code == 0
    assert city.folja("backup-key", "--out", str(tmp_path / "key")).code == 0
    settings = {
        "FOLJA_HOSTS": "folja.staden.example",
        "FOLJA_HTTPS": "true",
        "FOLJA_SECOND_STEP": "true",
        "FOLJA_MAIL_SERVER": "mail.staden.example",
        "FOLJA_MAIL_FROM": "folja@staden.example",
        "FOLJA_MAIL_LINKS": "https://folja.staden.example",
    }
    said = folja("check", "--home", str(city.home), today="", **settings)
    assert [line for line in said.out.splitlines() if line.startswith("saknas")] == []
    assert said.code == 0


def test_it_says_that_it_is_alive_and_ready_and_ends_when_it_is_told_to(closed_city: City) -> None:
    port = free_port()
    words = [sys.executable, "-m", "folja.cli", "serve", "--home", str(closed_city.home), "--port", str(port)]
    around = environment("2021-12-01", closed_city.home) | {"FOLJA_HOSTS": "folja.staden.example"}
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=around) as process:
        assert process.stderr is not None
        process.stderr.readline()
        for address, said in (("/health/", b"ok\n"), ("/health/ready/", b"ready\n")):
            with urlopen(f"http://127.0.0.1:{port}{address}", timeout=60) as answer:
                assert (answer.status, answer.read()) == (200, said)
                assert answer.headers["Cache-Control"] == "no-store"
                assert "Set-Cookie" not in answer.headers
        another = Request(f"http://127.0.0.1:{port}/health/", headers={"Host": "another.example"})
        with pytest.raises(HTTPError, match="400"):
            urlopen(another, timeout=60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
        assert process.stderr.read() == ""


def test_the_bill_of_materials_has_every_library_of_the_lock_that_is_installed() -> None:
    said = folja("bill-of-materials")
    assert said.code == 0
    bill = json.loads(said.out)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    locked = dict(re.findall(r"^([a-z0-9._-]+)==([^ \\;]+)", LOCK, re.MULTILINE))
    listed = {one["name"]: one["version"] for one in bill["components"]}
    for name in ("django", "duckdb", "highspy", "pyrage", "typst"):
        assert listed[name] == locked[name]
    references = {one["bom-ref"] for one in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert all(one["ref"] in references and set(one["dependsOn"]) <= references for one in bill["dependencies"])
