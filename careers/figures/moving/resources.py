"""A resource is merged into another one: people's rows and its places on shelves go along."""

import datetime as dt
from collections import Counter

from careers.figures.moving.changes import Changes, Impact, Turn, follow
from careers.formats import count
from careers.models import Move, Resource, ResourceState, SkillResource

TODO = ResourceState.State.TODO
ORDER = ResourceState.FURTHEST


def resources_merged(gone: Resource, heir: Resource, now: dt.datetime) -> Impact:
    changes = Changes()
    twice = _shelves(changes, gone, heir)
    turns = _turns(gone, heir)
    follow(changes, gone, heir)
    changes.alter(gone, retired_at=gone.retired_at or now, merged_into=heir)
    remarks = [f"{count(twice, 'skill')} had both on the shelf: kept once."] if twice else []
    said = f"“{gone}” became part of “{heir}”"
    return Impact(Move.Kind.MERGE, gone, said, changes, heir, turns, tuple(remarks))


def _shelves(changes: Changes, gone: Resource, heir: Resource) -> int:
    """Skills that list it list the heir in its place. How many had both."""
    held = set(heir.skill_resources.values_list("skill", flat=True))
    twice = 0
    for row in SkillResource.objects.filter(resource=gone):
        if row.skill_id in held:
            changes.take(row)
            twice += 1
        else:
            changes.alter(row, resource=heir)
    return twice


def _turns(gone: Resource, heir: Resource) -> tuple[Turn, ...]:
    held: dict[int, dict[int, str]] = {}
    for user, resource, state in ResourceState.objects.filter(resource__in=[gone, heir]).values_list(
        "user", "resource", "state"
    ):
        held.setdefault(user, {})[resource] = state
    pairs = Counter((states.get(gone.pk, TODO), states.get(heir.pk, TODO)) for states in held.values())
    return tuple(
        Turn(number, pair, (max(pair, key=lambda state: ORDER.index(ResourceState.State(state))),), _note(*pair))
        for pair, number in pairs.most_common()
    )


def _note(gone: str, heir: str) -> str:
    if gone in (heir, TODO):
        return "Nothing to see"
    came = "Its dates and its place come along"
    return came if heir == TODO else "The further state wins, with its dates and its place"
