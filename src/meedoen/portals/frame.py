"""What surrounds a page: who is signed in, the side navigation and the way back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class NavEntry:
    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class NavGroup:
    """A group without a label stands on its own at the top, as Vandaag does."""

    label: str | None
    entries: tuple[NavEntry, ...]


@dataclass(frozen=True)
class SignedIn:
    """`words` is how the header says it: "Carla, coördinator van de regio"."""

    words: str
    sign_out_url: str
    account_url: str | None = None
