"""Interview stages and the lines of the day before."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from careers.acts.catalogue.kinds import BY_NAME
from careers.acts.catalogue.schemas import validator, violations
from careers.admin.curated import CuratedAdmin, RowInline, Standing
from careers.admin.roadmap import OutcomeForm, WithSkillCount
from careers.admin.site import site
from careers.models import DayBefore, InterviewCriterion, InterviewStage, InterviewStageSkill, InterviewStep


class LineInline(RowInline):
    """People's ticks hang on these lines, so they are retired, not removed."""

    form = OutcomeForm
    fields = ("key", "order", "text", "retired")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class InterviewStepInline(LineInline):
    model = InterviewStep
    verbose_name = "step"
    verbose_name_plural = "how to prepare, in order"


class InterviewCriterionInline(LineInline):
    model = InterviewCriterion
    verbose_name = "criterion"
    verbose_name_plural = "what they look for"


class InterviewSkillInline(RowInline):
    model = InterviewStageSkill
    autocomplete_fields = ("skill",)
    verbose_name = "skill"
    verbose_name_plural = "skills that it draws on, the most asked for first"


class InterviewStageForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_parts(self) -> list[dict[str, Any]]:
        parts = self.cleaned_data["parts"] or []
        checker = validator(BY_NAME["interview stage"].schema["properties"]["parts"])
        if wrong := list(violations(checker, parts)):
            raise forms.ValidationError(wrong)
        return list(parts)


@admin.register(InterviewStage, site=site)
class InterviewStageAdmin(WithSkillCount):
    form = InterviewStageForm
    skills_through = "interview_skills__skill"
    list_display = ("order", "title", "length", "skill_count", "in_guide", "last_edit", "is_live")
    list_display_links = ("title",)
    list_filter = (Standing, "in_guide")
    search_fields = ("title", "short_title", "key", "purpose")
    autocomplete_fields = ("part_of",)
    inlines = (InterviewStepInline, InterviewCriterionInline, InterviewSkillInline)

    def view_on_site(self, stage: InterviewStage) -> str:
        return stage.get_absolute_url()


@admin.register(DayBefore, site=site)
class DayBeforeAdmin(CuratedAdmin):
    list_display = ("order", "text", "on_the_day", "in_guide", "last_edit", "is_live")
    list_display_links = ("text",)
    list_filter = (Standing, "on_the_day", "in_guide")
    search_fields = ("text", "key")
