"""What a guide says of a skill, be it one of its own or one that it shares: which roles need it, who knows part of it.

A row between a skill and something of a guide is told by the shared skill where that guide shares it, else by the
skill's own entry. So each folder of text files speaks for its own guide alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, OuterRef, Subquery

from careers.acts.catalogue import schemas
from careers.acts.catalogue.files import Fields
from careers.acts.catalogue.relations import Ids, Relation
from careers.models import HeadStart, Need, RoleSkill, SharedSkill


class BetweenGuides(Relation):
    """One field: a mapping from keys of `to` to what is said of each."""

    model: ClassVar[type[models.Model]]
    name: ClassVar[str]
    to: ClassVar[str]
    """Kind of what has a guide, and column that leads there."""

    def __init__(self, *, shared: bool = False) -> None:
        """`shared`: the owners are shared skills instead of skills."""
        self.shared = shared

    def said(self, row: Any) -> Any:
        raise NotImplementedError

    def columns(self, said: Any) -> Fields:
        """The same as columns of a row."""
        raise NotImplementedError

    def mentions(self, fields: Fields) -> Iterator[tuple[str, str]]:
        return ((self.to, key) for key in fields[self.name])

    def read(self) -> dict[str, Fields]:
        found: dict[str, Fields] = defaultdict(self.defaults)
        for row in self._rows().select_related(self.to):
            found[row.teller_key][self.name][getattr(row, self.to).key] = self.said(row)
        return found

    def write(self, wanted: Mapping[int, Fields], ids: Ids) -> None:
        manager = self.model._default_manager
        told = self._rows().filter(teller__in=wanted.keys()).values_list("pk", flat=True)
        manager.filter(pk__in=list(told)).delete()  # found first, since who tells a row is not a column of it
        skill_of = dict(SharedSkill.objects.values_list("pk", "skill")) if self.shared else {pk: pk for pk in wanted}
        manager.bulk_create(
            self.model(skill_id=skill_of[owner], **{f"{self.to}_id": ids[self.to][key]}, **self.columns(said))
            for owner, fields in wanted.items()
            for key, said in fields[self.name].items()
        )

    def _rows(self) -> models.QuerySet[Any]:
        """With the owner that tells each of them as `teller`."""
        guide = f"{self.to}__guide"
        shared = SharedSkill.objects.filter(skill=OuterRef("skill"), stage__guide=OuterRef(guide))
        rows = self.model._default_manager.annotate(sharing=Subquery(shared.values("pk")[:1]))
        if self.shared:
            rows = rows.exclude(sharing=None)
            rows = rows.annotate(teller=F("sharing"), teller_key=Subquery(shared.values("key")[:1]))
        else:
            rows = rows.filter(sharing=None).annotate(teller=F("skill"), teller_key=F("skill__key"))
        return rows.order_by(guide, f"{self.to}__order", f"{self.to}__key")


class RoleNeeds(BetweenGuides):
    properties: ClassVar = {"roles": {**schemas.keyed({"enum": Need.values}), "default": {}}}
    model = RoleSkill
    name = "roles"
    to = "role"

    def said(self, row: RoleSkill) -> str:
        return row.need

    def columns(self, said: str) -> Fields:
        return {"need": said}


class HeadStarts(BetweenGuides):
    properties: ClassVar = {
        "head_starts": {
            **schemas.keyed(schemas.record({"action": {"enum": HeadStart.Action.values}, "reason": schemas.text()})),
            "default": {},
        }
    }
    model = HeadStart
    name = "head_starts"
    to = "background"

    def said(self, row: HeadStart) -> Fields:
        return {"action": row.action, "reason": row.reason}

    def columns(self, said: Fields) -> Fields:
        return said
