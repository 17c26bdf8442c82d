"""Functions, people and limits for the tests of carving, drawn by Hypothesis or made by hand."""

from __future__ import annotations

from hypothesis import strategies as st

from meedoen.matching.carving_demands import DEMANDS, RUNGS
from meedoen.matching.carving_shapes import Carver, Function, Limits, Points, Task

WORKS = ("green.mow", "laundry.iron", "metal.saw", "")
LEVELS = tuple(RUNGS)[:5]
CODES = tuple(DEMANDS)

codes = st.dictionaries(st.sampled_from(CODES), st.integers(1, 4), max_size=3)
works = st.frozensets(st.sampled_from(WORKS[:3]))


@st.composite
def tasks(draw: st.DrawFn, key: str) -> Task:
    return Task(
        key,
        draw(st.integers(1, 12)) * draw(st.sampled_from((1, 4))),
        demands=draw(codes),
        level=draw(st.sampled_from(("none", "none", *LEVELS))),
        work=draw(st.sampled_from(WORKS)),
        kept=draw(st.sampled_from(("", "", "", "heart"))),
    )


@st.composite
def people(draw: st.DrawFn, key: str) -> Carver:
    least = draw(st.integers(0, 30))
    return Carver(
        key,
        least,
        least + draw(st.integers(1, 60)),
        codes=draw(codes),
        level=draw(st.sampled_from(LEVELS)),
        able=draw(works),
        liked=draw(works),
        minutes=draw(st.dictionaries(st.sampled_from(("a", "b")), st.integers(0, 90))),
        furthest=draw(st.sampled_from((None, 45))),
    )


@st.composite
def cases(draw: st.DrawFn, most: int = 5) -> tuple[list[Function], list[Carver], Limits]:
    """Up to `most` functions and people, with at least one task that may be taken out."""
    functions = [
        Function(
            f"f{at}",
            draw(st.sampled_from("ab")),
            tuple(draw(tasks(f"t{place}")) for place in range(draw(st.integers(1, 4)))),
        )
        for at in range(draw(st.integers(1, most - 1)))
    ]
    functions.append(Function("f9", "a", (Task("t0", 8),)))
    folk = [draw(people(f"p{at}")) for at in range(draw(st.integers(1, most)))]
    number = draw(st.integers(1, 3))
    limits = Limits(
        functions=number,
        employers=draw(st.integers(1, number)),
        share=draw(st.sampled_from((30, 60, 100))),
        most=draw(st.sampled_from((32, 96, 160))),
        points=draw(st.sampled_from((Points(), Points(job=5), Points(employer=300, function=0)))),
    )
    return functions, folk, limits


HOME = Function(
    "verzorgende",
    "zorg",
    (
        Task("medicijnen", 48, level="mbo3", kept="paper"),
        Task("bedden", 24, demands={"lift_kg": 8}, work="cleaning.rooms"),
        Task("maaltijden", 20, demands={"walk_minutes": 30, "no_customers": 1}, work="care.meals"),
        Task("was", 16, work="laundry.iron"),
    ),
)
KITCHEN = Function(
    "kok", "zorg", (Task("koken", 80, level="mbo2"), Task("afwas", 24, work="catering.dishes"))
)
GREEN = Function("hovenier", "gemeente", (Task("snoeien", 60), Task("zwerfvuil", 20, work="green.litter")))
SAM = Carver("sam", 40, 80, codes={"lift_kg": 10}, liked=frozenset({"laundry.iron"}))
ROBIN = Carver("robin", 32, 64, codes={"no_customers": 1, "lift_kg": 5})
