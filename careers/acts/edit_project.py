"""What a person does to a project of theirs. Every act here ends by working out anew what the project proves."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.models import Brief, Project, ProjectCheck, ProjectEvent, ProjectSkill, ProjectVersion, User
from careers.models.portfolio import KEPT_WHEN_REMOVED

SPELL = dt.timedelta(minutes=10)
"""Saves of one text within this time share one earlier version, as long as they only type on."""
TYPING_TAKES = 80
"""Characters that a save may take away and still count as typing on."""
EARLIER_KEPT = 50
"""Earlier versions that each text of a project keeps."""


class Clash(Exception):
    """Texts were saved elsewhere since this copy was read. Nothing has been written."""

    def __init__(self, current: Project, fields: tuple[str, ...]) -> None:
        self.current = current
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Kept:
    project: Project
    changed: tuple[str, ...]


@transaction.atomic
def start_project(user: User, title: str, pitch: str = "", brief: Brief | None = None) -> Project:
    """A project from scratch, or from a brief with its skills. Starting a brief again leads to the one begun first."""
    hold(user)
    begun = Project.kept_by(user).filter(brief=brief).first() if brief else None
    if begun:
        return begun
    now = timezone.now()
    project = Project.objects.create(user=user, title=title, pitch=pitch, brief=brief, created_at=now, changed_at=now)
    ProjectEvent.objects.create(user=user, project=project, status=project.status, at=now)
    if brief:
        skills = brief.skills.filter(retired_at__isnull=True)
        ProjectSkill.objects.bulk_create(ProjectSkill(user=user, project=project, skill=skill) for skill in skills)
    return project


@transaction.atomic
def keep_texts(user: User, project_id: int, said: Mapping[str, Any], version: int) -> Kept:
    """Save fields over the `version` that their writer had read, and keep what stood there before.

    Raises Clash, and writes nothing, if a text that this would change was changed since. Repeating it changes nothing.
    """
    hold(user)
    project = Project.kept_by(user).get(pk=project_id)
    changed = tuple(name for name, value in said.items() if getattr(project, name) != value)
    texts = [name for name in changed if name in Project.TEXTS]
    newer = ProjectVersion.of(user).filter(project=project, field__in=texts, number__gt=version)
    if clashing := set(newer.values_list("field", flat=True)):
        raise Clash(project, tuple(name for name in texts if name in clashing))
    if not changed:
        return Kept(project, ())
    project.version += 1
    for name in texts:
        _keep_earlier(project, name, said[name])
    for name in changed:
        setattr(project, name, said[name])
    project.save_changes(*changed, "version")
    return Kept(project, changed)


def _keep_earlier(project: Project, field: str, new: str) -> None:
    """What is about to be replaced becomes an earlier version, unless it was only typed on from the last one."""
    old, now = getattr(project, field), timezone.now()
    versions = ProjectVersion.of(project.user).filter(project=project, field=field)
    latest = versions.first()
    if latest and now - latest.replaced_at < SPELL and _taken_away(old, new) <= TYPING_TAKES:
        latest.number = project.version
        latest.save(update_fields=["number"])
        return
    ProjectVersion.objects.create(
        user=project.user, project=project, field=field, text=old, number=project.version, replaced_at=now
    )
    surplus = versions.values_list("pk", flat=True)[EARLIER_KEPT:]
    versions.filter(pk__in=list(surplus)).delete()


def _taken_away(old: str, new: str) -> int:
    """Characters of the old text between what both begin and what both end with."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return len(old) - head - tail


@transaction.atomic
def bring_back(user: User, version_id: int) -> Kept:
    """An earlier version of a text becomes the newest one; the one that it replaces is kept as any other."""
    earlier = ProjectVersion.of(user).select_related("project").get(pk=version_id)
    return keep_texts(user, earlier.project_id, {earlier.field: earlier.text}, earlier.project.version)


@transaction.atomic
def move_project(user: User, project_id: int, status: str) -> bool:
    """Bring a project into a status; says whether it was in another one. The first building day starts it."""
    hold(user)
    project = Project.kept_by(user).get(pk=project_id)
    if project.status == status:
        return False
    project.status = status
    today = timezone.localdate()
    if status != Project.Status.IDEA and project.started_on is None:
        project.started_on = min(today, project.finished_on or today)
    if status == Project.Status.PUBLISHED and project.finished_on is None:
        project.finished_on = max(today, project.started_on or today)
    ProjectEvent.objects.create(user=user, project=project, status=status, at=timezone.now())
    project.save_changes("status", "started_on", "finished_on")
    return True


@transaction.atomic
def remove_project(user: User, project_id: int) -> Project:
    """Out of sight at once, gone for good after a month; meanwhile it can be brought back."""
    hold(user)
    now = timezone.now()
    Project.of(user).filter(removed_at__lt=now - KEPT_WHEN_REMOVED).delete()
    project = Project.of(user).get(pk=project_id)
    if project.removed_at is None:
        project.removed_at = now
        project.save_changes("removed_at")
    return project


@transaction.atomic
def return_project(user: User, project_id: int) -> Project:
    hold(user)
    project = Project.of(user).get(pk=project_id)
    project.removed_at = None
    project.save_changes("removed_at")
    return project


@transaction.atomic
def tick_check(user: User, project_id: int, checklist: str, item: str, pointer: str | None) -> None:
    """Tick a line of a checklist, saying where it is to be found; None takes the tick away. Replays change nothing."""
    hold(user)
    project = Project.kept_by(user).get(pk=project_id)
    line = ProjectCheck.of(user).filter(project=project, checklist=checklist, item=item)
    if pointer is None:
        line.delete()
    elif not line.update(pointer=pointer):
        ProjectCheck.objects.create(
            user=user, project=project, checklist=checklist, item=item, pointer=pointer, at=timezone.now()
        )


@transaction.atomic
def link_skill(user: User, project_id: int, skill_id: int, proof: str) -> None:
    """The project exercised this skill; `proof` is the sentence that says how it shows."""
    hold(user)
    project = Project.kept_by(user).get(pk=project_id)
    link = ProjectSkill.of(user).filter(project=project, skill_id=skill_id)
    if not link.update(proof=proof):
        ProjectSkill.objects.create(user=user, project=project, skill_id=skill_id, proof=proof)


@transaction.atomic
def unlink_skill(user: User, project_id: int, skill_id: int) -> str | None:
    """Says the sentence that stood there, so that it can be put back; None if there was no link."""
    hold(user)
    link = ProjectSkill.of(user).filter(project__in=Project.kept_by(user), project_id=project_id, skill_id=skill_id)
    proof = link.values_list("proof", flat=True).first()
    link.delete()
    return proof
