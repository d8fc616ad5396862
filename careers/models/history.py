"""Who changed what in the catalogue: a row for each insert, update and delete, written by triggers.

So no bulk change and no hand-written SQL slips past. Nobody edits the history: its tables refuse updates and deletes.
Who and why come from `pghistory.context`, which the administration and the commands open.
"""

from typing import Any

import pghistory
from django.db import models

from careers.models.briefs import Brief, BriefCheck, BriefDataSet, BriefSkill
from careers.models.guides import Guide
from careers.models.interviews import DayBefore, InterviewCriterion, InterviewStage, InterviewStageSkill, InterviewStep
from careers.models.resources import EnoughGroup, Resource, SkillResource
from careers.models.roadmap import (
    Background,
    Camp,
    CampSkill,
    HeadStart,
    Outcome,
    Prerequisite,
    Role,
    RoleSkill,
    SharedSkill,
    Skill,
    Stage,
)

LABELS = ("added", "changed", "removed")
TRACKED: tuple[type[models.Model], ...] = (
    *(Stage, Skill, Outcome, Prerequisite, Role, RoleSkill, Background, HeadStart, Camp, CampSkill),
    *(Resource, EnoughGroup, SkillResource),
    *(Brief, BriefCheck, BriefSkill, BriefDataSet),
    *(Guide, SharedSkill),
    *(InterviewStage, InterviewStep, InterviewCriterion, InterviewStageSkill, DayBefore),
)


def _changes_of(model: type[models.Model]) -> Any:
    """The model of its history, such as SkillChange: the row as it was written, or as it was before it went.

    Its rows are written by one trigger function for all tables (migration history_triggers), which knows no columns:
    a column that is new here and there needs no new trigger.
    """
    return pghistory.create_event_model(
        model,
        *(pghistory.ManualEvent(label) for label in LABELS),
        model_name=f"{model.__name__}Change",
        obj_field=pghistory.ObjForeignKey(related_name="changes", related_query_name="changes"),
        abstract=False,
    )


CHANGES = {model: _changes_of(model) for model in TRACKED}
