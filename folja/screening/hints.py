"""What looks like a name or an address. A hint to the writer and no guarantee: patterns know no people."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from folja.screening.lists import Lists
from folja.screening.numbers import Span

# Signs of vowels are no letters to a pattern: those of Latin, Arabic and Bengali are named.
LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u0980-\u09ff\u200c])"
WORD = re.compile(rf"{LETTER}+(?:['’-]{LETTER}+)*")
ENDS_A_SENTENCE = re.compile(r"(?:^|[\n.!?…:;•*؟۔।።፡()\"”“»«>-])[\W\d_]*$")
ACCOUNT = re.compile(
    r"(?<![\w.])@\w[\w.]{2,}|\b(?:https?://|www\.)\S+|\b[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|se|nu|gg|me)/\S+",
    re.IGNORECASE,
)
# Of a bank: named as one, as IBAN, as clearing number and account, or as the number of a card.
MONEY = (
    re.compile(
        r"\b(?:(?:bank)?konto(?:t|nummer|numret|nr)?|clearing\w*|bankgiro\w*|plusgiro\w*|[bp]g|swish\w*)\b[\s:.]*"
        r"(?:(?:till|är|på|mitt|vårt|nr|nummer|numret)\s+){0,2}\d(?:[\d ,.-]|och |sedan )*\d",
        re.IGNORECASE,
    ),
    re.compile(r"\b[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){3,7}(?: ?[\dA-Z]{1,3})?\b"),
    re.compile(r"(?<!\d)\d{4}-\d, ?\d{2,3}(?:[ -]?\d{1,3}){1,4}(?!\d)"),
    re.compile(r"(?<!\d)[3-6]\d{3}(?:[ -]?\d{4}){3}(?!\d)"),
)
LEAST_OF_MONEY = 7  # digits
# Three letters and three signs are a car's where a car is spoken of.
CAR = re.compile(r"(?<![\w-])(?:[A-Z]{3}[ -]?|[a-z]{3})\d{2}[\dA-Za-z](?![\w-])", re.ASCII)
OF_A_CAR = re.compile(
    r"\b(?:bil(?:en|ar|ens)?|reg|reg[ .]*n(?:umme)?r|registrering\w*|\w*skylt\w*|kör|parker\w*)\b", re.IGNORECASE
)
NEAR = 40  # signs before and after
POST_CODE = re.compile(r"(?<![\d-])(?:SE[- ]?)?[1-9]\d{2} ?\d{2} {1,2}[A-ZÅÄÖ][^\W\d_]+")
SIGNED = re.compile(r"(?:^|\s)/{1,2} ?([^\W\d_]+)[.!]?\s*$")
MEASURE = r"(?!\s*(?:min|km|meter|m\b|cm\b|gånger|år|dag|veck|timm|tim\b|kr|%))"


def names(text: str, lists: Lists, known: Collection[str]) -> Iterator[Span]:
    """Words that are introduced as names, that are common names, or that are written as names inside a sentence."""
    for found in _introduced(lists.introductions).finditer(text):
        if found[1].lower() not in lists.ordinary:
            yield found.span(1)
    yield from (found.span(1) for found in SIGNED.finditer(text) if found[1].lower() not in lists.ordinary)
    for found in WORD.finditer(text):
        if _is_name(found, text, lists, known):
            yield found.span()


def addresses(text: str, lists: Lists) -> Iterator[Span]:
    """Streets with a number, doors, and post codes with their town."""
    for pattern in (*_streets(lists.street_endings, lists.street_words, lists.door_words), POST_CODE):
        yield from (found.span() for found in pattern.finditer(text))


def accounts(text: str) -> Iterator[Span]:
    """Names on social media, addresses on the web, and accounts and cards of banks."""
    yield from (found.span() for found in ACCOUNT.finditer(text))
    for pattern in MONEY:
        for found in pattern.finditer(text):
            if sum(map(str.isdigit, found[0])) >= LEAST_OF_MONEY:
                yield found.span()


def vehicles(text: str) -> Iterator[Span]:
    """Registration numbers of cars."""
    for found in CAR.finditer(text):
        if OF_A_CAR.search(text[max(0, found.start() - NEAR) : found.end() + NEAR]):
            yield found.span()


def _is_name(found: re.Match[str], text: str, lists: Lists, known: Collection[str]) -> bool:
    word = found[0]
    small, of_it = word.lower(), word.lower().removesuffix("s")
    if small in known or of_it in known or small in lists.ordinary:
        return False
    if {small, of_it} & lists.given_names:
        return True
    if {small, of_it} & lists.given_names_with_capital and word[0].isupper():
        return True
    begins = ENDS_A_SENTENCE.search(text[: found.start()]) is not None
    return word[0].isupper() and len(word) > 1 and not _is_shortened(word) and not begins


def _is_shortened(word: str) -> bool:
    """BVC, TV:n, and who writes in capitals only."""
    return word[1].isupper()


@cache
def _introduced(introductions: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in introductions)
    return re.compile(rf"(?<!\bvad )(?<!\w)(?:{words})[\s:,]+({LETTER}+(?:['’-]{LETTER}+)*)", re.IGNORECASE)


@cache
def _streets(endings: tuple[str, ...], words: tuple[str, ...], doors: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    ending, word, door = ("|".join(map(re.escape, part)) for part in (endings, words, doors))
    number = r"(?:nr\.? |nummer )?\d{1,4}(?! ?[\d%])(?:\s?[A-Za-z]\b)?"
    return (
        re.compile(rf"(?<!\w)\w{{2,}}(?:{ending})\s+{number}{MEASURE}", re.IGNORECASE),
        re.compile(rf"\b[A-ZÅÄÖ]\w+s?\s(?:{ending})\s+{number}{MEASURE}"),
        re.compile(rf"(?<!\w)(?:{word})\.?\s+\w[\w .'’-]{{1,30}}?[\s,]+{number}{MEASURE}", re.IGNORECASE),
        re.compile(rf"(?<!\w)\d{{1,4}},?\s+\w+\s(?:{word})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)\w{{3,}}v\. ?{number}{MEASURE}", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{door})(?:\W{{0,3}}|\s+är\s+)\d{{2,}}", re.IGNORECASE),
    )
