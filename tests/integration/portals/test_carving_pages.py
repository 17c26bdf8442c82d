"""Pages of the engine on the bench: asking, taking over, what a job brings, and the paper of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.access.tasks.models import LongTask
from meedoen.portals import paper
from meedoen.portals.desk import carving_later
from meedoen.portals.desk.carving_later import search_later
from meedoen.register.bench.models import Bench, DraftJob
from meedoen.register.people.models import Person
from meedoen.register.profiles.cards import Travel
from meedoen.register.searches.models import Search, Stack
from tests.factories import carving, privacy, profiles, register
from tests.factories.access import Cast, Member

SignIn = Callable[[Member], Client]
ASKED = {"person": "", "hours_min": "8", "hours_max": "24", "functions": "3", "share": "60"}


@pytest.fixture
def bench(cast: Cast) -> Bench:
    return carving.bench(register.employer(name="Kwekerij Rolde"))


@pytest.fixture
def alice(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.alice)


def person() -> Person:
    made = register.person(name="Koen de Wit")
    profiles.profile(made)
    return made


def at(name: str, bench: Bench, *more: Any) -> str:
    return reverse(name, args=[bench.employer.kvk, bench.number, *more])


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_from_a_question_to_a_job_on_the_bench(alice: Client, bench: Bench) -> None:
    koen = person()
    asked = alice.post(at("bench-proposals", bench), {**ASKED, "person": koen.number})
    search = Search.objects.get()
    assert asked["Location"] == at("bench-search", bench, search.pk)
    text = text_of(alice, asked["Location"])
    assert "Bewezen: binnen deze grenzen is geen beter plan mogelijk." in text
    assert "gras maaien" in text
    assert "Waarom dit past" in text
    assert "Wat in de functies blijft liggen" in text
    assert "Ontwerpen" not in text
    taken = alice.post(at("bench-search-take", bench, search.pk, 1), {"title": "Hulp in het park"})
    draft = DraftJob.objects.get()
    assert taken["Location"].endswith(f"?baan={draft.pk}")
    assert text_of(alice, at("bench-proposals", bench)).count("1 voorstel<") == 1


def test_for_many_it_is_a_task_and_names_stand_behind_a_link(
    alice: Client, bench: Bench, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    koen, theirs = person(), cast.bob.account.organisation
    bea = register.person(name="Bea Ver", municipality="GM0047", responsible=theirs)
    far = profiles.profile(bea)
    profiles.lay(far, Travel("9641 AB", ("car",), 90))
    far.save()
    # In the queue, until the worker comes to it.
    monkeypatch.setattr(carving_later, "search_later", SimpleNamespace(enqueue=lambda _key: None))
    alice.post(at("bench-proposals", bench), ASKED)
    search = Search.objects.get()
    waiting = text_of(alice, at("bench-search", bench, search.pk))
    assert "Wacht op zijn beurt" in waiting
    assert "U kunt deze pagina verlaten" in waiting
    task = LongTask.objects.get(kind="carving.run")
    search_later.call(task.pk)
    assert at("bench-search", bench, search.pk) in text_of(alice, reverse("task", args=[task.pk]))
    text = text_of(alice, at("bench-search", bench, search.pk))
    assert "Gekeken naar 2 mensen" in text
    assert koen.name not in text
    people = text_of(alice, at("bench-search-people", bench, search.pk, 1))
    assert koen.name in people
    assert bea.name not in people
    assert "Past bij 2 mensen" in people
    assert "1 voor u zichtbaar" in people
    look = JournalEntry.objects.filter(deed="carving.see").get()
    assert look.detail["numbers"] == [koen.number]


def test_a_refusal_stands_on_the_form_and_nothing_is_kept(alice: Client, bench: Bench) -> None:
    answer = alice.post(at("bench-proposals", bench), {**ASKED, "hours_min": "30", "functions": "9"})
    assert answer.status_code == 422
    assert "Het minste is meer dan het meeste" in answer.content.decode()
    nobody = register.person()
    answer = alice.post(at("bench-proposals", bench), {**ASKED, "person": nobody.number})
    assert answer.status_code == 422
    assert "Niemand heeft een profiel" in answer.content.decode()
    assert not Search.objects.exists()


@pytest.mark.parametrize("typed", ["\0", "K-1\0", "9" * 300, "\ud800", "ک"])
def test_nothing_that_is_typed_breaks_it(alice: Client, bench: Bench, typed: str) -> None:
    given = {
        **ASKED,
        "person": typed.encode("utf-8", "surrogatepass"),
        "functions": typed.encode("utf-8", "replace"),
    }
    assert alice.post(at("bench-proposals", bench), given).status_code == 422
    assert alice.get(at("bench-search", bench, 10**30)).status_code == 404


def test_effect_and_money_with_the_loonwaarde_where_it_may_be_seen(
    alice: Client, bench: Bench, cast: Cast, sign_in: SignIn
) -> None:
    koen = person()
    profiles.loonwaarde(koen, percentage=Decimal(61))
    draft = carving.draft(bench, 40, 0, 24, for_person=koen, wage="wml", wage_percentage=Decimal(100))
    url = at("bench-effect", bench, draft.pk)
    text = text_of(alice, url)
    assert "61%" in text
    assert koen.number in text
    # 10 hours of the gardener at 24 euro, 52 weeks in 12 months.
    assert "€\u00a01.040,00" in text
    assert "Van Hulp in het groen is niet bekend wat een uur kost" in text
    other = text_of(sign_in(cast.carla), url)
    assert koen.number not in other
    assert "61%" not in other


def test_the_paper_of_the_employer_has_nobody_in_it(alice: Client, bench: Bench) -> None:
    koen = person()
    profiles.loonwaarde(koen, percentage=Decimal(61))
    draft = carving.draft(bench, 40, 24, for_person=koen, guide="colleague", guidance_minutes=30)
    text = text_of(alice, at("bench-case", bench, draft.pk))
    for hidden in (koen.number, koen.name, "61%"):
        assert hidden not in text
    for shown in ("30%", "50%", "80%", "aangenomen", "Kwekerij Rolde", "Loonkostensubsidie"):
        assert shown in text
    answer = alice.get(at("bench-case-pdf", bench, draft.pk))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_without_a_drawing_engine_the_page_says_so(
    alice: Client, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = carving.draft(bench, 40)

    def lacking() -> Any:
        raise paper.NoPaper("Deze computer kan geen PDF maken.")

    monkeypatch.setattr(paper, "_drawn_by", lacking)
    answer = alice.get(at("bench-case-pdf", bench, draft.pk), follow=True)
    assert answer.redirect_chain == [(at("bench-case", bench, draft.pk), 302)]
    assert "Deze computer kan geen PDF maken." in answer.content.decode()


def test_a_job_without_tasks_or_below_the_minimum_wage_says_why(alice: Client, bench: Bench) -> None:
    empty = carving.draft(bench)
    assert "nog geen taken" in text_of(alice, at("bench-effect", bench, empty.pk))
    poor = carving.draft(bench, 40, wage="amount", wage_amount=Decimal(900))
    assert "ten minste het minimumloon" in text_of(alice, at("bench-case", bench, poor.pk))
    assert alice.get(at("bench-case-pdf", bench, poor.pk)).status_code == 302
    assert alice.get(at("bench-effect", bench, 10**30)).status_code == 404


def test_a_stapelbaan_from_question_to_jobs(alice: Client, cast: Cast) -> None:
    koen = person()
    for name, task in (("Kwekerij", "green.mow"), ("Dierenpark", "animals.feed")):
        one = carving.bench(register.employer(name=name))
        one.functions.all().delete()
        carving.function(one, "Alles", (task, 16, {"times": []}), ("green.weed", 16, {"kept": "heart"}))
    asked = alice.post(
        reverse("stacks"),
        {**ASKED, "person": koen.number, "employers": "3", "share": "100", "hours_max": "8"},
    )
    assert asked.status_code == 422
    koen_asks = {**ASKED, "person": koen.number, "employers": "3", "share": "100", "hours_max": "16"}
    profile = profiles.Profile.objects.get(person=koen)
    profile.hours_min, profile.hours_max = Decimal(8), Decimal(8)
    profile.save()
    asked = alice.post(reverse("stacks"), koen_asks)
    search = Search.objects.get()
    assert asked["Location"] == reverse("stack-search", args=[search.pk])
    text = text_of(alice, asked["Location"])
    assert "2 werkgevers" in text
    assert "8.00 tot 12.00 uur" in text
    alice.post(reverse("stack-search-take", args=[search.pk, 1]), {"title": "Buiten en dieren"})
    stack = Stack.objects.get()
    page = text_of(alice, reverse("stack", args=[stack.number]))
    assert "maandag" in page
    assert koen.number in page
    made = alice.post(
        reverse("stack-make", args=[stack.number]),
        {"growth": "Een dag erbij", "when_donor_changes": "reviewed"},
    )
    assert made.status_code == 302
    assert "gemaakt" in text_of(alice, reverse("stack", args=[stack.number]))
    assert stack.number in text_of(alice, reverse("stacks"))


def test_whom_a_proposal_fits_is_told_in_words_when_its_work_is_gone(alice: Client, bench: Bench) -> None:
    """Everything on the bench went to jobs, or the functions went themselves."""
    person()
    search = carving.answered(bench)
    carving.draft(bench, 40, 24, 24, 24)
    url = at("bench-search-people", bench, search.pk, 1)
    bench.functions.exclude(name="Hovenier").delete()
    bench.functions.get().tasks.exclude(kept="").delete()
    assert "Laat opnieuw rekenen" in text_of(alice, url)
    bench.functions.all().delete()
    assert "Laat opnieuw rekenen" in text_of(alice, url)


def test_a_task_of_a_very_large_employer_breaks_no_page(alice: Client, bench: Bench) -> None:
    """The bench takes up to 9.999 hours a week of everybody together."""
    koen = person()
    carving.function(bench, "Schoonmaak van alles", ("clean.floors", 39_996, {}))
    answer = alice.post(at("bench-proposals", bench), {**ASKED, "person": koen.number})
    assert answer.status_code == 302, answer.content.decode()
    search = carving.answered(bench)
    text_of(alice, at("bench-search-people", bench, search.pk, 1))


def test_a_step_that_is_not_one_of_the_nine_is_not_found(alice: Client, bench: Bench) -> None:
    assert alice.get(at("bench-step", bench, "tiende")).status_code == 404


def test_who_wants_no_matching_is_said_to_want_none(alice: Client, bench: Bench, cast: Cast) -> None:
    koen = person()
    privacy.restriction(koen)
    answer = alice.post(at("bench-proposals", bench), {**ASKED, "person": koen.number})
    assert answer.status_code == 422
    assert "wil niet dat er werk bij wordt gezocht" in answer.content.decode()


def test_a_week_of_which_the_tasks_were_changed_says_so(alice: Client, bench: Bench) -> None:
    other = carving.bench(register.employer(name="Dierenpark"))
    stack = carving.stack(bench, other)
    url = reverse("stack", args=[stack.number])
    for part in stack.parts.all():
        task = part.draft.bench.functions.first().tasks.first()
        part.draft.pieces.create(task=task, quarters=4)
    assert "veranderd" not in text_of(alice, url)
    part.draft.pieces.update(quarters=8)
    assert "De taken zijn veranderd sinds deze week is gemaakt" in text_of(alice, url)
