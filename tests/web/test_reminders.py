"""Reminders against a real mail server on this computer: who gets what, what is remembered, and what goes wrong."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from click.testing import CliRunner, Result
from django.test import Client

from folja import cli
from folja.goals.year_tasks import Task
from folja.web.organisation.models import Account
from folja.web.writing import actions as writing
from folja.web.writing.actions import Place
from folja.web.year import actions
from folja.web.year.reminding import letters
from folja.web.year.stored import memberships_of
from tests import planned
from tests.web.pages import words

UNIT = "farsta_stod"
GROUP = "Samtalsgruppen"


@dataclass
class LetterBox:
    """Takes letters as a mail server does; refuses those to `refuses`, and hangs up after `hangs_up_after`."""

    refuses: str = ""
    hangs_up_after: int = 99
    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  as the library calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == self.refuses:
            return f"550 no such user {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if len(self.letters) >= self.hangs_up_after:
            assert server.transport is not None
            server.transport.abort()
        letter = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"

    @property
    def to(self) -> list[str]:
        return [str(letter["To"]) for letter in self.letters]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def box(amina: Account, bo: Account, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[LetterBox]:
    """Amina registers and is in the talks' group, Bo manages. Three tasks: the group's, everybody's and one far off."""
    for key, said, due_on, group in (
        ("one", "Skriv analyser till tertialrapport 1", date(2022, 6, 17), GROUP),
        ("two", "Läs förslaget", date(2022, 6, 10), ""),
        ("far", "Börja på planen", date(2022, 10, 15), ""),
    ):
        actions.save_task(UNIT, 2022, Task(key, said, due_on, group), bo)
    actions.choose_reminders(amina, [(UNIT, GROUP)], wants=True)
    monkeypatch.setattr(cli, "open_home", lambda home: None)
    settings.FOLJA_MAIL_SERVER, settings.FOLJA_MAIL_PORT = "127.0.0.1", free_port()
    settings.FOLJA_MAIL_SECURITY, settings.FOLJA_MAIL_FROM = "none", "folja@kommunen.example"
    settings.FOLJA_MAIL_LINKS = "https://folja.kommunen.example"
    box = LetterBox()
    controller = Controller(box, hostname="127.0.0.1", port=settings.FOLJA_MAIL_PORT)
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def remind(box: LetterBox, tmp_path: Path) -> Any:
    """The command, as it is run once a day."""

    def remind(*options: str) -> Result:
        return CliRunner().invoke(cli.main, ["remind", "--home", str(tmp_path), *options])

    return remind


def test_each_gets_a_letter_about_what_is_theirs_and_no_second_within_a_week(
    box: LetterBox, remind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (remind("--dry-run").exit_code, box.letters) == (0, [])
    done = remind()
    assert (done.exit_code, done.stderr.strip()) == (0, "2 brev skickade.")
    amina, bo = box.letters
    assert (amina["To"], amina["From"], amina["Auto-Submitted"]) == (
        *("amina@kommunen.example", "folja@kommunen.example"),
        "auto-generated",
    )
    assert amina.get_content_type() == "text/plain"
    text = amina.get_content().replace("\r\n", "\n")
    assert text.startswith(
        "Hej Amina!\n\nDet här är på gång för dig:\n\nFöräldrastöd Farsta\n"
        "- Läs förslaget. Skulle ha varit klart 10 juni 2022.\n"
        "- Skriv analyser till tertialrapport 1, senast 17 juni 2022.\n"
        "Läs mer: https://folja.kommunen.example/aret/farsta_stod/2022/\n"
    )
    assert "https://folja.kommunen.example/mer/paminnelser/" in text
    assert "analyser" not in bo.get_content()  # somebody is in the group, so it is theirs
    assert remind().stderr.strip() == "0 brev skickade."
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-20")
    assert remind().stderr.strip() == "0 brev skickade."
    monkeypatch.setenv("FOLJA_TODAY", "2022-06-21")
    assert remind().stderr.strip() == "2 brev skickade."


def test_one_who_is_refused_stops_nobody_else_and_is_tried_again(box: LetterBox, remind: Any) -> None:
    box.refuses = "amina@kommunen.example"
    done = remind()
    assert (done.exit_code, box.to) == (1, ["bo@kommunen.example"])
    assert "1 togs inte emot av e-postservern och räknas inte som skickade" in done.stderr
    assert "amina" not in done.stderr
    assert "Till: amina@kommunen.example" in remind("--dry-run").stdout
    box.refuses = ""
    assert remind().exit_code == 0
    assert box.to == ["bo@kommunen.example", "amina@kommunen.example"]


def test_a_server_that_goes_away_leaves_the_rest_to_be_sent(box: LetterBox, remind: Any) -> None:
    box.hangs_up_after = 1
    done = remind()
    assert (done.exit_code, "1 brev hann skickas" in done.stderr) == (1, True)
    box.letters[1:] = []
    box.hangs_up_after = 99
    assert remind().stderr.strip() == "1 brev skickade."
    assert box.to == ["amina@kommunen.example", "bo@kommunen.example"]


def test_a_server_that_is_not_there_is_said_and_nothing_counts_as_sent(
    box: LetterBox, remind: Any, settings: Any
) -> None:
    there, settings.FOLJA_MAIL_PORT = settings.FOLJA_MAIL_PORT, free_port()
    done = remind()
    assert done.exit_code == 1
    assert "svarar inte som den ska (ConnectionRefusedError). 0 brev hann skickas" in done.stderr
    settings.FOLJA_MAIL_PORT = there
    assert remind().stderr.strip() == "2 brev skickade."


def test_what_is_not_set_is_named_and_an_invented_city_sends_nothing(
    box: LetterBox, remind: Any, settings: Any
) -> None:
    settings.FOLJA_MAIL_SERVER = settings.FOLJA_MAIL_LINKS = ""
    done = remind()
    assert (done.exit_code, "Sätt FOLJA_MAIL_SERVER, FOLJA_MAIL_LINKS." in done.stderr) == (1, True)
    settings.FOLJA_INVENTED = True
    assert "Allt här är påhittat" in remind().stderr
    assert box.letters == []


def text_to(name: str) -> str:
    return next((one.text for one in letters() if one.account.first_name == name), "")


def test_who_writes_is_reminded_of_the_section_and_who_manages_of_the_day(
    closed: None, amina: Account, bo: Account
) -> None:
    planned.plan_2022()
    writing.set_due("tertial", UNIT, planned.T1, date(2022, 6, 17), bo)
    writing.assign(Place("tertial", UNIT, planned.T1, "talks"), amina, "", bo)
    assert "- Skriv en del av tertialrapport 1 2022, senast 17 juni 2022." in text_to("Amina")
    assert "- Lämna tertialrapport 1 2022, senast 17 juni 2022." in text_to("Bo")
    actions.choose_reminders(amina, [(UNIT, GROUP)], wants=True)
    assert "- Skriv två delar av tertialrapport 1 2022" in text_to("Amina")
    planned.write_all(amina)
    assert text_to("Amina") == ""
    writing.set_due("tertial", UNIT, planned.T1, date(2022, 9, 1), bo)
    assert text_to("Bo") == ""  # it is not near


def test_who_wants_none_says_so_on_a_page_of_their_own(box: LetterBox, as_bo: Client, bo: Account) -> None:
    page = "/mer/paminnelser/"
    assert "Högst ett brev i veckan till bo@kommunen.example" in words(as_bo.get(page))
    as_bo.post(page, {"wants": "1", "group": [f"{UNIT}:{GROUP}", f"{UNIT}:Hittepå"]})
    assert memberships_of(bo) == {(UNIT, GROUP)}
    assert "analyser" in text_to("Bo")
    assert "Sparat" in words(as_bo.post(page, {}, follow=True))
    assert (text_to("Bo"), memberships_of(bo)) == ("", frozenset())


def test_a_groups_task_that_no_member_has_comes_to_who_manages(box: LetterBox, amina: Account) -> None:
    assert GROUP not in text_to("Bo")
    actions.choose_reminders(amina, [], wants=True)
    assert f"- {GROUP}: Skriv analyser till tertialrapport 1, senast 17 juni 2022." in text_to("Bo")
