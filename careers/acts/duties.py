"""Giving and taking duties, and inviting people."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from careers.models import DutyEvent, Invitation, User
from careers.models.accounts import Duty
from careers.models.duties import digest_of, new_token


class DutyRefused(Exception):
    """Says in a sentence why nothing was changed."""


@transaction.atomic
def give_duty(member: User, duty: str, by: User | None, why: str = "") -> bool:
    """Set somebody's duty; an empty one takes it away. False if that was so already.

    The last administrator stays, lest nobody be left who could appoint another one. Everybody with a duty is locked
    meanwhile, so two administrators cannot dismiss each other at the same moment.
    """
    staff = {user.pk: user for user in User.objects.select_for_update().exclude(duty="").order_by("pk")}
    held = staff.get(member.pk) or User.objects.select_for_update().get(pk=member.pk)
    if held.duty == duty:
        return False
    if held.is_guest:
        raise DutyRefused("A guest has no account yet.")
    if held.administers and not any(user.can_appoint for user in staff.values() if user.pk != held.pk):
        raise DutyRefused("That is the last administrator. Appoint another one first.")
    held.duty, held.is_superuser = duty, duty == Duty.ADMINISTRATOR
    held.save(update_fields=["duty", "is_superuser"])
    DutyEvent.objects.create(user=held, by=by, duty=duty, why=why)
    member.duty, member.is_superuser = held.duty, held.is_superuser
    return True


def member_of_address(address: str) -> User | None:
    """By the address that somebody logs in with; nobody is found by half of one."""
    return User.objects.filter(email=address.strip().lower(), is_guest=False, is_active=True).first()


def invite(by: User, note: str, duty: str, uses: int, days: int) -> str:
    """Make an invitation and say its token, which is kept nowhere."""
    token = new_token()
    expires = timezone.now() + dt.timedelta(days=days)
    Invitation.objects.create(
        made_by=by, digest=digest_of(token), note=note, duty=duty, uses_left=uses, expires_at=expires
    )
    return token


def is_good(token: str) -> bool:
    return bool(token) and Invitation.objects.of_token(token).good(timezone.now()).exists()


def use_invitation(token: str, user: User) -> bool:
    """One use of it, and the duty that it brings. False if it was used up or ran out meanwhile.

    To be called in the transaction that makes the account: without an account no use is gone.
    """
    invitation = Invitation.objects.of_token(token).good(timezone.now()).select_for_update(of=("self",)).first()
    if invitation is None:
        return False
    Invitation.objects.filter(pk=invitation.pk).update(uses_left=F("uses_left") - 1)
    if invitation.duty:
        user.duty = invitation.duty
        user.is_superuser = invitation.duty == Duty.ADMINISTRATOR
        user.save(update_fields=["duty", "is_superuser"])
        DutyEvent.objects.create(user=user, by=invitation.made_by, duty=user.duty, why=f"invited: {invitation.note}")
    return True
