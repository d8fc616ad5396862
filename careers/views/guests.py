"""A guest who logs in to an account: the preview of what comes along, and the way back."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStageController
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from careers.acts.merge_guest import merge_guest
from careers.acts.undo_merge import undo_merge
from careers.adapter import WhichToKeep
from careers.figures.belongings import belongings
from careers.figures.merging import Take, merge_plan, rows_of
from careers.figures.merging_preview import preview
from careers.forms.guests import MergeForm
from careers.forms.ways_back import MergeIdForm
from careers.http import Request
from careers.models import Merge, User
from careers.templatetags.ways_back import way_back_to
from careers.views.access import BACKEND, guest_of, guest_steps_aside, signed_in


def _both_sides(request: Request) -> tuple[WhichToKeep, User, User] | None:
    """The stage at which a log-in waits, the guest and the member; None once it is settled or took too long."""
    stage = LoginStageController.enter(request, WhichToKeep.key)
    guest = guest_of(request)
    if stage is None or guest is None or stage.login.user is None:
        return None
    return stage, guest, stage.login.user


@guest_steps_aside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def which(request: Request) -> HttpResponse:
    """The password was right; nothing has been changed yet, and nobody is logged in yet."""
    sides = _both_sides(request)
    if sides is None:
        return redirect("account_login")
    stage, guest, member = sides
    plan = merge_plan(rows_of(guest), rows_of(member), Take.ALL)
    form = MergeForm(request.POST if request.method == "POST" else None, both_plan=plan.both_plan)
    if not form.is_valid():
        context = {
            "form": form,
            "preview": preview(plan, guest, member),
            "guest": belongings(guest),
            "account": belongings(member),
            "email": member.email,
        }
        return render(request, "account/which.html", context, status=422 if form.is_bound else 200)
    if form.cleaned_data["take"] == form.STAY:
        clear_login(request)
        messages.info(request, "Nothing was changed: you go on as a guest.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    merge = merge_guest(guest, member, Take(form.cleaned_data["take"]))
    if merge:
        way = way_back_to("settings:undo_merge", "merge", [merge.pk])
        messages.success(request, _merged(merge), extra_tags=way)
    return stage.exit()


def _merged(merge: Merge) -> str:
    came = f"Came along: {', '.join(merge.brought)}." if merge.brought else "Your account is as it was."
    return f"{came} Settings has the way back, for 30 days."


@signed_in
@require_POST
def undo(request: Request) -> HttpResponse:
    merge = _named(request)
    try:
        undone = undo_merge(request.user, merge.pk)
    except Merge.DoesNotExist:
        messages.info(request, "That is longer ago than 30 days, so nothing was changed.")
        return redirect("settings:index")
    if undone is None:
        messages.info(request, "That was undone already.")
    elif undone.kept:
        messages.success(request, f"Undone. Changed since, so it stays with your account: {', '.join(undone.kept)}.")
    else:
        messages.success(request, "Undone: your account is as it was, and what you did as a guest stands by itself.")
    return redirect("settings:index")


@signed_in
@never_cache
@require_POST
def go_on(request: Request) -> HttpResponse:
    """Leave the account, and be the guest again whose rows were taken out of it."""
    merge = _named(request)
    guest = get_object_or_404(User, pk=merge.held["guest"] if merge.undone_at else 0, is_guest=True)
    logout(request)
    login(request, guest, backend=BACKEND)
    messages.info(request, "You are logged out, and go on as the guest.")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _named(request: Request) -> Merge:
    """The person's own merge that the form names."""
    form = MergeIdForm(request.POST)
    return get_object_or_404(Merge.of(request.user), pk=form.cleaned_data["merge"] if form.is_valid() else 0)
