"""Members say what they miss among a skill's resources."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from careers.acts.suggest import wish
from careers.acts.take_back import remembered, ticket
from careers.figures.catalogue import Skill
from careers.figures.suggestions import wished_on
from careers.forms.suggestions import WishForm
from careers.http import Request
from careers.models import Wish
from careers.views.access import members_only
from careers.views.fragments import came_from, wants_fragment


@members_only
@require_POST
def new(request: Request, slug: str) -> HttpResponse:
    catalogue = request.standing.catalogue
    skill = catalogue.by_slug.get(slug) or catalogue.by_former_slug.get(slug)
    if skill is None or skill.retired:
        raise Http404("There is no such skill.")
    form = WishForm(request.POST)
    if not form.is_valid():
        text = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _answer(request, skill, text, 422)
    way_back = wish(request.user, skill.id, form.cleaned_data["what"], form.cleaned_data["words"])
    missed = Wish.What(form.cleaned_data["what"]).label.lower()
    return _answer(request, skill, f"The curators hear that {missed} is missing here.", way_back=way_back)


@members_only
@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(Wish.of(request.user), pk=pk)
    way_back = ticket(row, remembered(row), gone=True)
    row.delete()
    messages.success(request, f"Taken back: {row.get_what_display().lower()}.", way_back)
    return redirect("suggestions:index")


def _answer(request: Request, skill: Skill, text: str, status: int = 200, *, way_back: str = "") -> HttpResponse:
    """For htmx the form as it is now; else back to the page, with what happened in words."""
    page, _ = came_from(request)
    if not wants_fragment(request) or page is None or page.view_name != "skills:detail":
        messages.add_message(request, messages.ERROR if status == 422 else messages.SUCCESS, text, way_back)
        return redirect(f"{skill.url}#wish")
    context: dict[str, Any] = {"skill": skill, "wished": wished_on(request.user, skill), "wishes": Wish.What.choices}
    context |= {"wish_error": text, "wish_open": True} if status == 422 else {"toast": text, "ticket": way_back}
    context["wish_words"] = request.POST.get("words", "") if status == 422 else ""
    return render(request, "skills/wished.html", context, status=status)
