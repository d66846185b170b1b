"""Reads which identity providers an installation has, and what their attributes give: the file sign_in.toml."""

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from folja.vocabulary.problem import Problem, Refused, problem

ROLES = ("registers", "represents", "manages", "leads_city", "reads", "develops", "administers")
STRONG = {"manages": 3, "leads_city": 3, "administers": 3}
"""The level of assurance a role asks for where the file says nothing else."""

TAKEN = ("saml", "openid_connect")  # what the kinds are called inside
UNIT = "{unit}"


@dataclass(frozen=True)
class Gift:
    """A role that whoever has `value` among an attribute's values gets. {unit} in both stands for any unit's code."""

    attribute: str
    value: str
    role: str
    unit: str

    def units(self, values: tuple[str, ...], codes: frozenset[str]) -> Iterator[str]:
        """The units that these values give the role at."""
        before, hole, after = self.value.partition(UNIT)
        if not hole:
            yield from (code for code in (self.unit,) if self.value in values and code in codes)
            return
        for value in values:
            code = value[len(before) : len(value) - len(after)]
            if code in codes and value == f"{before}{code}{after}":
                yield code


@dataclass(frozen=True)
class Provider:
    """One identity provider. Without `gifts` roles are given in Följa, to accounts that exist there."""

    code: str
    name: str
    kind: Literal["oidc", "saml"]
    server: str = ""
    client: str = ""
    secret: str = field(default="", repr=False)
    metadata: str = ""
    entity: str = ""
    key: str = field(default="", repr=False)
    certificate: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    asks_for: tuple[str, ...] = ()
    gifts: tuple[Gift, ...] = ()

    def level_of(self, contexts: tuple[str, ...]) -> int:
        """The highest level of assurance in what the provider says; 1 where the file does not name it."""
        return max((self.levels.get(context, 1) for context in contexts), default=1)

    def contexts_of(self, level: int) -> tuple[str, ...]:
        """What to ask the provider for when a level is needed, the lowest that is enough first."""
        enough = [(height, context) for context, height in self.levels.items() if height >= level]
        return tuple(context for _, context in sorted(enough))


@dataclass(frozen=True)
class Configuration:
    """All providers, and the least level of assurance each role asks for."""

    providers: tuple[Provider, ...] = ()
    needed: Mapping[str, int] = field(default_factory=lambda: dict(STRONG))

    def called(self, code: str) -> Provider | None:
        return next((one for one in self.providers if one.code == code), None)


def read(path: Path, environment: Mapping[str, str]) -> Configuration:
    """What the file says; no providers where there is none. Raises Refused with everything that must be mended.

    Secrets, keys and metadata are files beside it, or a secret FOLJA_SIGN_IN_SECRET_ and the provider's id.
    """
    if not path.exists():
        return Configuration()
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused([_wrong(path.name, f"Filen är ingen TOML: {error}.", f"the file is no TOML: {error}")]) from None
    reading = _Reading(path, environment)
    found = reading.configuration(document)
    if reading.problems:
        raise Refused(reading.problems)
    return found


class _Reading:
    """One reading of the file, which gathers what is wrong."""

    def __init__(self, path: Path, environment: Mapping[str, str]) -> None:
        self.path, self.environment = path, environment
        self.problems: list[Problem] = []

    def configuration(self, document: Mapping[str, Any]) -> Configuration:
        self._known(self.path.name, document, ("require", "provider"))
        tables = document.get("provider", [])
        tables = [one for one in tables if isinstance(one, dict)] if isinstance(tables, list) else []
        providers = tuple(self._provider(one) for one in tables)
        codes = [one.code for one in providers]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            self._say(code, "Två leverantörer har samma id. Ge dem var sitt.", "two providers have one id")
        return Configuration(providers, self._needed(document.get("require", {})))

    def _needed(self, table: Any) -> dict[str, int]:
        needed = dict(STRONG)
        for role, level in table.items() if isinstance(table, dict) else ():
            if role not in ROLES or not isinstance(level, int) or not 0 <= level <= 4:
                self._say(
                    f"require, {role}",
                    f"Skriv en roll ({', '.join(ROLES)}) och en tillitsnivå från 0 till 4.",
                    f"write a role ({', '.join(ROLES)}) and a level from 0 to 4",
                )
            else:
                needed[role] = level
        return needed

    def _provider(self, table: Mapping[str, Any]) -> Provider:
        code = self._words(table, "id", "provider")
        where = code or "provider"
        self._known(where, table, KNOWN)
        if code and (not re.fullmatch(r"[a-z0-9-]{1,40}", code) or code in TAKEN):
            self._say(
                where,
                "Skriv ett id av små bokstäver a–z, siffror och bindestreck, högst 40 tecken, och inte saml.",
                "write an id of small letters, digits and hyphens, at most 40, and not saml",
            )
        kind: Literal["oidc", "saml"] = "saml" if table.get("kind") == "saml" else "oidc"
        if table.get("kind") not in ("oidc", "saml"):
            self._say(f"{where}, kind", "Skriv oidc eller saml.", "write oidc or saml")
        metadata = self._words(table, "metadata", where) if kind == "saml" else ""
        is_file = bool(metadata) and not metadata.startswith(("https://", "http://"))
        return Provider(
            code=code,
            name=self._words(table, "name", where),
            kind=kind,
            server=self._words(table, "server", where) if kind == "oidc" else "",
            client=self._words(table, "client", where) if kind == "oidc" else "",
            secret=self._secret(table, where) if kind == "oidc" else "",
            metadata=self._file(metadata, f"{where}, metadata") if is_file else metadata,
            entity=self._words(table, "entity", where) if metadata and not is_file else "",
            key=self._private(str(table["key_file"]), f"{where}, key_file") if "key_file" in table else "",
            certificate=self._file(str(table["certificate_file"]), where) if "certificate_file" in table else "",
            attributes=self._texts(table, "attributes", where),
            levels=self._levels(table, where),
            asks_for=tuple(str(one) for one in self._list(table, "asks_for", where)),
            gifts=tuple(self._gift(one, where) for one in self._list(table, "give", where)),
        )

    def _gift(self, table: Any, where: str) -> Gift:
        table = table if isinstance(table, dict) else {}
        given = [self._words(table, name, f"{where}, give") for name in ("attribute", "value", "role", "unit")]
        gift = Gift(*given)
        self._known(f"{where}, give", table, ("attribute", "value", "role", "unit"))
        if gift.role and gift.role not in ROLES:
            self._say(f"{where}, give", f"Skriv en av rollerna {', '.join(ROLES)}.", f"write one of {', '.join(ROLES)}")
        if (UNIT in gift.value) != (gift.unit == UNIT) or gift.value.count(UNIT) > 1:
            self._say(
                f"{where}, give",
                "Skriv {unit} en gång i value och som unit, eller en enhets kod i unit.",
                "write {unit} once in value and as unit, or the code of a unit in unit",
            )
        return gift

    def _levels(self, table: Mapping[str, Any], where: str) -> dict[str, int]:
        levels = table.get("levels", {})
        if not isinstance(levels, dict) or not all(isinstance(one, int) and 0 <= one <= 4 for one in levels.values()):
            self._say(
                f"{where}, levels",
                'Skriv vad leverantören säger och nivån, som "http://id.elegnamnden.se/loa/1.0/loa3" = 3.',
                "write what the provider says and its level from 0 to 4",
            )
            return {}
        return levels

    def _secret(self, table: Mapping[str, Any], where: str) -> str:
        name = f"FOLJA_SIGN_IN_SECRET_{where.upper().replace('-', '_')}"
        if self.environment.get(name):
            return self.environment[name]
        if "secret_file" in table:
            return self._private(str(table["secret_file"]), f"{where}, secret_file")
        self._say(
            where, f"Ange hemligheten i {name} eller i en fil, secret_file.", f"give the secret in {name} or a file"
        )
        return ""

    def _private(self, name: str, where: str) -> str:
        """A file that only its owner may read."""
        path = self.path.parent / name
        if os.name == "posix" and path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            self._say(
                where,
                f"Andra på datorn kan läsa {name}. Kör: chmod 600 {name}",
                f"others on this computer can read {name}; run: chmod 600 {name}",
            )
        return self._file(name, where)

    def _file(self, name: str, where: str) -> str:
        try:
            return (self.path.parent / name).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            self._say(
                where,
                f"Filen {name} går inte att läsa. Lägg den i samma mapp som {self.path.name}.",
                f"the file {name} can't be read; put it in the folder of {self.path.name}",
            )
            return ""

    def _words(self, table: Mapping[str, Any], name: str, where: str) -> str:
        written = table.get(name, "")
        if not isinstance(written, str) or not written.strip():
            self._say(where, f"{name} saknas. Skriv det.", f"{name} is missing; write it")
            return ""
        return written.strip()

    def _texts(self, table: Mapping[str, Any], name: str, where: str) -> dict[str, str]:
        found = table.get(name, {})
        if not isinstance(found, dict):
            self._say(f"{where}, {name}", "Skriv en tabell.", "write a table")
            return {}
        self._known(f"{where}, {name}", found, ("subject", "email", "first_name"))
        return {key: str(value) for key, value in found.items()}

    def _list(self, table: Mapping[str, Any], name: str, where: str) -> list[Any]:
        found = table.get(name, [])
        if isinstance(found, list):
            return found
        self._say(f"{where}, {name}", "Skriv en lista.", "write a list")
        return []

    def _known(self, where: str, table: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for name in table:
            if name not in names:
                self._say(
                    where,
                    f"{name} är inget som Följa läser. Välj {', '.join(names)}.",
                    f"{name} is not read; choose {', '.join(names)}",
                )

    def _say(self, where: str, sv: str, en: str) -> None:
        self.problems.append(_wrong(f"{self.path.name}: {where}", sv, en))


KNOWN = (
    *("id", "name", "kind", "server", "client", "secret_file", "metadata", "entity", "key_file", "certificate_file"),
    *("attributes", "levels", "asks_for", "give"),
)


def _wrong(where: str, sv: str, en: str) -> Problem:
    return problem(where, sv=sv, en=en)
