"""The invented city's written report has a text for everything that is asked for, and names nobody."""

from folja.demo.goals import demo_goals
from folja.demo.writing import written_report
from folja.reports.template import shipped
from folja.screening.screening import screen


def test_every_section_of_the_report_has_a_text() -> None:
    report = written_report()
    [plan] = [one for one in demo_goals().plans if (one.unit, one.year) == (report.unit, report.period.year)]
    asked = {one.code for one in shipped()[report.template].writing}
    assert set(report.texts) == asked | {result.key for result in plan.results}


def test_nothing_in_it_leads_to_or_looks_like_somebody() -> None:
    for words in written_report().texts.values():
        found = screen(words)
        assert (found.blocking, found.hinted) == ((), ()), words
