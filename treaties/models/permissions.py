"""Permissions to use force in or against a state: the Security Council's, or that state's own."""

from __future__ import annotations

from pydantic import Field

from treaties.models.conditions import Id, SourceId, StateId, Strict
from treaties.models.dated import Dated
from treaties.vocabulary.terms import PlaceKind, Presumption


class Permission(Dated):
    """Leave for some states to use force in or against others, from its first day to its end.

    Whether a given use of force is covered is always a question. `presumed` is its answer until somebody gives one,
    and `why` says why: that nobody denied it, that it was denied at once, or that the leave is for something else.
    """

    id: Id
    name: str = Field(min_length=5)
    """What gave the leave, as it is written within a sentence."""
    by: tuple[StateId, ...] = ()
    """Who may use the force; every state where none is named."""
    against: tuple[StateId, ...] = Field(min_length=1)
    """The states in or against which it may be used."""
    kinds: tuple[PlaceKind, ...] = ()
    """What may be hit, such as ships alone; anything where none is named."""
    presumed: Presumption
    why: str = Field(min_length=10)
    gist: str = Field(min_length=10)
    phrase: str = ""
    """At most twelve words of the text."""
    note: str = ""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    verified: bool = True

    def lets(self, state: str) -> bool:
        """Tell whether the leave is given to a state.

        >>> from treaties.loading.corpus import load_corpus
        >>> libya = next(a for a in load_corpus().authorisations if a.id == "unsc-1973-2011")
        >>> libya.lets("france"), libya.lets("russia")
        (True, False)
        """
        return not self.by or state in self.by

    def covers(self, kind: PlaceKind) -> bool:
        """Tell whether the leave allows force against a kind of thing."""
        return not self.kinds or kind in self.kinds

    def presumed_for(self, kind: PlaceKind) -> bool:
        """Tell whether force that hits a kind of thing is presumed to be covered."""
        return self.presumed is Presumption.YES and self.covers(kind)


class Authorisation(Permission):
    """Force that the Security Council authorised."""

    in_aid_of: tuple[StateId, ...] = ()
    """The states that are to be helped by it, where it is for their defence."""


class Invitation(Permission):
    """Consent of a state to foreign force on its soil, by somebody who spoke for it."""


class Authorisations(Strict):
    """The Security Council's authorisations of force, in the order of the file."""

    authorisations: tuple[Authorisation, ...] = ()


class Invitations(Strict):
    """The invitations of foreign force, in the order of their file."""

    invitations: tuple[Invitation, ...] = ()
