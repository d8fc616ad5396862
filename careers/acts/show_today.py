"""Today with its forecast, which is kept as it is shown."""

from dataclasses import replace

from careers.acts.show_forecast import show_forecast
from careers.figures.standing import Standing
from careers.figures.today import NOTHING_ASKED, Asked, Today, today
from careers.models import User


def show_today(user: User, standing: Standing, asked: Asked = NOTHING_ASKED) -> Today:
    page = today(user, standing, asked)
    if not standing.has_plan:
        return page
    activity = page.study.activity
    log = {date: day.minutes for date, day in activity.days.items()}
    return replace(page, forecast=show_forecast(user, standing, activity.today, log))
