"""Votes rank by what is sure of them, not by how many there are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.helpful import NO_VOTES, Votes, votes_from, votes_where, wilson_lower_bound
from careers.models import ResourceState, User
from tests import factories


@pytest.mark.parametrize(
    ("helpful", "total", "bound"), [(0, 0, 0.0), (0, 5, 0.0), (1, 1, 0.2065), (9, 11, 0.5230), (90, 100, 0.8256)]
)
def test_the_bound_is_wilsons(helpful: int, total: int, bound: float):
    assert wilson_lower_bound(helpful, total) == pytest.approx(bound, abs=0.0001)


@settings(max_examples=60)
@given(st.integers(0, 500), st.integers(0, 500))
def test_one_more_that_it_helped_never_lowers_the_bound(helped: int, not_helped: int):
    total = helped + not_helped
    bound = wilson_lower_bound(helped, total)
    assert 0 <= bound <= (helped / total if total else 0) + 1e-9
    assert bound <= wilson_lower_bound(helped + 1, total + 1)


def test_votes_are_spoken_of_from_five_on():
    assert [Votes(4, total).are_enough for total in (4, 5)] == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "total"), [("todo", 0), ("progress", 0), ("finished", 1)])
def test_who_has_not_finished_it_has_no_vote(ada: User, state: str, total: int):
    book = factories.resource("book")
    ResourceState.objects.create(user=ada, resource=book, state=state, helpful=True)
    assert votes_from(votes_where(resource=book)).get(book.pk, NO_VOTES).total == total
