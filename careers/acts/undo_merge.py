"""Taking a merge apart: the account and the guest are as they were, save for what has changed since.

What was changed or added after the merge is newer than it, and stays with the account as it is. So does whatever
hangs together with it: a project with its links, the events of one skill.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db import IntegrityError, transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.acts.merge_guest import prints
from careers.acts.work_out_states import work_out_states
from careers.figures.merging import links
from careers.formats import count
from careers.models import Merge, Personal, SkillEvent, User, personal_models

type Node = tuple[str, int]
"""A row by the name of its kind and its id."""


@dataclass(frozen=True, slots=True)
class Undone:
    guest: User
    kept: list[str]
    """What stays with the account since it has changed, in words, such as "1 note"."""


@transaction.atomic
def undo_merge(user: User, pk: int) -> Undone | None:
    """None if it is taken apart already. Raises Merge.DoesNotExist for one of somebody else, or one too old."""
    hold(user)
    now = timezone.now()
    merge = Merge.objects.good(now).get(user=user, pk=pk)
    if merge.undone_at:
        return None
    apart = _Apart(user, merge.held)
    guest = apart.carry_out()
    for person in (user, guest):
        work_out_states(person)
    merge.undone_at, merge.held = now, {"guest": guest.pk}
    merge.save()
    return Undone(guest, apart.kept_in_words())


class _Apart:
    def __init__(self, user: User, held: dict[str, Any]) -> None:
        self.user = user
        self.written: dict[str, dict[str, str]] = held["after"]
        self.before = list(serializers.deserialize("json", held["before"]))
        self.rows = {
            (model.export_name, row.pk): row
            for model in personal_models()
            if model.export_name in held["newest"]
            for row in model.of(user)
        }
        newer = {node for node in self.rows if node[1] > held["newest"][node[0]] and not self._was_written(node)}
        self.staying = _together(self.rows, newer | self._changed())
        self.kept: list[Personal] = []

    def _was_written(self, node: Node) -> bool:
        return str(node[1]) in self.written.get(node[0], {})

    def _changed(self) -> set[Node]:
        """Rows that the merge wrote and that say something else by now."""
        return {
            (name, pk)
            for name, of_kind in self.written.items()
            for pk, row in ((int(pk), self.rows.get((name, int(pk)))) for pk in of_kind)
            if row is not None and prints([row])[str(pk)] != of_kind[str(pk)]
        }

    def carry_out(self) -> User:
        guest = self.before[0].object
        assert isinstance(guest, User)
        self.before[0].save()
        self._remove_settling()
        absent: set[Node] = set()
        for saved in self.before[1:]:
            row = saved.object
            assert isinstance(row, Personal)
            node = (row.export_name, row.pk)
            if self._stays(node, row) or any(target in absent for target in _targets(row)) or not _put(saved):
                absent.add(node)
                self.kept.append(row)
        return guest

    def kept_in_words(self) -> list[str]:
        skills = {row.skill_id for row in self.kept if isinstance(row, SkillEvent)}
        kinds = Counter(row.counted_as for row in self.kept if row.counted_as)
        return [count(number, noun) for noun, number in (("marked skill", len(skills)), *kinds.items()) if number]

    def _stays(self, node: Node, row: Personal) -> bool:
        """It is another one by now, or its owner has deleted it since."""
        return node in self.staying or (self._was_written(node) and node not in self.rows)

    def _remove_settling(self) -> None:
        """Events that the merge itself appended, where nothing newer stands on their skill."""
        known = {saved.object.pk for saved in self.before if isinstance(saved.object, SkillEvent)}
        written = {int(pk) for pk in self.written[SkillEvent.export_name]} - known
        free = [pk for pk in written if (SkillEvent.export_name, pk) not in self.staying]
        SkillEvent.of(self.user).filter(pk__in=free).delete()


def _put(saved: Any) -> bool:
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError:  # something newer has taken its place
        return False
    return True


def _together(rows: dict[Node, Personal], seeds: Iterable[Node]) -> set[Node]:
    """These rows, and all that hang together with them."""
    beside: dict[Node, set[Node]] = defaultdict(set)
    for node, row in rows.items():
        for other in _targets(row):
            beside[node].add(other)
            beside[other].add(node)
    found, waiting = set(seeds), deque(seeds)
    while waiting:
        for other in beside[waiting.popleft()] - found:
            found.add(other)
            waiting.append(other)
    return found


def _targets(row: Personal) -> Iterator[Node]:
    """What a row hangs on. Events of one skill hang on each other: what they come to depends on all of them."""
    for name, model in links(type(row)):
        if pk := getattr(row, name):
            yield model.export_name, pk
    if isinstance(row, SkillEvent):
        yield "skill", row.skill_id
