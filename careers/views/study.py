"""The study log and its timer."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from careers import formats
from careers.acts.log_study import log_study, start_timer, stop_timer
from careers.acts.take_back import remembered, ticket
from careers.figures.study import log_of, logged_on, study_of
from careers.forms.study import EntryForm, LogForm, StopForm, SubjectForm
from careers.http import Request
from careers.models import StudyEntry, StudyTimer
from careers.views.access import signed_in
from careers.views.fragments import STUDY_CHANGED, back, came_from, page_or_fragment, refresh, wants_fragment


@require_safe
@signed_in
@never_cache
def index(request: Request) -> HttpResponse:
    return page_or_fragment(request, "study/index.html", "entries", _page(request))


def _page(request: Request, **more: Any) -> dict[str, Any]:
    standing = request.standing.itself
    now = timezone.now()
    return {
        "standing": standing,
        "study": study_of(request.user, standing, now),
        "log": log_of(request.user, standing, _day(request.GET.get("before", ""))),
        "today": timezone.localdate(now),
        **more,
    }


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


@require_safe
@signed_in
@never_cache
def part(request: Request, name: str) -> HttpResponse:
    """This week or the year, for a page that holds it; without htmx they stand on the log's own page."""
    if not wants_fragment(request):
        return redirect("study:index")
    study = study_of(request.user, request.standing.itself, timezone.now())
    return render(request, f"study/{name}.html", {"study": study})


# --- entries ---


@signed_in
@require_POST
def log(request: Request) -> HttpResponse:
    form = LogForm(request.POST, catalogue=request.standing.catalogue)
    if not form.is_valid():
        return _log_answer(request, {"log_form": form}, status=422)
    said = form.cleaned_data
    entry = log_study(request.user, said["key"], said["length"], said["day"], form.subject, said["note"])
    done = {"toast": _logged(request, entry), "ticket": ticket(entry, None)}
    if wants_fragment(request):
        return trigger_client_event(_log_answer(request, done), STUDY_CHANGED)
    messages.success(request, done["toast"], extra_tags=done["ticket"])
    return redirect(back(request, "/study/"))


def _log_answer(request: Request, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The form again, as the page that it came from has it."""
    if not wants_fragment(request):
        return render(request, "study/index.html", _page(request, **context), status=status)
    page, _ = came_from(request)
    where = page.view_name if page else ""
    standing = request.standing.itself
    context |= {"where": where, "study": study_of(request.user, standing, timezone.now()), "standing": standing}
    if page and where == "skills:detail":
        skill = standing.catalogue.by_slug.get(page.kwargs["slug"])
        if skill is None:
            return refresh()
        context |= {"skill": skill, "logged": logged_on(request.user, skill)}
    elif where not in ("today:index", "study:index"):
        return refresh()
    return render(request, "study/logged.html", context | {"today": timezone.localdate()}, status=status)


def _logged(request: Request, entry: StudyEntry) -> str:
    week = study_of(request.user, request.standing.itself, timezone.now()).week
    sum_up = f"{formats.hours(week.minutes)} this week"
    return f"{formats.hours(entry.minutes)} logged: {entry.subject}. {sum_up}."


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(StudyEntry.of(request.user), pk=pk)
    before = remembered(row)
    form = EntryForm(request.POST if request.method == "POST" else None, instance=row)
    if not form.is_valid():
        context = {"form": form, "entry": StudyEntry.of(request.user).get(pk=pk)}
        return render(request, "study/entry.html", context, status=422 if form.is_bound else 200)
    form.save()
    messages.success(request, f"Saved: {row}, {formats.day(row.day)}.", extra_tags=ticket(row, before))
    return redirect("study:index")


@signed_in
@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(StudyEntry.of(request.user), pk=pk)
    way_back = ticket(row, remembered(row), gone=True)
    row.delete()
    text = f"Deleted: {formats.hours(row.minutes)} of {row.subject}, {formats.day(row.day)}."
    if not wants_fragment(request):
        messages.success(request, text, extra_tags=way_back)
        return redirect(back(request, "/study/"))
    response = render(request, "study/deleted.html", {"toast": text, "ticket": way_back})
    return trigger_client_event(response, STUDY_CHANGED)


# --- the timer ---


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def timer(request: Request) -> HttpResponse:
    """GET proposes what has run so far, which goes on running; POST starts one."""
    if request.method == "POST":
        return _start(request)
    running = StudyTimer.of(request.user).first()
    if running is None:
        return _timer_answer(request, {"note": "No timer is running."})
    return _timer_answer(request, {"stop_form": _stop_form(running)})


def _start(request: Request) -> HttpResponse:
    form = SubjectForm(request.POST, catalogue=request.standing.catalogue)
    if not form.is_valid():
        raise Http404("There is no such skill or resource.")
    _, started = start_timer(request.user, form.subject)
    text = "The timer runs. You may close this page." if started else "A timer runs already. Stop it first."
    if not wants_fragment(request):
        messages.success(request, text)
        return redirect(back(request, "/study/"))
    return trigger_client_event(_timer_answer(request, {"toast": text}), "timer-started", after="settle")


def _stop_form(running: StudyTimer) -> StopForm:
    now = timezone.now()
    proposed = None if running.forgotten(now) else running.minutes(now)
    return StopForm(initial={"timer": running.pk, "key": uuid.uuid4(), "minutes": proposed})


def _timer_answer(request: Request, context: dict[str, Any], status: int = 200) -> HttpResponse:
    context["study"] = study_of(request.user, request.standing.itself, timezone.now())
    return page_or_fragment(request, "study/stop.html", "answer", context, status)


@signed_in
@require_POST
def stop(request: Request) -> HttpResponse:
    form = StopForm(request.POST)
    if not form.is_valid():
        if "timer" in form.errors or "key" in form.errors:
            raise Http404("There is no such timer.")
        return _timer_answer(request, {"stop_form": form}, status=422)
    said = form.cleaned_data
    entry = stop_timer(request.user, said["timer"], said["key"], said["minutes"], said["note"])
    if entry is None:
        return _ended(request, "That timer was stopped elsewhere already.", "")
    return _ended(request, _logged(request, entry), "", entry)


@signed_in
@require_POST
def discard(request: Request) -> HttpResponse:
    running = StudyTimer.of(request.user).first()
    if running is None:
        return _ended(request, "No timer is running.", "")
    way_back = ticket(running, remembered(running), gone=True)
    running.delete()
    return _ended(request, "The timer is gone, nothing was logged.", way_back)


def _ended(request: Request, text: str, way_back: str, entry: StudyEntry | None = None) -> HttpResponse:
    if not wants_fragment(request):
        messages.success(request, text, extra_tags=way_back)
        return redirect("study:index")
    response = _timer_answer(request, {"note": text, "entry": entry, "toast": text, "ticket": way_back})
    return trigger_client_event(response, STUDY_CHANGED)
