"""After an interview: how it went, what was asked, and what goes back on the plan."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.acts.choose import bring_forward
from careers.acts.keep_round import Clash, add_question, keep_round
from careers.acts.take_back import remembered, ticket
from careers.figures.rounds import because, offers
from careers.formats import count
from careers.forms.rounds import BringForm, OutcomeForm, QuestionForm
from careers.http import Request
from careers.models import Round, RoundQuestion
from careers.views.access import signed_in
from careers.views.fragments import wants_fragment


def _mine(request: Request, pk: int) -> Round:
    return get_object_or_404(Round.of(request.user).there().shown(), pk=pk)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    form = _outcome(row, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _whole(request, row, form=form)
    shown = _mine(request, pk)  # `row` carries the answers already, valid or not
    if not form.is_valid():
        return _whole(request, shown, 422, form=form)
    try:
        keep_round(request.user, pk, form.cleaned_data["version"], form.said)
    except Clash as clash:
        form.save_over(clash.current)
        return _whole(request, shown, 409, form=form, current=clash.current)
    messages.success(request, "Saved.")
    return redirect("rounds:after", pk)


def _outcome(row: Round, posted: Any = None) -> OutcomeForm:
    """Whoever opens it for a planned round has most likely had it."""
    held = {"status": Round.Status.HELD} if row.status == Round.Status.PLANNED else {}
    return OutcomeForm(posted, instance=row, initial={"version": row.version} | held)


def _whole(request: Request, row: Round, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": _outcome(row)} | _asked(request, row) | more
    return render(request, "rounds/after.html", context, status=status)


def _asked(request: Request, row: Round) -> dict[str, Any]:
    """The questions, the form for the next one, and what they put on offer for the plan."""
    catalogue = request.standing.catalogue
    questions = list(RoundQuestion.of(request.user).filter(round=row))
    return {
        "round": row,
        "questions": [(question, catalogue.skills.get(question.skill_id or 0)) for question in questions],
        "offers": offers(request.user, row, questions, request.standing.itself),
        "question_form": QuestionForm(catalogue=catalogue, initial={"key": uuid.uuid4()}),
        "all_skills": [skill for shelf in catalogue.shelves for skill in shelf.skills],
    }


# --- questions ---


@signed_in
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """Write a question down; the answer has an empty form for the next one."""
    row = _mine(request, pk)
    form = QuestionForm(request.POST, catalogue=request.standing.catalogue)
    if not form.is_valid():
        return _questions(request, row, 422, question_form=form)
    question = form.said
    question.round = row
    kept = add_question(request.user, question, form.cleaned_data["key"])
    return _questions(request, row, toast="Written down.", ticket=ticket(kept, None))


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, pk: int, asked: int) -> HttpResponse:
    row = _mine(request, pk)
    held = get_object_or_404(RoundQuestion.of(request.user).filter(round=row), pk=asked)
    before = remembered(held)
    posted = request.POST if request.method == "POST" else None
    form = QuestionForm(posted, instance=held, catalogue=request.standing.catalogue)
    if not form.is_valid():
        context = {
            "form": form,
            "round": row,
            "asked": asked,
            "all_skills": [s for shelf in request.standing.catalogue.shelves for s in shelf.skills],
        }
        return render(request, "rounds/question.html", context, status=422 if form.is_bound else 200)
    form.said.save()
    messages.success(request, "Saved.", extra_tags=ticket(held, before))
    return redirect("rounds:after", pk)


@signed_in
@require_POST
def forget(request: Request, pk: int, asked: int) -> HttpResponse:
    row = _mine(request, pk)
    held = get_object_or_404(RoundQuestion.of(request.user).filter(round=row), pk=asked)
    way_back = ticket(held, remembered(held), gone=True)
    held.delete()
    return _questions(request, row, toast="Question removed.", ticket=way_back)


def _questions(request: Request, row: Round, status: int = 200, **more: Any) -> HttpResponse:
    if wants_fragment(request):
        return render(request, "rounds/questions_answer.html", _asked(request, row) | more, status=status)
    if status != 200:
        return _whole(request, row, status, **more)
    messages.success(request, more["toast"], extra_tags=more["ticket"])
    return redirect(f"/rounds/{row.pk}/after/#questions")


# --- back on the plan ---


@signed_in
@require_POST
def bring(request: Request, pk: int) -> HttpResponse:
    """Weak skills back to the front of the plan, which says where they came from."""
    row = _mine(request, pk)
    questions = RoundQuestion.of(request.user).filter(round=row)
    behind = {
        offer.drawn.skill.slug: offer.drawn.skill
        for offer in offers(request.user, row, questions, request.standing.itself)
    }
    form = BringForm(request.POST, offered=[(slug, skill.title) for slug, skill in behind.items()])
    if not form.is_valid():
        return _whole(request, row, 422, bring_errors=form.errors["skills"])
    chosen = [behind[slug].id for slug in form.cleaned_data["skills"]]
    bring_forward(request.user, chosen, because(row))
    messages.success(request, f"{count(len(chosen), 'skill')} at the front of your plan, because of this round.")
    return redirect(f"/rounds/{row.pk}/after/#back")
