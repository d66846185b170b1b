"""A text holds one wording per language; Swedish and English are never missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

Language = str

REQUIRED: tuple[Language, ...] = ("sv", "en")


@dataclass(frozen=True)
class Text:
    """One wording per language. Raises ValueError when Swedish or English is missing or empty.

    What families read in other languages is decided elsewhere, wording by wording: folja.web.wordings.
    """

    wordings: Mapping[Language, str]

    def __post_init__(self) -> None:
        missing = missing_languages(self.wordings)
        if missing:
            raise ValueError(f"a text lacks its wording in {', '.join(missing)}")
        object.__setattr__(self, "wordings", MappingProxyType(dict(self.wordings)))

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.wordings.items())))

    def __reduce__(self) -> tuple[type["Text"], tuple[dict[Language, str]]]:
        return Text, (dict(self.wordings),)

    @classmethod
    def of(cls, **words: str) -> "Text":
        """Text.of(sv="Hembesök", en="Home visit")."""
        return cls(words)

    def in_language(self, language: Language) -> str:
        """The wording in that language, else in English."""
        return self.wordings.get(language) or self.en

    @property
    def sv(self) -> str:
        """The Swedish wording."""
        return self.wordings["sv"]

    @property
    def en(self) -> str:
        """The English wording."""
        return self.wordings["en"]

    def __str__(self) -> str:
        return self.sv


def missing_languages(words: Mapping[Language, str]) -> list[Language]:
    """Which of the required languages have no words."""
    return [language for language in REQUIRED if not words.get(language, "").strip()]


def in_quotes(words: str, language: Language = "sv") -> str:
    """An answer as it is quoted inside a sentence, spelled as it is in the question: ”Ja, verkligen”."""
    return f"”{words}”" if language == "sv" else f"“{words}”"


def listed(words: Iterable[str], language: Language = "sv") -> str:
    """Words as a spoken list: "a, b och c"."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    joint = {"sv": " och ", "en": " and "}[language if language in REQUIRED else "en"]
    return ", ".join(words[:-1]) + joint + words[-1]
