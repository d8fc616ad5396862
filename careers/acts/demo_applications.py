"""The example learner's applications: some of every step, and what came of those that ended."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from careers.models import Application, ApplicationEvent, Contact, Period, Priority, Remote, Step, User

POSTING = """You will build and run the models that say how many parcels reach each depot tomorrow.

What we look for:
Python, SQL and one deep-learning framework.
You have put at least one model into use, and can tell how it was watched.
You ask how a forecast is used before you make one better.
"""
NOTES = """They forecast parcel volumes for 60 depots, **one model each**.

- ask how they back-test
- their stack: PyTorch, Airflow, a feature store of their own
"""


class Told(NamedTuple):
    """What is to be written: the job, and its steps with the days ago on which each came."""

    company: str
    role: str
    steps: tuple[tuple[str, int], ...]
    next_action: str = ""
    next_in: int | None = None
    reasons: tuple[str, ...] = ()
    source: str = "Job board"
    place: str = "Malmö"
    priority: int = Priority.NORMAL


SAVED, APPLIED, SCREENING, INTERVIEWS, CLOSED = "saved", "applied", "screening", "interviews", "closed"
JOBS = (
    Told("Lumen Transit", "Machine-learning engineer, routing", ((SAVED, 3),), "Send it before it closes", 6),
    Told("Fennel Labs", "Junior ML engineer", ((SAVED, 5),), "Finish the drift chapter first", 12, source="A friend"),
    Told("Harbour & Main", "Data scientist, pricing", ((SAVED, 9),), source="Their own site", priority=Priority.LOW),
    Told("Orchard Grocers", "ML engineer, demand", ((SAVED, 16), (APPLIED, 14)), "Write again: quiet for 14 days", -2),
    Told("Northlight Energy", "Forecasting engineer", ((SAVED, 10), (APPLIED, 9)), place="Remote"),
    Told("Sable Insurance", "MLOps engineer", ((SAVED, 8), (APPLIED, 7))),
    Told("Pinecone Post", "Software engineer, search", ((APPLIED, 6),), source="A friend"),
    Told("Halyard Maps", "Perception engineer", ((SAVED, 20), (APPLIED, 17), (SCREENING, 3)), "Recruiter call", 8),
    Told("Vela Robotics", "Junior vision engineer", ((APPLIED, 19), (SCREENING, 6)), "Ask for a date", 2),
    Told(
        "Tern Logistics", "Machine-learning engineer",
        ((SAVED, 27), (APPLIED, 25), (SCREENING, 15), (INTERVIEWS, 11)),
        "Prepare round 2", 5, source="A friend", priority=Priority.HIGH,
    ),
    Told(
        "Kestrel Health", "ML engineer, imaging", ((SAVED, 40), (APPLIED, 38), (SCREENING, 29), (INTERVIEWS, 20)),
        "Hand in the take-home", 3, place="Gothenburg",
    ),
    Told("Palisade Bank", "Modeller", ((APPLIED, 52), (SCREENING, 43), (INTERVIEWS, 33)), "Ask for the result", 4),
    Told("Quayside Media", "Ranking engineer", ((APPLIED, 60), (SCREENING, 51), (CLOSED, 37)), reasons=("rejected",)),
    Told("Bramble Foods", "Data scientist", ((APPLIED, 64), (CLOSED, 22)), reasons=("ghosted",)),
    Told("Cobalt Rail", "ML platform engineer", ((SAVED, 70), (APPLIED, 66), (CLOSED, 24)), reasons=("ghosted",)),
    Told("Juniper Games", "ML engineer", ((APPLIED, 58), (CLOSED, 49)), reasons=("rejected", "role_closed")),
    Told("Ostrich Ads", "Bidding engineer", ((APPLIED, 47), (SCREENING, 40), (CLOSED, 35)), reasons=("withdrawn",)),
)  # fmt: skip
CHOSEN = "Tern Logistics"


def add_applications(user: User) -> None:
    today = timezone.localdate()
    rows = [_application(user, told, today) for told in JOBS]
    Application.objects.bulk_create(rows)
    events = [event for told, row in zip(JOBS, rows, strict=True) for event in _events(user, told, row, today)]
    ApplicationEvent.objects.bulk_create(events)
    _make_much_of(user, next(row for row in rows if row.company == CHOSEN), today)


def _application(user: User, told: Told, today: dt.date) -> Application:
    return Application(
        user=user,
        company=told.company,
        role=told.role,
        source=told.source,
        place=told.place,
        priority=told.priority,
        next_action=told.next_action,
        next_on=None if told.next_in is None else today + dt.timedelta(days=told.next_in),
        added_at=_noon(today, told.steps[0][1]),
    )


def _events(user: User, told: Told, row: Application, today: dt.date) -> list[ApplicationEvent]:
    return [
        ApplicationEvent(
            user=user,
            application=row,
            step=step,
            reasons=list(told.reasons) if step == Step.CLOSED else [],
            day=today - dt.timedelta(days=days),
            at=_noon(today, days),
        )
        for step, days in told.steps
    ]


def _noon(today: dt.date, days: int) -> dt.datetime:
    """At noon of that many days ago: earlier than now also for today's."""
    noon = dt.datetime.combine(today - dt.timedelta(days=days), dt.time(12), timezone.get_current_timezone())
    return min(noon, timezone.now())


def _make_much_of(user: User, row: Application, today: dt.date) -> None:
    """One application as it is after three weeks: its posting, pay, people, notes, and a day that was corrected."""
    row.posting, row.notes, row.url = POSTING, NOTES, "https://tern-logistics.example/jobs/ml-engineer"
    row.remote, row.currency, row.period = Remote.HYBRID, "SEK", Period.MONTH
    row.pay_from, row.pay_to = Decimal(52000), Decimal(60000)
    row.save()
    applied = ApplicationEvent.of(user).get(application=row, step=Step.APPLIED)
    ApplicationEvent.objects.create(
        user=user, application=row, step=Step.APPLIED, day=applied.day + dt.timedelta(days=1), at=_noon(today, 23),
        note="CV, letter, and the link to my bike-share project.", corrects=applied,
    )  # fmt: skip
    for days, note in ((18, "Wrote again, 7 days after applying"), (7, "Invited to round 2, by e-mail from Ida Berg")):
        ApplicationEvent.objects.create(
            user=user, application=row, day=today - dt.timedelta(days=days), at=_noon(today, days), note=note
        )
    Contact.objects.create(
        user=user, application=row, name="Ida Berg", role="leads the forecasting team", met="Meetup in Malmö, October",
        last_touch_on=today - dt.timedelta(days=7),
    )  # fmt: skip
    Contact.objects.create(
        user=user, application=row, name="Tomas Ekholm", role="ML engineer", met="We studied together",
        referral_asked_on=today - dt.timedelta(days=27), referral_given_on=today - dt.timedelta(days=26),
        thanked_on=today - dt.timedelta(days=26), last_touch_on=today - dt.timedelta(days=26),
    )  # fmt: skip
