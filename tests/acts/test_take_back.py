"""Undo of an act on one row: exact, once, and never over something newer."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from careers.acts.take_back import TooLate, remembered, take_back, ticket
from careers.models import Document, DocumentVersion, OwnLink, SentDocument, Skill, StudyEntry, StudyTimer, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(ada: User) -> StudyEntry:
    return StudyEntry.objects.create(user=ada, minutes=25, day=dt.date(2026, 3, 1), note="as it was")


def rows(user: User) -> list[dict]:
    return StudyEntry.exported_of(user)


def deleted(entry: StudyEntry) -> str:
    way_back = ticket(entry, remembered(entry), gone=True)
    StudyEntry.objects.filter(pk=entry.pk).delete()
    return way_back


def test_a_deleted_row_comes_back_as_it_was(ada: User, entry: StudyEntry):
    before = rows(ada)
    way_back = deleted(entry)
    for _ in range(2):
        take_back(ada, way_back)
        assert (rows(ada), StudyEntry.of(ada).get().pk) == (before, entry.pk)


def test_a_change_is_taken_back(ada: User, entry: StudyEntry):
    before, was = rows(ada), remembered(entry)
    StudyEntry.objects.filter(pk=entry.pk).update(minutes=60, note="")
    take_back(ada, ticket(entry, was))
    assert rows(ada) == before


def test_a_row_that_was_made_goes(ada: User, entry: StudyEntry):
    way_back = ticket(entry, None)
    for _ in range(2):
        take_back(ada, way_back)
    assert rows(ada) == []


def test_what_was_changed_since_stays(ada: User, entry: StudyEntry):
    way_back = ticket(entry, None)
    StudyEntry.objects.filter(pk=entry.pk).update(minutes=60)
    with pytest.raises(TooLate):
        take_back(ada, way_back)
    assert StudyEntry.of(ada).get().minutes == 60


def test_what_takes_its_place_meanwhile_stays(ada: User):
    timer = StudyTimer.objects.create(user=ada, started_at=timezone.now())
    way_back = ticket(timer, remembered(timer), gone=True)
    timer.delete()
    newer = StudyTimer.objects.create(user=ada)
    with pytest.raises(TooLate):
        take_back(ada, way_back)
    assert StudyTimer.of(ada).get() == newer


def test_the_same_address_kept_anew_stays(ada: User):
    skill: Skill = factories.skill("python", factories.stage())
    link = OwnLink.objects.create(user=ada, skill=skill, title="old", url="https://example.org/")
    way_back = ticket(link, remembered(link), gone=True)
    link.delete()
    OwnLink.objects.create(user=ada, skill=skill, title="new", url="https://example.org/")
    with pytest.raises(TooLate):
        take_back(ada, way_back)
    assert OwnLink.of(ada).get().title == "new"


def test_nobody_elses_ticket_brings_anything(ada: User, grace: User, entry: StudyEntry):
    way_back = deleted(entry)
    with pytest.raises(TooLate):
        take_back(grace, way_back)
    made = StudyEntry.objects.create(user=ada, minutes=5, day=dt.date(2026, 3, 2))
    take_back(grace, ticket(made, None))
    assert (rows(grace), StudyEntry.of(ada).get()) == ([], made)


@pytest.mark.parametrize("signed", ["", "nonsense", "e30:1abcde:xyz", "\x00"])
def test_a_ticket_that_is_none_does_nothing(ada: User, signed: str):
    with pytest.raises(TooLate):
        take_back(ada, signed)


def test_a_ticket_is_good_for_a_day(ada: User, entry: StudyEntry):
    way_back = deleted(entry)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)), pytest.raises(TooLate):
        take_back(ada, way_back)


def test_what_it_points_to_may_be_gone_by_then(ada: User):
    document = Document.objects.create(user=ada, title="CV")
    version = DocumentVersion.objects.create(user=ada, document=document, number=1, format="txt", size=1)
    row = SentDocument.objects.create(
        user=ada, application=factories.application(ada), document_version=version, sent_on="2026-03-01"
    )
    way_back = ticket(row, remembered(row), gone=True)
    row.delete()
    version.delete()
    with pytest.raises(TooLate):
        take_back(ada, way_back)
    assert not SentDocument.of(ada).exists()
