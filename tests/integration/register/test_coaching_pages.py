"""The pages of coaching: from a placement to a visit, with what was typed kept at every refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.register.coaching.models import CoachBudget, Coaching, Visit
from meedoen.register.people.models import Person
from tests.factories import access, coaching, register
from tests.factories.access import Cast, Member

SignIn = Callable[[Member], Client]
pytestmark = pytest.mark.django_db
NOW = date.today()
DAY = timedelta(days=1)


@pytest.fixture
def made(cast: Cast) -> Coaching:
    """Hans coaches someone in Assen for two months now."""
    starts_on = NOW - timedelta(days=60)
    work = register.placement(person=register.person(name="Bo Bezocht"), starts_on=starts_on)
    return coaching.row(cast.hans.account, placement=work, starts_on=starts_on)


def _page(client: Client, name: str, *parts: object, **asked: str) -> str:
    answer = client.get(reverse(name, args=parts), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def _typed(**more: Any) -> dict[str, Any]:
    return {
        "client_key": str(uuid4()),
        "happened_on": NOW.isoformat(),
        "minutes": "45",
        "kind": "at_work",
        "with_whom": "both",
        "note": "Het werktempo gaat omhoog.",
        **more,
    }


def test_from_a_placement_to_a_visit(cast: Cast, sign_in: SignIn) -> None:
    tina = access.account("Tina Toekenner", "consulent", at=cast.hans.account.organisation)
    work = register.placement(person=register.person(name="Bo Bezocht"), starts_on=NOW - 9 * DAY)
    granting = Client()
    granting.force_login(tina)
    assert reverse("coaching-new", args=[work.number]) in _page(granting, "placement-coaching", work.number)
    form = {
        "coach_id": cast.hans.account.pk,
        "regime": "licht",
        "hours": "30",
        "starts_on": NOW.isoformat(),
        "ends_before": (NOW + 300 * DAY).isoformat(),
    }
    answer = granting.post(reverse("coaching-new", args=[work.number]), form)
    made = Coaching.objects.get()
    assert answer.url == reverse("coaching", args=[made.number])
    assert made.ends_before == NOW + 301 * DAY
    hans = sign_in(cast.hans)
    listed = _page(hans, "coachings")
    assert "Bo Bezocht" in listed
    assert reverse("coaching-visit", args=[made.number]) in listed
    answer = hans.post(reverse("coaching-visit", args=[made.number]), _typed())
    assert answer.url == reverse("coaching", args=[made.number])
    shown = _page(hans, "coaching", made.number)
    assert "Het werktempo gaat omhoog." in shown
    assert "29,25 uur" in shown
    answer = hans.get(reverse("coaching", args=[made.number]))
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_account_manager_sees_hours_and_not_what_was_said(
    cast: Cast, sign_in: SignIn, made: Coaching
) -> None:
    Visit.objects.create(
        coaching=made, by=cast.hans.account, entered_at=coaching.AT, client_key=uuid4(),
        happened_on=NOW, minutes=45, kind="phone", with_whom="person", note="Slaapt slecht.",
    )  # fmt: skip
    alice = sign_in(cast.alice)
    shown = _page(alice, "coaching", made.number)
    assert "0,75 uur" in shown
    assert "Slaapt slecht." not in shown
    assert alice.get(reverse("coaching-visit", args=[made.number])).status_code == 403
    assert "Slaapt slecht." in _page(sign_in(cast.hans), "coaching", made.number)


def test_a_refused_visit_keeps_what_was_typed_and_its_key(
    cast: Cast, sign_in: SignIn, made: Coaching
) -> None:
    typed = _typed(minutes="9999", note="Heeft reuma, sprak met Bo.")
    hans, url = sign_in(cast.hans), reverse("coaching-visit", args=[made.number])
    answer = hans.post(url, typed)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert typed["client_key"] in body
    assert "Heeft reuma" in body
    # A diagnosis is asked about once more, under the same key.
    answer = hans.post(url, {**typed, "minutes": "45"})
    assert answer.status_code == 422
    assert "Klopt dit?" in answer.content.decode()
    assert hans.post(url, {**typed, "minutes": "45", "accepted": "keep_text"}).status_code == 302
    assert hans.post(url, {**typed, "minutes": "45", "accepted": "keep_text"}).status_code == 302
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"client_key": "geen-sleutel"},
        {"client_key": ""},
        {"minutes": "1" * 400},
        {"happened_on": "0001-01-01"},
        {"happened_on": "2199-12-31"},
        {"note": "a\x00b" * 999},
        {"note": "\ud800"},
        {"action": "x" * 999, "side": "niemand", "by_on": "31-02-2020"},
    ],
)
def test_no_input_breaks_the_form(cast: Cast, sign_in: SignIn, made: Coaching, typed: dict[str, str]) -> None:
    hans = sign_in(cast.hans)
    values = {name: value.encode("utf-8", "surrogatepass") for name, value in _typed(**typed).items()}
    body, kind = urlencode(values), "application/x-www-form-urlencoded"
    for name in ("coaching-visit", "coaching-visit-send"):
        answer = hans.post(reverse(name, args=[made.number]), body, content_type=kind)
        assert answer.status_code in (302, 200, 422)
    if "note" not in typed:
        assert not Visit.objects.exists()


def test_what_a_device_sends_later_is_told_to_it(cast: Cast, sign_in: SignIn, made: Coaching) -> None:
    hans, typed = sign_in(cast.hans), _typed()
    url = reverse("coaching-visit-send", args=[made.number])
    for _turn in range(2):
        assert hans.post(url, typed).json() == {
            "kept": True,
            "url": reverse("coaching", args=[made.number]),
        }
    assert Visit.objects.count() == 1
    again = hans.post(url, _typed())
    assert again.status_code == 422
    assert "Is dit een ander bezoek?" in again.json()["words"][0]
    Person.objects.filter(pk=made.placement.person_id).update(municipality="GM0047", responsible_id=
        cast.bob.account.organisation_id)  # fmt: skip
    assert hans.post(url, typed).status_code == 404


def test_what_a_device_keeps_names_nobody(cast: Cast, sign_in: SignIn, made: Coaching) -> None:
    hans = sign_in(cast.hans)
    road = _page(hans, "coaching-road")
    assert "Bo Bezocht" not in road
    assert made.number not in road
    assert cast.hans.account.name not in road
    worker = hans.get(reverse("coaching-worker"))
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert reverse("coaching-road") in worker.content.decode()
    # By its number, also without a script.
    answer = hans.post(reverse("coaching-road"), _typed(number=made.number.lower()))
    assert answer.url == reverse("coaching", args=[made.number])


def test_signing_out_clears_the_device(cast: Cast, sign_in: SignIn) -> None:
    hans = sign_in(cast.hans)
    assert "Clear-Site-Data" not in hans.get("/").headers
    assert hans.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"storage"'


def test_an_action_and_an_evaluation_by_the_page(cast: Cast, sign_in: SignIn, made: Coaching) -> None:
    hans = sign_in(cast.hans)
    form = {"words": "Planning ophangen", "side": "employer", "by_on": NOW.isoformat()}
    hans.post(reverse("coaching-action", args=[made.number]), form)
    action = made.actions.get()
    assert "Wacht op:" in _page(hans, "coaching", made.number)
    hans.post(reverse("coaching-action-done", args=[made.number, action.pk]))
    assert "gedaan op" in _page(hans, "coaching", made.number)
    part = {"on": NOW.isoformat(), "voice": "person", "mark": "well", "words": "Ik kom graag."}
    hans.post(reverse("coaching-evaluate", args=[made.number]), part)
    shown = _page(hans, "coaching", made.number)
    assert "Ik kom graag." in shown
    assert "opgeschreven door Hans Hofman" in shown


def test_changed_meanwhile_shows_both_and_loses_nothing(cast: Cast, sign_in: SignIn, made: Coaching) -> None:
    els = access.account("Els Ander", "consulent", at=cast.hans.account.organisation)
    Coaching.objects.filter(pk=made.pk).update(version=2, regime="midden")
    typed = {
        "coach_id": str(els.pk),
        "regime": "licht",
        "hours": "40",
        "ends_before": (made.ends_before - DAY).isoformat(),
        "version": "1",
    }
    hans, url = sign_in(cast.hans), reverse("coaching-change", args=[made.number])
    answer = hans.post(url, typed)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Staat er nu" in body
    assert 'name="version" value="2"' in body
    assert hans.post(url, {**typed, "version": "2", "regime": "midden"}).status_code == 302
    made.refresh_from_db()
    assert made.coach_id == els.pk


def test_the_budget_of_a_year_and_what_is_nearly_spent(cast: Cast, sign_in: SignIn) -> None:
    ilse = sign_in(cast.ilse)
    form = {"year": str(NOW.year), "unit": "hours", "amount": "1.000", "rate": "", "version": "0"}
    answer = ilse.post(reverse("coach-budget-set"), form)
    assert answer.status_code == 302
    assert CoachBudget.objects.get().amount == Decimal(1000)
    assert "genoeg" in _page(ilse, "coach-budgets", jaar=str(NOW.year))
    # Nothing is nine tenths of nothing.
    CoachBudget.objects.update(amount=0)
    assert "bijna op" in _page(ilse, "today")


def test_more_than_was_granted_is_warned_about_and_kept(cast: Cast, sign_in: SignIn, made: Coaching) -> None:
    Coaching.objects.filter(pk=made.pk).update(hours=1)
    answer = sign_in(cast.hans).post(
        reverse("coaching-visit", args=[made.number]), _typed(minutes="90"), follow=True
    )
    assert "Er is 0,5 uur meer gebruikt dan toegekend." in answer.content.decode()
    assert Visit.objects.count() == 1


def test_today_says_whom_to_visit_and_who_has_nobody(cast: Cast, sign_in: SignIn, made: Coaching) -> None:
    Coaching.objects.filter(pk=made.pk).update(regime="intensief")
    coaching.action(made, by_on=NOW - DAY)
    shown = _page(sign_in(cast.hans), "today")
    assert "Bij wie moet u langs?" in shown
    assert "Welke afspraak bij begeleiding is te laat?" in shown
    els = access.account("Els Ander", "consulent", at=cast.hans.account.organisation)
    cast.hans.account.is_active = False
    cast.hans.account.save()
    client = Client()
    client.force_login(els)
    assert "Wie heeft geen coach meer?" in _page(client, "today")
    assert made.number in _page(client, "coachings", van="zonder")


def test_the_form_says_what_is_known_of_each_regime(cast: Cast, sign_in: SignIn) -> None:
    work = register.placement(starts_on=NOW - 9 * DAY, hours="24")
    shown = _page(sign_in(cast.hans), "coaching-new", work.number)
    assert "Jaar 1 van dit werk. Licht: de gemeente koos nog niets." in shown
    # 15 % of 24 hours a week, 52 weeks.
    assert "UWV rekent hoogstens 187,2 uur per jaar (aangenomen)." in shown


def test_a_long_list_is_turned_page_by_page(cast: Cast, sign_in: SignIn) -> None:
    made = [coaching.row(cast.hans.account, starts_on=NOW - DAY * (60 + turn)) for turn in range(31)]
    hans = sign_in(cast.hans)
    first = _page(hans, "coachings")
    assert made[30].number in first
    assert made[0].number not in first
    assert "vanaf=30" in first
    assert made[0].number in _page(hans, "coachings", van="mijn", vanaf="30")
