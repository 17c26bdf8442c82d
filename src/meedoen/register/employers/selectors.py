"""What may be asked about employers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.primitives.kvk import KvK
from meedoen.primitives.refusal import NotValid
from meedoen.register.employers.models import Employer


def employer_by_kvk(actor: Actor, kvk: str) -> Employer:
    """Return the employer with this number in the trade register, if the actor may see it."""
    try:
        number = KvK.parse(kvk).number
    except NotValid:
        number = ""
    employer = Employer.objects.visible_to(actor).filter(kvk=number).first() if number else None
    if employer is None:
        raise NotFound(_("Deze werkgever bestaat hier niet. Controleer het KvK-nummer, of schrijf hem in."))
    return employer


def employer_ids(actor: Actor) -> dict[str, int]:
    """Return the key of every employer that the actor may see, by KvK number."""
    return dict(Employer.objects.visible_to(actor).values_list("kvk", "pk"))
