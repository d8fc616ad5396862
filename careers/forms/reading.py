"""Reading what people write: how long they studied, and where they stopped. Kind to the ways in which it is written."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms

from careers import formats

MOST_SECONDS = 1000 * 60 * 60
PLACE_LENGTH = 60

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)")
_LENGTH = re.compile(
    r"(?:(\d+(?:[.,]\d+)?)\s*(?:hours?|hrs?|h))?\s*(?:(\d+)\s*(?:minutes?|mins?|m)?)?\s*(?:(\d+)\s*(?:seconds?|secs?|s))?"
)
_PAGE = re.compile(r"(?:pages?|pg?\.?)\s*(\d+)", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:chapter|chap\.?|ch\.?)\s*(\d+)", re.IGNORECASE)


class Unread(ValueError):
    """The words do not say it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stopped: seconds into a recording, or a place in words. Neither: nowhere."""

    seconds: int | None = None
    words: str = ""


def minutes_in(text: str) -> int:
    """`25`, `25 min`, `1 h 10`, `1:10`, `1.5 h`: a plain number counts minutes, a colon parts hours from minutes."""
    text = " ".join(text.lower().split())
    if clock := re.fullmatch(r"(\d{1,3}):([0-5]\d)", text):
        return int(clock[1]) * 60 + int(clock[2])
    length = _LENGTH.fullmatch(text)
    if not text or not length or length[3]:
        raise Unread
    return round(_hours(length[1]) * 60) + int(length[2] or 0)


def place_in(text: str, *, recorded: bool) -> Place:
    """`0:48` and `1:02:10` as players write it, `48 min`, `p. 120`, `chapter 3`, or any other words.

    A plain number means minutes of a recording and a page of anything else.
    """
    text = " ".join(text.split())
    if len(text) > PLACE_LENGTH:
        raise Unread
    if clock := _CLOCK.fullmatch(text):
        return _recorded(int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3]))
    if text.isdecimal():
        return _recorded(int(text) * 60) if recorded else Place(words=f"p. {int(text)}")
    length = _LENGTH.fullmatch(text.lower())
    if text and length:
        return _recorded(round(_hours(length[1]) * 3600) + int(length[2] or 0) * 60 + int(length[3] or 0))
    if page := _PAGE.fullmatch(text):
        return Place(words=f"p. {int(page[1])}")
    if chapter := _CHAPTER.fullmatch(text):
        return Place(words=f"chapter {int(chapter[1])}")
    return Place(words=text)


def _hours(text: str | None) -> float:
    return float(text.replace(",", ".")) if text else 0.0


def _recorded(seconds: int) -> Place:
    if seconds > MOST_SECONDS:
        raise Unread
    return Place(seconds)


class MinutesField(forms.CharField):
    """A length of study in words or numbers, cleaned to minutes; 0 where nothing was written."""

    widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "placeholder": "1 h 10"})
    default_error_messages = {
        "unread": "Write it as minutes or hours, such as 25, 1 h 10 or 1:10.",
        "too_short": "Write at least 1 minute.",
        "too_long": "A day has 24 h. Log more than that on several days.",
    }
    MOST = 24 * 60

    def prepare_value(self, value: Any) -> Any:
        """Minutes are shown as one would write them."""
        return formats.hours(value).replace(formats.NBSP, " ") if isinstance(value, int) else value

    def clean(self, value: object) -> int:
        text = super().clean(value)
        if not text:
            return 0
        try:
            minutes = minutes_in(text)
        except (Unread, OverflowError):
            raise forms.ValidationError(self.error_messages["unread"], "unread") from None
        if minutes < 1:
            raise forms.ValidationError(self.error_messages["too_short"], "too_short")
        if minutes > self.MOST:
            raise forms.ValidationError(self.error_messages["too_long"], "too_long")
        return minutes
