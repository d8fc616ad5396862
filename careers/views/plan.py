"""The plan: its weeks, its pace, and what the person chooses about its order."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers import formats
from careers.acts import choose, mark, take_back
from careers.acts.show_forecast import show_forecast
from careers.figures.catalogue import Skill
from careers.figures.plan import WEEKS_SHOWN, PlanPage, neighbours, plan_page
from careers.figures.schedule import WEEK, monday_of
from careers.figures.standing import standing_of
from careers.forms.plans import PaceForm, PlaceForm, TargetForm
from careers.http import Request
from careers.models import PlanChoice, SkillEvent
from careers.views.access import signed_in
from careers.views.fragments import came_from, page_or_fragment, wants_fragment

FOUR_WEEKS = 4 * WEEK
MOST_SHOWN = 10_000


@require_safe
@signed_in
@never_cache
def index(request: Request) -> HttpResponse:
    if not request.standing.has_plan:
        return redirect("plan:start")
    return page_or_fragment(request, "plan/index.html", "plan", _whole(request, request.GET.get("weeks", "")))


def _whole(request: Request, weeks: str) -> dict[str, Any]:
    """All that the page shows. The forecast is kept with it."""
    standing, today = request.standing.itself, timezone.localdate()
    forecast = show_forecast(request.user, standing, today)
    own_pace = None if forecast.rate.promised else forecast.rate.minutes_a_week
    page = plan_page(request.user, standing, today, _shown(weeks), own_pace)
    return {"page": page, "forecast": forecast}


def _plan(request: Request) -> PlanPage:
    """For an act that looks at the plan and shows another one."""
    return plan_page(request.user, request.standing.itself, timezone.localdate())


def _shown(text: str) -> int:
    return min(max(int(text), WEEKS_SHOWN), MOST_SHOWN) if text.isdecimal() and len(text) < 6 else WEEKS_SHOWN


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def pace(request: Request) -> HttpResponse:
    standing = request.standing
    if not standing.has_plan:
        return redirect("plan:start")
    data = request.POST if request.method == "POST" else None
    form = PaceForm(data, today=timezone.localdate(), pace=standing.pace)
    if form.is_valid():
        way_back = choose.keep_pace(request.user, **form.said._asdict())
        messages.success(request, f"Saved: {formats.hours(form.said.minutes_a_week)} a week.", extra_tags=way_back)
        return redirect("plan:index")
    return render(request, "plan/pace.html", {"form": form}, status=422 if form.is_bound else 200)


# --- one skill's place ---


@signed_in
@require_POST
def place(request: Request, slug: str) -> HttpResponse:
    """One choice about one skill. The page that answers is the whole plan, since all of it may move."""
    standing = request.standing
    skill = standing.catalogue.by_slug.get(slug) or standing.catalogue.by_former_slug.get(slug)
    if skill is None or not standing.has_plan:
        raise Http404("There is no such skill in your plan.")
    form = PlaceForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _answer(request, "That is not a place in the plan. Nothing was changed.", status=422)
    if form.cleaned_data["to"] == PlaceForm.OUT:
        events = choose.leave_out(request.user, [skill.id])
        return _answer(request, f"{skill.title}: left out." if events else "", events=events, about=skill)
    text, way_back = _placed(request, skill, form.cleaned_data["to"], form.cleaned_data["week"])
    return _answer(request, text, way_back, about=skill)


def _placed(request: Request, skill: Skill, to: str, week: dt.date | None) -> tuple[str, str]:
    """What happened, in words, and the way back."""
    user, kinds = request.user, PlanChoice.Kind
    match to:
        case PlaceForm.PIN:
            assert week
            return f"{skill.title}: pinned to the week of {formats.day(week)}.", choose.pin(user, skill.id, week)
        case PlaceForm.UNPIN:
            return f"{skill.title}: no pin any more.", choose.take_off(user, skill.id, kinds.PINNED)
        case PlaceForm.IN_ORDER:
            return f"{skill.title}: back in order.", choose.take_off(user, skill.id, kinds.PLACED)
        case PlaceForm.BACK:
            return f"{skill.title}: back on the plan.", choose.take_off(user, skill.id, kinds.POSTPONED)
        case PlaceForm.FOUR_WEEKS:
            until = monday_of(timezone.localdate()) + FOUR_WEEKS
            way_back = choose.postpone_until(user, skill.id, until)
            return f"{skill.title}: postponed until {formats.day(until)}.", way_back
        case PlaceForm.PAST_CAMP:
            return _past_camp(request, skill)
        case _:
            return _moved(request, skill, later=to == PlaceForm.LATER)


def _past_camp(request: Request, skill: Skill) -> tuple[str, str]:
    camp = request.standing.next_camp
    if camp is None:
        return "No camp lies ahead, so nothing was postponed.", ""
    way_back = choose.postpone_past_camp(request.user, skill.id, camp.camp.id)
    return f"{skill.title}: postponed until after {camp.camp.title}.", way_back


def _moved(request: Request, skill: Skill, *, later: bool) -> tuple[str, str]:
    """One place on; a pinned skill one week."""
    page = _plan(request)
    pin = page.of(skill, PlanChoice.Kind.PINNED)
    if pin and pin.week and pin not in page.plan.missed:
        week = pin.week + WEEK if later else max(pin.week - WEEK, monday_of(page.today))
        return f"{skill.title}: pinned to the week of {formats.day(week)}.", choose.pin(request.user, skill.id, week)
    before, after = neighbours(page.plan, skill)
    beside = after if later else before
    if beside is None:
        return f"{skill.title} is the {'last' if later else 'first'} already.", ""
    word = "after" if later else "before"
    return f"{skill.title}: now {word} {beside.title}.", choose.place(request.user, skill.id, beside.id, after=later)


@signed_in
@require_POST
def left_out(request: Request) -> HttpResponse:
    """The way back from leaving out, and from the pace that came with it: everything is as before, dates included."""
    try:
        choose.take_back_in(request.user, _events(request), request.POST.get("ticket", ""))
    except SkillEvent.DoesNotExist:
        raise Http404("There is no such event.") from None
    except (mark.TooLate, take_back.TooLate):
        return _answer(request, "Something newer happened to one of these skills since, so nothing was undone.")
    return _answer(request, "Undone.")


def _events(request: Request) -> list[int]:
    """Ids of events, the latest first."""
    texts = request.POST.getlist("undo")
    if not all(text.isdecimal() and len(text) < 19 for text in texts):
        raise Http404("There is no such event.")
    return sorted((int(text) for text in texts), reverse=True)


# --- the target date ---


@signed_in
@require_POST
def target(request: Request) -> HttpResponse:
    """Take one way out. What it comes to is reckoned anew, so an old page cannot bring an old number in."""
    if not request.standing.has_plan:
        return redirect("plan:start")
    form = TargetForm(request.POST)
    if not form.is_valid():
        return _answer(request, " ".join(map(str, form.errors["way"])), status=422)
    if form.cleaned_data["way"] == "none":
        return _answer(request, "No date any more; the forecast stays.", choose.keep_pace(request.user, target_on=None))
    aim = _plan(request).target
    way = next((way for way in aim.ways if way.key == form.cleaned_data["way"]), None) if aim else None
    if way is None:
        return _answer(request, "That way does not lead there any more. Here is how things stand now.")
    events = choose.leave_out(request.user, [skill.id for skill in way.fewer])
    way_back = choose.keep_pace(request.user, minutes_a_week=way.minutes_a_week)
    left = f", {formats.count(len(way.fewer), 'skill')} left out" if way.fewer else ""
    text = f"Planned with {formats.hours(way.minutes_a_week)} a week{left}."
    return _answer(request, text, way_back, events)


def _answer(
    request: Request,
    text: str,
    way_back: str = "",
    events: list[int] | None = None,
    status: int = 200,
    about: Skill | None = None,
) -> HttpResponse:
    """The plan as it is now, with what happened and the way back. The focus goes to what it was about."""
    if not wants_fragment(request):
        if text:
            messages.success(request, text, extra_tags=way_back)
        return redirect("plan:index")
    request.standing = standing_of(request.user)
    _, query = came_from(request)
    said = {"toast": text, "ticket": way_back, "events": events or [], "is_fragment": True}
    context = _whole(request, query.get("weeks", "")) | said
    if about:
        context["focus"] = context["page"].menu_of(about) or "weeks"
    return render(request, "plan/changed.html", context, status=status)
