"""How the keys of a reading's rows are packed for keeping, and unpacked to compare them with today's."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from meedoen.counting import CountedRow

RowName = tuple[int, int | None, int, int]


@dataclass(frozen=True)
class KeptKey:
    """One row behind a number. `hours_c` is None where hours are not what is counted."""

    person_id: int
    placement_id: int | None
    month: int
    sign: int
    hours_c: int | None

    @property
    def name(self) -> RowName:
        return (self.person_id, self.placement_id, self.month, self.sign)


def keys_of(rows: Iterable[CountedRow]) -> list[KeptKey]:
    """Rows of one person, placement, month and sign are one key (payroll may give a person two)."""
    found: dict[RowName, KeptKey] = {}
    for row in rows:
        key = KeptKey(row.person_id, row.placement_id, row.month, row.sign, row.hours_c)
        before = found.get(key.name)
        if before is not None and before.hours_c is not None and key.hours_c is not None:
            key = KeptKey(*key.name, before.hours_c + key.hours_c)
        found[key.name] = key
    return list(found.values())


def pack(keys: Iterable[KeptKey]) -> bytes:
    """Columns rather than rows: half the size, and any language can read zlib and JSON."""
    columns = list(
        zip(*((k.person_id, k.placement_id, k.month, k.sign, k.hours_c) for k in keys), strict=True)
    ) or [(), (), (), (), ()]
    names = ("person_id", "placement_id", "month", "sign", "hours_c")
    text = json.dumps(dict(zip(names, columns, strict=True)), separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def unpack(packed: bytes) -> list[KeptKey]:
    columns = json.loads(zlib.decompress(packed))
    names = ("person_id", "placement_id", "month", "sign", "hours_c")
    return [KeptKey(*row) for row in zip(*(columns[name] for name in names), strict=True)]
