"""Nobody's coverage falls by a merge, whatever they marked, ticked, skipped, and whatever their role asks for."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from careers.figures.moving.changes import of_people
from careers.figures.moving.people import Lens, Measured, Person, Weight, held_steady, joined, merged
from careers.figures.moving.split import parted

ROLE, BACKGROUND = 1, 2
STATES = st.sampled_from(["todo", "learning", "done", "skipped"])


@st.composite
def measures(draw: st.DrawFn) -> Measured:
    return Measured(
        60 * draw(st.integers(1, 40)),
        draw(st.integers(0, 6)),
        frozenset({ROLE} if draw(st.booleans()) else ()),
        frozenset({BACKGROUND} if draw(st.booleans()) else ()),
    )


@st.composite
def people(draw: st.DrawFn, was: tuple[Measured, Measured]) -> Person:
    carried = st.none() | st.integers(2, 3000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))
    return Person(
        Lens(ROLE, draw(st.sampled_from([None, BACKGROUND]))),
        (draw(STATES), draw(STATES)),
        tuple(draw(st.integers(0, measured.outcomes)) for measured in was),
        (draw(carried), draw(carried)),
        (False, False),
    )


def share(*parts: Weight) -> Fraction:
    minutes = sum(part.minutes for part in parts)
    return Fraction(sum(part.covered for part in parts), minutes) if minutes else Fraction(1)


@settings(max_examples=300)
@given(st.data())
def test_coverage_after_a_merge_is_never_less_than_before(data: st.DataObject):
    was = (data.draw(measures()), data.draw(measures()))
    person = data.draw(people(was))
    hours = data.draw(st.integers(1, 100))
    needed_by = was[0].needed_by | was[1].needed_by
    will = Measured(hours * 60, was[0].outcomes + was[1].outcomes, needed_by, was[1].shortened_by)
    rest = Weight(minutes := data.draw(st.integers(0, 5000)), data.draw(st.integers(0, minutes)))

    before = [was[n].share(person.lens, person.states[n], person.ticked[n], person.carried[n]) for n in (0, 1)]
    state, weight, fills = merged(was, will, person)
    ticked = (was[0].outcomes if fills else person.ticked[0]) + person.ticked[1]
    after = will.share(person.lens, state, ticked, (weight.minutes, weight.covered) if weight else None)

    assert share(rest, Weight.of(after)) >= share(rest, Weight.of(*before))


@settings(max_examples=300)
@given(st.data())
def test_coverage_after_a_split_is_never_less_than_before(data: st.DataObject):
    was = data.draw(measures().filter(lambda measured: measured.outcomes > 1 and measured.minutes > 60))
    going = data.draw(st.integers(1, was.outcomes - 1))
    hours = data.draw(st.integers(1, was.minutes // 60 - 1))
    is_new = data.draw(st.booleans())
    other = Measured(0, 0, frozenset(), frozenset()) if is_new else data.draw(measures())
    held = data.draw(people((was, other)))
    person = replace(held, states=(held.states[0], "todo"), carried=(held.carried[0], None)) if is_new else held
    ticked_going = data.draw(st.integers(max(0, held.ticked[0] - was.outcomes + going), min(held.ticked[0], going)))
    grown = was if is_new else other
    will = (
        replace(was, minutes=was.minutes - hours * 60, outcomes=was.outcomes - going),
        replace(grown, minutes=other.minutes + hours * 60, outcomes=other.outcomes + going),
    )
    rest = Weight(minutes := data.draw(st.integers(0, 5000)), data.draw(st.integers(0, minutes)))

    both = enumerate((was, other))
    before = [m.share(person.lens, person.states[n], person.ticked[n], person.carried[n]) for n, m in both]
    state, weights = parted((was, other), will, person, ticked_going)
    filled = person.states[0] == "done" and person.states[1] == "todo" and state == "learning"
    ticked = (person.ticked[0] - ticked_going, person.ticked[1] + (going if filled else ticked_going))
    after = [
        m.share(person.lens, (person.states[0], state)[n], ticked[n], w and (w.minutes, w.covered))
        for n, (m, w) in enumerate(zip(will, weights, strict=True))
    ]

    assert share(rest, Weight.of(*after)) >= share(rest, Weight.of(*before))


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_what_holds_a_coverage_steady_is_a_part_of_a_whole(minutes: int, covered: int, after: int, done: int):
    held = held_steady(Weight(minutes, min(covered, minutes)), Weight(after, min(done, after)))
    assert held is None or 0 <= held.covered <= held.minutes


def test_a_coverage_that_rises_by_itself_is_left_alone():
    assert held_steady(Weight(100, 50), Weight(120, 80)) is None


def test_skipping_a_part_skips_the_whole_only_where_nobody_asked_for_it():
    assert joined("skipped", "todo", every_outcome=False, heir_was_asked=True) == "todo"
    assert joined("skipped", "todo", every_outcome=False, heir_was_asked=False) == "skipped"


def test_few_people_are_not_counted_out():
    assert [of_people(n) for n in (0, 1, 4, 5, 1204)] == ["0", "fewer than 5", "fewer than 5", "5", "1,204"]
