"""Keeping a private note, so that neither a second tab nor a replay loses a word."""

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.models import SkillNote, User


class Clash(Exception):
    """The note was saved elsewhere since this copy was read. Nothing has been written."""

    def __init__(self, current: SkillNote) -> None:
        self.current = current


@transaction.atomic
def keep_note(user: User, skill_id: int, text: str, version: int) -> SkillNote:
    """Save `text` over the `version` that its writer had read (0: there was none)."""
    hold(user)
    note = SkillNote.of(user).filter(skill_id=skill_id).first()
    if note is None:
        return SkillNote.objects.create(user=user, skill_id=skill_id, text=text, saved_at=timezone.now())
    if note.text == text:
        return note
    if note.version != version:
        raise Clash(note)
    note.text, note.version, note.saved_at = text, version + 1, timezone.now()
    note.save(update_fields=["text", "version", "saved_at"])
    return note
