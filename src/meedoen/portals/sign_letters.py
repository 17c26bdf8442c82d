"""The letters with a link to sign or to answer a review; neither says what is agreed or about whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.register.agreements.links import Letter, Write
from meedoen.register.agreements.selectors import name_of


def write_for(request: HttpRequest, *, is_review: bool = False) -> Write:
    """Return what writes a letter with an address of this installation."""

    def write(agreement: Any, party: Any, token: str) -> Letter:
        url = request.build_absolute_uri(reverse("sign", args=[token]))
        by = agreement.account.name if agreement.account else agreement.organisation.name
        words = {"name": name_of(agreement, party), "url": url, "by": by, "of": agreement.organisation.name}
        if is_review:
            subject = _("Hoe ging uw proefplaatsing?")
            text = _(
                "Beste %(name)s,\n\nEr is een verslag over uw proefplaatsing. Lees het en zeg of het klopt:"
                "\n\n"
                "%(url)s\n\nU heeft geen account nodig. Deel de link met niemand.\n\n%(by)s, %(of)s"
            )
        else:
            subject = _("Wilt u een overeenkomst tekenen?")
            text = _(
                "Beste %(name)s,\n\nEr ligt een overeenkomst voor u klaar. Lees haar en teken hier:\n\n"
                "%(url)s\n\nU heeft geen account nodig. Deel de link met niemand. Klopt er iets niet? "
                "Teken dan niet en neem contact op.\n\n%(by)s, %(of)s"
            )
        return Letter(subject, text % words)

    return write
