"""What a person does with a resource. Each answer is its row on the skill's page that the act came from."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from careers import formats
from careers.acts.log_study import Subject, log_study
from careers.acts.take_back import ticket
from careers.acts.use_resource import move_resource, stop_at, vote
from careers.figures.own_resources import may_use, resources_of
from careers.figures.study import QUICK
from careers.forms.reading import Place
from careers.forms.study import LogForm, PlaceForm, ResourceStatusForm, VoteForm
from careers.http import Request
from careers.models import Resource, ResourceState
from careers.views.access import signed_in
from careers.views.fragments import STUDY_CHANGED, back, came_from, refresh, wants_fragment


def _resource(request: Request, slug: str) -> Resource:
    """A live one, or one that the person has used."""
    resource = Resource.objects.filter(key=slug).first()
    if resource is None or not may_use(request.user, resource):
        raise Http404("There is no such resource.")
    return resource


@signed_in
@require_POST
def status(request: Request, slug: str) -> HttpResponse:
    resource = _resource(request, slug)
    form = ResourceStatusForm(request.POST)
    if not form.is_valid():
        return _answer(request, resource, "That is not a state that a resource can have. Nothing was changed.", 422)
    row, way_back = move_resource(request.user, resource.pk, form.cleaned_data["status"])
    return _answer(request, resource, f"{resource}: {_word(row)}.", way_back=way_back)


@signed_in
@require_POST
def place(request: Request, slug: str) -> HttpResponse:
    resource = _resource(request, slug)
    form = PlaceForm(request.POST, recorded=resource.recorded)
    if not form.is_valid():
        return _answer(request, resource, _in_words(form), 422)
    stopped = form.cleaned_data["place"]
    _, way_back = stop_at(request.user, resource.pk, stopped.seconds, stopped.words)
    return _answer(request, resource, _stopped(resource, stopped), way_back=way_back)


@signed_in
@require_POST
def helpful(request: Request, slug: str) -> HttpResponse:
    resource = _resource(request, slug)
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _answer(request, resource, "Say whether it helped or not. Nothing was changed.", 422)
    _, way_back = vote(request.user, resource.pk, form.cleaned_data["helpful"])
    said = {True: "it helped you", False: "it did not help you", None: "no opinion"}[form.cleaned_data["helpful"]]
    return _answer(request, resource, f"{resource}: {said}. Others see only how many it helped.", way_back=way_back)


@signed_in
@require_POST
def minutes(request: Request, slug: str) -> HttpResponse:
    resource = _resource(request, slug)
    form = LogForm(request.POST, catalogue=request.standing.catalogue)
    if not form.is_valid():
        return _answer(request, resource, _in_words(form), 422)
    said = form.cleaned_data
    entry = log_study(
        request.user,
        said["key"],
        said["length"],
        said["day"],
        Subject(form.subject.skill_id, resource.pk),
        said["note"],
    )
    text = f"{formats.hours(entry.minutes)} logged: {resource}."
    return trigger_client_event(_answer(request, resource, text, way_back=ticket(entry, None)), STUDY_CHANGED)


def _answer(request: Request, resource: Resource, text: str, status: int = 200, *, way_back: str = "") -> HttpResponse:
    """For htmx the row, the rest of its group and the count; else back to the page, with what happened in words."""
    anchor = f"resource-{resource.key}"
    if not wants_fragment(request):
        messages.add_message(request, messages.ERROR if status == 422 else messages.SUCCESS, text, way_back)
        return redirect(back(request, "/study/", anchor))
    page, _ = came_from(request)
    slug = page.kwargs["slug"] if page and page.view_name == "skills:detail" else ""
    skill = request.standing.catalogue.by_slug.get(slug)
    resources = resources_of(skill, request.user) if skill else None
    row = resources.row(resource.pk) if resources else None
    if row is None or resources is None:
        return refresh()
    context: dict[str, Any] = {"skill": skill, "row": row, "others": resources.others(row), "resources": resources}
    context |= {"resource_states": ResourceState.State.choices, "study_lengths": QUICK}
    context |= {"error": text} if status == 422 else {"toast": text, "ticket": way_back}
    return render(request, "skills/resource_used.html", context, status=status)


def _in_words(form: Form) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _word(row: ResourceState) -> str:
    return ResourceState.State(row.state).label.lower()


def _stopped(resource: Resource, place: Place) -> str:
    """What was understood, since 0:48 may have been meant as minutes."""
    if place.seconds is None:
        return f"{resource}: {f'stopped at {place.words}' if place.words else 'no place kept'}."
    minutes, seconds = divmod(place.seconds, 60)
    exactly = f"{formats.hours(minutes)} " if minutes else ""
    exactly += formats.count(seconds, "second") if seconds or not minutes else ""
    return f"{resource}: stopped at {formats.position(place.seconds)}, {exactly.strip()} in."
