"""What somebody of a team answered stands in no file once the round is closed, and beside no code before: read from the
files of the database."""

from pathlib import Path

import pytest
from django.db import connection

from folja.rounds.release import Sheet
from folja.vocabulary.clock import this_month, today
from folja.web import leftovers
from folja.web.answers.one_time import digest, make_codes
from folja.web.collection.receipt import key_of, new_receipt
from folja.web.rounds import actions
from folja.web.rounds.models import TeamAnswer
from folja.web.rounds.taking import Sent, take
from tests import rounds


def content() -> bytes:
    """All bytes of the database and its log."""
    file = Path(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


@pytest.mark.sqlite
def test_no_file_holds_an_answer_or_a_used_code_of_a_closed_round(transactional_db: None, city: None) -> None:
    code = rounds.start(rounds.team_at("farsta_stod"), one_time=True)
    codes, receipts = make_codes(code, this_month(), 8), [new_receipt() for _ in range(8)]
    for place, (once, receipt) in enumerate(zip(codes[:6], receipts, strict=False)):
        sheet = Sheet("Biblioteket", {"mandate": place % 5 + 1, "secrecy": 3})
        assert take(code, Sent(receipt, once, sheet), "192.0.2.7", today()) == "saved"
    before = content()
    assert b'"secrecy": 3' in before, "the search finds what is there"
    assert not any(digest(code, once) in before for once in codes[:6])
    assert all(digest(code, once) in before for once in codes[6:])
    keys = [bytes(key) for key in TeamAnswer.objects.values_list("key", flat=True)]
    assert not {key_of(receipt) for receipt in receipts} & set(keys), "no receipt fits an answer"
    actions.close(code, today(), None)
    leftovers.empty_log()
    after = content()
    assert b'"secrecy": 3' not in after
    assert not any(key in after for key in keys)
    assert not any(digest(code, once) in after for once in codes)


@pytest.mark.sqlite
def test_answers_are_kept_by_their_keys(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'team_answer'")
        assert "WITHOUT ROWID" in cursor.fetchone()[0]


def test_an_answer_has_no_column_for_who_or_when(db: None) -> None:
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, "team_answer")}
    assert columns == {"key", "round", "answers"}
