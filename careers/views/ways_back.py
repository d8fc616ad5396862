"""Setting a stage, or everything, back to do, and taking that back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.acts.reset import Recovered, recover, reset
from careers.figures.ways_back import to_reset
from careers.formats import count
from careers.forms.ways_back import ResetIdForm
from careers.http import Request
from careers.models import Reset, Stage
from careers.templatetags.ways_back import way_back_to
from careers.views.access import signed_in
from careers.views.fragments import back


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset_view(request: Request) -> HttpResponse:
    """GET says what would be set back: of `?stage=`, or of everything."""
    said = request.POST if request.method == "POST" else request.GET
    stage = _stage(request, said.get("stage", ""))
    if request.method == "POST":
        done = reset(request.user, stage)
        if done:
            messages.success(request, _said(done), extra_tags=way_back_to("settings:recover", "reset", [done.pk]))
        else:
            messages.info(request, "There was nothing to set back.")
        return redirect(f"{reverse('roadmap:index')}{f'#stage-{stage.key}' if stage else ''}")
    context = {"stage": stage, "held": to_reset(request.user, request.standing.itself, stage)}
    return render(request, "settings/reset.html", context)


def _stage(request: Request, key: str) -> Stage | None:
    if not key:
        return None
    if key not in {stage.key for stage in request.standing.catalogue.stages}:
        raise Http404("There is no such stage.")
    return Stage.objects.get(key=key)


def _said(done: Reset) -> str:
    what = f"“{done.stage.title}” is" if done.stage else "All stages are"
    return f"{what} set back to do. You can put it back for 30 days, under Settings."


@signed_in
@require_POST
def recover_view(request: Request) -> HttpResponse:
    form = ResetIdForm(request.POST)
    row = get_object_or_404(Reset.of(request.user), pk=form.cleaned_data["reset"] if form.is_valid() else 0)
    try:
        recovered = recover(request.user, row.pk)
    except Reset.DoesNotExist:
        messages.info(request, "That is longer ago than 30 days, so nothing was changed.")
    else:
        messages.success(request, _recovered_in_words(recovered) if recovered else "That was put back already.")
    return redirect(back(request, "/settings/"))


def _recovered_in_words(recovered: Recovered) -> str:
    said = f"Put back: {count(recovered.marks, 'marked skill')}, {count(recovered.ticks, 'ticked outcome')}."
    if recovered.newer:
        said += f" Marked anew since, so they stay as they are: {', '.join(recovered.newer)}."
    return said
