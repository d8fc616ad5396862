"""The parts of a project that come in rows: metrics with their values, links, and skills."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.acts.edit_project import link_skill, unlink_skill
from careers.acts.edit_results import ChangedElsewhere, fingerprint, keep_link, keep_metric, remove_link, remove_metric
from careers.acts.take_back import remembered, ticket
from careers.figures.comparison import comparison
from careers.figures.projects import project_page
from careers.forms.portfolio import SECTIONS, LinkForm, MetricForm, SkillForm
from careers.http import Request
from careers.models import Project, ProjectLink, ProjectMetric, ProjectSkill
from careers.views.access import signed_in


def _project(request: Request, pk: int) -> Project:
    return get_object_or_404(Project.kept_by(request.user), pk=pk)


def _tabs(project: Project, section: str) -> dict[str, Any]:
    sections = [(key, name) for key, (name, _) in SECTIONS.items()]
    return {"project": project, "section": section, "sections": sections}


# --- metrics ---


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def metric(request: Request, pk: int, part: int = 0) -> HttpResponse:
    """A metric with its values on a page of its own; `part` 0 is one that is not there yet."""
    project = _project(request, pk)
    held = get_object_or_404(ProjectMetric.of(request.user).filter(project=project), pk=part) if part else None
    form = _metric_form(request, held)
    if not form.is_valid():
        return _metric_page(request, project, held, form, status=422 if form.is_bound else 200)
    said = {name: form.cleaned_data[name] for name in MetricForm.Meta.fields}
    try:
        keep_metric(request.user, pk, part or None, said, form.values, form.cleaned_data["was"])
    except ChangedElsewhere as changed:
        now = comparison(ProjectMetric.objects.prefetch_related("results").get(pk=changed.current.pk))
        return _metric_page(request, project, held, form, 409, now=now, was=fingerprint(now.metric))
    messages.success(request, "Your results are saved.")
    return redirect("portfolio:edit", pk, "results")


def _metric_form(request: Request, held: ProjectMetric | None) -> MetricForm:
    if request.method == "POST":
        return MetricForm(request.POST, instance=ProjectMetric(user=request.user))
    if held is None:
        return MetricForm()
    return MetricForm(instance=held, results=held.results.all(), initial={"was": fingerprint(held)})


def _metric_page(
    request: Request, project: Project, held: ProjectMetric | None, form: MetricForm, status: int, **more: Any
) -> HttpResponse:
    context = _tabs(project, "results") | {"metric": held, "form": form, **more}
    return render(request, "portfolio/metric.html", context, status=status)


@signed_in
@require_POST
def metric_delete(request: Request, pk: int, part: int) -> HttpResponse:
    held = get_object_or_404(ProjectMetric.of(request.user).filter(project=_project(request, pk)), pk=part)
    remove_metric(request.user, pk, part)
    messages.success(request, f"Removed: {held} and its results.")
    return redirect("portfolio:edit", pk, "results")


# --- links ---


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: Request, pk: int, part: int = 0) -> HttpResponse:
    """All links, with a form for one more, or for the one that `part` names."""
    project = _project(request, pk)
    held = get_object_or_404(ProjectLink.of(request.user).filter(project=project), pk=part) if part else None
    blank = ProjectLink(user=request.user)
    form = LinkForm(request.POST, instance=blank) if request.method == "POST" else LinkForm(instance=held)
    if not form.is_valid():
        page = project_page(request.user, request.standing, pk)
        context = _tabs(project, "links") | {"page": page, "form": form, "held": held}
        return render(request, "portfolio/links.html", context, status=422 if form.is_bound else 200)
    link = keep_link(request.user, pk, part or None, {name: form.cleaned_data[name] for name in LinkForm.Meta.fields})
    messages.success(request, f"Saved: {link}.")
    return redirect("portfolio:links", pk)


@signed_in
@require_POST
def link_delete(request: Request, pk: int, part: int) -> HttpResponse:
    link = get_object_or_404(ProjectLink.of(request.user).filter(project=_project(request, pk)), pk=part)
    way_back = ticket(link, remembered(link), gone=True)
    remove_link(request.user, pk, part)
    messages.success(request, f"Removed: {link}.", way_back)
    return redirect("portfolio:links", pk)


# --- skills ---


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def skills(request: Request, pk: int) -> HttpResponse:
    """The skills that the project exercised, each with its sentence; a POST adds one or rewrites its sentence."""
    project = _project(request, pk)
    form = SkillForm(request.POST) if request.method == "POST" else SkillForm()
    if form.is_valid() and form.cleaned_data["skill"] not in request.standing.catalogue.skills:
        form.add_error("skill", "There is no such skill in the catalogue.")
    if not form.is_valid():
        page = project_page(request.user, request.standing, pk)
        context = _tabs(project, "skills") | {"page": page, "form": form, "stages": _offered(request, page.card.proofs)}
        return render(request, "portfolio/skills.html", context, status=422 if form.is_bound else 200)
    link_skill(request.user, pk, form.cleaned_data["skill"], form.cleaned_data["proof"])
    skill = request.standing.catalogue.skills[form.cleaned_data["skill"]]
    messages.success(request, f"Saved: {skill.title}.")
    return redirect("portfolio:skills", pk)


def _offered(request: Request, proofs: Any) -> list[tuple[str, list[Any]]]:
    """Stage by stage, the skills that the project does not name yet."""
    linked = {proof.skill.id for proof in proofs}
    shelves = request.standing.catalogue.shelves
    return [(shelf.short_title, [s for s in shelf.skills if s.id not in linked]) for shelf in shelves]


@signed_in
@require_POST
def skill_delete(request: Request, pk: int, part: int) -> HttpResponse:
    link = (
        ProjectSkill.of(request.user).select_related("skill").filter(project=_project(request, pk), skill=part).first()
    )
    if link is None:
        raise Http404("The project does not name this skill.")
    way_back = ticket(link, remembered(link), gone=True)
    unlink_skill(request.user, pk, part)
    messages.success(request, f"Taken off: {link.skill}.", way_back)
    return redirect("portfolio:skills", pk)
