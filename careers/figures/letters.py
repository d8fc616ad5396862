"""How a letter may begin: a few sentences for each situation with the names filled in. Nothing is sent from here."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.figures.follow_ups import THANKS, FollowUp
from careers.models import Application, Contact, Step, User

SILENCE = "silence"
LABELS = {
    Step.APPLIED.value: "After applying",
    THANKS: "Thank you",
    Step.INTERVIEWS.value: "After a round",
    Step.OFFER.value: "On an offer",
    SILENCE: "After silence",
}
"""Situation → its name."""
TEXTS = {
    Step.APPLIED.value: (
        "On {day_applied} I applied for {role}. I would still like to do this work, and I am glad to send whatever"
        " helps you to decide.\n\nCould you tell me by when you expect to come back to people?"
    ),
    THANKS: (
        "Thank you for your time{about}. What you told me about [what they work on] made the work clearer to me, and"
        " I thought further about [one question of theirs]: [one sentence].\n\nI look forward to hearing from you."
    ),
    Step.INTERVIEWS.value: (
        "Thank you again for the conversation{about}. I remain very interested in {role}.\n\nDo you know by now how"
        " it goes on, and by when? If something is still open on my side, I will gladly answer it."
    ),
    Step.OFFER.value: (
        "Thank you for the offer; I am happy about it. Before I answer I would like to understand [pay, start, place"
        " or what the first half year looks like].\n\nMay I let you know by [day]?"
    ),
    SILENCE: (
        "Some weeks have gone by since we last spoke about {role}. I take it that other things came first.\n\nIf the"
        " place is filled, a line is enough and I will not ask again. If it is open, I am still interested."
    ),
}


@dataclass(frozen=True, slots=True)
class Letter:
    situation: str
    subject: str
    text: str


def situation_for(ask: FollowUp | None, step: str) -> str:
    """The letter that fits what is due, or the step where it stands."""
    if ask and ask.is_long_past:
        return SILENCE
    kind = ask.kind if ask else step
    if kind == Step.SCREENING:
        return Step.INTERVIEWS.value
    return kind if kind in TEXTS else Step.APPLIED.value


def letter(
    user: User, application: Application, contacts: Sequence[Contact], situation: str, *, about: str, applied: str
) -> Letter:
    """What nobody told stands in square brackets. `about` names a round; `applied` is the day, in words."""
    to = contacts[0].name if contacts else "[name]"
    role = f"the role of {application.role}" if application.role else f"the work at {application.company}"
    text = TEXTS[situation].format(
        role=role, about=f" in the {about[:1].lower()}{about[1:]}" if about else "", day_applied=applied or "[day]"
    )
    name = user.get_full_name() or "[my name]"
    subject = f"{application.role or 'My application'}, {application.company}"
    return Letter(situation, subject, f"Dear {to},\n\n{text}\n\nKind regards\n{name}")
