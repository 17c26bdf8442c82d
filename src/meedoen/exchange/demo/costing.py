"""What a few changes at work cost in the demo region: amounts that nobody asks outside it."""

from __future__ import annotations

from decimal import Decimal

from meedoen.exchange.demo.cast import Seats
from meedoen.register.fits.costing import set_cost

INVENTED = "verzonnen voor deze demonstratie"
COSTS = {"transport": Decimal(118), "course": Decimal(640), "training": Decimal(350), "lift_kg": Decimal(900)}


def price_changes(seats: Seats) -> None:
    """The coordinator says what the region reckons with; the other changes stay unknown."""
    for key, amount in COSTS.items():
        set_cost(seats.members["Carla"], key, amount, INVENTED, seats.day, today=seats.day)
