"""A project's texts: written section by section, saved as they are typed, and kept in their earlier versions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers.acts.edit_project import Clash, bring_back, keep_texts
from careers.figures.comparison import comparison
from careers.figures.projects import versions_of
from careers.forms.portfolio import SECTIONS, TextsForm, VersionForm
from careers.http import Request
from careers.models import Project, ProjectMetric, ProjectVersion
from careers.views.access import signed_in
from careers.views.fragments import wants_fragment


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int, section: str) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404("A project has no such section.")
    project = get_object_or_404(Project.kept_by(request.user).select_related("brief"), pk=pk)
    if request.method == "POST":
        return _save(request, project, section)
    form = SECTIONS[section][1](instance=project)
    return _page(request, project, section, form, project.version)


def _save(request: Request, project: Project, section: str) -> HttpResponse:
    """Over the version that the writer had read. What cannot be saved stays in the form, with the reason beside it."""
    form = SECTIONS[section][1](request.POST, instance=Project(user=request.user, title=project.title))
    version = VersionForm(request.POST)
    if not (form.is_valid() and version.is_valid()):
        return _refused(request, project, section, form)
    try:
        kept = keep_texts(request.user, project.pk, form.cleaned_data, version.cleaned_data["version"])
    except Clash as clash:
        return _clashing(request, clash, section, form, version.cleaned_data["version"])
    if wants_fragment(request):
        return render(request, "portfolio/edit.html#saved", {"project": kept.project, "saved": True, "oob": True})
    messages.success(request, f"Saved as version {kept.project.version}.")
    return redirect("portfolio:edit", project.pk, section)


def _refused(request: Request, project: Project, section: str, form: TextsForm) -> HttpResponse:
    if wants_fragment(request):
        return render(request, "portfolio/edit.html#saved", {"project": project, "form": form}, status=422)
    return _page(request, project, section, form, request.POST.get("version", ""), status=422)


def _clashing(request: Request, clash: Clash, section: str, form: TextsForm, version: int) -> HttpResponse:
    """Both texts are shown, and nothing is overwritten until the writer says which one is to stand."""
    others = [(form.fields[name].label or name, getattr(clash.current, name)) for name in clash.fields]
    context = {"project": clash.current, "others": others}
    if wants_fragment(request):
        return render(request, "portfolio/edit.html#saved", context, status=409)
    return _page(request, clash.current, section, form, version, status=409, others=others)


def _page(
    request: Request, project: Project, section: str, form: TextsForm, version: Any, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "project": project,
        "section": section,
        "sections": [(key, name) for key, (name, _) in SECTIONS.items()],
        "form": form,
        "version": version,
        **more,
    }
    if section == "results":
        metrics = ProjectMetric.of(request.user).filter(project=project).prefetch_related("results")
        context["comparisons"] = [comparison(metric) for metric in metrics]
    return render(request, "portfolio/edit.html", context, status=status)


@require_safe
@signed_in
@never_cache
def versions(request: Request, pk: int) -> HttpResponse:
    project = get_object_or_404(Project.kept_by(request.user), pk=pk)
    labels = {name: form.base_fields[name].label or name for _, form in SECTIONS.values() for name in form.base_fields}
    earlier = [(labels.get(version.field, version.field), version) for version in versions_of(project)]
    return render(request, "portfolio/versions.html", {"project": project, "earlier": earlier})


@signed_in
@require_POST
def restore(request: Request, pk: int, version: int) -> HttpResponse:
    project = get_object_or_404(Project.kept_by(request.user), pk=pk)
    earlier = get_object_or_404(ProjectVersion.of(request.user).filter(project=project), pk=version)
    kept = bring_back(request.user, earlier.pk)
    messages.success(request, f"Brought back as version {kept.project.version}. The text before it is kept too.")
    return redirect("portfolio:versions", pk)
