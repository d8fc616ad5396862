"""A person's plan: where they start and which job they walk towards."""

from django.db import models
from django.db.models.functions import Now

from careers.models.accounts import User
from careers.models.personal import Personal, WhenMerged
from careers.models.roadmap import Background, Role


class Plan(Personal):
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="plan", editable=False)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    background = models.ForeignKey(Background, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(db_default=Now(), editable=False)

    export_name = "plan"
    export_fields = ("role", "background", "started_at")
    when_merged = WhenMerged.MEMBERS_OWN
    identity = ()

    @classmethod
    def in_words(cls, user: User) -> str:
        plan = cls.of(user).select_related("role").first()
        return f"a plan ({plan.role})" if plan else ""

    def __str__(self) -> str:
        return f"{self.role} from {self.background}"
