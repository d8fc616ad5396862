"""The administration: the catalogue, and nothing of anybody's own."""

from careers.admin import briefs, curation, interviews, resources, roadmap  # noqa: F401 - importing registers
from careers.admin.site import site

__all__ = ["site"]
