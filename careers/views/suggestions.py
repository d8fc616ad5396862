"""Members suggest resources, and see what became of everything that they told the curators."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers.acts.suggest import NotTold, suggest, withdraw_suggestion
from careers.figures.catalogue import Skill
from careers.figures.duplicates import alike, is_waiting
from careers.figures.suggestions import told_by
from careers.forms.suggestions import SuggestionForm
from careers.http import Request
from careers.models import Suggestion
from careers.views.access import members_only
from careers.views.fragments import page_or_fragment

TOO_LONG_TO_COMPARE = 500


@members_only
@never_cache
@require_safe
def index(request: Request) -> HttpResponse:
    told = told_by(request.user, request.standing.catalogue)
    return render(request, "suggestions/index.html", {"told": told})


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """The form; asked for by htmx while somebody types, what there is already of what they type."""
    catalogue = request.standing.catalogue
    if request.method != "POST":
        given = {name: request.GET.get(name, "")[:TOO_LONG_TO_COMPARE] for name in ("url", "title")}
        given["skill1"] = request.GET.get("skill", "")
        form = SuggestionForm(catalogue=catalogue, initial=given)
        context = _page(request, form, given["url"], given["title"])
        return page_or_fragment(request, "suggestions/new.html", "alike", context)
    form = SuggestionForm(request.POST, catalogue=catalogue)
    way_back = _tell(request, form)
    if form.errors:
        context = _page(request, form, request.POST.get("url", ""), request.POST.get("title", ""))
        return render(request, "suggestions/new.html", context, status=422)
    messages.success(request, f"Suggested: {form.cleaned_data['title']}. A curator looks at it.", way_back)
    return redirect("suggestions:index")


def _tell(request: Request, form: SuggestionForm) -> str:
    """The ticket of the way back; empty where the form has to be looked at again, or was sent twice."""
    if not form.is_valid():
        return ""
    try:
        return suggest(request.user, form.cleaned_data["key"], form.said, form.skill_ids)[1]
    except NotTold as refused:
        form.add_error(None, str(refused))
        return ""


def _page(request: Request, form: SuggestionForm, url: str, title: str) -> dict[str, Any]:
    catalogue = request.standing.catalogue
    url, title = url.strip()[:TOO_LONG_TO_COMPARE], title.strip()[:TOO_LONG_TO_COMPARE]
    return {
        "form": form,
        "skill": _skill(request),
        "alike": alike(catalogue, url, title),
        "is_waiting": bool(url) and is_waiting(url),
    }


def _skill(request: Request) -> Skill | None:
    """Whose page somebody comes from."""
    return request.standing.catalogue.by_slug.get(request.GET.get("skill") or request.POST.get("skill1") or "")


@members_only
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    get_object_or_404(Suggestion.of(request.user), pk=pk)
    row, way_back = withdraw_suggestion(request.user, pk)
    if row.state == Suggestion.State.WITHDRAWN:
        messages.success(request, f"Withdrawn: {row}.", way_back)
    else:
        messages.info(request, f"A curator has looked at it already: {row.get_state_display().lower()}.")
    return redirect("suggestions:index")
