"""A site of its own, so that no package puts people's rows into it."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator


class CatalogueSite(AdminSite):
    site_header = "Ascent: catalogue"
    site_title = "Ascent: catalogue"
    index_title = "Catalogue"
    empty_value_display = "–"

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Log-in happens on the one page that counts attempts; whoever is in already is sent on."""
        return super().login(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        return redirect("account_change_password")


site = CatalogueSite(name="admin")
