"""What reports need of somebody: analyses that are not written, and reports that wait to be approved."""

from folja.vocabulary.period import Period
from folja.web.goals.stored import plan_of
from folja.web.organisation.models import Account
from folja.web.organisation.scope import read_scope
from folja.web.writing.models import Turn
from folja.web.writing.stored import is_locked, latest_turn, report_of, texts_of, turned


def unwritten(template: str, unit: str, period: Period) -> int:
    """How many expected results of the unit's plan nobody has said anything about, while that can be done."""
    plan = plan_of(unit, period.year)
    if plan is None or is_locked(latest_turn(report_of(template, unit, period))):
        return 0
    texts = texts_of(template, unit, period)
    return sum(1 for result in plan.results if not texts.get(result.key))


def waiting_for(account: Account) -> list[Turn]:
    """The reports that others have handed in and that somebody may approve, the oldest first."""
    managed = (unit.code for unit in read_scope(account).manages)
    return [turn for turn in turned(managed, Turn.Kind.HANDED_IN) if turn.by != account]


def sent_back(unit: str) -> list[Turn]:
    """The unit's reports that somebody did not approve and that are not handed in again."""
    return turned([unit], Turn.Kind.SENT_BACK)
