"""Works out where the parts of a small drawing stand: a bar beside its target, a tile map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

_BAR_WIDTH = 240
_TILE = 56
_GAP = 4
_STICK = 18
_STICKS_HIGH = 72
# Five shades; the words on the two darkest are white. Text contrast is at least 4.5 on each.
SHADES = 5

Amount = int | Decimal


@dataclass(frozen=True)
class Bar:
    width: int
    filled: int
    mark: int


def bar(reading: Amount, target: Amount) -> Bar:
    """The bar of one reading; the scale leaves a tenth free beside whichever is larger."""
    largest = max(reading, target) * Decimal("1.1") or Decimal(1)
    return Bar(
        width=_BAR_WIDTH,
        filled=round(Decimal(max(reading, 0)) / largest * _BAR_WIDTH),
        mark=round(Decimal(max(target, 0)) / largest * _BAR_WIDTH),
    )


@dataclass(frozen=True)
class Place:
    """One municipality on the map; `is_hidden` when its number is too small to be shown."""

    name: str
    abbreviation: str
    column: int
    row: int
    value: Amount | None
    is_hidden: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Tile:
    place: Place
    x: int
    y: int
    shade: int | None


@dataclass(frozen=True)
class TileMap:
    width: int
    height: int
    size: int
    tiles: tuple[Tile, ...]


def tile_map(places: Iterable[Place]) -> TileMap:
    """One square per municipality, shaded by rank so that one large town does not pale all others."""
    known = list(places)
    if not known:
        return TileMap(0, 0, _TILE, ())
    left, top = min(place.column for place in known), min(place.row for place in known)
    step = _TILE + _GAP
    shown = sorted(place.value for place in known if place.value is not None and not place.is_hidden)
    tiles = tuple(
        Tile(place, (place.column - left) * step, (place.row - top) * step, _shade(place, shown))
        for place in known
    )
    return TileMap(
        width=max(tile.x for tile in tiles) + _TILE,
        height=max(tile.y for tile in tiles) + _TILE,
        size=_TILE,
        tiles=tiles,
    )


def _shade(place: Place, shown: Sequence[Amount]) -> int | None:
    """0 (lightest) to SHADES - 1; None where there is no number to show."""
    if place.value is None or place.is_hidden:
        return None
    below = sum(1 for value in shown if value < place.value)
    return min(SHADES - 1, below * SHADES // len(shown))


@dataclass(frozen=True)
class Stick:
    """One column of a distribution; `side` says whether it lies before, at or after the middle."""

    x: int
    y: int
    height: int
    side: str
    words: str


@dataclass(frozen=True)
class Sticks:
    width: int
    height: int
    stick: int
    sticks: tuple[Stick, ...]


def sticks(counts: Sequence[int | None], words: Sequence[str], middle: int, most: int) -> Sticks:
    """A distribution as standing columns, scaled to `most`; a count that is hidden has no column."""
    placed = []
    for place, (count, told) in enumerate(zip(counts, words, strict=True)):
        # Anyone at all is seen: a column of some people is never flat.
        height = 0 if not count else max(2, round(Decimal(count) / max(most, 1) * _STICKS_HIGH))
        side = "worse" if place < middle else "better" if place > middle else "same"
        placed.append(Stick(place * (_STICK + _GAP), _STICKS_HIGH - height, height, side, told))
    width = len(counts) * (_STICK + _GAP) - _GAP
    return Sticks(width, _STICKS_HIGH, _STICK, tuple(placed))
