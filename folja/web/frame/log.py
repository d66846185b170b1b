"""Log lines that say that something broke and where in the code, and nothing else.

Not the message of an error, which may repeat what somebody wrote; not the address, user or page;
not the time, which would tell when somebody registered.
"""

import logging
import traceback


class PlaceOnly(logging.Formatter):
    """ERROR django.request: OperationalError at folja/web/collection/actions.py:52 record."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return f"{record.levelname} {record.name}: {_words(record)}"
        return f"{record.levelname} {record.name}: {type(error).__name__} at {_place(error)}"


def _words(record: logging.LogRecord) -> str:
    # Only the constant part: arguments may be addresses or what somebody sent.
    return str(record.msg)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "folja" in frame.filename.replace("\\", "/").split("/")]
    return " < ".join(
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(ours[-3:] or frames[-1:])
    )


def _short(filename: str) -> str:
    return "/".join(filename.replace("\\", "/").split("/")[-3:])
