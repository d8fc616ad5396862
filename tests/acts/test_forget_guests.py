"""Guests that never returned, and who counts as one of them."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from careers.acts.notice import notice
from careers.models import Merge, SkillNote, User
from tests import factories

pytestmark = pytest.mark.django_db


def away(user: User, days: float) -> User:
    user.seen_at = timezone.now() - dt.timedelta(days=days)
    user.save()
    return user


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("forget_guests", *arguments, stdout=out)
    return out.getvalue()


def test_guests_that_were_away_longer_are_deleted_with_their_rows(guest: User, ada: User):
    away(ada, 400)
    skill = factories.skill("python", factories.stage())
    SkillNote.objects.create(user=away(guest, 92), skill=skill, text="t")
    kept = away(User.objects.create_guest(), 90)
    assert told("--days=90") == "1\xa0guest and 0\xa0old ways back deleted.\n"
    assert set(User.objects.all()) == {ada, kept}


def test_no_guest_is_deleted_where_nothing_is_set(guest: User):
    away(guest, 4000)
    assert told() == "0\xa0guests and 0\xa0old ways back deleted.\n"


def test_the_setting_says_after_how_many_days(guest: User, settings: Settings):
    settings.FORGET_GUESTS_DAYS = 30
    away(guest, 32)
    call_command("forget_guests", verbosity=0)
    assert not User.objects.exists()


def test_ways_back_that_are_too_old_go(ada: User):
    for days in (29, 31):
        Merge.objects.create(user=ada, at=timezone.now() - dt.timedelta(days=days))
    assert told() == "0\xa0guests and 1\xa0old way back deleted.\n"


@pytest.mark.parametrize(("days", "is_back"), [(0.9, False), (1.1, False), (14.1, True)])
def test_being_here_is_noticed_once_a_day(ada: User, days: float, is_back: bool):
    before = away(ada, days).seen_at
    notice(ada)
    ada.refresh_from_db()
    assert (ada.seen_at > before, ada.back_at is not None) == (days > 1, is_back)


def test_a_request_counts_as_being_here(guest: User):
    away(guest, 50)
    factories.client_of(guest).get("/roadmap/")
    guest.refresh_from_db()
    assert timezone.now() - guest.seen_at < dt.timedelta(minutes=5)
