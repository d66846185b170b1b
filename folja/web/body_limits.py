"""How much a request may send, else refused by its headers: at families' addresses some words, elsewhere a file."""

from copy import copy
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from folja.spreadsheets.table import LARGEST_FILE
from folja.web.frame.for_families import is_for_families

LARGEST = 2 * LARGEST_FILE  # who sends a file that is somewhat too large is told so by a page
LARGEST_OF_FAMILIES = 1024 * 1024  # bytes; the longest text that is sent back to be shortened is a twentieth of that


class _Parser(HTTPRequestParser):
    adj: Any  # waitress's own settings

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if is_for_families(self.path):
            limits = copy(self.adj)
            limits.max_request_body_size = LARGEST_OF_FAMILIES
            self.adj = limits


class Channel(HTTPChannel):
    """A connection that asks the address how much may come."""

    parser_class = _Parser
