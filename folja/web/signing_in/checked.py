"""What an operator wants to know of the file of identity providers before anybody signs in."""

from django.urls import reverse

from folja.web.organisation.units import has_units, tree
from folja.web.signing_in.configuration import UNIT
from folja.web.signing_in.providers import configuration


def about_providers(host: str) -> tuple[list[str], bool]:
    """Lines to print, and whether all is well. Mistakes in the file itself have been told at the start."""
    found, host = configuration(), host.rstrip("/")
    if not found.providers:
        return ["Ingen leverantör: alla loggar in med lösenord. Skriv sign_in.toml i hemmappen."], True
    codes = {unit.code for unit in tree().units} if has_units() else set()
    said, is_well = [], True
    for provider in found.providers:
        said.append(f"{provider.name} ({provider.code}, {provider.kind})")
        if provider.kind == "saml":
            said.append(f"  metadata: {host}{reverse('saml_metadata', args=(provider.code,))}")
        else:
            said.append(f"  redirect URI: {host}{reverse('openid_connect_callback', args=(provider.code,))}")
        for unit in sorted({gift.unit for gift in provider.gifts} - codes - {UNIT}):
            said.append(f"  enheten {unit} finns inte: ingen får en roll där")
            is_well = False
        if not provider.gifts:
            said.append("  inga grupper ger roller: ge dem under Konton")
        if not any(level >= 3 for level in provider.levels.values()) and max(found.needed.values(), default=0) >= 3:
            said.append(
                "  ingen inloggning når nivå 3, så chefer kommer inte in: skriv levels, eller sänk kravet i require"
            )
            is_well = False
    return said, is_well
