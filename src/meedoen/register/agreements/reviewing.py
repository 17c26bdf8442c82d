"""The review of a trial: written by the desk, and agreed with or disputed by the candidate; both stay."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.agreements.models import LONGEST, Agreement, SignLink, TrialReview
from meedoen.register.agreements.selectors import party_of, review_of
from meedoen.register.agreements.signing import ToSign, open_link
from meedoen.register.agreements.states import ADVICES, ON_BEHALF
from meedoen.register.agreements.steps import note, opened, said, take, told
from meedoen.register.agreements.validity import wrong_interest
from meedoen.register.checks import AlreadyThere, NotPossible, text, tidy, together
from meedoen.register.free_text import warned
from meedoen.register.links import behind_link
from meedoen.register.placements.models import Placement
from meedoen.rules.free_text import check_free_text

Accepted = Collection[str]
ANSWERS = ("agreed", "disputed")


def write_review(
    actor: Actor,
    number: str,
    went: str,
    advice: str,
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Write down how a trial went; once the candidate answered it, it does not change any more."""
    with transaction.atomic():
        require(actor, "agreement.review")
        row = opened(actor, number, "agreement.review", version, today)
        if row.kind != Placement.Kind.PROEFPLAATSING:
            raise NotPossible(_("Een verslag hoort bij een proefplaatsing."))
        review = review_of(row) or TrialReview(agreement=row)
        if review.answer:
            raise AlreadyThere(_("De kandidaat heeft op dit verslag geantwoord. Het verandert niet meer."))
        kept, wrong = text(went, _("Hoe het ging"), "went", LONGEST)
        if advice not in ADVICES:
            wrong.append(NotPossible(_("Kies een advies uit de lijst."), field="advice"))
        together([*wrong, *warned(actor, kept, "went", accepted, [row.person.name]).refusals])
        review.went, review.advice = kept, advice
        review.written_on, review.account_id = today, actor.account_id
        review.save()
        # Who reads the words of before answers those of now only with another link.
        links = SignLink.objects.filter(party__agreement=row, is_review=True)
        links.standing(today).update(revoked_on=today)
        take(row, "agreement.review", "reviewed", actor, today, to=row.state)
        detail = told(row, advice=advice)
        journal.enter(actor, "agreement.review", "person", row.person.number, detail=detail)
        return row


def answer_by_link(token: str, answer: str, words: str = "", *, today: date) -> ToSign:
    """Write down what the candidate says of the review behind a link; a second time changes nothing."""
    with transaction.atomic():
        shown = open_link(token, is_colleague=True, today=today)
        review = shown.review
        if review is None:
            raise NotPossible(_("Achter deze link staat geen verslag."))
        if review.answer:
            return shown
        kept = tidy(words)
        together([*_wrong_answer(answer, kept), *_numbers_in(kept)])
        actor = behind_link(_("kandidaat, met een link"))
        _answered(shown.agreement, review, actor, answer, kept, today, how="link")
        SignLink.objects.of(token).update(answered_on=today)
        row = shown.agreement
        detail = {"agreement": row.number, "answer": answer, "ground": "agreement"}
        journal.enter(actor, "agreement.review_by_link", "person", row.person.number, detail=detail)
        return open_link(token, is_colleague=True, today=today)


def answer_on_behalf(
    actor: Actor,
    number: str,
    answer: str,
    because: str,
    words: str = "",
    *,
    version: int,
    accepted: Accepted = (),
    today: date,
) -> Agreement:
    """Write down what the candidate says of the review to a colleague, with why no link was used."""
    with transaction.atomic():
        require(actor, "agreement.sign_on_behalf")
        row = opened(actor, number, "agreement.review", version, today)
        review = review_of(row)
        party_of(row, "person")
        if review is None or review.answer:
            raise NotPossible(_("Er is geen verslag dat op een antwoord van de kandidaat wacht."))
        kept, wrong = said(actor, words, accepted)
        if because not in ON_BEHALF:
            wrong.append(NotPossible(_("Kies een reden uit de lijst."), field="because"))
        together([*_wrong_answer(answer, kept), *wrong, *wrong_interest(actor, row, "person")])
        _answered(row, review, actor, answer, kept, today, how="on_behalf", because=because)
        row.version += 1
        row.save(update_fields=["version"])
        detail = told(row, answer=answer, because=because)
        journal.enter(actor, "agreement.sign_on_behalf", "person", row.person.number, detail=detail)
        return row


def _answered(
    row: Agreement,
    review: TrialReview,
    actor: Actor,
    answer: str,
    words: str,
    today: date,
    *,
    how: str,
    because: str = "",
) -> None:
    review.answer, review.answer_words, review.answered_on = answer, words, today
    review.how, review.because = how, because
    review.save()
    note(row, answer, actor, today, side="person", words=words)


def _wrong_answer(answer: str, words: str) -> list[Refused]:
    if answer not in ANSWERS:
        return [NotPossible(_("Kies of u het eens bent met het verslag."), field="answer")]
    if len(words) > LONGEST:
        return text(words, _("Uw uitleg"), "words", LONGEST)[1]
    if answer == "disputed" and not words:
        return [NotPossible(_("Schrijf op wat er volgens u niet klopt."), field="words")]
    return []


def _numbers_in(words: str) -> list[Refused]:
    found = check_free_text(words, names=())
    return [NotPossible(one.remedy, field="words") for one in found if one.kind == "bsn"]
