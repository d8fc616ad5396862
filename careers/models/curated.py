"""The base of every curated row: a stable key, and retirement instead of deletion."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models

KEY = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
validate_key = RegexValidator(KEY, "Small letters, digits and single hyphens, such as linear-algebra.")


class CuratedQuerySet[Row: "Curated"](models.QuerySet[Row]):
    def live(self) -> Self:
        return self.filter(retired_at__isnull=True)


class Curated(models.Model):
    """`key` never changes: text files, exports and learners' rows hang on it. A retired row stays for its learners."""

    key = models.CharField(max_length=80, validators=[validate_key], help_text="Never changes once it is published.")
    retired_at = models.DateTimeField(null=True, blank=True, help_text="Hidden from people who have nothing on it.")

    objects = CuratedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def export_key(self) -> str:
        return self.key
