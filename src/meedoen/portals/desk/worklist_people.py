"""The blocks of Vandaag for a consulent: people, hand-overs, shares, plans, requests."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.pages import Actor
from meedoen.portals.desk.register_pages import address
from meedoen.portals.desk.worklist import MOST, Block, Kind, Line
from meedoen.primitives.period import day_in_words
from meedoen.register.duplicates.selectors import pairs_waiting
from meedoen.register.people import mine
from meedoen.register.people.hand_overs import Card
from meedoen.register.placements.mine import placements_ending
from meedoen.register.privacy import mine as privacy
from meedoen.register.profiles import mine as profiles
from meedoen.register.profiles.offered import who_does

CO = frozenset({"consulent"})
ASK = MOST + 1
DAY = timedelta(days=1)


def _file(number: str, page: str = "person") -> str:
    return reverse(page, args=[number])


def silent(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.name,
            _file(row.number),
            _("laatst gesproken op %(day)s") % {"day": day_in_words(row.last_contact_on)}
            if row.last_contact_on
            else _("nog nooit gesproken"),
            numbers=(row.number,),
        )
        for row in mine.not_spoken_to_by(actor, day, ASK)
    )
    return Block("lang-niet-gesproken", _("Met wie is al 90 dagen niet gesproken?"), lines)


def unfindable(actor: Actor, _day: date) -> Block:
    lines = tuple(
        Line(
            row.name,
            _file(row.number, "person-profile"),
            _("ontbreekt: %(fields)s") % {"fields": _few(row.lacks)},
            numbers=(row.number,),
        )
        for row in profiles.not_findable(actor, ASK)
    )
    return Block("niet-vindbaar", _("Wie is niet vindbaar door een leeg veld?"), lines)


def _few(words: tuple[str, ...]) -> str:
    if len(words) <= 3:
        return ", ".join(words)
    return _("%(first)s en nog %(many)s") % {"first": ", ".join(words[:2]), "many": len(words) - 2}


def too_old(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.name,
            _file(row.number, "person-profile"),
            _("doorgenomen op %(day)s") % {"day": day_in_words(row.confirmed_on)},
            numbers=(row.number,),
        )
        for row in profiles.too_old(actor, day, ASK)
    )
    return Block("profiel-verouderd", _("Welk profiel is ouder dan een jaar?"), lines)


def hand_overs(actor: Actor, day: date) -> Block:
    cards = sorted(
        mine.open_hand_overs(actor, day, ASK), key=lambda card: (card.side != "in", card.answer_by)
    )
    lines = tuple(_hand_over(card) for card in cards)
    return Block("overdrachten", _("Welke overdracht wacht op antwoord?"), lines, reverse("hand-overs"))


def _hand_over(card: Card) -> Line:
    is_ours = card.side == "in"
    return Line(
        card.name or card.number,
        reverse("hand-over", args=[card.pk]),
        _("gevraagd door %(name)s") % {"name": card.asked_by}
        if is_ours
        else _("door uw organisatie gevraagd"),
        who=_("uw organisatie") if is_ours else card.asked_of,
        until=card.answer_by,
        is_late=card.is_late,
        numbers=(card.number,) if card.name else (),
    )


def shares(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.name,
            _file(row.number, "person-circle"),
            _("gedeeld met %(name)s t/m %(day)s")
            % {"name": row.organisation, "day": day_in_words(row.ends_before - DAY)},
            numbers=(row.number,),
        )
        for row in mine.shares_ending(actor, day, ASK)
    )
    return Block("delen-eindigt", _("Welk gedeeld dossier sluit binnen 14 dagen?"), lines)


def placements(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.person,
            reverse("placement", args=[row.number]),
            _("bij %(workplace)s, laatste dag %(day)s")
            % {"workplace": row.workplace, "day": day_in_words(row.last_on)},
            numbers=(row.person_number,),
        )
        for row in placements_ending(actor, day, ASK)
    )
    return Block("plaatsing-eindigt", _("Wiens plaatsing eindigt binnen 30 dagen?"), lines)


def steps(actor: Actor, day: date) -> Block:
    who = dict(who_does())
    lines = tuple(
        Line(
            row.name,
            _file(row.number, "person-plan"),
            _("stap uit het plan"),
            who=str(who.get(row.who, row.who)),
            until=row.by_on,
            is_late=row.by_on < day,
            numbers=(row.number,),
        )
        for row in profiles.steps_due(actor, day, ASK)
    )
    return Block("plan", _("Welke stap uit een plan moet nu gezet zijn?"), lines)


def duplicates(actor: Actor, _day: date) -> Block:
    lines = tuple(
        Line(
            " · ".join(pair.names) or _("Mogelijk dubbel dossier"),
            reverse("duplicate", args=[pair.pk]),
            _("gevonden op %(day)s") % {"day": day_in_words(pair.found_on)},
            numbers=pair.numbers,
        )
        for pair in pairs_waiting(actor, ASK)
    )
    return Block("dubbel", _("Is dit één mens met twee dossiers?"), lines, reverse("duplicates"))


def notices(actor: Actor, day: date) -> Block:
    lines = tuple(
        Line(
            row.name,
            _file(row.number, "person-privacy"),
            _("wordt geanonimiseerd vanaf %(day)s") % {"day": day_in_words(row.until)},
            is_late=row.until <= day,
            numbers=(row.number,),
        )
        for row in privacy.notices_waiting(actor, ASK)
    )
    here = address(reverse("retention-notices"), {"wie": "mijn"})
    return Block("bewaartermijn", _("Welk dossier wordt binnenkort geanonimiseerd?"), lines, here)


def requests(actor: Actor, day: date) -> Block:
    own = not actor.has_role("auditor")
    lines = tuple(
        Line(
            row.name,
            _file(row.number, "person-privacy"),
            row.words,
            who=_("uw organisatie") if row.organisation == actor.organisation_name else row.organisation,
            until=row.until,
            is_late=row.until < day,
            numbers=(row.number,),
        )
        for row in privacy.requests_waiting(actor, ASK, own=own)
    )
    here = address(reverse("privacy-requests"), {"stand": "received", "wie": "wij" if own else ""})
    return Block("privacyverzoeken", _("Welk privacyverzoek wacht op antwoord?"), lines, here)


KINDS = (
    Kind("overdrachten", CO, hand_overs),
    Kind("privacyverzoeken", CO | {"auditor"}, requests),
    Kind("plan", CO, steps),
    Kind("lang-niet-gesproken", CO, silent),
    Kind("plaatsing-eindigt", CO, placements),
    Kind("delen-eindigt", CO, shares),
    Kind("bewaartermijn", CO, notices),
    Kind("niet-vindbaar", CO, unfindable),
    Kind("profiel-verouderd", CO, too_old),
    Kind("dubbel", CO, duplicates),
)
