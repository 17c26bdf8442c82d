"""What steering makes of the rows: targets, publications, frozen periods, and a reading for every quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from meedoen.counting import Question
from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.towns import beyond
from meedoen.exchange.publications.reading import read_publications
from meedoen.primitives.period import Quarter, parse_span
from meedoen.rules import places
from meedoen.steering.counted.questions import latest_complete_quarter, quarters_until
from meedoen.steering.indicators.goals import goals_of, question_of, since, target_of
from meedoen.steering.indicators.services import confirm_freeze, propose_freeze, take_readings
from meedoen.steering.publications.own_files import own_files
from meedoen.steering.publications.services import import_publications
from meedoen.steering.publications.shape import RawRow
from meedoen.steering.targets.selectors import standing_targets
from meedoen.steering.targets.services import set_target
from meedoen.steering.targets.shape import NewTarget

# What the demo tells of an area, first of all.
HEADLINE = {
    "AM01": ("banenafspraak.extra_banen", (1, 2, 3, 4)),
    "GM1708": ("beschut_werk.filled", (4,)),
}
# The page of the region splits its headline this way; the other goals are kept as they are.
BY = {"banenafspraak.extra_banen": ("form", "sector")}


def steer(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Fill the target book and the publications, freeze two periods, mend what was wrong in them, count."""
    _targets(rows, seats, progress)
    _publications(seats, progress)
    _freeze(rows, seats, progress)
    rows.mend(mistake for mistake in rows.plan.mistakes if mistake.after_freeze)
    _readings(seats, progress)


def _targets(rows: Rows, seats: Seats, progress: Progress) -> None:
    far = places.municipality_on(beyond(), seats.day).region
    promised = read("targets")["targets"]
    employers = {firm.name: rows.employer_id[firm.kvk] for firm in rows.plan.firms}
    for one in promised:
        target = NewTarget(
            indicator=one["indicator"],
            area=one["area"],
            reference_on=one["reference_on"],
            value=one["value"],
            reason=one["reason"],
            source=one["source"],
            programme=one.get("programme", ""),
            employer_id=employers[one["employer"]] if "employer" in one else None,
            starts_on=one.get("starts_on"),
        )
        actor = seats.coordinator(far) if one["area"] == beyond() else seats.members["Petra"]
        set_target(actor, target, accepted=one.get("reached", False), today=seats.day)
    progress("doelen", len(promised), len(promised))


def _publications(seats: Seats, progress: Progress) -> None:
    files = own_files()
    for number, (_name, content) in enumerate(files, start=1):
        lines = [line for line in read_publications(content) if _is_known(line, seats.day)]
        import_publications(seats.members["Petra"], lines, today=seats.day)
        progress("publicatiebestanden", number, len(files))


def _is_known(line: RawRow, day: date) -> bool:
    """Whether a figure was out by that day; months and years are known from their first day on."""
    columns = ["published_on"] if line.cells["status"] == "target" else ["published_on", "reference_on"]
    given = [line.cells[column].strip() for column in columns]
    return all(text <= day.isoformat()[: len(text)] for text in given)


def _freeze(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Two people freeze; the day before, so that what is mended today is mended later."""
    carla, otto = seats.members["Carla"], seats.members["Otto"]
    proposed_at = timezone.make_aware(datetime.combine(seats.day - timedelta(days=1), time(14)))
    for number, text in enumerate(rows.plan.frozen, start=1):
        proposal = propose_freeze(carla, carla.region or "", parse_span(text), at=proposed_at)
        confirm_freeze(otto, proposal.id, at=proposed_at + timedelta(hours=2))
        progress("vastgestelde periodes", number, len(rows.plan.frozen))


def _readings(seats: Seats, progress: Progress) -> None:
    far = seats.coordinator(places.municipality_on(beyond(), seats.day).region)
    last = latest_complete_quarter(seats.day)
    for actor, area in ((seats.members["Carla"], read("towns")["region"]), (far, beyond())):
        take_readings(
            actor,
            list(_questions(area, last)),
            today=seats.day,
            progress=lambda done, whole, area=area: progress(f"standen {area}", done, whole),  # type: ignore[misc]
        )


def _questions(area: str, last: Quarter) -> Iterator[Question]:
    """The headline of the area at the end of its quarters, the other goals at the last one.

    A reading keeps the keys of its rows: all goals in all quarters would take longer than all the rest.
    """
    book = standing_targets([area])
    headline, quarters = HEADLINE[area]
    for quarter in quarters_until(last):
        for goal in goals_of(area, quarter.last_day, book):
            if quarter != last and (goal.indicator != headline or quarter.quarter not in quarters):
                continue
            asked = since(goal, target_of(goal, book, quarter.last_day))
            yield replace(question_of(asked, quarter), by=BY.get(goal.indicator, ()))
