"""Everything that is kept about how the work of one person went, in words: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.durability.models import AfterWork, Check, CheckLink
from meedoen.register.durability.moments import BY_CODE
from meedoen.register.durability.nexts import BECAUSE, NEXTS
from meedoen.register.durability.questions import VOICES
from meedoen.register.durability.selectors import answers_in_words
from meedoen.register.kept import Kept


def what_is_kept(person_id: int) -> list[Kept]:
    """Return what each voice said, which links were made for that, and what came after work."""
    return [_checks(person_id), _links(person_id), _after(person_id)]


def _checks(person_id: int) -> Kept:
    rows = Check.objects.filter(placement__person=person_id).select_related("placement")
    return Kept(
        "work_checks",
        _("Hoe uw werk ging"),
        (_("Plaatsing"), _("Moment"), _("Wie het zei"), _("Op"), _("Antwoorden"), _("Toelichting")),
        tuple(
            (
                one.placement.number,
                _moment(one.moment),
                str(VOICES.get(one.voice, one.voice)),
                one.on,
                " ".join(f"{question} {given.words}." for question, given in answers_in_words(one)),
                one.words,
            )
            for one in rows.order_by("pk")
        ),
    )


def _links(person_id: int) -> Kept:
    rows = CheckLink.objects.filter(placement__person=person_id).select_related("placement")
    return Kept(
        "work_check_links",
        _("Links waarmee is gevraagd hoe uw werk ging"),
        (
            _("Plaatsing"),
            _("Moment"),
            _("Voor wie"),
            _("Gemaakt op"),
            _("Beantwoord op"),
            _("Ingetrokken op"),
        ),
        tuple(
            (
                one.placement.number,
                _moment(one.moment),
                str(VOICES.get(one.voice, one.voice)),
                one.made_on,
                one.answered_on,
                one.revoked_on,
            )
            for one in rows.order_by("pk")
        ),
    )


def _after(person_id: int) -> Kept:
    rows = AfterWork.objects.filter(placement__person=person_id).select_related("placement")
    return Kept(
        "after_work",
        _("Wat er na uw werk kwam"),
        (_("Plaatsing"), _("Wat"), _("Waarom"), _("Vastgelegd op")),
        tuple(
            (
                one.placement.number,
                str(NEXTS.get(one.then, one.then)),
                str(BECAUSE.get(one.because, one.because)),
                one.on,
            )
            for one in rows.order_by("pk")
        ),
    )


def _moment(code: str) -> str:
    return str(BY_CODE[code].words) if code in BY_CODE else code
