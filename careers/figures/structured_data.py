"""What a public page tells machines: schema.org's words for it, and the card that a link is shown with."""

from typing import Any

from django.conf import settings

from careers.drawings.share_card import Card
from careers.figures.public_page import PublicPage, PublicProject
from careers.formats import count
from careers.models import ContactWay

SCHEMA = "https://schema.org"
SHOWN_FIGURES = 3


def person(page: PublicPage, address: str) -> dict[str, Any]:
    """https://schema.org/ProfilePage. Only what the page itself shows."""
    return {
        "@context": SCHEMA,
        "@type": "ProfilePage",
        "url": address,
        "dateModified": page.profile.changed_at.isoformat(),
        "mainEntity": _filled(
            {
                "@type": "Person",
                "name": page.name,
                "url": address,
                "description": page.profile.headline,
                "sameAs": [way.address for way in page.ways if way.kind != ContactWay.Kind.EMAIL],
                "subjectOf": [_work(page, project, address) for project in page.projects],
            }
        ),
    }


def creative_work(page: PublicPage, project: PublicProject, address: str) -> dict[str, Any]:
    """https://schema.org/CreativeWork"""
    author = {"@type": "Person", "name": page.name, "url": address}
    return {"@context": SCHEMA, **_work(page, project, address), "author": author}


def _work(page: PublicPage, project: PublicProject, address: str) -> dict[str, Any]:
    return _filled(
        {
            "@type": "CreativeWork",
            "name": project.title,
            "url": f"{address}{project.slug}/",
            "description": project.pitch,
            "dateModified": project.changed_at.isoformat() if project.changed_at else "",
            "image": [f"{settings.ORIGIN}/images/{picture.largest}" for picture in project.pictures],
            "sameAs": [link.url for link in project.links],
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def card_of(page: PublicPage) -> Card:
    """Name, headline, and the results that the projects stand for."""
    figures = [
        (compared.best.written, compared.metric.name, project.title)
        for project in page.projects
        if (compared := project.headline) and compared.best
    ]
    projects = count(len(page.projects), "project") if page.projects else ""
    return Card(page.name, page.profile.headline, projects, tuple(figures[:SHOWN_FIGURES]))
