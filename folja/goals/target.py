"""What is aimed at with an expected result: at least, at most, between two values, or to keep or better the level."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from folja.vocabulary.problem import refuse

TargetKind = Literal["at_least", "at_most", "between", "keep_or_raise"]


@dataclass(frozen=True)
class Target:
    """An aim in the figure's own unit as people write it: 45 is 45 per cent.

    `value` is the limit, `upper` the second one of between. For keep or raise, `value` is how much lower than the year
    before still counts as kept: none unless it is said beforehand. It is turned round for what is better the lower it
    is: then it is to keep or lower. Raises Refused for limits that are missing, too many
    or the wrong way round.
    """

    kind: TargetKind
    value: Decimal | None = None
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        if self.kind != "keep_or_raise" and self.value is None:
            raise refuse("", sv="Skriv vad ni siktar på, till exempel 45.", en="write what you aim at, such as 45")
        if (self.kind == "between") != (self.upper is not None):
            raise refuse(
                "",
                sv="Ett mål mellan två värden behöver båda, och de andra bara ett.",
                en="an aim between two values needs both of them, the other kinds only one",
            )
        if self.upper is not None and self.value is not None and self.upper <= self.value:
            raise refuse("", sv="Skriv det lägre värdet först.", en="write the lower value first")
        if self.kind == "keep_or_raise" and self.value is not None and self.value < 0:
            raise refuse("", sv="Marginalen kan inte vara mindre än 0.", en="the margin can't be less than 0")

    @property
    def margin(self) -> Decimal:
        """How much lower, or higher where lower is better, still counts as kept."""
        return self.value or Decimal(0)
