"""Numbers and addresses that lead straight to a person: personal numbers, telephone numbers, e-mail addresses."""

import re
from collections.abc import Iterator
from datetime import date

from personnummer import personnummer
from phonenumbers import Leniency, NumberParseException, PhoneNumberMatcher, is_valid_number
from phonenumbers import parse as parse_phone

Span = tuple[int, int]

# The date may be divided, and so may the four last: 811218-9876, 1981-12-18 9876, 81 12 18 98 76, 811218/9876.
PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:\d{2} ?)?\d{2}[ ./-]?\d{2}[ ./-]?\d{2} ?[-+ ./_]? ?\d{2} ?\d{2}(?!\d)", re.ASCII
)
DIGIT_BY_DIGIT = re.compile(r"(?<!\d)(?<!\d )\d(?: \d){9}(?:(?: \d){2})?(?! ?\d)", re.ASCII)
# A date and four signs: one of ours with a slip or for the time being, or a neighbouring country's.
LIKE_A_PERSONAL_NUMBER = re.compile(r"(?<![\w-])(?:\d{2})?(\d{6}) ?[-+A] ?[\dJ-NR-XZ]\d{2}[\dA-Z](?![\w-])", re.ASCII)
ASYLUM_CARD = re.compile(r"\blma\b[^\d\n]{0,20}\d{2}[- ]?\d{6}(?!\d)", re.IGNORECASE | re.ASCII)

# Digits one by one or with dots, which nobody writes of anything else: 0 7 0 1 7 4 0 6 0 5, 070.174.06.05.
SPACED_OUT = re.compile(r"(?<![\w.,:-])(?:\+|00|0)(?:[ ._/-]?\d){7,14}(?![\w:-])", re.ASCII)
# Article 0123-4567-89 is nobody's, though it could be called. What begins as a mobile's number is one all the same.
OF_A_THING = re.compile(
    r"\b(?:artikel|bok|bokning|diarie|faktura|kund|kurs|order|serie|ärende)(?:s?(?:nummer|numret|nr|kod|koden)|t)?[\s:.]*$",
    re.IGNORECASE,
)
A_TIME = re.compile(r"\d\d?[.:]\d\d ?- ?\d\d?[.:]\d\d")

# From where a run of signs begins: tried from each of them, a long run would take the square of its length.
_LOCAL_PART = r"(?<![^\s@,;:<>()\"])[^\s@,;:<>()\"]+"
EMAIL = re.compile(_LOCAL_PART + r" ?@ ?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
SPELLED_EMAIL = re.compile(
    _LOCAL_PART + r" ?(?:[(\[]at[)\]]|\bsnabel[- ]?a\b) ?"
    r"[\w-]+ ?(?:\.|[(\[]dot[)\]]|\bpunkt\b|\bdot\b) ?[^\W\d_]{2,}",
    re.IGNORECASE,
)


def personal_numbers(text: str) -> Iterator[Span]:
    """Swedish personal and coordination numbers whose check digit is right, and numbers of asylum seekers' cards."""
    for pattern in (PERSONAL_NUMBER, DIGIT_BY_DIGIT):
        for found in pattern.finditer(text):
            if personnummer.valid(re.sub(r"[^\d+]", "", found[0])):
                yield found.span()
    yield from (found.span() for found in ASYLUM_CARD.finditer(text))


def almost_personal_numbers(text: str) -> Iterator[Span]:
    """What has the shape of a personal number, here or in a neighbouring country, whatever its check digit."""
    for found in LIKE_A_PERSONAL_NUMBER.finditer(text):
        if _is_of_a_thing(found[0], text[: found.start()]):
            continue
        if _is_date(found[1][:2], found[1][2:4], found[1][4:]) or _is_date(found[1][4:], found[1][2:4], found[1][:2]):
            yield found.span()


def telephone_numbers(text: str) -> Iterator[Span]:
    """Numbers that can be called from Sweden as they are written. 112 and the like are nobody's."""
    times = [found.span() for found in A_TIME.finditer(text)]
    for match in PhoneNumberMatcher(text, "SE", Leniency.VALID):
        is_a_time = any(_overlap((match.start, match.end), time) for time in times)
        if not is_a_time and not _is_of_a_thing(match.raw_string, text[: match.start]):
            yield match.start, match.end
    for found in SPACED_OUT.finditer(text):
        if _is_of_a_thing(found[0], text[: found.start()]):
            continue
        if _is_phone(found[0]) and not any(_overlap(found.span(), time) for time in times):
            yield found.span()


def email_addresses(text: str) -> Iterator[Span]:
    """E-mail addresses, also spelled out: anna snabel-a post punkt se."""
    for pattern in (EMAIL, SPELLED_EMAIL):
        yield from (found.span() for found in pattern.finditer(text))


def _is_of_a_thing(written: str, before: str) -> bool:
    return not written.startswith(("+", "00", "07")) and OF_A_THING.search(before[-40:]) is not None


def _is_phone(written: str) -> bool:
    try:
        return is_valid_number(parse_phone(re.sub(r"[^\d+]", "", written), "SE"))
    except NumberParseException:
        return False


def _is_date(year: str, month: str, day: str) -> bool:
    # A coordination number's day is sixty more.
    number = int(day) - 60 if int(day) > 60 else int(day)
    try:
        date(2000 + int(year), int(month), number)
    except ValueError:
        return False
    return True


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
