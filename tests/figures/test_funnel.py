"""How far applications got."""

import pytest

from careers.acts.move_application import Happening, move
from careers.figures.applications import jobs_of
from careers.figures.funnel import Funnel, by_source, flows_of, funnel_of
from careers.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def funnel(user: User) -> Funnel:
    return funnel_of(jobs_of(user))


def test_nothing_sent_is_no_funnel(ada: User):
    factories.application(ada)
    told = funnel(ada)
    assert (told.sent, told.warning, told.days_to_answer, told.response_percent) == (0, "", None, 0)


def test_the_furthest_step_counts_after_a_rejection(ada: User):
    row = factories.application(ada, step="interviews")
    move(ada, row.pk, Happening("closed", ["rejected"]))
    factories.application(ada, "Vela", step="applied")
    assert [(step.step, step.number, step.percent) for step in funnel(ada).steps] == [
        ("applied", 2, 100), ("screening", 1, 50), ("interviews", 1, 50), ("offer", 0, 0), ("accepted", 0, 0),
    ]  # fmt: skip


def test_one_that_was_closed_before_it_was_sent_does_not_count(ada: User):
    factories.application(ada, step="closed")
    assert funnel(ada).sent == 0


@pytest.mark.parametrize(
    ("many", "warning"),
    [
        (1, "One is a small number: one more reply moves these by 100\u00a0points."),
        (14, "Fourteen is a small number: one more reply moves these by 7\u00a0points."),
        (25, "25 is a small number: one more reply moves these by 4\u00a0points."),
        (30, ""),
    ],
)
def test_a_small_number_is_said_to_be_small(many: int, warning: str, ada: User):
    for n in range(many):
        factories.application(ada, f"Company {n}", step="applied")
    assert funnel(ada).warning == warning


def test_what_stays_at_each_step_and_what_goes_on_are_all_that_came(ada: User):
    for n, (step, reason) in enumerate(
        [("applied", "ghosted"), ("screening", "rejected"), ("offer", ""), ("applied", "")]
    ):
        row = factories.application(ada, f"Company {n}", step=step)
        if reason:
            move(ada, row.pk, Happening("closed", [reason, "role_closed"]))
    told = [(flow.reached.step, flow.went_on, flow.ended, flow.stayed) for flow in flows_of(jobs_of(ada))]
    assert told == [
        ("applied", 2, 1, (("still open", 1), ("no answer", 1))),
        ("screening", 1, 1, (("rejected", 1),)),
        ("interviews", 1, 0, ()),
        ("offer", 0, 0, (("still open", 1),)),
    ]


def test_sources_are_laid_beside_each_other(ada: User):
    factories.application(ada, "Vela", step="interviews", source="Friend")
    factories.application(ada, "Kite", step="applied", source="Friend")
    factories.application(ada, "Quay", step="applied")
    factories.application(ada, "Saved", source="Nowhere")
    rows = [(row.name, row.sent, row.interviews, row.offers) for row in by_source(jobs_of(ada))]
    assert rows == [("Friend", 2, 1, 0), ("", 1, 0, 0)]
