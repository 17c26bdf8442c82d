"""The agreements of the demo: of work that runs or ran, and those that wait for somebody, in all states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from meedoen.access.actors import Actor
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Job, Person
from meedoen.exchange.demo.towns import code_on
from meedoen.register.agreements.many import Told, ToldReview, register_agreements
from meedoen.register.agreements.states import DRAFT_LASTS
from meedoen.register.agreements.terms import NewAgreement, Signer, Terms
from meedoen.register.links import demo_token

DAY = timedelta(days=1)
# Who of the cast makes them: where, of work that there is, and of work to come.
DESKS = (
    ("GM0106", "Alice", 40, 26),
    ("GM0106", "Hans", 22, 12),
    ("GM0047", "Bob", 28, 16),
    ("GM0014", "Gerda", 54, 30),
)
LATELY = timedelta(days=400)
# What stands of work to come, by how often; “expired” was forgotten too long.
CAME = {"draft": 5, "waits": 10, "signed": 4, "annulled": 2, "expired": 2}
ANNULLED = ("wrong_entry", "other_work", "no_show", "employer_stops")
WORK = (
    "Planten verzorgen en tuinen bijhouden, samen met een vaste collega.",
    "Bestellingen inpakken en klaarzetten voor vervoer.",
    "Schoonmaken van kantoren, elke dag dezelfde ruimtes.",
    "Helpen in de keuken: snijden, afwassen en opruimen.",
    "Post verdelen, kopiëren en vergaderzalen klaarzetten.",
)
GUIDANCE = (
    "Elke week een kort gesprek met de begeleider.",
    "Een vaste collega werkt de eerste maand samen op.",
    "",
)
CONTACTS = ("Anja Postma", "Henk de Groot", "Fatima El Amrani", "Joris Veenstra", "Mieke Dijkstra")
REVIEWS = (
    ToldReview("Kwam elke dag op tijd en leerde het werk snel.", "job", "agreed"),
    ToldReview("Het tempo was nog te hoog, de taken gingen goed.", "longer", "agreed", "Ik wil graag door."),
    ToldReview("Het werk paste niet goed.", "other_work", "disputed", "Ik kreeg te weinig uitleg."),
    ToldReview("Werkt rustig en precies. Wil blijven.", "job"),
)


def agree(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Write down what was agreed with whom, and on whose signature it waits."""
    draw, made = _Draw(rows, seats), 0
    for code, name, there, to_come in DESKS:
        actor = seats.members[name]
        told = [*draw.of_work(actor, code, there), *draw.to_come(actor, code, to_come)]
        if told:
            made += len(register_agreements(actor, told, token_of=demo_token, today=rows.day))
    progress("overeenkomsten", made, made)


class _Draw:
    """Draws agreements from the plan; each job and person once."""

    def __init__(self, rows: Rows, seats: Seats) -> None:
        self.rows, self.day = rows, rows.day
        self.chance = Chance("agreements")
        self.seen: set[tuple[str, int]] = set()
        self.turn = 0

    def of_work(self, actor: Actor, code: str, most: int) -> Iterator[Told]:
        """Give agreements of jobs of the last year, trials first."""
        jobs = [
            job
            for job in self.rows.plan.jobs
            if self.day - LATELY <= job.starts_on <= self.day and self._lives(job.person, code)
        ]
        jobs.sort(key=lambda job: (job.kind != "proefplaatsing", job.kind == "dienstverband", -job.key))
        # Half of the places for what is not an ordinary job, so that all kinds are there.
        rare = [job for job in jobs if job.kind != "dienstverband"][: most * 2 // 3]
        plain = [job for job in jobs if job.kind == "dienstverband"]
        for job in [*rare, *plain][: most * 2]:
            if most and ("job", job.key) not in self.seen:
                most -= 1
                self.seen.add(("job", job.key))
                yield self._of_job(actor, job)

    def to_come(self, actor: Actor, code: str, most: int) -> Iterator[Told]:
        """Give agreements that did not begin yet, of people without work."""
        people = [
            one for one in self.rows.plan.people if self._lives(one, code) and not one.works_on(self.day)
        ]
        firms = [firm for firm in self.rows.plan.firms if firm.kind == "markt"]
        for person in self.chance.sample(people, min(most, len(people))):
            if ("person", person.key) in self.seen:
                continue
            self.seen.add(("person", person.key))
            self.turn += 1
            came = list(CAME)[self.turn % len(CAME)] if self.turn <= len(CAME) else self._came()
            longest = DRAFT_LASTS.days + 30 if came == "expired" else 30
            least = DRAFT_LASTS.days if came == "expired" else 0
            on = self.day - self.chance.randint(least, longest) * DAY
            firm = self.chance.one_of(firms)
            kind = self.chance.one_of(("dienstverband", "proefplaatsing", "leerwerkplek"), (5, 4, 1))
            starts = on + self.chance.randint(20, 60) * DAY
            ends = starts + 61 * DAY if kind == "proefplaatsing" else None
            terms = self._terms(code, starts, ends, Decimal(self.chance.randrange(16, 33, 4)))
            new = self._new(actor, person, kind, (firm.kvk, firm.kvk), terms)
            sides = ("person", *new.signers)
            number = {"waits": self.chance.randrange(len(sides)), "signed": len(sides)}.get(came, 0)
            because = self.chance.one_of(ANNULLED) if came == "annulled" else ""
            yield Told(new, on, came, self._signed(sides[:number]), because)

    def _came(self) -> str:
        return self.chance.one_of(list(CAME), list(CAME.values()))

    def _lives(self, person: Person, code: str) -> bool:
        return code_on(person.home, self.day) == code

    def _of_job(self, actor: Actor, job: Job) -> Told:
        is_over = job.ends_before is not None and job.ends_before <= self.day
        state = "ended" if is_over else "suspended" if self.chance.happens(0.06) else "running"
        hours = Decimal(job.hours[0][1]) / 100
        terms = self._terms(job.work_town, job.starts_on, job.ends_before, hours)
        if job.kind == "beschut_werk":
            terms = self._advised(terms)
        new = self._new(
            actor,
            job.person,
            job.kind,
            (job.employer.kvk, job.workplace.kvk),
            terms,
            self.rows.placement_number[job.key],
        )
        review = None
        if job.kind == "proefplaatsing" and (is_over or self.chance.happens(0.4)):
            review = self.chance.one_of(REVIEWS)
        on = max(job.starts_on - self.chance.randint(2, 20) * DAY, job.person.registered_on)
        because = "absent" if state == "suspended" else ""
        signed = self._signed(("person", *new.signers))
        return Told(new, min(on, self.day), state, signed, because, review)

    def _terms(self, code: str, starts_on: date, ends_before: date | None, hours: Decimal) -> Terms:
        return Terms(
            tasks=self.chance.one_of(WORK),
            hours_week=hours,
            days=tuple(sorted(self.chance.sample(("mon", "tue", "wed", "thu", "fri"), 3))),
            guidance=self.chance.one_of(GUIDANCE),
            instruments=tuple(self.chance.sample(("jobcoach", "lks", "no_risk"), 1)),
            supervisor=self.chance.one_of(CONTACTS),
            work_municipality=code,
            starts_on=starts_on,
            ends_before=ends_before,
        )

    def _advised(self, terms: Terms) -> Terms:
        return replace(terms, advice_on=terms.starts_on - 60 * DAY)

    def _new(
        self,
        actor: Actor,
        person: Person,
        kind: str,
        kvks: tuple[str, str],
        terms: Terms,
        placement: str = "",
    ) -> NewAgreement:
        name = self.chance.one_of(CONTACTS)
        mail = f"{name.split()[0].lower()}@werkgever.example"
        signers = {"employer": Signer(name, mail), "payer": Signer(actor.name)}
        if kvks[0] != kvks[1]:
            signers["hirer"] = Signer(self.chance.one_of(CONTACTS), "inlener@werkgever.example")
        assert actor.organisation_id is not None
        return NewAgreement(
            person_number=self.rows.person_number[person.key],
            kind=kind,
            employer_kvk=kvks[0],
            workplace_kvk=kvks[1],
            payer_id=actor.organisation_id,
            # The gemeente lets someone try with bijstand only; UWV does so with what it pays.
            basis="gemeente"
            if kind == "proefplaatsing"
            else self.chance.one_of(("gemeente", "wajong"), (6, 3)),
            signers=signers,
            terms=terms,
            placement=placement,
        )

    def _signed(self, sides: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((side, self._how(side)) for side in sides)

    def _how(self, side: str) -> str:
        if side == "payer":
            return "account"
        return "on_behalf" if side == "person" and self.chance.happens(0.15) else "link"
