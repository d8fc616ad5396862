"""What all curated kinds share: staff may do everything but delete, a key is written once, lists are a line each."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.db.models.functions import Now
from django.forms import BaseInlineFormSet, CharField, Script, Textarea
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from careers.acts.catalogue.kinds import KINDS
from careers.acts.catalogue.rows import said_by_database
from careers.figures.curating import by_last_edit, by_learners, last_edits, learners
from careers.formats import day, day_short, plural
from careers.models import CuratedOfGuide, Guide, Personal, User
from careers.models.curated import Curated, CuratedQuerySet

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    ModelAdmin, TabularInline, InlineFormSet = admin.ModelAdmin, admin.TabularInline, BaseInlineFormSet


class CuratorsMay:
    """Curators look, add and change; a moderator, who may enter the site too, has no business here."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return curates(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return curates(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return curates(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return curates(request)


def curates(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.curates


class Lines(SimpleArrayField):
    """A list of texts, one a line: commas are part of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"delimiter": "\n", "widget": Textarea(attrs={"rows": 5})})

    def clean(self, value: str) -> list[Any]:
        return cast(list[Any], super().clean("\n".join(filter(None, map(str.strip, value.splitlines())))))


WIDGETS: "dict[type[models.Field[Any, Any]], dict[str, Any]]" = {
    ArrayField: {"form_class": Lines},
    models.TextField: {"widget": Textarea(attrs={"rows": 4, "cols": 90})},
}
SHORT_TEXT = {"widget": Textarea(attrs={"rows": 2, "cols": 42})}


class Chosen(AutocompleteSelect):
    """Shows the choice that its row has read already, instead of looking it up again for each row."""

    chosen: models.Model | None = None

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        if self.chosen is None or list(value) != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attrs)
        none = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*none, self.create_option(name, self.chosen.pk, str(self.chosen), True, 0)], 0)]


class RowFormSet(InlineFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", field.label or name)  # the head of its column is no label
            if isinstance(widget, Chosen) and form.instance.pk:
                widget.chosen = getattr(form.instance, name)


class RowInline(CuratorsMay, TabularInline):
    extra = 0
    formset = RowFormSet
    formfield_overrides = WIDGETS | {models.CharField: SHORT_TEXT, models.TextField: SHORT_TEXT}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return curates(request)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the pencils and crosses beside each choice: a row chooses, it does not edit the other end."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, models.ForeignKey):
            for what in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{what}_related", False)
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Chosen(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        relations = [column.name for column in self.opts.fields if isinstance(column, models.ForeignKey)]
        return super().get_queryset(request).select_related(*relations)


class Standing(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("live", "Live"), ("retired", "Retired")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset if self.value() is None else queryset.filter(retired_at__isnull=self.value() == "live")


SORTED_BY = {"last_edit": by_last_edit, "learner_count": by_learners}


class FactsList(ChangeList):
    """Adds to the rows of one page what `CuratedAdmin.facts` reads for all of them at once."""

    def get_ordering_field(self, field_name: Any) -> Any:
        """What is read for one page alone is sorted by what the database works out for all of them."""
        work_out = SORTED_BY.get(field_name)
        return work_out(self.model) if work_out else super().get_ordering_field(field_name)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = {row.pk: row for row in self.result_list}
        for name, values in cast(CuratedAdmin, self.model_admin).facts(list(rows)).items():
            for pk, row in rows.items():
                setattr(row, name, values.get(pk))


class ActionForm(helpers.ActionForm):
    why = CharField(required=False, max_length=500, label="Why:")


class CuratedAdmin(CuratorsMay, ModelAdmin):
    formfield_overrides = WIDGETS
    actions: Any = ("retire", "bring_back")
    action_form = ActionForm
    list_per_page = 100
    save_on_top = True

    class Media:
        js = (Script("js/order.js", type="module"),)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return FactsList

    def facts(self, pks: list[int]) -> dict[str, Mapping[int, Any]]:
        """Attribute that rows of a list get → primary key → value."""
        return {"edited_at": last_edits(self.model, pks)}

    @admin.display(description="last edit", ordering="last_edit")
    def last_edit(self, row: Any) -> SafeString | None:
        if row.edited_at is None:
            return None
        kind = next(kind.name for kind in KINDS if kind.model is self.model)
        address = reverse("admin:history_entry", args=[kind, row.key])
        return format_html('<a href="{}">{}</a>', address, day_short(timezone.localdate(row.edited_at)))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """No list can be asked which of its rows somebody has something on: that counts people one by one."""
        first = lookup.partition("__")[0]
        related = {relation.name: relation.related_model for relation in self.opts.related_objects}
        of_people = issubclass(related.get(first, self.model), Personal)
        return not of_people and super().lookup_allowed(lookup, value, request)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Nothing stored has a NUL, so there is nothing to look for with one; the completion of a field sends it on."""
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Learners' rows hang on curated ones: those are retired."""
        return False

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Said here too, since a count of related rows drops the model's own."""
        return tuple(self.opts.ordering or ())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "retired_at", *(("key",) if obj else ()))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The guide is asked for once: what it says of other entries would be wrong in another one."""
        sets: list[tuple[Any, dict[str, Any]]] = [
            (name, dict(options)) for name, options in super().get_fieldsets(request, obj)
        ]
        if issubclass(self.model, CuratedOfGuide):
            for _, options in sets:
                options["fields"] = [name for name in options["fields"] if name != "guide"]
            if obj is None:
                sets[0][1]["fields"] = ["guide", *sets[0][1]["fields"]]
        return sets

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        first = Guide.objects.first() if issubclass(self.model, CuratedOfGuide) else None
        return ({"guide": first.pk} if first else {}) | super().get_changeform_initial_data(request)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        return {} if obj or not hasattr(self.model, "title") else {"key": ("title",)}

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The catalogue's own history, which knows of loads and bulk changes too."""
        if not curates(request):
            raise PermissionDenied
        row = get_object_or_404(self.model, pk=object_id)
        kind = next(kind.name for kind in KINDS if kind.model is self.model)
        return redirect("admin:history_entry", kind, row.key)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What no form can see, such as a circle closed by somebody else meanwhile, the database refuses."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            messages.error(request, f"Nothing was saved: {said_by_database(error)}.")
            return redirect(request.get_full_path())

    @admin.display(description="live", boolean=True, ordering="retired_at")
    def is_live(self, row: Curated) -> bool:
        return row.retired_at is None

    @admin.action(description="Retire: hide from those who have nothing on them", permissions=["change"])
    def retire(self, request: HttpRequest, rows: CuratedQuerySet[Any]) -> None:
        self._report(request, self._all(rows).live().update(retired_at=Now()), "retired")

    @admin.action(description="Bring back", permissions=["change"])
    def bring_back(self, request: HttpRequest, rows: CuratedQuerySet[Any]) -> None:
        retired = self._all(rows).filter(retired_at__isnull=False)
        if hasattr(self.model, "merged_into"):  # that is taken back where it was done
            retired = retired.filter(merged_into=None)
        self._report(request, retired.update(retired_at=None), "brought back")

    def _all(self, rows: CuratedQuerySet[Any]) -> CuratedQuerySet[Any]:
        """The same rows without what the list adds to them."""
        return cast(CuratedQuerySet[Any], self.model._default_manager.filter(pk__in=rows.values("pk")))

    def _report(self, request: HttpRequest, number: int, what: str) -> None:
        noun = str(self.opts.verbose_name)
        messages.success(request, f"{number} {noun if number == 1 else plural(noun)} {what}.")


class WithLearners(CuratedAdmin):
    """Kinds that people learn from: how many do, and when a curator is to look again."""

    actions = (*CuratedAdmin.actions, "look_again_in_a_year")

    def facts(self, pks: list[int]) -> dict[str, Mapping[int, Any]]:
        return super().facts(pks) | {"people": learners(self.model, pks)}

    @admin.display(description="learners", ordering="learner_count")
    def learner_count(self, row: Any) -> int | None:
        """Empty below five."""
        return cast("int | None", row.people)

    @admin.action(description="Looked at: next review in a year", permissions=["change"])
    def look_again_in_a_year(self, request: HttpRequest, rows: CuratedQuerySet[Any]) -> None:
        due = timezone.localdate() + dt.timedelta(days=365)
        self._report(request, self._all(rows).update(review_by=due), f"to be looked at again by {day(due)}")


class PastReview(admin.SimpleListFilter):
    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("late", "Past its date"), ("none", "No date")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        chosen: dict[str, dict[str, Any]] = {
            "late": {"review_by__lt": timezone.localdate()},
            "none": {"review_by": None},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))
