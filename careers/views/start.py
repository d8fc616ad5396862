"""The start, in four steps: the aim, the evenings, what is known already, and the date that comes of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from careers import formats
from careers.acts.choose import keep_pace
from careers.acts.mark import mark_many
from careers.acts.show_forecast import show_forecast
from careers.acts.start_plan import choose_skips, start_plan
from careers.figures.catalogue import Catalogue
from careers.figures.evenings import evenings, in_words
from careers.figures.matching import match
from careers.figures.plan import plan_page
from careers.figures.start import offers, to_know, way_minutes
from careers.forms.plans import KnownForm, ListForm, PaceForm, StartForm
from careers.http import Request
from careers.models import State
from careers.views.access import person_of
from careers.views.fragments import page_or_fragment


@require_http_methods(["GET", "HEAD", "POST"])
def aim(request: Request) -> HttpResponse:
    standing = request.standing
    catalogue = standing.catalogue
    if request.method == "POST":
        form = StartForm(request.POST, catalogue=catalogue)
        if form.is_valid():
            role = catalogue.role(form.cleaned_data["role"])
            background = catalogue.background(form.cleaned_data["background"])
            assert role
            assert background
            start_plan(person_of(request), role.id, background.id)
            return redirect("plan:evenings")
        status = 422
    else:
        form = StartForm(catalogue=catalogue, initial=_chosen(request))
        status = 200
    ways = [
        (each.guide, [(role, way_minutes(each, role, standing.background)) for role in each.roles])
        for each in catalogue.guides
    ]
    context = {
        "form": form,
        "ways": ways,
        "longest": max((minutes for _, roles in ways for _, minutes in roles), default=0),
        "catalogue": catalogue,
        "standing": standing,
    }
    return render(request, "plan/start.html", context, status=status)


def _chosen(request: Request) -> dict[str, str]:
    standing = request.standing
    if not standing.has_plan or not standing.role or not standing.background:
        return {}
    return {"role": standing.role.key, "background": standing.background.key}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def evenings_step(request: Request) -> HttpResponse:
    """The bars follow what is typed: by htmx as one types, by the links of usual hours without."""
    standing = request.standing
    if not standing.has_plan:
        return redirect("plan:start")
    data = request.POST if request.method == "POST" else request.GET if "hours" in request.GET else None
    form = PaceForm(data, today=timezone.localdate(), pace=standing.pace)
    if request.method == "POST" and form.is_valid():
        keep_pace(request.user, **form.said._asdict())
        return redirect("plan:skips")
    shown = form.shown
    week = evenings(shown.minutes_a_week, shown.rest_days)
    context = {
        "form": form,
        "standing": standing,
        "week": week,
        "longest": max(evening.minutes for evening in week),
        "minutes": shown.minutes_a_week,
        "words": in_words(week),
        "usual": (3, 5, 8, 10, 15, 20),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_fragment(request, "plan/evenings.html", "bars", context, status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def known(request: Request) -> HttpResponse:
    """Nothing is skipped or marked silently: what a background brings is offered with its reason, the rest by stage."""
    standing = request.standing
    if not standing.has_plan:
        return redirect("plan:start")
    offer = offers(standing)
    offered = [o.skill.id for o in offer.skips]
    stages = to_know(standing, offered)
    data = request.POST if request.method == "POST" else None
    form = KnownForm(data, skips=offered, skills=(skill.id for _, skills in stages for skill, _ in skills))
    if form.is_valid():
        done = form.cleaned_data["known"]
        accepted = offered if "all" in request.POST else form.cleaned_data["skip"]
        choose_skips(request.user, [pk for pk in offered if pk not in done], accepted)
        mark_many(request.user, [(pk, State.DONE) for pk in done])
        return redirect("plan:date")
    context = {"offer": offer, "form": form, "standing": standing, "stages": stages}
    return render(request, "plan/skips.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def from_list(request: Request) -> HttpResponse:
    """A list from elsewhere: first what it matches, and only then, with what is ticked, marks."""
    standing = request.standing
    if not standing.has_plan:
        return redirect("plan:start")
    if request.method == "POST" and "confirm" in request.POST:
        return _list_confirmed(request, standing.catalogue)
    form = ListForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "standing": standing}
    if form.is_valid():
        return render(request, "plan/matched.html", context | {"matched": match(form.cleaned_data["text"], standing)})
    return render(request, "plan/list.html", context, status=422 if form.is_bound else 200)


def _list_confirmed(request: Request, catalogue: Catalogue) -> HttpResponse:
    form = KnownForm(request.POST, skills=(skill.id for skill in catalogue.live))
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["known"])))
        return redirect("plan:list")
    events = mark_many(request.user, [(pk, State.DONE) for pk in form.cleaned_data["known"]])
    messages.success(request, f"{formats.count(len(events), 'skill')} marked done.")
    return redirect("plan:skips")


@require_safe
@never_cache
def date(request: Request) -> HttpResponse:
    standing = request.standing.itself
    if not standing.has_plan:
        return redirect("plan:start")
    today = timezone.localdate()
    page = plan_page(request.user, standing, today)
    context = {
        "standing": standing,
        "page": page,
        "forecast": show_forecast(request.user, standing, today),
        "first": page.plan.first,
    }
    return render(request, "plan/date.html", context)
