"""How far applications got."""

import pytest

from careers.acts.move_application import Happening, move
from careers.figures.applications import jobs_of
from careers.figures.funnel import Funnel, by_source, by_stage, flows_of, funnel_of, stages_warning
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
    factories.application(ada, "Saved")
    factories.application(ada, "Closed unsent", step="closed")
    told = [(flow.reached.step, flow.went_on, flow.ended, flow.stayed) for flow in flows_of(jobs_of(ada))]
    assert told == [
        ("saved", 4, 1, (("still open", 1), ("closed", 1))),
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


def test_rounds_are_laid_beside_each_other_by_interview_stage(ada: User):
    coding = factories.interview_stage("coding")
    job = factories.application(ada)
    for outcome in ("passed", "failed", ""):
        factories.round_of(ada, application=job, interview_stage=coding, status="held", outcome=outcome)
    factories.round_of(ada, application=job, title="Lunch", status="held", outcome="passed")
    factories.round_of(ada, application=job, title="Ahead")
    rows = by_stage(ada)
    assert [(row.name, row.held, row.passed, row.failed, row.untold) for row in rows] == [
        ("Coding", 3, 1, 1, 1),
        ("Lunch", 1, 1, 0, 0),
    ]
    assert stages_warning(rows) == "Three is a small number: one more result moves these by 33\u00a0points."
