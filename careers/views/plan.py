"""The start: where one comes from, where one goes, and what may be left out on the way."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from careers.acts.start_plan import choose_skips, start_plan
from careers.figures.standing import standing_of
from careers.figures.start import offers, way_minutes
from careers.forms.plans import SkipsForm, StartForm
from careers.http import Request
from careers.views.access import person_of


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
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
            return redirect("plan:skips")
        status = 422
    else:
        form = StartForm(catalogue=catalogue, initial=_chosen(request))
        status = 200
    ways = [(role, way_minutes(catalogue, role, standing.background)) for role in catalogue.roles]
    context = {
        "form": form,
        "ways": ways,
        "longest": max((m for _, m in ways), default=0),
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
def skips(request: Request) -> HttpResponse:
    """Nothing is skipped silently: each skill is offered with its reason, one by one or all."""
    standing = request.standing
    if not standing.has_plan:
        return redirect("plan:start")
    offer = offers(standing)
    offered = [o.skill.id for o in offer.skips]
    if request.method == "POST":
        form = SkipsForm(request.POST, offered=offered)
        if form.is_valid():
            accepted = offered if "all" in request.POST else form.cleaned_data["skip"]
            choose_skips(request.user, offered, accepted)
            total = standing_of(request.user).total
            messages.success(
                request, f"Your way: {total.count} skills. It can be changed at any time; nothing gets lost."
            )
            return redirect("today:index")
        return render(request, "plan/skips.html", {"offer": offer, "form": form, "standing": standing}, status=422)
    return render(request, "plan/skips.html", {"offer": offer, "form": None, "standing": standing})
