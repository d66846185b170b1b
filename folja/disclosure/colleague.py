"""A colleague who knows what she has registered herself: what she can take away from what is published."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from folja.counting.cell import adds
from folja.counting.plan import Plan
from folja.counting.relation import ACTS
from folja.disclosure.attacker import Place
from folja.disclosure.publication import Publication
from folja.instruments.registration import Registration
from folja.vocabulary.period import Period


def own_counts(
    registrations: Iterable[Registration],
    publications: Mapping[Period, Publication],
    plan: Callable[[str, Period], Plan | None],
) -> Callable[[Place], Mapping[str, int]]:
    """What registrations add to each cell of every leaf that counts them, and to its acts."""
    found: dict[Place, Counter[str]] = defaultdict(Counter)
    for one in registrations:
        period = one.month.tertial
        counted = plan(one.instrument, period)
        if counted is None:
            continue
        for leaf in _leaves(publications.get(period), one):
            counts = found[one.instrument, period, leaf]
            counts[ACTS] += 1
            counts.update({cell.code: adds(cell, one.answers) for cell in counted.cells})
    return lambda place: found.get(place, {})


def _leaves(publication: Publication | None, registration: Registration) -> frozenset[str]:
    cubes = publication.cubes if publication else ()
    return frozenset(
        leaf.code
        for cube in cubes
        if cube.instrument == registration.instrument
        for leaf in cube.leaves
        if registration.unit in leaf.units
    )
