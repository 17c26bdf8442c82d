"""The moments at which is asked how the work goes, each with its reason, and on which day they fall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.rules.lasting import reached_on

DAY = timedelta(days=1)
# Our own choices, not law. Who has not answered two weeks after the day is late; after two months nobody
# remembers how it was then, and the moment has passed.
LATE_AFTER = 14 * DAY
PASSED_AFTER = 60 * DAY
# A link can be answered a little longer than it may take, and no longer than anyone remembers.
LINK_LASTS = 28 * DAY


@dataclass(frozen=True, slots=True)
class Moment:
    """So many days or months after the first working day."""

    code: str
    words: Promise
    why: Promise
    days: int = 0
    months: int = 0

    def on(self, starts_on: date) -> date:
        """Return the day of this moment for work that began on a day."""
        return reached_on(starts_on, self.months) if self.months else starts_on + self.days * DAY

    def last_start(self, on: date) -> date:
        """Return the last first working day for which this moment has come on a day."""
        if not self.months:
            return on - self.days * DAY
        day = reached_on(on, -self.months)
        # A month that is too short takes the last days of another with it.
        while self.on(day + DAY) <= on:
            day += DAY
        return day


MOMENTS: tuple[Moment, ...] = (
    Moment("weeks_2", _("na 2 weken"), _("Wat bij de start schuurt, is nu nog klein te houden."), days=14),
    Moment("month_1", _("na 1 maand"), _("In de proeftijd kan elke kant nog stoppen."), months=1),
    Moment("months_3", _("na 3 maanden"), _("Het nieuwe is eraf: blijkt het werk wat het leek?"), months=3),
    Moment(
        "months_6",
        _("na 6 maanden"),
        _("Een half jaar werk telt in de regio als duurzaam, en veel contracten lopen dan af."),
        months=6,
    ),
    Moment(
        "months_12", _("na 12 maanden"), _("Wordt het contract verlengd, en kloppen de uren nog?"), months=12
    ),
    Moment(
        "months_24",
        _("na 24 maanden"),
        _("Het werk is gewoon geworden: kan de hulp minder, of is er meer mogelijk?"),
        months=24,
    ),
)
BY_CODE = {one.code: one for one in MOMENTS}


@dataclass(frozen=True, slots=True)
class Span:
    """First working days, from `after` (not itself) up to and with `until`, of which `moment` holds now."""

    moment: Moment
    after: date
    until: date


def spans_now(on: date, *, late: bool = False) -> tuple[Span, ...]:
    """Return for each moment which first working days have it as their moment of a day.

    That is the last moment that has come, until the next comes or it has passed. `late`: only those of which
    the time to answer is over.
    """
    found = []
    for place, moment in enumerate(MOMENTS):
        after = moment.last_start(on - PASSED_AFTER - DAY)
        if place + 1 < len(MOMENTS):
            after = max(after, MOMENTS[place + 1].last_start(on))
        until = moment.last_start(on - LATE_AFTER - DAY if late else on)
        if after < until:
            found.append(Span(moment, after, until))
    return tuple(found)


def moment_now(starts_on: date, on: date) -> Moment | None:
    """Return the moment about which can be asked on a day; None before the first and once one has passed."""
    return next((one.moment for one in spans_now(on) if one.after < starts_on <= one.until), None)
