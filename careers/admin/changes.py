"""Changes with impact: seen before they are made, made as they were seen, and taken back from a list."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from careers.acts.move import MovedOn, Stale, carry_out, revert
from careers.admin.desk import curators, only, page
from careers.figures.moving.changes import Impact, of_people
from careers.forms.changes import FORMS, ChangeForm, WhyForm
from careers.http import Request
from careers.models import Move, Plan, Resource, Skill

MODELS: dict[str, type[Skill | Resource]] = {"skill": Skill, "resource": Resource}
MOVES_SHOWN = 100
STALE = "Something has changed since you looked, so nothing was done. This is counted anew."


@only(curators)
@require_safe
def index(request: Request) -> HttpResponse:
    moves = Move.objects.select_related("by", "reverted_by")[:MOVES_SHOWN]
    return page(request, "desk/changes.html", "changes", {"moves": moves})


def _form(of: str, key: str, kind: str, data: Any) -> ChangeForm:
    if (of, kind) not in FORMS:
        raise Http404("There is no such change.")
    thing: Any = get_object_or_404(MODELS[of], key=key)
    if thing.merged_into_id or (thing.retired_at and kind != Move.Kind.MERGE):
        raise Http404("It is retired already.")
    return FORMS[of, kind](thing, data)


def change(request: Request, of: str, key: str, kind: str) -> HttpResponse:
    """The preview belongs to what is asked for, so it has an address; confirming posts the same and the reason."""
    return _confirm(request, of, key, kind) if request.method == "POST" else _preview(request, of, key, kind)


@only(curators)
@require_safe
def _preview(request: Request, of: str, key: str, kind: str) -> HttpResponse:
    form = _form(of, key, kind, request.GET or None)
    if not form.fields:
        form = _form(of, key, kind, {})
    impact = form.planned(timezone.now()) if form.is_valid() else None
    return _shown(request, of, form, impact, WhyForm(), 422 if form.is_bound and impact is None else 200)


@only(curators)
@require_POST
def _confirm(request: Request, of: str, key: str, kind: str) -> HttpResponse:
    form, why = _form(of, key, kind, request.POST), WhyForm(request.POST)
    if not form.is_valid():
        return _shown(request, of, form, None, WhyForm(), 422)
    if not why.is_valid():
        return _shown(request, of, form, form.planned(timezone.now()), why, 422)
    try:
        move = carry_out(form.planned, request.POST.get("seen", ""), why.cleaned_data["why"], request.user)
    except Stale as stale:
        messages.warning(request, STALE)
        return _shown(request, of, form, stale.impact, why, 409)
    messages.success(request, f"{move.said}. It can be taken back here.")
    return redirect("admin:changes")


def _shown(
    request: Request, of: str, form: ChangeForm, impact: Impact | None, why: WhyForm, status: int
) -> HttpResponse:
    catalogue = request.standing.catalogue
    context = {
        "form": form,
        "why_form": why,
        "of": of,
        "thing": form.thing,
        "back": reverse(f"admin:careers_{of}_change", args=[form.thing.pk]),
        "impact": impact,
        "seen": impact.changes.fingerprint() if impact else "",
        "everybody": Plan.objects.count() if impact else 0,
        "skill": catalogue.skills.get(form.thing.pk) if of == "skill" else None,
        "heir": catalogue.skills.get(impact.other.pk) if impact and impact.other and of == "skill" else None,
        "most": max((turn.people for turn in impact.turns), default=1) if impact else 1,
        "counted_at": timezone.now(),
    }
    return page(request, "desk/change.html", "changes", context, status)


@only(curators)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    move = get_object_or_404(Move, pk=pk)
    try:
        reverted = revert(move.pk, request.user)
    except MovedOn as moved_on:
        messages.error(request, f"Nothing was taken back. Take this one back first: {moved_on.later.said}.")
        return redirect("admin:changes")
    if reverted is None:
        messages.info(request, "That is taken back already.")
    elif reverted.kept:
        rows = of_people(reverted.kept, "row")
        messages.success(request, f"Taken back: {move.said}. {rows} changed since, and stay as they are.")
    else:
        messages.success(request, f"Taken back: {move.said}. Everything is as it was.")
    return redirect("admin:changes")
