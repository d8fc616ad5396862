"""Our addresses, by noun."""

urlpatterns: list = []
