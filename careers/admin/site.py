"""A site of its own, so that no package puts people's rows into it."""

from functools import wraps
from typing import Any, cast

import pghistory
from allauth.account.decorators import secure_admin_login
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator

from careers import second_step
from careers.admin import bulk, changes, history, moderation, overview, queue, team
from careers.admin.desk import bar, curators, only
from careers.http import Request
from careers.models import User

LONGEST_WHY = 500


class CatalogueSite(AdminSite):
    site_header = "Ascent: catalogue"
    site_title = "Ascent: catalogue"
    index_title = "Catalogue"
    empty_value_display = "–"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and has_second_step(request)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Django's own pages stand under the bar of the desk."""
        return super().each_context(request) | bar(cast(User, request.user), "catalogue")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Whatever a view changes, the history says who did it, and why if they said so."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def recorded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST" or not isinstance(request.user, User):
                return inner(request, *args, **kwargs)
            why = request.POST.get("history_why", request.POST.get("why", ""))  # some entries have a "why" of their own
            with pghistory.context(user=request.user.pk, why=why[:LONGEST_WHY]):
                return inner(request, *args, **kwargs)

        return recorded

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Log-in happens on the one page that counts attempts; whoever is in already is sent on."""
        kinds = second_step.kinds_of(request.user.pk)
        if not kinds:
            messages.info(request, "The administration asks for a second step when logging in. Set one up first.")
            return redirect("mfa_index")
        if not second_step.is_taken(request):
            messages.info(request, "You logged in here before you had a second step. Take it now.")
            return second_step.ask_for(kinds, request.GET.get("next") or reverse("admin:index"))
        return super().login(request, extra_context)

    def get_urls(self) -> list[Any]:
        """The desk's own pages before those of the models."""
        ours = [
            path("catalogue/", self.admin_view(only(curators)(super().index)), name="catalogue"),
            path("bulk/", self.admin_view(bulk.index), name="bulk"),
            path("bulk/confirm/", self.admin_view(bulk.confirm), name="bulk_confirm"),
            path("bulk/<slug:kind>.<slug:format>", self.admin_view(bulk.export), name="bulk_export"),
            path("queue/", self.admin_view(queue.index), name="queue"),
            path("queue/bulk/", self.admin_view(queue.bulk), name="queue_bulk"),
            path("queue/suggestions/<int:pk>/", self.admin_view(queue.suggestion), name="queue_suggestion"),
            path("queue/suggestions/<int:pk>/accept/", self.admin_view(queue.take), name="queue_accept"),
            path("queue/suggestions/<int:pk>/reject/", self.admin_view(queue.decline), name="queue_reject"),
            path("queue/suggestions/<int:pk>/duplicate/", self.admin_view(queue.double), name="queue_duplicate"),
            path("queue/reports/<int:pk>/", self.admin_view(queue.report), name="queue_report"),
            path("queue/reports/<int:pk>/answer/", self.admin_view(queue.reply), name="queue_answer"),
            path("conflicts/<int:pk>/", self.admin_view(overview.settle), name="settle"),
            path("changes/", self.admin_view(changes.index), name="changes"),
            path("changes/<int:pk>/revert/", self.admin_view(changes.take_back), name="change_revert"),
            path("changes/<slug:of>/<slug:key>/<slug:kind>/", self.admin_view(changes.change), name="change"),
            path("history/", self.admin_view(history.index), name="history"),
            path("history/act/", self.admin_view(history.act), name="history_act"),
            path("history/<str:kind>/<slug:key>/", self.admin_view(history.entry), name="history_entry"),
            path("moderation/", self.admin_view(moderation.index), name="moderation"),
            path("moderation/history/", self.admin_view(moderation.history), name="moderation_history"),
            path("moderation/<int:owner>/", self.admin_view(moderation.case), name="moderation_page"),
            path("moderation/<int:owner>/keep/", self.admin_view(moderation.leave), name="moderation_keep"),
            path("moderation/<int:owner>/withhold/", self.admin_view(moderation.take), name="moderation_withhold"),
            path("moderation/<int:owner>/stay/", self.admin_view(moderation.refuse), name="moderation_stay"),
            path("moderation/<int:owner>/back/", self.admin_view(moderation.release), name="moderation_give_back"),
            path("moderation/<int:owner>/<uuid:project>/", self.admin_view(moderation.case), name="moderation_project"),
            path(
                "moderation/<int:owner>/images/<slug:digest>-<int:width>.webp",
                self.admin_view(moderation.picture),
                name="moderation_picture",
            ),
            path(
                "r/<int:content_type_id>/<int:object_id>/",
                self.admin_view(only(curators)(self.view_on_site)),
                name="view_on_site",
            ),
            path("team/", self.admin_view(team.index), name="team"),
            path("team/duty/", self.admin_view(team.duty), name="team_duty"),
            path("team/<int:pk>/dismiss/", self.admin_view(team.dismiss), name="team_dismiss"),
            path("team/invitations/", self.admin_view(team.invitation), name="team_invitation"),
            path("team/invitations/<int:pk>/revoke/", self.admin_view(team.revoke), name="team_revoke"),
        ]
        return [*ours, *super().get_urls()]

    def view_on_site(self, request: HttpRequest, content_type_id: int, object_id: int) -> HttpResponse:
        """Django's own tells of any row whether there is one, be it somebody's own: this tells of what stands here."""
        registered = ContentType.objects.get_for_models(*self._registry).values()
        if content_type_id not in {kind.pk for kind in registered}:
            raise Http404("There is no such page.")
        return shortcut(request, str(content_type_id), str(object_id))

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        return overview.index(cast(Request, request))

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        return redirect("account_change_password")


def has_second_step(request: HttpRequest) -> bool:
    """Asked of whoever may change what others rely on. Looked up once a request."""
    known: bool | None = getattr(request, "_has_second_step", None)
    if known is None:
        known = second_step.is_taken(request) and bool(second_step.kinds_of(request.user.pk))
        request._has_second_step = known  # type: ignore[attr-defined]
    return known


site = CatalogueSite(name="admin")
