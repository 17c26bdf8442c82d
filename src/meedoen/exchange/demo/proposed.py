"""The proposals of the demo: who was proposed for which job in the past months, and what came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from meedoen.access.actors import Actor
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress
from meedoen.matching.fit import fit
from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Job, Person
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.jobs.listing import JobFilters, jobs_visible_to
from meedoen.register.people.listing import PeopleFilters, people_visible_to
from meedoen.register.profiles.findability import findable
from meedoen.register.proposals.links import demo_token
from meedoen.register.proposals.seats import seats_free
from meedoen.register.proposing.many import Told, ToldMove, register_proposals

# Who of the cast proposes, and how many.
BY = {"Alice": 130, "Bob": 110, "Gerda": 140, "Hans": 80, "Bea": 80, "Steven": 60}
# Of how many jobs, drawn from all, the best is chosen; now and then somebody picks without looking.
LOOKED_AT, OWN_PICKS = 25, 0.07
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
        told = list(draw.told(seats.members[name], number))
        made += len(register_proposals(seats.members[name], told, token_of=demo_token, today=seats.day))
    progress("voorstellen", made, made)


class _Draw:
    """Draws pairs that go together, and what came of them."""

    def __init__(self, seats: Seats) -> None:
        self.day, self.chance = seats.day, Chance("proposals")
        rows = jobs_visible_to(seats.members["Alice"], JobFilters(self.day, state="open"), limit=1000).rows
        shapes = {one.key: one for one in jobs_to_match(self.day, keys=[row.pk for row in rows])}
        self.jobs: list[Job] = [shapes[row.number] for row in rows if row.number in shapes]
        keys = {row.number: row.pk for row in rows}
        free = seats_free({row.pk: row.seats for row in rows}, self.day)
        self.free = {number: free[key] for number, key in keys.items()}
        self.taken: set[tuple[str, str]] = set()

    def told(self, actor: Actor, number: int) -> Iterator[Told]:
        """Give this many proposals of one colleague, as far as there are people and jobs for them."""
        found = people_visible_to(actor, PeopleFilters(), only=findable(self.day), limit=number).rows
        shapes = people_to_match(self.day, keys=[row.pk for row in found])
        numbers = {str(row.pk): row.number for row in found}
        for turn in range(number if shapes and self.jobs else 0):
            person = shapes[turn % len(shapes)]
            job = self._job_for(person)
            if job is not None and (numbers[person.key], job.key) not in self.taken:
                self.taken.add((numbers[person.key], job.key))
                yield self._came(numbers[person.key], job)

    def _job_for(self, person: Person) -> Job | None:
        looked = self.chance.sample(self.jobs, min(LOOKED_AT, len(self.jobs)))
        if self.chance.happens(OWN_PICKS):
            return looked[0]
        weights = weights_on(self.day)
        scored = [(fit(person, job, weights, self.day).score or 0, job.key, job) for job in looked]
        best = max(scored, key=lambda one: one[:2])
        return best[2] if best[0] else None

    def _came(self, person: str, job: Job) -> Told:
        came = self.chance.one_of(list(CAME), list(CAME.values()))
        if came == "accepted" and not self.free[job.key]:
            came = "pool"
        if came == "accepted":
            self.free[job.key] -= 1
        # What nobody answered lies in the last weeks, and some of it too long.
        recent = {"proposed": 16, "seen": 20, "talk_planned": 25, "trial": 40}
        on = self.day - self.chance.randint(1, recent.get(came, LONGEST_AGO)) * DAY
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
