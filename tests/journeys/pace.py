"""How long a person takes with a page: each act at its published time, and the machine at the time it took.

Nothing waits here. It is the keystroke-level model of S. K. Card, T. P. Moran and A. Newell, *The Psychology of
Human-Computer Interaction* (Erlbaum 1983), chapter 8: a key 0.28 s (their average typist who is no secretary), pointing
1.1 s, and 1.35 s of thought before each question, but none before what follows of itself, such as saving when all is
answered. A tap is 0.567 s, as measured by D. S. Asakawa, J. T. Dennerlein and D. L. Jindrich, "Index finger and thumb
kinematics and performance measurements for common touchscreen gestures", *Applied Ergonomics* 58 (2017) 176-181. They
give slides only as slower than a tap; a swipe is charged as pointing, which leaves time to find the place again.
The machine's time is what it took, by the clock, wherever the person has to wait for it.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page

SECONDS = {"thought": 1.35, "key": 0.28, "tap": 0.567, "swipe": 1.1}
SWIPE = "scrollBy({ top: innerHeight * 2 / 3, behavior: 'instant' })"

COVERED = """target => {
  const end = document.querySelector(".sheet-end");
  const edge = end && !end.contains(target) ? end.getBoundingClientRect().top : innerHeight;
  return target.getBoundingClientRect().bottom > edge;
}"""


class Person:
    """Somebody at a page, whose acts are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts: Counter[str] = Counter()
        self.machine = 0.0

    def think(self) -> None:
        self.acts["thought"] += 1

    def tap(self, target: Locator, *, thought: bool = True) -> None:
        """Swipe until it is in sight, and tap it."""
        self.acts["thought"] += thought
        target.wait_for()
        while target.evaluate(COVERED):
            self.acts["swipe"] += 1
            self.page.evaluate(SWIPE)
        target.tap()
        self.acts["tap"] += 1

    def press(self, *keys: str) -> None:
        """Each key by itself; Control+Enter is two."""
        for key in keys:
            self.acts["key"] += len(key.split("+"))
            self.page.keyboard.press(key)

    @contextmanager
    def waiting_for_the_machine(self) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.machine += time.perf_counter() - begun

    @property
    def seconds(self) -> float:
        return sum(SECONDS[act] * number for act, number in self.acts.items()) + self.machine

    def __str__(self) -> str:
        acts = ", ".join(f"{number} × {act}" for act, number in sorted(self.acts.items()))
        return f"{self.seconds:.1f} s: {acts}, the machine {self.machine:.1f} s"
