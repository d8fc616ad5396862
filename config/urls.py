"""Every address of the site."""

from django.urls import include, path

from careers.admin import site

urlpatterns = [
    path("admin/", site.urls),
    path("", include("careers.urls")),
]
