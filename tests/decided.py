"""What the small city's committee has decided, for tests of the register and of what is made of it."""

from dataclasses import replace
from datetime import date

from folja.supports.support import DecidedSupport

TALKS = DecidedSupport(
    "talks",
    "Råd- och stödsamtal",
    ("talk",),
    decided_on=date(2020, 9, 8),
    reference="SN 2020/214",
    conditions="För föräldrar till barn 0–18 år.\n\nHögst fem samtal i taget.",
    is_exempt=True,
    exemption="Uppgifter som kan visa vem en person är dokumenteras inte.",
    review_on=date(2022, 9, 6),
)
VISITS = replace(
    TALKS, key="visits", name="Hembesök", covers=("home_visit",), reference="SN 2020/215", review_on=date(2024, 9, 3)
)


def decide(*supports: DecidedSupport) -> None:
    """Keep these supports, or both: talks, soon to be reviewed, and visits, which nobody has registered."""
    from folja.web.supports.actions import save_support
    from folja.web.supports.stored import kept_support

    for support in supports or (TALKS, VISITS):
        kept = kept_support(support.key)
        save_support(support, kept.version if kept else 0, None)
