import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from careers.acts.duties import DutyRefused, give_duty, invite, is_good, member_of_address, use_invitation
from careers.models import DutyEvent, Invitation, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    return factories.member("boss@example.org", duty="administrator")


def test_a_duty_is_given_with_who_and_why(ada: User, boss: User):
    assert give_duty(ada, "curator", boss, "knows statistics")
    assert (ada.duty, ada.curates, ada.administers) == ("curator", True, False)
    event = DutyEvent.objects.get()
    assert (event.user, event.by, event.duty, event.why) == (ada, boss, "curator", "knows statistics")


def test_the_same_duty_again_changes_nothing(ada: User, boss: User):
    give_duty(ada, "curator", boss)
    assert not give_duty(ada, "curator", boss)
    assert DutyEvent.objects.count() == 1


def test_the_last_administrator_stays(boss: User):
    with pytest.raises(DutyRefused, match="last administrator"):
        give_duty(boss, "", boss)
    with pytest.raises(DutyRefused, match="last administrator"):
        give_duty(boss, "curator", boss)
    boss.refresh_from_db()
    assert boss.duty == "administrator"


@pytest.mark.parametrize("other", [{"is_active": False}, {"is_guest": True, "email": None}], ids=["closed", "guest"])
def test_who_cannot_log_in_is_no_other_administrator(ada: User, boss: User, other: dict[str, object]):
    User.objects.filter(pk=ada.pk).update(duty="administrator", **other)
    with pytest.raises(DutyRefused, match="last administrator"):
        give_duty(boss, "", None)


def test_an_invitation_goes_with_the_duty_of_whoever_made_it(ada: User, boss: User, grace: User):
    token = invite(boss, "for later", "administrator", 1, 365)
    assert is_good(token)
    give_duty(ada, "administrator", boss)
    give_duty(boss, "curator", ada)
    assert (is_good(token), use_invitation(token, grace), grace.duty) == (False, False, "")


def test_one_of_two_administrators_may_go(ada: User, boss: User):
    give_duty(ada, "administrator", boss)
    assert give_duty(boss, "", ada)
    assert (boss.is_staff, boss.is_superuser) == (False, False)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_dismiss_each_other_at_once(ada: User, boss: User):
    give_duty(ada, "administrator", boss)
    gate = threading.Barrier(2)

    def dismiss(member: User, by: User) -> None:
        gate.wait()
        try:
            give_duty(member, "", by)
        except DutyRefused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=dismiss, args=pair) for pair in ((ada, boss), (boss, ada))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.filter(duty="administrator").count() == 1


def test_a_guest_gets_no_duty(guest: User, boss: User):
    with pytest.raises(DutyRefused, match="no account"):
        give_duty(guest, "curator", boss)


@pytest.mark.parametrize("address", ["ADA@example.org ", "ada@example.org"])
def test_a_member_is_found_by_the_whole_address(ada: User, address: str):
    assert member_of_address(address) == ada


def test_half_an_address_finds_nobody(ada: User):
    assert member_of_address("ada@") is None


def test_an_invitation_is_used_up(ada: User, grace: User, boss: User):
    token = invite(boss, "the course of autumn", "", uses=1, days=14)
    assert (is_good(token), use_invitation(token, ada), is_good(token)) == (True, True, False)
    assert not use_invitation(token, grace)


def test_an_invitation_brings_its_duty(ada: User, boss: User):
    use_invitation(invite(boss, "for Ada", "curator", uses=1, days=14), ada)
    assert User.objects.get(pk=ada.pk).duty == "curator"
    assert DutyEvent.objects.get().why == "invited: for Ada"


def test_an_invitation_runs_out(boss: User):
    token = invite(boss, "late", "", uses=5, days=1)
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert not is_good(token)


def test_the_token_is_not_kept(boss: User):
    token = invite(boss, "secret", "", uses=1, days=1)
    assert token not in str(Invitation.objects.values())
