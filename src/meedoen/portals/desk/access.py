"""Beheer: organisations, people with access, the journal, and one's own access."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from meedoen.access import journal, selectors, services
from meedoen.access.invitations import Invitation, send_invitation
from meedoen.access.powers import may
from meedoen.access.refusals import NotFound, Refused
from meedoen.portals.desk.forms.access import (
    EndForm,
    InviteForm,
    JournalForm,
    OrganisationForm,
    RolesForm,
)
from meedoen.portals.desk.pages import Actor, deed, page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.period import Period
from meedoen.register.checks import tidy
from meedoen.register.placements.selectors import hidden_subjects
from meedoen.register.reminders.selectors import mail_choices, wants_mail

# So many of the latest entries are followed on each visit; the whole chain when it is asked for.
FOLLOWED = 2000
# So many digits always fit in the key of a row.
LONGEST_KEY = 18
Answer = Mapping[str, Any] | HttpResponseBase


def in_words(starts_on: date, ends_before: date | None) -> str:
    """The period of a row; a role that was taken away before it began has none."""
    if ends_before is not None and ends_before <= starts_on:
        return _("nooit ingegaan")
    return Period(starts_on, ends_before).in_words()


def _crumbs(label: str, name: str) -> dict[str, Any]:
    return {"crumbs": [Link(label, reverse(name))]}


def _typed(request: HttpRequest, name: str, longest: int = 80) -> str:
    """What stands under this name in the address, without signs that no database takes."""
    return tidy(request.GET.get(name, ""))[:longest]


def _number(typed: str) -> int | None:
    """A key in the address; what can't be one, is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_KEY else None


def _day_asked(request: HttpRequest) -> tuple[date | None, str]:
    """The day in the address, and what is wrong with it."""
    given = _typed(request, "dag", 20)
    try:
        return (date.fromisoformat(given) if given else None), ""
    except ValueError:
        return None, _("“%(given)s” is geen datum. Bijvoorbeeld: 2017-12-31.") % {"given": given}


def _do(request: HttpRequest, do: Any, done: str) -> None:
    """Do a deed that has no form, and say how it went."""
    try:
        do()
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)


# --- Organisations ---------------------------------------------------------------------------------------


@page(power="organisation.list", template="desk/access/organisations.html", nav="organisations")
def organisations(request: HttpRequest, actor: Actor) -> Answer:
    day, wrong = _day_asked(request)
    region = _typed(request, "regio") if "regio" in request.GET else actor.region or ""
    return {
        "rows": selectors.organisation_rows(day=day, region=region),
        "day": day,
        "wrong": wrong,
        "own_region": actor.region,
        "all_regions": region == "",
        "in_words": in_words,
        "may_register": may(actor, "organisation.register") and actor.organisation_kind == "region",
        "today": today(),
    }


@page(power="organisation.register", template="desk/access/organisation_form.html", nav="organisations")
def organisation_register(request: HttpRequest, actor: Actor) -> Answer:
    form = OrganisationForm(request.POST or None, region=actor.region or "")
    made = deed(
        form,
        lambda: services.register_organisation(
            actor, region=actor.region or "", today=today(), **form.cleaned_data
        ),
    )
    if made:
        messages.success(request, _("%(name)s is geregistreerd.") % {"name": made.name})
        return redirect("organisations")
    return {"form": form, "has_errors": bool(form.errors)} | _crumbs(_("Organisaties"), "organisations")


def _organisation(actor: Actor, organisation: int) -> Any:
    found = selectors.organisations_overseen_by(actor).filter(pk=organisation).first()
    if found is None:
        raise NotFound(_("Deze organisatie bestaat niet, of u bent er geen beheerder van."))
    return found


@page(power="organisation.end", template="desk/access/organisation_end.html", nav="organisations")
def organisation_end(request: HttpRequest, actor: Actor, organisation: int) -> Answer:
    found = _organisation(actor, organisation)
    form = EndForm(request.POST or None, actor=actor, organisation_id=organisation)
    ended = deed(
        form,
        lambda: services.end_organisation(
            actor,
            organisation,
            ends_before=form.cleaned_data["ends_before"],
            successor_id=form.cleaned_data["successor"],
            today=today(),
        ),
    )
    if ended:
        messages.success(request, _("Het einde van %(name)s is vastgelegd.") % {"name": ended.name})
        return redirect("organisations")
    context = {
        "organisation": found,
        "form": form,
        "has_errors": bool(form.errors),
        "waiting": selectors.accounts_waiting_to_move(organisation),
        "has_ended": found.ends_before is not None and found.ends_before <= today(),
        "in_words": in_words,
    }
    return context | _crumbs(_("Organisaties"), "organisations")


@page(power="account.move", nav="organisations", methods=("POST",))
def organisation_move(request: HttpRequest, actor: Actor, organisation: int) -> Answer:
    _organisation(actor, organisation)
    _do(
        request,
        lambda: services.move_accounts(actor, organisation, today=today()),
        _("De accounts zijn verhuisd."),
    )
    return redirect("organisation-end", organisation)


# --- People with access ----------------------------------------------------------------------------------


@page(power="account.list", template="desk/access/accounts.html", nav="accounts")
def accounts(request: HttpRequest, actor: Actor) -> Answer:
    search = _typed(request, "zoek")
    # The name as it is kept, which may hold what tidying would take away.
    name, _separator, typed = request.GET.get("na", "").replace("\0", "").rpartition("~")
    number = _number(typed)
    after = (name, number) if number is not None else None
    found = selectors.accounts_visible_to(actor, day=today(), search=search, after=after)
    onward = ""
    if found.next_after is not None:
        onward = "?" + urlencode({"zoek": search, "na": "~".join(map(str, found.next_after))})
    return {
        "found": found,
        "search": search,
        "onward": onward,
        "is_first": after is None,
        "role_label": selectors.role_label,
        "may_invite": may(actor, "account.invite"),
    }


@page(power="account.invite", template="desk/access/account_invite.html", nav="accounts")
def account_invite(request: HttpRequest, actor: Actor) -> Answer:
    form = InviteForm(request.POST or None, actor=actor, day=today())
    invitation = deed(form, lambda: _invite(actor, form))
    if invitation:
        return _invited(request, invitation)
    context = {"form": form, "has_errors": bool(form.errors), "invitation": None}
    return context | _crumbs(_("Mensen met toegang"), "accounts")


def _invite(actor: Actor, form: Form) -> Invitation:
    given = dict(form.cleaned_data)
    return services.invite_account(actor, organisation_id=given.pop("organisation"), today=today(), **given)


def _invited(request: HttpRequest, invitation: Invitation) -> Answer:
    """Send the letter and show its link: once, here, and never in an address."""
    site = request.build_absolute_uri("/").rstrip("/")
    send_invitation(invitation, site=site)
    context = {
        "invitation": invitation,
        "link": site + invitation.path if invitation.path else "",
        "form": None,
    }
    return context | _crumbs(_("Mensen met toegang"), "accounts")


@page(power="account.invite", template="desk/access/account_invite.html", nav="accounts", methods=("POST",))
def account_invite_again(request: HttpRequest, actor: Actor, account: int) -> Answer:
    try:
        invitation = services.invite_again(actor, account, today=today())
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("account", account)
    return _invited(request, invitation)


def _row(actor: Actor, account: int) -> selectors.AccountRow:
    row = selectors.account_visible_to(actor, account, day=today())
    if row is None:
        raise NotFound(_("Dit account bestaat niet, of u bent er geen beheerder van."))
    return row


@page(power="account.list", template="desk/access/account.html", nav="accounts")
def account_see(request: HttpRequest, actor: Actor, account: int) -> Answer:
    context = {
        "row": _row(actor, account),
        "history": selectors.role_history(account),
        "is_own": account == actor.account_id,
        "may_change": may(actor, "account.change_roles") and account != actor.account_id,
        "role_label": selectors.role_label,
        "in_words": in_words,
    }
    return context | _crumbs(_("Mensen met toegang"), "accounts")


@page(power="account.change_roles", template="desk/access/account_roles.html", nav="accounts")
def account_roles(request: HttpRequest, actor: Actor, account: int) -> Answer:
    row = _row(actor, account)
    form = RolesForm(request.POST or None, initial={"roles": row.roles, "starts_on": today()})
    changed = deed(form, lambda: services.change_roles(actor, account, today=today(), **form.cleaned_data))
    if changed:
        messages.success(request, _("De rollen van %(name)s zijn veranderd.") % {"name": changed.name})
        return redirect("account", account)
    context = {"row": row, "form": form, "has_errors": bool(form.errors)}
    return context | _crumbs(_("Mensen met toegang"), "accounts")


@page(power="account.close", template="desk/access/account_close.html", nav="accounts")
def account_close(request: HttpRequest, actor: Actor, account: int) -> Answer:
    row = _row(actor, account)
    if request.method == "POST":
        done = _("De toegang van %(name)s is gesloten.") % {"name": row.account.name}
        _do(request, lambda: services.close_account(actor, account, today=today()), done)
        return redirect("account", account)
    return {"row": row} | _crumbs(_("Mensen met toegang"), "accounts")


@page(power="account.reset_second_factor", nav="accounts", methods=("POST",))
def account_reset_factor(request: HttpRequest, actor: Actor, account: int) -> Answer:
    _do(
        request,
        lambda: services.reset_second_factor(actor, account, today=today()),
        _("De tweede stap is gewist. Bij het volgende aanmelden moet er een nieuwe komen."),
    )
    return redirect("account", account)


# --- Journal ---------------------------------------------------------------------------------------------


@page(power="journal.see", template="desk/access/journal.html", nav="journal")
def journal_page(request: HttpRequest, actor: Actor) -> Answer:
    form = JournalForm(request.GET)
    wanted = form.wanted()
    before = _number(request.GET.get("voor", ""))
    found = selectors.journal_visible_to(
        actor,
        wanted or selectors.JournalFilter(),
        hides=hidden_subjects,
        before=before,
    )
    asked = {name: str(value) for name, value in request.GET.items() if name in form.fields and value}
    onward = "?" + urlencode(asked | {"voor": str(found.next_before)}) if found.next_before else ""
    whole = request.method == "POST"
    return {
        "form": form,
        "has_errors": bool(form.errors),
        "found": found,
        "asked": asked,
        "onward": onward,
        "back": ("?" + urlencode(asked) if asked else reverse("journal")) if before is not None else "",
        "chain": journal.check_chain(latest=None if whole else FOLLOWED),
        "whole": whole,
        "followed": FOLLOWED,
    }


# --- One's own access ------------------------------------------------------------------------------------


@page(power="own_access.manage", template="desk/access/own.html", methods=("GET", "HEAD", "POST"))
def own_access(request: HttpRequest, actor: Actor) -> Answer:
    if request.method == "POST":
        account = services.end_own_sessions(actor, today=today())
        update_session_auth_hash(request, account)
        messages.success(request, _("U bent overal elders afgemeld."))
        return redirect("own-access")
    row = selectors.own_account(actor, day=today())
    return {
        "row": row,
        "history": selectors.role_history(actor.account_id or 0),
        "role_label": selectors.role_label,
        "in_words": in_words,
        "mail": dict(mail_choices())[wants_mail(actor)],
    }


urls: list[URLPattern] = [
    path("organisaties/", organisations, name="organisations"),
    path("organisaties/nieuw/", organisation_register, name="organisation-register"),
    path("organisaties/<int:organisation>/einde/", organisation_end, name="organisation-end"),
    path("organisaties/<int:organisation>/verhuizen/", organisation_move, name="organisation-move"),
    path("mensen-met-toegang/", accounts, name="accounts"),
    path("mensen-met-toegang/uitnodigen/", account_invite, name="account-invite"),
    path("mensen-met-toegang/<int:account>/", account_see, name="account"),
    path("mensen-met-toegang/<int:account>/rollen/", account_roles, name="account-roles"),
    path("mensen-met-toegang/<int:account>/afsluiten/", account_close, name="account-close"),
    path("mensen-met-toegang/<int:account>/opnieuw/", account_invite_again, name="account-invite-again"),
    path("mensen-met-toegang/<int:account>/tweede-stap/", account_reset_factor, name="account-reset-factor"),
    path("logboek/", journal_page, name="journal"),
    path("mijn-toegang/", own_access, name="own-access"),
]
