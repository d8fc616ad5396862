"""Every model, by the name that the rest of the project uses."""

from careers.models.accounts import User
from careers.models.curation import CatalogueConflict, CatalogueEntry, CatalogueState
from careers.models.own_resources import OwnLink, ResourceState
from careers.models.personal import Personal, personal_models
from careers.models.plans import Plan
from careers.models.progress import OutcomeTick, SkillEvent, SkillNote, SkillState, State
from careers.models.resources import EnoughGroup, Resource, SkillResource
from careers.models.roadmap import (
    Background,
    Camp,
    CampSkill,
    HeadStart,
    Level,
    Need,
    Outcome,
    Prerequisite,
    Role,
    RoleSkill,
    Skill,
    Stage,
)
from careers.models.study import StudyEntry, StudyTimer

__all__ = [
    "Background",
    "Camp",
    "CampSkill",
    "CatalogueConflict",
    "CatalogueEntry",
    "CatalogueState",
    "EnoughGroup",
    "HeadStart",
    "Level",
    "Need",
    "Outcome",
    "OutcomeTick",
    "OwnLink",
    "Personal",
    "Plan",
    "Prerequisite",
    "Resource",
    "ResourceState",
    "Role",
    "RoleSkill",
    "Skill",
    "SkillEvent",
    "SkillNote",
    "SkillResource",
    "SkillState",
    "Stage",
    "State",
    "StudyEntry",
    "StudyTimer",
    "User",
    "personal_models",
]
