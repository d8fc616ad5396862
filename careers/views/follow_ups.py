"""Follow-ups: what to do about the one of an application, how a letter may begin, and a person's own rhythm."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers import formats
from careers.acts.move_application import Happening, move
from careers.acts.put_off import bring_up_again, put_off
from careers.acts.take_back import remembered, ticket
from careers.figures.applications import Job, jobs_of
from careers.figures.follow_ups import THANKS, rhythm_of
from careers.figures.letters import LABELS, letter, situation_for
from careers.forms.follow_ups import A_WEEK, AGAIN, DONE, NEVER, FollowUpForm, RhythmForm
from careers.http import Request
from careers.models import Application, Contact, FollowUpRhythm
from careers.views.access import signed_in
from careers.views.application_moves import answer
from careers.views.fragments import back


def _mine(request: Request, pk: int) -> Job:
    [*jobs] = jobs_of(request.user, pk=pk)
    if not jobs:
        raise Http404("There is no such application.")
    return jobs[0]


@signed_in
@require_POST
def follow_up(request: Request, pk: int) -> HttpResponse:
    """It was written, waits, or is not wanted. What was written becomes a line of the history."""
    application = get_object_or_404(Application.of(request.user).there(), pk=pk)
    form = FollowUpForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say what becomes of the follow-up: written, later or never.")
        return redirect(application)
    act = form.cleaned_data["act"]
    if act == DONE:
        return _written(request, _mine(request, pk))
    if act == AGAIN:
        way_back, said = bring_up_again(request.user, application), "follow-ups are brought up again."
    else:
        until = None if act == NEVER else timezone.localdate() + dt.timedelta(days=form.cleaned_data["days"] or A_WEEK)
        way_back = put_off(request.user, application, until)
        said = f"no follow-up before {formats.day(until)}." if until else "no more follow-ups."
    messages.success(request, f"{application}: {said}", extra_tags=way_back)
    return redirect(back(request, application.get_absolute_url()))


def _written(request: Request, job: Job) -> HttpResponse:
    """Pressed again, in another tab or by a double click, it writes no second line."""
    ask = job.follow_up
    if ask is None or not ask.is_due:
        messages.info(request, f"{job.application}: nothing is due.")
        return redirect(back(request, job.application.get_absolute_url()))
    note = f"Said thank you for “{ask.about}”" if ask.kind == THANKS else "Wrote again"
    moved = move(request.user, job.pk, Happening(note=note))
    return answer(request, [moved], f"{job.application}: written down.")


@signed_in
@never_cache
@require_safe
def letters(request: Request, pk: int) -> HttpResponse:
    """A letter to go on from, in a box to copy it out of."""
    job = _mine(request, pk)
    asked = request.GET.get("for", "")
    situation = asked if asked in LABELS else situation_for(job.follow_up, job.course.step)
    applied = job.course.applied_on
    written = letter(
        request.user,
        job.application,
        list(Contact.of(request.user).filter(application=pk)),
        situation,
        about=job.follow_up.about if job.follow_up else "",
        applied=formats.day(applied) if applied else "",
    )
    context = {"application": job.application, "letter": written, "situations": LABELS.items()}
    return render(request, "applications/letters.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: Request) -> HttpResponse:
    row = rhythm_of(request.user)
    before = remembered(row) if row.pk else None
    form = RhythmForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        saved: FollowUpRhythm = form.save()
        messages.success(request, "Your follow-ups are saved.", extra_tags=ticket(saved, before))
        return redirect("settings:applications")
    return render(request, "settings/applications.html", {"form": form}, status=422 if form.is_bound else 200)
