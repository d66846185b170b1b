"""Serves an opened home folder: one process, some threads, and no access log."""

import errno
import signal
import socket
import sys
from threading import Event, Thread

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from waitress.server import create_server

from folja.vocabulary.problem import Refused, refuse
from folja.web.answers.flood import keep_forgetting
from folja.web.body_limits import LARGEST, Channel
from folja.web.collection.cleaning import keep_clean
from folja.web.collection.uploads import remove_old
from folja.web.leftovers import empty_log

ADDRESS = "127.0.0.1"
"""This computer only. A container answers at all its addresses, 0.0.0.0, and is reached by its proxy alone."""

THREADS = 8


def take_port(port: int, address: str = ADDRESS) -> socket.socket:
    """The port, held so that no other program gets it. Raises Refused when another has it already."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":
        door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port left a moment ago is free
    try:
        door.bind((address, port))
        door.listen()  # who comes before everything is ready waits for it
    except OSError as error:
        door.close()
        raise _not_ours(port, error) from None
    return door


def serve(door: socket.socket) -> None:
    """Answer at the door until interrupted or told to end; what is being answered then is answered first.

    A proxy, FOLJA_PROXY, gives https, and tells from where somebody came.
    """
    from folja.web.publication.disposal import keep_disposed  # models can be named only now
    from folja.web.publication.warming import warm
    from folja.web.rounds.overdue import keep_closing
    from folja.web.writing.forgetting import keep_claims_forgotten

    remove_old()
    empty_log()  # that of a server which was killed
    Thread(target=keep_clean, args=(Event(),), daemon=True).start()
    Thread(target=keep_disposed, args=(Event(),), daemon=True).start()
    Thread(target=keep_claims_forgotten, args=(Event(),), daemon=True).start()
    Thread(target=keep_closing, args=(Event(),), daemon=True).start()
    Thread(target=keep_forgetting, args=(Event(),), daemon=True).start()
    Thread(target=warm, daemon=True).start()
    behind_proxy = {
        "trusted_proxy": settings.FOLJA_PROXY,
        "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for"},
    }
    server = create_server(
        get_wsgi_application(),
        sockets=[door],
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST,
        **(behind_proxy if settings.FOLJA_HTTPS else {}),
    )
    server.channel_class = Channel
    signal.signal(signal.SIGTERM, _end)
    server.run()


def _end(_signal: int, _frame: object) -> None:
    raise SystemExit  # which waitress takes as its word to finish what it has begun


def _not_ours(port: int, error: OSError) -> Refused:
    other = port + 1 if 1024 <= port < 65535 else 8001
    if error.errno in (errno.EACCES, errno.EPERM):
        return refuse(
            f"port {port}",
            sv=f"Du får inte använda den porten. Välj en annan: lägg till --port {other}.",
            en=f"you may not use this port; choose another: add --port {other}",
        )
    return refuse(
        f"port {port}",
        sv=f"Porten är upptagen av ett annat program, kanske av Följa självt. Välj en annan: lägg till --port {other}.",
        en=f"the port is taken by another program, perhaps by Följa itself; choose another: add --port {other}",
    )
