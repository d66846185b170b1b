"""From outside the demo city's nine tertials of 2019 to 2021, as the commands print them, give nobody away."""

import json
from pathlib import Path

import pytest

from tests.attack.outsider import attack
from tests.command.conftest import started
from tests.databases import rows


@pytest.mark.long
def test_nothing_is_proved_of_what_the_demo_city_published_in_three_years(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    assert started("demo", "--no-serve", *home).code == 0
    cells = [cell for cell in started("cube", "all", *home).rows if cell["period"] < "2022"]
    documents = [
        json.loads(document)
        for (document,) in rows(tmp_path / "home", "SELECT document FROM publication_closedtertial")
    ]
    frozen = {document["period"]: document for document in documents if document["period"] < "2022"}

    def acts(instrument: str, leaf: str, tertial: str) -> int | None:
        # More than anybody outside is told: a hidden unit's too.
        published = frozen[tertial]
        if instrument not in published["volumes"]:
            return None
        cubes = (cube for cube in published["cubes"] if cube["instrument"] == instrument)
        units = next(one["units"] for cube in cubes for one in cube["leaves"] if one["code"] == leaf)
        months = [month for unit in units for month in published["volumes"][instrument].get(unit, {}).values()]
        return sum(month["acts"] for month in months)

    parents = {unit["code"]: unit.get("parent") for document in frozen.values() for unit in document["units"]}
    assert len(frozen) == 9
    assert len(cells) > 50_000
    assert attack(cells, parents, acts) == []
