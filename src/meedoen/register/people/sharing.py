"""What may be done with shares: open a file to another organisation for a purpose, and close it again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.colleagues import Partner, partners_on
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import AHEAD, AlreadyThere, NotPossible, together, wrong_day, wrong_end
from meedoen.register.people.around import keeper_of, municipalities_of, own_organisations, share_of
from meedoen.register.people.models import Person, Share
from meedoen.register.people.sections import PURPOSE_NEEDS, SECTIONS, section_choices
from meedoen.register.people.selectors import colleague_of, locked_person, own_sight


@dataclass(frozen=True)
class NewShare:
    """A file to be opened: to whom, for what, which sections, from which day and until which."""

    organisation_id: int
    purpose: str
    sections: Collection[str]
    starts_on: date
    ends_before: date


def share_file(actor: Actor, number: str, new: NewShare, *, today: date) -> Share:
    """Open sections of a file to another organisation for a purpose, for a year at most."""
    with transaction.atomic():
        require(actor, "share.give")
        person = locked_person(actor, number)
        sight = own_sight(actor, person)
        refuse_protected(person, _("Laat een collega met naam toe in plaats van te delen."))
        refuse_objected(person)
        partners = partners_on(today)
        wrong = list(_wrong_partner(actor, person, new, partners))
        wrong += _wrong_sections(new, sight.sections)
        wrong += _wrong_days(new, today)
        if not wrong:
            wrong += _overlapping(person, new)
        together(wrong)
        share = Share.objects.create(
            person=person,
            organisation_id=new.organisation_id,
            purpose=new.purpose,
            sections=[code for code in SECTIONS if code in set(new.sections)],
            starts_on=new.starts_on,
            ends_before=new.ends_before,
            shared_by_id=colleague_of(actor)[0],
        )
        detail = {
            "organisation": share.organisation_id,
            "purpose": share.purpose,
            "sections": share.sections,
            "starts_on": share.starts_on.isoformat(),
            "ends_before": share.ends_before.isoformat(),
        }
        journal.enter(actor, "share.give", "person", person.number, detail=detail)
        return share


def revoke_share(actor: Actor, number: str, share_id: int, *, today: date) -> Share:
    """Close a share before its end: from this moment on the other organisation sees nothing any more."""
    with transaction.atomic():
        require(actor, "share.revoke")
        person = locked_person(actor, number)
        own_sight(actor, person)
        share = share_of(person, share_id)
        if share.revoked_on is not None:
            message = _("Deze toegang is al ingetrokken op %(day)s.")
            raise NotPossible(message % {"day": day_in_words(share.revoked_on)})
        if share.ends_before <= today:
            message = _("Deze toegang is al voorbij sinds %(day)s.")
            raise NotPossible(message % {"day": day_in_words(share.ends_before)})
        share.revoked_on = today
        share.save(update_fields=["revoked_on"])
        detail = {"organisation": share.organisation_id, "purpose": share.purpose}
        journal.enter(actor, "share.revoke", "person", person.number, detail=detail)
        return share


def refuse_protected(person: Person, remedy: str) -> None:
    """Refuse what would open a protected file to more than those who are named."""
    if person.state == Person.State.PROTECTED:
        message = _("Dit dossier is afgeschermd. Alleen wie met naam is toegelaten, mag het zien. %(remedy)s")
        raise NotPossible(message % {"remedy": remedy})


def refuse_objected(person: Person) -> None:
    """Refuse what would give a file to another organisation where its person's objection was granted."""
    if may_not_be_shared([person.pk]):
        message = _(
            "Deze kandidaat wil niet dat andere organisaties dit dossier krijgen, en dat is toegewezen. "
            "Hef op de bladzijde Privacy eerst de beperking op, als de kandidaat dat wil."
        )
        raise NotPossible(message)


def may_not_be_shared(person_ids: Collection[int]) -> bool:
    """Whether one of these people, or who went on in their file, does not want it shared."""
    about = Q(pk__in=person_ids) | Q(merged_into__in=person_ids)
    return Person.objects.filter(about, is_not_shared=True).exists()


def _wrong_partner(
    actor: Actor, person: Person, new: NewShare, partners: dict[int, Partner]
) -> Iterator[Refused]:
    partner = partners.get(new.organisation_id)
    keeper = keeper_of(person, partners)
    seeing = {one.pk for one in municipalities_of(person, partners)} | ({keeper.pk} if keeper else set())
    if partner is None:
        message = _("Deze organisatie bestaat niet. Kies een organisatie uit de lijst.")
        yield NotPossible(message, field="organisation")
    elif partner.pk in own_organisations(actor, partners):
        message = _("Dit is uw eigen organisatie: uw collega's zien dit dossier al.")
        yield NotPossible(message, field="organisation")
    elif partner.pk in seeing:
        message = _(
            "%(name)s ziet dit dossier al, als dossierhouder of als woongemeente. Delen is niet nodig."
        )
        yield NotPossible(message % {"name": partner.name}, field="organisation")


def _wrong_sections(new: NewShare, seen: frozenset[str]) -> Iterator[Refused]:
    needed = PURPOSE_NEEDS.get(new.purpose)
    if needed is None:
        yield NotPossible(_("Kies waarvoor u dit dossier deelt."), field="purpose")
        return
    given = frozenset(new.sections)
    if not given or not given <= SECTIONS.keys():
        yield NotPossible(_("Kies welke delen van het dossier u deelt."), field="sections")
    elif not given <= needed:
        words = "; ".join(words for _key, words in section_choices(needed))
        message = _("Dit doel heeft niet alles nodig wat u koos. Hiervoor mag u delen: %(sections)s.")
        yield NotPossible(message % {"sections": words}, field="sections")
    elif not given <= seen:
        message = _("U kunt alleen delen wat u zelf ziet. Vraag de vaste contactpersoon om de rest te delen.")
        yield NotPossible(message, field="sections")


def _wrong_days(new: NewShare, today: date) -> Iterator[Refused]:
    what = _("De eerste dag")
    yield from wrong_day(new.starts_on, what, "starts_on", earliest=today, latest=today + AHEAD)
    wrong = wrong_end(new.starts_on, new.ends_before, "ends_before")
    yield from wrong
    if not wrong and new.ends_before > a_year_after(new.starts_on):
        message = _(
            "Delen kan voor hoogstens een jaar. Kies een laatste dag vóór %(day)s, en deel later opnieuw."
        )
        last = day_in_words(a_year_after(new.starts_on))
        yield NotPossible(message % {"day": last}, field="ends_before")


def a_year_after(day: date) -> date:
    """Return the same day a year later; a 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def _overlapping(person: Person, new: NewShare) -> Iterator[Refused]:
    at_once = Q(starts_on__lt=new.ends_before, ends_before__gt=new.starts_on, revoked_on__isnull=True)
    there = Share.objects.filter(
        at_once, person=person, organisation_id=new.organisation_id, purpose=new.purpose
    ).first()
    if there is not None:
        message = _(
            "U deelt dit dossier al met deze organisatie voor dit doel, tot %(day)s. "
            "Trek dat eerst in, of kies een latere eerste dag."
        )
        yield AlreadyThere(message % {"day": day_in_words(there.ends_before)}, field="starts_on")
