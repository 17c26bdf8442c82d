"""Agreements: made, signed by each side, unlocked, started with a placement, changed, and expired."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.agreeing.starting import start_agreement
from meedoen.register.agreements import running, services, signing
from meedoen.register.agreements.expiring import expire_agreements
from meedoen.register.agreements.limits import PAST_LIMIT
from meedoen.register.agreements.listing import AgreementFilters, agreements_visible_to
from meedoen.register.agreements.models import Agreement, AgreementEvent, Signature, SignLink
from meedoen.register.agreements.selectors import standing_placement, terms_of, waited_for
from meedoen.register.agreements.terms import Signer
from meedoen.register.checks import AlreadyThere, ChangedMeanwhile, NeedsConfirmation, NotPossible
from meedoen.register.durability.selectors import next_of
from meedoen.register.placements.models import Placement
from tests.factories import access, agreements, employers, proposals, register
from tests.factories.access import Cast

TODAY = access.TODAY
LAW_DAY = agreements.LAW_DAY
DAY = timedelta(days=1)


def _events(made: Agreement) -> list[str]:
    return list(AgreementEvent.objects.filter(agreement=made).order_by("pk").values_list("what", flat=True))


def test_the_same_agreement_is_made_once(cast: Cast) -> None:
    by = cast.alice.actor
    new = agreements.new(by)
    made = services.make_agreement(by, new, today=TODAY)
    assert made.number.startswith("O-")
    with pytest.raises(AlreadyThere):
        services.make_agreement(by, new, today=TODAY)
    assert Agreement.objects.count() == 1


def test_who_does_not_see_the_person_makes_no_agreement(cast: Cast) -> None:
    person = register.person(municipality=access.VEENDAM, responsible=cast.bob.account.organisation)
    with pytest.raises(NotFound):
        agreements.draft(cast.alice.actor, person)
    with pytest.raises(NotAllowed):
        agreements.draft(cast.karin.actor)


def test_it_says_whom_it_waits_for_and_since_when(cast: Cast) -> None:
    made = agreements.shared(cast.alice.actor, register.person(name="Kees Kandidaat"))
    row = agreements_visible_to(cast.alice.actor, AgreementFilters(TODAY)).rows[0]
    assert [(one.label, one.name, one.since) for one in row.waits] == [
        ("de kandidaat", "Kees Kandidaat", TODAY),
        ("de werkgever", "Wim Werkgever", TODAY),
        ("de gemeente of UWV", "Alice Aalders", TODAY),
    ]
    signing.sign_with_account(cast.alice.actor, made.number, version=made.version, today=TODAY)
    waiting = AgreementFilters(TODAY, waits_for="payer")
    assert not agreements_visible_to(cast.alice.actor, waiting).rows
    waiting = AgreementFilters(TODAY, waits_for="employer")
    assert len(agreements_visible_to(cast.alice.actor, waiting).rows) == 1


def test_who_sees_only_the_agreement_reads_no_name_of_the_person(cast: Cast) -> None:
    agreements.shared(cast.alice.actor, register.person(name="Kees Kandidaat"))
    row = agreements_visible_to(cast.carla.actor, AgreementFilters(TODAY)).rows[0]
    assert row.person_name == ""
    assert [one.name for one in row.waits] == ["", "Wim Werkgever", "Alice Aalders"]


def test_a_text_that_somebody_was_asked_to_sign_changes_only_after_unlocking(cast: Cast) -> None:
    by = cast.alice.actor
    made = agreements.shared(by)
    signing.sign_on_behalf(by, made.number, "person", "skills", version=made.version, today=TODAY)
    made.refresh_from_db()
    other = agreements.terms(tasks="Helpen in de kas")
    with pytest.raises(NotPossible):
        services.change_agreement(
            by, made.number, other, agreements.SIGNERS, version=made.version, today=TODAY
        )
    open_again = services.unlock_agreement(by, made.number, "wrong", version=made.version, today=TODAY)
    assert open_again.state == "draft"
    assert Signature.objects.get().withdrawn_because == "unlocked"
    changed = services.change_agreement(
        by, made.number, other, agreements.SIGNERS, version=open_again.version, today=TODAY
    )
    assert terms_of(changed).tasks == "Helpen in de kas"
    # What was signed stays to be read.
    assert terms_of(changed, 1).tasks == "Helpen in het park"
    assert _events(made) == ["created", "shared", "on_behalf", "unlocked", "changed"]


def test_what_a_representative_signed_stays_after_unlocking(cast: Cast) -> None:
    by = cast.alice.actor
    signers = {**agreements.SIGNERS, "representative": Signer("Bea Bewind")}
    made = agreements.shared(by, signers=signers)
    signing.sign_on_behalf(by, made.number, "representative", "skills", version=made.version, today=TODAY)
    made.refresh_from_db()
    draft = services.unlock_agreement(by, made.number, "wrong", version=made.version, today=TODAY)
    other = agreements.terms(tasks="Helpen in de kas")
    services.change_agreement(by, made.number, other, signers, version=draft.version, today=TODAY)
    assert Signature.objects.get().withdrawn_because == "unlocked"


def test_a_reason_is_needed_to_unlock(cast: Cast) -> None:
    made = agreements.shared(cast.alice.actor)
    with pytest.raises(Refused) as refused:
        services.unlock_agreement(cast.alice.actor, made.number, "zomaar", version=made.version, today=TODAY)
    assert refused.value.field == "because"


def test_a_form_opened_before_a_change_does_nothing(cast: Cast) -> None:
    made = agreements.shared(cast.alice.actor)
    with pytest.raises(ChangedMeanwhile):
        services.unlock_agreement(
            cast.alice.actor, made.number, "wrong", version=made.version - 1, today=TODAY
        )


def test_start_registers_the_placement_or_nothing(cast: Cast) -> None:
    by, person = cast.alice.actor, register.person()
    register.placement(person=person, starts_on=TODAY - 90 * DAY, hours="30")
    made = agreements.signed(by, person)
    # With 24 hours more it is over full time.
    with pytest.raises(Refused):
        start_agreement(by, made.number, version=made.version, today=TODAY)
    made.refresh_from_db()
    assert (made.state, made.placement_id, Placement.objects.count()) == ("signed", None, 1)


def test_start_waits_for_every_signature(cast: Cast) -> None:
    made = agreements.shared(cast.alice.actor)
    with pytest.raises(NotPossible):
        start_agreement(cast.alice.actor, made.number, version=made.version, today=TODAY)
    started = start_agreement(
        cast.alice.actor,
        made.number,
        version=agreements.sign_all(cast.alice.actor, made).version,
        today=TODAY,
    )
    assert started.placement is not None
    assert (started.placement.kind, started.placement.ends_before) == ("dienstverband", TODAY + 61 * DAY)
    deeds = JournalEntry.objects.order_by("pk").values_list("deed", flat=True)
    assert list(deeds)[-2:] == ["placement.register", "agreement.start"]


def test_an_accepted_proposal_is_placed_by_its_agreement(cast: Cast) -> None:
    person, job = proposals.findable(TODAY), proposals.fitting_job()
    proposal = proposals.proposal(
        person,
        job,
        by=cast.alice.account,
        state="accepted",
        waits_for="desk",
        agreed_to_be_named_on=TODAY,
    )
    made = agreements.running(
        cast.alice.actor, person, proposal=proposal.number, **_same_firm(job.employer.kvk)
    )
    proposal.refresh_from_db()
    assert proposal.placement_id == made.placement_id
    assert made.placement is not None
    assert made.placement.job_id == job.pk


def test_what_was_placed_from_the_proposal_meanwhile_is_not_placed_twice(cast: Cast) -> None:
    by, person, job = cast.alice.actor, proposals.findable(TODAY), proposals.fitting_job()
    proposal = proposals.proposal(
        person, job, by=cast.alice.account, state="accepted", waits_for="desk", agreed_to_be_named_on=TODAY
    )
    made = agreements.signed(by, person, proposal=proposal.number, **_same_firm(job.employer.kvk))
    work = register.placement(person=person, employer=job.employer, hours="24", starts_on=TODAY)
    proposal.placement = work
    proposal.save()
    started = start_agreement(by, made.number, version=made.version, today=TODAY)
    assert (started.placement_id, Placement.objects.count()) == (work.pk, 1)


def _same_firm(kvk: str) -> dict[str, Any]:
    return {"employer_kvk": kvk, "workplace_kvk": kvk}


def test_seconded_the_hirer_is_a_party(cast: Cast) -> None:
    by, hirer = cast.alice.actor, register.employer(name="Inlener BV")
    sw = register.employer()
    new = agreements.new(by, kind="wsw_detachering", employer_kvk=sw.kvk, workplace_kvk=hirer.kvk)
    with pytest.raises(Refused) as refused:
        services.make_agreement(by, new, today=TODAY)
    assert refused.value.field == "hirer_name"
    signers = {**agreements.SIGNERS, "hirer": Signer("Ina Inlener")}
    made = agreements.shared(
        by, kind="wsw_detachering", employer_kvk=sw.kvk, workplace_kvk=hirer.kvk, signers=signers
    )
    assert "hirer" in {party.side for party in waited_for(made)}


def test_beschut_werk_asks_the_day_of_the_advice(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        agreements.draft(cast.alice.actor, kind="beschut_werk")
    assert refused.value.field == "advice_on"
    made = agreements.draft(cast.alice.actor, kind="beschut_werk", advice_on=TODAY - 30 * DAY)
    assert terms_of(made).advice_on == TODAY - 30 * DAY


def test_an_end_before_the_start_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        agreements.draft(cast.alice.actor, ends_before=TODAY - DAY)
    assert refused.value.field == "ends_before"


def test_never_by_the_employer_for_the_person(cast: Cast) -> None:
    own = register.employer(organisation=cast.alice.account.organisation)
    made = agreements.shared(cast.alice.actor, **_same_firm(own.kvk))
    with pytest.raises(NotPossible):
        signing.sign_on_behalf(
            cast.alice.actor, made.number, "person", "skills", version=made.version, today=TODAY
        )
    assert not Signature.objects.exists()


def test_a_signature_that_is_taken_back_is_waited_for_again(cast: Cast) -> None:
    by = cast.alice.actor
    made = agreements.signed(by)
    back = signing.withdraw_signature(
        by, made.number, "employer", "asked", version=made.version, today=TODAY + DAY
    )
    assert back.state == "waits"
    assert [(party.side, party.asked_on) for party in waited_for(back)] == [("employer", TODAY + DAY)]
    # The others stay, and the one that went can be read.
    assert Signature.objects.filter(withdrawn_on__isnull=True).count() == 2


@pytest.mark.parametrize("basis", ["gemeente", "ww", "wia", "wajong"])
def test_a_trial_past_the_limit_is_refused_with_the_article(cast: Cast, basis: str) -> None:
    far = LAW_DAY + 200 * DAY
    with pytest.raises(NotPossible) as refused:
        agreements.draft(cast.alice.actor, kind="proefplaatsing", basis=basis, today=LAW_DAY, ends_before=far)
    assert "art. " in refused.value.message


def test_where_the_limit_is_not_known_it_is_asked(cast: Cast) -> None:
    with pytest.raises(NeedsConfirmation) as asked:
        agreements.draft(cast.alice.actor, kind="proefplaatsing")
    assert asked.value.code == PAST_LIMIT
    new = agreements.new(cast.alice.actor, kind="proefplaatsing")
    made = services.make_agreement(cast.alice.actor, new, accepted={PAST_LIMIT}, today=TODAY)
    assert made.state == "draft"


def test_another_end_holds_when_all_signed_and_not_before(cast: Cast) -> None:
    by = cast.alice.actor
    trial = agreements.running(by, kind="proefplaatsing", today=LAW_DAY)
    later = LAW_DAY + 120 * DAY
    with pytest.raises(NotPossible):
        running.extend_agreement(
            by, trial.number, LAW_DAY + 200 * DAY, "more_time", version=trial.version, today=LAW_DAY
        )
    asked = running.extend_agreement(
        by, trial.number, later, "more_time", version=trial.version, today=LAW_DAY
    )
    with pytest.raises(NotPossible):
        running.apply_change(by, trial.number, version=asked.version, today=LAW_DAY)
    asked.refresh_from_db()
    assert (asked.state, asked.ends_before) == ("running", LAW_DAY + 61 * DAY)
    ready = agreements.sign_all(by, asked, today=LAW_DAY)
    held = running.apply_change(by, trial.number, version=ready.version, today=LAW_DAY)
    work = standing_placement(held)
    assert work is not None
    assert (held.ends_before, work.ends_before) == (later, later)


def test_what_is_laid_before_all_and_dropped_leaves_the_end_as_it_was(cast: Cast) -> None:
    by = cast.alice.actor
    made = agreements.running(by)
    asked = running.shorten_agreement(
        by, made.number, TODAY + 30 * DAY, "work_gone", version=made.version, today=TODAY
    )
    left = running.drop_change(by, made.number, "not_signed", version=asked.version, today=TODAY)
    assert not left.is_changing
    # What holds is signed by all, as it was.
    assert waited_for(left) == []
    assert terms_of(left).ends_before == TODAY + 61 * DAY
    # And it can be asked anew.
    running.shorten_agreement(
        by, made.number, TODAY + 40 * DAY, "work_gone", version=left.version, today=TODAY
    )


def test_suspended_it_goes_on_with_a_reason(cast: Cast) -> None:
    by = cast.alice.actor
    made = agreements.running(by)
    still = running.suspend_agreement(by, made.number, "absent", version=made.version, today=TODAY)
    assert still.state == "suspended"
    again = running.resume_agreement(by, made.number, "back", version=still.version, today=TODAY + DAY)
    assert (again.state, _events(made)[-2:]) == ("running", ["suspended", "resumed"])


def test_ended_its_placement_ends_the_same_day(cast: Cast) -> None:
    by = cast.alice.actor
    made = agreements.running(by)
    over = running.end_agreement(
        by, made.number, TODAY + DAY, "resigned", "pool", version=made.version, today=TODAY + 2 * DAY
    )
    work = standing_placement(over)
    assert work is not None
    assert (over.state, work.ends_before, work.end_reason) == ("ended", TODAY + DAY, "resigned")
    after = next_of(work)
    assert after is not None
    assert after.row.then == "pool"


def test_what_nobody_finishes_expires_and_makes_room(cast: Cast) -> None:
    by, person = cast.alice.actor, register.person()
    kvk = register.employer().kvk
    made = agreements.shared(by, person, **_same_firm(kvk))
    agreements.link(made, "person", "oud")
    late = made.expires_on
    assert made.on(late - DAY) == "waits"
    assert made.on(late) == "expired"
    with pytest.raises(NotPossible):
        signing.sign_on_behalf(by, made.number, "person", "skills", version=made.version, today=late)
    again = agreements.draft(by, person, today=late, **_same_firm(kvk), starts_on=TODAY)
    made.refresh_from_db()
    assert (made.state, again.state) == ("expired", "draft")


def test_the_daily_round_writes_down_what_expired(cast: Cast) -> None:
    made = agreements.shared(cast.alice.actor)
    agreements.link(made, "person", "oud")
    assert expire_agreements(cast.jan.actor, today=made.expires_on - DAY) == 0
    assert expire_agreements(cast.jan.actor, today=made.expires_on) == 1
    assert expire_agreements(cast.jan.actor, today=made.expires_on) == 0
    assert _events(made)[-1] == "expired"
    assert SignLink.objects.get().revoked_on == made.expires_on


def test_hours_stay_exact(cast: Cast) -> None:
    made = agreements.running(cast.alice.actor, hours_week=Decimal("25.5"))
    work = made.placement
    assert work is not None
    assert work.contract_hours.get().hours_week == Decimal("25.5")


def test_a_contact_of_the_employer_is_offered_as_who_signs(cast: Cast) -> None:
    from meedoen.register.agreeing.filling import from_placement

    placement = register.placement(starts_on=date(2018, 1, 1))
    employers.contact_person(placement.employer, name="Cor Contact", is_main=True)
    assert from_placement(cast.alice.actor, placement.number)["employer_name"] == "Cor Contact"


def test_tasks_on_lines_of_their_own_stay_apart(cast: Cast) -> None:
    tasks = "Koffie rondbrengen\r\n\r\n  De keuken bijhouden; \nTafels dekken"
    made = agreements.draft(cast.alice.actor, register.person(), tasks=tasks)
    assert terms_of(made).tasks == "Koffie rondbrengen; De keuken bijhouden; Tafels dekken"
