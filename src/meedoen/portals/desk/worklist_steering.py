"""The blocks of Vandaag for who steers, keeps the installation and checks: periods, tasks, journal."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.access.journal import check_chain
from meedoen.access.tasks.selectors import failed_since, tasks_of, words_of_state
from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.tasks import kind_words
from meedoen.portals.desk.worklist import MOST, Block, Kind, Line
from meedoen.portals.formats import whole
from meedoen.primitives.period import day_in_words
from meedoen.register.people.stranded import stranded_at
from meedoen.register.privacy.mine import notices_ripe
from meedoen.register.profiles.disclosing import organisations_found
from meedoen.steering.counted.questions import latest_complete_quarter
from meedoen.steering.indicators.selectors import frozen_periods, kept_readings

STEERING = frozenset({"policy_adviser", "controller", "coordinator"})
EVERYONE = STEERING | {"account_manager", "consulent", "administrator", "auditor"}
HEADLINE = "banenafspraak.extra_banen"
# As far back as a page may look without waiting; `meedoen journal check` follows the whole chain.
LATEST_ENTRIES = 200
RECENT = timedelta(days=7)


def headline(_actor: Actor, day: date) -> Block:
    """The last quarter that lies behind us, and the last number that was kept about the region."""
    quarter = latest_complete_quarter(day)
    kept = kept_readings(indicator=HEADLINE, area=settings.REGION, limit=1)
    detail = _("Open de cijfers van dit kwartaal.")
    if kept and kept[0].own.value is not None:
        words = {"value": whole(kept[0].own.value), "period": kept[0].span.label}
        detail = _("Laatst vastgelegd: %(value)s extra banen, %(period)s.") % words
    return Block(
        "kwartaal",
        _("Waar staan we?"),
        (Line(_("Sturing, %(period)s") % {"period": quarter.label}, reverse("dashboard"), detail),),
        reverse("dashboard"),
    )


def periods(actor: Actor, _day: date) -> Block:
    lines = tuple(
        Line(
            f"{one.area_name}, {one.label}",
            reverse("period", args=[one.id]),
            _("voorgesteld door %(name)s op %(day)s")
            % {"name": one.proposed_by, "day": day_in_words(timezone.localdate(one.proposed_at))},
            who=_("een collega")
            if one.proposed_by_id == actor.account_id
            else _("u of een andere bevoegde collega"),
        )
        for one in frozen_periods()
        if not one.is_confirmed and one.withdrawn_at is None
    )
    return Block("periodes", _("Welke periode wacht op een tweede persoon?"), lines, reverse("periods"))


def findability(actor: Actor, day: date) -> Block:
    found = organisations_found(actor, day, least=settings.SMALL_NUMBER)
    known = sorted(
        ((row.share, row) for row in found if row.share is not None), key=lambda pair: (pair[0], pair[1].name)
    )
    lines = tuple(
        Line(
            row.name,
            reverse("findability"),
            _("%(percent)s%% vindbaar: %(found)s van %(all)s")
            % {"percent": round(share * 100), "found": row.findable, "all": row.everyone},
        )
        for share, row in known
    )
    return Block("vindbaarheid", _("Waar zijn de minste mensen vindbaar?"), lines, reverse("findability"))


def own_tasks(actor: Actor, day: date) -> Block:
    since = _moment(day - RECENT)
    lines = tuple(
        Line(
            kind_words(task.kind),
            reverse("task", args=[task.pk]),
            words_of_state(task),
            is_late=not task.is_open,
        )
        for task in tasks_of(actor)
        if task.is_open or (task.state == "failed" and task.asked_at >= since)
    )
    return Block("mijn-taken", _("Welke lange taak loopt nog of is mislukt?"), lines, reverse("tasks"))


def failed(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            kind_words(task.kind),
            reverse("journal"),
            task.organisation.name if task.organisation else "",
            is_late=True,
        )
        for task in failed_since(actor, _moment(day - RECENT), MOST + 1)
    )
    return Block("mislukt", _("Welke taak van anderen mislukte deze week?"), lines)


def retention(actor: Actor, day: date) -> Block:
    many = notices_ripe(actor, day, MOST + 1)
    words = _("meer dan %(most)s") % {"most": MOST} if many > MOST else str(many)
    line = Line(
        _("%(many)s dossiers mogen nu geanonimiseerd worden") % {"many": words},
        reverse("retention"),
        _("De aankondiging is voorbij. Voer de opruiming uit, eerst op proef."),
        who=_("de beheerder van de regio"),
    )
    return Block("opruiming", _("Wat moet worden opgeruimd?"), (line,) if many else ())


def stranded(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            one.name,
            reverse("protected-stranded"),
            ngettext("%(many)s afgeschermd dossier", "%(many)s afgeschermde dossiers", one.files)
            % {"many": whole(one.files)},
            who=_("de beheerder"),
            is_late=True,
        )
        for one in stranded_at(actor, day)
    )
    here = reverse("protected-stranded")
    return Block("afgeschermd", _("Welk afgeschermd dossier kan geen consulent meer openen?"), lines, here)


def chain(_actor: Actor, _day: date) -> Block:
    found = check_chain(latest=LATEST_ENTRIES)
    words = (
        _("De laatste %(many)s regels van het logboek sluiten op elkaar aan")
        if found.holds
        else _("Het logboek sluit niet meer aan")
    )
    detail = "" if found.holds else _("Bij regel %(key)s. Bel de beheerder.") % {"key": found.broken_id}
    line = Line(words % {"many": found.checked}, reverse("journal"), detail, is_late=not found.holds)
    return Block("logboek", _("Klopt het logboek?"), (line,), reverse("journal"))


def turn_of_the_year(_actor: Actor, day: date) -> Block:
    """From December to the end of January: what changes on 1 January."""
    year = day.year + (day.month == 12)
    near = day.month in (12, 1)
    first = date(year, 1, 1)
    url = reverse("new-year") + (f"?op={first.isoformat()}" if day >= first else "")
    line = Line(
        _("Wat verandert op 1 januari %(year)s") % {"year": year},
        url,
        _("Wie een ander bedrag krijgt of een regeling verliest."),
    )
    return Block("januari", _("Wat verandert er met het nieuwe jaar?"), (line,) if near else (), url)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


KINDS = (
    Kind("periodes", STEERING, periods),
    Kind("opruiming", frozenset({"administrator", "auditor"}), retention),
    Kind("afgeschermd", frozenset({"administrator"}), stranded),
    Kind("mislukt", frozenset({"administrator"}), failed),
    Kind("januari", STEERING | {"account_manager", "consulent"}, turn_of_the_year),
    Kind("mijn-taken", EVERYONE, own_tasks),
)
# How things stand: shown whether or not something waits.
STATES = (
    Kind("kwartaal", STEERING, headline),
    Kind("vindbaarheid", STEERING, findability),
    Kind("logboek", frozenset({"administrator", "auditor"}), chain),
)
