"""A person's data: out, in again, and gone."""

import copy
import datetime as dt
import json
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator

from careers.acts.delete_account import delete_account
from careers.acts.export_data import export_data
from careers.acts.import_data import Imported, Refused, import_file, validator
from careers.acts.mark import mark, undo
from careers.acts.start_plan import start_plan
from careers.figures.fold import fold
from careers.models import OutcomeTick, Plan, Skill, SkillEvent, SkillNote, SkillState, User, personal_models
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def skills() -> list[Skill]:
    stage = factories.stage()
    return [factories.skill(key, stage, order=n) for n, key in enumerate(("python", "git", "sql"), 1)]


@pytest.fixture
def lived_in(ada: User, skills: list[Skill]) -> User:
    """A plan, three marks of which one is undone, a tick and a note."""
    python, git, sql = skills
    start_plan(ada, factories.role().pk, factories.background().pk)
    mark(ada, python.pk, "learning")
    mark(ada, python.pk, "done")
    undone = mark(ada, git.pk, "done").event
    undo(ada, undone.pk)
    mark(ada, sql.pk, "skipped")
    OutcomeTick.objects.create(user=ada, skill=python, outcome=python.outcomes.first(), at=timezone.now())
    SkillNote.objects.create(user=ada, skill=python, text="**mine**", saved_at=timezone.now())
    return ada


def taken_in(user: User, data: Any) -> Imported:
    return import_file(user, json.dumps(data).encode())


def rows_of(user: User) -> dict[str, list[dict[str, Any]]]:
    data = export_data(User.objects.get(pk=user.pk))
    return {model.export_name: data[model.export_name] for model in personal_models()}


def refused(user: User, raw: bytes) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        import_file(user, raw)
    return caught.value.reasons


# --- out ---


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(validator().schema)


def test_an_export_is_as_its_schema_says(lived_in: User):
    assert list(validator().iter_errors(json.loads(json.dumps(export_data(lived_in))))) == []


@pytest.mark.parametrize("model", personal_models())
def test_the_schema_describes_every_personal_model(model):
    rows = validator().schema["properties"][model.export_name]["items"]
    assert tuple(rows["properties"]) == model.export_fields
    assert tuple(rows["required"]) == model.export_fields


def test_an_export_holds_every_row(lived_in: User):
    assert {name: len(rows) for name, rows in rows_of(lived_in).items() if rows} == {
        "plan": 1, "skill_events": 5, "skill_states": 2, "outcome_ticks": 1, "skill_notes": 1,
    }  # fmt: skip


def test_an_export_holds_nothing_of_anybody_else_and_no_password(lived_in: User, grace: User):
    mark(grace, Skill.objects.get(key="git").pk, "done")
    text = json.dumps(export_data(lived_in))
    assert (grace.email in text, "argon2" in text) == (False, False)
    assert export_data(grace)["skill_states"][0]["skill"] == "git"


def test_the_queries_of_an_export_do_not_grow_with_its_rows(lived_in: User, django_assert_num_queries):
    with django_assert_num_queries(len(personal_models()) + 1):
        export_data(lived_in)


# --- in ---


def test_an_export_comes_in_whole_elsewhere(lived_in: User, grace: User):
    before = rows_of(lived_in)
    taken_in(grace, export_data(lived_in))
    assert rows_of(grace) == before


def test_importing_twice_changes_nothing(lived_in: User, grace: User):
    data = export_data(lived_in)
    taken_in(grace, data)
    once = rows_of(grace)
    again = taken_in(grace, data)
    assert rows_of(grace) == once
    assert again.added.total() == 0


def test_importing_ones_own_export_changes_nothing(lived_in: User):
    before = rows_of(lived_in)
    taken_in(lived_in, export_data(lived_in))
    assert rows_of(lived_in) == before


def test_states_are_what_all_events_come_to(lived_in: User, grace: User, skills: list[Skill]):
    python, git, _ = skills
    mark(grace, git.pk, "learning")
    mark(grace, python.pk, "skipped")  # later than ada's
    taken_in(grace, export_data(lived_in))
    folded = fold(SkillEvent.of(grace).order_by("at", "pk"))
    held = {s.skill_id: (s.state, s.before, s.since) for s in SkillState.of(grace)}
    assert held == {pk: tuple(now) for pk, now in folded.items() if now.state != "todo"}
    assert SkillState.of(grace).get(skill=python).state == "skipped"


def test_a_file_from_a_clock_that_is_ahead_does_not_outlive_what_follows(
    lived_in: User, grace: User, skills: list[Skill]
):
    data = export_data(lived_in)
    for event in data["skill_events"]:
        event["at"] = (timezone.now() + dt.timedelta(hours=3)).isoformat()
    taken_in(grace, data)
    event = mark(grace, skills[0].pk, "skipped").event
    taken_in(grace, data)
    assert SkillState.of(grace).get(skill=skills[0]).state == "skipped"
    assert undo(grace, event.pk).now.state == "done"


def test_the_latest_act_can_be_undone_after_an_older_one_came_in(lived_in: User, grace: User, skills: list[Skill]):
    event = mark(grace, skills[0].pk, "skipped").event
    taken_in(grace, export_data(lived_in))
    assert undo(grace, event.pk).now.state == "done"


def test_states_of_the_file_are_not_believed(lived_in: User, grace: User):
    data = export_data(lived_in)
    data["skill_states"] = [row | {"state": "learning"} for row in data["skill_states"]]
    taken_in(grace, data)
    assert SkillState.of(grace).get(skill__key="python").state == "done"


def test_ones_own_plan_stays(lived_in: User, grace: User):
    other = factories.role("other", 2)
    start_plan(grace, other.pk, factories.background("student").pk)
    taken_in(grace, export_data(lived_in))
    assert Plan.of(grace).get().role == other


def test_two_notes_are_joined_once(lived_in: User, grace: User, skills: list[Skill]):
    SkillNote.objects.create(user=grace, skill=skills[0], text="hers", saved_at=timezone.now())
    for _ in range(2):
        taken_in(grace, export_data(lived_in))
    assert SkillNote.of(grace).get().text == "hers\n\n---\n\n**mine**"


def test_account_fields_come_in_where_nothing_was_chosen(lived_in: User, grace: User):
    User.objects.filter(pk=lived_in.pk).update(theme="dark", time_zone="Asia/Tokyo")
    taken_in(grace, export_data(User.objects.get(pk=lived_in.pk)))
    person = User.objects.get(pk=grace.pk)
    assert (person.name, person.theme, person.time_zone, person.email) == (
        "Grace Hopper", "dark", "Asia/Tokyo", "grace@example.org",
    )  # fmt: skip


def test_what_the_catalogue_lacks_is_left_out_and_named(lived_in: User, grace: User):
    data = export_data(lived_in)
    for row in [*data["skill_events"], *data["outcome_ticks"], *data["skill_notes"]]:
        row["skill"] = row["skill"].replace("python", "cobol")
    data["plan"][0]["role"] = "pilot"
    data["titles"]["cobol"] = "COBOL"
    imported = taken_in(grace, data)
    assert imported.unknown == {"role “pilot”": 1, "skill “COBOL”": 4}
    assert [row["skill"] for row in rows_of(grace)["skill_states"]] == ["sql"]


def test_what_this_version_does_not_know_is_named_and_left(lived_in: User, grace: User):
    data = export_data(lived_in) | {"horoscope": "good"}
    data["skill_notes"][0]["colour"] = "red"
    assert sorted(taken_in(grace, data).ignored) == ["skill_notes/0: colour", "the file: horoscope"]


# --- refused ---


def test_a_refused_file_leaves_everything_as_it_was(lived_in: User, grace: User):
    mark(grace, Skill.objects.get(key="git").pk, "done")
    before = rows_of(grace)
    data = export_data(lived_in)
    data["skill_events"][-1]["state"] = data["skill_events"][-1]["was"]
    refused(grace, json.dumps(data).encode())
    assert rows_of(grace) == before


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"[" * 100_000,
        b'{"format": "ascent-export", "format": "ascent-export"}',
        b'{"format": NaN}',
        b'{"format": ' + b"9" * 5000 + b"}",
        b'{"format": "ascent-export", "schema_version": 2, "account": {}}',
        b'{"format": "ascent-export", "schema_version": 1, "account": {"name": "a\\u0000b"}}',
        b'{"format": "ascent-export", "schema_version": 1, "account": {"name": "\\ud800"}}',
        b'{"format": "ascent-export", "schema_version": 1, "account": {}, "plan": {"role": 1}}',
        b'{"format": "ascent-export", "schema_version": 1, "account": []}',
        b" " * (4 * 1024 * 1024 + 1),
    ],
    ids=lambda raw: repr(raw[:40]),
)
def test_what_is_no_export_is_refused(grace: User, raw: bytes):
    assert refused(grace, raw)


def changed(path: tuple[str, int, str], value: object):
    def change(data: dict[str, Any]) -> None:
        data[path[0]][path[1]][path[2]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        changed(("skill_events", 0, "key"), "no-uuid"),
        changed(("skill_events", 0, "state"), "todo"),
        changed(("skill_events", 0, "state"), "proven"),
        changed(("skill_events", 0, "at"), "9999-12-31T23:59:59+00:00"),
        changed(("skill_events", 0, "at"), "0001-01-01T00:00:00+14:00"),
        changed(("skill_events", 0, "at"), "2026-02-31T00:00:00+00:00"),
        changed(("skill_events", 0, "at"), "2026-02-01T00:00:00"),
        changed(("skill_events", 0, "at"), 7),
        changed(("skill_notes", 0, "text"), "x" * 50_001),
        changed(("skill_notes", 0, "text"), "a\0b"),
        changed(("skill_notes", 0, "skill"), {"key": "python"}),
        changed(("outcome_ticks", 0, "at"), None),
        lambda data: data["skill_events"][0].pop("skill"),
    ],
)
def test_a_wrong_row_is_refused(lived_in: User, grace: User, change):
    data = copy.deepcopy(export_data(lived_in))
    change(data)
    refused(grace, json.dumps(data).encode())
    assert not any(model.of(grace).exists() for model in personal_models())


def test_two_undos_of_one_event_are_refused(lived_in: User, grace: User):
    data = export_data(lived_in)
    second = next(row for row in data["skill_events"] if row["undoes"]) | {"key": str(uuid.uuid4())}
    data["skill_events"].append(second)
    assert refused(grace, json.dumps(data).encode()) == (
        "Rows of the file contradict each other, such as two undos of one event.",
    )


def test_an_undo_cannot_reach_into_another_persons_log(lived_in: User, grace: User):
    """Keys are looked up within the person."""
    mark(grace, Skill.objects.get(key="git").pk, "done")
    data = export_data(lived_in)
    for row in data["skill_events"]:
        row["key"] = str(uuid.uuid4())
    taken_in(grace, data)
    assert set(SkillEvent.of(grace).exclude(undoes=None).values_list("undoes__user", flat=True)) <= {grace.pk}


def test_a_long_log_comes_in_by_few_statements(grace: User, skills: list[Skill]):
    at = timezone.now() - dt.timedelta(days=400)
    states = ["todo", "learning", "done"]
    events = [
        {
            "key": str(uuid.uuid4()),
            "skill": skills[n % 3].key,
            "was": states[n // 3 % 3],
            "state": states[(n // 3 + 1) % 3],
            "at": (at + dt.timedelta(minutes=n)).isoformat(),
            "undoes": None,
        }
        for n in range(2000)
    ]
    with CaptureQueriesContext(connection) as statements:
        taken_in(grace, {"format": "ascent-export", "schema_version": 1, "account": {}, "skill_events": events})
    assert SkillEvent.of(grace).count() == 2000
    assert len(statements) < 200


# --- gone ---


def test_deletion_leaves_no_row_of_the_person(lived_in: User, grace: User):
    mark(grace, Skill.objects.get(key="git").pk, "done")
    delete_account(lived_in)
    assert list(User.objects.values_list("email", flat=True)) == ["grace@example.org"]
    assert {model: set(model.objects.values_list("user", flat=True)) - {grace.pk} for model in personal_models()} == {
        model: set() for model in personal_models()
    }
    connection.check_constraints()


def test_a_person_can_be_deleted_by_the_orm_alone(lived_in: User):
    """The admin does so."""
    lived_in.delete()
    assert not SkillEvent.objects.exists()
