"""What every app forgets of a person, and contact details that go before the file does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps as django_apps
from django.db.models import Model

from meedoen.register.people.models import CircleMember, Person
from meedoen.register.placements.models import Placement
from meedoen.register.privacy.due import due_people
from meedoen.register.privacy.ending import announce, anonymise_due
from meedoen.register.privacy.holders import HOLDERS
from meedoen.register.privacy.models import RetentionNotice
from meedoen.register.profiles.models import Profile, Reach
from tests.factories import privacy, register
from tests.factories.access import TODAY, Cast
from tests.guards import addresses

pytestmark = pytest.mark.django_db
OLD = date(2014, 1, 1)
LONG_AGO = {"registered_on": OLD, "since": OLD, "last_contact_on": OLD}

# What is counted stays; that the end was announced and carried out stays as well.
STAYS = {"Agreement", "Residence", "Registration", "Placement", "Proposal", "RetentionNotice"}


def _hang_on_people() -> list[tuple[type[Model], str]]:
    """Every model with a key of a person, and the name of that key."""
    return [
        (model, field.name)
        for model in django_apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and field.related_model is Person and model is not Person
    ]


def test_every_app_that_holds_a_person_tells_and_forgets() -> None:
    """Who adds a table about people adds a line to the holders."""
    holders = {holder.name for holder in HOLDERS}
    assert {model._meta.app_label for model, _name in _hang_on_people()} <= holders


def test_nothing_but_what_is_counted_hangs_on_who_became_nobody(cast: Cast) -> None:
    """Of every table that knows people: filled with one row, and empty afterwards."""
    world = addresses.world()
    person = world.person
    RetentionNotice.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).update(last_contact_on=OLD, registered_on=OLD)
    long_ago = {"starts_on": OLD, "ends_before": OLD + timedelta(days=30), "end_reason": "resigned"}
    Placement.objects.filter(person=person).update(**long_ago)
    privacy.notice(person, category="on_request")
    CircleMember.objects.create(person=person, account=cast.hans.account, part="involved", starts_on=OLD)
    before = {
        model.__name__ for model, name in _hang_on_people() if model.objects.filter(**{name: person}).exists()
    }
    assert len(before - STAYS) >= 8, before
    anonymise_due(cast.jan.actor, today=TODAY)
    person.refresh_from_db()
    assert person.state == "anonymised"
    after = {
        model.__name__ for model, name in _hang_on_people() if model.objects.filter(**{name: person}).exists()
    }
    assert after <= STAYS


def test_contact_details_go_before_the_file_does(cast: Cast) -> None:
    """By a term of their own; who someone is and what was agreed stays."""
    privacy.term("reach", 12)
    person = register.person(**LONG_AGO)
    register.person(**LONG_AGO)
    Reach.objects.create(person=person, phone="06-12345678")
    Profile.objects.create(person=person, likes="Buiten werken")
    assert [one.pk for one in due_people("AM01", "reach", TODAY)] == [person.pk]
    assert announce(cast.jan.actor, today=TODAY)["reach"] == 1
    ended = anonymise_due(cast.jan.actor, today=TODAY + timedelta(days=30))
    assert {one.category: one.anonymised for one in ended}["reach"] == 1
    person.refresh_from_db()
    assert person.state == "open"
    assert not Reach.objects.exists()
    assert Profile.objects.filter(person=person).exists()
