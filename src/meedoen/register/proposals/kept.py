"""Everything that is kept about proposals of one person, in words: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.kept import Kept
from meedoen.register.proposals.models import AnswerLink, Proposal, ProposalMove, SetAside
from meedoen.register.proposals.states import SET_ASIDE, SIDES, STATES, because_in_words


def what_is_kept(person_id: int) -> list[Kept]:
    """Return who proposed this person to whom and why, every move, and what was left for now; colleagues by
    their organisation, not by name."""
    return [_proposals(person_id), _moves(person_id), _links(person_id), _aside(person_id)]


def _proposals(person_id: int) -> Kept:
    rows = Proposal.objects.filter(person=person_id).select_related("job__employer", "organisation")
    return Kept(
        "proposals",
        _("Voor welk werk u bent voorgesteld"),
        (
            _("Nummer"),
            _("Werk"),
            _("Werkgever"),
            _("Voorgesteld door"),
            _("Op"),
            _("Waarom"),
            _("Punten van de 1000"),
            _("Eigen keuze van de collega"),
            _("Stand"),
            _("Naam mocht genoemd worden sinds"),
            _("Subsidie mocht genoemd worden"),
        ),
        tuple(
            (
                one.number,
                one.job.title,
                one.job.employer.name,
                one.organisation.name,
                one.proposed_on,
                one.why,
                one.score,
                one.is_own_pick,
                str(STATES.get(one.state, one.state)),
                one.agreed_to_be_named_on,
                one.may_tell_subsidy,
            )
            for one in rows.order_by("pk")
        ),
    )


def _moves(person_id: int) -> Kept:
    rows = ProposalMove.objects.filter(proposal__person=person_id).select_related("proposal")
    return Kept(
        "proposal_moves",
        _("Wat er met die voorstellen gebeurde"),
        (_("Voorstel"), _("Op"), _("Stand"), _("Van wie"), _("Waarom"), _("Toelichting")),
        tuple(
            (
                one.proposal.number,
                one.on,
                str(STATES.get(one.to_state, one.to_state)),
                str(SIDES.get(one.side, one.side)),
                str(because_in_words(one.to_state, one.side, one.because)),
                one.words,
            )
            for one in rows.order_by("pk")
        ),
    )


def _links(person_id: int) -> Kept:
    rows = AnswerLink.objects.filter(proposal__person=person_id).select_related("proposal")
    return Kept(
        "answer_links",
        _("Links waarmee een werkgever over u antwoordde"),
        (
            _("Voorstel"),
            _("Gemaakt op"),
            _("Verloopt op"),
            _("Geopend op"),
            _("Beantwoord op"),
            _("Ingetrokken op"),
        ),
        tuple(
            (one.proposal.number, one.made_on, one.expires_on, one.opened_on, one.answered_on, one.revoked_on)
            for one in rows.order_by("pk")
        ),
    )


def _aside(person_id: int) -> Kept:
    rows = SetAside.objects.filter(person=person_id).select_related("job__employer", "organisation")
    return Kept(
        "set_aside",
        _("Werk waarvoor u niet werd voorgesteld"),
        (_("Werk"), _("Werkgever"), _("Waarom niet"), _("Op"), _("Tot"), _("Organisatie")),
        tuple(
            (
                one.job.title,
                one.job.employer.name,
                str(SET_ASIDE.get(one.because, one.because)),
                one.on,
                one.until,
                one.organisation.name,
            )
            for one in rows.order_by("pk")
        ),
    )
