"""The invented teams: three over six occasions, all shown, with what they do."""

from random import Random

from folja.demo.city import city
from folja.demo.rounds import demo_rounds, drawn
from folja.rounds import round_type
from folja.rounds.release import release


def test_three_teams_have_answered_six_times_and_every_statement_is_shown() -> None:
    told, kind = demo_rounds(), round_type.shipped()["spindeln"]
    assert (len(told.teams), len(told.days)) == (3, 6)
    for team in told.teams:
        assert team.unit in city()
        assert team.axes.keys() == {axis.code for axis in kind.axes}
        for place, day in enumerate(told.days):
            sheets = list(drawn(team, place, len(told.days), Random(f"2022 {team.key}")))
            shown = release(kind, sheets, team.invited, day)
            assert shown.answered == sum(team.agencies.values()) <= team.invited
            assert all(shown.axes.values())
        assert all(does.axis in team.axes for does in team.does)


def test_one_team_is_large_enough_for_its_agencies_to_be_compared() -> None:
    told, kind = demo_rounds(), round_type.shipped()["spindeln"]
    compared = [
        team.key
        for team in told.teams
        if release(kind, drawn(team, 5, 6, Random(1)), team.invited, told.days[5]).agencies
    ]
    assert compared == ["hasseln"]
