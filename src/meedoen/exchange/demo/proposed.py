"""The proposals of the demo: who was proposed for which job in the past months, and what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from meedoen.access.actors import Actor
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress
from meedoen.matching.many import pairs
from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Job
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.jobs.listing import JobFilters, jobs_visible_to
from meedoen.register.links import demo_token
from meedoen.register.people.listing import PeopleFilters, people_visible_to
from meedoen.register.placements.listing import at_work
from meedoen.register.profiles.findability import findable
from meedoen.register.proposals.seats import seats_free
from meedoen.register.proposing.many import Told, ToldMove, register_proposals

# Who of the cast proposes, and how many.
BY = {"Alice": 110, "Bob": 70, "Gerda": 140, "Hans": 70, "Bea": 60}
# Somebody is proposed for one job or two, out of the best few; now and then a colleague picks what does not
# fit, and says why.
MOST_EACH, CHOSEN_FROM, OWN_PICKS = 2, 5, 0.1
# Beside each seat so many more are proposed.
BESIDE = 3
# The newest of who each of them sees.
PEOPLE = 600
# For the account managers the first so many are accepted and wait for their placement.
ACCEPTED = {"Alice": 3, "Bob": 2}
LONGEST_AGO = 120
# What came of a proposal, by how often.
CAME = {
    "proposed": 15,
    "seen": 12,
    "talk_planned": 14,
    "trial": 8,
    "accepted": 7,
    "refused": 26,
    "hired_elsewhere": 5,
    "pool": 6,
    "withdrawn": 7,
}
REFUSED = {
    ("employer", "hours"): 5,
    ("employer", "days"): 4,
    ("employer", "tasks"): 4,
    ("employer", "no_guidance"): 6,
    ("employer", "seat_gone"): 7,
    ("employer", "other_chosen"): 5,
    ("candidate", "too_far"): 12,
    ("candidate", "not_wanted"): 5,
    ("candidate", "days"): 3,
    ("candidate", "not_now"): 3,
}
WITHDRAWN = ("seat_filled", "job_closed", "no_answer", "changed")
POOL = ("later", "next_seat", "other_job")
ELSEWHERE = ("other_work", "training", "other_proposal")
WHY = (
    "Doet dit werk graag en komt op tijd. Wil in een vaste ploeg werken.",
    "Werkt rustig en precies. Heeft dit eerder gedaan en wil er meer van leren.",
    "Zoekt vaste dagen dicht bij huis. De taken passen bij wat deze kandidaat graag doet.",
    "Leert snel door mee te kijken. Blijft graag langer op één plek.",
    "Is vriendelijk tegen klanten en houdt van aanpakken.",
)
DAY = timedelta(days=1)


def propose_people(seats: Seats, progress: Progress) -> None:
    """Write down what the account managers and consulents proposed."""
    draw = _Draw(seats)
    made = 0
    for name, number in BY.items():
        told = list(draw.told(seats.members[name], number, ACCEPTED.get(name, 0)))
        made += len(register_proposals(seats.members[name], told, token_of=demo_token, today=seats.day))
    progress("voorstellen", made, made)


class _Draw:
    """Draws pairs that go together, and what came of them."""

    def __init__(self, seats: Seats) -> None:
        self.day, self.chance = seats.day, Chance("proposals")
        found = jobs_visible_to(seats.members["Alice"], JobFilters(self.day, state="open"), limit=1000).rows
        self.jobs: list[Job] = jobs_to_match(self.day, keys=[row.pk for row in found])
        free = seats_free({row.pk: row.seats for row in found}, self.day)
        self.free = {row.number: free[row.pk] for row in found}
        # One colleague each: two who propose the same person for the same job is refused.
        self.spoken_for: set[str] = set()
        self.room: Counter[str] = Counter({job.key: job.seats + BESIDE for job in self.jobs})

    def told(self, actor: Actor, number: int, accepted: int) -> Iterator[Told]:
        """Give this many proposals of one colleague, as far as there are people and jobs for them."""
        made = 0
        for person, since, jobs in self._fitting(actor):
            if person in self.spoken_for:
                continue
            self.spoken_for.add(person)
            for job, is_own in self._drawn(jobs):
                if made == number:
                    return
                came = "accepted" if made < accepted else self._outcome(is_own=is_own)
                made += 1
                self.room[job.key] -= 1
                yield self._came(person, job, came, since)

    def _fitting(self, actor: Actor) -> Iterator[tuple[str, date, list[Job]]]:
        """People in any order, each with since when they could be proposed and what fits, the best first."""
        condition = Q(findable(self.day), ~at_work(self.day))
        rows = list(people_visible_to(actor, PeopleFilters(), only=condition, limit=PEOPLE).rows)
        numbers = {str(row.pk): row.number for row in rows}
        people = people_to_match(self.day, keys=[row.pk for row in rows])
        weights = weights_on(self.day)
        found = pairs(people, self.jobs, weights, self.day)
        for place in self.chance.sample(range(len(people)), len(people)):
            jobs = [self.jobs[job] for job, _points in found.of(place)]
            if jobs:
                person = people[place]
                # Before that day the begin would not have fitted.
                since = (person.available_from or self.day) - weights.wait_days * DAY
                yield numbers[person.key], min(since, self.day), jobs

    def _drawn(self, fitting: list[Job]) -> Iterator[tuple[Job, bool]]:
        """One or two out of the best that still have room, or something else that somebody believes in."""
        if self.chance.happens(OWN_PICKS):
            known = {job.key for job in fitting}
            others = [job for job in self.jobs if job.key not in known and self.room[job.key] > 0]
            if others:
                yield self.chance.one_of(others), True
            return
        there = [job for job in fitting if self.room[job.key] > 0][:CHOSEN_FROM]
        for job in self.chance.sample(there, min(len(there), self.chance.randint(1, MOST_EACH))):
            yield job, False

    def _outcome(self, *, is_own: bool) -> str:
        came = self.chance.one_of(list(CAME), list(CAME.values()))
        return "refused" if is_own and came == "accepted" else came

    def _came(self, person: str, job: Job, came: str, since: date) -> Told:
        # A carved job stays free for whoever looks at it first.
        if came == "accepted" and (not self.free[job.key] or job.kind == "carved"):
            came = "pool"
        if came == "accepted":
            self.free[job.key] -= 1
        # What nobody answered lies in the last weeks, and some of it too long.
        recent = {"proposed": 11, "seen": 13, "talk_planned": 16, "trial": 35}
        on = max(since, self.day - self.chance.randint(1, recent.get(came, LONGEST_AGO)) * DAY)
        moves = tuple(self._moves(came, on))
        named = on if came in ("trial", "accepted") or self.chance.happens(0.3) else None
        return Told(person, job.key, self.chance.one_of(WHY), on, moves, named)

    def _moves(self, came: str, on: date) -> Iterator[ToldMove]:
        if came == "proposed":
            return
        seen = self._later(on, 4)
        yield ToldMove(seen, "seen", "employer")
        if came == "seen":
            return
        last = self._later(seen, 10)
        if came == "refused":
            side, because = self.chance.one_of(list(REFUSED), list(REFUSED.values()))
            yield ToldMove(last, "refused", side, because)
        elif came == "withdrawn":
            yield ToldMove(last, "withdrawn", "desk", self.chance.one_of(WITHDRAWN))
        elif came == "pool":
            yield ToldMove(last, "pool", "employer", self.chance.one_of(POOL))
        elif came == "hired_elsewhere":
            yield ToldMove(last, "hired_elsewhere", "candidate", self.chance.one_of(ELSEWHERE))
        elif came == "talk_planned":
            yield ToldMove(last, came, meeting=last + self.chance.randint(1, 9) * DAY)
        else:
            yield ToldMove(last, "talk_planned", meeting=last + DAY)
            after = self._later(last, 12)
            meeting = after + self.chance.randint(7, 60) * DAY if came == "trial" else None
            side = "desk" if came == "trial" else "employer"
            yield ToldMove(after, came, side, meeting=meeting)

    def _later(self, on: date, most: int) -> date:
        return min(self.day, on + self.chance.randint(0, most) * DAY)
