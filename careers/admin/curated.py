"""What all curated kinds share: staff may do everything but delete, a key is written once, lists are a line each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import IntegrityError, models
from django.db.models.functions import Now
from django.forms import CharField, Textarea
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from careers.acts.catalogue.kinds import KINDS
from careers.acts.catalogue.rows import said_by_database
from careers.formats import plural
from careers.models import User
from careers.models.curated import Curated, CuratedQuerySet

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline


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


class RowInline(CuratorsMay, TabularInline):
    extra = 0
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


class ActionForm(helpers.ActionForm):
    why = CharField(required=False, max_length=500, label="Why:")


class CuratedAdmin(CuratorsMay, ModelAdmin):
    formfield_overrides = WIDGETS
    actions: Any = ("retire", "bring_back")
    action_form = ActionForm
    list_per_page = 100
    save_on_top = True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Learners' rows hang on curated ones: those are retired."""
        return False

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Said here too, since a count of related rows drops the model's own."""
        return tuple(self.opts.ordering or ())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "retired_at", *(("key",) if obj else ()))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        return {} if obj or not hasattr(self.model, "title") else {"key": ("title",)}

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The catalogue's own history, which knows of loads and bulk changes too."""
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
