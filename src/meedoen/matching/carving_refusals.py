"""What the carving bench refuses, each as its own exception whose text is a Dutch sentence with a remedy."""

from __future__ import annotations

from meedoen.primitives.words import Words


class CarvingRefused(ValueError):
    """The bench was given something that no job can come out of; `words` say what and what to do about it."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        return str(self.words)


class NothingToCarve(CarvingRefused):
    """There is no function, a function without tasks, or no task that may be taken out."""


class NobodyToCarveFor(CarvingRefused):
    """There are no people."""


class ContradictoryLimits(CarvingRefused):
    """No job can be within these limits, whatever the tasks and the people are."""


class NotOneOfEach(CarvingRefused):
    """Two functions, two tasks of a function or two people have the same key."""


class UnknownWord(CarvingRefused):
    """A code is not in the lists that profiles and jobs use."""


class ImpossibleNumber(CarvingRefused):
    """A number of hours, minutes or points that can't be."""
