"""Sends the reminders of today by the installation's mail server, and remembers each that the server has taken."""

from pathlib import Path
from smtplib import SMTPException, SMTPSenderRefused, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from filelock import FileLock, Timeout

from folja.vocabulary.clock import today
from folja.vocabulary.problem import Refused, refuse
from folja.web.organisation.actions import note
from folja.web.year.actions import remember_sent
from folja.web.year.reminding import Letter, letters

SECONDS = 20
"""How long the server may take to answer."""

NEEDED = ("FOLJA_MAIL_SERVER", "FOLJA_MAIL_FROM", "FOLJA_MAIL_LINKS")


def refuse_unless_set_up() -> None:
    """Raises Refused in an invented city, whose people have no letter boxes, and where the server is not set."""
    if settings.FOLJA_INVENTED:
        raise refuse(
            "",
            sv="Allt här är påhittat, så inga brev skickas. Se dem med --dry-run.",
            en="all of this is invented, so no letters are sent; see them with --dry-run",
        )
    missing = [name for name in NEEDED if not getattr(settings, name)]
    if missing:
        raise refuse(
            "",
            sv=f"Inga brev skickas, för e-postservern är inte inställd. Sätt {', '.join(missing)}.",
            en=f"no letters are sent, for the mail server is not set up; set {', '.join(missing)}",
        )


def send_all(home: Path) -> tuple[int, int, int]:
    """Send the letters of today one by one: how many the server took, how many it refused, how many were never made.

    Raises Refused when the server can't be reached or goes away; what it has taken by then is remembered, the rest not.
    """
    try:
        with FileLock(home / "reminders.lock", timeout=0):
            ready = letters()
            return *_send_all(ready.letters), ready.failed
    except Timeout:
        raise refuse(
            "",
            sv="Påminnelser skickas redan av en annan körning. Vänta tills den är klar.",
            en="another run is sending reminders already; wait until it is done",
        ) from None


def _send_all(ready: tuple[Letter, ...]) -> tuple[int, int]:
    if not ready:
        return 0, 0
    server, sent, refused = _server(), 0, 0
    try:
        for letter in ready:
            try:
                _message(letter, server).send()
            except (SMTPServerDisconnected, SMTPSenderRefused):
                raise
            except SMTPException:  # this letter, or who it is to; others may still be taken
                refused += 1
                continue
            remember_sent(letter.account, today())
            sent += 1
    except (SMTPException, OSError) as error:
        raise _broken(error, sent) from error
    finally:
        _close(server)
        if sent:
            note(None, "reminders sent", str(sent))
    return sent, refused


def _server() -> EmailBackend:
    """The server, spoken to. Raises Refused."""
    security = settings.FOLJA_MAIL_SECURITY
    server = EmailBackend(
        host=settings.FOLJA_MAIL_SERVER,
        port=settings.FOLJA_MAIL_PORT,
        username=settings.FOLJA_MAIL_USER,
        password=settings.FOLJA_MAIL_PASSWORD,
        use_tls=security == "starttls",
        use_ssl=security == "tls",
        timeout=SECONDS,
    )
    try:
        server.open()
    except (SMTPException, OSError) as error:
        raise _broken(error, 0) from error
    return server


def _message(letter: Letter, server: EmailBackend) -> EmailMessage:
    """Text only, and marked as written by a machine, so that no holiday answer comes back."""
    return EmailMessage(
        letter.subject,
        letter.text,
        settings.FOLJA_MAIL_FROM,
        [letter.address],
        connection=server,
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )


def _close(server: EmailBackend) -> None:
    """A server that is gone already has nothing to be told."""
    server.fail_silently = True
    server.close()


def _broken(error: Exception, sent: int) -> Refused:
    """What to say without what the server said, which may hold somebody's address."""
    where, why = f"{settings.FOLJA_MAIL_SERVER}:{settings.FOLJA_MAIL_PORT}", type(error).__name__
    return refuse(
        "",
        sv=f"E-postservern {where} svarar inte som den ska ({why}). {sent} brev hann skickas, resten räknas som inte "
        "skickade. Se efter FOLJA_MAIL_SERVER, FOLJA_MAIL_PORT, FOLJA_MAIL_SECURITY och lösenordet, och kör igen.",
        en=f"the mail server {where} does not answer as it should ({why}); {sent} letters were sent, the rest count as "
        "not sent; check FOLJA_MAIL_SERVER, FOLJA_MAIL_PORT, FOLJA_MAIL_SECURITY and the password, and run again",
    )
