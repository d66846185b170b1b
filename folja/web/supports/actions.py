"""Writes the register of decided supports: the only writer of it."""

from django.db import transaction

from folja.supports.support import DecidedSupport, support_as_json
from folja.vocabulary import clock
from folja.web.locks import alone
from folja.web.organisation.actions import note
from folja.web.organisation.models import Account
from folja.web.supports.models import StoredSupport
from folja.web.supports.stored import Kept, kept_support


class Overtaken(Exception):
    """Somebody else has changed the support since it was read. `latest` is what stands there; nothing was changed."""

    def __init__(self, latest: Kept) -> None:
        self.latest = latest
        super().__init__("somebody else has changed the support")


@transaction.atomic
def save_support(support: DecidedSupport, seen: int, account: Account | None, *, is_removed: bool = False) -> int:
    """Save a support as the version after `seen`, which is 0 for a new one; the version that now holds.

    Saving what stands there already changes nothing. Raises Overtaken when somebody else has changed it since.
    """
    alone("support", support.key)
    latest = kept_support(support.key)
    if latest and (latest.support, latest.is_removed) == (support, is_removed):
        return latest.version
    if (latest.version if latest else 0) != seen:
        assert latest is not None
        raise Overtaken(latest)
    StoredSupport.objects.create(
        key=support.key,
        version=seen + 1,
        document=support_as_json(support),
        is_removed=is_removed,
        changed_at=clock.now(),
        changed_by=account,
    )
    note(account, "support removed" if is_removed else "support changed", support.name[:200])
    return seen + 1
