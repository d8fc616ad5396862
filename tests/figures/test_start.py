"""What a background may leave out, and that the way that is left is the one of every other page."""

import pytest

from careers.acts.mark import mark
from careers.acts.start_plan import start_plan
from careers.acts.tick import tick
from careers.figures.standing import standing_of
from careers.figures.start import Offers, offers
from careers.models import Background, HeadStart, Role, Skill, User
from tests import factories


@pytest.fixture
def skills(db: None) -> dict[str, Skill]:
    """shell (10 h, may be skipped), python (20 h, counts half), sums (30 h), all of them essential."""
    stage = factories.stage()
    hours = {"shell": 10, "python": 20, "sums": 30}
    skills = {key: factories.skill(key, stage, order=n, hours=hours[key]) for n, key in enumerate(hours)}
    factories.need(factories.role(), *skills.values())
    background = factories.background()
    for key, action in (("shell", "skip"), ("python", "shorten")):
        HeadStart.objects.create(background=background, skill=skills[key], action=action, reason="So.")
    return skills


@pytest.fixture
def learner(ada: User, skills: dict[str, Skill]) -> User:
    start_plan(ada, Role.objects.get().pk, Background.objects.get().pk)
    return ada


def hours(offer: Offers) -> tuple[int, int, int, int]:
    minutes = offer.whole_minutes, offer.shortened_minutes, offer.taken_minutes, offer.left_minutes
    whole, shortened, taken, left = (value // 60 for value in minutes)
    return whole, shortened, taken, left


def test_a_beginner_has_the_whole_way_before_them(learner: User) -> None:
    assert hours(offers(standing_of(learner))) == (60, 10, 0, 50)


def test_what_is_taken_comes_off_the_way(learner: User, skills: dict[str, Skill]) -> None:
    mark(learner, skills["shell"].pk, "skipped")
    assert hours(offers(standing_of(learner))) == (60, 10, 10, 40)


def test_whoever_comes_again_has_only_the_rest_before_them(learner: User, skills: dict[str, Skill]) -> None:
    mark(learner, skills["python"].pk, "done")
    tick(learner, skills["sums"].pk, skills["sums"].outcomes.first().pk, True)
    standing = standing_of(learner)
    offer = offers(standing)
    assert (offer.left_minutes, offer.shortened) == (standing.total.left_minutes, [])


def test_what_was_begun_saves_only_what_is_left_of_it(learner: User, skills: dict[str, Skill]) -> None:
    tick(learner, skills["shell"].pk, skills["shell"].outcomes.first().pk, True)
    standing = standing_of(learner)
    [offer] = offers(standing).skips
    assert offer.minutes == standing.left_minutes(next(s for s in standing.left if s.key == "shell"))


def test_what_was_left_out_by_hand_counts_nowhere(learner: User, skills: dict[str, Skill]) -> None:
    mark(learner, skills["python"].pk, "skipped")
    assert hours(offers(standing_of(learner))) == (40, 0, 0, 40)
