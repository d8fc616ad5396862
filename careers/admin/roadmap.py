"""Stages, skills, roles, backgrounds and camps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator

from careers.acts.catalogue.kinds import BY_NAME
from careers.acts.catalogue.schemas import validator, violations
from careers.admin.curated import CuratedAdmin, PastReview, RowFormSet, RowInline, Standing, WithLearners
from careers.admin.site import site
from careers.admin.with_impact import leading_to_changes
from careers.models import (
    Background,
    Camp,
    CampSkill,
    EnoughGroup,
    Guide,
    HeadStart,
    Outcome,
    Prerequisite,
    Role,
    RoleSkill,
    SharedSkill,
    Skill,
    SkillResource,
    Stage,
)

if TYPE_CHECKING:
    SkillModelForm = forms.ModelForm[Skill]
    OutcomeModelForm = forms.ModelForm[Outcome]
else:
    SkillModelForm = OutcomeModelForm = forms.ModelForm


class OutcomeForm(OutcomeModelForm):
    retired = forms.BooleanField(required=False)

    class Meta:
        widgets = {"key": forms.TextInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["retired"].initial = self.instance.retired_at is not None
        self.fields["key"].disabled = self.instance.pk is not None

    def save(self, commit: bool = True) -> Outcome:
        if self.cleaned_data["retired"] != (self.instance.retired_at is not None):
            self.instance.retired_at = timezone.now() if self.cleaned_data["retired"] else None
        return super().save(commit)


class OutcomeInline(RowInline):
    """People's ticks hang on outcomes, so these are retired, not removed."""

    model = Outcome
    form = OutcomeForm
    fields = ("key", "order", "text", "retired")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PrerequisiteInline(RowInline):
    """Each row refuses to close a circle. That suffices for several: a circle uses one of a skill's rows only."""

    model = Prerequisite
    fk_name = "skill"
    autocomplete_fields = ("needs",)
    verbose_name = "prerequisite"


class RoleSkillInline(RowInline):
    model = RoleSkill
    autocomplete_fields = ("role", "skill")
    verbose_name = "need of a role"
    verbose_name_plural = "needs of roles"


class HeadStartInline(RowInline):
    model = HeadStart
    autocomplete_fields = ("background", "skill")


class EnoughGroupInline(RowInline):
    model = EnoughGroup
    verbose_name_plural = "groups of which one resource is enough"


class ShelfFormSet(RowFormSet):
    """Offers the groups of this skill, looked up once for all rows."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if not hasattr(self, "_groups"):
            groups = self.instance.enough_groups.all() if self.instance.pk else ()
            self._groups = [("", "---------"), *((group.pk, Truncator(group.note).chars(30)) for group in groups)]
        form.fields["group"].choices = self._groups


class SkillShelfInline(RowInline):
    model = SkillResource
    formset = ShelfFormSet
    fields = ("order", "resource", "part", "part_hours", "group")
    autocomplete_fields = ("resource",)
    ordering = ("order",)
    verbose_name = "resource"
    verbose_name_plural = "resources, best first"


class CampSkillInline(RowInline):
    model = CampSkill
    autocomplete_fields = ("camp", "skill", "role")
    verbose_name = "skill of a camp"
    verbose_name_plural = "skills that camps ask for"


class SkillForm(SkillModelForm):
    def clean_ambiguous_aliases(self) -> list[dict[str, Any]]:
        aliases = self.cleaned_data["ambiguous_aliases"] or []
        checker = validator(BY_NAME["skill"].schema["properties"]["ambiguous_aliases"])
        if wrong := list(violations(checker, aliases)):
            raise forms.ValidationError(wrong)
        return list(aliases)


@admin.register(Skill, site=site)
class SkillAdmin(WithLearners):
    actions = (*WithLearners.actions, *leading_to_changes("skill"))
    form = SkillForm
    list_display = (
        "code",
        "title",
        "stage",
        "level",
        "hours",
        "resource_count",
        "learner_count",
        "last_edit",
        "is_live",
    )
    list_display_links = ("title",)
    list_filter = (Standing, PastReview, "stage", "level", "in_guide")
    list_select_related = ("stage",)
    search_fields = ("title", "short_title", "key", "slug", "aliases")
    autocomplete_fields = ("stage",)
    readonly_fields = ("former_slugs",)
    inlines = (
        OutcomeInline,
        PrerequisiteInline,
        RoleSkillInline,
        HeadStartInline,
        SkillShelfInline,
        EnoughGroupInline,
        CampSkillInline,
    )
    fieldsets = (
        (None, {"fields": (("key", "slug"), ("title", "short_title"), ("stage", "order"), ("level", "hours"))}),
        ("Texts", {"fields": ("description", "why")}),
        ("The guide", {"fields": ("in_guide", "guide_items")}),
        (
            "Names in adverts and search",
            {"fields": ("aliases", "ambiguous_aliases", "in_postings", ("esco_uri", "esco_match"))},
        ),
        ("For curators", {"fields": ("review_by", "former_slugs", "retired_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Skill]:
        resources = Count(
            "skill_resources", distinct=True, filter=Q(skill_resources__resource__retired_at__isnull=True)
        )
        return super().get_queryset(request).annotate(resources_held=resources)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"key": ("title",), "slug": ("title",)}

    def view_on_site(self, skill: Skill) -> str:
        return skill.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Skill, form: Any, change: bool) -> None:
        if change and "slug" in form.changed_data:
            obj.slug = form.initial["slug"]
            obj.move_to(form.cleaned_data["slug"])
        super().save_model(request, obj, form, change)

    @admin.display(description="code", ordering="stage__order")
    def code(self, skill: Skill) -> str:
        return f"{skill.stage.order}.{skill.order:02d}"

    @admin.display(description="resources", ordering="resources_held")
    def resource_count(self, skill: Any) -> int:
        return int(skill.resources_held)


class WithSkillCount(CuratedAdmin):
    """Counts the live skills at the other end of `skills_through`."""

    skills_through: str

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        skill = self.skills_through
        held = Count(
            skill, distinct=True, filter=Q(**{f"{skill}__isnull": False, f"{skill}__retired_at__isnull": True})
        )
        return super().get_queryset(request).annotate(skills_held=held)

    @admin.display(description="skills", ordering="skills_held")
    def skill_count(self, row: Any) -> int:
        return int(row.skills_held)


@admin.register(Guide, site=site)
class GuideAdmin(CuratedAdmin):
    list_display = ("title", "subject", "last_edit", "is_live")
    list_filter = (Standing,)
    search_fields = ("title", "subject", "key")


class SharedSkillInline(RowInline):
    """Text files speak of it, so it is retired, not removed."""

    model = SharedSkill
    form = OutcomeForm
    fields = ("key", "order", "skill", "retired")
    autocomplete_fields = ("skill",)
    verbose_name = "shared skill"
    verbose_name_plural = "skills of other guides that stand here too, before its own"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Stage, site=site)
class StageAdmin(WithSkillCount):
    skills_through = "skills"
    list_display = ("order", "short_title", "title", "skill_count", "last_edit", "is_live")
    list_display_links = ("short_title",)
    list_filter = (Standing, "guide")
    search_fields = ("title", "short_title", "key")
    inlines = (SharedSkillInline,)


@admin.register(Role, site=site)
class RoleAdmin(WithSkillCount):
    skills_through = "needs__skill"
    list_display = ("title", "skill_count", "in_guide", "last_edit", "is_live")
    list_filter = (Standing, "guide", "in_guide")
    search_fields = ("title", "key", "titles")
    inlines = (RoleSkillInline,)


@admin.register(Background, site=site)
class BackgroundAdmin(WithSkillCount):
    skills_through = "head_starts__skill"
    list_display = ("title", "head_start_count", "in_guide", "last_edit", "is_live")
    list_filter = (Standing, "in_guide")
    search_fields = ("title", "key")
    inlines = (HeadStartInline,)

    @admin.display(description="head starts", ordering="skills_held")
    def head_start_count(self, row: Any) -> int:
        return self.skill_count(row)


@admin.register(Camp, site=site)
class CampAdmin(WithSkillCount):
    skills_through = "asks_for__skill"
    list_display = ("order", "title", "short_title", "skill_count", "last_edit", "is_live")
    list_display_links = ("title",)
    list_filter = (Standing,)
    search_fields = ("title", "short_title", "key")
    inlines = (CampSkillInline,)
