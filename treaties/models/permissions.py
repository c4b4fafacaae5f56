"""Permissions to use force in or against a state, by the Security Council or by that state."""

from __future__ import annotations

from pydantic import Field

from treaties.models.conditions import Id, SourceId, StateId, Strict
from treaties.models.dated import Dated
from treaties.vocabulary.terms import PlaceKind, Presumption


class Permission(Dated):
    """A permission for some states to use force in or against others, for a period. Whether a given use of force is
    covered is always a question. `presumed` is the presumed answer to it, and `why` the reason: that nobody denied the
    permission, that it was denied at once, or that it is for something else.
    """

    id: Id
    name: str = Field(min_length=5)
    """The permission's source, for use in a sentence."""
    by: tuple[StateId, ...] = ()
    """The states that may use force; every state if empty."""
    against: tuple[StateId, ...] = Field(min_length=1)
    """The states in or against which force may be used."""
    kinds: tuple[PlaceKind, ...] = ()
    """Permitted targets, such as ships; any if empty."""
    presumed: Presumption
    why: str = Field(min_length=10)
    gist: str = Field(min_length=10)
    phrase: str = ""
    """Up to twelve words quoted from the text."""
    note: str = ""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True

    def lets(self, state: str) -> bool:
        """Return whether a state has the permission.

        >>> from treaties.loading.corpus import load_corpus
        >>> libya = next(a for a in load_corpus().authorisations if a.id == "unsc-1973-2011")
        >>> libya.lets("france"), libya.lets("russia")
        (True, False)
        """
        return not self.by or state in self.by

    def covers(self, kind: PlaceKind) -> bool:
        """Return whether the permission allows force against a kind of target."""
        return not self.kinds or kind in self.kinds

    def presumed_for(self, kind: PlaceKind) -> bool:
        """Return whether force against a kind of target is presumed to be covered."""
        return self.presumed is Presumption.YES and self.covers(kind)


class Authorisation(Permission):
    """An authorisation of force by the Security Council."""

    in_aid_of: tuple[StateId, ...] = ()
    """The states that the force is to defend, if it is authorised for their defence."""
    helpers: str = ""
    """Those who may defend them, in words, where `by` does not list them: a force that the Council let stand there. That
    is settled, also where force against the others on their own soil is presumed to be forbidden.
    """


class Invitation(Permission):
    """A state's consent to foreign force on its territory, by somebody who spoke for it."""


class Authorisations(Strict):
    """The file of authorisations by the Security Council."""

    authorisations: tuple[Authorisation, ...] = ()


class Invitations(Strict):
    """The file of invitations of foreign force."""

    invitations: tuple[Invitation, ...] = ()
