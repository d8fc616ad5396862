"""What members told, decided one by one or in bulk. After each decision the next one is in front."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from careers.acts.review import DecidedAlready, ListedAlready, accept, answer, mark_duplicate, reject
from careers.admin.desk import curators, only, page
from careers.figures.catalogue import Skill
from careers.figures.queue import Waiting, waiting
from careers.formats import count
from careers.forms.review import USUAL_REASONS, AcceptForm, AnswerForm, DuplicateForm, RejectForm
from careers.http import Request
from careers.models import Decision, Report, Resource, Suggestion

DECIDED_SHOWN = 8
LONGEST_PK = len(str(2**63))
GONE = "Somebody else has decided that meanwhile, or it was withdrawn. Nothing was changed."
LISTED = "The catalogue has this address already. Mark it as a duplicate instead."


@only(curators)
@require_safe
def index(request: Request) -> HttpResponse:
    items = waiting(request.standing.catalogue, timezone.now())
    context = {
        "items": items,
        "here": request.GET.get("at") or (items[0].ident if items else ""),
        "decisions": Decision.objects.select_related("by")[:DECIDED_SHOWN],
        "usual_reasons": USUAL_REASONS,
    }
    return page(request, "desk/queue.html", "queue", context)


@only(curators)
@require_safe
def suggestion(request: Request, pk: int) -> HttpResponse:
    return _suggestion(request, get_object_or_404(Suggestion, pk=pk))


@only(curators)
@require_safe
def report(request: Request, pk: int) -> HttpResponse:
    return _report(request, get_object_or_404(Resource, pk=pk), AnswerForm())


def _suggestion(request: Request, row: Suggestion, *, status: int = 200, **forms: Any) -> HttpResponse:
    """With whatever form has to be looked at again; decided ones are sent back to the queue."""
    if row.state != Suggestion.State.WAITING:
        messages.info(request, GONE)
        return redirect("admin:queue")
    catalogue, skills = request.standing.catalogue, _skills(request, row)
    forms.setdefault("accept_form", AcceptForm(suggestion=row, skills=skills, catalogue=catalogue))
    forms.setdefault("reject_form", RejectForm())
    item, around = _in_queue(request, "suggestion", row.pk)
    # Of several at one address, the one that came first stands in the queue.
    at_once = item.alike if item else ()
    double = at_once[0].resource.key if at_once else ""
    forms.setdefault("duplicate_form", DuplicateForm(catalogue=catalogue, initial={"of": double}))
    context = {"row": row, "skills": skills, "item": item, "usual_reasons": USUAL_REASONS, **around, **forms}
    return page(request, "desk/suggestion.html", "queue", context, status)


def _report(request: Request, resource: Resource, form: AnswerForm, status: int = 200) -> HttpResponse:
    opened = Report.objects.filter(resource=resource, state=Report.State.OPEN).order_by("reported_at", "pk")
    if not opened:
        messages.info(request, GONE)
        return redirect("admin:queue")
    item, around = _in_queue(request, "report", resource.pk)
    context = {"resource": resource, "opened": opened, "form": form, "item": item, **around}
    return page(request, "desk/report.html", "queue", context, status)


def _skills(request: Request, row: Suggestion) -> list[Skill]:
    return [request.standing.catalogue.skills[meant.skill_id] for meant in row.skills.order_by("pk")]


def _in_queue(request: Request, kind: str, pk: int) -> tuple[Waiting | None, dict[str, Any]]:
    """Its place, and what stands before and after it."""
    items = waiting(request.standing.catalogue, timezone.now())
    at = next((n for n, item in enumerate(items) if (item.kind, item.pk) == (kind, pk)), None)
    if at is None:
        return None, {"after": items[0] if items else None}
    following = items[at + 1] if at + 1 < len(items) else None
    return items[at], {
        "number": at + 1,
        "of": len(items),
        "before": items[at - 1] if at else None,
        "after": following,
    }


def _on(request: Request, text: str) -> HttpResponse:
    """To whatever was next when the form was drawn; the queue if that is decided too, or if it came from there."""
    messages.success(request, text)
    kind, pk = _ident(request.POST.get("after", ""))
    if not pk:
        return redirect("admin:queue")
    if request.POST.get("list"):
        return redirect(reverse("admin:queue", query={"at": f"{kind}-{pk}"}))
    return redirect(f"admin:queue_{kind}", pk)


def _ident(said: str) -> tuple[str, int]:
    """The kind and the number of `Waiting.ident`; 0 for what none is."""
    kind, _, pk = said.partition("-")
    known = kind in ("suggestion", "report") and pk.isdecimal() and len(pk) <= LONGEST_PK
    return kind, int(pk) if known else 0


@only(curators)
@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """Accept it as it was suggested (a form without a name), or as the form says."""
    row = get_object_or_404(Suggestion, pk=pk)
    skills, catalogue = _skills(request, row), request.standing.catalogue
    form = AcceptForm(suggestion=row, skills=skills, catalogue=catalogue)
    said = request.POST if "title" in request.POST else form.as_suggested()
    form = AcceptForm(said, suggestion=row, skills=skills, catalogue=catalogue)
    if not form.is_valid():
        return _suggestion(request, row, accept_form=form, status=422)
    try:
        made = accept(row.pk, request.user, form.instance, form.skill_ids, form.cleaned_data["place"])
    except DecidedAlready:
        return _gone(request)
    except ListedAlready:
        form.add_error("url", LISTED)
        return _suggestion(request, row, accept_form=form, status=422)
    return _on(request, f"Accepted: {made}.")


@only(curators)
@require_POST
def decline(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Suggestion, pk=pk)
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _suggestion(request, row, reject_form=form, status=422)
    try:
        reject(row.pk, request.user, form.cleaned_data["reason"])
    except DecidedAlready:
        return _gone(request)
    return _on(request, f"Not taken: {row}.")


@only(curators)
@require_POST
def double(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Suggestion, pk=pk)
    form = DuplicateForm(request.POST, catalogue=request.standing.catalogue)
    if not form.is_valid():
        return _suggestion(request, row, duplicate_form=form, status=422)
    try:
        mark_duplicate(row.pk, request.user, form.cleaned_data["of"])
    except DecidedAlready:
        return _gone(request)
    return _on(request, f"Marked as a duplicate: {row}.")


@only(curators)
@require_POST
def reply(request: Request, pk: int) -> HttpResponse:
    resource = get_object_or_404(Resource, pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _report(request, resource, form, 422)
    try:
        answered = answer(resource, request.user, form.cleaned_data["outcome"], form.cleaned_data["words"])
    except DecidedAlready:
        return _gone(request)
    return _on(request, f"Answered: {count(answered, 'report')} of {resource}.")


def _gone(request: Request) -> HttpResponse:
    messages.warning(request, GONE)
    return redirect("admin:queue")


@only(curators)
@require_POST
def bulk(request: Request) -> HttpResponse:
    """The same for all that are chosen, each in a transaction of its own; what does not fit is left and told."""
    act = BULK.get(request.POST.get("act", ""))
    chosen = [_ident(said) for said in request.POST.getlist("item")]
    if act is None or not chosen:
        messages.error(request, "Choose rows, and what should become of them. Nothing was changed.")
        return redirect("admin:queue")
    done = sum(act(request, kind, pk) for kind, pk in chosen)
    left = len(chosen) - done
    if done:
        messages.success(request, f"{count(done, 'row')} decided.")
    if left:
        messages.warning(request, f"{count(left, 'row')} left: each needs a look of its own.")
    return redirect("admin:queue")


def _bulk_accept(request: Request, kind: str, pk: int) -> bool:
    row = Suggestion.objects.filter(pk=pk).first() if kind == "suggestion" else None
    if row is None:
        return False
    skills, catalogue = _skills(request, row), request.standing.catalogue
    untouched = AcceptForm(suggestion=row, skills=skills, catalogue=catalogue)
    form = AcceptForm(untouched.as_suggested(), suggestion=row, skills=skills, catalogue=catalogue)
    return form.is_valid() and _decided(lambda: accept(pk, request.user, form.instance, form.skill_ids))


def _bulk_reject(request: Request, kind: str, pk: int) -> bool:
    form = RejectForm(request.POST)
    if kind != "suggestion" or not form.is_valid():
        return False
    return _decided(lambda: reject(pk, request.user, form.cleaned_data["reason"]))


def _bulk_answer(request: Request, kind: str, pk: int) -> bool:
    outcome, words = request.POST["act"], request.POST.get("reason", "")
    form = AnswerForm({"outcome": outcome, "words": words})
    resource = Resource.objects.filter(pk=pk).first() if kind == "report" else None
    if resource is None or not form.is_valid():
        return False
    return _decided(lambda: answer(resource, request.user, outcome, form.cleaned_data["words"]))


def _decided(act: Callable[[], object]) -> bool:
    try:
        act()
    except (DecidedAlready, ListedAlready):
        return False
    return True


BULK: dict[str, Callable[[Request, str, int], bool]] = {
    "accept": _bulk_accept,
    "reject": _bulk_reject,
    Report.Outcome.FIXED: _bulk_answer,
    Report.Outcome.RETIRED: _bulk_answer,
    Report.Outcome.KEPT: _bulk_answer,
}
