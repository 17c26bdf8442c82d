"""The pages of subsidies: from a placement to an approved period, and the payment list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.register.subsidies.models import PaymentBatch, Subsidy, SubsidyPeriod
from tests.factories import access, register, subsidies
from tests.factories.access import Cast, Member

SignIn = Callable[[Member], Client]
NOW = date.today()
JANUARY = date(NOW.year, 1, 1)


def _page(client: Client, name: str, *parts: object, **asked: str) -> str:
    answer = client.get(reverse(name, args=parts), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_a_placement_to_an_amount_that_a_second_person_approved(cast: Cast, sign_in: SignIn) -> None:
    work = register.placement(starts_on=JANUARY, hours="32")
    subsidies.measured(work, "60", JANUARY)
    alice, hans = sign_in(cast.alice), sign_in(cast.hans)
    assert reverse("subsidy-new", args=[work.number]) in _page(alice, "placement-subsidies", work.number)
    form = {"kind": "measured", "full_time": "36", "starts_on": JANUARY.isoformat()}
    answer = alice.post(reverse("subsidy-new", args=[work.number]), form)
    made = Subsidy.objects.get()
    assert answer.url == reverse("subsidy", args=[made.number])
    assert "berekend" in _page(alice, "subsidy", made.number)
    alice.post(reverse("subsidy-propose", args=[made.number]), {"version": made.version})
    assert "U berekende of stelde dit zelf voor" in _page(alice, "subsidy", made.number)
    assert made.number in _page(hans, "subsidies", status="goedkeuren")
    made.refresh_from_db()
    hans.post(reverse("subsidy-approve", args=[made.number]), {"version": made.version})
    made.refresh_from_db()
    assert made.state == "approved"
    assert "De tekst over bezwaar ontbreekt" in _page(hans, "subsidy-letter", made.number)
    _a_pdf(hans, made)
    assert made.number not in _page(hans, "subsidies", status="goedkeuren")


def _a_pdf(who: Client, made: Subsidy) -> None:
    taken = who.get(reverse("subsidy-letter-pdf", args=[made.number]))
    assert taken["Content-Disposition"] == f'attachment; filename="besluit-{made.number}.pdf"'
    assert taken.content.startswith(b"%PDF-")


def test_a_refused_request_keeps_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    work = register.placement(starts_on=date(2018, 1, 1))
    answer = sign_in(cast.alice).post(
        reverse("subsidy-new", args=[work.number]),
        {"kind": "forfait", "full_time": "38", "starts_on": "2020-01-01"},
    )
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Het forfait duurt hoogstens tot 1 juli 2018" in body
    assert 'value="38"' in body


def test_a_page_that_was_open_too_long_says_so(cast: Cast, sign_in: SignIn) -> None:
    made = subsidies.requested(cast.alice.actor, today=NOW, starts_on=JANUARY)
    client = sign_in(cast.alice)
    answer = client.post(reverse("subsidy-propose", args=[made.number]), {"version": "0"}, follow=True)
    assert "Iemand anders heeft dit gewijzigd" in answer.content.decode()
    assert Subsidy.objects.get().state == "calculated"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("subsidy-stop", {"ends_before": JANUARY.isoformat(), "because": "employer_asks"}),
        (
            "subsidy-correct",
            {
                "kind": "measured",
                "full_time": "40",
                "starts_on": JANUARY.replace(day=2).isoformat(),
                "because": "typed_wrong",
            },
        ),
        ("subsidy-illness", {"starts_on": JANUARY.isoformat(), "ends_before": ""}),
    ],
)
def test_what_runs_is_changed_on_a_form(cast: Cast, sign_in: SignIn, name: str, form: dict[str, str]) -> None:
    made = subsidies.approved(cast.alice.actor, cast.hans.actor, today=NOW, starts_on=JANUARY)
    client = sign_in(cast.alice)
    assert client.get(reverse(name, args=[made.number])).status_code == 200
    answer = client.post(reverse(name, args=[made.number]), {**form, "version": str(made.version)})
    assert answer.status_code == 302
    assert Subsidy.objects.get().version > made.version


def test_a_payment_list_names_no_candidate(cast: Cast, sign_in: SignIn) -> None:
    cast.ilse.account.organisation = access.organisation("Assen", municipality=access.ASSEN)
    cast.ilse.account.save()
    person = register.person(name="Xandra Xylofoon")
    work = register.placement(person=person, starts_on=JANUARY, hours="36")
    made = subsidies.approved(cast.alice.actor, cast.hans.actor, placement=work, today=NOW, starts_on=JANUARY)
    client = sign_in(cast.ilse)
    answer = client.post(reverse("payment-new"), {"month": f"{NOW:%Y}-01"})
    batch = PaymentBatch.objects.get()
    assert answer.url == reverse("payment", args=[batch.number])
    assert made.number in _page(client, "payment", batch.number)
    content = client.get(reverse("payment-file", args=[batch.number, "csv"])).content.decode("utf-8-sig")
    amount = Decimal(SubsidyPeriod.objects.get().amount_c) / 100
    assert f"{str(amount).replace('.', ',')}" in content.splitlines()[1]
    assert work.employer.kvk in content
    assert person.name not in content
    assert person.number not in content
    workbook = client.get(reverse("payment-file", args=[batch.number, "xlsx"]))
    assert workbook.content.startswith(b"PK")
    again = client.post(reverse("payment-new"), {"month": f"{NOW:%Y}-01"})
    assert "alles betaald" in again.content.decode()
    assert client.get(reverse("payment-file", args=[batch.number, "exe"])).status_code == 404


def test_a_year_without_a_minimum_wage_says_so_and_does_nothing(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ilse)
    body = _page(client, "subsidies-new-year", jaar="2099")
    assert "Dit jaar kan nog niet" in body
    answer = client.post(reverse("subsidies-new-year"), {"jaar": "2099"}, follow=True)
    assert "niet bekend" in answer.content.decode() or "Geen waarde" in answer.content.decode()
    assert not SubsidyPeriod.objects.exists()


def _version(page: str) -> str:
    (field,) = re.findall(r'<input[^>]*name="version"[^>]*>', page)
    (value,) = re.findall(r'value="(\d+)"', field)
    return value


def test_what_was_proposed_after_somebody_looked_is_not_approved_with_the_rest(
    cast: Cast, sign_in: SignIn
) -> None:
    hans, url = sign_in(cast.hans), reverse("subsidies-approve")
    first = subsidies.proposed(cast.alice.actor)
    seen = _version(hans.get(url).content.decode())
    later = subsidies.proposed(cast.alice.actor)
    refused = hans.post(url, {"version": seen})
    assert refused.status_code == 422
    assert {one.state for one in Subsidy.objects.all()} == {"proposed"}
    hans.post(url, {"version": _version(refused.content.decode())})
    assert set(Subsidy.objects.values_list("number", "state")) == {
        (first.number, "approved"),
        (later.number, "approved"),
    }
