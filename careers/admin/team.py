"""Who has which duty, and who is invited. Administrators alone; nobody else's account is to be seen here."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careers import second_step
from careers.acts.duties import DutyRefused, give_duty, invite
from careers.admin.desk import administrators, only, page
from careers.forms.duties import DutyForm, InvitationForm
from careers.http import Request
from careers.models import DutyEvent, Invitation, User

EVENTS_SHOWN = 50


def _page(request: Request, duty: DutyForm, invitation: InvitationForm, status: int = 200) -> HttpResponse:
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=second_step.KINDS)
    context = {
        "people": User.objects.exclude(duty="").annotate(has_second_step=Exists(steps)).order_by("duty", "email"),
        "invitations": Invitation.objects.good(timezone.now()).select_related("made_by"),
        "events": DutyEvent.objects.select_related("user", "by")[:EVENTS_SHOWN],
        "duty_form": duty,
        "invitation_form": invitation,
        # Shown once: of the link only a digest is kept.
        "link": request.session.pop("new_invitation", ""),
    }
    return page(request, "desk/team.html", "team", context, status)


@only(administrators)
@require_safe
def index(request: Request) -> HttpResponse:
    return _page(request, DutyForm(), InvitationForm())


@only(administrators)
@require_http_methods(["POST"])
def duty(request: Request) -> HttpResponse:
    form = DutyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, InvitationForm(), 422)
    try:
        given = give_duty(form.member, form.cleaned_data["duty"], request.user, form.cleaned_data["why"])
    except DutyRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, form, InvitationForm(), 422)
    name = form.member.get_duty_display().lower()
    messages.success(request, f"{form.member.email} is {name} {'now' if given else 'already'}.")
    return redirect("admin:team")


@only(administrators)
@require_POST
def dismiss(request: Request, pk: int) -> HttpResponse:
    member = get_object_or_404(User.objects.exclude(duty=""), pk=pk)
    try:
        give_duty(member, "", request.user)
    except DutyRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{member.email} has no duty any more. The account stays.")
    return redirect("admin:team" if request.user.pk != member.pk else "today:index")


@only(administrators)
@require_POST
def invitation(request: Request) -> HttpResponse:
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, DutyForm(), form, 422)
    data = form.cleaned_data
    token = invite(request.user, data["note"], data["duty"], data["uses"], data["days"])
    address = request.build_absolute_uri(reverse("account_signup", query={"invitation": token}))
    request.session["new_invitation"] = address
    return redirect("admin:team")


@only(administrators)
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    Invitation.objects.filter(pk=pk).delete()
    messages.success(request, "The invitation is called off; its link opens nothing any more.")
    return redirect("admin:team")
