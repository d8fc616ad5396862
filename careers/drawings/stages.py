"""What a drawing needs to know of a stage."""

from dataclasses import dataclass

STEPS = 12


@dataclass(frozen=True, slots=True)
class StageShare:
    """A stage as a part of the whole way; `done` and `learning` are shares of it, from 0 to 1."""

    step: int
    number: int
    name: str
    minutes: int
    done: float = 0.0
    learning: float = 0.0


def step(order: int, count: int) -> int:
    """The colour step of the stage at place `order` (from 1) among `count`: spread over the whole ramp of twelve."""
    return 1 if count < 2 else 1 + round((order - 1) * (STEPS - 1) / (count - 1))
