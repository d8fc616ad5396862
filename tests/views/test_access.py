"""What stands between a request and its view."""

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from careers.models import Project, User
from careers.views.access import members_only, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", [signed_in, members_only])
def test_a_row_that_goes_before_its_act_takes_its_turn_is_not_found(who, ada: User, rf: RequestFactory):
    @who
    def act(request: HttpRequest) -> HttpResponse:
        raise Project.DoesNotExist

    request = rf.post("/")
    request.user = ada
    with pytest.raises(Http404):
        act(request)
    request = rf.get("/")
    request.user = ada
    with pytest.raises(Project.DoesNotExist):
        act(request)
