"""A skill: its page, and everything that one can do to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from careers import formats, markdown
from careers.acts.keep_note import Clash, keep_note
from careers.acts.mark import Marked, TooLate, mark, undo
from careers.acts.show_today import show_today
from careers.acts.tick import tick as tick_outcome
from careers.figures.catalogue import Catalogue, Skill, catalogue
from careers.figures.own_resources import resources_of
from careers.figures.projects import proved_by
from careers.figures.roadmap import roadmap_through
from careers.figures.skill_page import PersonalSkill, has_something_on, personal_skill, rounds_ahead
from careers.figures.standing import Standing, standing_of
from careers.figures.study import QUICK, study_now
from careers.forms.progress import NoteForm, StatusForm, TickForm
from careers.forms.study import OwnLinkForm
from careers.http import Request
from careers.models import ResourceState, SkillEvent, SkillNote, State, Wish
from careers.views.access import person_of
from careers.views.fragments import back, came_from, refresh, wants_fragment


def _skill(request: Request, slug: str, within: Catalogue | None = None) -> Skill:
    """By its address, or the one that a page opened earlier still has. Retired ones are for those who have them.

    An act gives the bare catalogue, since the standing before it is of no use to its answer.
    """
    snapshot = within or request.standing.catalogue
    skill = snapshot.by_slug.get(slug) or snapshot.by_former_slug.get(slug)
    if skill is None or (skill.retired and not _has(request, skill)):
        raise Http404("There is no such skill.")
    return skill


def _has(request: Request, skill: Skill) -> bool:
    return request.user.is_authenticated and has_something_on(request.user, skill)


@require_safe
@ensure_csrf_cookie
def detail(request: Request, slug: str) -> HttpResponse:
    catalogue = request.standing.catalogue
    if slug not in catalogue.by_slug and slug in catalogue.by_former_slug:
        for_good = slug not in catalogue.merged_slugs
        return redirect("skills:detail", catalogue.by_former_slug[slug].slug, permanent=for_good)
    skill = _skill(request, slug)
    return render(request, "skills/detail.html", _page(request, skill))


def _page(request: Request, skill: Skill) -> dict[str, Any]:
    """The whole page."""
    user, now = request.user if request.user.is_authenticated else None, timezone.now()
    interviews = request.standing.catalogue.interviews_of(skill)
    parts = _parts(request, skill)
    mine: PersonalSkill | None = parts["mine"]
    return parts | {
        "interviews": interviews,
        "rounds": rounds_ahead(user, [stage.id for stage in interviews], now) if user else (),
        "resources": resources_of(skill, user, mine.use if mine else None),
        "resource_states": ResourceState.State.choices,
        "study_lengths": QUICK,
        "link_form": OwnLinkForm(),
        "links": mine.links if mine else (),
        "logged": mine.logged if mine else 0,
        "wished": mine.wished if mine else frozenset(),
        "wishes": Wish.What.choices,
        "study": study_now(request.standing.itself, now, mine.timer) if mine else None,
    }


def _parts(request: Request, skill: Skill) -> dict[str, Any]:
    """What the skill's page and every answer to an act on it show."""
    standing, own = request.standing, request.standing.catalogue
    if not standing.has_plan:  # no role of theirs says what the skill is worth to them
        standing = standing.at_home_with(skill)
    catalogue = standing.catalogue
    mine = personal_skill(request.user, skill) if request.user.is_authenticated else None
    ticked = mine.ticked if mine else frozenset()
    return {
        "skill": skill,
        "elsewhere": None if own.holds(skill) else own.beside[skill.guide],
        "standing": standing,
        "mark": standing.mark(skill),
        "shown": standing.shown(skill),
        "need": standing.need(skill),
        "minutes": standing.minutes(skill),
        "left_minutes": standing.left_minutes(skill),
        "head_start": standing.head_start(skill),
        "builds_on": [(need, standing.shown(need)) for pk in skill.needs if not (need := catalogue.skills[pk]).retired],
        "opens": [(other, standing.shown(other)) for pk in skill.opens if not (other := catalogue.skills[pk]).retired],
        "proofs": proved_by(request.user, skill) if request.user.is_authenticated else [],
        "mine": mine,
        "ticked": ticked,
        "ticked_count": sum(outcome.id in ticked for outcome in skill.outcomes),
        "states": State,
        "note_html": markdown.html(mine.note.text) if mine and mine.note else "",
        "note_text": mine.note.text if mine and mine.note else "",
        "note_version": mine.note.version if mine and mine.note else 0,
        "note_limit": SkillNote.MAX_LENGTH,
    }


@require_safe
def menu(request: Request, slug: str) -> HttpResponse:
    """The further acts of a row; without htmx its link leads to the skill's page."""
    skill = _skill(request, slug)
    if not wants_fragment(request) or not request.user.is_authenticated:
        return redirect(skill.url)
    return render(request, "skills/menu.html", {"skill": skill, "mark": request.standing.mark(skill), "states": State})


@require_POST
def status(request: Request, slug: str) -> HttpResponse:
    skill = _skill(request, slug, catalogue())
    form = StatusForm(request.POST)
    if not form.is_valid():
        return _refused(request, skill, "That is not a state that a skill can have. Nothing was changed.")
    person = person_of(request)
    try:
        if event_id := form.cleaned_data["undo"]:
            marked = undo(person, event_id)
            skill = catalogue().skills[marked.skill_id]  # the event says which one it was, whatever the address says
        else:
            marked = mark(person, skill.id, form.cleaned_data["status"])
    except SkillEvent.DoesNotExist:
        raise Http404("There is no such event.") from None
    except TooLate:
        return _answer(request, skill, None, "Something newer happened to this skill since, so nothing was undone.")
    return _answer(request, skill, marked)


@require_POST
def outcome(request: Request, slug: str, key: str) -> HttpResponse:
    skill = _skill(request, slug, catalogue())
    one = next((outcome for outcome in skill.outcomes if outcome.key == key), None)
    form = TickForm(request.POST)
    if one is None or not form.is_valid():
        raise Http404("There is no such outcome.")
    begun = tick_outcome(person_of(request), skill.id, one.id, form.cleaned_data["ticked"])
    return _answer(request, skill, begun)


@require_POST
def note(request: Request, slug: str) -> HttpResponse:
    """Save a note over the version that its writer had read; a clash shows both texts and writes nothing."""
    skill = _skill(request, slug)
    form = NoteForm(request.POST)
    sent = {"note_text": request.POST.get("text", ""), "note_version": request.POST.get("version", "")}
    if not form.is_valid():
        return _note_page(request, skill, sent | {"note_errors": form.errors}, status=422)
    try:
        saved = keep_note(person_of(request), skill.id, form.cleaned_data["text"], form.cleaned_data["version"])
    except Clash as clash:
        clashing = {"current": clash.current, "note_version": clash.current.version}
        return _note_page(request, skill, sent | clashing, status=409)
    if wants_fragment(request):
        context = {"note": saved, "note_html": markdown.html(saved.text), "oob": True}
        return render(request, "skills/detail.html#note-saved", context)
    messages.success(request, "Your note is saved.")
    return redirect(f"{skill.url}#notes")


def _note_page(request: Request, skill: Skill, context: dict[str, Any], status: int) -> HttpResponse:
    if not wants_fragment(request):
        return render(request, "skills/detail.html", _page(request, skill) | context, status=status)
    context |= {"skill": skill, "note_limit": SkillNote.MAX_LENGTH}
    response = render(request, "skills/detail.html#note-form", context, status=status)
    return reswap(retarget(response, "#note-form"), "outerHTML")


def _answer(request: Request, skill: Skill, marked: Marked | None, text: str = "") -> HttpResponse:
    """The act is done: for htmx the parts that it touched on the page that it came from, else back to that page."""
    request.standing = standing_of(request.user)
    skill = request.standing.catalogue.skills[skill.id]
    event = marked.event if marked else None
    if event and not text:
        text = _said(request.standing, skill, event)
    if not wants_fragment(request):
        if text:
            messages.success(request, text)
        return redirect(back(request, skill.url, f"skill-{skill.slug}"))
    page, query = came_from(request)
    context: dict[str, Any] = {"page": page.view_name if page else "", "toast": text, "event": event, "skill": skill}
    match context["page"]:
        case "roadmap:index":
            roadmap = roadmap_through(request.standing, query, can_mark=True)
            skill = roadmap.standing.catalogue.skills[skill.id]
            if not roadmap.standing.catalogue.holds(skill):
                return refresh()
            stage, coverage = roadmap.standing.of_stage(skill.stage)
            context |= {
                "roadmap": roadmap,
                "standing": roadmap.standing,
                "row": roadmap.row(skill),
                "stage": stage,
                "coverage": coverage,
            }
        case "today:index":
            context |= {"standing": request.standing, "today": show_today(request.user, request.standing.itself)}
        case "skills:detail" if page and page.kwargs["slug"] == skill.slug:
            context |= _parts(request, skill)
        case _:
            return refresh()
    return render(request, "skills/marked.html", context)


def _said(standing: Standing, skill: Skill, event: SkillEvent) -> str:
    """What the toast says: the skill, its state, and where that leaves the person."""
    total = standing.total
    left = f"{formats.percent(total.percent)} covered, {formats.hours(total.left_minutes)} left"
    return f"{skill.title}: {State(event.state).label.lower()}. {left}."


def _refused(request: Request, skill: Skill, text: str) -> HttpResponse:
    if wants_fragment(request):
        return HttpResponse(text, status=422, content_type="text/plain")
    messages.error(request, text)
    return redirect(skill.url)
