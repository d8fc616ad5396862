"""A person's projects: the list, a new one, and one with what can be done to it as a whole."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers import markdown
from careers.acts.edit_project import move_project, remove_project, start_project, tick_check
from careers.acts.take_back import remembered, ticket
from careers.figures.projects import portfolio, project_page
from careers.figures.standing import standing_of
from careers.forms.portfolio import CheckForm, StartProjectForm, StatusForm
from careers.http import Request
from careers.models import Project, ProjectSkill
from careers.views.access import signed_in
from careers.views.fragments import page_or_fragment, wants_fragment

NOW_IT_IS = {
    Project.Status.IDEA: "“{}” is an idea again.",
    Project.Status.BUILDING: "You are building “{}”.",
    Project.Status.PUBLISHED: "“{}” is published.",
    Project.Status.ARCHIVED: "“{}” is archived. Its skills are no longer proven by it.",
}


@require_safe
@signed_in
@never_cache
def index(request: Request) -> HttpResponse:
    shown = portfolio(request.user, request.standing, request.GET.get("show", ""))
    return page_or_fragment(request, "portfolio/index.html", "portfolio-list", {"portfolio": shown})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    form = StartProjectForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "portfolio/new.html", {"form": form}, status=422 if form.is_bound else 200)
    project = start_project(request.user, form.cleaned_data["title"], form.cleaned_data["pitch"])
    return redirect("portfolio:edit", project.pk, "problem")


@require_safe
@signed_in
@never_cache
def detail(request: Request, pk: int) -> HttpResponse:
    return render(request, "portfolio/detail.html", _page(request, pk))


def _page(request: Request, pk: int) -> dict[str, Any]:
    try:
        page = project_page(request.user, request.standing, pk)
    except Project.DoesNotExist:
        raise Http404("There is no such project.") from None
    project = page.project
    texts = {name: markdown.html(getattr(project, name)) for name in MARKDOWN if getattr(project, name)}
    return {
        "page": page,
        "project": project,
        "evidence": page.card.evidence,
        "texts": texts,
        "statuses": Project.Status,
    }


MARKDOWN = ("problem", "split", "reading", "method", "went_wrong", "next_steps")


@signed_in
@require_POST
def status(request: Request, pk: int) -> HttpResponse:
    project = get_object_or_404(Project.kept_by(request.user), pk=pk)
    form = StatusForm(request.POST)
    if not form.is_valid():
        return _answer(request, pk, "That is not a status that a project can have. Nothing was changed.")
    if request.user.is_guest and form.cleaned_data["status"] == Project.Status.PUBLISHED:
        return _answer(request, pk, "Publishing needs an account. Sign up, and the project comes along.")
    moved = move_project(request.user, pk, form.cleaned_data["status"])
    said = NOW_IT_IS[Project.Status(form.cleaned_data["status"])].format(project.title)
    if form.cleaned_data["status"] == Project.Status.PUBLISHED and not _proves(request, pk):
        said += " It proves no skill yet: its page says what is still asked."
    return _answer(request, pk, said if moved else "")


def _proves(request: Request, pk: int) -> bool:
    return ProjectSkill.objects.proving().filter(user=request.user, project=pk).exists()


@signed_in
@require_POST
def check(request: Request, pk: int) -> HttpResponse:
    """A line of a checklist: ticked with its pointer, or not. Without a pointer, evidence asks for one."""
    get_object_or_404(Project.kept_by(request.user), pk=pk)
    form = CheckForm(request.POST)
    if not form.is_valid():
        refused = {"asked_for": form.data.get("item", ""), "refused": " ".join(_errors(form))}
        return _answer(request, pk, "", refused, status=422)
    said = form.cleaned_data
    tick_check(request.user, pk, said["checklist"], said["item"], said["pointer"] if said["ticked"] else None)
    return _answer(request, pk, "")


def _errors(form: CheckForm) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


@signed_in
@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    project = get_object_or_404(Project.kept_by(request.user), pk=pk)
    before = remembered(project)
    removed = remove_project(request.user, pk)
    messages.success(request, f"Deleted: {project}. For 30 days it can be brought back.", ticket(removed, before))
    return redirect("portfolio:index")


def _answer(
    request: Request, pk: int, text: str, refused: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The act is done: for htmx the project as it is now, else the way back to its page."""
    request.standing = standing_of(request.user)
    if wants_fragment(request):
        context = _page(request, pk) | {"toast": text} | (refused or {})
        return render(request, "portfolio/changed.html", context, status=status)
    if refused:
        return render(request, "portfolio/detail.html", _page(request, pk) | refused, status=status)
    if text:
        messages.success(request, text)
    return redirect("portfolio:detail", pk)
