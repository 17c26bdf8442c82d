"""The power matrix: which role may do which deed. Nothing else grants anything."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotAllowed

AM, CO, PA, CT, CR, AD, AU = (
    "account_manager",
    "consulent",
    "policy_adviser",
    "controller",
    "coordinator",
    "administrator",
    "auditor",
)
DESK = frozenset({AM, CO})
STEERING = frozenset({PA, CT, CR})
EVERYONE = DESK | STEERING | {AD, AU}

# deed: the roles that may do it. The auditor stands only on rows that read.
POWERS: dict[str, frozenset[str]] = {
    "today.see": EVERYONE,
    "person.list": DESK | {AU},
    "person.see": DESK | {AU},
    "person.register": DESK,
    "person.correct": DESK,
    "person.move": DESK,
    "person.record_contact": DESK,
    "person.protect": frozenset({CO}),
    "person.unprotect": frozenset({CO}),
    "person.name": frozenset({CO}),
    "person.unname": frozenset({CO}),
    "protected.let_in": frozenset({AD}),
    "registration.add": DESK,
    "registration.end": DESK,
    "person.looks": frozenset({CO, AU}),
    "privacy_request.list": DESK | {AU},
    "privacy_request.record": DESK,
    "privacy_request.answer": frozenset({CO}),
    "privacy.export": frozenset({CO}),
    "restriction.lift": frozenset({CO}),
    "retention.notices": DESK | {AU},
    "retention.pause": DESK,
    "retention.see": frozenset({AD, AU}),
    "retention.decide": frozenset({AD}),
    "retention.announce": frozenset({AD}),
    "retention.run": frozenset({AD}),
    "bsn.see": frozenset({CO}),
    "bsn.keep": frozenset({CO}),
    "bsn.reseal": frozenset({AD}),
    "duplicate.see": DESK | {AU},
    "duplicate.find": DESK | {AD},
    "duplicate.decide": frozenset({CO}),
    "profile.see": DESK,
    "profile.change": DESK,
    "profile.confirm": DESK,
    "reach.see": frozenset({CO}),
    "reach.change": frozenset({CO}),
    "loonwaarde.see": DESK | {AU},
    "loonwaarde.record": DESK,
    "target_group.record": DESK,
    "plan.see": frozenset({CO, AU}),
    "plan.change": frozenset({CO}),
    "reminder.see": DESK | {CR},
    "reminder.pause": DESK,
    "reminder.send": frozenset({AD}),
    "findability.see": DESK | STEERING | {AU},
    "findability.compare": STEERING | {AU},
    "findability.people": DESK,
    "registration.correct": DESK,
    "registration.withdraw": DESK,
    "residence.correct": DESK,
    "residence.withdraw": DESK,
    "circle.set_fixed_contact": DESK,
    "circle.set_substitute": DESK,
    "circle.involve": DESK,
    "circle.leave": DESK,
    "share.give": frozenset({CO}),
    "share.revoke": frozenset({CO}),
    "hand_over.list": DESK | {AU},
    "hand_over.see": DESK | {AU},
    "hand_over.offer": frozenset({CO}),
    "hand_over.accept": frozenset({CO}),
    "hand_over.refuse": frozenset({CO}),
    "hand_over.withdraw": frozenset({CO}),
    "employer.list": DESK | STEERING | {AU},
    "employer.see": DESK | STEERING | {AU},
    "employer.register": DESK,
    "employer.add_branch": DESK,
    "employer.fix_sector": DESK | {CT},
    "employer.correct": DESK,
    "employer.correct_branch": DESK,
    "employer.close_branch": DESK,
    "employer.record_headcount": DESK,
    "employer.record_payroll_year": DESK | {CT},
    "employer.correct_payroll_year": DESK | {CT},
    "employer.note_in_place": DESK,
    "employer.set_limit": DESK,
    "employer.pause": DESK,
    "employer.end_pause": DESK,
    "contact_person.see": DESK | {CR, AU},
    "contact_person.add": DESK,
    "contact_person.correct": DESK,
    "contact_person.check": DESK,
    "contact_person.end": DESK,
    "moment.list": DESK | STEERING | {AU},
    "moment.record": DESK,
    "moment.settle": DESK,
    "owner.take": frozenset({AM}),
    "owner.offer": frozenset({AM, CR}),
    "owner.answer": frozenset({AM}),
    "arrangement.list": DESK | STEERING | {AU},
    "arrangement.make": frozenset({AM, CR}),
    "arrangement.correct": frozenset({AM, CR}),
    "arrangement.move": frozenset({AM, CR}),
    "scan.list": DESK | STEERING | {AU},
    "scan.record": DESK,
    "scan.add_task": DESK,
    "scan.remove_task": DESK,
    "scan.add_advice": DESK,
    "scan.follow_up": DESK,
    "programme.register": frozenset({CR}),
    "new_year.see": DESK | STEERING | {AU},
    "new_year.export": DESK | STEERING,
    "choice.see": EVERYONE,
    "choice.set": frozenset({PA, CR}),
    "placement.list": DESK | STEERING | {AU},
    "placement.see": DESK | STEERING | {AU},
    "placement.register": DESK,
    "placement.change_hours": DESK,
    "placement.record_paid_hours": DESK | {CT},
    "placement.end": DESK,
    "placement.correct": DESK,
    "quotum.see": DESK | STEERING | {AU},
    "dashboard.see": EVERYONE,
    "indicator.see": EVERYONE,
    "indicator.rows": DESK | STEERING | {AU},
    "indicator.download": DESK | STEERING | {AU},
    "reading.take": frozenset({CT, CR}),
    "target.see": EVERYONE,
    "target.set": frozenset({PA, CR}),
    "publication.see": EVERYONE,
    "publication.import": frozenset({PA, CT, CR}),
    "period.see": EVERYONE,
    "period.propose_freeze": frozenset({CT, CR}),
    "period.confirm_freeze": frozenset({CT, CR}),
    # Loonkostensubsidie beside the withdrawn loondispensatie, over a region.
    "comparison.see": STEERING | {AU},
    "comparison.run": STEERING,
    "import.see": DESK,
    "import.offer": DESK,
    "import.run": DESK,
    "person.export": DESK,
    "employer.export": DESK | STEERING,
    "placement.export": DESK | STEERING,
    # One's own long tasks, and what they made.
    "task.see": EVERYONE,
    "rulebook.see": EVERYONE,
    "organisation.list": EVERYONE,
    "organisation.register": frozenset({AD}),
    "organisation.end": frozenset({AD}),
    "account.list": frozenset({AD, AU}),
    "account.invite": frozenset({AD}),
    "account.change_roles": frozenset({AD}),
    "account.close": frozenset({AD}),
    "account.move": frozenset({AD}),
    "account.reset_second_factor": frozenset({AD}),
    # Only where all people are invented.
    "account.give_password": frozenset({AD}),
    # One's own roles, second factor and sessions.
    "own_access.manage": EVERYONE,
    "view.keep": EVERYONE,
    "journal.see": frozenset({AD, AU}),
}


def may(actor: Actor, deed: str) -> bool:
    """True if and only if a role that the actor holds today stands in the row of this deed."""
    return not POWERS[deed].isdisjoint(actor.roles)


def require(actor: Actor, deed: str) -> None:
    """Refuse unless the actor may do this deed."""
    if not may(actor, deed):
        raise NotAllowed(
            _(
                "Met uw rol kunt u dit niet doen. "
                "Vraag de beheerder van uw organisatie wie dit wel mag, of om een andere rol."
            )
        )
