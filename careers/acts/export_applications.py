"""A person's applications as a table for spreadsheets: what the list shows, and when each step came."""

import csv
from collections.abc import Iterable
from typing import TextIO

from careers.figures.application import WAY
from careers.figures.applications import LABELS, Job
from careers.figures.spreadsheet import FORMULA

HEADINGS = (
    *("Company", "Role", "Step", "Why closed", "Furthest step", *(f"{LABELS[step]} on" for step in WAY), "Closed on"),
    *("Days to first answer", "Place", "Where the work is done", "Pay from", "Pay to", "Currency", "Paid for"),
    *("Priority", "Source", "Next action", "Next on", "Link"),
)


def write_csv(jobs: Iterable[Job], target: TextIO) -> None:
    writer = csv.writer(target)
    writer.writerow(HEADINGS)
    for job in jobs:
        writer.writerow([harmless(value) for value in _row(job)])


def harmless(value: object) -> str:
    """The cell as text; what would be a formula begins with an apostrophe, by which spreadsheets know a text.

    So does what begins with an apostrophe of its own before one: whoever reads it back takes one away.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def _row(job: Job) -> list[object]:
    row, course = job.application, job.course
    return [
        *(row.company, row.role, job.step_label, job.why_closed, LABELS[course.furthest]),
        *(course.first_day(step) for step in WAY),
        course.since if course.step not in WAY else None,
        *(course.days_to_answer, row.place, row.get_remote_display(), row.pay_from, row.pay_to, row.currency),
        *(row.get_period_display(), row.get_priority_display(), row.source, row.next_action, row.next_on, row.url),
    ]
