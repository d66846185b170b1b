"""A document as an Excel file: figures as numbers to go on counting with, hidden ones as words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Literal

from xlsxwriter import Workbook

from folja.figures.figure import Figure
from folja.reports import labels, words
from folja.reports.document import Block, Document, Heading, Paragraph, Piece, Quote, Table
from folja.reports.layout import laid

Content = str | float | None
Part = Literal["value", "numerator", "base", "low", "high", "words"]


@dataclass(frozen=True)
class Sheet:
    """One sheet: a heading and the tables under it."""

    name: str
    heading: str
    tables: tuple[Table, ...]
"""placeholder"""
