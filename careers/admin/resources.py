"""Resources, and the skills that each is for."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from careers.admin.curated import PastReview, RowInline, Standing, WithLearners
from careers.admin.roadmap import WithSkillCount
from careers.admin.site import site
from careers.admin.with_impact import leading_to_changes
from careers.models import Resource, SkillResource


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
