"""What may be done with readings: keep one, keep many, freeze a period, open the rows, take one away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound, Refused
from meedoen.counting import Question
from meedoen.primitives.period import Span, day_in_words
from meedoen.register.people.looking import names_shown
from meedoen.register.placements.flow import Flow
from meedoen.steering.areas import codes_within, require_area
from meedoen.steering.counted.facts_of_register import current_facts
from meedoen.steering.counted.movement import movement
from meedoen.steering.counted.questions import FIRST_QUARTER, indicator_of, is_complete
from meedoen.steering.counted.selectors import live, traced
from meedoen.steering.indicators.drill_down import counted_rows, kept_rows
from meedoen.steering.indicators.goals import breakdowns_of, goals_of, question_of, since, target_of
from meedoen.steering.indicators.keeping import Order, area_of, groups_of, keep
from meedoen.steering.indicators.models import FrozenPeriod, Reading
from meedoen.steering.indicators.selectors import frozen_period, kept_reading
from meedoen.steering.indicators.shape import CountedRows, Download, Frozen, KeptReading
from meedoen.steering.indicators.tables import table_of
from meedoen.steering.targets.selectors import standing_targets

Progress = Callable[[int, int], None]


class PeriodNotComplete(Refused):
    """A period can only be frozen once its last day is over."""


class FrozenByOne(Refused):
    """Two people freeze a period: who proposed it does not confirm it."""


class AlreadyFrozen(Refused):
    """The period is frozen, or proposed, in this area."""


def take_reading(actor: Actor, question: Question, *, today: date, at: datetime | None = None) -> KeptReading:
    """Count and keep one reading, whole or not at all; an earlier one stays beside it."""
    with transaction.atomic():
        require(actor, "reading.take")
        order = _order(question)
        (row,) = keep(actor, current_facts(), [order], at or _start_of(today))
        journal.enter(actor, "reading.take", "reading", row.pk, detail=_told(row))
    return kept_reading(row.pk)


def take_readings(
    actor: Actor,
    questions: Iterable[Question],
    *,
    today: date,
    at: datetime | None = None,
    progress: Progress | None = None,
) -> int:
    """Count and keep many readings from one state of the rows, all or none; return how many."""
    with transaction.atomic():
        require(actor, "reading.take")
        orders = [_order(question) for question in questions]
        snapshot = current_facts()
        notes: list[journal.Note] = []
        for group in groups_of(orders):
            rows = keep(actor, snapshot, group, at or _start_of(today))
            notes += [journal.Note("reading.take", "reading", str(row.pk), _told(row)) for row in rows]
            if progress is not None:
                progress(len(notes), len(orders))
        journal.enter_many(actor, notes)
    return len(orders)


def propose_freeze(actor: Actor, area: str, span: Span, *, at: datetime) -> Frozen:
    """Propose that the readings of an area in a period become what they will stay."""
    with transaction.atomic():
        require(actor, "period.propose_freeze")
        place = require_area(actor, area, span.last_day)
        _check_span(span, at)
        if actor.account_id is None:
            raise FrozenByOne(
                _("Een periode wordt door twee mensen vastgesteld. Meld u aan en probeer opnieuw.")
            )
        taken = FrozenPeriod.objects.filter(
            area=place.code, span=str(span), withdrawn_at__isnull=True
        ).first()
        if taken is not None:
            raise _already(taken)
        try:
            with transaction.atomic():
                row = FrozenPeriod.objects.create(
                    area=place.code, span=str(span), proposed_by_id=actor.account_id, proposed_at=at
                )
        except IntegrityError as error:
            raise AlreadyFrozen(
                _("Een collega stelde deze periode net ook voor. Bekijk de lijst.")
            ) from error
        journal.enter(
            actor, "period.propose_freeze", "period", row.pk, detail={"area": row.area, "span": row.span}
        )
    return frozen_period(row.pk)


def confirm_freeze(actor: Actor, period_id: int, *, at: datetime) -> Frozen:
    """Confirm a colleague's proposal: every goal of the area is counted now, and that stays."""
    with transaction.atomic():
        require(actor, "period.confirm_freeze")
        row = _open_proposal(period_id)
        shown = frozen_period(row.pk)
        require_area(actor, row.area, shown.span.last_day)
        _check_span(shown.span, at)
        if actor.account_id is None or actor.account_id == row.proposed_by_id:
            raise FrozenByOne(
                _("U stelde deze periode zelf voor. Vraag een collega om haar vast te stellen.")
            )
        rows = keep(actor, current_facts(), _orders_of(row.area, shown.span), at)
        # Sealed last: from here on the database refuses every change.
        Reading.objects.filter(pk__in=[one.pk for one in rows]).update(frozen_in=row)
        row.confirmed_by_id, row.confirmed_at = actor.account_id, at
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        detail = {"area": row.area, "span": row.span, "readings": len(rows)}
        journal.enter(actor, "period.confirm_freeze", "period", row.pk, detail=detail)
    return frozen_period(row.pk)


def withdraw_proposal(actor: Actor, period_id: int, *, at: datetime) -> None:
    """Take back a proposal that nobody confirmed yet."""
    with transaction.atomic():
        require(actor, "period.propose_freeze")
        row = _open_proposal(period_id)
        shown = frozen_period(row.pk)
        require_area(actor, row.area, shown.span.last_day)
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        detail = {"area": row.area, "span": row.span}
        journal.enter(actor, "period.withdraw_proposal", "period", row.pk, detail=detail)


def look_at_rows(
    actor: Actor, question: Question, cell: Mapping[str, str] | None = None, after: str = "", limit: int = 50
) -> CountedRows:
    """Open a number to its rows; that somebody looked is written down."""
    with transaction.atomic():
        require(actor, "indicator.rows")
        found = counted_rows(actor, question, cell, after, limit)
        detail = {
            "span": str(question.span),
            "area": area_of(question),
            "cell": dict(cell or {}),
            "shown": len(found.rows),
        }
        journal.enter(actor, "indicator.rows", "indicator", question.indicator, detail=detail, is_look=True)
        journal.enter_many(actor, names_shown("indicator.rows", found.rows))
    return found


def look_at_kept_rows(actor: Actor, reading_id: int, after: str = "", limit: int = 50) -> CountedRows:
    """Open a kept number to the rows it was made of then; that somebody looked is written down."""
    with transaction.atomic():
        require(actor, "indicator.rows")
        found = kept_rows(actor, reading_id, after, limit)
        detail = {"shown": len(found.rows)}
        journal.enter(actor, "indicator.rows", "reading", reading_id, detail=detail, is_look=True)
        journal.enter_many(actor, names_shown("indicator.rows", found.rows))
    return found


def download_live(actor: Actor, question: Question, *, area: str = "", today: date) -> Download:
    """Take away a table as the rows are now, small numbers hidden; that it left is written down."""
    with transaction.atomic():
        require(actor, "indicator.download")
        found = live(actor, question)
        standing = _("telling van %(day)s, nog niet vastgesteld") % {"day": day_in_words(today)}
        table = table_of(
            found.reading,
            traced(found.reading.trace),
            area=area or area_of(question),
            standing=standing,
            flow=_flow(question, area or area_of(question)),
        )
        _enter_download(actor, table, question)
    return table


def download_kept(actor: Actor, reading_id: int, by: tuple[str, ...] = ()) -> Download:
    """Take away a reading as it was kept, small numbers hidden; that it left is written down."""
    with transaction.atomic():
        require(actor, "indicator.download")
        kept = kept_reading(reading_id)
        if by and not kept.cells_by(*by):
            raise NotFound(
                _("Deze uitsplitsing is bij deze telling niet bewaard. Kies een andere."), field="by"
            )
        taken = kept.own.frozen_at or kept.own.taken_at
        day = day_in_words(taken.date()) if taken else "–"
        words = _("vastgesteld op %(day)s") if kept.own.is_frozen else _("geteld op %(day)s")
        table = table_of(
            kept.as_counted(by),
            kept.own.trace,
            area=kept.goal.area,
            standing=words % {"day": day},
        )
        _enter_download(actor, table, kept.own.question)
    return table


def _flow(question: Question, area: str) -> Flow | None:
    """What began and ended beside a total of work. Nothing beside one that was kept: this is of now."""
    definition = indicator_of(question.indicator)
    if definition.needs_employer or definition.coverage == "register":
        return None
    programme = question.programme or ""
    return movement(current_facts(), area, question.span, until=question.until, programme=programme)


def _enter_download(actor: Actor, table: Download, question: Question) -> None:
    detail = {"file": table.file_name, "by": list(question.by), "rows": len(table.rows)}
    # Nothing in the rows changed, so what was counted stays good: written down as a look.
    journal.enter(actor, "indicator.download", "indicator", question.indicator, detail=detail, is_look=True)


def _open_proposal(period_id: int) -> FrozenPeriod:
    row = FrozenPeriod.objects.select_for_update().filter(pk=period_id).first()
    if row is None or row.withdrawn_at is not None:
        raise NotFound(_("Dit voorstel bestaat niet of is ingetrokken. Bekijk de lijst van periodes."))
    if row.confirmed_at is not None:
        raise _already(row)
    return row


def _already(row: FrozenPeriod) -> AlreadyFrozen:
    if row.confirmed_at is None:
        return AlreadyFrozen(
            _("Deze periode is al voorgesteld. Een collega kan haar vaststellen, of het voorstel intrekken.")
        )
    return AlreadyFrozen(
        _("Deze periode is al vastgesteld en verandert niet meer. Latere correcties staan ernaast.")
    )


def _check_span(span: Span, at: datetime) -> None:
    if not is_complete(span, at.astimezone(timezone.get_current_timezone()).date()):
        raise PeriodNotComplete(
            _("%(span)s is nog niet voorbij. Stel de periode vast na de laatste dag.") % {"span": span.label},
            field="span",
        )
    if span.first_day < FIRST_QUARTER.first_day:
        raise PeriodNotComplete(_("Een periode voor 2013 kan niet worden vastgesteld."), field="span")


def _orders_of(area: str, span: Span) -> list[Order]:
    book = standing_targets(codes_within(area, span.last_day))
    orders = []
    for goal in goals_of(area, span.last_day, book):
        asked = since(goal, target_of(goal, book, span.last_day))
        orders.append(Order(question_of(asked, span), goal.area, breakdowns_of(goal)))
    return orders


def _order(question: Question) -> Order:
    return Order(question, area_of(question), (question.by,) if question.by else ())


def _told(row: Reading) -> dict[str, object]:
    return {"indicator": row.indicator, "area": row.area, "span": row.span, "value": row.value}


def _start_of(today: date) -> datetime:
    """The journal has the moment; a reading of a command has the day."""
    return timezone.make_aware(datetime.combine(today, time(0)))
