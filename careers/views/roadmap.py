"""The roadmap: public, and personal for whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.figures.news import news_for
from careers.figures.readiness import by_stage, readiness
from careers.figures.roadmap import roadmap_through
from careers.http import Request
from careers.models import Level, User
from careers.views.access import signed_in
from careers.views.fragments import page_or_fragment
from careers.views.visitors import same_for_visitors


@require_safe
@same_for_visitors("show", "level", "role")
def index(request: Request) -> HttpResponse:
    own = request.standing
    roadmap = roadmap_through(own, request.GET, can_mark=request.user.is_authenticated)
    context = {
        "roadmap": roadmap,
        "standing": roadmap.standing,
        "lens": roadmap.standing.role if own.has_plan and roadmap.standing.role is not own.role else None,
        "levels": Level.choices,
        "news": news_for(request.user, own) if isinstance(request.user, User) else None,
    }
    return page_or_fragment(request, "roadmap/index.html", "roadmap-list", context)


@require_safe
@same_for_visitors("role")
def print_view(request: Request) -> HttpResponse:
    roadmap = roadmap_through(request.standing, {"role": request.GET.get("role", "")})
    return render(request, "roadmap/print.html", {"roadmap": roadmap, "standing": roadmap.standing})


@require_safe
@signed_in
def readiness_view(request: Request) -> HttpResponse:
    """The one number, opened up to its parts."""
    standing = request.standing.itself
    context = {"standing": standing, "readiness": readiness(standing), "stages": by_stage(standing)}
    return render(request, "roadmap/readiness.html", context)
