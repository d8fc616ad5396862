"""A round on two clocks, its lists, and what it puts on offer for the plan."""

import datetime as dt
import zoneinfo

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from careers.acts.choose import bring_forward
from careers.acts.mark import mark
from careers.figures.rounds import RoundPage, because, named, offers, round_page, when_of
from careers.figures.standing import standing_of
from careers.models import Round, RoundQuestion, RoundTask, Skill, User
from tests.factories import application, interview_stage, round_of, skill, stage

KIRITIMATI = zoneinfo.ZoneInfo("Pacific/Kiritimati")
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def at(*moment: int, minutes: int | None = None, zone: str = "UTC", **said: object) -> Round:
    return Round(starts_at=dt.datetime(*moment, tzinfo=dt.UTC), minutes=minutes, zone=zone, **said)  # type: ignore[misc]


@time_machine.travel(NOW, tick=False)  # days of another year would say it
def test_theirs_and_mine_may_be_on_two_days():
    when = when_of(at(2026, 11, 24, 18, 0, minutes=45, zone="America/St_Johns"), KIRITIMATI)
    assert when is not None
    assert when.mine.replace("\u00a0", " ") == "Wednesday 25 November, 08:00 to 08:45"
    assert when.for_them.replace("\u00a0", " ") == "Tuesday 24 November, 14:30 in St Johns"
    assert when.day == dt.date(2026, 11, 25)


def test_one_clock_is_told_once():
    when = when_of(at(2026, 7, 1, 8, zone="Europe/Stockholm"), zoneinfo.ZoneInfo("Europe/Berlin"))
    assert when is not None
    assert not when.differs


@pytest.mark.parametrize(("start", "end"), [((2026, 3, 29, 0, 30), "03:30"), ((2026, 10, 25, 0, 30), "02:30")])
def test_an_hour_is_an_hour_when_the_clocks_change(start: tuple[int, ...], end: str):
    """In Berlin 01:30 plus an hour is 03:30 in spring; in autumn the first 02:30 is followed by the second."""
    when = when_of(at(*start, minutes=60), zoneinfo.ZoneInfo("Europe/Berlin"))
    assert when is not None
    assert f"{when.ends:%H:%M}" == end
    assert when.ends.astimezone(dt.UTC) - when.starts.astimezone(dt.UTC) == dt.timedelta(hours=1)


@given(
    st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2199, 1, 1)),
    st.sampled_from(["America/St_Johns", "Pacific/Kiritimati", "Europe/Berlin", "Asia/Kathmandu", "UTC"]),
    st.sampled_from(["America/St_Johns", "Pacific/Kiritimati", "Australia/Lord_Howe"]),
)
def test_both_clocks_tell_the_same_moment(moment: dt.datetime, theirs: str, mine: str):
    when = when_of(Round(starts_at=moment.replace(tzinfo=dt.UTC), zone=theirs), zoneinfo.ZoneInfo(mine))
    assert when is not None
    assert when.starts.timestamp() == when.theirs.timestamp()


def test_a_take_home_is_for_the_hour_at_which_it_is_due():
    row = Round(format="take_home", due_at=NOW, minutes=30, zone="UTC")
    when = when_of(row, zoneinfo.ZoneInfo("UTC"))
    assert when is not None
    assert (when.starts, when.ends, when.is_due) == (NOW, NOW, True)


# --- the page ---


@pytest.fixture
def skills(db: None) -> dict[str, Skill]:
    basics = stage()
    return {key: skill(key, basics, order=n, hours=2) for n, key in enumerate(("python", "numpy", "sql"))}


def page(user: User, row: Round, now: dt.datetime = NOW) -> RoundPage:
    return round_page(user, Round.of(user).shown().get(pk=row.pk), standing_of(user), now)


def test_the_days_share_what_its_skills_have_left(ada: User, skills: dict[str, Skill]):
    mark(ada, skills["python"].pk, "done")
    kind = interview_stage("coding", skills["python"], skills["numpy"])
    found = page(ada, round_of(ada, interview_stage=kind, starts_at=NOW + dt.timedelta(days=3), zone="UTC"))
    assert found.minutes == 120
    assert found.countdown is not None
    assert [[p.title for p in day.pieces] for day in found.countdown.days] == [["Numpy"], ["Numpy"], [], []]


@pytest.mark.parametrize(("days", "is_open"), [(3, False), (2, True), (1, True), (0, True)])
def test_the_day_before_list_opens_two_days_before(ada: User, days: int, is_open: bool):
    row = round_of(ada, starts_at=NOW + dt.timedelta(days=days, hours=2))
    assert page(ada, row).eve_is_near is is_open


def test_days_are_the_persons_days(ada: User):
    """It is tomorrow already on Kiritimati, where the round is today then."""
    row = round_of(ada, starts_at=dt.datetime(2026, 11, 25, 1, tzinfo=dt.UTC))
    for zone, days in (("UTC", 1), ("Pacific/Kiritimati", 0)):
        with timezone.override(zone):
            found = page(ada, row).countdown
            assert found is not None
            assert found.days_to_go == days


def test_what_is_over_has_no_countdown(ada: User):
    rows = [
        round_of(ada, starts_at=NOW - dt.timedelta(hours=2), minutes=60),
        round_of(ada, starts_at=NOW + dt.timedelta(days=2), status="cancelled"),
        round_of(ada, starts_at=NOW + dt.timedelta(days=900)),
        round_of(ada),
    ]
    assert [page(ada, row).countdown for row in rows] == [None] * 4
    assert [page(ada, row).is_over for row in rows] == [True, True, False, False]


def test_an_own_line_stands_after_those_of_the_catalogue(ada: User, skills: dict[str, Skill]):
    row = round_of(ada, interview_stage=interview_stage("coding"))
    RoundTask.objects.create(user=ada, round=row, list="prepare", item="own-1", text="Call Ida")
    RoundTask.objects.create(user=ada, round=row, list="prepare", item="s2", done_at=NOW)
    lines = [(line.text, line.done) for line in page(ada, row).prepare.lines]
    assert lines == [("Step 1 of coding", False), ("Step 2 of coding", True), ("Call Ida", False)]


@pytest.mark.django_db
def test_rounds_are_numbered_within_their_application(ada: User):
    job = application(ada)
    rows = [round_of(ada, application=job) for _ in range(3)]
    round_of(ada, application=job, removed_at=NOW)
    assert [(p.number, p.of) for p in (page(ada, row) for row in rows)] == [(1, 3), (2, 3), (3, 3)]


@time_machine.travel(NOW, tick=False)
def test_a_list_of_rounds_says_what_became_of_each(ada: User):
    rows = [
        round_of(ada, status="held"),
        round_of(ada, status="held", outcome="failed"),
        round_of(ada, status="cancelled"),
        round_of(ada),
        round_of(ada, format="take_home", due_at=NOW),
    ]
    said = [row.said.replace("\u00a0", " ") for row in named(rows)]
    assert said == ["Held, not yet told", "Not passed", "Cancelled", "No date yet", "Due Tuesday 24 November, 12:00"]


# --- back on the plan ---


def ask(user: User, row: Round, about: Skill | None, score: int | None) -> None:
    RoundQuestion.objects.create(user=user, round=row, question="q", skill=about, score=score)


def offered(user: User, row: Round) -> list[tuple[str, bool, bool]]:
    found = offers(user, row, RoundQuestion.of(user).filter(round=row), standing_of(user))
    return [(offer.drawn.skill.key, offer.chosen, offer.brought) for offer in found]


def test_weak_answers_offer_their_skills(ada: User, skills: dict[str, Skill]):
    row = round_of(ada)
    for about, score in ((skills["python"], 2), (skills["numpy"], 3), (skills["sql"], None), (None, 0)):
        ask(ada, row, about, score)
    assert offered(ada, row) == [("python", True, False)]


@pytest.mark.parametrize(
    ("said", "weak"),
    [
        ({"rating": 2}, True),
        ({"rating": 3}, False),
        ({"outcome": "failed"}, True),
        ({"outcome": "passed"}, False),
        ({}, False),
    ],
)
def test_a_weak_round_offers_all_skills_of_its_stage(
    ada: User, skills: dict[str, Skill], said: dict[str, object], weak: bool
):
    row = round_of(ada, interview_stage=interview_stage("coding", *skills.values()), status="held", **said)
    assert [key for key, *_ in offered(ada, row)] == (list(skills) if weak else [])


def test_what_is_done_comes_back_only_if_the_person_says_so(ada: User, skills: dict[str, Skill]):
    mark(ada, skills["python"].pk, "done")
    mark(ada, skills["numpy"].pk, "skipped")
    row = round_of(ada, interview_stage=interview_stage("coding", *skills.values()), status="held", rating=1)
    assert [(key, chosen) for key, chosen, _ in offered(ada, row)] == [
        ("python", False), ("numpy", False), ("sql", True)
    ]  # fmt: skip


def test_what_came_back_from_here_is_said_to_be_on_the_plan(ada: User, skills: dict[str, Skill]):
    row = round_of(ada, interview_stage=interview_stage("coding", skills["python"]), status="held", rating=1)
    bring_forward(ada, [skills["python"].pk], because(row))
    assert offered(ada, row) == [("python", True, True)]
