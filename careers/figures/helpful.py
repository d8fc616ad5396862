"""What votes say of a resource."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from careers.models import ResourceState

ENOUGH = 5
"""From so many votes on they are spoken of; fewer say more of the people than of the resource."""
Z = 1.96
"""Of the normal distribution, for 95 %."""
DOUBTFUL = 0.5
"""A lower bound below: it may well be that most do not find it helpful."""


@dataclass(frozen=True, slots=True)
class Votes:
    helpful: int = 0
    total: int = 0

    @property
    def are_enough(self) -> bool:
        return self.total >= ENOUGH

    @property
    def bound(self) -> float:
        return wilson_lower_bound(self.helpful, self.total)


NO_VOTES = Votes()


def wilson_lower_bound(helpful: int, total: int) -> float:
    """The share of all readers who find it helpful is at least this with 97.5 % confidence; 0 without votes.

    Wilson's score interval: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    Journal of the American Statistical Association 22 (1927), 209-212. One vote of one thus ranks below 90 of 100.
    """
    if not total:
        return 0.0
    share, z2 = helpful / total, Z * Z
    spread = Z * math.sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    return max(0.0, (share + z2 / (2 * total) - spread) / (1 + z2 / total))


def is_vote(states: str = "") -> Q:
    """Rows of `ResourceState`, found by the way `states`, whose word counts: of who has finished the resource."""
    return Q(**{f"{states}helpful__isnull": False, f"{states}state": ResourceState.State.FINISHED})


def votes_where(**these: Any) -> QuerySet[ResourceState, tuple[int, int, int]]:
    """Id of a resource, helpful votes, all votes: of those that have any among these states."""
    rows = ResourceState.objects.filter(is_vote(), **these).order_by().values("resource_id")
    counted = rows.annotate(yes=Count("pk", filter=Q(helpful=True)), total=Count("pk"))
    return counted.values_list("resource_id", "yes", "total")


def votes_from(counted: Iterable[tuple[int, int, int]]) -> dict[int, Votes]:
    return {pk: Votes(helpful, total) for pk, helpful, total in counted}
