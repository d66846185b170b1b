"""What another system reads is what pages and command show, within its token's units, and nothing else."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from folja.disclosure.cells import all_cells, as_rows
from folja.figures import reading
from folja.figures.figure import Figure
from folja.vocabulary.clock import today
from folja.vocabulary.period import Month, Period
from folja.web.api import door, operations
from folja.web.api.describing import description
from folja.web.api.models import Token
from folja.web.api.tokens import CUBES, FIGURES, OPEN_MONTHS
from folja.web.collection.putting_aside import pass_night
from folja.web.organisation.models import Account
from folja.web.organisation.throttle import Throttle
from folja.web.publication.shelf import library
from tests.published import hold
from tests.tokens import system, token_of

REFERENCE = Path("docs/reference")
V1 = "/api/v1"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "questions", Throttle(most=100_000, window=60))


@pytest.fixture
def farsta(closed: None) -> Client:
    return system(token_of("farsta"))


def problems(answer: object) -> list[dict[str, str]]:
    return answer.json()["problems"]  # type: ignore[attr-defined, no-any-return]


def follows_the_schema(name: str, rows: object) -> bool:
    schema = json.loads((REFERENCE / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema).is_valid(rows)


# --- the same numbers


@pytest.mark.parametrize(
    ("by", "code", "function"),
    [
        (None, "men_share_talks", reading.read),
        ("unit", "men_share_talks", reading.read_by_unit),
        ("gender", "helped_top_two", reading.read_by_gender),
    ],
)
def test_a_figure_is_what_the_command_prints(
    farsta: Client, by: str | None, code: str, function: Callable[..., list[Figure]]
) -> None:
    rows = farsta.get(f"{V1}/figures/{code}", {"by": by} if by else {}).json()
    assert rows == list(reading.as_rows(function(library(), code, "farsta", Period.parse("2022T1"))))
    assert rows
    assert follows_the_schema("figure", rows)


def test_a_cube_is_what_the_command_prints_of_the_tokens_units(farsta: Client) -> None:
    rows = farsta.get(f"{V1}/cubes/talk.adults").json()
    mine = ("farsta", "farsta_stod", "farsta_lykta", "farsta_liten")
    all_of_it = as_rows(all_cells(library().publications.values(), "talk.adults"))
    assert rows == [row for row in all_of_it if row["unit"] in mine]
    assert {row["leaf"] for row in rows} >= {None, "farsta_stod"}
    assert follows_the_schema("cube", rows)
    assert {"cube": "talk.adults"} in farsta.get(f"{V1}/cubes").json()


def test_volumes_are_exact_as_of_last_night_and_a_small_units_stay_hidden(farsta: Client) -> None:
    farsta.get(f"{V1}/periods")  # last night's have been counted
    hold(3, Month.parse("2022-05"))
    before = farsta.get(f"{V1}/volumes", {"indicator": "talks", "period": "2022T2"}).json()
    assert [row["value"] for row in before] == [None, None], "May and June have begun, and no night has passed"
    pass_night(today() + timedelta(days=1))
    [may, _june] = farsta.get(f"{V1}/volumes", {"indicator": "talks", "period": "2022T2"}).json()
    assert (may["period"], may["value"]) == ("2022-05", 3)
    small = farsta.get(f"{V1}/volumes", {"indicator": "talks", "unit": "farsta_liten", "period": "2022T1"}).json()
    assert {(row["value"], row["reason"]) for row in small} == {(None, "staff")}


def every_number(of: Client) -> Iterator[tuple[str, int]]:
    """All that is said about people in the cubes, and in figures of a large and a small unit, with what it is."""
    for cube in of.get(f"{V1}/cubes").json():
        for cell in of.get(f"{V1}/cubes/{cube['cube']}").json():
            yield str(cell), cell["value"]
    people = {code: one.kind for code, one in library().indicators.items() if one.kind != "volume"}
    places = ({"unit": "stad", "by": "gender"}, {"unit": "farsta_liten", "period": "2021"})
    for (code, kind), asked in product(people.items(), places):
        for row in of.get(f"{V1}/figures/{code}", asked).json():
            yield from _numbers(row, kind)


def _numbers(row: dict[str, object], kind: str) -> Iterator[tuple[str, int]]:
    asked = ["numerator", "missing"] + ["value"] * (kind == "count") + ["base"] * (kind == "share")
    for name in asked:
        if row[name] is not None:
            yield f"{name} of {row}", row[name]  # type: ignore[misc]
    if row["offered"]:
        yield from _numbers(row["offered"], kind)  # type: ignore[arg-type]


def test_any_two_counts_of_people_differ_by_a_multiple_of_five(closed: None) -> None:
    told = list(every_number(system(token_of("stad"))))
    assert len(told) > 5000
    assert {0, 5} <= {number for _, number in told}
    assert [what for what, number in told if number % 5] == []


# --- what a token opens


def test_another_units_things_are_as_if_they_were_not_there(farsta: Client) -> None:
    for address in (f"{V1}/volumes", f"{V1}/figures/men_share_talks", f"{V1}/cubes/talk.adults"):
        theirs, none = (farsta.get(address, {"unit": unit}) for unit in ("hasselby_stod", "ingenting"))
        assert theirs.status_code == none.status_code == 404
        assert theirs.content == none.content
    codes = {unit["code"] for unit in farsta.get(f"{V1}/units").json()}
    assert codes == {"farsta", "farsta_stod", "farsta_lykta", "farsta_liten"}
    assert {unit["parent"] for unit in farsta.get(f"{V1}/units").json()} == {None, "farsta"}


def test_a_token_reads_only_what_it_is_for(closed: None) -> None:
    cubes, figures = system(token_of("farsta", CUBES)), system(token_of("farsta", FIGURES))
    assert cubes.get(f"{V1}/figures/men_share_talks").status_code == 403
    assert figures.get(f"{V1}/cubes").status_code == 403
    assert cubes.get(f"{V1}/cubes").status_code == figures.get(f"{V1}/volumes").status_code == 200
    closed_only = figures.get(f"{V1}/volumes", {"period": "2022-05"})
    assert closed_only.status_code == 404
    assert "inte stängd" in problems(closed_only)[0]["sv"]
    assert all(not one["is_open"] for one in figures.get(f"{V1}/periods").json())
    follows = system(token_of("farsta", FIGURES, OPEN_MONTHS))
    assert follows.get(f"{V1}/volumes", {"period": "2022-05"}).status_code == 200


def test_without_a_token_that_holds_there_is_no_answer_and_a_session_is_none(
    closed: None, carin: Account, signed_in: Callable[[Account], Client]
) -> None:
    over = token_of("farsta", last_day=today() - timedelta(days=1))
    withdrawn = token_of("farsta")
    Token.objects.latest("pk").delete()
    for one in (Client(), signed_in(carin), system("folja_hittepå"), system(over), system(withdrawn)):
        answer = one.get(f"{V1}/periods")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert problems(answer)[0]["where"] == "Authorization"
        assert not answer.cookies


def test_its_last_day_is_its_last(closed: None) -> None:
    assert system(token_of("farsta", last_day=today())).get(f"{V1}/periods").status_code == 200


def test_only_the_day_of_use_is_kept_and_the_token_nowhere(closed: None) -> None:
    token = token_of("farsta")
    system(token).get(f"{V1}/periods")
    [row] = Token.objects.values()
    assert row["used_on"] == today()
    assert token not in str(row)
    assert token.removeprefix("folja_") not in str(row)


def test_who_asks_too_often_is_told_how_long_to_wait(closed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(door, "questions", Throttle(lambda: now[0], most=2, window=60))
    one, other = system(token_of("farsta")), system(token_of("farsta"))
    now[0] = 10.5
    assert [one.get(f"{V1}/periods").status_code for _ in range(2)] == [200, 200]
    now[0] = 20.0
    refused = one.get(f"{V1}/periods")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "51")
    assert other.get(f"{V1}/periods").status_code == 200
    now[0] = 71.0
    assert one.get(f"{V1}/periods").status_code == 200


# --- how it answers


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/figures/men_share_talks?period=i+våras", 422, "period"),
        ("/figures/men_share_talks?period=1950", 404, "period"),
        ("/figures/men_share_talks?perod=2022T1", 422, "query"),
        ("/figures/men_share_talks?unit=farsta&unit=stad", 422, "query"),
        ("/figures/finns_inte", 404, "indicator"),
        ("/figures/men_share_talks?by=dag", 422, "by"),
        ("/volumes?indicator=men_share_talks", 404, "indicator"),
        ("/cubes/finns.inte", 404, "cube"),
        ("/finns/inte", 404, ""),
    ],
)
def test_an_error_says_where_what_and_what_to_do_in_both_languages(
    farsta: Client, address: str, status: int, where: str
) -> None:
    answer = farsta.get(f"{V1}{address}")
    assert answer.status_code == answer.json()["status"] == status
    [told] = problems(answer)
    assert told["where"] == where
    assert told["sv"].endswith(".")
    assert told["en"]
    assert "Cache-Control" in answer.headers


def test_nothing_can_be_sent_and_what_breaks_here_is_told_without_a_trace(
    closed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = system(token_of("farsta"), raise_request_exception=False)
    answer = one.post(f"{V1}/periods")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert "GET" in problems(answer)[0]["sv"]

    def breaks(*_: object) -> None:
        raise RuntimeError("hemligt")

    monkeypatch.setattr(operations, "periods_of", breaks)
    broken = one.get(f"{V1}/periods")
    assert broken.status_code == broken.json()["status"] == 500
    assert "hemligt" not in broken.content.decode()


def test_what_is_frozen_may_be_kept_and_what_is_open_may_not(farsta: Client) -> None:
    frozen = farsta.get(f"{V1}/cubes/talk.adults", {"period": "2022T1"})
    assert "immutable" in frozen.headers["Cache-Control"]
    assert "private" in frozen.headers["Cache-Control"]
    assert "Authorization" in frozen.headers["Vary"]
    figure = farsta.get(f"{V1}/figures/men_share_talks")
    assert figure.headers["Cache-Control"] == "private, no-cache"
    again = farsta.get(f"{V1}/figures/men_share_talks", headers={"If-None-Match": figure.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    still_open = farsta.get(f"{V1}/volumes", {"period": "2022-05"})
    assert still_open.headers["Cache-Control"] == "no-store"
    assert "ETag" not in still_open.headers
    for answer in (frozen, still_open, Client().get(f"{V1}/periods")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "sessionid" not in answer.cookies


def test_content_is_there_as_data(farsta: Client) -> None:
    instruments = farsta.get(f"{V1}/instruments").json()
    assert {(one["code"], one["version"]) for one in instruments} >= {("talk", 1), ("talk", 2)}
    indicators = {one["code"]: one for one in farsta.get(f"{V1}/indicators").json()}
    assert indicators["men_share_talks"]["kind"] == "share"
    assert "gender" in {one["code"] for one in farsta.get(f"{V1}/classifications").json()}
    assert all(one["title"]["sv"] and one["title"]["en"] for one in (*instruments, *indicators.values()))


def test_before_anything_is_closed_units_and_content_are_there_and_figures_are_told_to_come(city: None) -> None:
    one = system(token_of("stad"))
    assert one.get(f"{V1}/units").status_code == one.get(f"{V1}/instruments").status_code == 200
    assert one.get(f"{V1}/cubes").json() == []
    assert problems(one.get(f"{V1}/figures/men_share_talks"))[0]["sv"] == "Inget tertial är stängt än."


# --- the description


def test_the_description_says_what_there_is_and_its_page_shows_all_of_it(as_carin: Client) -> None:
    described = Client().get(f"{V1}/openapi.json")
    assert described.json()["openapi"].startswith("3.1")
    assert described.headers["Content-Language"] == "en"
    page = as_carin.get("/api/").content.decode()
    for address, methods in description()["paths"].items():
        assert f"GET {address}<" in page
        assert methods["get"]["summary"] in page
        assert described.json()["paths"][address]["get"]["summary"] != methods["get"]["summary"]
