"""All that this copy holds of one person, as JSON values. `export.schema.json` documents it."""

from typing import Any

from django.utils import timezone

from careers import __version__
from careers.models import Skill, User, personal_models

FORMAT = "ascent-export"
SCHEMA_VERSION = 1


def export_data(user: User) -> dict[str, Any]:
    """The account without its password, every personal row, and the titles of the skills that they name."""
    rows = {model.export_name: model.exported_of(user) for model in personal_models()}
    return {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "product_version": __version__,
        "exported_at": timezone.now().isoformat(),
        "account": {
            "email": user.email,
            "name": user.name,
            "time_zone": user.time_zone,
            "theme": user.theme,
            "joined_at": user.joined_at.isoformat(),
        },
        **rows,
        "titles": _titles(rows),
    }


def _titles(rows: dict[str, list[dict[str, Any]]]) -> dict[str, str]:
    """So that a file can be read by people, and a copy with another catalogue can say what it had to leave out."""
    keys = {row["skill"] for of_model in rows.values() for row in of_model if "skill" in row}
    return dict(Skill.objects.filter(key__in=keys).values_list("key", "title"))
