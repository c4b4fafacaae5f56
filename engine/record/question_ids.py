"""Question ids: their parts, and validation of ids that a user typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import NamedTuple

from treaties.models.conditions import InConflict, Judgement
from treaties.models.corpus import Corpus
from treaties.models.scenario import UNNAMED
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError, See, UnknownName, nearest
from treaties.vocabulary.terms import Nature, Presumption

OBLIGOR = "obligor"
"""The decider of questions that each obligor answers for itself."""


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """A wording of a kind of question, from `questions.toml`. Its texts contain the names of states as fields in
    braces.
    """

    kind: str
    text: str
    claim: str
    """A clause to follow `if`, true if the answer is yes; `denial` is true if the answer is no."""
    denial: str
    nature: Nature
    decider: str = OBLIGOR
    presumed: Presumption = Presumption.OPEN
    why: str = ""


@cache
def kinds() -> dict[str, QuestionKind]:
    """Return all wordings of the questions that the cascade asks, by the name of the wording. Several wordings may
    share one kind.

    >>> kinds()["strikes"].claim, kinds()["unlawful-if-provoked"].kind
    ('{a} strikes {b}', 'unlawful')
    """
    found, tables = {}, sibling_toml(__file__, "questions.toml")
    for name, own in tables.items():
        words = tables[kind := own.get("like", name)] | {
            k: v for k, v in own.items() if k != "like"
        }
        nature, presumed = (
            Nature(words["nature"]),
            Presumption(words.get("presumed", "open")),
        )
        found[name] = QuestionKind(
            **words | {"kind": kind, "nature": nature, "presumed": presumed}
        )
    return found


@cache
def acts() -> frozenset[str]:
    """Return the kinds of question about acts of states. Other decisions are asked about only by single articles.

    >>> sorted(acts())
    ['in-area', 'performs', 'request', 'strikes']
    """
    return frozenset(k.kind for k in kinds().values() if k.nature.event)


FREE = ("attacker", "attackers", "rule")
"""Kinds whose ids end in free text."""
PERFORMS = "performs"


class QuestionId(NamedTuple):
    """The id of a question, split into its parts: the kind, the clause, treaty or place concerned, the actor and the
    target.

    Its text is `kind:about/actor>target`, without the empty parts; for the kind `performs` the actor comes before
    `about`.

    >>> str(QuestionId("strikes", actor="a", target="b")), str(QuestionId("performs", "pact:1", "a", "b"))
    ('strikes:a>b', 'performs:a/pact:1>b')
    >>> QuestionId.parse("in-area:pact/a>b")
    QuestionId(kind='in-area', about='pact', actor='a', target='b')
    """

    kind: str
    about: str = ""
    actor: str = ""
    target: str = ""

    def __str__(self) -> str:
        kind, about, actor, target = self
        first, second = (actor, about) if kind == PERFORMS else (about, actor)
        return f"{kind}:{first}{'/' if first and second else ''}{second}{'>' if target else ''}{target}"

    @classmethod
    def parse(cls, ident: str) -> QuestionId:
        """Split an id into its parts. Parts that questions of this kind do not have are empty.

        >>> QuestionId.parse("forces-abroad:pact:2/3/a>b").about, QuestionId.parse("territory:island/a").actor
        ('pact:2/3', 'a')
        """
        return _parsed(ident)


@lru_cache(maxsize=100_000)
def _parsed(ident: str) -> QuestionId:
    kind, _, rest = ident.partition(":")
    head, sign, target = rest.rpartition(">") if ">" in rest else (rest, "", "")
    if kind == PERFORMS:
        actor, _, about = head.partition("/")
        return QuestionId(kind, about, actor, target)
    about, slash, actor = head.rpartition("/")
    if not sign and (not slash or ":" in head):
        about, actor = head, ""  # a clause, whose article may have a stroke
    return QuestionId(kind, about, actor, target)


def kind_of(ident: str) -> str:
    """Return the kind of a question from its id.

    >>> kind_of("strikes:a>b")
    'strikes'
    """
    return ident.partition(":")[0]


def kind_of_pattern(name: str) -> str:
    """Return the kind shared by all ids that a pattern may match, or an empty string if they may be of several kinds.

    >>> kind_of_pattern("strikes:*>b"), kind_of_pattern("str*"), kind_of_pattern("[ps]*:b")
    ('strikes', '', '')
    """
    kind, sign, _ = name.partition(":")
    return kind if sign and not is_pattern(kind) else ""


def words_of(name: str) -> set[str]:
    """Return the parts of an id or pattern that may be the id of a state, or a piece of such an id.

    >>> sorted(words_of("state-of-war:*>north-korea"))
    ['north-korea', 'state-of-war']
    """
    return {w for w in re.split(r"[*?\[\]:/>.#+]+", name) if w}


def is_pattern(name: str) -> bool:
    """Return whether a name contains wildcards, so that it may match several ids.

    >>> is_pattern("strikes:*"), is_pattern("strikes:france>germany")
    (True, False)
    """
    return any(sign in name for sign in "*?[")


def checked(name: str, law: Corpus) -> str:
    """Return the id or pattern of a question unchanged if it is possible under the law.

    The kind must exist, and each part after the colon must be a state, a treaty (with or without an article) or a
    place; parts with wildcards always pass. Whether an answer actually asks the question is not checked.

    Args:
        name: the id or pattern.
        law: the law.

    Raises `UnknownName`, with the nearest possible names.

    >>> from treaties.loading.corpus import load_corpus
    >>> checked("strikes:ukrain>*", load_corpus())
    Traceback (most recent call last):
    ...
    treaties.vocabulary.errors.UnknownName: no question is called `strikes:ukrain>*`; did you mean
    `strikes:ukraine>*`?
    """
    kind, colon, rest = name.partition(":")
    possible = (*dict.fromkeys(k.kind for k in kinds().values()), *_own_kinds(law))
    if not _some(kind, bool(colon), possible):
        raise _unknown(name, [f"{k}:{rest or '*'}" for k in nearest(kind, possible)])
    if kind in FREE:
        return name
    for part in re.split("[/>]", rest):
        word = part.partition(":")[0]
        if word and not is_pattern(part) and word not in _names(law):
            near = nearest(word, sorted(_names(law))) or _called(word, law)
            raise _unknown(
                name,
                [
                    re.sub(rf"(?<=[:/>]){re.escape(word)}(?![^:/>])", n, name)
                    for n in near
                ],
            )
    return name


def _unknown(name: str, meant: list[str]) -> UnknownName:
    """The error for a name that no question can have; what was meant is the remedy where it is far from the name."""
    offered = [m for m in meant if nearest(name, [m])]
    remedy = f"write `{meant[0]}`" if meant and not offered else See.QUESTIONS
    return UnknownName("question", name, offered, remedy=remedy)


def _some(kind: str, whole: bool, kinds: Iterable[str]) -> bool:
    """Whether the beginning of a name can be that of some kind; what follows a wildcard may hold the colon."""
    if whole and not is_pattern(kind):
        return kind in kinds
    stem = re.split(r"[*?\[]", kind)[0]
    return is_pattern(kind) and any(
        k.startswith(stem) or fnmatchcase(f"{k}:", f"{kind}*") for k in kinds
    )


@lru_cache(maxsize=4)
def _own_kinds(law: Corpus) -> tuple[str, ...]:
    """The questions that single articles and reservations put in their own words."""
    asked = (c for t in law.treaties for x in t.obligations for c in x.conditions)
    kept = (c for t in law.treaties for x in t.reservations for c in x.conditions)
    return tuple(
        dict.fromkeys(c.id for c in (*asked, *kept) if isinstance(c, Judgement))
    )


@lru_cache(maxsize=4)
def _names(law: Corpus) -> frozenset[str]:
    """The ids of states, of treaties, those that were taken away too, of places and of named conflicts."""
    conditions = (c for t in law.treaties for o in t.obligations for c in o.conditions)
    conflicts = (c.slug for c in conditions if isinstance(c, InConflict))
    treaties = (*(t.id for t in law.treaties), *(c.id for c in law.changes))
    return frozenset(
        (
            UNNAMED,
            *law.states.ids,
            *treaties,
            *(p.id for p in law.gazetteer.places),
            *conflicts,
            *(p.id for p in (*law.authorisations, *law.invitations)),
        )
    )


def _called(word: str, law: Corpus) -> tuple[str, ...]:
    """The id of the state that is called so, where it is one."""
    try:
        return (law.states.resolve(word).id,)
    except CasusError:
        return ()
