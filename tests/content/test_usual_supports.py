"""Every instrument hangs on a support, or says why it needs no decision; content that forgets one is refused."""

from pathlib import Path

import pytest

from folja.demo.supports import demo_register
from folja.instruments import loading
from folja.supports.usual import FILE, load, shipped
from folja.vocabulary.problem import Refused

SHIPPED = (Path(loading.SHIPPED) / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("instrument", list(loading.shipped()))
def test_every_instrument_hangs_on_a_support_or_says_why_it_needs_none(instrument: str) -> None:
    without = {one.instrument for one in shipped().without}
    covered = {code for support in shipped().supports.values() for code in support.instruments}
    assert (instrument in covered) != (instrument in without)


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("[programme, programme_answers]", "[programme]", "programme_answers hör inte till någon insats"),
        ("[outreach]", "[outreach, consultation]", "consultation står både under en insats och under without"),
        ("[outreach]", "[outreach, sport]", "sport finns inte"),
    ],
)
def test_what_is_forgotten_or_misspelt_is_told(written: str, instead: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.parent.mkdir()
    file.write_text(SHIPPED.replace(written, instead), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load(tmp_path, loading.shipped())
    assert said in refused.value.problems[0].text.sv
    assert refused.value.problems[0].where.startswith("supports/usual.yaml:")


def test_the_demo_city_lacks_a_decision_that_it_needs() -> None:
    covered = {code for support in demo_register() for code in support.covers}
    assert shipped().supports.keys() - covered == {"theme_meeting"}
