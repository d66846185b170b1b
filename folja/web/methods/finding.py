"""Finds methods by words, in whatever form they are written, and by what is chosen: through a table of stems.

The same on every database: neither SQLite nor PostgreSQL is asked to know Swedish. A word that is sought is found in
its other forms, and inside a compound: samtal in stödsamtal.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Max, Q

from folja.methods.evidence import without
from folja.methods.method import Method
from folja.methods.profile import described
from folja.methods.typology import Typology
from folja.web.help.said import shipped as spoken
from folja.web.help.search import LEAST_PART
from folja.web.help.stemming import composed, words_of
from folja.web.locks import alone
from folja.web.methods.models import Stem, StemOfMethod, StoredMethod

LANGUAGE = "sv"
"""Methods are described in Swedish."""

MOST_WORDS = 12  # of a search
LEAST_SHORTENED = 5  # letters that are there before one is left out; of fewer it becomes another word
IN_NAME, IN_SUMMARY, IN_ANSWER = 3, 2, 1


def chosen(facet: str, code: str) -> str:
    """What stands in the table for something chosen. No word has such a sign in it."""
    return f"={facet}:{code}"


def index(stored: StoredMethod, method: Method, typology: Typology) -> None:
    """Let a method be found by what it now says. A word that stands in no method any more is not kept."""
    alone("stems")
    weights = found_by(method, typology)
    known = _known(weights)
    Stem.objects.bulk_create([Stem(written=one) for one in sorted(weights) if one not in known])
    known |= _known(set(weights) - set(known))
    rows = [StemOfMethod(stem_id=known[one], method=stored, weight=weight) for one, weight in weights.items()]
    had = _taken_out(stored)
    StemOfMethod.objects.bulk_create(rows)
    _sweep(had - set(known.values()))


def forget(stored: StoredMethod) -> None:
    """Let a method be found by nothing."""
    alone("stems")
    _sweep(_taken_out(stored))


def _known(written: Collection[str]) -> dict[str, int]:
    return dict(Stem.objects.filter(written__in=written).values_list("written", "pk")) if written else {}


def _taken_out(stored: StoredMethod) -> set[int]:
    of_method = StemOfMethod.objects.filter(method=stored)
    had = set(of_method.values_list("stem", flat=True))
    of_method.delete()
    return had


def _sweep(stems: Collection[int]) -> None:
    """Delete those that no method holds."""
    if stems:
        held = StemOfMethod.objects.filter(stem__in=stems).values_list("stem", flat=True).distinct()
        Stem.objects.filter(pk__in=set(stems) - set(held)).delete()


def found_by(method: Method, typology: Typology) -> Mapping[str, int]:
    """Every stem that a method is found by, with its weight."""
    return dict(_weights(method, typology))


def find(sought: str, choices: Mapping[str, Iterable[str]], among: Q) -> list[str]:
    """The keys of methods `among` some with every word that is sought and what is chosen of each facet, the best first.

    Of several that are chosen of one facet, one is enough.
    """
    found: dict[str, int] | None = None
    for asked in _asked(sought, choices):
        rows = StemOfMethod.objects.filter(asked).values_list("method").annotate(best=Max("weight"))
        here: dict[str, int] = dict(rows.order_by())
        found = here if found is None else {key: found[key] + best for key, best in here.items() if key in found}
        if not found:
            return []
    keys = StoredMethod.objects.filter(among).values_list("key", flat=True)
    if found is None:
        return list(keys)
    kept = [key for key in keys if key in found]
    return sorted(kept, key=lambda key: -found[key])  # those that are found alike stay in the order of their names


def _asked(sought: str, choices: Mapping[str, Iterable[str]]) -> Iterator[Q]:
    """What every method that is found holds."""
    for facet, codes in choices.items():
        if written := [chosen(facet, code) for code in codes]:
            yield Q(stem__written__in=written)
    words = words_of(composed(sought), LANGUAGE)
    passed_over = spoken()[LANGUAGE].passed_over
    telling = [word for word in words if word.stem not in passed_over] or words
    for stem in list(dict.fromkeys(word.stem for word in telling))[:MOST_WORDS]:
        yield Q(stem__in=_stems(stem))


def _stems(stem: str) -> list[int]:
    """The stem itself, those that it stands in, and what another form of its word may have left: mötesplats of
    mötesplatsen, mötesplat of mötesplats.
    """
    asked = Q(written__in=[stem, *_shorter(stem)])
    if len(stem) >= LEAST_PART:
        asked |= Q(written__contains=stem) & ~Q(written__startswith="=")
    return list(Stem.objects.filter(asked).values_list("pk", flat=True))


def _shorter(stem: str) -> Iterator[str]:
    if len(stem) > LEAST_SHORTENED:
        yield stem[:-1]
        if stem.endswith("et"):  # barnets keeps what barnet loses
            yield stem[:-2]


def _weights(method: Method, typology: Typology) -> Iterator[tuple[str, int]]:
    """Every stem with its weight, the weightiest last, so that it holds."""
    for answer in method.answers.values():
        yield from ((stem, IN_ANSWER) for stem in _stems_of(without(answer.words)))
    yield from ((stem, IN_SUMMARY) for stem in _stems_of(method.about.summary))
    yield from ((stem, IN_NAME) for stem in _stems_of(method.about.name))
    for facet, codes in method.about.facets.items():
        yield from ((chosen(facet, code), IN_ANSWER) for code in codes)
    for element in typology.elements:
        if described(element, method) in ("mostly", "fully"):
            yield chosen("element", element.code), IN_ANSWER


def _stems_of(text: str) -> set[str]:
    return {word.stem[:100] for word in words_of(composed(text), LANGUAGE)}
