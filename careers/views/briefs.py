"""Briefs: public, and the beginning of a project for whoever takes one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from careers.acts.edit_project import start_project
from careers.figures.briefs import HOURS, brief_page, briefs_through
from careers.http import Request
from careers.models import Brief, Level, Project
from careers.views.access import person_of
from careers.views.fragments import page_or_fragment
from careers.views.visitors import same_for_visitors


@require_safe
@same_for_visitors("skill", "level", "hours", "role")
def index(request: Request) -> HttpResponse:
    context = {"briefs": briefs_through(request.standing, request.GET), "levels": Level.choices, "hour_limits": HOURS}
    return page_or_fragment(request, "briefs/index.html", "briefs-list", context)


@require_safe
@ensure_csrf_cookie
def detail(request: Request, slug: str) -> HttpResponse:
    brief = _brief(request, slug)
    begun = Project.kept_by(request.user).filter(brief=brief).first() if request.user.is_authenticated else None
    return render(request, "briefs/detail.html", {"page": brief_page(request.standing, brief), "begun": begun})


@require_POST
def start(request: Request, slug: str) -> HttpResponse:
    """The brief becomes a project with its checklist, and that project's page follows."""
    brief = _brief(request, slug)
    return redirect("portfolio:detail", start_project(person_of(request), brief.title, brief=brief).pk)


def _brief(request: Request, slug: str) -> Brief:
    """Live ones; a retired one for those who have begun it."""
    known = Brief.objects.live()
    if request.user.is_authenticated:
        known = known | Brief.objects.filter(projects__in=Project.kept_by(request.user))
    return get_object_or_404(known.distinct(), key=slug)
