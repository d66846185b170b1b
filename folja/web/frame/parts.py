"""What the parts in templates/part are given, where it is more than words."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Link:
    """Where something leads, what it is called, and whether that is here.

    `language` is that of its words where it is another than the page's.
    """

    address: str
    words: str
    here: bool = False
    language: str = ""


@dataclass(frozen=True)
class Step:
    """One question on a form's thread: whether it is asked, and whether it has an answer."""

    code: str
    asked: bool
    known: bool


@dataclass(frozen=True)
class Event:
    """Something on a timeline, with a way on where there is one."""

    state: Literal["done", "now", "coming"]
    heading: str
    words: str
    address: str = ""
    link: str = ""


@dataclass(frozen=True)
class Field:
    """One field. `name` is its name and id, `help` says how to fill it in, `problem` what is wrong with it.

    `language` is that of what is to be written, where it is not the page's.
    """

    name: str
    label: str
    help: str = ""
    value: str = ""
    problem: str = ""
    language: str = ""


@dataclass(frozen=True)
class Answer:
    """One of the big answers that families choose among, with a `face` where it is a step of a scale."""

    value: str
    face: str
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class Choice:
    """One of the answers to a field that has a few."""

    value: str
    words: str
    chosen: bool
