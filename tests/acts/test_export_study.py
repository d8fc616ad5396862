"""Study time, resources and links, out and in again."""

import datetime as dt
import json
from typing import Any

import pytest
from django.utils import timezone

from careers.acts.export_data import export_data
from careers.acts.import_data import Refused, import_file, validator
from careers.models import OwnLink, ResourceState, StudyEntry, StudyTimer, User
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = ("study_entries", "study_timer", "resource_states", "own_links")


@pytest.fixture
def student(ada: User) -> User:
    """One row of each kind, and an entry on nothing that the roadmap knows."""
    skill = factories.skill("python", factories.stage())
    film = factories.resource("film", skill, kind="video")
    StudyEntry.objects.create(user=ada, skill=skill, resource=film, minutes=45, day=dt.date(2026, 3, 1), note="loops")
    StudyEntry.objects.create(user=ada, minutes=25, day=timezone.localdate())
    StudyTimer.objects.create(user=ada, skill=skill)
    ResourceState.objects.create(
        user=ada, resource=film, state="finished", began_at=timezone.now(), finished_at=timezone.now(), helpful=True
    )
    OwnLink.objects.create(user=ada, skill=skill, title="Notes", url="https://example.org/", note="ours")
    return ada


def out(user: User) -> dict[str, Any]:
    return json.loads(json.dumps(export_data(user)))


def rows(user: User) -> dict[str, list[dict[str, Any]]]:
    return {name: rows for name, rows in out(user).items() if name in NAMES}


def taken_in(user: User, data: dict[str, Any]) -> int:
    return import_file(user, json.dumps(data).encode()).added.total()


def test_an_export_is_as_its_schema_says(student: User):
    assert list(validator().iter_errors(out(student))) == []


def test_everything_comes_in_once(student: User, grace: User):
    data = out(student)
    assert (taken_in(grace, data), taken_in(grace, data)) == (5, 0)
    assert rows(grace) == rows(student)


def test_ones_own_timer_goes_on(student: User, grace: User):
    own = StudyTimer.objects.create(user=grace)
    taken_in(grace, out(student))
    assert StudyTimer.of(grace).get() == own


def test_the_further_state_of_a_resource_stays(student: User, grace: User):
    film = ResourceState.of(student).get().resource
    ResourceState.objects.create(user=grace, resource=film, state="progress", stopped_seconds=48)
    taken_in(grace, out(student))
    row = ResourceState.of(grace).get()
    assert (row.state, row.stopped_seconds, row.helpful) == ("finished", 48, True)


def test_notes_on_the_same_address_are_joined_once(student: User, grace: User):
    link = OwnLink.of(student).get()
    OwnLink.objects.create(user=grace, skill=link.skill, title="Hers", url=link.url, note="hers")
    for _ in range(2):
        taken_in(grace, out(student))
    row = OwnLink.of(grace).get()
    assert (row.title, row.note) == ("Hers", "hers; ours")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("study_entries", {"minutes": 0}),
        ("study_entries", {"minutes": 1441}),
        ("study_entries", {"day": "2999-01-01"}),
        ("study_entries", {"day": "2026-02-30"}),
        ("study_entries", {"day": "1900-01-01"}),
        ("resource_states", {"state": "burnt"}),
        ("resource_states", {"stopped_seconds": -1}),
        ("resource_states", {"stopped_seconds": 5, "stopped_place": "p. 5"}),
        ("resource_states", {"state": "todo"}),
        ("own_links", {"url": "javascript:alert(1)"}),
        ("own_links", {"url": "ftp://example.org/"}),
        ("own_links", {"title": ""}),
    ],
)
def test_what_could_not_be_here_is_refused_whole(student: User, grace: User, name: str, wrong: dict[str, Any]):
    data = out(student)
    data[name][0] |= wrong
    with pytest.raises(Refused):
        taken_in(grace, data)
    assert rows(grace) == {name: [] for name in NAMES}
