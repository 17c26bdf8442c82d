"""What may be done with protected files: close one to all but named colleagues, name, unname, open again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.colleagues import colleagues_at, partners_on
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible, together
from meedoen.register.people.around import colleagues_to_name, named_of
from meedoen.register.people.circle import end_circle
from meedoen.register.people.handing_over import withdraw_open_offer
from meedoen.register.people.models import MOVES, Named, Person, Protection, Share
from meedoen.register.people.selectors import colleague_of, locked_person, own_sight
from meedoen.register.people.stranded import stranded_at, stranded_files


def protect_person(
    actor: Actor, number: str, *, because: str, account_ids: Collection[int], today: date
) -> Person:
    """Close a file to everyone but the actor and these colleagues; shares and an open hand-over end."""
    with transaction.atomic():
        require(actor, "person.protect")
        person = locked_person(actor, number)
        own_sight(actor, person)
        own_id, _organisation_id = colleague_of(actor)
        wrong: list[Refused] = []
        if because not in Protection.Because.values:
            wrong.append(NotPossible(_("Kies waarom dit dossier wordt afgeschermd."), field="because"))
        possible = {one.account_id for one in colleagues_to_name(person, today)}
        if not set(account_ids) <= possible:
            message = _("Een van deze collega's kan dit dossier niet openen. Kies uit de lijst.")
            wrong.append(NotPossible(message, field="accounts"))
        together(wrong)
        _become(person, Person.State.PROTECTED)
        Protection.objects.create(person=person, because=because, starts_on=today)
        others = sorted(set(account_ids) - {own_id})
        Named.objects.create(person=person, account_id=own_id, because=Named.Because.GUIDES, named_on=today)
        for account_id in others:
            Named.objects.create(
                person=person, account_id=account_id, because=Named.Because.REPLACES, named_on=today
            )
        open_shares = Share.objects.filter(person=person, revoked_on__isnull=True, ends_before__gt=today)
        revoked = open_shares.update(revoked_on=today)
        withdraw_open_offer(person, own_id, today)
        end_circle(person, today, but=frozenset({own_id, *others}))
        detail = {"because": because, "named": [own_id, *others], "shares_revoked": revoked}
        journal.enter(actor, "person.protect", "person", person.number, detail=detail)
        return person


def unprotect_person(actor: Actor, number: str, *, today: date) -> Person:
    """Open a file again for municipality and keeper; nothing that was shared comes back."""
    with transaction.atomic():
        require(actor, "person.unprotect")
        person = _protected(actor, number)
        _become(person, Person.State.OPEN)
        Named.objects.filter(person=person).delete()
        Protection.objects.filter(person=person, ends_before__isnull=True).update(ends_before=today)
        journal.enter(actor, "person.unprotect", "person", person.number)
        return person


def name_someone(actor: Actor, number: str, account_id: int, because: str, *, today: date) -> Named:
    """Let one more colleague see a protected file."""
    with transaction.atomic():
        require(actor, "person.name")
        person = _protected(actor, number)
        wrong: list[Refused] = []
        if account_id not in {one.account_id for one in colleagues_to_name(person, today)}:
            message = _(
                "Deze collega kan dit dossier niet openen, of is al toegelaten. Kies iemand uit de lijst."
            )
            wrong.append(NotPossible(message, field="account"))
        if because not in Named.Because.values:
            message = _("Kies waarom deze collega dit dossier mag zien.")
            wrong.append(NotPossible(message, field="because"))
        together(wrong)
        named = Named.objects.create(person=person, account_id=account_id, because=because, named_on=today)
        detail = {"account": account_id, "because": because}
        journal.enter(actor, "person.name", "person", person.number, detail=detail)
        return named


def unname(actor: Actor, number: str, named_id: int, *, today: date) -> None:
    """Close a protected file to a colleague; one consulent who can sign in always remains."""
    with transaction.atomic():
        require(actor, "person.unname")
        person = _protected(actor, number)
        named = named_of(person, named_id)
        remaining = set(
            Named.objects.filter(person=person).exclude(pk=named.pk).values_list("account_id", flat=True)
        )
        consulents = colleagues_at(partners_on(today).values(), frozenset({"consulent"}), today)
        if not remaining & {one.account_id for one in consulents}:
            raise NotPossible(
                _("Dan kan geen consulent meer bij dit dossier. Laat eerst een andere consulent toe.")
            )
        named.delete()
        end_circle(person, today, but=frozenset(remaining))
        detail = {"account": named.account_id}
        journal.enter(actor, "person.unname", "person", person.number, detail=detail)


def let_in(actor: Actor, account_id: int, *, today: date) -> int:
    """Name a consulent for every such file that their organisation keeps; return how many there were.

    An administrator never lets in the own account: who opens a file and who decides that are two people.
    """
    with transaction.atomic():
        require(actor, "protected.let_in")
        partners = partners_on(today)
        could = {one.account_id: one for row in stranded_at(actor, today) for one in row.consulents}
        chosen = could.get(account_id)
        if chosen is None:
            message = _("Kies een consulent van de organisatie die deze dossiers houdt, uit de lijst.")
            raise NotPossible(message, field="account")
        keeper = partners[chosen.organisation_id]
        files = stranded_files(actor, partners, today).filter(responsible_id__in=(keeper.pk, *keeper.merged))
        people = list(files.select_for_update().order_by("pk"))
        for person in people:
            Named.objects.create(
                person=person, account_id=account_id, because=Named.Because.REPLACES, named_on=today
            )
        detail = {"account": account_id}
        notes = [journal.Note("protected.let_in", "person", person.number, detail) for person in people]
        about = {**detail, "files": len(people)}
        notes.append(journal.Note("protected.let_in", "organisation", str(keeper.pk), about))
        journal.enter_many(actor, notes)
        return len(people)


def _protected(actor: Actor, number: str) -> Person:
    person = locked_person(actor, number)
    if person.state != Person.State.PROTECTED:
        raise NotPossible(_("Dit dossier is niet afgeschermd."))
    return person


def _become(person: Person, state: str) -> None:
    if state not in MOVES[person.state]:
        message = _("Dit dossier is %(state)s. Dat kan hier niet veranderen.")
        raise NotPossible(message % {"state": person.get_state_display()})
    person.state = state
    person.save(update_fields=["state"])
