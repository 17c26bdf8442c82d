"""A person or an employer says behind a link how the work goes, without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible, tidy, together
from meedoen.register.durability.models import Check, CheckLink
from meedoen.register.durability.moments import BY_CODE, Moment
from meedoen.register.durability.questions import QUESTIONS, Question
from meedoen.register.durability.saying import is_same, write
from meedoen.register.durability.selectors import check_of
from meedoen.register.durability.validity import Told, wrong_told
from meedoen.register.links import Contact, LinkGone, behind_link, contact_of, refuse_gone
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import locked_by_key
from meedoen.register.placements.models import Placement
from meedoen.rules.free_text import check_free_text

# Nobody asks this person twice whether they meant it, so what never belongs here is refused at once.
NEVER: frozenset[Literal["bsn", "diagnosis"]] = frozenset({"bsn", "diagnosis"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands on the page behind a link. `name`: of the worker, for the employer only."""

    voice: str
    moment: Moment
    questions: tuple[Question, ...]
    workplace: str
    name: str
    contact: Contact | None
    check: Check | None
    last_on: date


def open_check(token: str, *, today: date) -> Asked:
    """Return what someone is asked behind a link, and what was said behind one before.

    Opening changes nothing. What a colleague wrote down of a talk was not written for whoever has the link.
    """
    with transaction.atomic():
        link, placement = _opened(token, today)
        _enter(_actor(link), placement, "check.open_by_link", link, is_look=True)
        return _asked(link, placement)


def answer_check(token: str, told: Told, *, today: date) -> Check:
    """Write down what someone says behind a link; until it expires they may say it otherwise."""
    with transaction.atomic():
        link, placement = _opened(token, today)
        before = check_of(placement, link.moment, link.voice)
        if before is not None and is_same(before, told):
            return before
        together([*wrong_told(link.voice, told), *_wrong_words(told.words, placement)])
        moment = BY_CODE[link.moment]
        row = write(placement, moment, link.voice, told, before, account_id=None, today=today)
        CheckLink.objects.filter(pk=link.pk).update(answered_on=today, opened_on=link.opened_on or today)
        _enter(_actor(link), placement, "check.answer_by_link", link)
        return row


def _opened(token: str, today: date) -> tuple[CheckLink, Placement]:
    """Return the link of a token with its placement, their person locked, or say what is the matter."""
    found = CheckLink.objects.of(token)
    key = found.values_list("placement__person", flat=True).first()
    # The link is read under the lock: it may be revoked while this waits.
    if key is not None:
        locked_by_key(key)
    link = found.first()
    if link is None:
        raise LinkGone("unknown")
    contact = _contact(link)
    refuse_gone(link, today, contact)
    placement = Placement.objects.select_related("person", "workplace_employer", "employer").get(
        pk=link.placement_id
    )
    ended = placement.ends_before is not None and placement.ends_before <= today
    # Whoever is protected or gone is shown to nobody, whatever was sent before.
    if ended or placement.replaced_on is not None or placement.person.state != Person.State.OPEN:
        raise LinkGone("closed", contact)
    return link, placement


def _asked(link: CheckLink, placement: Placement) -> Asked:
    said = check_of(placement, link.moment, link.voice)
    return Asked(
        voice=link.voice,
        moment=BY_CODE[link.moment],
        questions=QUESTIONS[link.voice],
        workplace=placement.workplace_employer.name,
        name=placement.person.name if link.voice == "employer" else "",
        contact=_contact(link),
        check=said if said is not None and said.account_id is None else None,
        last_on=link.expires_on,
    )


def _wrong_words(words: str, placement: Placement) -> list[Refused]:
    names = (placement.person.name, placement.workplace_employer.name, placement.employer.name)
    found = check_free_text(tidy(words), names=names)
    return [
        NotPossible(remedy, field="words")
        for remedy in dict.fromkeys(one.remedy for one in found if one.kind in NEVER)
    ]


def _contact(link: CheckLink) -> Contact | None:
    by = link.made_by
    return contact_of(by.pk, by.name, by.organisation.name) if by is not None else None


def _actor(link: CheckLink) -> Actor:
    if link.voice == "employer":
        return behind_link(_("werkgever, met een link"))
    return behind_link(_("kandidaat, met een link"))


def _enter(actor: Actor, placement: Placement, deed: str, link: CheckLink, *, is_look: bool = False) -> None:
    detail = {
        "person": placement.person.number,
        "moment": link.moment,
        "voice": link.voice,
        "ground": "link",
    }
    journal.enter(actor, deed, "placement", placement.number, detail=detail, is_look=is_look)
