"""The file of identity providers: what it gives, and that every mistake in it is told with what to write."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from folja.cli import main
from folja.vocabulary.problem import Refused
from folja.web.signing_in.claims import from_oidc, roles_of
from folja.web.signing_in.configuration import Configuration, Gift, Provider, read
from tests import identity_providers as idp

RIGHT = """
[require]
registers = 2

[[provider]]
id = "kommunen"
name = "Exempelkommun"
kind = "oidc"
server = "https://login.kommunen.example"
client = "folja"
secret_file = "hemlig"
levels = { "http://id.elegnamnden.se/loa/1.0/loa3" = 3 }
attributes = { email = "upn" }
give = [
  { attribute = "groups", value = "folja-{unit}-chef", role = "manages", unit = "{unit}" },
  { attribute = "groups", value = "folja-stad", role = "leads_city", unit = "stad" },
]
"""
CODES = frozenset({"stad", "farsta_stod"})


def written(folder: Path, words: str) -> Path:
    (folder / "hemlig").write_text("hemligheten\n", encoding="utf-8")
    (folder / "hemlig").chmod(0o600)
    (folder / "sign_in.toml").write_text(words, encoding="utf-8")
    return folder / "sign_in.toml"


def test_without_a_file_there_are_no_providers(tmp_path: Path) -> None:
    assert read(tmp_path / "sign_in.toml", {}) == Configuration()


def test_what_the_file_says_is_read_and_strong_roles_ask_for_level_3_unless_it_says_otherwise(tmp_path: Path) -> None:
    found = read(written(tmp_path, RIGHT), {})
    [provider] = found.providers
    assert (provider.code, provider.secret, provider.attributes) == ("kommunen", "hemligheten", {"email": "upn"})
    assert found.needed == {"manages": 3, "leads_city": 3, "administers": 3, "registers": 2}
    assert "hemligheten" not in repr(found)


def test_the_environment_may_hold_the_secret(tmp_path: Path) -> None:
    found = read(written(tmp_path, RIGHT), {"FOLJA_SIGN_IN_SECRET_KOMMUNEN": "annan"})
    assert found.providers[0].secret == "annan"


def test_groups_give_roles_at_units_that_exist(tmp_path: Path) -> None:
    [provider] = read(written(tmp_path, RIGHT), {}).providers
    groups = ["folja-farsta_stod-chef", "folja-nowhere-chef", "folja--chef", "folja-stad", "folja-farsta_stod"]
    claims = from_oidc(provider, {"sub": "1", "acr": "http://id.elegnamnden.se/loa/1.0/loa3"}, {"groups": groups})
    assert roles_of(claims, provider, CODES) == {("manages", "farsta_stod"), ("leads_city", "stad")}
    assert claims.level == 3


def test_a_pattern_never_reaches_past_what_stands_around_the_unit() -> None:
    gift = Gift("groups", "folja-{unit}-chef", "manages", "{unit}")
    assert list(gift.units(("xfolja-stad-chef", "folja-stad", "folja-chef", "folja-stad-chefx"), CODES)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('id = "kommunen"', 'id = "saml"'), "inte saml"),
        (('kind = "oidc"', 'kind = "ldap"'), "Skriv oidc eller saml"),
        (('server = "https://login.kommunen.example"', ""), "server saknas"),
        (('role = "manages"', 'role = "boss"'), "Skriv en av rollerna"),
        (('unit = "{unit}"', 'unit = "stad"'), "Skriv {unit} en gång"),
        (("registers = 2", "registers = 9"), "tillitsnivå från 0 till 4"),
        (('secret_file = "hemlig"', 'secret_file = "borta"'), "borta går inte att läsa"),
        (('secret_file = "hemlig"', ""), "FOLJA_SIGN_IN_SECRET_KOMMUNEN"),
        (("[require]", "[requires]"), "requires är inget som Följa läser"),
        (("[require]", "[require"), "ingen TOML"),
        (("= 3 }", '= "tre" }'), "levels"),
        (('client = "folja"', 'client = "folja"\nmetadata = "x"\n[[provider]]\nid = "kommunen"'), "samma id"),
    ],
)
def test_every_mistake_is_told_with_what_to_write(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert change[0] in RIGHT
    with pytest.raises(Refused) as refused:
        read(written(tmp_path, RIGHT.replace(*change, 1)), {})
    assert said in " ".join(problem.in_language("sv") for problem in refused.value.problems)


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, RIGHT)
    (tmp_path / "hemlig").chmod(0o644)
    with pytest.raises(Refused, match="chmod 600"):
        read(path, {})


def about(monkeypatch: pytest.MonkeyPatch, settings: Any, *providers: Provider, **needed: int) -> Result:
    """What `folja sign-in` says of them."""
    settings.FOLJA_SIGN_IN = idp.configured(*providers, **needed)
    monkeypatch.setattr("folja.cli.open_home", lambda *_, **__: None)
    return CliRunner().invoke(main, ["sign-in", "--host", "https://folja.kommunen.example/"])


def test_the_command_prints_what_providers_must_know(
    city: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = about(monkeypatch, settings, idp.oidc("https://login.kommunen.example"), idp.saml())
    assert said.exit_code == 0, said.output
    assert "redirect URI: https://folja.kommunen.example/logga-in/oidc/kommunen/" in said.output
    assert "metadata: https://folja.kommunen.example/logga-in/saml/saml-kommunen/" in said.output


def test_the_command_fails_where_a_group_is_of_no_unit_or_nobody_could_come_in(
    city: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = idp.oidc("https://login.kommunen.example", gifts=(Gift("groups", "x", "manages", "stangd"),))
    said = about(monkeypatch, settings, gone)
    assert (said.exit_code, "enheten stangd finns inte" in said.output) == (1, True)
    weak = replace(idp.oidc("https://login.kommunen.example"), levels={})
    said = about(monkeypatch, settings, weak)
    assert (said.exit_code, "chefer kommer inte in" in said.output) == (1, True)


def test_the_command_says_what_it_is_like_without_providers(
    city: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = about(monkeypatch, settings)
    assert (said.exit_code, "alla loggar in med lösenord" in said.output) == (0, True)
