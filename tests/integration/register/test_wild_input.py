"""No input of any kind breaks a page: it is refused in words, or it is done."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import access, jobs, register
from tests.factories.access import Cast

WILD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            "\x00",
            "a\x00b",
            "0",
            "-1",
            "9" * 400,
            "9" * 5000,
            "1e400",
            "NaN",
            "Infinity",
            "²",
            "٣٢",
            "0000-00-00",
            "0001-01-01",
            "9999-12-31",
            "2017-13",
            "9999-12",
            "0000-01",
            "31-12-2017",
            "K-000001",
            "'; DROP TABLE people_person; --",
            "%",
            "{{ 7*7 }}",
            "<script>alert(1)</script>",
            "\u202e",
            "on",
            "ja",
            "nieuw",
            "dienstverband",
            "wsw_detachering",
            "GM0106",
            "1a",
            "aow",
            "resigned",
            "2017-01-01",
            "2017-01",
            "25,5",
            "Voorbeeld",
        ]
    ),
)
FIELDS = [
    "name", "birth_on", "municipality", "lives_since", "ground", "starts_on", "last_contact_on", "reason",
    "moved_on", "on", "ends_before", "because", "kvk", "postcode", "active_since_year", "is_overheid",
    "pays_sectorfonds", "share_under_sectorfonds", "year", "person_number", "kind", "employer_kvk",
    "employer_kvk_pick", "workplace_kvk", "workplace_kvk_pick", "work_municipality", "hours_week",
    "end_reason", "is_new_job", "programme", "from_on", "month", "paid", "accepted", "version", "account",
    "accounts", "organisation", "purpose", "sections", "hand_over", "opzoeken", "headcount", "branch_1",
    "branch_1_municipality", "branch_1_number", "last_on", "people", "what", "number_harrie", "most", "until",
    "about", "note", "next_step", "next_on", "next_account", "spoke_with", "function", "phone", "email",
    "is_main", "to_account", "answer", "refusal", "places", "responsible", "done_on", "branch",
    "title", "seats", "sbi", "hours_min", "hours_max", "days", "times", "offered_to", "contact", "task_0",
    "task_words_0", "task_hours_0", "demand_lift_kg", "demand_quiet_place", "level", "licences",
    "language_nl", "guide", "guidance_minutes", "wage", "wage_percentage", "wage_amount", "wage_scale",
    "growth", "donor_function", "when_donor_changes", "expires_on",
]  # fmt: skip
FORMS = [
    "person-new", "person-correct", "person-move", "person-contact", "person-registration-new",
    "person-registration-end", "employer-new", "employer-branch-new", "employer-sector-new",
    "employer-correct", "employer-headcount", "employer-in-place", "employer-limit", "employer-pause",
    "employer-moment-new", "employer-contact-person-new", "employer-owner-take", "employer-owner-offer",
    "employer-owner-answer", "employer-arrangement-new", "employer-scan-new",
    "person-registration-correct", "person-registration-withdraw", "person-residence-correct",
    "person-residence-withdraw", "person-circle-fixed", "person-circle-substitute", "person-circle-involve",
    "person-circle-leave", "person-share-new", "person-share-revoke", "person-offer", "person-protect",
    "person-name", "person-unname", "person-unprotect", "hand-over-accept", "hand-over-refuse",
    "hand-over-withdraw", "placement-new", "placement-hours", "placement-paid", "placement-end",
    "placement-correct", "employer-job-new", "job-what", "job-work", "job-terms", "job-confirm", "job-close",
    "job-reopen",
]  # fmt: skip
LISTS = ["people", "employers", "placements", "hand-overs", "jobs"]
# The rows of the fixture are made once and shared by every example.
WIDE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def world(cast: Cast) -> SimpleNamespace:
    person = register.person(name="Voorbeeld Persoon")
    employer = register.employer(name="Voorbeeld BV", years=range(2012, 2018))
    register.employer(name="Voorbeeld NV")
    client = Client()
    both = access.account("Beide Rollen", "account_manager", "consulent", at=cast.alice.account.organisation)
    client.force_login(both)
    veendam = cast.bob.account.organisation
    kept_there = register.person(municipality="GM0047", responsible=veendam)
    return SimpleNamespace(
        client=client,
        person=person,
        employer=employer,
        placement=register.placement(person=person, employer=employer, hours="8"),
        job=jobs.job(employer),
        entry=person.registrations.get(),
        residence=person.residences.get(),
        member=register.member(person, both, "involved"),
        share=register.share(person, veendam, by=both),
        named=register.named(person, both),
        hand_over=register.hand_over(kept_there, person.responsible, by=cast.bob.account),
    )


# The row of the fixture that an address about one row of a file ends in.
ROW = {
    "person-registration-end": "entry",
    "person-registration-correct": "entry",
    "person-registration-withdraw": "entry",
    "person-residence-correct": "residence",
    "person-residence-withdraw": "residence",
    "person-circle-leave": "member",
    "person-share-revoke": "share",
    "person-unname": "named",
}


def _address(name: str, world: SimpleNamespace) -> str:
    if name in ROW:
        return reverse(name, args=[world.person.number, getattr(world, ROW[name]).pk])
    if name.startswith("hand-over"):
        return reverse(name, args=[world.hand_over.pk])
    if name.endswith("-new") and name.count("-") == 1:
        return reverse(name)
    if name == "employer-job-new":
        return reverse("job-new", args=[world.employer.kvk])
    key = {
        "person": world.person.number,
        "employer": world.employer.kvk,
        "job": world.job.number,
        "placement": world.placement.number,
    }
    return reverse(name, args=[key[name.split("-")[0]]])


@pytest.mark.parametrize("name", FORMS)
def test_no_form_breaks(name: str, world: SimpleNamespace) -> None:
    url = _address(name, world)

    @WIDE
    @given(st.dictionaries(st.sampled_from(FIELDS), WILD, max_size=len(FIELDS)))
    def post(typed: dict[str, str]) -> None:
        answer = world.client.post(url, typed)
        # A deed that was done moves or ends the row; after that a refusal or 404 is an answer too.
        assert answer.status_code in {200, 302, 404, 422}, answer.content[:500]

    post()


@pytest.mark.parametrize("name", LISTS)
def test_no_filter_breaks(name: str, world: SimpleNamespace) -> None:
    url = reverse(name)
    names = st.sampled_from(
        [
            *("zoek", "gemeente", "status", "contact", "soort", "na", "x"),
            *("kant", "stand", "van", "sector", "rust", "uren"),
        ]
    )

    @WIDE
    @given(st.dictionaries(names, WILD, max_size=6))
    def get(typed: dict[str, str]) -> None:
        assert world.client.get(url, typed).status_code == 200

    get()


@pytest.mark.parametrize("name", ["placement-new", "employer-new", "job-start"])
def test_no_prefilled_form_breaks(name: str, world: SimpleNamespace) -> None:
    @WIDE
    @given(st.dictionaries(st.sampled_from(["kandidaat", "werkgever", "kvk", "zoek"]), WILD))
    def get(typed: dict[str, str]) -> None:
        assert world.client.get(reverse(name), typed).status_code == 200

    get()


@pytest.mark.parametrize("part", ["kandidaten", "werkgevers", "banen", "plaatsingen"])
def test_no_address_breaks(part: str, world: SimpleNamespace) -> None:
    @WIDE
    @given(WILD.filter(lambda text: "/" not in text and text not in {"", ".", "..", "nieuw"}))
    def get(text: str) -> None:
        from urllib.parse import quote

        answer = world.client.get(f"/{part}/{quote(text.encode('utf-8', 'replace'))}/")
        assert answer.status_code in {200, 404}

    get()


@pytest.mark.parametrize("name", [*FORMS, *LISTS])
def test_a_wrong_method_is_answered_in_a_few_words(name: str, world: SimpleNamespace) -> None:
    url = reverse(name) if name in LISTS else _address(name, world)
    for method in ("put", "delete", "patch", "options", "trace"):
        answer: Any = getattr(world.client, method)(url)
        assert answer.status_code == 405, method
        assert "GET" in answer.headers["Allow"], method
