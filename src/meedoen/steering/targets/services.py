"""What may be done with the target book: write a target, or a new version of one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused, Several
from meedoen.primitives.number import format_decimal, format_whole
from meedoen.primitives.period import day_in_words
from meedoen.register.employers.selectors import employer_ids
from meedoen.register.programmes.selectors import programmes
from meedoen.steering.areas import UnknownArea, area_on, require_area
from meedoen.steering.counted.questions import (
    NotAsked,
    NotCountedHere,
    indicator_of,
    latest_complete_quarter,
    question_for,
)
from meedoen.steering.counted.selectors import live
from meedoen.steering.publications.selectors import realised, vintages
from meedoen.steering.targets.models import Target
from meedoen.steering.targets.selectors import standing_targets
from meedoen.steering.targets.shape import NewTarget, TargetShown

FIRST_DAY, LAST_DAY = date(2013, 1, 1), date(2050, 12, 31)
HIGHEST = 10_000_000


class TargetBelowRealised(Refused):
    """The target was already reached when it was set: it is only written when somebody says so knowingly.

    `target` and `realised` are the two numbers, `source` and `on` say where the second one comes from.
    """

    code = "target_below_realised"

    def __init__(self, target: int, realised: Decimal, source: str, on: date) -> None:
        self.target = target
        self.realised = realised
        self.source = source
        self.on = on
        super().__init__(
            _(
                "Dit doel is %(target)s, maar op %(day)s waren er al %(realised)s (%(source)s). "
                "Controleer het getal. Klopt het toch? Bevestig dat dan; uw reden staat in het doelenboek."
            )
            % {
                "target": format_whole(target),
                "realised": _number(realised),
                "day": day_in_words(on),
                "source": source,
            },
            field="value",
        )


def set_target(actor: Actor, new: NewTarget, *, accepted: bool = False, today: date) -> TargetShown:
    """Write a target; one that was there for the same day is replaced by it and stays readable."""
    with transaction.atomic():
        require(actor, "target.set")
        _check(actor, new, today)
        if not accepted:
            _check_realised(actor, new, today)
        row = _write(new, today)
        journal.enter(
            actor,
            "target.set",
            "target",
            row.pk,
            detail={
                "indicator": row.indicator,
                "area": row.area,
                "reference_on": row.reference_on.isoformat(),
                "value": row.value,
                "version": row.version,
                "below_realised": accepted,
            },
        )
    return next(one for one in standing_targets([row.area]) if one.id == row.pk)


def _check(actor: Actor, new: NewTarget, today: date) -> None:
    wrong: list[Refused] = []
    try:
        definition = indicator_of(new.indicator)
        if definition.needs_employer and new.employer_id is None:
            wrong.append(Refused(_("Kies de werkgever voor wie dit doel geldt."), field="employer"))
    except Refused as refusal:
        wrong.append(refusal)
    try:
        area_on(new.area)
        require_area(actor, new.area, today)
    except UnknownArea as refusal:
        wrong.append(refusal)
    if new.programme and not programmes().filter(code=new.programme).exists():
        wrong.append(
            Refused(_("Dit programma bestaat niet. Kies een programma uit de lijst."), field="programme")
        )
    if new.employer_id is not None and new.employer_id not in employer_ids(actor).values():
        wrong.append(Refused(_("Deze werkgever bestaat hier niet. Schrijf hem eerst in."), field="employer"))
    wrong += _wrong_numbers(new)
    for name, label in (("reason", _("de reden")), ("source", _("de bron"))):
        text = str(getattr(new, name)).strip()
        longest = {"reason": 300, "source": 200}[name]
        if not text or len(text) > longest or not text.isprintable():
            message = _("Noem %(what)s, in ten hoogste %(longest)s tekens.")
            wrong.append(Refused(message % {"what": label, "longest": longest}, field=name))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Several(wrong)


def _wrong_numbers(new: NewTarget) -> list[Refused]:
    wrong = []
    if not 0 <= new.value <= HIGHEST:
        wrong.append(Refused(_("Een doel is een heel getal van 0 tot 10.000.000."), field="value"))
    if not FIRST_DAY <= new.reference_on <= LAST_DAY:
        wrong.append(Refused(_("Kies een dag van 2013 tot en met 2050."), field="reference_on"))
    if new.starts_on is not None and not FIRST_DAY <= new.starts_on <= new.reference_on:
        wrong.append(
            Refused(_("De dag waarop het tellen begint, ligt voor de dag van het doel."), field="starts_on")
        )
    return wrong


def _check_realised(actor: Actor, new: NewTarget, today: date) -> None:
    """Compare with the latest that was published and the latest that we count, at or before the day."""
    found = _published(new) + _counted(actor, new, today)
    above = [one for one in found if one[0] > new.value]
    if above:
        value, source, on = max(above, key=lambda one: one[0])
        raise TargetBelowRealised(new.value, value, source, on)


def _published(new: NewTarget) -> list[tuple[Decimal, str, date]]:
    known = realised(vintages([new.indicator], [new.area]), new.reference_on)
    # A number that is added up since a day says nothing about another stretch.
    if new.starts_on is not None:
        known = [one for one in known if one.reference_on is not None and one.reference_on >= new.starts_on]
    return [(one.value, one.source, one.reference_on) for one in known[:1] if one.reference_on is not None]


def _counted(actor: Actor, new: NewTarget, today: date) -> list[tuple[Decimal, str, date]]:
    span = latest_complete_quarter(min(today, new.reference_on + timedelta(days=1)))
    definition = indicator_of(new.indicator)
    starts_on = new.starts_on or date(new.reference_on.year, 1, 1)
    if definition.timing == "flow" and span.last_day < starts_on:
        return []
    try:
        question = question_for(
            new.indicator,
            new.area,
            span,
            programme=new.programme,
            employer_id=new.employer_id,
            cumulative_from=starts_on,
        )
        value = live(actor, question).reading.total.value
    except (NotAsked, NotCountedHere):
        return []
    return [] if value is None else [(Decimal(value), _("eigen telling"), span.last_day)]


def _write(new: NewTarget, today: date) -> Target:
    key: dict[str, Any] = {
        "indicator": new.indicator,
        "area": new.area,
        "programme": new.programme,
        "employer_id": new.employer_id,
        "reference_on": new.reference_on,
    }
    same = Target.objects.filter(**key)
    version = (same.aggregate(last=Max("version"))["last"] or 0) + 1
    same.filter(replaced_on__isnull=True).update(replaced_on=today)
    try:
        with transaction.atomic():
            return Target.objects.create(
                **key,
                starts_on=new.starts_on,
                value=new.value,
                version=version,
                reason=new.reason.strip(),
                source=new.source.strip(),
                set_on=today,
            )
    except IntegrityError as error:
        raise Refused(
            _("Iemand anders heeft dit doel net gewijzigd. Bekijk het en probeer het opnieuw.")
        ) from error


def _number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return format_whole(int(value)) if whole else format_decimal(value, 2)
