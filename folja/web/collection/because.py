"""Why families' answers are put aside: very many came from one connection, or to one way in."""

from typing import Literal

Because = Literal["one_connection", "many"]
