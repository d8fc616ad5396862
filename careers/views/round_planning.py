"""Planning an interview, changing what was told of it, deleting it and putting it back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.acts.keep_round import Clash, add_round, keep_round, put_back, remove_round
from careers.forms.rounds import PutBackForm, RoundForm
from careers.http import Request
from careers.models import Application, Round
from careers.models.accounts import time_zones
from careers.templatetags.ways_back import way_back_to
from careers.views.access import signed_in


def _mine(request: Request, pk: int) -> Round:
    return get_object_or_404(Round.of(request.user).there().shown(), pk=pk)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, pk: int) -> HttpResponse:
    application = get_object_or_404(Application.of(request.user).there(), pk=pk)
    row = Round(user=request.user, application=application, zone=request.user.time_zone)
    form = RoundForm(_posted(request), instance=row, user=request.user, initial={"key": uuid.uuid4()})
    if not form.is_valid():
        return _form(request, "rounds/new.html", form, {"application": application})
    row.key = form.cleaned_data["key"] or row.key
    kept = add_round(request.user, row)
    messages.success(request, f"Planned: {kept.name}.")
    return redirect(kept)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    form = RoundForm(_posted(request), instance=row, user=request.user, initial={"version": row.version})
    context: dict[str, Any] = {"round": _mine(request, pk) if form.is_bound else row}
    if not form.is_valid():
        return _form(request, "rounds/edit.html", form, context)
    try:
        kept = keep_round(request.user, pk, form.cleaned_data["version"] or 0, form.said)
    except Clash as clash:
        form.save_over(clash.current)
        return _form(request, "rounds/edit.html", form, context | {"current": clash.current}, 409)
    messages.success(request, "Saved.")
    return redirect(kept)


def _posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _form(request: Request, template: str, form: RoundForm, context: dict[str, Any], status: int = 0) -> HttpResponse:
    context |= {"form": form, "zones": sorted(time_zones())}
    return render(request, template, context, status=status or (422 if form.is_bound else 200))


@signed_in
@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    remove_round(request.user, row)
    messages.success(request, f"Deleted: {row.name}.", extra_tags=way_back_to("rounds:restore", "round", [row.pk]))
    return redirect(row.application)


@signed_in
@require_POST
def restore(request: Request) -> HttpResponse:
    form = PutBackForm(request.POST)
    if not form.is_valid():
        raise Http404("There is no such round.")
    row = put_back(request.user, form.cleaned_data["round"])
    if row is None:
        raise Http404("There is no such round, or its application was deleted too.")
    messages.success(request, f"It is back: {row.name}.")
    return redirect(row)
