"""What work began and ended in a year, and why: counts for an area, what speaks of a few hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.actors import Actor
from meedoen.counting.hiding import hidden
from meedoen.register.durability.moments import DAY
from meedoen.register.employers.models import SectorYear
from meedoen.register.people.models import area_codes, seen_people
from meedoen.register.placements.models import Placement
from meedoen.rules.lasting import reached_on

Told = int | str
# How it is divided; of a reason and of how long work lasted only what ended can be told.
BY: Mapping[str, Promise] = {
    "reden": gettext_lazy("reden van einde"),
    "soort": gettext_lazy("soort plaatsing"),
    "sector": gettext_lazy("sector van de werkgever"),
    "duur": gettext_lazy("hoe lang er was gewerkt"),
}
ENDS_ONLY = frozenset({"reden", "duur"})
# Up to so many months.
LASTED: tuple[tuple[int, str, Promise], ...] = (
    (1, "m1", gettext_lazy("korter dan 1 maand")),
    (3, "m3", gettext_lazy("1 tot 3 maanden")),
    (6, "m6", gettext_lazy("3 tot 6 maanden")),
    (12, "m12", gettext_lazy("6 tot 12 maanden")),
    (24, "m24", gettext_lazy("1 tot 2 jaar")),
)
LONGER = ("longer", gettext_lazy("2 jaar of langer"))
FIRST_YEAR = 2013
# It ends and goes on at once: no loss.
GOES_OVER = Placement.EndReason.TO_JOB.value
_ALL = "all"
_MEASURES = ("began", "ended", "lost", "over")
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LossRow:
    """One group: what began, what ended, and how much of that is loss; a text where it speaks of a few.

    `began` and `net` are None where a group says nothing about beginning.
    """

    words: str
    began: Told | None
    ended: Told
    lost: Told
    net: Told | None


@dataclass(frozen=True)
class Losses:
    """A year of an area. `least` is 0 where the reader may see all these placements one by one."""

    year: int
    by: str
    quarters: tuple[LossRow, ...]
    groups: tuple[LossRow, ...]
    whole: LossRow
    least: int

    @property
    def is_empty(self) -> bool:
        return self.whole.began == 0 and self.whole.ended == 0


@dataclass(frozen=True, slots=True)
class _Row:
    starts_on: date
    ends_before: date | None
    kind: str
    reason: str
    sector: str

    @property
    def last_on(self) -> date | None:
        return None if self.ends_before is None else self.ends_before - DAY


def losses_of(actor: Actor, year: int, by: str, *, least: int, today: date) -> Losses:
    """Return what began and ended in a year up to today, for who lives now in the actor's area.

    Fewer than `least` are hidden, unless the reader works at the desk of the one municipality that is
    counted: they get what they could count themselves, of the people whom they see by name.
    """
    where = Q(person__municipality__in=sorted(area_codes(actor)))
    if actor.municipality and actor.has_role("account_manager", "consulent"):
        least, where = 0, where & seen_people(actor, "person__", "work")
    rows = _rows(where, year, today)
    counts: Counter[_Key] = Counter()
    for one in rows:
        if one.starts_on.year == year and one.starts_on <= today:
            for place in (_ALL, _quarter(one.starts_on), *([] if by in ENDS_ONLY else [_group(one, by)])):
                counts["began", place] += 1
        last = one.last_on
        if last is not None and last.year == year and last <= today:
            kept = "over" if one.reason == GOES_OVER else "lost"
            for place in (_ALL, _quarter(last), _group(one, by)):
                counts["ended", place] += 1
                counts[kept, place] += 1
    quarters = {f"q{turn}": _("%(turn)se kwartaal") % {"turn": turn} for turn in range(1, 5)}
    there = {place for _measure, place in counts}
    groups = {code: words for code, words in _words(by).items() if code in there}
    told = _told(counts, [list(quarters), list(groups)], least)
    return Losses(
        year=year,
        by=by,
        quarters=tuple(_row(words, place, told) for place, words in quarters.items()),
        groups=tuple(_row(words, place, told, ends_only=by in ENDS_ONLY) for place, words in groups.items()),
        whole=_row(_("Heel %(year)s") % {"year": year}, _ALL, told),
        least=least,
    )


def year_choices(today: date) -> list[tuple[str, str]]:
    """Return the years that can be looked at, the last first."""
    return [(str(year), str(year)) for year in range(today.year, FIRST_YEAR - 1, -1)]


def by_choices() -> list[tuple[str, str]]:
    """Return how it can be divided, code and words."""
    return [(code, str(words)) for code, words in BY.items()]


def _rows(where: Q, year: int, today: date) -> list[_Row]:
    first, after = date(year, 1, 1), min(date(year + 1, 1, 1), today + DAY)
    sector = SectorYear.objects.filter(employer=OuterRef("employer"), year=year).values("sector")[:1]
    touched = Q(starts_on__gte=first, starts_on__lt=after) | Q(ends_before__gt=first, ends_before__lte=after)
    rows = (
        Placement.objects.standing()
        .filter(touched, where)
        .annotate(sector=Subquery(sector))
        .values_list("starts_on", "ends_before", "kind", "end_reason", "sector")
    )
    return [_Row(*row[:4], sector=row[4] or "") for row in rows]


def _quarter(day: date) -> str:
    return f"q{(day.month + 2) // 3}"


def _group(row: _Row, by: str) -> str:
    groups: dict[str, Callable[[_Row], str]] = {
        "reden": lambda one: one.reason,
        "soort": lambda one: one.kind,
        "sector": lambda one: one.sector or "unknown",
        "duur": _lasted,
    }
    return groups[by](row)


def _lasted(row: _Row) -> str:
    assert row.ends_before is not None
    for months, code, _words_of in LASTED:
        if row.ends_before < reached_on(row.starts_on, months):
            return code
    return LONGER[0]


def _words(by: str) -> dict[str, str]:
    known: dict[str, Sequence[tuple[str, str | Promise]]] = {
        "reden": Placement.EndReason.choices,
        "soort": Placement.Kind.choices,
        "sector": [*SectorYear.Sector.choices, ("unknown", gettext_lazy("niet bekend"))],
        "duur": [*((code, words) for _months, code, words in LASTED), LONGER],
    }
    return {code: str(words) for code, words in known[by]}


def _told(counts: Counter[_Key], divisions: list[list[str]], least: int) -> dict[_Key, Told]:
    """What may be told of every count: nothing that is hidden can be added up from what is told."""
    places = [_ALL, *(place for parts in divisions for place in parts)]
    known = {(measure, place): counts[measure, place] for measure in _MEASURES for place in places}
    lines = [
        [(measure, _ALL), *((measure, place) for place in parts)]
        for measure in _MEASURES
        for parts in divisions
        # What says nothing about beginning is no division of what began.
        if parts and sum(known[measure, place] for place in parts) == known[measure, _ALL]
    ]
    lines += [[("ended", place), ("lost", place), ("over", place)] for place in places]
    gone = hidden(known, lines, least)
    return {
        key: number if key not in gone else f"< {least}" if number < least else "*"
        for key, number in known.items()
    }


def _row(words: str, place: str, told: Mapping[_Key, Told], *, ends_only: bool = False) -> LossRow:
    began, ended, lost = (told[measure, place] for measure in ("began", "ended", "lost"))
    net: Told = began - ended if isinstance(began, int) and isinstance(ended, int) else "–"
    if ends_only:
        return LossRow(words, None, ended, lost, None)
    return LossRow(words, began, ended, lost, net)
