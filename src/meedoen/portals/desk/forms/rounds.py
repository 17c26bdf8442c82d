"""The form of a round over the region: the day, and a fair share with its reason."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from meedoen.portals.desk.forms.fields import DayField, DeedForm, PercentField, with_empty
from meedoen.register.rounds.selectors import share_by_choices
from meedoen.register.rounds.services import LONGEST_REASON


class RoundForm(DeedForm):
    """What is asked of the whole region."""

    day = DayField(label=gettext_lazy("Dag"))
    share_by = forms.ChoiceField(
        label=gettext_lazy("Eerlijk deel"),
        choices=lambda: with_empty(share_by_choices(), str(gettext_lazy("nee: de meeste punten samen"))),
        required=False,
        help_text=gettext_lazy("Wie in twee doelgroepen is, past in geen deel per doelgroep."),
    )
    share = PercentField(
        label=gettext_lazy("Hoe groot dat deel is"),
        required=False,
        help_text=gettext_lazy(
            "In procenten: bij 80 krijgt elke groep ten minste 80% van het deel van alle mensen samen."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom dit deel"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Alleen bij een eerlijk deel. Dit staat bij de ronde."),
    )
    layout = (
        ("", ("day",)),
        (gettext_lazy("Een eerlijk deel voor elke groep"), ("share_by", "share", "reason")),
    )
