"""What may be asked about rounds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.register.people.models import Person, seen_people
from meedoen.register.people.sections import needed_by
from meedoen.register.places import place_name
from meedoen.register.rounds.computing import digest
from meedoen.register.rounds.disclosing import ToldRow, rows_told
from meedoen.register.rounds.models import Round, RoundChoice, RoundResult
from meedoen.register.rounds.shape import (
    SHARE_BY,
    ChoicesPage,
    GroupLine,
    Line,
    ListedRound,
    ShownChoice,
    ShownRound,
)
from meedoen.register.rounds.taking_part import group_words

PAGE = 50
_FIGURES = (
    "people",
    "people_left_out",
    "jobs",
    "jobs_left_out",
    "seats",
    "pairs",
    "points",
    "placed",
    "bound",
    "free_points",
    "free_placed",
    "first_points",
    "first_placed",
    "limits",
    "groups",
    "spread",
)


def region_of(actor: Actor) -> str:
    """Return the region that the actor works in; refuse who works in none."""
    if not actor.region:
        raise NotAllowed(_("Uw organisatie hoort bij geen regio. Vraag de beheerder om dit te herstellen."))
    return actor.region


def share_by_choices() -> list[tuple[str, str]]:
    """Return by what a fair share can be kept, code and words."""
    return [(code, str(words)) for code, words in SHARE_BY.items()]


def size_of() -> int:
    """How many files are open: enough to tell whether a round can be made while someone waits."""
    return Person.objects.filter(state=Person.State.OPEN).count()


def rounds_of(actor: Actor, before: int | None = None) -> tuple[tuple[ListedRound, ...], int | None]:
    """Return the latest rounds of the actor's region, and the key to go on from."""
    rows = Round.objects.visible_to(actor).select_related("asked_by").order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    results = RoundResult.objects.filter(round__in=[row.pk for row in shown])
    told = {key: (points, placed) for key, points, placed in results.values_list("round", "points", "placed")}
    listed = tuple(_listed(row, *told.get(row.pk, (None, None))) for row in shown)
    return listed, shown[-1].pk if len(found) > PAGE else None


def kept_round(actor: Actor, number: str) -> Round:
    """Return a round of the actor's region."""
    digits = number.removeprefix("R-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) < 18
    row = (
        Round.objects.visible_to(actor).select_related("asked_by").filter(pk=int(digits) if is_number else 0)
    )
    found: Round | None = row.first()
    if found is None or found.number != number:
        raise NotFound(_("Deze ronde is er niet, of is van een andere regio. Zoek haar op in de lijst."))
    return found


def result_of(actor: Actor, number: str) -> RoundResult:
    """Return the answer to a round of the actor's region."""
    row: RoundResult | None = _result(kept_round(actor, number))
    if row is None:
        raise NotFound(_("Deze ronde is nog niet klaar, of is gestopt. Er is niets half bewaard."))
    return row


def latest_result(actor: Actor) -> RoundResult | None:
    """Return the answer to the last round of the actor's region that has one."""
    rounds = Round.objects.visible_to(actor)
    rows = RoundResult.objects.filter(round__in=rounds.values("pk")).select_related("round")
    found: RoundResult | None = rows.defer("facts", "marks").order_by("-round").first()
    return found


def listed_round(actor: Actor, number: str) -> ListedRound:
    """Return what was asked in a round of the actor's region."""
    row = kept_round(actor, number)
    result = _result(row)
    return _listed(row, *((result.points, result.placed) if result else (None, None)))


def shown_round(actor: Actor, number: str) -> ShownRound | None:
    """Return a round with its answer, small numbers hidden; None while it has none."""
    row = kept_round(actor, number)
    result = _result(row)
    if result is None:
        return None
    places, target_groups, groups = _tables(result, row.share_by, settings.SMALL_NUMBER)
    return ShownRound(
        number=row.number,
        reason=row.reason,
        result=result,
        municipalities=places,
        target_groups=target_groups,
        groups=groups,
        limits=tuple(result.limits),
    )


def choices_of(actor: Actor, number: str, after: int | None = None) -> ChoicesPage:
    """Return the choices of people whose profile the actor sees, most points first; the rest is counted."""
    row = kept_round(actor, number)
    placed = RoundResult.objects.filter(round=row).values_list("placed", flat=True).first() or 0
    if "profile" not in needed_by(actor.roles):
        return ChoicesPage((), 0, placed, None)
    seen = RoundChoice.objects.filter(seen_people(actor, "person__", "profile"), round=row)
    rows = seen.select_related("person", "job__employer").order_by("-points", "pk")
    start = after or 0
    found = list(rows[start : start + PAGE + 1])
    shown = tuple(
        ShownChoice(
            one.person.number,
            one.person.name,
            place_name(one.person.municipality),
            one.job.number,
            one.job.title,
            one.job.employer.name,
            one.points,
        )
        for one in found[:PAGE]
    )
    return ChoicesPage(shown, seen.count(), placed, start + PAGE if len(found) > PAGE else None)


def chosen_people(round_id: int) -> frozenset[int]:
    """Return the keys of whom a round gave a place, for counting."""
    return frozenset(RoundChoice.objects.filter(round_id=round_id).values_list("person_id", flat=True))


def choice_mark(round_id: int, person: int, job: str, points: int) -> str:
    """A mark of one choice: it changes with any of the four."""
    return hashlib.sha256(f"{round_id}:{person}:{job}:{points}".encode()).hexdigest()[:16]


def sealed(told: Mapping[str, Any], marks: Sequence[str]) -> str:
    """The seal of an answer: every figure and every choice is in it."""
    return digest({**{name: told[name] for name in _FIGURES}, "marks": list(marks)})


def is_whole(kept: RoundResult) -> bool:
    """True if and only if the figures and the choices are those that were kept."""
    told = {name: getattr(kept, name) for name in _FIGURES}
    rows = RoundChoice.objects.filter(round_id=kept.round_id)
    standing = {
        choice_mark(kept.round_id, *row) for row in rows.values_list("person_id", "job__number", "points")
    }
    lost = len(kept.marks) - len(standing)
    return (
        sealed(told, kept.marks) == kept.result_digest
        and standing <= set(kept.marks)
        and lost == kept.forgotten
    )


def _result(row: Round) -> RoundResult | None:
    # The marks of everyone are read by who compares them, not by each page.
    rows = RoundResult.objects.filter(round=row).defer("facts", "marks")
    found: RoundResult | None = rows.first()
    return found


def _listed(row: Round, points: int | None, placed: int | None) -> ListedRound:
    return ListedRound(
        number=row.number,
        day=row.day,
        share_by=row.share_by,
        share=row.share,
        asked_by=row.asked_by.name if row.asked_by else _("het systeem"),
        asked_on=row.asked_on,
        points=points,
        placed=placed,
    )


def _tables(
    kept: RoundResult, share_by: str, least: int
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[GroupLine, ...]]:
    """Municipalities, target groups, and the groups with a share.

    Two tables of the same groups are hidden as one, or what one hides stands in the other. Target groups are
    sums of their combinations, so that they are not told beside those.
    """
    shares = {one["name"]: one for one in kept.groups}
    mine = shares if share_by == "municipality" else {}
    places = _told(_beside(kept.spread["municipality"], mine), least, is_whole_told=True)
    if share_by == "combination":
        counts = {code: (one["people"], one["placed"], one["placed_before"]) for code, one in shares.items()}
        return _lines(places), (), _groups(shares, _told(counts, least, adds_up=False))
    mine = shares if share_by == "target_group" else {}
    groups = _told(_beside(kept.spread["target_group"], mine), least, adds_up=False)
    return _lines(places), _lines(groups), _groups(shares, groups if mine else places)


def _beside(
    spread: Mapping[str, Sequence[int]], shares: Mapping[str, Mapping[str, Any]]
) -> dict[str, tuple[int, ...]]:
    """People, with a place, with one at first come; and without shares where these groups have one."""
    return {
        code: (*counts, shares[code]["placed_before"]) if shares else tuple(counts)
        for code, counts in spread.items()
    }


def _told(
    counts: Mapping[str, Sequence[int]], least: int, *, adds_up: bool = True, is_whole_told: bool = False
) -> dict[str, ToldRow]:
    rows = [(people, parts) for people, *parts in counts.values()]
    told, _whole = rows_told(rows, least, adds_up=adds_up, is_whole_told=is_whole_told)
    return dict(zip(counts, told, strict=True))


def _lines(told: Mapping[str, ToldRow]) -> tuple[Line, ...]:
    lines = (Line(group_words(code), one.people, *one.parts[:2]) for code, one in told.items())
    # A database may keep groups in an order of its own.
    return tuple(sorted(lines, key=lambda line: line.name))


def _groups(shares: Mapping[str, Mapping[str, Any]], told: Mapping[str, ToldRow]) -> tuple[GroupLine, ...]:
    """What a group got without shares is the last that is told of it."""
    lines = (
        GroupLine(
            group_words(code),
            told[code].people,
            told[code].parts[0],
            told[code].parts[-1],
            one["placed"] >= one["due"],
            one["bonus"],
        )
        for code, one in shares.items()
    )
    return tuple(sorted(lines, key=lambda line: line.name))
