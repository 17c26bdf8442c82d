"""Programmes: plans with a start and an end that placements come from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Programme(models.Model):
    """A plan such as the 1000-banenplan; its meaning of lasting work stands in the rule book."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    region = models.CharField(_("arbeidsmarktregio"), max_length=4)
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name
