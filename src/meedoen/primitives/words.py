"""Dutch sentences of the pure rooms, marked so that the pages can say them in another language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(sentence: str) -> str:  # noqa: N802  the mark that the extraction of texts looks for
    """Mark a sentence for translation; it stays Dutch here."""
    return sentence


@dataclass(frozen=True, slots=True)
class Words:
    """A marked sentence with what belongs in its %(holes)s; str() says it in Dutch."""

    sentence: str
    holes: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence % self.holes if self.holes else self.sentence
