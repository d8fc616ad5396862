"""What a person does with a resource: begin, stop somewhere, finish, say whether it helped."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from careers.acts.hold import hold
from careers.acts.take_back import remembered, ticket
from careers.models import ResourceState, User


def move_resource(user: User, resource_id: int, state: str) -> tuple[ResourceState, str]:
    """Bring a resource into a state. Gives its row and the ticket back; empty if it was in that state already."""
    now = timezone.now()

    def move(row: ResourceState) -> bool:
        if row.state == state:
            return False
        row.move_to(state, now)
        return True

    return _change(user, resource_id, move)


def stop_at(user: User, resource_id: int, seconds: int | None, place: str) -> tuple[ResourceState, str]:
    """Keep where one stopped, which begins a resource that was to do; nowhere takes it away."""
    now = timezone.now()

    def stop(row: ResourceState) -> bool:
        if (row.stopped_seconds, row.stopped_place) == (seconds, place):
            return False
        row.stopped_seconds, row.stopped_place = seconds, place
        if row.state == ResourceState.State.TODO and (place or seconds is not None):
            row.move_to(ResourceState.State.PROGRESS, now)
        return True

    return _change(user, resource_id, stop)


def vote(user: User, resource_id: int, helpful: bool | None) -> tuple[ResourceState, str]:
    def say(row: ResourceState) -> bool:
        changed = row.helpful is not helpful
        row.helpful = helpful
        return changed

    return _change(user, resource_id, say)


@transaction.atomic
def _change(user: User, resource_id: int, change: Callable[[ResourceState], bool]) -> tuple[ResourceState, str]:
    hold(user)
    row = ResourceState.of(user).filter(resource_id=resource_id).first()
    before = remembered(row) if row else None
    row = row or ResourceState(user=user, resource_id=resource_id)
    if not change(row):
        return row, ""
    row.save()
    return row, ticket(row, before)
