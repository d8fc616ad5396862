"""All of a person's applications: board, list and month, new ones, and acts on several."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers import formats
from careers.acts.export_applications import write_csv
from careers.acts.keep_application import add_application, put_back, put_priorities_back, remove, set_priority
from careers.acts.move_application import Moved, TooLate, move_many, undo_many
from careers.drawings import funnel_card
from careers.figures.applications import LABELS, SORTS, Job, board_of, jobs_of, sources_of
from careers.figures.earlier import earlier
from careers.figures.funnel import by_source, by_stage, flows_of, funnel_of, stages_warning
from careers.figures.month import month_of, parse_month
from careers.figures.posting import read_posting
from careers.figures.rounds import month_entries
from careers.forms.applications import (
    CURRENCIES,
    BulkForm,
    FillForm,
    NewApplicationForm,
    PrioritiesForm,
    PutBackForm,
    UndoForm,
    WantedForm,
)
from careers.http import Request
from careers.models import Application, ApplicationEvent, Priority, Reason, Step
from careers.templatetags.applications import flow_chart, parts_of
from careers.templatetags.ways_back import way_back_to
from careers.views.access import signed_in
from careers.views.application_moves import answer, back_to, removed_toast
from careers.views.fragments import page_or_fragment

VIEWS = ("board", "list", "month")
SHARED = {"url": "url", "title": "role", "text": "posting"}
"""What a bookmarklet or a phone's share sheet calls a thing → our field."""


@signed_in
@never_cache
@require_safe
def index(request: Request) -> HttpResponse:
    jobs = jobs_of(request.user)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "board"
    context: dict[str, Any] = {"view": view, "jobs": jobs, "funnel": funnel_of(jobs), "steps": Step}
    if view == "board":
        context["board"] = board_of(jobs)
    elif view == "month":
        today = timezone.localdate()
        first = parse_month(request.GET.get("month", ""), today)
        context["month"] = month_of(first, jobs, today, month_entries(request.user))
    else:
        context |= _list(request, jobs)
    fragment = {"list": "jobs-list", "month": "month"}.get(view, "board")
    return page_or_fragment(request, f"applications/{view}.html", fragment, context)


def _list(request: Request, jobs: list[Job]) -> dict[str, Any]:
    form = WantedForm(request.GET)
    wanted = form.wanted()
    sorts = [(name, _sorted_by(request, name, wanted.sort, backwards=wanted.backwards)) for name in SORTS]
    return {
        "form": form,
        "wanted": wanted,
        "shown": wanted.narrow(jobs),
        "sources": sources_of(jobs),
        "sorts": dict(sorts),
        "reasons": Reason,
        "priorities": Priority,
    }


def _sorted_by(request: Request, name: str, now: str, *, backwards: bool) -> str:
    """The query of the same list sorted by this; by the same thing again, the other way round."""
    query = request.GET.copy()
    query["view"], query["sort"] = "list", name
    query.pop("backwards", None)
    if name == now and not backwards:
        query["backwards"] = "1"
    return query.urlencode()


@signed_in
@never_cache
@require_safe
def funnel(request: Request) -> HttpResponse:
    jobs = jobs_of(request.user)
    stages = by_stage(request.user)
    context = {
        "funnel": funnel_of(jobs),
        "flows": flows_of(jobs),
        "sources": by_source(jobs),
        "stages": stages,
        "stages_warning": stages_warning(stages),
    }
    return render(request, "applications/funnel.html", context)


@signed_in
@never_cache
@require_safe
def funnel_picture(request: Request, form: str) -> HttpResponse:
    """The flow chart as a file, an SVG or a PNG: numbers and steps, no names."""
    flows = flows_of(jobs_of(request.user))
    if not flows[0].reached.number:
        raise Http404("Nothing was sent yet.")
    if form == "png":
        response = HttpResponse(funnel_card.png(parts_of(flows)), content_type="image/png")
    else:
        drawn = flow_chart(flows).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        response = HttpResponse(drawn, content_type="image/svg+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="applications.{form}"'
    return response


@signed_in
@never_cache
@require_safe
def export(request: Request) -> HttpResponse:
    """All of them as a CSV file, for spreadsheets."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="applications-{timezone.localdate():%Y-%m-%d}.csv"'
    response.write("\ufeff")  # without it Excel takes the letters for those of an old Windows
    write_csv(jobs_of(request.user), response)  # type: ignore[arg-type]
    return response


@signed_in
@never_cache
@require_safe
def print_view(request: Request) -> HttpResponse:
    """What was sent and when, on paper: a proof of search."""
    rows = sorted(
        (job for job in jobs_of(request.user) if job.sent_on), key=lambda job: (job.sent_on, job.application.company)
    )
    if not rows:
        messages.info(request, "Nothing was sent yet, so there is nothing to print.")
        return redirect("applications:index")
    context = {"rows": rows, "first": rows[0].sent_on, "today": timezone.localdate()}
    return render(request, "applications/print.html", context)


# --- a new one ---


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    if request.method != "POST":
        shared = {field: request.GET.get(name, "").replace("\0", "") for name, field in SHARED.items()}
        if not shared["url"] and shared["posting"].startswith(("https://", "http://")):
            shared["url"], shared["posting"] = shared["posting"].split()[0], ""  # phones share a link as text
        return _form(request, NewApplicationForm(initial=shared | {"key": uuid.uuid4()}))
    form = NewApplicationForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    before = _before(request, form.cleaned_data["company"], form.cleaned_data["url"], form.cleaned_data["key"])
    application = add_application(request.user, form.application(), form.cleaned_data["step"])
    text = f"{application} is added."
    if before:
        text += f" You were in touch with them before: {', '.join(map(_in_words, before))}."
    messages.success(request, text)
    return redirect(application)


@signed_in
@require_POST
def fill(request: Request) -> HttpResponse:
    """The form again, filled in with what a posting's page source says about itself. Nothing is saved yet."""
    source = FillForm(request.POST)
    typed = {name: value for name, value in request.POST.items() if value and name in NewApplicationForm.base_fields}
    if not source.is_valid():
        form = NewApplicationForm(initial=typed)
        return _form(request, form, status=422, fill_errors=source.errors["page_source"])
    posting = read_posting(source.cleaned_data["page_source"])
    form = NewApplicationForm(initial={**posting.values, **typed, "key": typed.get("key") or uuid.uuid4()})
    return _form(request, form, posting=posting)


def _form(request: Request, form: NewApplicationForm, status: int = 200, **more: Any) -> HttpResponse:
    jobs = jobs_of(request.user)
    context = {"form": form, "sources": sources_of(jobs), "currencies": CURRENCIES}
    company, url = form["company"].value() or "", form["url"].value() or ""
    context["before"] = _earlier(jobs, company, url)
    return render(request, "applications/new.html", context | more, status=status)


@signed_in
@never_cache
@require_safe
def before(request: Request) -> HttpResponse:
    """Whether there is one for this company or link already, while its form is being filled in."""
    jobs = _earlier(jobs_of(request.user), request.GET.get("company", ""), request.GET.get("url", ""))
    return render(request, "applications/new.html#before", {"before": jobs})


def _before(request: Request, company: str, url: str, key: uuid.UUID) -> list[Job]:
    return [job for job in _earlier(jobs_of(request.user), company, url) if job.application.key != key]


def _earlier(jobs: Iterable[Job], company: str, url: str) -> list[Job]:
    return earlier(jobs, company[:500], url[:2000])[:5]


def _in_words(job: Job) -> str:
    since = f", {formats.day_short(job.course.since)}" if job.course.since else ""
    return f"{job.application.title} ({job.step_label.lower()}{since})"


# --- acts on several ---


@signed_in
@require_POST
def bulk(request: Request) -> HttpResponse:
    form = BulkForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect(back_to(request))
    said, pks = form.cleaned_data, form.cleaned_data["application"]
    if said["act"] == "delete":
        return removed_toast(request, remove(request.user, pks))
    if said["act"] == "priority":
        was = set_priority(request.user, pks, said["priority"])
        label = Priority(said["priority"]).label.lower()
        way = way_back_to(
            "applications:priorities", "was", [f"{pk}:{old}:{said['priority']}" for pk, old in was.items()]
        )
        text = f"{formats.count(len(was), 'application')} changed to {label} priority."
        messages.success(request, text, extra_tags=way if was else "")
        return redirect(back_to(request))
    moved = move_many(request.user, pks, form.happening())
    return answer(request, moved, f"{_number(moved)} moved to {LABELS[said['step']].lower()}.")


def _number(moved: Iterable[Moved]) -> str:
    return formats.count(sum(row.event is not None for row in moved), "application")


@signed_in
@require_POST
def priorities(request: Request) -> HttpResponse:
    """A bulk act's priorities are as before again, where nothing newer stands."""
    form = PrioritiesForm(request.POST)
    if not form.is_valid():
        raise Http404("There is no such application.")
    number = put_priorities_back(request.user, form.cleaned_data["was"])
    if not number:
        raise Http404("There is no such application, or it was changed since.")
    messages.success(request, f"{formats.count(number, 'application')} as before.")
    return redirect(back_to(request))


@signed_in
@require_POST
def undo(request: Request) -> HttpResponse:
    """Take the named acts back, if nothing newer stands."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise Http404("There is no such event.")
    try:
        moved = undo_many(request.user, form.cleaned_data["event"])
    except ApplicationEvent.DoesNotExist:
        raise Http404("There is no such event.") from None
    except TooLate:
        return answer(request, [], "Something newer happened since, so nothing was undone.")
    return answer(request, moved, "Undone.", can_undo=False)


@signed_in
@require_POST
def restore(request: Request) -> HttpResponse:
    """Put deleted applications back."""
    form = PutBackForm(request.POST)
    if not form.is_valid():
        raise Http404("There is no such application.")
    number = put_back(request.user, form.cleaned_data["application"])
    if not number and not Application.of(request.user).filter(pk__in=form.cleaned_data["application"]).exists():
        raise Http404("There is no such application.")
    messages.success(request, f"{formats.count(number, 'application')} put back.")
    return redirect(reverse("applications:index"))
