"""Where the text files and the database disagree."""

import json
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from careers.acts.catalogue.kinds import BY_NAME
from careers.admin.curated import CuratorsMay, ModelAdmin
from careers.admin.site import site
from careers.models import CatalogueConflict


class ConflictList(ChangeList):
    """Adds to each entry what the database says of it: every kind is read once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        stored = {name: BY_NAME[name].read() for name in {entry.kind for entry in self.result_list}}
        for entry in self.result_list:
            entry.stored = stored[entry.kind].get(entry.key, {})


@admin.register(CatalogueConflict, site=site)
class ConflictAdmin(CuratorsMay, ModelAdmin):
    """To look at only. A conflict ends when both say the same, or the text goes back to what it said."""

    list_display = ("entry", "values")
    list_display_links = None
    list_filter = ("kind",)
    search_fields = ("key",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).exclude(conflicts={})

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ConflictList

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="entry", ordering="key")
    def entry(self, entry: CatalogueConflict) -> SafeString:
        model = BY_NAME[entry.kind].model._meta.model_name
        address = reverse(f"admin:careers_{model}_changelist", query={"q": entry.key})
        return format_html('<a href="{}">{}</a>', address, entry)

    @admin.display(description="what each says")
    def values(self, entry: Any) -> SafeString:
        rows = format_html_join(
            "",
            "<tr><th>{}</th><td>{}</td><td>{}</td></tr>",
            ((field, _shown(text), _shown(entry.stored.get(field))) for field, text in entry.conflicts.items()),
        )
        return format_html("<table><tr><th>Field</th><th>Text file</th><th>Database (stays)</th></tr>{}</table>", rows)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
