"""What corrections made of a frozen number since: listed beside it, for it does not change."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound
from meedoen.counting import CountingRefused
from meedoen.primitives.period import Month
from meedoen.register.placements.listing import rows_for_keys
from meedoen.steering.counted.facts_of_register import Snapshot, current_facts
from meedoen.steering.counted.questions import in_words, whole
from meedoen.steering.indicators.kept_keys import KeptKey, keys_of, unpack
from meedoen.steering.indicators.models import ReadingKeys
from meedoen.steering.indicators.selectors import kept_reading
from meedoen.steering.indicators.shape import Change, Changes

# Rows listed one by one; the numbers of added, removed and changed rows are always complete.
MOST = 200


def changes_since(
    actor: Actor, reading_id: int, *, limit: int = MOST, snapshot: Snapshot | None = None
) -> Changes:
    """Compare the keys of a kept reading with those of the same question on today's rows."""
    require(actor, "period.see")
    kept = kept_reading(reading_id)
    row = ReadingKeys.objects.filter(reading_id=reading_id).first()
    if row is None:
        raise NotFound(_("Van deze telling zijn de rijen niet bewaard."))
    found = snapshot or current_facts()
    question = replace(kept.own.question, by=())
    try:
        now = {key.name: key for key in keys_of(found.rows(question))}
        value_now = whole(found.count(question).total.value)
    except (CountingRefused, LookupError) as refusal:
        raise in_words(refusal) from refusal
    then = {key.name: key for key in unpack(bytes(row.packed))}
    added = [_change("added", None, now[name]) for name in now.keys() - then.keys()]
    removed = [_change("removed", then[name], None) for name in then.keys() - now.keys()]
    changed = [
        _change("changed", then[name], now[name])
        for name in then.keys() & now.keys()
        if then[name].hours_c != now[name].hours_c
    ]
    every = sorted([*added, *removed, *changed], key=lambda one: (one.month, one.person_id, one.kind))
    return Changes(
        reading=kept,
        value_then=kept.own.value,
        value_now=value_now,
        added=len(added),
        removed=len(removed),
        changed=len(changed),
        rows=_named(actor, every[:limit]),
    )


def _change(
    kind: Literal["added", "removed", "changed"], then: KeptKey | None, now: KeptKey | None
) -> Change:
    key = now or then
    assert key is not None
    return Change(
        kind=kind,
        person_id=key.person_id,
        placement_id=key.placement_id,
        month=key.month,
        month_label=Month.from_index(key.month).label,
        sign=key.sign,
        hours_then_c=then.hours_c if then else None,
        hours_now_c=now.hours_c if now else None,
    )


def _named(actor: Actor, changes: list[Change]) -> tuple[Change, ...]:
    keys = list(dict.fromkeys(one.placement_id for one in changes if one.placement_id is not None))
    numbers = {row.pk: row.number for row in rows_for_keys(actor, keys)}
    return tuple(replace(one, placement_number=numbers.get(one.placement_id or 0, "")) for one in changes)
