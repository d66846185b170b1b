"""Whether units can follow each other as a file of them says: who has ended, who took over, and from when."""

from collections.abc import Iterator

from folja.vocabulary.problem import Problem, problem
from folja.vocabulary.unit import Unit, UnitTree


def problems_in_time(tree: UnitTree) -> Iterator[Problem]:
    """What can't be, at the code of the unit whose row is to be mended."""
    for unit in tree.units:
        yield from _of_months(unit)
        yield from _of_successors(unit, tree)
        yield from _of_parent(unit, tree)


def _of_months(unit: Unit) -> Iterator[Problem]:
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        yield problem(
            unit.code,
            sv=f"Enheten upphör i {unit.valid_to.name()} men börjar först i {unit.valid_from.name()}. "
            "Rätta valid_from eller valid_to.",
            en=f"the unit ends in {unit.valid_to.name('en')} but begins in {unit.valid_from.name('en')}; "
            "mend valid_from or valid_to",
        )


def _of_successors(unit: Unit, tree: UnitTree) -> Iterator[Problem]:
    if unit.successors and unit.valid_to is None:
        yield problem(
            unit.code,
            sv="Enheten har en efterträdare men upphör aldrig. Skriv dess sista månad i valid_to.",
            en="the unit has a successor but never ends; write its last month in valid_to",
        )
    if len(set(unit.successors)) < len(unit.successors):
        yield problem(
            unit.code,
            sv="Samma efterträdare står två gånger i successor. Skriv varje kod en gång.",
            en="the same successor stands twice; write each code once",
        )
    for code in dict.fromkeys(unit.successors):
        if code not in tree:
            yield problem(
                unit.code,
                sv=f"Efterträdaren {code} finns inte. Skriv koden för en enhet i filen, och flera koder med | mellan.",
                en=f"the successor {code} does not exist; write the code of a unit in the file, several with | between",
            )
        elif _comes_back(unit, code, tree):
            yield problem(
                unit.code,
                sv="Enheterna efterträder varandra i en ring. Rätta kolumnen successor.",
                en="the units succeed each other in a loop; mend the successor column",
            )
        else:
            yield from _of_successor(unit, tree[code])


def _of_successor(unit: Unit, heir: Unit) -> Iterator[Problem]:
    if heir.kind != unit.kind:
        yield problem(
            unit.code,
            sv=f"Efterträdaren {heir.code} är av slaget {heir.kind}, men enheten av slaget {unit.kind}. "
            "Ange en av samma slag.",
            en=f"the successor {heir.code} is of kind {heir.kind} but the unit of kind {unit.kind}; "
            "name one of the same kind",
        )
    if unit.valid_to is None:
        return
    takes_over = unit.valid_to.plus(1)
    if heir.valid_from and heir.valid_from > takes_over:
        yield problem(
            unit.code,
            sv=f"Efterträdaren {heir.code} börjar först i {heir.valid_from.name()} men ska ta över i "
            f"{takes_over.name()}. Rätta månaderna så att de följer på varandra.",
            en=f"the successor {heir.code} begins in {heir.valid_from.name('en')} but is to take over in "
            f"{takes_over.name('en')}; mend the months so that one follows the other",
        )
    if heir.valid_to and heir.valid_to < takes_over:
        yield problem(
            unit.code,
            sv=f"Efterträdaren {heir.code} har själv upphört när den ska ta över i {takes_over.name()}. "
            "Ange den som tog över.",
            en=f"the successor {heir.code} has ended when it is to take over in {takes_over.name('en')}; "
            "name the one that took over",
        )


def _comes_back(unit: Unit, code: str, tree: UnitTree) -> bool:
    """Whether following the successors from a code leads back to the unit."""
    seen: set[str] = set()
    left = [code]
    while left:
        one = left.pop()
        if one == unit.code:
            return True
        if one in tree and one not in seen:
            seen.add(one)
            left.extend(tree[one].successors)
    return False


def _of_parent(unit: Unit, tree: UnitTree) -> Iterator[Problem]:
    parent = tree[unit.parent] if unit.parent else None
    if parent and parent.valid_to and (unit.valid_to is None or unit.valid_to > parent.valid_to):
        yield problem(
            unit.code,
            sv=f"Enheten ligger under {parent.code}, som upphör i {parent.valid_to.name()}. Lägg den under en annan, "
            "eller skriv dess sista månad i valid_to.",
            en=f"the unit lies under {parent.code}, which ends in {parent.valid_to.name('en')}; place it under "
            "another, or write its last month in valid_to",
        )
