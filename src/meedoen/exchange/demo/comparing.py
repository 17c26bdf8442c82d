"""One kept comparison with loondispensatie over the people of the demo region."""

from __future__ import annotations

from django.conf import settings

from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.rows import Progress
from meedoen.register.checks import NotPossible
from meedoen.steering.comparisons.services import answer_comparison, ask_comparison
from meedoen.steering.comparisons.shape import NewQuestion


def compare_everyone(seats: Seats, progress: Progress) -> None:
    """Ask and answer it with the amounts of the present; a present without norms of bijstand has none."""
    petra = seats.members["Petra"]
    try:
        question = ask_comparison(petra, NewQuestion(area=settings.REGION, day=seats.day), today=seats.day)
    except NotPossible:
        return
    answer_comparison(petra, question.pk, today=seats.day)
    progress("vergelijkingen", 1, 1)
