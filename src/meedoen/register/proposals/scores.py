"""A comparison of a person and a job as it is kept with a proposal: points, reasons and the weights' name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.matching.fit import Fit
from meedoen.matching.near import WHO, NearMiss
from meedoen.matching.points import PARTS
from meedoen.primitives.words import Euro, Hole, Share, Words


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part of the score: its name, its points of the most there are, and why."""

    name: Words
    points: int
    most: int
    words: Words


@dataclass(frozen=True, slots=True)
class MissShown:
    """What would make it fit, who arranges it, and the cost where it is known."""

    words: Words
    who: Words
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """A comparison as it was made on its day."""

    out_of_100: int | None
    weights: str
    weights_from: date | None
    parts: tuple[PartShown, ...]
    in_the_way: tuple[Words, ...]
    unmatched: tuple[Words, ...]
    misses: tuple[MissShown, ...]


def kept_of(found: Fit, weights: str, misses: Sequence[NearMiss] = ()) -> dict[str, Any]:
    """Return a comparison as JSON: sentences with their holes, so that it can be said in any language."""
    return {
        "score": found.score,
        "out_of_100": found.out_of_100,
        "weights": weights,
        "weights_from": found.weights_from.isoformat(),
        "parts": [
            {"code": one.code, "points": one.points, "most": one.most, "words": written(one.words)}
            for one in found.parts
        ],
        "in_the_way": [
            {"code": one.code, "topic": one.topic, "words": written(one.words)} for one in found.broken
        ],
        "unmatched": [written(one) for one in found.unmatched],
        "misses": [
            {
                "limit": one.limit,
                "words": written(one.words),
                "who": one.who,
                "cost": None if one.cost is None else str(one.cost),
            }
            for one in misses
        ],
    }


def shown(kept: Mapping[str, Any]) -> ScoreShown:
    """Return a kept comparison in words; one that was never made has nothing in it."""
    since = kept.get("weights_from")
    return ScoreShown(
        out_of_100=kept.get("out_of_100"),
        weights=str(kept.get("weights", "")),
        weights_from=date.fromisoformat(since) if since else None,
        parts=tuple(
            PartShown(Words(PARTS[one["code"]]), one["points"], one["most"], read(one["words"]))
            for one in kept.get("parts", ())
        ),
        in_the_way=tuple(read(one["words"]) for one in kept.get("in_the_way", ())),
        unmatched=tuple(read(one) for one in kept.get("unmatched", ())),
        misses=tuple(
            MissShown(
                read(one["words"]),
                Words(WHO[one["who"]]),
                None if one["cost"] is None else Decimal(one["cost"]),
            )
            for one in kept.get("misses", ())
        ),
    )


def written(words: Words) -> dict[str, Any]:
    """Return a sentence with its holes as JSON."""
    return {"say": words.sentence, "holes": {name: _hole(hole) for name, hole in words.holes.items()}}


def read(kept: Mapping[str, Any]) -> Words:
    """Return a sentence as it was kept."""
    return Words(kept["say"], {name: _read_hole(hole) for name, hole in kept["holes"].items()})


def _hole(hole: Hole) -> Any:
    if isinstance(hole, Words):
        return written(hole)
    if isinstance(hole, Decimal):
        return {"decimal": str(hole)}
    if isinstance(hole, date):
        return {"day": hole.isoformat()}
    if isinstance(hole, Share):
        return {"share": str(hole.part)}
    if isinstance(hole, Euro):
        return {"euro": str(hole.amount)}
    return hole


def _read_hole(kept: Any) -> Hole:
    if not isinstance(kept, Mapping):
        return kept  # type: ignore[no-any-return]  # a text or a whole number, as it was written
    if "say" in kept:
        return read(kept)
    if "decimal" in kept:
        return Decimal(kept["decimal"])
    if "day" in kept:
        return date.fromisoformat(kept["day"])
    return Share(Decimal(kept["share"])) if "share" in kept else Euro(Decimal(kept["euro"]))
