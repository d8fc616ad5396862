"""The page of one interview: the days until it, what to tick, and the time that goes into a take-home."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from careers import formats, markdown
from careers.acts.keep_round import MOST_TASKS, TooMany, UnknownLine, add_task, add_work, tick_task
from careers.acts.take_back import remembered, ticket
from careers.figures.rounds import RoundPage, round_page
from careers.forms.rounds import TaskForm, TaskTickForm, WorkForm
from careers.http import Request
from careers.models import Round, RoundQuestion, RoundTask, RoundWork
from careers.views.access import signed_in
from careers.views.fragments import wants_fragment


def _mine(request: Request, pk: int) -> Round:
    return get_object_or_404(Round.of(request.user).there().shown(), pk=pk)


def _page(request: Request, row: Round) -> RoundPage:
    return round_page(request.user, row, request.standing.itself, timezone.now())


@signed_in
@never_cache
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    return _whole(request, _mine(request, pk))


def _whole(request: Request, row: Round, status: int = 200, **more: Any) -> HttpResponse:
    page = _page(request, row)
    context = {"page": page, "work_form": _new_work()}
    if page.is_over:
        questions = list(RoundQuestion.of(request.user).filter(round=row))
        context |= {"questions": questions, "notes_html": markdown.html(row.notes)}
    return render(request, "rounds/detail.html", context | more, status=status)


def _new_work() -> WorkForm:
    return WorkForm(initial={"key": uuid.uuid4(), "day": timezone.localdate()})


# --- lines to tick ---


@signed_in
@require_POST
def tick(request: Request, pk: int) -> HttpResponse:
    row, form = _mine(request, pk), TaskTickForm(request.POST)
    if not form.is_valid():
        raise Http404("There is no such line.")
    said = form.cleaned_data
    try:
        tick_task(request.user, row, said["list"], said["item"], said["done"])
    except UnknownLine:
        raise Http404("There is no such line.") from None
    except TooMany:
        return _list(request, row, said["list"], status=422, task_errors=[_full()])
    return _list(request, row, said["list"])


@signed_in
@require_POST
def add_line(request: Request, pk: int) -> HttpResponse:
    row, form = _mine(request, pk), TaskForm(request.POST)
    if {"list", "key"} & form.errors.keys():
        raise Http404("There is no such list.")
    name, typed = form.cleaned_data["list"], request.POST.get("text", "")
    if not form.is_valid():
        return _list(request, row, name, status=422, task_errors=form.errors["text"], typed=typed)
    try:
        add_task(request.user, row, name, form.cleaned_data["text"], form.cleaned_data["key"])
    except TooMany:
        return _list(request, row, name, status=422, task_errors=[_full()], typed=typed)
    return _list(request, row, name)


def _full() -> str:
    return f"A round has room for {MOST_TASKS} lines. Remove one first."


@signed_in
@require_POST
def remove_line(request: Request, pk: int, task: int) -> HttpResponse:
    """Only a line of one's own: those of the catalogue stay, ticked or not."""
    row = _mine(request, pk)
    line = get_object_or_404(RoundTask.of(request.user).filter(round=row).exclude(text=""), pk=task)
    way_back = ticket(line, remembered(line), gone=True)
    line.delete()
    return _list(request, row, line.list, toast=f"Removed: {line.text}.", ticket=way_back)


def _list(request: Request, row: Round, name: str, status: int = 200, **more: Any) -> HttpResponse:
    """The list that was touched; without htmx the page at it."""
    if wants_fragment(request):
        page = _page(request, row)
        context = {"page": page, "checklist": page.checklist(name), "error_list": name}
        return render(request, "rounds/checklist_answer.html", context | more, status=status)
    if status != 200:
        return _whole(request, row, status, error_list=name, **more)
    if toast := more.get("toast"):
        messages.success(request, toast, extra_tags=more["ticket"])
    return redirect(f"{row.get_absolute_url()}#list-{name}")


# --- time that goes into a take-home ---


@signed_in
@require_POST
def log_work(request: Request, pk: int) -> HttpResponse:
    row, form = _mine(request, pk), WorkForm(request.POST)
    if not form.is_valid():
        return _work(request, row, status=422, work_form=form)
    work = add_work(request.user, row, form.cleaned_data["key"], form.instance)
    toast = f"{formats.hours(work.minutes)} logged."
    return _work(request, row, toast=toast, ticket=ticket(work, None))


@signed_in
@require_POST
def remove_work(request: Request, pk: int, work: int) -> HttpResponse:
    row = _mine(request, pk)
    entry = get_object_or_404(RoundWork.of(request.user).filter(round=row), pk=work)
    way_back = ticket(entry, remembered(entry), gone=True)
    entry.delete()
    return _work(request, row, toast=f"Removed: {formats.hours(entry.minutes)}.", ticket=way_back)


def _work(request: Request, row: Round, status: int = 200, **more: Any) -> HttpResponse:
    if wants_fragment(request):
        context = {"page": _page(request, row), "work_form": _new_work()} | more
        return render(request, "rounds/work_answer.html", context, status=status)
    if status != 200:
        return _whole(request, row, status, **more)
    messages.success(request, more["toast"], extra_tags=more["ticket"])
    return redirect(f"{row.get_absolute_url()}#work")
