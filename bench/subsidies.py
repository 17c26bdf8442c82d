"""Taking the subsidies of a region along to a new year, beside the bare engine on the same jobs."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROWS = 20_000
DAY, YEAR = date(2025, 12, 15), 2026


def main(rows: int | None = None) -> None:
    """Print seconds for planning and writing, and the ratio to the engine alone."""
    number = rows or ROWS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.project.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _measure(_region(number), number)


def _measure(actor: Any, number: int) -> None:
    from meedoen.register.subsidies.reindexing import keep_reindex
    from meedoen.register.subsidies.renewing import plan_reindex
    from meedoen.rules.lks import Job, lks

    signs: list[int] = []
    begun, cpu = perf_counter(), process_time()
    plan = plan_reindex(actor, YEAR, lambda done, _total: signs.append(done))
    planned, planned_cpu = perf_counter() - begun, process_time() - cpu
    begun, cpu = perf_counter(), process_time()
    counts = keep_reindex(actor, YEAR, plan, today=DAY)
    kept, kept_cpu = perf_counter() - begun, process_time() - cpu
    jobs = [
        Job(loonwaarde=Decimal(30 + turn % 60) / 100, hours=Decimal(36), starts_on=date(2025, 1, 1))
        for turn in range(number)
    ]
    cpu = process_time()
    for job in jobs:
        lks(job, date(YEAR, 1, 1))
    bare = process_time() - cpu
    print(f"{counts['proposed']:,} subsidies proposed for {YEAR}, progress told {len(signs)} times")
    print(f"{'calculate':24} {planned:7.2f} s   processor {planned_cpu:7.2f} s")
    print(f"{'write, one transaction':24} {kept:7.2f} s   processor {kept_cpu:7.2f} s")
    print(f"{'the engine alone':24}             processor {bare:7.2f} s")
    print(f"{'ratio to the engine':24} {(planned_cpu + kept_cpu) / bare:7.2f}x")


def _region(number: int) -> Any:
    """Approved subsidies until the new year, and the controller who takes them along."""
    from meedoen.register.people.models import Person
    from meedoen.register.placements.models import ContractHours, Placement
    from meedoen.register.profiles.models import Loonwaarde
    from meedoen.register.subsidies.models import Subsidy, SubsidyPeriod
    from tests.factories import access, register

    first, second = date(2025, 1, 1), date(YEAR, 1, 1)
    cast = access.cast(DAY)
    desk, firm = cast.alice.account.organisation, register.employer()
    turns = range(1, number + 1)
    person = {"birth_on": date(1990, 6, 15), "responsible": desk, "municipality": access.ASSEN}
    work = {"kind": "dienstverband", "employer": firm, "workplace_employer": firm, "is_new_job": True}
    work |= {"work_municipality": access.ASSEN, "starts_on": first, "registered_by": desk}
    decided = {"employer": firm, "starts_on": first, "ends_before": second, "basis": "measured"}
    decided |= {"state": "approved"}
    decided |= {"full_time": Decimal(36), "hours_week": Decimal(36), "calculated_on": first}
    decided |= {"calculated_by": cast.alice.account, "proposed_by": cast.alice.account}
    decided |= {"approved_by": cast.hans.account, "approved_on": first, "amount_c": 90_000}
    asked = {"payer": desk, "kind": "measured", "full_time": Decimal(36), "starts_on": first}
    asked |= {"state": "approved", "requested_on": first, "runs_until": second}
    asked |= {"requested_by": cast.alice.account}
    people = [Person(pk=n, number=f"K-{n}", name="x", registered_on=first, **person) for n in turns]
    jobs = [Placement(pk=n, number=f"P-{n}", person_id=n, registered_on=first, **work) for n in turns]
    hours = [ContractHours(placement_id=n, starts_on=first, hours_week=Decimal(36)) for n in turns]
    worth = [Loonwaarde(pk=n, person_id=n, percentage=Decimal(30 + n % 60), measured_on=first) for n in turns]
    subsidies = [Subsidy(pk=n, number=f"S-{n}", placement_id=n, **asked) for n in turns]
    periods = [SubsidyPeriod(subsidy_id=n, percentage=Decimal(30 + n % 60), **decided) for n in turns]
    heaps: list[tuple[Any, list[Any]]] = [
        (Person, people),
        (Placement, jobs),
        (ContractHours, hours),
        (Loonwaarde, worth),
        (Subsidy, subsidies),
        (SubsidyPeriod, periods),
    ]
    for model, made in heaps:
        model._default_manager.bulk_create(made, batch_size=500)
    return _controller(desk)


def _controller(desk: Any) -> Any:
    from meedoen.access.actors import actor_for
    from tests.factories import access

    return actor_for(access.account("Corry Controller", "controller", at=desk), DAY)
