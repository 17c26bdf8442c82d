"""The pages of agreements: from an accepted proposal to work, on three browsers, and what each refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from meedoen.register.agreeing.filling import from_nothing, from_proposal
from meedoen.register.agreements.many import Told, ToldReview, register_agreements
from meedoen.register.agreements.models import Agreement, AgreementEvent, Signature, SignLink
from meedoen.register.checks import InRow
from meedoen.register.links import demo_token
from meedoen.register.placements.models import Placement
from tests.factories import access, agreements, employers, proposals, register
from tests.factories.access import Cast, Member

TODAY = access.TODAY
DAY = timedelta(days=1)
SignIn = Callable[[Member], Client]
PAGES = ("signing", "desk.agreements", "desk.agreement_deeds", "desk.agreement_new", "desk.placements")


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PAGES:
        monkeypatch.setattr(f"meedoen.portals.{name}.today", lambda: TODAY)


def _version(html: str) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', html) or re.search(
        r'value="(\d+)"[^>]*name="version"', html
    )
    assert found
    return found.group(1)


def _press(client: Client, name: str, *parts: str, **given: Any) -> Any:
    """Open a deed, fill it in as it was opened, and send it."""
    url = reverse(name, args=parts)
    return client.post(url, {"version": _version(client.get(url).content.decode()), **given}, follow=True)


def _said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def _whole(number: str) -> str:
    return reverse("agreement", args=[number])


def test_from_proposal_to_work_on_three_browsers(cast: Cast, sign_in: SignIn) -> None:
    """Desk, employer and candidate, the last two by link."""
    person, job = proposals.findable(TODAY, name="Kees Kandidaat"), proposals.fitting_job()
    employers.contact_person(job.employer, name="Wim Werkgever", email="wim@bedrijf.example", is_main=True)
    given = {"state": "accepted", "waits_for": "desk", "agreed_to_be_named_on": TODAY}
    proposal = proposals.proposal(person, job, by=cast.alice.account, **given)
    desk = sign_in(cast.alice)
    new = f"{reverse('agreement-new')}?voorstel={proposal.number}"
    opened = _said(desk.get(new))
    assert 'value="Wim Werkgever"' in opened
    assert 'value="wim@bedrijf.example"' in opened
    typed = {
        **from_nothing(cast.alice.actor, TODAY),
        **from_proposal(cast.alice.actor, proposal.number, TODAY),
    }
    made = desk.post(new, typed, follow=True)
    assert "is gemaakt" in _said(made)
    [row] = Agreement.objects.all()
    assert "Van deze kandidaat" in _said(desk.post(new, typed))
    _press(desk, "agreement-share", row.number)
    assert "Wacht op" in _said(desk.get(_whole(row.number)))
    _press(desk, "agreement-link", row.number, "employer", to="wim@bedrijf.example")
    _press(desk, "agreement-link", row.number, "person", to="kees@voorbeeld.example")
    employer, candidate = (re.findall(r"http\S+", letter.body)[0] for letter in mail.outbox)
    assert "verstuurd" not in _said(Client().get(employer))
    assert "getekend" in _said(Client().post(employer, {"name": "Wim Werkgever"}, follow=True))
    assert "getekend" in _said(Client().post(candidate, {"name": "kees kandidaat"}, follow=True))
    _press(desk, "agreement-sign", row.number)
    started = _press(desk, "agreement-start", row.number, is_new_job="nieuw")
    assert "plaatsing is geregistreerd" in _said(started)
    row.refresh_from_db()
    proposal.refresh_from_db()
    assert (row.state, proposal.placement_id) == ("running", row.placement_id)
    assert row.number in _said(desk.get(reverse("placement", args=[Placement.objects.get().number])))
    # The link of before still shows what was signed.
    assert "Bedankt, u heeft getekend" in _said(Client().get(candidate))


def test_an_extension_past_the_limit_says_the_article_and_keeps_what_was_typed(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = agreements.LAW_DAY
    monkeypatch.setattr("meedoen.portals.desk.agreement_deeds.today", lambda: day)
    trial = agreements.running(cast.alice.actor, kind="proefplaatsing", today=day)
    far = (day + 250 * DAY).isoformat()
    answer = _press(
        sign_in(cast.alice), "agreement-extend", trial.number, ends_before=far, because="more_time"
    )
    assert answer.status_code == 422
    assert "Participatiewet art. 8a" in _said(answer)
    assert far in _said(answer)


def test_the_list_narrows_by_state_and_by_who_is_waited_for(cast: Cast, sign_in: SignIn) -> None:
    waits, draft = agreements.shared(cast.alice.actor), agreements.draft(cast.alice.actor)
    desk = sign_in(cast.hans)
    page = _said(desk.get(reverse("agreements"), {"status": "wacht", "wacht": "werkgever"}))
    assert waits.number in page
    assert draft.number not in page
    assert "Wim Werkgever" in page
    assert draft.number in _said(desk.get(reverse("agreements"), {"status": "concept"}))


def test_the_file_of_a_person_has_its_agreements(cast: Cast, sign_in: SignIn) -> None:
    person = register.person()
    made = agreements.shared(cast.alice.actor, person)
    assert made.number in _said(sign_in(cast.hans).get(reverse("person-agreements", args=[person.number])))


def test_who_sees_no_person_sees_no_text(cast: Cast, sign_in: SignIn) -> None:
    made = agreements.shared(cast.alice.actor, register.person(name="Kees Kandidaat"))
    page = _said(sign_in(cast.carla).get(_whole(made.number)))
    assert "Kees Kandidaat" not in page
    assert "Helpen in het park" not in page
    paper = _said(sign_in(cast.carla).get(reverse("agreement-print", args=[made.number])))
    assert "Kees Kandidaat" not in paper


def test_a_form_that_is_sent_twice_does_it_once(cast: Cast, sign_in: SignIn) -> None:
    made, desk = agreements.shared(cast.alice.actor), sign_in(cast.alice)
    url = reverse("agreement-on-behalf", args=[made.number, "person"])
    form = {"version": _version(desk.get(url).content.decode()), "because": "skills"}
    assert desk.post(url, form).status_code == 302
    assert desk.post(url, form).status_code == 422
    assert Signature.objects.count() == 1


@pytest.mark.parametrize("side", ["nobody", "hirer", "\x00"])
def test_a_side_that_is_not_there_is_not_found(cast: Cast, sign_in: SignIn, side: str) -> None:
    made = agreements.shared(cast.alice.actor)
    url = reverse("agreement-link", args=[made.number, "x"]).replace("/x/", f"/{side}/")
    assert sign_in(cast.alice).get(url).status_code == 404


def test_a_page_of_paper_and_a_pdf(cast: Cast, sign_in: SignIn) -> None:
    made = agreements.signed(cast.alice.actor)
    desk = sign_in(cast.alice)
    assert "Vingerafdruk" in _said(desk.get(reverse("agreement-print", args=[made.number])))
    assert desk.get(reverse("agreement-pdf", args=[made.number])).content.startswith(b"%PDF")


# --- many at once ---


def _told(cast: Cast, **more: Any) -> Told:
    values: dict[str, Any] = {"on": TODAY - 3 * DAY, "state": "waits", "signed": (("person", "link"),)}
    return Told(**{"new": agreements.new(cast.alice.actor), **values, **more})


def test_many_are_written_with_what_happened_and_their_links(cast: Cast) -> None:
    placement = register.placement(kind="proefplaatsing", starts_on=TODAY - 40 * DAY)
    kvk = placement.employer.kvk
    new = agreements.new(
        cast.alice.actor,
        placement.person,
        kind="proefplaatsing",
        employer_kvk=kvk,
        workplace_kvk=kvk,
        placement=placement.number,
    )
    all_signed = (("person", "on_behalf"), ("employer", "link"), ("payer", "account"))
    review = ToldReview("Ging goed", "job", "agreed")
    runs = _told(cast, new=new, state="running", signed=all_signed, review=review)
    numbers = register_agreements(cast.alice.actor, [_told(cast), runs], token_of=demo_token, today=TODAY)
    waits, trial = (Agreement.objects.get(number=number) for number in numbers)
    assert SignLink.objects.filter(party__agreement=waits).count() == 2
    assert (trial.placement_id, trial.holds_turn) == (placement.pk, 1)
    whats = AgreementEvent.objects.filter(agreement=trial).order_by("pk").values_list("what", flat=True)
    assert list(whats)[-3:] == ["started", "reviewed", "agreed"]


@pytest.mark.parametrize(
    "more",
    [
        {"state": "running", "signed": (("person", "link"),)},
        {"state": "annulled", "signed": ()},
        {"state": "waits", "because": "no_show"},
        {"state": "signed", "signed": ()},
        {"on": TODAY + DAY},
    ],
)
def test_of_many_one_that_cannot_be_refuses_all(cast: Cast, more: dict[str, Any]) -> None:
    with pytest.raises(InRow) as refused:
        register_agreements(cast.alice.actor, [_told(cast), _told(cast, **more)], today=TODAY)
    assert refused.value.row == 2
    assert not Agreement.objects.exists()
