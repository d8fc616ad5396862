"""Showing a forecast is an act: it is kept with its day, so that it can be held against what came of it."""

import datetime as dt
from collections.abc import Mapping

from careers.figures.forecast import Forecast, forecast_of
from careers.figures.standing import Standing
from careers.models import ForecastShown, User

_KEPT = ("likely", "cautious", "minutes_left", "minutes_a_week")


def show_forecast(user: User, standing: Standing, today: dt.date, log: Mapping[dt.date, int] | None = None) -> Forecast:
    """Two queries (one with the log given), and one statement more when the day's rows are missing or tell something
    else by now."""
    forecast = forecast_of(user, standing, today, log)
    rows = forecast.to_keep()
    for row in rows:
        row.user = user
    if rows:
        ForecastShown.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=("user", "day", "goal"), update_fields=_KEPT
        )
    return forecast
