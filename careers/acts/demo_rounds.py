"""The example learner's interviews: one behind them that went weakly, one ahead, and a take-home half done."""

import datetime as dt
import uuid
import zoneinfo

from django.utils import timezone

from careers.models import (
    Application,
    InterviewStage,
    InterviewStep,
    Round,
    RoundQuestion,
    RoundTask,
    RoundWork,
    Skill,
    User,
)

THEIRS = "Europe/London"
NOTES = """Friendly, two engineers. I lost ten minutes because I began to type before I had said a plan.

- next time: **example by hand first**
- they care about tests more than about speed
"""
QUESTIONS = (
    ("coding", "python-basics", "Merge overlapping time windows of deliveries.", 2,
     "Sorted them, then compared every pair.", "Sort by start, keep the end of the last one: one pass."),
    ("concepts", "classification-metrics", "When is accuracy the wrong metric?", 4,
     "When classes are rare, with an example of fraud.", ""),
    ("behaviour", "", "Tell me about a time when you were wrong.", 3, "The mislabelled test set.", ""),
)  # fmt: skip


def add_rounds(user: User) -> None:
    jobs = {row.company: row for row in Application.of(user)}
    phone = _round(user, jobs["Tern Logistics"], "recruiter-phone-screen", -14, 10, minutes=30, format="phone")
    Round.of(user).filter(pk=phone.pk).update(status="held", outcome="passed", rating=4, told_on=_day(user, -12))
    _ahead(user, jobs["Tern Logistics"])
    _take_home(user, jobs["Kestrel Health"])
    _behind(user, jobs["Palisade Bank"])


def _ahead(user: User, job: Application) -> None:
    row = _round(
        user, job, "ml-coding", 5, 17, minutes=45, format="video", link="https://meet.example/tern",
        interviewers="Ida Berg, forecasting\nTomas Ekholm, platform",
    )  # fmt: skip
    now = timezone.now()
    steps = InterviewStep.objects.filter(interview_stage=row.interview_stage)[:3]
    ticked = [("prepare", step.key) for step in steps]
    RoundTask.objects.bulk_create(
        RoundTask(user=user, round=row, list=name, item=item, done_at=now) for name, item in ticked
    )
    for name, text in (
        ("prepare", "k-means, with empty clusters handled, 20 min"),
        ("ask", "How do you find out that a forecast got worse?"),
    ):
        RoundTask.objects.create(user=user, round=row, list=name, item=f"own-{uuid.uuid4()}", text=text)


def _take_home(user: User, job: Application) -> None:
    row = _round(user, job, "take-home-test", 3, 12, format="take_home", budget_minutes=360)
    Round.of(user).filter(pk=row.pk).update(due_at=row.starts_at, starts_at=None)
    for days, minutes, note in ((-1, 75, "Read it twice, a look at the data"), (0, 50, "Baseline and split")):
        RoundWork.objects.create(user=user, round=row, day=_day(user, days), minutes=minutes, note=note)


def _behind(user: User, job: Application) -> None:
    row = _round(user, job, "coding-interview", -3, 14, minutes=60, format="shared_computer")
    Round.of(user).filter(pk=row.pk).update(status="held", rating=2, notes=NOTES)
    skills = {skill.key: skill for skill in Skill.objects.filter(key__in=[slug for _, slug, *_ in QUESTIONS])}
    for kind, key, question, score, said, better in QUESTIONS:
        RoundQuestion.objects.create(
            user=user, round=row, kind=kind, skill=skills.get(key), question=question, score=score, said=said,
            better=better,
        )  # fmt: skip


def _round(user: User, job: Application, key: str, days: int, hour: int, **said: object) -> Round:
    """At a full hour on their clock, so many days from the learner's today."""
    stage = InterviewStage.objects.filter(key=key).first()
    starts = dt.datetime.combine(_day(user, days), dt.time(hour), zoneinfo.ZoneInfo(THEIRS))
    return Round.objects.create(
        user=user, application=job, interview_stage=stage, title="" if stage else key, starts_at=starts, zone=THEIRS,
        **said,
    )  # fmt: skip


def _day(user: User, days: int) -> dt.date:
    return timezone.localdate(timezone=user.zone) + dt.timedelta(days=days)
