"""Refusals: what a service says when it does not do what was asked, and how to mend it."""

from __future__ import annotations


class Refused(Exception):
    """A deed that is not done. `message` says what is wrong and what to do; `field` names the form field."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(Refused):
    """The actor's roles do not give this power."""


class NotFound(Refused):
    """The row does not exist, or the actor may not see it: the answer is the same."""


class Several(Refused):
    """More than one refusal at once, so that everything can be mended in one go."""

    def __init__(self, refusals: list[Refused]) -> None:
        super().__init__(" ".join(refusal.message for refusal in refusals))
        self.refusals = refusals
