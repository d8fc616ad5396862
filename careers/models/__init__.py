"""Every model, by the name that the rest of the project uses."""

from careers.models.accounts import User
from careers.models.applications import (
    Application,
    ApplicationEvent,
    Contact,
    Document,
    DocumentVersion,
    FileFormat,
    Period,
    Priority,
    Reason,
    Remote,
    SentDocument,
    Step,
)
from careers.models.briefs import Brief, BriefCheck, BriefDataSet, BriefSkill
from careers.models.calendars import CalendarFeed
from careers.models.curation import CatalogueConflict, CatalogueEntry, CatalogueState
from careers.models.duties import DutyEvent, Invitation
from careers.models.follow_ups import FollowUpChoice, FollowUpRhythm
from careers.models.forecasts import ForecastShown
from careers.models.guides import CuratedOfGuide, Guide
from careers.models.history import CHANGES, TRACKED
from careers.models.images import ProjectImage
from careers.models.interviews import DayBefore, InterviewCriterion, InterviewStage, InterviewStageSkill, InterviewStep
from careers.models.moderation import ModerationEvent, PageReport, Withheld
from careers.models.moves import Move, MovedRow
from careers.models.news import CatalogueNews
from careers.models.own_resources import OwnLink, ResourceState
from careers.models.personal import Personal, personal_models
from careers.models.plans import Plan, PlanChoice
from careers.models.portfolio import Project, ProjectCheck, ProjectLink, ProjectMetric, ProjectResult, ProjectSkill
from careers.models.profiles import ContactWay, FormerHandle, FreedHandle, Profile, ShareLink, ShownProject
from careers.models.progress import CarriedOver, OutcomeTick, SkillEvent, SkillNote, SkillState, State
from careers.models.project_history import ProjectEvent, ProjectVersion
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
    SharedSkill,
    Skill,
    Stage,
)
from careers.models.rounds import Round, RoundQuestion, RoundTask, RoundWork
from careers.models.study import StudyEntry, StudyTimer
from careers.models.suggestions import Decision, Report, SuggestedSkill, Suggestion, Wish
from careers.models.ways_back import Merge, Reset

__all__ = [
    "CHANGES",
    "TRACKED",
    "Application",
    "ApplicationEvent",
    "Background",
    "Brief",
    "BriefCheck",
    "BriefDataSet",
    "BriefSkill",
    "CalendarFeed",
    "Camp",
    "CampSkill",
    "CarriedOver",
    "CatalogueConflict",
    "CatalogueEntry",
    "CatalogueNews",
    "CatalogueState",
    "Contact",
    "ContactWay",
    "CuratedOfGuide",
    "DayBefore",
    "Decision",
    "Document",
    "DocumentVersion",
    "DutyEvent",
    "EnoughGroup",
    "FileFormat",
    "FollowUpChoice",
    "FollowUpRhythm",
    "ForecastShown",
    "FormerHandle",
    "FreedHandle",
    "Guide",
    "HeadStart",
    "InterviewCriterion",
    "InterviewStage",
    "InterviewStageSkill",
    "InterviewStep",
    "Invitation",
    "Level",
    "Merge",
    "ModerationEvent",
    "Move",
    "MovedRow",
    "Need",
    "Outcome",
    "OutcomeTick",
    "OwnLink",
    "PageReport",
    "Period",
    "Personal",
    "Plan",
    "PlanChoice",
    "Prerequisite",
    "Priority",
    "Profile",
    "Project",
    "ProjectCheck",
    "ProjectEvent",
    "ProjectImage",
    "ProjectLink",
    "ProjectMetric",
    "ProjectResult",
    "ProjectSkill",
    "ProjectVersion",
    "Reason",
    "Remote",
    "Report",
    "Reset",
    "Resource",
    "ResourceState",
    "Role",
    "RoleSkill",
    "Round",
    "RoundQuestion",
    "RoundTask",
    "RoundWork",
    "SentDocument",
    "ShareLink",
    "SharedSkill",
    "ShownProject",
    "Skill",
    "SkillEvent",
    "SkillNote",
    "SkillResource",
    "SkillState",
    "Stage",
    "State",
    "Step",
    "StudyEntry",
    "StudyTimer",
    "SuggestedSkill",
    "Suggestion",
    "User",
    "Wish",
    "Withheld",
    "personal_models",
]
