import datetime as dt

from careers.acts.export_data import export_data
from careers.acts.share_calendar import close, keep_choices, renew
from careers.acts.take_back import take_back
from careers.models import CalendarFeed, User


def token(user: User) -> str | None:
    return CalendarFeed.of(user).get().token


def test_the_first_choice_makes_an_address_and_later_ones_keep_it(ada: User) -> None:
    keep_choices(ada, {"with_study": False})
    first = token(ada)
    keep_choices(ada, {"study_at": dt.time(6)})
    feed = CalendarFeed.of(ada).get()
    assert (feed.token, feed.with_study, feed.study_at) == (first, False, dt.time(6))
    assert len(first or "") == 32


def test_renewing_changes_the_address_and_not_the_key(ada: User) -> None:
    keep_choices(ada, {})
    before = CalendarFeed.of(ada).get()
    renew(ada)
    after = CalendarFeed.of(ada).get()
    assert (after.token == before.token, after.key == before.key) == (False, True)


def test_closing_can_be_taken_back(ada: User) -> None:
    keep_choices(ada, {})
    before = token(ada)
    way_back = close(ada)
    assert token(ada) is None
    take_back(ada, way_back)
    assert token(ada) == before


def test_choices_leave_a_closed_address_closed(ada: User) -> None:
    keep_choices(ada, {})
    close(ada)
    keep_choices(ada, {"with_camps": False})
    assert token(ada) is None


def test_no_export_tells_the_address(ada: User) -> None:
    keep_choices(ada, {"alarm_minutes": 30})
    [row] = export_data(ada)["calendar_feed"]
    assert (row["alarm_minutes"], row["study_at"], "token" in row) == (30, "19:00:00", False)
