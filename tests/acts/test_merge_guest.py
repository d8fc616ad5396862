"""A guest's rows come to an account, and go back: for every kind of row that there is."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careers.acts.delete_account import delete_account
from careers.acts.mark import mark, undo
from careers.acts.merge_guest import merge_guest
from careers.acts.undo_merge import undo_merge
from careers.acts.work_out_states import work_out_states
from careers.figures.fold import fold
from careers.figures.merging import FURTHEST, Take, merge_plan, rows_of
from careers.figures.standing import standing_of
from careers.models import (
    Merge,
    Personal,
    Plan,
    PlanChoice,
    Project,
    ProjectLink,
    Resource,
    ResourceState,
    Skill,
    SkillEvent,
    SkillNote,
    SkillState,
    StudyEntry,
    User,
    personal_models,
)
from careers.models.personal import WhenMerged
from tests import factories
from tests.rows import Rows, differing, stored

pytestmark = pytest.mark.django_db

TAKES = [Take.ALL, Take.PLAN_TOO, Take.NOTHING]


def make_catalogue() -> list[Skill]:
    """Two of everything that a personal row can point to."""
    stage = factories.stage()
    for n in (1, 2):
        factories.role(f"role-{n}", n)
        factories.background(f"background-{n}")
        Resource.objects.create(
            guide=factories.guide(),
            key=f"book-{n}", title="t", url=f"https://example.org/{n}", kind="book", cost="free", level="core",
            description="d",
        )  # fmt: skip
    return [factories.skill(f"skill-{n}", stage, order=n, outcomes=1) for n in (1, 2)]


@pytest.fixture
def skills() -> list[Skill]:
    return make_catalogue()


@pytest.fixture
def both(skills: list[Skill], guest: User, ada: User, numbers: tuple[int, int]) -> None:
    """A row of every kind on either side."""
    for user, number in zip((guest, ada), numbers, strict=True):
        Rows(user, number).make_all()
        work_out_states(user)


def owners(model: type[Personal]) -> set[int]:
    return set(model._default_manager.values_list("user", flat=True))


# --- every kind ---


@pytest.mark.parametrize("numbers", [(1, 2), (1, 1)], ids=["different", "the same"])
@pytest.mark.parametrize("take", TAKES)
@pytest.mark.usefixtures("both")
def test_a_merge_of_every_kind_of_row_can_be_taken_apart(guest: User, ada: User, take: Take):
    before = stored(guest), stored(ada)
    merge = merge_guest(guest, ada, take)
    assert not User.objects.filter(pk=guest.pk).exists()
    undone = undo_merge(ada, merge.pk)
    Merge.objects.filter(pk=merge.pk).delete()
    assert (undone.kept, differing(before[0], stored(undone.guest)), differing(before[1], stored(ada))) == ([], {}, {})


@pytest.mark.parametrize("numbers", [(1, 2)])
@pytest.mark.usefixtures("both")
def test_every_row_comes_along_where_there_is_room_for_both(guest: User, ada: User):
    rooms = [m for m in personal_models() if m.identity and not m.of_the_plan and m is not SkillState]
    before = {model: model.of(guest).count() + model.of(ada).count() for model in rooms}
    merge_guest(guest, ada, Take.ALL)
    after = {model: model.of(ada).count() for model in rooms}
    assert after == before | {Merge: before[Merge] + 1}


@pytest.mark.parametrize("numbers", [(1, 1)])
@pytest.mark.usefixtures("both")
def test_nothing_of_the_account_is_lost(guest: User, ada: User):
    """What is the same one on both sides stays once, as the account has it or with more."""
    kinds = [model for model in personal_models() if model not in (SkillState, Merge)]
    before = {model: set(model.of(ada).values_list("pk", flat=True)) for model in kinds}
    merge_guest(guest, ada, Take.ALL)
    assert {model: before[model] - set(model.of(ada).values_list("pk", flat=True)) for model in kinds} == {
        model: set() for model in kinds
    }


@pytest.mark.parametrize("numbers", [(1, 2)])
@pytest.mark.usefixtures("both")
def test_a_preview_writes_nothing_and_says_what_the_merge_does(guest: User, ada: User):
    before = stored(guest), stored(ada)
    plan = merge_plan(rows_of(guest), rows_of(ada), Take.ALL)
    assert (stored(guest), stored(ada)) == before
    assert merge_guest(guest, ada, Take.ALL).brought == plan.brought


@pytest.mark.parametrize("numbers", [(1, 2), (1, 1)])
@pytest.mark.usefixtures("both")
def test_an_account_that_is_merged_can_be_deleted(guest: User, ada: User):
    merge_guest(guest, ada, Take.ALL)
    delete_account(ada)
    assert not User.objects.exists()


# --- states ---


def test_the_further_state_stays_with_its_date(skills: list[Skill], guest: User, ada: User):
    mark(ada, skills[0].pk, "done")
    since = SkillState.of(ada).get().since
    mark(guest, skills[0].pk, "learning")
    merge_guest(guest, ada, Take.ALL)
    assert SkillState.of(ada).values_list("state", "since").get() == ("done", since)


def test_an_account_without_a_mark_takes_the_guests(skills: list[Skill], guest: User, ada: User):
    mark(guest, skills[0].pk, "done")
    since = SkillState.of(guest).get().since
    merge = merge_guest(guest, ada, Take.ALL)
    assert SkillState.of(ada).values_list("state", "since").get() == ("done", since)
    assert merge.brought == ["1\xa0marked skill"]


logs = st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from([*FURTHEST, "undo"])), max_size=9)


class Logs(TestCase):
    @settings(max_examples=20, deadline=None)
    @given(logs)
    def test_of_any_two_logs_the_further_states_stay_and_can_be_taken_apart(self, acts):
        make_catalogue()
        ada, guest = factories.member("ada@example.org"), User.objects.create_guest()
        pks = list(Skill.objects.values_list("pk", flat=True))
        for by_guest, first, act in acts:
            user, skill = (guest if by_guest else ada), pks[not first]
            latest = SkillEvent.of(user).filter(skill=skill).last()
            if act != "undo":
                mark(user, skill, act)
            elif latest and latest.undoes_id is None:
                undo(user, latest.pk)
        before = stored(guest), stored(ada)
        states = [dict(SkillState.of(user).values_list("skill", "state")) for user in (guest, ada)]
        merge = merge_guest(guest, ada, Take.ALL)
        further = {pk: max((of.get(pk, "todo") for of in states), key=FURTHEST.index) for pk in pks}
        held = {state.skill_id: (state.state, state.before, state.since) for state in SkillState.of(ada)}
        assert {pk: state for pk, (state, *_) in held.items()} == {
            pk: state for pk, state in further.items() if state != "todo"
        }
        folded = fold(SkillEvent.of(ada).order_by("at", "pk"))
        assert held == {pk: tuple(now) for pk, now in folded.items() if now.state != "todo"}
        undone = undo_merge(ada, merge.pk)
        Merge.objects.all().delete()
        assert (stored(undone.guest), stored(ada)) == before


# --- rules ---


def test_notes_are_joined(skills: list[Skill], guest: User, ada: User):
    for user, text in ((ada, "mine"), (guest, "as a guest")):
        SkillNote.objects.create(user=user, skill=skills[0], text=text)
    merge_guest(guest, ada, Take.ALL)
    assert SkillNote.objects.values_list("user", "text").get() == (ada.pk, "mine\n\n---\n\nas a guest")


def test_a_resource_is_as_far_as_the_further_side(skills: list[Skill], guest: User, ada: User):
    book = Resource.objects.get(key="book-1")
    ResourceState.objects.create(user=ada, resource=book, state="progress", helpful=True)
    ResourceState.objects.create(user=guest, resource=book, state="finished", finished_at=timezone.now())
    merge_guest(guest, ada, Take.ALL)
    assert ResourceState.of(ada).values_list("state", "helpful").get() == ("finished", True)


@pytest.fixture
def two_plans(skills: list[Skill], guest: User, ada: User) -> None:
    for user, number in ((guest, 1), (ada, 2)):
        rows = Rows(user, number)
        rows.of(Plan)
        rows.of(PlanChoice)


@pytest.mark.parametrize(("take", "role"), [(Take.ALL, "role-2"), (Take.PLAN_TOO, "role-1"), (Take.NOTHING, "role-2")])
@pytest.mark.usefixtures("two_plans")
def test_a_plan_moves_as_a_whole(guest: User, ada: User, take: Take, role: str):
    merge_guest(guest, ada, take)
    assert Plan.objects.values_list("user", "role__key").get() == (ada.pk, role)
    assert PlanChoice.objects.values_list("user", "skill__key").get() == (ada.pk, role.replace("role", "skill"))


def test_a_guests_plan_comes_where_the_account_has_none(skills: list[Skill], guest: User, ada: User):
    Rows(guest, 1).of(Plan)
    assert merge_guest(guest, ada, Take.ALL).brought == ["the guest’s plan"]
    assert owners(Plan) == {ada.pk}


def test_only_the_account_is_kept_and_the_guest_can_come_back(skills: list[Skill], guest: User, ada: User):
    mark(guest, skills[0].pk, "done")
    merge = merge_guest(guest, ada, Take.NOTHING)
    assert (merge.brought, SkillState.objects.count()) == ([], 0)
    assert SkillState.of(undo_merge(ada, merge.pk).guest).count() == 1


def test_a_guest_who_has_signed_up_meanwhile_is_left_alone(skills: list[Skill], grace: User, ada: User):
    mark(grace, skills[0].pk, "done")
    assert merge_guest(grace, ada, Take.ALL) is None
    assert owners(SkillState) == {grace.pk}


# --- what changed since ---


@pytest.fixture
def merge(skills: list[Skill], guest: User, ada: User) -> Merge:
    """The guest brought a done skill, a note, study time and a project with a link."""
    mark(guest, skills[0].pk, "done")
    rows = Rows(guest, 1)
    for model in (SkillNote, StudyEntry, ProjectLink):
        rows.of(model)
    return merge_guest(guest, ada, Take.ALL)


def test_a_skill_marked_since_stays_with_the_account(skills: list[Skill], ada: User, merge: Merge):
    mark(ada, skills[0].pk, "learning")
    undone = undo_merge(ada, merge.pk)
    assert undone.kept == ["1\xa0marked skill"]
    assert SkillState.objects.values_list("user", "state").get() == (ada.pk, "learning")
    assert owners(SkillEvent) == {ada.pk}


def test_a_note_written_on_since_stays_with_the_account(ada: User, merge: Merge):
    SkillNote.of(ada).update(text="longer")
    undone = undo_merge(ada, merge.pk)
    assert (undone.kept, owners(SkillNote), owners(StudyEntry)) == (["1\xa0note"], {ada.pk}, {undone.guest.pk})


def test_what_was_deleted_since_does_not_come_back(ada: User, merge: Merge):
    StudyEntry.of(ada).delete()
    assert undo_merge(ada, merge.pk).kept == ["1\xa0study entry"]
    assert not StudyEntry.objects.exists()


def test_a_project_stays_as_a_whole_with_what_was_added_to_it(ada: User, merge: Merge):
    project = Project.of(ada).get()
    ProjectLink.objects.create(user=ada, project=project, kind="demo", url="https://example.org/new")
    assert undo_merge(ada, merge.pk).kept == ["1\xa0project"]
    assert (owners(Project), owners(ProjectLink)) == ({ada.pk}, {ada.pk})


def test_a_merge_is_taken_apart_once(ada: User, merge: Merge):
    undo_merge(ada, merge.pk)
    assert undo_merge(ada, merge.pk) is None


def test_after_thirty_days_there_is_no_way_back(ada: User, merge: Merge):
    Merge.objects.update(at=timezone.now() - dt.timedelta(days=30))
    with pytest.raises(Merge.DoesNotExist):
        undo_merge(ada, merge.pk)


def test_nobody_takes_apart_the_merge_of_another(grace: User, merge: Merge):
    with pytest.raises(Merge.DoesNotExist):
        undo_merge(grace, merge.pk)


def test_a_guest_who_is_back_can_come_again(skills: list[Skill], ada: User, merge: Merge):
    guest = undo_merge(ada, merge.pk).guest
    assert merge_guest(guest, ada, Take.ALL).brought == merge.brought
    assert standing_of(ada).state(standing_of(ada).catalogue.skills[skills[0].pk]) == "done"


def test_every_kind_that_has_room_for_one_keeps_the_members_own():
    assert {m.when_merged for m in personal_models() if not m.identity} == {WhenMerged.MEMBERS_OWN}
