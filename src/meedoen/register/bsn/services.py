"""What may be done with burgerservicenummers: keep, look at for a purpose, and seal anew with other keys."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound
from meedoen.primitives.bsn import BSN, REMEDY
from meedoen.primitives.refusal import NotValid
from meedoen.register.bsn.models import PersonBsn
from meedoen.register.bsn.secrecy import index_of, opened, require_on, sealed
from meedoen.register.bsn.selectors import is_for
from meedoen.register.checks import AlreadyThere, NotPossible
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import locked_person, person_by_number


def keep_bsn(actor: Actor, number: str, written: str, *, today: date) -> None:
    """Keep the burgerservicenummer of a person, or another one instead of what was kept."""
    require_on()
    with transaction.atomic():
        require(actor, "bsn.keep")
        person = locked_person(actor, number)
        _refuse_others(actor, person)
        try:
            bsn = BSN.parse(written)
        except NotValid as refusal:
            # Without the digits: a refusal ends up on a page.
            raise NotPossible(REMEDY, field="bsn") from refusal
        values = {"cipher": sealed(bsn), "index": index_of(bsn), "kept_on": today}
        try:
            with transaction.atomic():
                PersonBsn.objects.update_or_create(person=person, defaults=values)
        except IntegrityError as refusal:
            message = _("Dit nummer staat al bij een andere kandidaat. Is het misschien dezelfde persoon?")
            raise AlreadyThere(message, field="bsn") from refusal
        journal.enter(actor, "bsn.keep", "person", person.number)


def look_at_bsn(actor: Actor, number: str, purpose: str) -> str:
    """Return the number of a person, for a purpose that is written down with who looked."""
    require_on()
    with transaction.atomic():
        require(actor, "bsn.see")
        person = person_by_number(actor, number)
        _refuse_others(actor, person)
        if purpose not in PersonBsn.Purpose.values:
            raise NotPossible(_("Kies waarvoor u het nummer nodig hebt."), field="purpose")
        kept = PersonBsn.objects.filter(person=person).first()
        if kept is None:
            raise NotPossible(_("Van deze kandidaat is geen burgerservicenummer vastgelegd."))
        detail = {"purpose": purpose, "ground": "keeper"}
        journal.enter(actor, "bsn.see", "person", person.number, detail=detail, is_look=True)
        return opened(kept.cipher).reveal()


def reseal_all(actor: Actor) -> int:
    """Seal every number anew with the first key, and index it with the index key of now."""
    require_on()
    with transaction.atomic():
        require(actor, "bsn.reseal")
        rows = list(PersonBsn.objects.select_for_update().order_by("pk"))
        fresh = [(row, opened(row.cipher)) for row in rows]
        for row, bsn in fresh:
            row.cipher, row.index = sealed(bsn), index_of(bsn)
        PersonBsn.objects.bulk_update(rows, ["cipher", "index"], batch_size=200)
        journal.enter(actor, "bsn.reseal", "bsn", "", detail={"numbers": len(rows)})
        return len(rows)


def _refuse_others(actor: Actor, person: Person) -> None:
    if not is_for(actor, person):
        raise NotFound(_("Alleen een consulent van de dossierhouder kan dit nummer zien of vastleggen."))
