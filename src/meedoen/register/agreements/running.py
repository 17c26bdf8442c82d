"""What may be done with what runs: another end that all sign, suspend, resume, end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.agreements.limits import past_limit
from meedoen.register.agreements.models import Agreement, AgreementText
from meedoen.register.agreements.selectors import standing_placement, terms_of, waited_for
from meedoen.register.agreements.steps import (
    ask_all,
    leave_change,
    opened,
    said,
    take,
    told,
    write_text,
    wrong_reason,
)
from meedoen.register.agreements.validity import collected
from meedoen.register.checks import FAR_AHEAD, NotPossible, together, wrong_day, wrong_end
from meedoen.register.durability.ending import end_work, set_end
from meedoen.register.placements.models import Placement

Accepted = Collection[str]


def extend_agreement(
    actor: Actor,
    number: str,
    ends_before: date,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Lay a later end before all sides; past what the scheme allows is refused with the article."""
    with transaction.atomic():
        require(actor, "agreement.extend")
        deed = "agreement.extend"
        row = opened(actor, number, deed, version, today)
        wrong = _wrong_new_end(row, ends_before, today)
        if row.ends_before is None or ends_before <= row.ends_before:
            message = _("Dit is geen verlenging: de laatste dag wordt niet later.")
            wrong.append(NotPossible(message, field="ends_before"))
        wrong += past_limit(row.kind, row.basis, row.starts_on, ends_before, accepted, extended=True)
        return _lay_before(
            actor, row, deed, "extended", ends_before, (because, words), wrong, accepted, today
        )


def shorten_agreement(
    actor: Actor,
    number: str,
    ends_before: date,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Lay an earlier end before all sides."""
    with transaction.atomic():
        require(actor, "agreement.shorten")
        deed = "agreement.shorten"
        row = opened(actor, number, deed, version, today)
        wrong = _wrong_new_end(row, ends_before, today)
        if row.ends_before is not None and ends_before >= row.ends_before:
            message = _("Dit is geen inkorting: de laatste dag wordt niet eerder.")
            wrong.append(NotPossible(message, field="ends_before"))
        return _lay_before(
            actor, row, deed, "shortened", ends_before, (because, words), wrong, accepted, today
        )


def apply_change(actor: Actor, number: str, *, version: int, today: date) -> Agreement:
    """Let another end hold now that all have signed it: of the agreement and of its placement."""
    with transaction.atomic():
        require(actor, "agreement.apply")
        row = opened(actor, number, "agreement.apply", version, today)
        if not row.is_changing:
            raise NotPossible(_("Er is geen ander einde dat nog moet ingaan."))
        refuse_unsigned(row)
        ends_before = terms_of(row).ends_before
        assert ends_before is not None
        _end_work(actor, row, ends_before, Placement.EndReason.CONTRACT_ENDED, None, today)
        row.ends_before, row.holds_turn = ends_before, row.turn
        take(row, "agreement.apply", "applied", actor, today)
        detail = told(row, ends_before=ends_before.isoformat())
        journal.enter(actor, "agreement.apply", "person", row.person.number, detail=detail)
        return row


def drop_change(
    actor: Actor,
    number: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Leave it at the end that holds; what was laid before all sides stays to be read."""
    with transaction.atomic():
        require(actor, "agreement.drop")
        row = opened(actor, number, "agreement.drop", version, today)
        kept, wrong = said(actor, words, accepted)
        if not row.is_changing:
            wrong.append(NotPossible(_("Er is geen ander einde dat nog moet ingaan.")))
        together([*wrong_reason("agreement.drop", because), *wrong])
        leave_change(row, "dropped", today)
        take(row, "agreement.drop", "dropped", actor, today, because=because, words=kept)
        detail = told(row, because=because)
        journal.enter(actor, "agreement.drop", "person", row.person.number, detail=detail)
        return row


def suspend_agreement(
    actor: Actor,
    number: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Stop for a while; the last day stays, and the placement goes on in the count until it ends."""
    with transaction.atomic():
        require(actor, "agreement.suspend")
        return _paused(
            actor, number, ("agreement.suspend", "suspended"), because, words, version, accepted, today
        )


def resume_agreement(
    actor: Actor,
    number: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Go on with what was suspended."""
    with transaction.atomic():
        require(actor, "agreement.resume")
        return _paused(
            actor, number, ("agreement.resume", "resumed"), because, words, version, accepted, today
        )


def end_agreement(
    actor: Actor,
    number: str,
    ends_before: date,
    end_reason: str,
    then: str,
    because: str = "",
    *,
    version: int,
    today: date,
) -> Agreement:
    """End an agreement and its placement on a day, without asking anybody: the work stopped.

    `then` and `because`: what comes after the work, as for `end_work`.
    """
    with transaction.atomic():
        require(actor, "agreement.end")
        row = opened(actor, number, "agreement.end", version, today)
        wrong = wrong_end(row.starts_on, ends_before, "ends_before")
        if row.ends_before is not None and ends_before > row.ends_before:
            message = _("Deze dag is later dan afgesproken. Kies Verlengen, dan tekent iedereen.")
            wrong.append(NotPossible(message, field="ends_before"))
        together(wrong)
        if row.is_changing:
            leave_change(row, "ended", today)
        _end_work(actor, row, ends_before, end_reason, (then, because), today)
        row.ends_before = ends_before
        # An end that lies ahead comes by itself; until then it runs.
        to = "ended" if ends_before <= today else row.state
        take(row, "agreement.end", "ended", actor, today, because=end_reason, to=to)
        detail = told(row, ends_before=ends_before.isoformat(), reason=end_reason)
        journal.enter(actor, "agreement.end", "person", row.person.number, detail=detail)
        return row


def refuse_unsigned(row: Agreement) -> None:
    """Refuse what waits until all have signed."""
    waiting = waited_for(row)
    if waiting:
        raise NotPossible(_("Nog niet iedereen heeft getekend. Wacht tot alle handtekeningen er zijn."))


def _wrong_new_end(row: Agreement, ends_before: date, today: date) -> list[Refused]:
    if row.is_changing:
        raise NotPossible(_("Er ligt al een ander einde ter tekening. Rond dat eerst af."))
    latest = today + FAR_AHEAD
    return [
        *wrong_end(row.starts_on, ends_before, "ends_before"),
        *wrong_day(ends_before, _("De laatste dag"), "ends_before", latest=latest, earliest=today),
    ]


def _lay_before(
    actor: Actor,
    row: Agreement,
    deed: str,
    what: str,
    ends_before: date,
    why: tuple[str, str],
    wrong: list[Refused],
    accepted: Accepted,
    today: date,
) -> Agreement:
    because, words = why
    kept, refusals = said(actor, words, accepted)
    together(collected(iter([*wrong_reason(deed, because), *wrong, *refusals])))
    terms = replace(terms_of(row), ends_before=ends_before)
    row.turn = _last_turn(row) + 1
    write_text(row, terms, today)
    ask_all(row, today)
    take(row, deed, what, actor, today, because=because, words=kept)
    detail = told(row, because=because, ends_before=ends_before.isoformat())
    journal.enter(actor, deed, "person", row.person.number, detail=detail)
    return row


def _last_turn(row: Agreement) -> int:
    return max(AgreementText.objects.filter(agreement=row).values_list("turn", flat=True))


def _paused(
    actor: Actor,
    number: str,
    deed: tuple[str, str],
    because: str,
    words: str,
    version: int,
    accepted: Accepted,
    today: date,
) -> Agreement:
    power, what = deed
    row = opened(actor, number, power, version, today)
    kept, wrong = said(actor, words, accepted)
    together([*wrong_reason(power, because), *wrong])
    take(row, power, what, actor, today, because=because, words=kept)
    detail = told(row, because=because)
    journal.enter(actor, power, "person", row.person.number, detail=detail)
    return row


def _end_work(
    actor: Actor,
    row: Agreement,
    ends_before: date,
    end_reason: str,
    after: tuple[str, str] | None,
    today: date,
) -> None:
    """Give the placement the same end; one that ended before is history, to be corrected where wrong."""
    placement = standing_placement(row)
    if placement is None:
        raise NotPossible(_("De plaatsing van deze overeenkomst is weg. Registreer haar opnieuw."))
    if placement.ends_before is not None and placement.ends_before <= today:
        if placement.ends_before == ends_before:
            return
        message = _("De plaatsing is al op %(day)s beëindigd. Corrigeer de plaatsing als dat niet klopt.")
        raise NotPossible(message % {"day": day_in_words(placement.ends_before)}, field="ends_before")
    if after is None:
        set_end(actor, placement.number, ends_before, end_reason, today=today)
    else:
        end_work(actor, placement.number, ends_before, end_reason, *after, today=today)
