"""How work lasts: moments, three voices, links that anyone may open twice, and what comes after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.checks import ChangedMeanwhile, NeedsConfirmation
from meedoen.register.durability import services
from meedoen.register.durability.answering import answer_check, open_check
from meedoen.register.durability.available import free_again
from meedoen.register.durability.ending import correct_work, set_end
from meedoen.register.durability.links import Letter, revoke_check_link, send_check_link
from meedoen.register.durability.mine import checks_due
from meedoen.register.durability.models import AfterWork, Check, CheckLink
from meedoen.register.durability.moments import BY_CODE, MOMENTS, moment_now
from meedoen.register.durability.selectors import moments_of
from meedoen.register.durability.validity import Told
from meedoen.register.links import LinkGone
from meedoen.register.placements.models import Placement
from tests.factories import durability, privacy, register
from tests.factories.access import TODAY, Cast, Member

DAY = timedelta(days=1)
SignIn = Callable[[Member], Client]
STARTED = BY_CODE["months_3"].last_start(TODAY)


@pytest.fixture
def placement(db: None) -> Placement:
    """Someone for whom it is three months today."""
    return register.placement(person=register.person(name="Pieter Puik"), starts_on=STARTED)


def _told(voice: str = "person", words: str = "", **answers: str) -> Told:
    return Told({**durability.GOOD[voice], **answers}, words)


def test_a_moment_falls_on_its_day_and_the_last_that_came_is_asked() -> None:
    assert [one.on(date(2018, 1, 31)) for one in MOMENTS] == [
        date(2018, 2, 14),
        date(2018, 2, 28),
        date(2018, 4, 30),
        date(2018, 7, 31),
        date(2019, 1, 31),
        date(2020, 1, 31),
    ]
    now = [
        (day, moment_now(date(2018, 1, 31), date(2018, 1, 31) + day * DAY))
        for day in (0, 13, 14, 27, 28, 88, 89, 149, 150)
    ]
    assert [(day, moment.code if moment else "") for day, moment in now] == [
        (0, ""),
        (13, ""),
        (14, "weeks_2"),
        (27, "weeks_2"),
        (28, "month_1"),
        (88, "month_1"),
        (89, "months_3"),
        (149, "months_3"),
        (150, ""),
    ]


@pytest.mark.parametrize("on", [date(2018, 2, 28), date(2020, 2, 29), date(2018, 3, 1), date(2018, 12, 31)])
@pytest.mark.parametrize("moment", MOMENTS, ids=lambda one: str(one.code))
def test_the_last_start_is_the_last_for_which_the_moment_has_come(moment: object, on: date) -> None:
    assert isinstance(moment, type(MOMENTS[0]))
    last = moment.last_start(on)
    assert moment.on(last) <= on < moment.on(last + DAY)


def test_a_voice_is_written_down_once_and_may_be_changed(cast: Cast, placement: Placement) -> None:
    def say(told: Told, version: int) -> Check:
        return services.record_check(
            cast.hans.actor, placement.number, "months_3", "coach", told, version=version, today=TODAY
        )

    first = say(_told("coach"), 0)
    again = say(_told("coach"), 0)
    assert (first.pk, first.version) == (again.pk, again.version)
    assert JournalEntry.objects.filter(deed="check.record").count() == 1
    with pytest.raises(ChangedMeanwhile):
        say(_told("coach", goes="bad"), 0)
    changed = say(_told("coach", goes="bad"), 1)
    assert (changed.pk, changed.version, changed.answers["goes"]) == (first.pk, 2, "bad")


def test_what_is_wrong_is_said_at_its_question(cast: Cast, placement: Placement) -> None:
    def say(told: Told, moment: str = "months_3", accepted: frozenset[str] = frozenset()) -> Check:
        return services.record_check(
            cast.hans.actor,
            placement.number,
            moment,
            "person",
            told,
            version=0,
            accepted=accepted,
            today=TODAY,
        )

    with pytest.raises(Refused) as refusal:
        say(_told(stay="perhaps"))
    assert refusal.value.field == "stay"
    with pytest.raises(Refused, match="komt pas"):
        say(_told(), "months_6")
    with pytest.raises(NotFound):
        say(_told(), "months_7")
    with pytest.raises(NeedsConfirmation):
        say(_told(words="Heeft diabetes"))
    assert say(_told(words="Heeft diabetes"), accepted=frozenset({"keep_text"})).words
    detail = JournalEntry.objects.get(deed="check.record").detail
    assert "diabetes" not in str(detail)
    assert detail["kept"] == ["diagnosis"]


def test_only_who_sees_the_person_reads_and_writes_it(cast: Cast, placement: Placement) -> None:
    durability.check(placement)
    seen = moments_of(cast.hans.actor, placement, TODAY)
    assert sum(said.check is not None for moment in seen for said in moment.voices) == 1
    blind = moments_of(cast.carla.actor, placement, TODAY)
    assert not any(said.check for moment in blind for said in moment.voices)
    with pytest.raises(NotFound):
        services.record_check(
            cast.bob.actor, placement.number, "months_3", "coach", _told("coach"), version=0, today=TODAY
        )
    with pytest.raises(NotAllowed):
        services.record_check(
            cast.farid.actor, placement.number, "months_3", "coach", _told("coach"), version=0, today=TODAY
        )


def test_opening_a_link_changes_nothing_and_answering_twice_is_one_row(placement: Placement) -> None:
    link = durability.link(placement, "drie")
    asked = open_check("drie", today=TODAY)
    assert (asked.voice, asked.name, [one.code for one in asked.questions]) == (
        "person",
        "",
        ["goes", "help", "stay"],
    )
    link.refresh_from_db()
    assert link.opened_on is None
    for _turn in range(2):
        answer_check("drie", _told(help="no", words="Te druk"), today=TODAY)
    row = Check.objects.get()
    assert (row.version, row.answers["help"], row.account_id, row.due_on) == (1, "no", None, TODAY)
    answer_check("drie", _told(), today=TODAY + DAY)
    row.refresh_from_db()
    assert (row.version, row.answers["help"], row.words) == (2, "yes", "")
    entries = JournalEntry.objects.filter(deed="check.answer_by_link")
    assert entries.count() == 2
    assert "Te druk" not in str([one.detail for one in entries])


def test_nobody_changes_what_was_said_behind_a_link(cast: Cast, placement: Placement) -> None:
    durability.link(placement, "drie")
    answer_check("drie", _told(goes="bad"), today=TODAY)
    with pytest.raises(Refused, match="met een link gezegd"):
        services.record_check(
            cast.hans.actor, placement.number, "months_3", "person", _told(), version=1, today=TODAY
        )
    assert Check.objects.get().answers["goes"] == "bad"


def test_a_person_behind_a_link_keeps_no_illness_in_writing(placement: Placement) -> None:
    durability.link(placement, "drie")
    for words in ("Mijn bsn is 111222333", "Ik heb diabetes"):
        with pytest.raises(Refused) as refusal:
            answer_check("drie", _told(words=words), today=TODAY)
        assert refusal.value.field == "words"
    assert not Check.objects.exists()


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("expired", {"expires_on": TODAY}),
        ("revoked", {"revoked_on": TODAY}),
        ("closed", {}),
        ("unknown", None),
    ],
)
def test_a_link_that_opens_nothing_says_why(
    why: str, change: dict[str, date] | None, placement: Placement, client: Client
) -> None:
    if change is not None:
        durability.link(placement, "drie", **change)
    if why == "closed":
        Placement.objects.update(ends_before=TODAY, end_reason="resigned")
    with pytest.raises(LinkGone) as gone:
        answer_check("drie", _told(), today=TODAY)
    assert gone.value.why == why
    assert not Check.objects.exists()


def test_a_link_is_sent_once_and_a_new_one_closes_the_old(cast: Cast, placement: Placement) -> None:
    def send(known: int, to: str = "pieter@voorbeeld.example") -> CheckLink:
        letter = Letter(to, lambda token: ("Hoe gaat het?", f"https://voorbeeld.example/{token}"))
        return send_check_link(
            cast.hans.actor, placement.number, "months_3", "person", letter, known=known, today=TODAY
        ).link

    first = send(0)
    with pytest.raises(ChangedMeanwhile):
        send(0)
    assert len(mail.outbox) == 1
    token = mail.outbox[0].body.rpartition("/")[2]
    assert open_check(token, today=TODAY).voice == "person"
    second = send(first.pk, "")
    assert len(mail.outbox) == 1
    assert not second.is_sent
    with pytest.raises(LinkGone):
        open_check(token, today=TODAY)
    revoke_check_link(cast.hans.actor, placement.number, "months_3", "person", today=TODAY)
    assert not CheckLink.objects.filter(revoked_on__isnull=True).exists()
    with pytest.raises(Refused) as refusal:
        send(0, "geen adres")
    assert refusal.value.field == "to"


def test_nobody_of_the_region_answers_behind_a_link(
    cast: Cast, placement: Placement, sign_in: SignIn, client: Client
) -> None:
    url = reverse("check", args=["drie"])
    durability.link(placement, "drie", moment=moment_now(STARTED, TODAY).code)  # type: ignore[union-attr]
    answers = {**durability.GOOD["person"], "words": ""}
    assert sign_in(cast.hans).post(url, answers).status_code == 422
    assert not Check.objects.exists()
    page = client.get(url)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "Pieter" not in page.content.decode()
    assert client.post(url, {"goes": "good"}).status_code == 422
    assert client.post(url, answers).status_code == 302
    assert "Bedankt" in client.get(url, {"verstuurd": "ja"}).content.decode()


def test_the_placement_shows_each_moment_and_takes_a_voice(
    cast: Cast, placement: Placement, sign_in: SignIn
) -> None:
    browser, day = sign_in(cast.hans), timezone.localdate()
    Placement.objects.update(starts_on=BY_CODE["months_3"].last_start(day))
    placement.refresh_from_db()
    durability.check(placement, "employer", on=day, goes="bad")
    page = browser.get(reverse("placement-durability", args=[placement.number])).content.decode()
    assert "Het gaat niet goed op het werk" in page
    url = reverse("check-record", args=[placement.number, "months_3", "person"])
    assert url in page
    answers = {**durability.GOOD["person"], "words": "", "version": "0"}
    assert browser.post(url, {**answers, "stay": ""}).status_code == 422
    assert browser.post(url, answers).status_code == 302
    assert Check.objects.get(voice="person").account == cast.hans.account
    link = reverse("check-link", args=[placement.number, "months_3", "person"])
    shown = browser.post(link, {"to": "", "version": "0"})
    assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store")
    assert "/hoe-gaat-het/" in shown.content.decode()
    here = reverse("placement-durability", args=[placement.number])
    assert here in browser.get(reverse("placement", args=[placement.number])).content.decode()
    # Who sees the placement and not the person finds no way there, and no page.
    other = sign_in(cast.carla)
    assert here not in other.get(reverse("placement", args=[placement.number])).content.decode()
    assert other.get(here).status_code == 403


WILD = ("", "\x00", "x" * 20_000, "🙃", "-1", "9" * 60, "2018-02-31", "<script>", "ja'; --", "Ώ")


def test_no_input_gives_an_error(cast: Cast, sign_in: SignIn, client: Client) -> None:
    day = timezone.localdate()
    row = register.placement(starts_on=BY_CODE["months_3"].last_start(day))
    over = register.placement(starts_on=day - 90 * DAY, ended=(day, "resigned"))
    durability.link(row, "drie")
    browser = sign_in(cast.hans)
    here = [row.number, "months_3", "person"]
    pages = {
        reverse("check-record", args=here): ("goes", "help", "stay", "words", "version", "accepted"),
        reverse("check-link", args=here): ("to", "version"),
        reverse("placement-next", args=[over.number]): ("then", "because", "version"),
        reverse("placement-end", args=[row.number]): ("ends_before", "end_reason", "then", "because"),
    }
    for wild in WILD:
        for url, names in pages.items():
            assert browser.post(url, dict.fromkeys(names, wild)).status_code < 500, (url, wild)
        given = {**durability.GOOD["person"], "words": wild}
        assert client.post(reverse("check", args=["drie"]), given).status_code < 500, wild
        assert client.post(reverse("check", args=["drie"]), {"goes": wild}).status_code == 422
        for name in ("signals", "losses"):
            asked = dict.fromkeys(("soort", "gemeente", "wie", "na", "jaar", "per"), wild)
            assert browser.get(reverse(name), asked).status_code == 200
    for wild in ("%00", "9" * 300, "%F0%9F%99%83", "months_9"):
        base = reverse("check-record", args=here).replace("months_3", wild)
        assert browser.get(base).status_code == 404
        assert client.get(reverse("check", args=["drie"]).replace("drie", wild)).status_code == 404


def test_no_link_goes_out_about_work_that_ended(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    start = BY_CODE["months_3"].last_start(today - 3 * DAY)
    over = register.placement(starts_on=start, ended=(today, "resigned"))
    letter = Letter("pieter@voorbeeld.example", lambda token: ("Hoe gaat het?", token))
    with pytest.raises(Refused, match="zou niets openen"):
        send_check_link(cast.hans.actor, over.number, "months_3", "person", letter, known=0, today=today)
    assert not mail.outbox
    page = sign_in(cast.hans).get(reverse("placement-durability", args=[over.number])).content.decode()
    assert reverse("check-link", args=[over.number, "months_3", "person"]) not in page
    assert reverse("check-record", args=[over.number, "months_3", "person"]) in page


def test_of_a_file_that_is_only_kept_no_link_goes_out(cast: Cast, sign_in: SignIn) -> None:
    work = register.placement(starts_on=BY_CODE["months_3"].last_start(timezone.localdate()))
    privacy.restriction(work.person, "stored_only")
    url = reverse("check-link", args=[work.number, "months_3", "employer"])
    page = sign_in(cast.hans).post(url, {"to": "baas@voorbeeld.example", "version": "0"})
    assert "alleen bewaart" in page.content.decode()
    assert not mail.outbox


def test_what_a_colleague_wrote_down_is_not_shown_behind_a_link(cast: Cast, placement: Placement) -> None:
    services.record_check(
        cast.hans.actor,
        placement.number,
        "months_3",
        "person",
        _told(words="Twijfelt erg"),
        version=0,
        today=TODAY,
    )
    durability.link(placement, "drie")
    assert open_check("drie", today=TODAY).check is None
    answer_check("drie", _told(help="no"), today=TODAY)
    shown = open_check("drie", today=TODAY).check
    assert shown is not None
    assert (shown.words, shown.answers["help"]) == ("", "no")


def test_a_correction_closes_the_link_of_an_employer_who_was_wrong(cast: Cast, placement: Placement) -> None:
    durability.link(placement, "van de werkgever", "employer")
    durability.link(placement, "van de kandidaat")
    early = durability.check(placement, moment="weeks_2")
    other = register.employer()
    starts_on = STARTED + 5 * DAY
    changes = {
        "employer_kvk": other.kvk,
        "workplace_kvk": other.kvk,
        "starts_on": starts_on,
        "hours": ((starts_on, Decimal(32)),),
    }
    right = correct_work(cast.hans.actor, placement.number, changes, "Ander bedrijf", today=TODAY)
    with pytest.raises(LinkGone) as gone:
        open_check("van de werkgever", today=TODAY)
    assert gone.value.why == "revoked"
    assert open_check("van de kandidaat", today=TODAY).workplace == other.name
    early.refresh_from_db()
    assert (early.placement_id, early.due_on) == (right.pk, starts_on + 14 * DAY)


def test_work_that_goes_on_longer_leaves_open_what_comes_next(cast: Cast) -> None:
    work = register.placement(starts_on=STARTED, ended=(TODAY + 9 * DAY, "contract_ended"))
    durability.after(work, "stops", "training")
    set_end(cast.hans.actor, work.number, TODAY + 8 * DAY, "contract_ended", today=TODAY)
    assert AfterWork.objects.exists()
    set_end(cast.hans.actor, work.number, TODAY + 90 * DAY, "contract_ended", today=TODAY)
    assert not AfterWork.objects.exists()


def test_two_jobs_that_end_on_one_day_make_one_person_free(cast: Cast) -> None:
    person = register.person()
    first, _last = (
        register.placement(person=person, starts_on=STARTED, hours="8", ended=(TODAY, "resigned"))
        for _turn in range(2)
    )
    assert [one.person for one in free_again(TODAY)] == [person]
    durability.after(first, "stops", "training")
    assert not free_again(TODAY)


def test_who_waits_longest_is_asked_first_however_many_came_after(cast: Cast) -> None:
    first = BY_CODE["months_3"].last_start(TODAY - 20 * DAY)
    placed = []
    for turn in range(7):
        person = register.person()
        register.member(person, cast.hans.account)
        placed.append(register.placement(person=person, starts_on=first + turn * DAY))
    (longest,) = checks_due(cast.hans.actor, TODAY, 1)
    assert longest.number == placed[0].number
