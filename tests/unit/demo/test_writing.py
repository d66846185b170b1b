"""The invented city's approved reports have a text for everything that is asked for, and none names anybody."""

import pytest

from folja.demo.goals import demo_goals
from folja.demo.writing import WrittenReport, written_reports
from folja.reports.template import shipped
from folja.screening.screening import screen

REPORTS = written_reports()


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: f"{report.template} {report.period}")
def test_every_section_of_an_approved_report_has_a_text(report: WrittenReport) -> None:
    [plan] = [one for one in demo_goals().plans if (one.unit, one.year) == (report.unit, report.period.year)]
    asked = {one.code for one in shipped()[report.template].writing} | {result.key for result in plan.results}
    assert set(report.texts) == asked if report.approved else set(report.texts) < asked


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: f"{report.template} {report.period}")
def test_nothing_in_it_leads_to_or_looks_like_somebody(report: WrittenReport) -> None:
    for words in report.texts.values():
        found = screen(words)
        assert (found.blocking, found.hinted) == ((), ()), words
