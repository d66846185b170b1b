"""Serves one home folder on this computer: one process, some threads, and no access log."""

from pathlib import Path
from threading import Thread

import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from folja.web.starting import start

THREADS = 8


def serve(home: Path, port: int) -> None:
    """Answer on 127.0.0.1 until interrupted. A proxy on the same computer gives https and other computers."""
    start(home)
    from folja.web.publication.warming import warm  # models can be named only now

    Thread(target=warm, daemon=True).start()
    behind_proxy = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-proto"}}
    waitress.serve(
        get_wsgi_application(),
        host="127.0.0.1",
        port=port,
        threads=THREADS,
        ident=None,
        **(behind_proxy if settings.FOLJA_HTTPS else {}),
    )
