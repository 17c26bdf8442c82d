"""What the region says a change costs, and where “past als …” says it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.register.fits.costing import set_cost
from meedoen.register.fits.selectors import costs_on, costs_shown
from tests.factories.access import TODAY, Cast

DAY = timedelta(days=1)


def test_the_last_day_wins_and_nothing_is_overwritten(cast: Cast) -> None:
    actor = cast.carla.actor
    set_cost(actor, "transport", Decimal(90), "contract 2018", date(2018, 1, 1), today=TODAY)
    set_cost(actor, "transport", Decimal("118.50"), "contract 2018", TODAY + DAY, today=TODAY)
    assert costs_on(TODAY) == {"transport": 90}
    assert costs_on(TODAY + DAY) == {"transport": Decimal("118.50")}
    set_cost(actor, "transport", None, "contract gestopt", TODAY, today=TODAY)
    assert costs_on(TODAY) == {}
    shown = {one.key: one for one in costs_shown(TODAY)}
    assert (shown["transport"].amount, shown["transport"].source) == (None, "contract gestopt")
    assert shown["course"].starts_on is None
    assert JournalEntry.objects.filter(deed="change_cost.set").count() == 3


@pytest.mark.parametrize(
    ("key", "amount", "source", "field"),
    [
        ("niets", Decimal(1), "x", "key"),
        ("transport", Decimal(-1), "x", "amount"),
        ("transport", Decimal("1.005"), "x", "amount"),
        ("transport", Decimal(50_001), "x", "amount"),
        ("transport", Decimal(1), "", "source"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    cast: Cast, key: str, amount: Decimal, source: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        set_cost(cast.carla.actor, key, amount, source, TODAY, today=TODAY)
    assert refused.value.field == field


def test_only_the_coordinator_says_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        set_cost(cast.alice.actor, "transport", Decimal(1), "x", TODAY, today=TODAY)


def test_the_page_shows_it_and_the_form_takes_it(cast: Cast) -> None:

    asked = Client()
    asked.force_login(cast.carla.account)
    answer = asked.post(
        "/voorstellen/kosten/transport/",
        {"amount": "118,50", "source": "regeling 2018", "starts_on": TODAY.isoformat()},
        follow=True,
    )
    assert "118,50" in answer.content.decode()
    assert asked.get("/voorstellen/kosten/bestaat-niet/").status_code == 404
    wrong = asked.post("/voorstellen/kosten/transport/", {"amount": "veel", "source": "x"})
    assert wrong.status_code == 422
    assert "veel" in wrong.content.decode()
