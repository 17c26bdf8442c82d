"""The labour market of the demo: month by month people start and stop, so that the stock follows the aim."""

from __future__ import annotations

from datetime import date, timedelta

from meedoen.exchange.demo import aims
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.firms import Firms
from meedoen.exchange.demo.folk import FIRST_DAY, PARTICIPATIEWET, Folk, tracks_for
from meedoen.exchange.demo.months import Norm, days_in, first_day, last_day, month_of
from meedoen.exchange.demo.shape import Firm, Job, Person
from meedoen.exchange.demo.towns import GRONINGEN, code_on, sw_company_of, towns, working_place
from meedoen.exchange.demo.tuning import pay_some, tune

FULL_TIME_C = 4000
WEEK_C = {
    "dm": (800, 1200, 1600, 2000, 2400, 2400, 2550, 2800, 3200, 3200, 3600, 3600, 3800, 4000),
    "dog": (1600, 1800, 2400, 2400, 2800, 3200, 3600),
    "doo": (1200, 1600, 2000, 2400, 2400, 2800, 3200, 3600),
    "ine": (1800, 2400, 2800, 3200, 3600, 3600, 3600, 3600),
    "inn": (1600, 2000, 2400, 2800, 3200, 3600, 3600, 4000),
}
END_REASONS = {
    "contract_ended": 40,
    "other_job": 20,
    "resigned": 12,
    "dismissed": 6,
    "bankruptcy": 4,
    "unfit": 12,
    "unknown": 6,
}
RETIRES_AT = 66.5


class Labour:
    """All placements of the calibrated cells; `run` lets the months pass."""

    def __init__(self, folk: Folk, firms: Firms, norm: Norm) -> None:
        self.folk, self.firms, self.norm = folk, firms, norm
        self.jobs: list[Job] = []
        self._active: dict[str, list[Job]] = {cell: [] for cell in aims.cells()}

    def run(self, through: int) -> None:
        for month in range(aims.BASE_MONTH, through + 1):
            for cell in aims.cells():
                chance = Chance("labour", cell, month)
                ended = [] if month == aims.BASE_MONTH else self._end_some(chance, cell, month)
                self._change_hours(chance, cell, month)
                if month % 3 == 2:
                    pay_some(chance, self._active[cell], month, self.norm)
                self._meet(chance, cell, month, ended)

    def _meet(self, chance: Chance, cell: str, month: int, ended: list[Job]) -> None:
        """Start (or end) placements until the stock is what the aim says."""
        aim = aims.aim(cell, month, self.norm)
        if not aim.exact:
            self._drift(chance, cell, month, aim.hours_c)
            return
        short = aim.hours_c - sum(job.hours_c(month, self.norm) for job in [*self._active[cell], *ended])
        options = sorted(set(WEEK_C[cell]))
        while True:
            fitting = [c for c in WEEK_C[cell] if self._whole_month(c, month) <= short]
            if not fitting:
                break
            week_c = chance.one_of(fitting)
            if month == aims.BASE_MONTH:
                starts_on = chance.day_between(FIRST_DAY + timedelta(days=31), first_day(month))
            else:
                starts_on = first_day(month)
            self._start(chance, cell, starts_on, week_c)
            short -= self._whole_month(week_c, month)
        assert short > -self._whole_month(options[-1], month), (cell, month, short)
        tune(chance, self._active[cell], month, short, self.norm)

    def _drift(self, chance: Chance, cell: str, month: int, aim_c: int) -> None:
        last = last_day(month)
        stock = sum(self._whole_month(job.week_c_on(last), month) for job in self._active[cell])
        smallest = self._whole_month(min(WEEK_C[cell]), month)
        while aim_c - stock >= smallest:
            week_c = chance.one_of(WEEK_C[cell])
            day = 1 if chance.happens(0.55) else chance.randint(1, days_in(month))
            self._start(chance, cell, first_day(month).replace(day=day), week_c)
            stock += self._whole_month(week_c, month)
        while stock - aim_c > 3 * FULL_TIME_C:
            job = chance.one_of(self._active[cell])
            if month - month_of(job.starts_on) < 3:
                continue
            stock -= self._whole_month(job.week_c_on(last), month)
            self._end(chance, job, month)
            self._active[cell].remove(job)

    def _whole_month(self, week_c: int, month: int) -> int:
        return self.norm.hours_c(week_c, days_in(month), month)

    def _end_some(self, chance: Chance, cell: str, month: int) -> list[Job]:
        """End what chance ends and who retires; return the placements that ended in this month."""
        hazard = aims.turnover(cell)
        ended, going_on = [], []
        for job in self._active[cell]:
            old = job.person.age_on(first_day(month)) >= RETIRES_AT
            if old or (month - month_of(job.starts_on) >= 3 and chance.happens(hazard)):
                self._end(chance, job, month, "retired" if old else "")
                ended.append(job)
            else:
                going_on.append(job)
        self._active[cell] = going_on
        return ended

    def _end(self, chance: Chance, job: Job, month: int, reason: str = "") -> None:
        first = first_day(month)
        day = first if chance.happens(0.6) else first.replace(day=chance.randint(2, days_in(month)))
        job.end(day, reason or chance.one_of(list(END_REASONS), list(END_REASONS.values())))
        person = job.person
        if reason == "retired":
            for entry in person.entries:
                if entry.ends_before is None:
                    entry.ends_before, entry.because = last_day(month) + timedelta(days=1), "aow"
        elif all(one.ends_before is not None for one in person.jobs):
            self.folk.frees(person, month + chance.randint(1, 9))

    def _change_hours(self, chance: Chance, cell: str, month: int) -> None:
        """A few get more or fewer hours, from a first day of the month on."""
        for job in self._active[cell]:
            if not chance.happens(0.004) or len(job.person.jobs) > 1 or month_of(job.starts_on) >= month:
                continue
            options = [c for c in WEEK_C[cell] if 0 < abs(c - job.hours[-1][1]) <= 800]
            job.hours.append((first_day(month), chance.one_of(options)))

    def _start(self, chance: Chance, cell: str, starts_on: date, week_c: int) -> Job:
        kind = self._kind(chance, cell)
        person = self._person(chance, cell, kind, starts_on, week_c)
        employer, workplace = self._employers(chance, cell, kind, person, starts_on)
        place = workplace.town if workplace.kind != "uitzend" else person.home
        job = Job(
            key=len(self.jobs) + 1,
            person=person,
            kind=kind,
            employer=employer,
            workplace=workplace,
            work_town=code_on(working_place(chance, place) if place not in towns() else place, starts_on),
            starts_on=starts_on,
            hours=[(starts_on, week_c)],
            cell=cell,
            is_new=cell != "ine" and (cell == "inn" or not chance.happens(0.05)),
        )
        person.jobs.append(job)
        self.jobs.append(job)
        self._active[cell].append(job)
        return job

    def _kind(self, chance: Chance, cell: str) -> str:
        if cell == "ine":
            return "wsw_detachering"
        if cell == "inn":
            return "uitzend_inleen" if chance.happens(0.65) else "wsw_detachering"
        return "begeleid_werken" if cell == "dm" and chance.happens(0.08) else "dienstverband"

    def _person(self, chance: Chance, cell: str, kind: str, starts_on: date, week_c: int) -> Person:
        """Someone with a second small job, someone who looks for work, or someone new."""
        if kind in ("wsw_detachering", "begeleid_werken"):
            track = "wsw"
        else:
            track = chance.one_of(*tracks_for(starts_on.year, wsw=0.1))
        if track == "pw" and starts_on < PARTICIPATIEWET + timedelta(days=40):
            track = "wajong"
        month = month_of(starts_on)
        if cell == "dm" and week_c <= 1600 and month > aims.BASE_MONTH and chance.happens(0.12):
            for job in chance.sample(self._active[cell], 8):
                if len(job.person.jobs) == 1 and job.hours[-1][1] <= 2000 and len(job.hours) == 1:
                    return job.person
        found = None
        if month > aims.BASE_MONTH and chance.happens(0.8):
            found = self.folk.looking(chance, track, month)
        return found or self.folk.add_registered(chance, track, starts_on)

    def _employers(
        self, chance: Chance, cell: str, kind: str, person: Person, starts_on: date
    ) -> tuple[Firm, Firm]:
        """The employer on paper and the one where the work is done."""
        town = working_place(chance, person.home if person.home in towns() else "")
        if cell == "dog":
            firm = self.firms.municipality[GRONINGEN]
            return firm, firm
        if cell == "doo":
            firm = self.firms.public_employer(chance)
            return firm, firm
        if cell == "dm":
            firm = self.firms.market_firm(chance, town, starts_on.year)
            return firm, firm
        hirer = self.firms.hirer(chance, town, starts_on.year)
        if kind == "wsw_detachering":
            return self.firms.sw[sw_company_of(person.home if person.home in towns() else town)], hirer
        return chance.one_of(self.firms.temp), hirer
