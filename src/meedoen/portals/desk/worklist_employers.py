"""The blocks of Vandaag for an account manager: steps, silence, advice, arrangements, placements."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.worklist import MOST, Block, Kind, Line
from meedoen.primitives.period import day_in_words
from meedoen.register.bench.listing import jobs_with_changed_functions
from meedoen.register.employers import mine
from meedoen.register.employers.agreed import follow_ups_due
from meedoen.register.employers.face import offers_to
from meedoen.register.employers.spoken import steps_due
from meedoen.register.jobs.listing import jobs_that_expire
from meedoen.register.placements.listing import PlacementRow, placements_soon

AM = frozenset({"account_manager"})
ASK = MOST + 1
# What is due this week can be planned today.
AHEAD = timedelta(days=7)


def _firm(kvk: str, page: str = "employer") -> str:
    return reverse(page, args=[kvk])


def steps(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.employer,
            _firm(row.kvk, "employer-contact"),
            row.next_step,
            who=_("u"),
            until=row.next_on,
            is_late=row.is_late(day),
        )
        for row in steps_due(actor, day + AHEAD, ASK)
    )
    title = _("Welke stap hebt u een werkgever beloofd?")
    return Block("volgende-stap", title, lines, reverse("my-employer-actions"))


def offers(actor: Actor, _day: date) -> Block:
    lines = tuple(
        Line(
            row.employer,
            _firm(row.kvk),
            _("%(name)s vroeg het op %(day)s") % {"name": row.by, "day": day_in_words(row.asked_on)},
            who=_("u"),
        )
        for row in offers_to(actor)[:ASK]
    )
    return Block("werkgever-overnemen", _("Welke werkgever neemt u over?"), lines)


def silent(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.name,
            _firm(row.kvk),
            (
                _("laatst gesproken op %(day)s")
                if row.was_spoken_with
                else _("nog nooit gesproken, van u sinds %(day)s")
            )
            % {"day": day_in_words(row.on)},
        )
        for row in mine.not_spoken_with_by(actor, day, ASK)
    )
    return Block("werkgever-stil", _("Welke werkgever van u sprak niemand in 90 dagen?"), lines)


def advice(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.employer,
            reverse("employer-scan", args=[row.kvk, row.scan_id]),
            row.kind,
            who=_("u"),
            until=row.follow_up_on,
            is_late=row.is_late(day),
        )
        for row in follow_ups_due(actor, day + AHEAD, ASK)
    )
    return Block("bedrijfsscan", _("Welk advies uit een bedrijfsscan volgt u op?"), lines)


def arrangements(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.name,
            _firm(row.kvk, "employer-arrangements"),
            _("laatste dag %(day)s") % {"day": day_in_words(row.on - timedelta(days=1))},
        )
        for row in mine.arrangements_ending(actor, day, ASK)
    )
    return Block("afspraak-eindigt", _("Welke afspraak loopt binnen 60 dagen af?"), lines)


def jobs(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            f"{row.title}, {row.employer}",
            reverse("job", args=[row.number]),
            _("verlopen op %(day)s") % {"day": day_in_words(row.expires_on)}
            if row.state == "expired"
            else _("verloopt op %(day)s") % {"day": day_in_words(row.expires_on)},
            who=_("u"),
            until=row.expires_on,
            is_late=row.state == "expired",
        )
        for row in jobs_that_expire(actor, day, ASK)
        if row.expires_on is not None
    )
    url = f"{reverse('jobs')}?status=verloopt&van=mij"
    return Block("banen-verlopen", _("Welke baan van uw werkgevers verloopt?"), lines, url)


def changed(actor: Actor, _day: date) -> Block:
    lines = tuple(
        Line(
            f"{row.title}, {row.employer}",
            reverse("job", args=[row.job]),
            _("de functie waaruit deze baan kwam is veranderd, sinds %(day)s")
            % {"day": day_in_words(row.since)},
            who=_("u"),
        )
        for row in jobs_with_changed_functions(actor, ASK)
    )
    return Block("functie-veranderd", _("Van welke baan veranderde de functie?"), lines)


def starting(actor: Actor, day: date) -> Block:
    lines = tuple(
        _placement(row, _("begint op %(day)s") % {"day": day_in_words(row.starts_on)})
        for row in placements_soon(actor, "starts_soon", day, ASK)
    )
    url = f"{reverse('placements')}?status=begint"
    return Block("plaatsing-begint", _("Welke plaatsing begint binnen 30 dagen?"), lines, url)


def ending(actor: Actor, day: date) -> Block:
    lines = tuple(
        _placement(row, _("laatste dag %(day)s") % {"day": day_in_words(row.ends_before - timedelta(days=1))})
        for row in placements_soon(actor, "ends_soon", day, ASK)
        if row.ends_before is not None
    )
    url = f"{reverse('placements')}?status=eindigt"
    return Block("plaatsingen-eindigen", _("Welke plaatsing eindigt binnen 30 dagen?"), lines, url)


def _placement(row: PlacementRow, detail: str) -> Line:
    words = f"{row.person_name or row.person_number}, {row.workplace}"
    shown = (row.person_number,) if row.person_name else ()
    return Line(words, reverse("placement", args=[row.number]), detail, numbers=shown)


KINDS = (
    Kind("volgende-stap", AM, steps),
    Kind("werkgever-overnemen", AM, offers),
    Kind("bedrijfsscan", AM, advice),
    Kind("afspraak-eindigt", AM | {"coordinator"}, arrangements),
    Kind("banen-verlopen", AM, jobs),
    Kind("functie-veranderd", AM, changed),
    Kind("plaatsing-begint", AM, starting),
    Kind("plaatsingen-eindigen", AM, ending),
    Kind("werkgever-stil", AM, silent),
)
