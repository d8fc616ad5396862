"""Keeping a link of one's own: an address stands once on a skill."""

from django.db import transaction

from careers.acts.hold import hold
from careers.acts.take_back import remembered, ticket
from careers.models import OwnLink


class AlreadyKept(Exception):
    """The person has this address on this skill already. Nothing is written."""


@transaction.atomic
def keep_link(link: OwnLink) -> str:
    """Write a new link, or a changed one. Gives the ticket by which it is taken back."""
    hold(link.user)
    same = OwnLink.of(link.user).filter(skill_id=link.skill_id, url=link.url)
    if same.exclude(pk=link.pk).exists():
        raise AlreadyKept
    before = remembered(link) if link.pk else None
    link.save()
    return ticket(link, before)
