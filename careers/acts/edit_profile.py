"""A person's public page: its words, its address, what it shows, and whether it is there at all."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.models import ContactWay, FormerHandle, Profile, Project, ShownProject, User
from careers.models.profiles import free_slug, handle_refused, slug_of


class Clash(Exception):
    """The page was changed elsewhere since this form was read. Nothing has been written."""


def profile_of(user: User) -> Profile:
    """Theirs, or an empty one that is not stored yet."""
    return Profile.of(user).first() or Profile(user=user, name=user.name, version=0)


@transaction.atomic
def edit_profile(user: User, values: Mapping[str, Any], version: int) -> Profile:
    """Write these fields over the `version` that their writer had read (0: there was none).

    Raises ValidationError where the handle was taken while the form was on its way.
    """
    hold(user)
    profile = profile_of(user)
    if profile.version != version:
        raise Clash
    _hand_over(user, profile.handle, values.get("handle"))
    for name, value in values.items():
        setattr(profile, name, value)
    profile.version, profile.changed_at = version + 1, timezone.now()
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError:
        raise ValidationError({"handle": "This handle has just been taken. Choose another one."}) from None
    return profile


def _hand_over(user: User, old: str | None, new: str | None) -> None:
    """The old handle leads to the new one; whoever had the new one before leads there no more."""
    if old == new:
        return
    if new and (reason := handle_refused(user, new)):
        raise ValidationError({"handle": reason})
    if old:
        FormerHandle.objects.update_or_create(handle=old, defaults={"user": user, "given_up_at": timezone.now()})
    FormerHandle.objects.filter(handle=new).delete()


@transaction.atomic
def add_way(user: User, way: ContactWay) -> None:
    """After those that are there. Raises ValidationError where there are many already."""
    hold(user)
    there = ContactWay.of(user).count()
    if there >= ContactWay.MOST:
        raise ValidationError(f"A page names {ContactWay.MOST} ways to write at most. Delete one first.")
    way.order = there
    way.save()


@transaction.atomic
def publish(user: User, *, public: bool) -> Profile:
    """Put the page where everybody can see it, or take it down. Raises ValidationError without a handle."""
    hold(user)
    profile = profile_of(user)
    if public and not profile.handle:
        raise ValidationError("Choose a handle first: it is the address of your page.")
    if profile.is_public != public:
        profile.is_public, profile.changed_at, profile.version = public, timezone.now(), profile.version + 1
        profile.save(update_fields=["is_public", "changed_at", "version"])
    return profile


@transaction.atomic
def show_project(user: User, project: Project, *, shown: bool) -> None:
    """Put a project on the page, at an address made from its title, or take it off again."""
    hold(user)
    rows = ShownProject.of(user)
    if not shown:
        rows.filter(project=project).delete()
    elif not rows.filter(project=project).exists():
        slug = free_slug(user, slug_of(project.title))
        ShownProject.objects.create(user=user, project=project, slug=slug, order=rows.count())
