"""Kinds of interview: public, with the reader's own standing for whoever is signed in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.figures.interview_stages import stage_list, stage_page
from careers.http import Request
from careers.models import InterviewStage, Round
from careers.views.visitors import same_for_visitors


@require_safe
@same_for_visitors()
def index(request: Request) -> HttpResponse:
    return render(request, "interview_stages/index.html", {"list": stage_list(request.standing.itself)})


@require_safe
@same_for_visitors()
def detail(request: Request, slug: str) -> HttpResponse:
    stage = InterviewStage.objects.filter(key=slug).first()
    if stage is None or (stage.retired_at and not _has_round(request, stage)):
        raise Http404("There is no such interview stage.")
    return render(request, "interview_stages/detail.html", {"page": stage_page(stage, request.standing.itself)})


def _has_round(request: Request, stage: InterviewStage) -> bool:
    """A retired stage stays for whoever has had a round of it."""
    return request.user.is_authenticated and Round.of(request.user).filter(interview_stage=stage).exists()
