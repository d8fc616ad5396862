"""What somebody has here so far, in a few words: for whoever is about to keep it, or to give it up."""

from dataclasses import dataclass

from careers.figures.catalogue import Skill
from careers.figures.standing import Standing, standing_of
from careers.models import User, personal_models

SHOWN = 6


@dataclass(frozen=True)
class Belongings:
    standing: Standing
    in_words: tuple[str, ...]
    """Such as "4 skills marked", "1 note"."""

    @property
    def marked(self) -> list[tuple[Skill, str]]:
        """The first few skills with a state, in roadmap order."""
        return [(skill, state) for skill in self.standing.skills() if (state := self.standing.state(skill)) != "todo"][
            :SHOWN
        ]

    @property
    def more(self) -> int:
        return len(self.standing.marks) - len(self.marked)


def belongings(user: User) -> Belongings:
    words = tuple(line for model in personal_models() if (line := model.in_words(user)))
    return Belongings(standing_of(user), words)
