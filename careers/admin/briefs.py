"""Briefs, with their skills, data sets and checks."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from careers.admin.curated import RowInline, Standing
from careers.admin.roadmap import OutcomeForm, WithSkillCount
from careers.admin.site import site
from careers.models import Brief, BriefCheck, BriefDataSet, BriefSkill


class BriefCheckInline(RowInline):
    """People's marks hang on checks, so these are retired, not removed."""

    model = BriefCheck
    form = OutcomeForm
    fields = ("key", "order", "text", "retired")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class BriefSkillInline(RowInline):
    model = BriefSkill
    autocomplete_fields = ("skill",)
    verbose_name = "skill"
    verbose_name_plural = "skills that the finished project shows"


class BriefDataSetInline(RowInline):
    model = BriefDataSet


@admin.register(Brief, site=site)
class BriefAdmin(WithSkillCount):
    skills_through = "brief_skills__skill"
    list_display = ("order", "title", "level", "hours", "skill_count", "last_edit", "is_live")
    list_display_links = ("title",)
    list_filter = (Standing, "level", "brief_skills__skill__stage")
    search_fields = ("title", "key", "description")
    inlines = (BriefSkillInline, BriefDataSetInline, BriefCheckInline)

    def view_on_site(self, brief: Brief) -> str:
        return brief.get_absolute_url()
