import datetime as dt

import pytest
from django.db import IntegrityError

from careers.acts import choose
from careers.acts.export_data import export_data
from careers.acts.mark import TooLate, mark, mark_many
from careers.acts.start_plan import start_plan
from careers.acts.take_back import take_back
from careers.models import Plan, PlanChoice, Skill, SkillEvent, SkillState, User
from tests import factories

MONDAY = dt.date(2030, 1, 7)


@pytest.fixture
def skills(ada: User) -> list[Skill]:
    stage, role = factories.stage(), factories.role()
    rows = [factories.skill(key, stage, order=n) for n, key in enumerate(("a", "b", "c"), 1)]
    factories.need(role, *rows)
    start_plan(ada, role.pk, factories.background().pk)
    return rows


def rows_of(user: User) -> list[dict[str, object]]:
    return export_data(user)["plan_choices"]


def test_pinning_twice_changes_nothing(ada: User, skills: list[Skill]):
    assert choose.pin(ada, skills[0].pk, MONDAY) != ""
    before = rows_of(ada)
    assert choose.pin(ada, skills[0].pk, MONDAY) == ""
    assert rows_of(ada) == before


def test_a_pin_to_another_week_replaces_the_first_and_is_taken_back_to_it(ada: User, skills: list[Skill]):
    choose.pin(ada, skills[0].pk, MONDAY)
    before = rows_of(ada)
    way_back = choose.pin(ada, skills[0].pk, MONDAY + dt.timedelta(weeks=1))
    assert PlanChoice.of(ada).get().week == MONDAY + dt.timedelta(weeks=1)
    take_back(ada, way_back)
    assert rows_of(ada) == before


def test_taking_off_what_is_not_there_changes_nothing(ada: User, skills: list[Skill]):
    assert choose.take_off(ada, skills[0].pk, "pinned") == ""


def test_taking_off_is_taken_back(ada: User, skills: list[Skill]):
    choose.postpone_until(ada, skills[0].pk, MONDAY)
    before = rows_of(ada)
    way_back = choose.take_off(ada, skills[0].pk, "postponed")
    assert rows_of(ada) == []
    take_back(ada, way_back)
    assert rows_of(ada) == before


def test_a_skill_is_not_placed_beside_itself(ada: User, skills: list[Skill]):
    with pytest.raises(IntegrityError):
        choose.place(ada, skills[0].pk, skills[0].pk)


def test_bringing_forward_puts_skills_in_front_in_their_order_and_says_why(ada: User, skills: list[Skill]):
    a, b, c = (skill.pk for skill in skills)
    mark_many(ada, [(a, "done"), (b, "skipped"), (c, "learning")])
    choose.pin(ada, c, MONDAY)
    made = choose.bring_forward(ada, [c, a, b, a], "the coding round at Tern")
    assert [row.skill_id for row in made] == [c, a, b]
    assert [(r.skill_id, r.kind, r.because) for r in PlanChoice.of(ada)] == [
        (pk, "placed", "the coding round at Tern") for pk in (b, a, c)
    ]
    assert dict(SkillState.of(ada).values_list("skill_id", "state")) == {a: "learning", c: "learning"}


def test_bringing_forward_cuts_a_reason_that_is_too_long_and_can_be_repeated(ada: User, skills: list[Skill]):
    for _ in range(2):
        [row] = choose.bring_forward(ada, [skills[0].pk], "x" * 500)
    assert (len(row.because), PlanChoice.of(ada).count()) == (PlanChoice.REASON_LENGTH, 1)


def test_leaving_out_leaves_what_is_done_and_is_taken_back_whole(ada: User, skills: list[Skill]):
    a, b, c = (skill.pk for skill in skills)
    mark_many(ada, [(a, "done"), (b, "learning")])
    before = list(SkillState.of(ada).values("skill", "state", "before", "since"))
    events = choose.leave_out(ada, [a, b, c])
    assert dict(SkillState.of(ada).values_list("skill_id", "state")) == {a: "done", b: "skipped", c: "skipped"}
    choose.take_back_in(ada, events[::-1])
    assert list(SkillState.of(ada).values("skill", "state", "before", "since")) == before


def test_taking_back_is_all_or_nothing(ada: User, skills: list[Skill]):
    events = choose.leave_out(ada, [skill.pk for skill in skills])
    mark(ada, skills[0].pk, "done")
    count = SkillEvent.of(ada).count()
    with pytest.raises(TooLate):
        choose.take_back_in(ada, events[::-1])
    assert SkillEvent.of(ada).count() == count


def test_a_pace_is_kept_and_taken_back(ada: User, skills: list[Skill]):
    way_back = choose.keep_pace(ada, minutes_a_week=300, rest_days=[6])
    assert (Plan.of(ada).get().minutes_a_week, Plan.of(ada).get().rest_days) == (300, [6])
    assert choose.keep_pace(ada, minutes_a_week=300) == ""
    take_back(ada, way_back)
    assert (Plan.of(ada).get().minutes_a_week, Plan.of(ada).get().rest_days) == (600, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "pinned"},
        {"kind": "pinned", "week": dt.date(2030, 1, 8)},
        {"kind": "pinned", "week": MONDAY, "after": True},
        {"kind": "postponed"},
        {"kind": "postponed", "until": MONDAY, "week": MONDAY},
        {"kind": "placed", "until": MONDAY},
        {"kind": "placed", "after": True},
        {"kind": "else"},
    ],
)
def test_the_database_refuses_a_choice_that_says_too_little_or_too_much(ada: User, skills: list[Skill], wrong):
    with pytest.raises(IntegrityError):
        PlanChoice.objects.create(user=ada, skill=skills[0], **wrong)


@pytest.mark.parametrize("wrong", [{"minutes_a_week": 5}, {"rest_days": [7]}, {"rest_days": [0, 1, 2, 3, 4, 5, 6]}])
def test_the_database_refuses_a_pace_that_is_none(ada: User, skills: list[Skill], wrong):
    with pytest.raises(IntegrityError):
        Plan.of(ada).update(**wrong)
