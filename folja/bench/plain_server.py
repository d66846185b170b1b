"""Serves a home folder exactly as `folja serve` does, with the yardstick's page among the others.

python -m folja.bench.plain_server HOME PORT
"""

import sys
from pathlib import Path

from folja.web.starting import start


def main(home: Path, port: int) -> None:
    """Serve until interrupted."""
    start(home)
    from django.conf import settings
    from django.db import connection

    from folja.bench.plain_form import PlainSheet
    from folja.web import serving

    settings.ROOT_URLCONF = "folja.bench.plain_form"
    with connection.schema_editor() as tables:
        tables.create_model(PlainSheet)
    serving.serve(serving.take_port(port))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
