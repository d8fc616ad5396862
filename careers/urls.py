"""Our addresses, by noun."""

from django.urls import include, path

from careers.views import home, plan, roadmap, skills, today

urlpatterns = [
    path("", home.index, name="home"),
    path("healthz/", home.healthz, name="healthz"),
    path("readyz/", home.readyz, name="readyz"),
    path("today/", include(([path("", today.index, name="index")], "today"))),
    path(
        "roadmap/",
        include(
            (
                [
                    path("", roadmap.index, name="index"),
                    path("print/", roadmap.print_view, name="print"),
                ],
                "roadmap",
            )
        ),
    ),
    path(
        "skills/<slug:slug>/",
        include(
            (
                [
                    path("", skills.detail, name="detail"),
                    path("menu/", skills.menu, name="menu"),
                    path("status/", skills.status, name="status"),
                    path("outcomes/<slug:key>/", skills.outcome, name="outcome"),
                    path("note/", skills.note, name="note"),
                ],
                "skills",
            )
        ),
    ),
    path(
        "plan/start/",
        include(([path("", plan.start, name="start"), path("skills/", plan.skips, name="skips")], "plan")),
    ),
]
