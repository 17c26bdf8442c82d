"""What narrows the list of people behind a missing field."""

from __future__ import annotations

from django import forms


class LackFilter(forms.Form):
    """What cannot be is left out."""

    alleen = forms.ChoiceField(required=False, choices=[("ja", "")])
    status = forms.ChoiceField(required=False, choices=[("werkt", ""), ("werkt-niet", "")])
    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)
