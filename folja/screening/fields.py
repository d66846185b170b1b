"""Looks through written fields that many will read, whether they come from a form or a file: too long, or too much."""

from collections.abc import Iterator, Mapping

from folja.screening.screening import screen
from folja.vocabulary.problem import Problem, problem


def too_long(fields: Mapping[str, str], longest: int) -> Iterator[Problem]:
    """What is longer than its field may be, each named by its field."""
    for name, written in fields.items():
        if len(written) > longest:
            yield problem(
                name,
                sv=f"Texten är {len(written)} tecken. Korta den till {longest}.",
                en=f"the text has {len(written)} characters; shorten it to {longest}",
            )


def leading_to_somebody(fields: Mapping[str, str]) -> Iterator[Problem]:
    """What is read by many, and is part of reports: nothing in it leads straight to a person."""
    for name, written in fields.items():
        if written and screen(written).blocking:
            yield problem(
                name,
                sv="Här står ett personnummer, ett telefonnummer eller en e-postadress. Ta bort det.",
                en="this holds a personal number, a telephone number or an e-mail address; remove it",
            )
