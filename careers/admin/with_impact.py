"""Lists of skills and resources lead to the changes that are seen before they are made, for one row at a time."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from careers.forms.changes import FORMS

type Action = Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse | None]


def _leads_to(kind: str, word: str) -> Action:
    @admin.action(description=f"{word}…", permissions=["change"])
    def action(model_admin: Any, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        if len(rows) != 1:
            messages.error(request, f"{word} one at a time: choose a single line.")
            return None
        return redirect("admin:change", model_admin.opts.model_name, rows[0].key, kind)

    action.__name__ = f"{kind}_one"
    return action


def leading_to_changes(of: str) -> tuple[Action, ...]:
    """An action of the list for each kind of change that there is of skills or of resources."""
    return tuple(_leads_to(kind, kind.capitalize()) for kind_of, kind in FORMS if kind_of == of)
