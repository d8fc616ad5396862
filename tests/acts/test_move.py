"""A merge moves everything that people have on a skill, lowers nobody's coverage, and can be taken back."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.acts.export_data import export_data
from careers.acts.import_data import import_file
from careers.acts.keep_note import keep_note
from careers.acts.mark import mark
from careers.acts.move import MovedOn, Reverted, Stale, carry_out, revert
from careers.acts.tick import tick
from careers.figures.catalogue import catalogue
from careers.figures.fold import fold
from careers.figures.moving.changes import Impact
from careers.figures.moving.resources import resources_merged
from careers.figures.moving.simple import moved, renamed, retired
from careers.figures.moving.skills import skills_merged
from careers.figures.moving.split import Part, split
from careers.figures.news import news_for
from careers.figures.standing import standing_of
from careers.models import (
    BriefSkill,
    CampSkill,
    CarriedOver,
    HeadStart,
    Move,
    MovedRow,
    Outcome,
    OutcomeTick,
    OwnLink,
    Plan,
    PlanChoice,
    Prerequisite,
    ProjectSkill,
    Resource,
    ResourceState,
    Role,
    RoleSkill,
    RoundQuestion,
    Skill,
    SkillEvent,
    SkillNote,
    SkillResource,
    SkillState,
    StudyEntry,
    StudyTimer,
    User,
    Wish,
    personal_models,
)
from careers.models.moves import columns_of
from tests import factories

NOW = timezone.now()


@pytest.fixture
def role(db: None) -> Role:
    return factories.role()


@pytest.fixture
def pair(role: Role) -> tuple[Skill, Skill]:
    """The smaller one, which goes, and its heir, with a third skill beside them."""
    stage = factories.stage()
    smaller = factories.skill("pandas", stage, order=1, hours=4, outcomes=2)
    larger = factories.skill("tables", stage, order=2, hours=10, outcomes=3)
    beside = factories.skill("python", stage, order=3, hours=8)
    factories.need(role, smaller, larger, beside)
    return smaller, larger


def merge(gone: Skill, heir: Skill, hours: int = 14, by: User | None = None) -> Move:
    def planned(now: datetime) -> Impact:
        return skills_merged(Skill.objects.get(pk=gone.pk), Skill.objects.get(pk=heir.pk), hours, now)

    return carry_out(planned, planned(timezone.now()).changes.fingerprint(), "The same craft.", by)


def state(user: User, skill: Skill) -> str:
    held = SkillState.of(user).filter(skill=skill).first()
    return held.state if held else "todo"


def everything() -> dict[str, list[object]]:
    """Every row of every person and of the catalogue, save for the log of moves, news and history."""
    kinds: list[type[Model]] = [
        *personal_models(), Skill, Outcome, Prerequisite, RoleSkill, HeadStart, CampSkill, SkillResource, BriefSkill,
        Resource,
    ]  # fmt: skip
    return {
        kind.__name__: [(row.pk, columns_of(row)) for row in kind._default_manager.order_by("pk")] for kind in kinds
    }


def test_a_finished_smaller_skill_leaves_an_untouched_heir_in_learning(pair: tuple[Skill, Skill], ada: User):
    gone, heir = pair
    mark(ada, gone.pk, "done")
    merge(gone, heir)
    assert (state(ada, gone), state(ada, heir)) == ("todo", "learning")
    assert OutcomeTick.of(ada).filter(skill=heir).count() == 2


@pytest.mark.parametrize(
    ("gone", "heir", "after"),
    [
        ("todo", "todo", "todo"),
        ("todo", "learning", "learning"),
        ("todo", "done", "done"),
        ("todo", "skipped", "skipped"),
        ("learning", "todo", "learning"),
        ("learning", "learning", "learning"),
        ("learning", "done", "done"),
        ("learning", "skipped", "learning"),
        ("done", "todo", "learning"),
        ("done", "learning", "done"),
        ("done", "done", "done"),
        ("done", "skipped", "done"),
        ("skipped", "todo", "todo"),
        ("skipped", "learning", "learning"),
        ("skipped", "done", "done"),
        ("skipped", "skipped", "skipped"),
    ],
)
def test_the_further_state_wins_where_both_were_begun(
    pair: tuple[Skill, Skill], ada: User, gone: str, heir: str, after: str
):
    for skill, held in zip(pair, (gone, heir), strict=True):
        mark(ada, skill.pk, held)
    before = standing_of(ada).total
    merge(*pair)
    assert state(ada, pair[1]) == after
    assert share(standing_of(ada).total) >= share(before)


def share(total: object) -> float:
    return total.covered_minutes / total.minutes if total.minutes else 1  # type: ignore[attr-defined]


def test_done_is_what_has_every_outcome_ticked(pair: tuple[Skill, Skill], ada: User):
    gone, heir = pair
    for outcome in heir.outcomes.all():
        tick(ada, heir.pk, outcome.pk, True)
    mark(ada, heir.pk, "todo")
    mark(ada, gone.pk, "done")
    merge(gone, heir)
    assert state(ada, heir) == "done"


@pytest.fixture
def lived_in(pair: tuple[Skill, Skill], role: Role, ada: User) -> tuple[Skill, Skill]:
    """A person with every kind of row on the skill that goes, and some of them on its heir as well."""
    gone, heir = pair
    beside = Skill.objects.get(key="python")
    Plan.objects.create(user=ada, role=role, background=factories.background())
    mark(ada, gone.pk, "learning")
    mark(ada, gone.pk, "done")
    mark(ada, heir.pk, "learning")
    tick(ada, gone.pk, gone.outcomes.get(key="o1").pk, True)
    for skill in pair:
        keep_note(ada, skill.pk, f"On {skill.key}.", None)
        OwnLink.objects.create(user=ada, skill=skill, title="Docs", url="https://example.org/d", note=skill.key)
        PlanChoice.objects.create(user=ada, skill=skill, kind="pinned", week=date(2026, 11, 23))
    PlanChoice.objects.create(user=ada, skill=beside, kind="placed", beside=gone)
    PlanChoice.objects.create(user=ada, skill=heir, kind="placed", beside=gone)
    StudyEntry.objects.create(user=ada, skill=gone, minutes=50, day=date(2026, 11, 20))
    StudyTimer.objects.create(user=ada, skill=gone)
    factories.project(ada, gone, heir)
    factories.shown_project(ada, gone)
    RoundQuestion.objects.create(user=ada, round=factories.round_of(ada), skill=gone, question="Which join?")
    factories.brief("shop", gone, heir)
    factories.brief("leaves", gone)
    factories.resource("both", gone, heir)
    factories.resource("one", gone)
    Prerequisite.objects.create(skill=heir, needs=gone)
    Prerequisite.objects.create(skill=gone, needs=beside)
    return pair


def test_every_kind_of_row_goes_along(lived_in: tuple[Skill, Skill], ada: User):
    gone, heir = lived_in
    merge(gone, heir)
    hanging = {
        model.__name__: model.of(ada).filter(**{f"{name}_id": gone.pk}).count()
        for model in personal_models()
        for name in model.follows
        if model.column(name).related_model is Skill
    }
    assert set(hanging.values()) == {0}
    assert SkillNote.of(ada).get().text == "On tables.\n\n---\n\nOn pandas."
    assert OwnLink.of(ada).get().note == "tables; pandas"
    assert list(PlanChoice.of(ada).values_list("skill__key", "kind", "beside__key")) == [
        ("tables", "pinned", None),
        ("python", "placed", "tables"),
    ]
    assert ProjectSkill.of(ada).filter(skill=heir).count() == 2


def test_the_catalogue_has_all_of_the_skill_with_its_heir(lived_in: tuple[Skill, Skill]):
    gone, heir = lived_in
    merge(gone, heir)
    gone.refresh_from_db()
    heir.refresh_from_db()
    assert (gone.merged_into, gone.retired_at is not None, heir.hours) == (heir, True, 14)
    assert list(heir.outcomes.values_list("key", "order")) == [
        ("o1", 1),
        ("o2", 2),
        ("o3", 3),
        ("o1-2", 4),
        ("o2-2", 5),
    ]
    assert list(heir.skill_resources.values_list("resource__key", flat=True)) == ["both", "one"]
    assert list(Prerequisite.objects.values_list("skill__key", "needs__key")) == [("tables", "python")]
    assert list(heir.brief_skills.order_by("-brief").values_list("brief__key", flat=True)) == ["shop", "leaves"]
    assert catalogue().by_former_slug["pandas"].key == "tables"
    assert "pandas" not in catalogue().by_slug


def test_states_are_what_the_log_comes_to(lived_in: tuple[Skill, Skill], ada: User):
    merge(*lived_in)
    events = SkillEvent.of(ada).order_by("at", "pk")
    folded = {pk: now.state for pk, now in fold(events).items() if now.state != "todo"}
    assert dict(SkillState.of(ada).values_list("skill", "state")) == folded


@pytest.fixture
def everything_on_it(lived_in: tuple[Skill, Skill], ada: User) -> tuple[Skill, Skill]:
    """With what people told curators too, their votes, and what counts as it counted before an earlier change."""
    gone, _ = lived_in
    one, both = Resource.objects.get(key="one"), Resource.objects.get(key="both")
    for skill in lived_in:
        Wish.objects.create(user=ada, skill=skill, what=Wish.What.FREE)
    CarriedOver.objects.create(user=ada, skill=gone, minutes=300, covered=200)
    for resource in (one, both):
        ResourceState.objects.create(user=ada, resource=resource, state="finished", helpful=resource == one)
    factories.report(ada, one)
    factories.suggestion(ada, *lived_in)
    factories.suggestion(ada, gone, url="https://example.org/one", state="duplicate", resource=one, decided_at=NOW)
    return lived_in


def test_the_person_has_every_kind_of_row_that_a_change_may_touch(everything_on_it: tuple[Skill, Skill], ada: User):
    assert [m.__name__ for m in personal_models() if (m.follows or m.stays) and not m.of(ada).exists()] == []


def one_and_both() -> list[Resource]:
    return [Resource.objects.get(key=key) for key in ("one", "both")]


def part_of(skill: Skill) -> Part:
    return Part((skill.outcomes.get(key="o1").pk,), (), 3)


CHANGES: dict[str, Callable[[Skill, Skill, datetime], Impact]] = {
    "skills merged": lambda gone, heir, now: skills_merged(gone, heir, 14, now),
    "skill split": lambda gone, _, now: split(gone, part_of(gone), None, "Joins", "joins", now),
    "skill split into another": lambda gone, heir, now: split(gone, part_of(gone), heir, "", "", now),
    "skill renamed": lambda gone, *_: renamed(gone, {"title": "Frames", "short_title": "Frames", "slug": "frames"}),
    "skill moved": lambda gone, heir, _: moved(gone, heir.stage, 3),
    "skill retired": lambda gone, _, now: retired(gone, now),
    "resources merged": lambda *said: resources_merged(*one_and_both(), said[2]),
    "resource renamed": lambda *_: renamed(one_and_both()[0], {"title": "Another", "url": "https://example.org/a"}),
    "resource retired": lambda *said: retired(one_and_both()[0], said[2]),
}
IN_PLACE = {"skill renamed", "skill moved", "skill retired", "resource renamed", "resource retired"}
"""After these everybody's rows are what they were."""


@pytest.mark.parametrize("change", CHANGES)
def test_a_revert_brings_back_every_row(everything_on_it: tuple[Skill, Skill], grace: User, change: str):
    mark(grace, everything_on_it[0].pk, "done")
    before, own = everything(), [model.__name__ for model in personal_models()]

    def planned(now: datetime) -> Impact:
        gone, heir = (Skill.objects.get(pk=skill.pk) for skill in everything_on_it)
        return CHANGES[change](gone, heir, now)

    move = carry_out(planned, planned(timezone.now()).changes.fingerprint(), "", None)
    after = everything()
    assert after != before
    assert all(after[name] == before[name] for name in own) == (change in IN_PLACE)
    assert revert(move.pk, None) == Reverted(move.rows.count(), 0)
    assert everything() == before


def test_statements_do_not_grow_with_the_people(pair: tuple[Skill, Skill]):
    counts = []
    for number in range(4):
        for skill in pair:
            mark(factories.member(f"{number}-{skill.key}@example.org"), skill.pk, "done")
        with CaptureQueriesContext(connection) as statements:
            revert(merge(*pair).pk, None)
        counts.append(len(statements))
    assert counts[1:] == [counts[1]] * 3


def test_a_second_revert_does_nothing(pair: tuple[Skill, Skill]):
    move = merge(*pair)
    revert(move.pk, None)
    assert revert(move.pk, None) is None


def test_what_a_person_did_since_stays_with_the_heir(lived_in: tuple[Skill, Skill], ada: User):
    gone, heir = lived_in
    move = merge(gone, heir)
    note = SkillNote.of(ada).get()
    keep_note(ada, heir.pk, "Anew.", note.version)
    mark(ada, heir.pk, "skipped")
    reverted = revert(move.pk, None)
    assert reverted is not None
    assert reverted.kept > 0
    assert (state(ada, gone), state(ada, heir)) == ("done", "skipped")
    assert dict(SkillNote.of(ada).values_list("skill__key", "text")) == {"pandas": "On pandas.", "tables": "Anew."}


def test_a_tick_that_was_set_since_goes_with_its_outcome(pair: tuple[Skill, Skill], ada: User):
    gone, heir = pair
    move = merge(gone, heir)
    tick(ada, heir.pk, heir.outcomes.get(key="o1-2").pk, True)
    revert(move.pk, None)
    assert OutcomeTick.of(ada).get().skill == gone


def test_a_preview_that_is_not_true_any_more_is_shown_again(pair: tuple[Skill, Skill], ada: User):
    def planned(now: datetime) -> Impact:
        return skills_merged(Skill.objects.get(pk=pair[0].pk), Skill.objects.get(pk=pair[1].pk), 14, now)

    seen = planned(timezone.now()).changes.fingerprint()
    mark(ada, pair[0].pk, "learning")
    with pytest.raises(Stale) as stale:
        carry_out(planned, seen, "", None)
    assert (stale.value.impact.learners, Move.objects.count()) == (1, 0)


def test_a_preview_stays_true_while_nothing_changes(pair: tuple[Skill, Skill], ada: User):
    mark(ada, pair[0].pk, "done")
    impacts = [skills_merged(*Skill.objects.filter(key__in=["pandas", "tables"]), 14, timezone.now()) for _ in "12"]
    assert len({impact.changes.fingerprint() for impact in impacts}) == 1


def test_nobody_of_whom_only_one_was_asked_has_less_than_before(pair: tuple[Skill, Skill], ada: User):
    """The heir grows by a skill that this role never asked for."""
    other = factories.role("analyst", 2)
    factories.need(other, pair[1], Skill.objects.get(key="python"))
    Plan.objects.create(user=ada, role=other, background=factories.background())
    mark(ada, Skill.objects.get(key="python").pk, "done")
    before = standing_of(ada).total
    merge(*pair)
    assert CarriedOver.of(ada).get().minutes == 600
    assert standing_of(ada).total == before


def test_a_person_who_leaves_takes_their_part_of_the_log_along(pair: tuple[Skill, Skill], ada: User):
    mark(ada, pair[0].pk, "done")
    merge(*pair)
    assert MovedRow.objects.filter(user=ada).exists()
    SkillEvent.of(ada).delete()
    ada.delete()
    assert not MovedRow.objects.exclude(user=None).exists()


def test_a_learner_hears_what_went_along(lived_in: tuple[Skill, Skill], ada: User):
    merge(*lived_in)
    ada.news_read_at -= timedelta(days=1)
    news = news_for(ada, standing_of(ada))
    assert news is not None
    [item] = [item for item in news.changes if item.into]
    assert (item.title, item.into, item.url) == ("Pandas", "Tables", "/skills/tables/")
    own = "Your tick, your note, your link, your study entry and your 2\N{NO-BREAK SPACE}projects moved with it."
    assert item.note == f"{own} The same craft."


def test_a_learner_hears_of_a_merged_resource(pair: tuple[Skill, Skill], ada: User):
    gone, heir = factories.resource("one", pair[0]), factories.resource("other", pair[1])
    ResourceState.objects.create(user=ada, resource=gone, state="progress", stopped_place="page 9")

    def planned(now: datetime) -> Impact:
        rows = Resource.objects.order_by("key")
        return resources_merged(rows[0], rows[1], now)

    move = carry_out(planned, planned(timezone.now()).changes.fingerprint(), "Twice the same.", None)
    ada.news_read_at -= timedelta(days=1)
    news = news_for(ada, standing_of(ada))
    assert news is not None
    assert [item.note for item in news.changes if item.into] == ["Your place in it moved with it. Twice the same."]
    assert ResourceState.of(ada).get().resource == heir
    before_again = revert(move.pk, None)
    assert before_again == Reverted(move.rows.count(), 0)
    assert ResourceState.of(ada).get().resource == gone


def split_off(source: Skill, outcome: str, heir: Skill | None = None, hours: int = 3) -> Move:
    part = Part((source.outcomes.get(key=outcome).pk,), (), hours)

    def planned(now: datetime) -> Impact:
        target = Skill.objects.get(pk=heir.pk) if heir else None
        return split(Skill.objects.get(pk=source.pk), part, target, "Joins", "joins", now)

    return carry_out(planned, planned(timezone.now()).changes.fingerprint(), "Two crafts.", None)


@pytest.mark.parametrize(
    ("held", "ticked", "after"),
    [
        ("todo", False, "todo"),
        ("skipped", False, "skipped"),
        ("learning", False, "todo"),
        ("learning", True, "learning"),
        ("done", False, "done"),
    ],
)
def test_a_new_skill_takes_its_part_of_what_was_done(
    pair: tuple[Skill, Skill], ada: User, held: str, ticked: bool, after: str
):
    source = pair[1]
    mark(ada, source.pk, held)
    if ticked:
        tick(ada, source.pk, source.outcomes.get(key="o1").pk, True)
    before = standing_of(ada).total
    split_off(source, "o1")
    assert (state(ada, source), state(ada, Skill.objects.get(key="joins"))) == (held, after)
    assert share(standing_of(ada).total) >= share(before)
    assert OutcomeTick.of(ada).filter(skill__key="joins").count() == ticked


def test_a_new_skill_that_was_begun_since_is_retired_by_a_revert(pair: tuple[Skill, Skill], ada: User):
    move = split_off(pair[1], "o1")
    joins = Skill.objects.get(key="joins")
    mark(ada, joins.pk, "done")
    revert(move.pk, None)
    joins.refresh_from_db()
    assert (joins.retired_at is not None, state(ada, joins)) == (True, "done")


def test_a_part_that_was_done_is_ticked_in_a_skill_that_was_there(pair: tuple[Skill, Skill], ada: User):
    heir, source = pair
    mark(ada, source.pk, "done")
    before = standing_of(ada).total
    split_off(source, "o1", heir)
    assert (state(ada, source), state(ada, heir)) == ("done", "learning")
    assert OutcomeTick.of(ada).get().skill == heir
    assert share(standing_of(ada).total) >= share(before)


def test_an_older_export_comes_in_where_everything_is_by_now(lived_in: tuple[Skill, Skill], ada: User, grace: User):
    """What was exported before the merge and comes in after it is as if it had been here."""
    gone, heir = lived_in
    file = json.dumps(export_data(ada), default=str).encode()
    merge(gone, heir)
    import_file(grace, file)
    assert state(grace, gone) == "todo"
    assert state(grace, heir) == state(ada, heir) == "done"
    assert OutcomeTick.of(grace).get().skill == heir
    assert SkillNote.of(grace).get().text == SkillNote.of(ada).get().text
    assert not any(
        model.of(grace).filter(**{f"{name}__merged_into__isnull": False}).exists()
        for model in personal_models()
        for name in model.follows
        if model.column(name).related_model is Skill
    )


def test_nobody_who_marks_without_a_plan_has_less_than_before(pair: tuple[Skill, Skill], ada: User):
    """They are shown the usual role's coverage, whose rest grows by the hours of the merged skill."""
    mark(ada, Skill.objects.get(key="python").pk, "done")
    before = standing_of(ada).total
    merge(*pair, hours=40)
    assert share(standing_of(ada).total) >= share(before)


def test_an_heir_that_was_retired_since_takes_nothing_in(pair: tuple[Skill, Skill]):
    def planned(now: datetime) -> Impact:
        return skills_merged(Skill.objects.get(pk=pair[0].pk), Skill.objects.get(pk=pair[1].pk), 14, now)

    seen = planned(timezone.now()).changes.fingerprint()
    Skill.objects.filter(pk=pair[1].pk).update(retired_at=timezone.now())
    with pytest.raises(Stale):
        carry_out(planned, seen, "", None)


def test_a_chain_of_merges_is_taken_back_from_its_end(lived_in: tuple[Skill, Skill]):
    before = everything()
    first = merge(*lived_in)
    second = merge(lived_in[1], Skill.objects.get(key="python"))
    with pytest.raises(MovedOn) as refused:
        revert(first.pk, None)
    assert refused.value.later == second
    for move in (second, first):
        assert revert(move.pk, None) == Reverted(move.rows.count(), 0)
    assert everything() == before


def test_outcomes_of_a_part_find_keys_that_are_free(pair: tuple[Skill, Skill]):
    heir, source = pair
    Outcome.objects.create(skill=heir, key="o1-3", order=3, text="show what has its key")
    Outcome.objects.create(skill=heir, key="o1-2", order=4, text="show another")
    split_off(source, "o1", heir)
    assert sorted(heir.outcomes.values_list("key", flat=True)) == ["o1", "o1-2", "o1-3", "o1-4", "o2"]
