"""One encrypted number beside a person; nothing here can be read without the keys of the environment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.register.people.models import Person


class PersonBsn(models.Model):
    """The burgerservicenummer of one person. Never join it into a list, a search, an export or a history."""

    class Purpose(models.TextChoices):
        """Why someone looks at it (Wabb article 10: only for the task that the law gives)."""

        IDENTIFY = "identify", _("nagaan wie iemand is")
        REGISTER = "register", _("gegevens vergelijken met het doelgroepregister van UWV")
        SUBSIDY = "subsidy", _("loonkostensubsidie of een andere voorziening aanvragen")

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+", primary_key=True)
    cipher = models.BinaryField()
    # The same number gives the same index, so that it can be kept once and never be read from it.
    index = models.CharField(max_length=64, unique=True)
    kept_on = models.DateField(_("vastgelegd op"))

    objects: ClassVar[models.Manager[PersonBsn]]
