"""Resources, and the skills that each is for."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from careers.admin.curated import PastReview, RowInline, Standing, WithLearners
from careers.admin.roadmap import WithSkillCount
from careers.admin.site import site
from careers.admin.with_impact import leading_to_changes
from careers.figures.helpful import Votes, is_vote
from careers.models import Resource, ResourceState, SkillResource


class ResourceSkillInline(RowInline):
    model = SkillResource
    fields = ("skill", "order", "part", "part_hours")
    autocomplete_fields = ("skill",)
    verbose_name = "skill"
    verbose_name_plural = "skills that it is for"


@admin.register(Resource, site=site)
class ResourceAdmin(WithLearners, WithSkillCount):
    actions = (*WithLearners.actions, *leading_to_changes("resource"))
    skills_through = "skill_resources__skill"
    list_display = (
        "title",
        "link",
        "provider",
        "kind",
        "cost",
        "level",
        "hours",
        "skill_count",
        "learner_count",
        "helpful",
        "last_edit",
        "is_live",
    )
    list_filter = (Standing, PastReview, "kind", "cost", "level", "in_guide", "skill_resources__skill__stage")
    search_fields = ("title", "key", "url", "provider", "authors", "description")
    inlines = (ResourceSkillInline,)
    fieldsets = (
        (None, {"fields": ("key", "title", "url", ("authors", "provider"), "description")}),
        ("What it is", {"fields": (("kind", "cost", "level"), ("hours", "hours_basis"), "licence", "in_guide")}),
        ("For curators", {"fields": ("review_by", "seen_in", "retired_at")}),
    )

    @admin.display(description="address")
    def link(self, resource: Any) -> SafeString:
        return format_html('<a href="{}" rel="noreferrer">open</a>', resource.url)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        votes = ResourceState.objects.filter(is_vote(), resource=OuterRef("pk")).order_by()
        of_one = votes.values("resource")
        return (
            super()
            .get_queryset(request)
            .annotate(
                votes=Subquery(of_one.annotate(number=Count("pk")).values("number")),
                helped=Subquery(of_one.annotate(number=Count("pk", filter=Q(helpful=True))).values("number")),
            )
        )

    @admin.display(description="helpful (bound)")
    def helpful(self, resource: Any) -> str | None:
        """Of all readers at least so many, as sure as the votes allow; nothing below five votes."""
        votes = Votes(resource.helped or 0, resource.votes or 0)
        return f"{votes.bound:.0%}" if votes.are_enough else None
