"""What a region brings to the search: where its neighbourhoods lie, and what changes cost there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Neighbourhood(models.Model):
    """The point of a PC4: the four digits of a postcode, never finer."""

    pc4 = models.CharField(_("PC4"), max_length=4, primary_key=True)
    lat_e5 = models.IntegerField(_("breedte, in honderdduizendsten van een graad"))
    lon_e5 = models.IntegerField(_("lengte, in honderdduizendsten van een graad"))
    source = models.CharField(_("bron"), max_length=120)
    loaded_on = models.DateField(_("ingelezen op"))

    def __str__(self) -> str:
        return self.pc4


class ChangeCost(models.Model):
    """What the region reckons with for one kind of change, from a day on; never overwritten."""

    # A key of `matching.near.COSTS`.
    key = models.CharField(_("verandering"), max_length=24)
    # None: nobody knows any more.
    amount = models.DecimalField(_("ongeveer, in euro's"), max_digits=7, decimal_places=2, null=True)
    source = models.CharField(_("bron"), max_length=120)
    starts_on = models.DateField(_("vanaf"))
    set_on = models.DateField(_("vastgelegd op"))
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "starts_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0),
                name="change_cost_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.starts_on}"
