"""The invented methods: one has every question answered and says what is weak, one is half finished."""

from folja.demo.city import city
from folja.demo.methods import described_methods
from folja.figures.indicator import shipped as indicators
from folja.methods import evidence
from folja.methods.method import Method, left
from folja.methods.typology import shipped
from folja.screening.screening import screen


def test_the_drop_in_place_answers_all_and_says_that_it_does_not_measure_before() -> None:
    drop_in, visits, school = (Method("x", one.unit, one.about, one.answers) for one in described_methods())
    assert left(shipped(), drop_in) == ()
    assert drop_in.answer("over_time").judgement == "no"
    assert len(left(shipped(), visits)) < len(left(shipped(), school))
    assert [one.published is None for one in described_methods()] == [False, False, True]


def test_what_they_choose_and_insert_is_there_and_no_word_leads_to_anybody() -> None:
    known = {facet.code: {one.code for one in facet.choices} for facet in shipped().facets}
    for one in described_methods():
        assert one.unit in city()
        assert all(set(codes) <= known[facet] for facet, codes in one.about.facets.items())
        assert set(evidence.inserted(answer.words for answer in one.answers.values())) <= set(indicators())
        assert not any(screen(answer.words).blocking for answer in one.answers.values())
