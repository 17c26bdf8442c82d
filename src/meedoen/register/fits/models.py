"""Where the neighbourhoods of a region lie, out of a list that the region brings."""

from __future__ import annotations

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
