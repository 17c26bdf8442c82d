"""The demo has a week at several small employers."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

from meedoen.exchange.demo.carving import SMALL, _stack, lay_small_benches
from meedoen.register.bench.models import Bench
from meedoen.register.profiles.cards import Availability
from meedoen.register.searches.models import Search, Stack
from tests.factories import profiles, register
from tests.factories.access import TODAY, Cast


def test_a_week_at_small_employers_is_found_and_no_try_stays(cast: Cast) -> None:
    register.person()
    koen = register.person()
    profile = profiles.profile(koen)
    days = ("mon", "tue", "wed", "thu")
    profiles.lay(profile, Availability(Decimal(8), Decimal(24), days, ("morning", "afternoon"), TODAY))
    profile.save()
    rows = SimpleNamespace(plan=SimpleNamespace(day=TODAY))
    kvks = [register.employer(name=name).kvk for name, *_rest in SMALL]
    lay_small_benches(cast.alice.actor, kvks, rows)  # type: ignore[arg-type]  # the day is all it reads
    assert Bench.objects.count() == len(SMALL)
    assert _stack(cast.alice.actor, rows) == 1  # type: ignore[arg-type]
    assert Stack.objects.get().parts.count() > 1
    assert Search.objects.count() == 1
