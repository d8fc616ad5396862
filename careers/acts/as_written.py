"""Rows as text, and back: every column as the database has it."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class _Exactly(DjangoJSONEncoder):
    """Times to the microsecond; Django's own encoder cuts them off."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


def as_written(rows: Iterable[models.Model]) -> str:
    return str(serializers.serialize("json", rows, cls=_Exactly))


def print_of(text: str) -> str:
    """Tells whether a row is still as it was."""
    return hashlib.sha256(text.encode()).hexdigest()
