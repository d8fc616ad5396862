"""Forecasts as they were shown, so that each can be held against what came of it."""

from django.db import models

from careers.models.personal import Personal, WhenMerged


class ForecastShown(Personal):
    """What a person was told on one of their days about one camp, by its key; the last one is the summit.

    A camp that has been taken out of the catalogue keeps its forecasts, so there is no reference to it.
    """

    day = models.DateField()
    goal = models.CharField(max_length=80)
    likely = models.DateField()
    cautious = models.DateField()
    minutes_left = models.PositiveIntegerField()
    minutes_a_week = models.PositiveIntegerField(help_text="The pace that was reckoned with.")

    export_name = "forecasts_shown"
    export_fields = ("day", "goal", "likely", "cautious", "minutes_left", "minutes_a_week")
    when_merged = WhenMerged.MEMBERS_OWN
    identity = ("day", "goal")

    class Meta:
        ordering = ["-day", "id"]
        constraints = [
            models.UniqueConstraint("user", "day", "goal", name="forecast_of_a_day"),
            models.CheckConstraint(condition=models.Q(cautious__gte=models.F("likely")), name="forecast_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.likely}, told on {self.day}"
