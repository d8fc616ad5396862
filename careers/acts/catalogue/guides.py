"""Which guide an entry belongs to, so that the text files of one can be told from what else is in the database."""

from collections.abc import Mapping

from careers.acts.catalogue.files import Content, Fields
from careers.acts.catalogue.kinds import BY_NAME, GUIDE, Kind


def guide_of(kind: Kind, key: str, fields: Fields, stages: Mapping[str, Fields]) -> str:
    """Key of the guide: its own, the one that it names, or that of its stage."""
    if kind is BY_NAME["guide"]:
        return key
    return str(fields[GUIDE] if GUIDE in kind.columns else stages[fields["stage"]][GUIDE])


def part(content: Content, guide: str) -> Content:
    """What belongs to a guide."""
    return _kept(content, guide, True)


def rest(content: Content, guide: str) -> Content:
    """What belongs to the others."""
    return _kept(content, guide, False)


def _kept(content: Content, guide: str, ours: bool) -> Content:
    stages = content["stage"]

    def belongs(name: str, key: str, fields: Fields) -> bool:
        return guide_of(BY_NAME[name], key, fields, stages) == guide

    return {
        name: {key: fields for key, fields in rows.items() if belongs(name, key, fields) == ours}
        for name, rows in content.items()
    }
