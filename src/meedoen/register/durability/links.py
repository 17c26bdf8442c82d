"""Links with which a person or an employer says how the work goes: made, sent, revoked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.letters import send_letter, told_at
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound
from meedoen.register.checks import ChangedMeanwhile, NotPossible, together
from meedoen.register.durability.models import CheckLink
from meedoen.register.durability.moments import LINK_LASTS, moment_now
from meedoen.register.durability.questions import BY_LINK
from meedoen.register.durability.saying import locked_to_follow
from meedoen.register.durability.selectors import link_of
from meedoen.register.durability.validity import known_moment, wrong_moment
from meedoen.register.links import hash_of, new_token
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement


@dataclass(frozen=True)
class Letter:
    """Where a link is sent to, and the letter around it, made of its token; to nowhere it is only shown."""

    to: str
    made: Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link with its token, which is nowhere to be read again; `to` is empty where it was only shown."""

    link: CheckLink
    token: str
    to: str


def send_check_link(
    actor: Actor,
    number: str,
    moment: str,
    voice: str,
    letter: Letter,
    *,
    known: int,
    token: str | None = None,
    today: date,
) -> MadeLink:
    """Make a link for a person or an employer and send it; one from before opens nothing any more.

    `known`: the key of the link that worked when the form was opened, 0 for none, so that the same form sends
    one letter. `token`: only where all people are invented; else it is drawn.
    """
    with transaction.atomic():
        require(actor, "check.send_link")
        at = known_moment(moment)
        if voice not in BY_LINK:
            raise NotFound(_("Een coach of consulent legt het zelf vast. Daar is geen link voor."))
        placement = locked_to_follow(actor, number)
        together(wrong_moment(placement, at, today))
        _refuse_passed(placement, moment, today)
        standing = link_of(placement, moment, voice, today)
        if (standing.pk if standing else 0) != known:
            raise ChangedMeanwhile(standing.pk if standing else 0, {})
        to = told_at(letter.to, "to") if letter.to.strip() else ""
        _revoke(placement, moment, voice, today)
        token = token or new_token()
        link = CheckLink.objects.create(
            placement=placement,
            moment=moment,
            voice=voice,
            is_sent=bool(to),
            token_hash=hash_of(token),
            made_on=today,
            made_by_id=actor.account_id,
            expires_on=today + LINK_LASTS,
        )
        detail = {"moment": moment, "voice": voice, "sent": bool(to), "until": link.expires_on.isoformat()}
        journal.enter(actor, "check.send_link", "placement", placement.number, detail=detail)
        if to:
            # Last: what the carrier refuses undoes the rest.
            send_letter(to, *letter.made(token))
        return MadeLink(link, token, to)


def revoke_check_link(actor: Actor, number: str, moment: str, voice: str, *, today: date) -> Placement:
    """Let the link of a voice open nothing any more; where none works, there is nothing to do."""
    with transaction.atomic():
        require(actor, "check.send_link")
        placement = locked_to_follow(actor, number)
        if _revoke(placement, moment, voice, today):
            detail = {"moment": moment, "voice": voice, "revoked": True}
            journal.enter(actor, "check.send_link", "placement", placement.number, detail=detail)
        return placement


def _refuse_passed(placement: Placement, moment: str, today: date) -> None:
    if placement.person.state != Person.State.OPEN:
        raise NotPossible(
            _("Van een afgeschermd dossier gaan geen links naar buiten. Spreek deze mens zelf.")
        )
    if placement.ends_before is not None and placement.ends_before <= today:
        raise NotPossible(_("Het werk is geëindigd, dus deze link zou niets openen. Vraag het zelf na."))
    now = moment_now(placement.starts_on, today)
    at = known_moment(moment)
    if at.on(placement.starts_on) <= today and (now is None or now.code != moment):
        raise NotPossible(_("Dit moment is voorbij. Niemand weet nog hoe het toen ging."))


def _revoke(placement: Placement, moment: str, voice: str, today: date) -> int:
    rows = CheckLink.objects.filter(placement=placement, moment=moment, voice=voice, revoked_on__isnull=True)
    return rows.update(revoked_on=today)
