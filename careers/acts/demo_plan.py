"""What the example learner chose about their plan."""

import datetime as dt

from django.utils import timezone

from careers.acts.choose import pin, place, postpone_past_camp
from careers.figures.schedule import WEEK, monday_of, schedule
from careers.figures.standing import standing_of
from careers.models import Plan, User

FRIDAY = 4
TIME_TO_GO = dt.timedelta(weeks=90)


def add_plan_choices(user: User) -> None:
    """Fridays rest, a date that is a little too soon, one skill pinned, one postponed, one before what it builds on."""
    today = timezone.localdate()
    Plan.of(user).update(rest_days=[FRIDAY], target_on=monday_of(today) + TIME_TO_GO)
    standing = standing_of(user)
    order = schedule(standing, today=today).order
    pin(user, order[1].id, monday_of(today) + WEEK)
    if camp := standing.next_camp:
        postpone_past_camp(user, order[5].id, camp.camp.id)
    left = {skill.id: skill for skill in order}
    pairs = ((skill, left[pk]) for skill in order[6:] for pk in skill.needs if pk in left)
    if pair := next(pairs, None):
        place(user, pair[0].id, pair[1].id)
