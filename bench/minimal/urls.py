"""A landing page, a list of every skill with the person's states, and a mark on one of them."""

from django.contrib.auth.decorators import login_required
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from careers.models import Skill, SkillState


def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "landing.html")


@login_required
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "skills.html", {"skills": skills_of(request)})


@login_required
def mark(request: HttpRequest, slug: str) -> HttpResponse:
    held = get_object_or_404(
        SkillState.objects.select_related("skill__stage"), user_id=request.user.pk, skill__slug=slug
    )
    held.state = request.POST["status"]
    held.save(update_fields=["state"])
    held.skill.mine = held.state  # type: ignore[attr-defined]
    return render(request, "skills.html#row", {"skill": held.skill})


def skills_of(request: HttpRequest) -> QuerySet[Skill]:
    states = FilteredRelation("states", condition=Q(states__user=request.user.pk))
    live = Skill.objects.filter(retired_at__isnull=True).select_related("stage")
    columns = live.only("slug", "title", "hours", "stage__short_title")  # else every text of the skill comes along
    return columns.annotate(held=states, mine=F("held__state"))


urlpatterns = [path("", landing), path("skills/", page), path("skills/<slug:slug>/status/", mark)]
