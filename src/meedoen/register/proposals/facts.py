"""Proposals without who they are about: keys and days as plain columns, for an engine to read."""

from __future__ import annotations

from typing import Any

from meedoen.register.columns import columns
from meedoen.register.people.models import is_open
from meedoen.register.proposals.models import Proposal

Table = dict[str, list[Any]]


def proposal() -> Table:
    """PROPOSAL: one row for each proposal of someone with an open file: who, when and how it stands."""
    names = ("person_id", "proposed_on", "state")
    rows = Proposal.objects.filter(is_open("person__")).order_by("pk").values_list(*names)
    return columns(names, rows)
