"""What an act on applications answers: for htmx the parts of the board that it touched, else a way back to the page."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import trigger_client_event

from careers import formats
from careers.acts.move_application import Moved
from careers.figures.application import ENDED
from careers.figures.applications import board_of, jobs_of
from careers.figures.funnel import funnel_of
from careers.http import Request
from careers.models import Step
from careers.templatetags.ways_back import way_back_to
from careers.views.fragments import back, came_from, refresh, wants_fragment


def back_to(request: Request) -> str:
    return back(request, reverse("applications:index"))


def answer(request: Request, moved: Sequence[Moved], text: str, *, can_undo: bool = True) -> HttpResponse:
    """The acts are done. Where nothing was changed there is nothing to undo."""
    events = [row.event.pk for row in moved if row.event] if can_undo else []
    page, query = came_from(request)
    if wants_fragment(request) and page and page.view_name == "applications:index" and "view" not in query:
        return _board(request, moved, text, events)
    messages.success(request, text, extra_tags=way_back_to("applications:undo", "event", events) if events else "")
    return refresh() if wants_fragment(request) else redirect(back_to(request))


def _board(request: Request, moved: Sequence[Moved], text: str, events: Sequence[int]) -> HttpResponse:
    jobs = jobs_of(request.user)
    board = board_of(jobs)
    touched = {step for row in moved for step in (row.was, row.step)}
    context = {
        "board": board,
        "columns": [column for column in board.columns if column.step in touched],
        "ended_too": not touched.isdisjoint(ENDED),
        "funnel": funnel_of(jobs),
        "steps": Step,
        "toast": text,
        "events": events,
    }
    response = render(request, "applications/moved.html", context)
    focus = f"job-{moved[0].application.pk}" if moved else ""
    return trigger_client_event(response, "moved", {"focus": focus}, after="settle")


def removed_toast(request: Request, pks: Sequence[int]) -> HttpResponse:
    """Applications were deleted; they can be put back from where one lands."""
    way = way_back_to("applications:restore", "application", pks) if pks else ""
    messages.success(request, f"{formats.count(len(pks), 'application')} deleted.", extra_tags=way)
    address = reverse("applications:index")
    return redirect(address if len(pks) < 2 else back(request, address))
