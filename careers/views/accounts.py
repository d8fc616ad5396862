"""Getting in and out: allauth's views, for whom they are, and the question which side a guest keeps."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStageController
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from careers.acts import claim_guest
from careers.acts.export_data import export_data
from careers.adapter import WhichToKeep
from careers.figures.belongings import belongings
from careers.forms.accounts import WhichForm, invitation_of
from careers.http import Request
from careers.models import User
from careers.views.access import guest_of, guest_steps_aside, members_only


class SignupView(allauth.SignupView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"guest": guest_of(self.request)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"invitation": invitation_of(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        guest = guest_of(self.request)
        return super().get_context_data(**kwargs) | {"belongings": belongings(guest) if guest else None}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if self.user and self.user.is_guest:
            # Still a guest until the address is confirmed: a password was set, and the session goes on all the same.
            # Under a new key, lest whoever planted the old one comes along into the account.
            self.request.session.cycle_key()
            self.request.session[HASH_SESSION_KEY] = self.user.get_session_auth_hash()
        return response


signup = guest_steps_aside(SignupView.as_view())
login = guest_steps_aside(allauth.login)
logout = allauth.logout
inactive = guest_steps_aside(allauth.account_inactive)
reauthenticate = members_only(allauth.reauthenticate)
email = members_only(allauth.email)
confirm_email = guest_steps_aside(allauth.confirm_email)
verification_sent = guest_steps_aside(allauth.email_verification_sent)
password_change = members_only(allauth.password_change)
password_set = members_only(allauth.password_set)
password_reset = guest_steps_aside(allauth.password_reset)
password_reset_done = guest_steps_aside(allauth.password_reset_done)
password_reset_from_key = guest_steps_aside(allauth.password_reset_from_key)
password_reset_from_key_done = guest_steps_aside(allauth.password_reset_from_key_done)


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
    form = WhichForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "guest": belongings(guest), "account": belongings(member), "email": member.email}
        return render(request, "account/which.html", context, status=422 if form.is_bound else 200)
    match form.cleaned_data["keep"]:
        case "account":
            claim_guest.keep_account(guest)
        case "guest":
            claim_guest.keep_guest(guest, member)
        case _:
            clear_login(request)
            messages.info(request, "Nothing was changed: you go on as a guest.")
            return redirect(settings.LOGIN_REDIRECT_URL)
    return stage.exit()


@guest_steps_aside
@never_cache
@require_safe
def which_export(request: Request, side: str) -> HttpResponse:
    """A copy of the side that one might give up."""
    sides = _both_sides(request)
    if sides is None:
        return redirect("account_login")
    _, guest, member = sides
    data = export_data(guest if side == "guest" else member)
    return JsonResponse(data, headers={"Content-Disposition": f'attachment; filename="ascent-{side}.json"'})
