"""What a family reads where there is nothing to answer: what happened, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from folja.web.answers.asked import Shut


@dataclass(frozen=True)
class Notice:
    """A heading and a sentence or two, by their codes among the phrases (content/families/notice.yaml)."""

    status: int
    heading: str
    words: str
    asks_for_code: bool = False


SHUT: Mapping[Shut, Notice] = {
    "unknown": Notice(404, "notice.unknown", "notice.unknown_more", asks_for_code=True),
    "replaced": Notice(410, "notice.replaced", "notice.replaced_more", asks_for_code=True),
    "ended": Notice(410, "notice.ended", "notice.ended_more"),
    "not_asked": Notice(410, "notice.not_asked", "notice.not_asked_more"),
    "closed": Notice(409, "notice.closed", "notice.closed_more"),
}
OTHER_QUESTIONS = Notice(409, "notice.other_questions", "notice.other_questions_more")
FROM_ELSEWHERE = Notice(403, "notice.from_elsewhere", "notice.nothing_saved", asks_for_code=True)
UNREADABLE = Notice(413, "notice.unreadable", "notice.nothing_saved", asks_for_code=True)
NOTHING_TO_SEND = Notice(200, "notice.nothing_to_send", "notice.nothing_to_send_more")
