"""Content files become typed values here, once, at the door; an error names file, line, what is wrong, what to do."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from folja.vocabulary.condition import ALWAYS, Condition, parse
from folja.vocabulary.period import Month
from folja.vocabulary.problem import Problem, Refused, problem
from folja.vocabulary.text import Text, missing_languages

_CODE = re.compile("[a-z0-9_]+")

SHIPPED = Path(__file__).resolve().parent.parent / "content"


@dataclass(frozen=True)
class Node:
    """A mapping read from a content file that knows where it stands."""

    file: str
    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def refused(self, key: str | None, *, sv: str, en: str) -> Refused:
        """A refusal at one of the node's keys."""
        line = self.lines.get(key, self.line) if key else self.line
        return Refused([problem(f"{self.file}:{line}", sv=sv, en=en)])

    def only(self, *keys: str) -> None:
        """Refuse keys that mean nothing, which are most often misspelt."""
        for key in self.values:
            if key not in keys:
                raise self.refused(
                    key,
                    sv=f"Nyckeln {key} finns inte här. Välj bland {', '.join(keys)}.",
                    en=f"the key {key} means nothing here; there is {', '.join(keys)}",
                )

    def need(self, key: str, kind: type) -> Any:
        """The value of a key that must be there and of that kind."""
        value = self.values.get(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.refused(
                key,
                sv=f"{key} ska vara {_SWEDISH[kind]}, nu står det {_shown(value)}.",
                en=f"{key} must be {_ENGLISH[kind]}, it is {_shown(value)}",
            )
        return value

    def optional(self, key: str, kind: type, default: Any) -> Any:
        """The value of a key, or the default where the key is left out."""
        return self.need(key, kind) if key in self.values else default

    def word(self, key: str) -> str:
        return str(self.need(key, str))

    def code(self, key: str) -> str:
        """A name that stays for ever: it becomes part of cells, files and columns."""
        word = self.word(key)
        if not _CODE.fullmatch(word):
            raise self.refused(
                key,
                sv=f"Koden {word!r} får bara ha små bokstäver a–z, siffror och understreck.",
                en=f"the code {word!r} may only have small letters a-z, digits and underscores",
            )
        return word

    def number(self, key: str, default: int | None = None) -> int:
        return int(self.need(key, int) if default is None else self.optional(key, int, default))

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; left out means none."""
        value = self.optional(key, list, [])
        if not all(isinstance(word, str) for word in value):
            raise self.refused(
                key,
                sv=f'{key} ska vara en lista av koder. Skriv "yes" och "no" med citattecken.',
                en=f'{key} must be a list of codes; quote "yes" and "no"',
            )
        return tuple(value)

    def node(self, key: str) -> "Node":
        value = self.values.get(key)
        if not isinstance(value, Node):
            raise self.refused(key, sv=f"{key} ska vara nycklar med värden.", en=f"{key} must be keys with values")
        return value

    def nodes(self, key: str) -> tuple["Node", ...]:
        """A list of mappings; left out means none."""
        value = self.optional(key, list, [])
        if not all(isinstance(item, Node) for item in value):
            raise self.refused(
                key,
                sv=f"{key} ska vara en lista där varje del har nycklar.",
                en=f"{key} must be a list of parts with keys",
            )
        return tuple(value)

    def text(self, key: str) -> Text:
        """A text with at least Swedish and English."""
        return self.node(key).as_text(key)

    def as_text(self, key: str) -> Text:
        words = {language: self.word(language) for language in self.values}
        missing = missing_languages(words)
        if missing:
            raise self.refused(
                None,
                sv=f"{key} saknar text på {', '.join(missing)}. Skriv både sv och en.",
                en=f"{key} lacks words in {', '.join(missing)}; write both sv and en",
            )
        return Text.of(**words)

    def month(self, key: str) -> Month:
        try:
            return Month.parse(str(self.values.get(key)))
        except ValueError:
            raise self.refused(
                key, sv=f"{key} ska vara en månad, som 2021-03.", en=f"{key} must be a month such as 2021-03"
            ) from None

    def condition(self, key: str) -> Condition:
        """A rule; left out means always."""
        if key not in self.values:
            return ALWAYS
        return self.rule(self.values[key], key)

    def rule(self, written: Any, key: str) -> Condition:
        try:
            return parse(plain(written))
        except ValueError as error:
            raise self.refused(
                key, sv=f"Regeln i {key} går inte att läsa: {error}", en=f"the rule in {key}: {error}"
            ) from None


_SWEDISH = {str: "ett ord", int: "ett helt tal", list: "en lista", bool: "true eller false"}
_ENGLISH = {str: "a word", int: "a whole number", list: "a list", bool: "true or false"}


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return "…" if isinstance(value, Node | list) else repr(value)


def plain(value: Any) -> Any:
    """Nodes as ordinary dictionaries."""
    if isinstance(value, Node):
        return {key: plain(inner) for key, inner in value.values.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


class _Loader(yaml.CSafeLoader):
    """Safe loading that keeps the line of every key, refuses keys given twice, and leaves dates as text."""

    file = ""

    def located(self, node: yaml.MappingNode) -> Node:
        values, lines = {}, {}
        for key_node, value_node in node.value:
            key = str(self.construct_object(key_node, deep=True))
            line = key_node.start_mark.line + 1
            if key in values:
                raise Refused(
                    [
                        problem(
                            f"{self.file}:{line}",
                            sv=f"Nyckeln {key} står två gånger. Ta bort den ena.",
                            en=f"the key {key} is given twice; remove one",
                        )
                    ]
                )
            values[key], lines[key] = self.construct_object(value_node, deep=True), line
        return Node(self.file, node.start_mark.line + 1, values, lines)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _Loader.located)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path, root: Path) -> Node:
    """The mapping in a content file. Raises Refused with file and line."""
    name = path.relative_to(root).as_posix()
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        loader.file = name
        value = loader.get_single_data()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or getattr(error, "reason", "")
        raise Refused(
            [
                problem(
                    f"{name}:{mark.line + 1 if mark else 1}",
                    sv=f"Filen går inte att läsa som YAML ({what}). Se efter indrag och kolon.",
                    en=f"not readable as YAML ({what}); look at indentation and colons",
                )
            ]
        ) from None
    except UnicodeDecodeError:
        raise Refused(
            [problem(name, sv="Filen är inte UTF-8. Spara den som UTF-8.", en="not UTF-8; save it as UTF-8")]
        ) from None
    if not isinstance(value, Node):
        raise Refused([problem(name, sv="Filen är tom.", en="the file is empty")])
    return value


def files(root: Path, folder: str) -> Iterator[Path]:
    """The content files under a folder, in a fixed order."""
    return iter(sorted((root / folder).rglob("*.yaml")))


def collected(problems: list[Problem]) -> None:
    """Raise what was collected, all at once, so that a writer sees every error in one run."""
    if problems:
        raise Refused(problems)
