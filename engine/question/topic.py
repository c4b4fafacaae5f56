"""The topic of a question: its kind, and the states, treaties, side, means and target that it names.

Imports no third-party library, so that `--help` starts fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError, UnknownName
from treaties.vocabulary.terms import Duty, EventKind

if TYPE_CHECKING:
    from treaties.models.corpus import Corpus
    from treaties.models.treaty import Treaty


class Kind(StrEnum):
    """A kind of question.

    >>> Kind.WHEN.needs_attack, Kind.WHY.needs_attack
    (False, True)
    """

    WHO = "who"
    MUST = "must"
    WHO_NOT = "who-not"
    WHY = "why"
    WHY_NOT = "why-not"
    WHEN = "when"
    HOW_SOON = "how-soon"
    COVERS = "covers"
    HOW_MANY = "how-many"
    WHICH = "which"
    OWES = "owes"
    WEIGH = "weigh"

    @property
    def text(self) -> str:
        """The subject of questions of this kind, in words."""
        text: str = _words()["kind"][self.value]["text"]
        return text

    @property
    def needs(self) -> str:
        """The field without which a question of this kind is incomplete; empty if there is none."""
        needs: str = _words()["kind"][self.value].get("needs", "")
        return needs

    @property
    def needs_attack(self) -> bool:
        """Whether a question of this kind makes sense only if a state is attacked."""
        return bool(_words()["kind"][self.value].get("attack"))

    @property
    def example(self) -> str:
        """An example of options of the command line that ask a question of this kind."""
        example: str = _words()["kind"][self.value].get("try", "")
        return example


class LawAlone(CasusError):
    """Raised for a question about the law without an attack: what a state owes, which of two treaties binds harder, or
    when.
    """

    def __init__(self, topic: Topic, on: date) -> None:
        calls = {
            Kind.OWES: f"owes {' '.join(topic.states)}{_under(topic)} --on {on}",
            Kind.WEIGH: f"weigh {' '.join(topic.cited)} --on {on}",
            Kind.WHEN: f"show {topic.treaty}",
        }
        super().__init__(
            "no attack is named, and none is needed",
            remedy=f"`casus {calls[topic.kind]}`",
        )
        self.topic, self.on = topic, on


def _under(topic: Topic) -> str:
    """The option that names the treaty by which something is owed; empty if the question names none."""
    return f" --under {topic.cited[0]}" if topic.treaties else ""


class Side(StrEnum):
    """The side whose helpers a question asks about."""

    VICTIM = "victim"
    ATTACKER = "attacker"


NAMED = 10
"""The largest number of names that an error lists."""
NEIGHBOURS = "neighbours"
"""The word for the neighbours of the states that are attacked."""


@dataclass(frozen=True)
class Topic:
    """The subject of a question: its kind, the ids of the states and treaties asked about, the side whose helpers are
    asked about, and the means, target and deed that are named.

    >>> Topic(Kind.MUST, ("germany",)).kind.text
    'whether a state must help'
    """

    kind: Kind = Kind.WHO
    states: tuple[str, ...] = ()
    """The states asked about; empty for a question about all states."""
    group: str = ""
    """The word that names all these states together, such as `NATO`; empty if each is named."""
    treaties: tuple[str, ...] = ()
    """The treaties asked about; two for the kind `weigh`."""
    articles: tuple[str, ...] = ()
    """The article of each of these treaties, empty for the whole treaty."""
    side: Side = Side.VICTIM
    means: str = ""
    """The means of force, by its name in `[means]` of `topic.toml`; empty for an armed attack."""
    target: str = ""
    """The target, by its name in `[target]` of `topic.toml`; empty for land."""
    deed: Duty | None = None
    """The duty that the question names, for example to fight or to consult; None if it names none."""
    conduct: bool = False
    """Whether the question asks what states will do, not what they must do."""

    @property
    def treaty(self) -> str:
        """The first treaty asked about; empty if there is none."""
        return self.treaties[0] if self.treaties else ""

    @property
    def cited(self) -> tuple[str, ...]:
        """The treaties with their articles, as `TREATY:ARTICLE`."""
        pairs = zip(self.treaties, self.articles, strict=True)
        return tuple(f"{t}:{a}" if a else t for t, a in pairs)

    @property
    def article(self) -> str:
        """The article of the first treaty; empty for the whole treaty."""
        return self.articles[0] if self.articles else ""


WHO = Topic()
"""The topic of the plain question who must help."""


@cache
def _words() -> dict[str, Any]:
    return sibling_toml(__file__)


def kind_named(text: str | None) -> Kind | None:
    """Return the kind of question that a text names; None if no text is given. Raises `UnknownName` for an unknown
    name.

    >>> kind_named("who-not").text
    'who need not help'
    """
    if text is None:
        return None
    if text not in tuple(Kind):
        raise UnknownName("kind", text, list(Kind), remedy=f"use {', '.join(Kind)}")
    return Kind(text)


def side_named(text: str | None) -> Side | None:
    """Return the side that a text names; None if no text is given. Raises `UnknownName` for an unknown name."""
    if text is None:
        return None
    if text not in tuple(Side):
        raise UnknownName("side", text, list(Side), remedy="use victim or attacker")
    return Side(text)


def event_of_means(text: str) -> EventKind:
    """Return the kind of event for a means of force. Raises `UnknownName` for an unknown means.

    >>> event_of_means("drones").value
    'limited-force'
    """
    return EventKind(_named("means", text))


def thing_of_target(text: str) -> str:
    """Return the class of a target: `ships`, `aircraft` or `forces`. Raises `UnknownName` for an unknown target.

    >>> thing_of_target("merchantman")
    'ships'
    """
    return _named("target", text)


def _named(table: str, text: str) -> str:
    known: dict[str, str] = _words()[table]
    if text not in known:
        first, others = list(known)[:NAMED], list(known)[NAMED:]
        more = " or others: `casus ask --help`" if others else ""
        remedy = f"use {', '.join(first)}{more}"
        raise UnknownName(table, text, list(known), remedy=remedy)
    return known[text]


def treaty_asked(text: str, corpus: Corpus, on: date) -> tuple[str, str]:
    """Return the id of the treaty that `TREATY` or `TREATY:ARTICLE` names, and the article as the treaty's file writes
    it, empty for the whole treaty.

    Args:
        text: a treaty by id, by name or by the group founded on it, and optionally an article after a colon.
        corpus: the law.
        on: the day asked about.

    Raises `UnknownName` for an unknown treaty or article, and `CasusError` for a treaty signed after that day.

    >>> from treaties.loading.corpus import load_corpus
    >>> treaty_asked("NATO:5", load_corpus(), date(2026, 1, 1))
    ('north-atlantic-1949', '5')
    """
    name, _, article = text.partition(":")
    _still_there(name.strip(), corpus)
    found = corpus.treaty(name.strip())
    if found.signed > on:
        raise CasusError(
            f"`{name}` was signed only on {found.signed}",
            remedy=f"ask about a day from {found.signed} on, or without it",
        )
    return found.id, article_asked(found, article.strip())


def _still_there(name: str, corpus: Corpus) -> None:
    """Raises `CasusError` for a treaty that the same question takes away."""
    from treaties.models.groups import Group

    group = corpus.groups.get(name)
    wanted = group.treaty if isinstance(group, Group) else name
    for gone in corpus.taken_away:
        treaty = gone.treaty
        if not gone.state and wanted in (treaty.id, treaty.name, *treaty.aliases):
            raise CasusError(
                f"`{name}` is asked about and taken away",
                remedy=f"leave out `--without {name}`",
            )


def article_asked(treaty: Treaty, article: str) -> str:
    """Return an article of a treaty as its file writes it.

    Args:
        treaty: the treaty.
        article: the number, with or without `Art.`; empty for the whole treaty.

    Raises `UnknownName` if the file has no such article.
    """
    wanted = article.lower()
    for word in ("article", "art.", "paragraph", "para."):
        wanted = wanted.removeprefix(word).strip()
    if not wanted:
        return ""
    known = list(dict.fromkeys(o.article for o in treaty.obligations))
    number = {a: a.lower().removeprefix("para. ") for a in known}
    exact = [a for a in known if number[a] == wanted]
    parts = [a for a in known if number[a].startswith((f"{wanted}.", f"{wanted}("))]
    if not (exact or parts):
        of = ", ".join(known) or "none"
        raise UnknownName("article", article, known, remedy=f"it has {of}")
    return (exact or [wanted])[0]


def states_asked(
    names: Iterable[str], victims: Sequence[str], corpus: Corpus, on: date
) -> tuple[tuple[str, ...], str]:
    """Return the ids of the states that the names mean, each once. Also return the word for the group, if the only name
    is that of a group; otherwise an empty text.

    Args:
        names: names or codes of states, groups, or the word `neighbours`.
        victims: the ids of the attacked states.
        corpus: the law, with its states and groups.
        on: the day asked about.

    Raises `CasusError` for an unknown name, and for a group without members on that day.

    >>> from treaties.loading.corpus import load_corpus
    >>> states_asked(["neighbours"], ["portugal"], load_corpus(), date(2026, 1, 1))
    (('spain',), 'neighbours')
    """
    from treaties.models.groups import Group

    found: list[str] = []
    groups: list[str] = []
    given = list(names)
    for name in given:
        group = corpus.groups.get(name)
        if name == NEIGHBOURS:
            found += neighbours_of(victims, corpus, on)
            groups.append(name)
        elif isinstance(group, Group):
            members = group.members(on, corpus.treaties)
            if not members:
                raise CasusError(
                    f"`{name}` has no member on {on}", remedy="name a state"
                )
            found += [m for m in members if m not in victims]
            groups.append(group.name)
        else:
            found.append(corpus.states.resolve(name, on).id)
    alone = groups[0] if len(groups) == len(given) == 1 else ""
    return tuple(dict.fromkeys(found)), alone


def of_alliance(topic: Topic, corpus: Corpus) -> Topic:
    """Return the topic with the treaty of an alliance in place of its members, if the question asks about an alliance.
    What members owe under other treaties is a different question.

    Args:
        topic: the topic of the question.
        corpus: the law, which knows the treaty of each group.

    >>> from treaties.loading.corpus import load_corpus
    >>> asked = Topic(Kind.MUST, ("france", "spain"), group="NATO")
    >>> of_alliance(asked, load_corpus()).treaties
    ('north-atlantic-1949',)
    """
    from treaties.models.groups import Group

    group = corpus.groups.get(topic.group) if topic.group else None
    alone = topic.kind in (Kind.MUST, Kind.WHY, Kind.WHY_NOT) and not topic.treaties
    if not (alone and isinstance(group, Group) and group.treaty):
        return topic
    return replace(topic, states=(), treaties=(group.treaty,), articles=("",))


def neighbours_of(victims: Sequence[str], corpus: Corpus, on: date) -> list[str]:
    """Return the ids of the states that border on the given states on a day.

    Args:
        victims: the ids of the states.
        corpus: the law, which knows the states of each day.
        on: the day.
    """
    from treaties.atlas import neighbours

    near = {n for v in victims for n in neighbours().get(v, ())} - set(victims)
    return sorted(
        n for n in near if n in corpus.states and corpus.states[n].exists_on(on)
    )


def complete(asked: Topic) -> Topic:
    """Return the topic of a question if the question has the fields that its kind requires; a question about the law
    alone must have no others. Raises `CasusError` otherwise, with options that work.
    """
    needs = asked.kind.needs
    missing = {
        "state": not asked.states,
        "treaty": not asked.treaties,
        "state or treaty": not (asked.states or asked.treaties),
        "treaties": len(asked.treaties) < 2,
    }
    if missing.get(needs, False):
        slot = "two treaties" if needs == "treaties" else f"a {needs}"
        raise CasusError(
            f"`{asked.kind}` asks about {slot}", remedy=f"add `{_lacking(asked)}`"
        )
    if asked.kind in (Kind.WEIGH, Kind.OWES):
        _refuse_more(asked)
    return asked


def _lacking(asked: Topic) -> str:
    """Give the options that a question lacks: those of the example of its kind, less what was given."""
    options = asked.kind.example.removeprefix(f"--kind {asked.kind} ").split(" --")
    each = [f"--{o.removeprefix('--')}" for o in options]
    return " ".join(each[len(asked.treaties) :] if asked.treaties else each)


def _refuse_more(asked: Topic) -> None:
    """Refuse what a question about the law alone cannot use; raises `CasusError`."""
    weighs = asked.kind is Kind.WEIGH
    used, unused = asked.cited, asked.states
    option, other = "under", "must"
    if not weighs:
        used, unused, option, other = asked.states, asked.cited[1:], other, option
    if unused:
        raise CasusError(
            f"`{asked.kind}` does not ask about `{unused[0]}`",
            remedy=f"leave `--{other}` out",
        )
    if len(used) > 2:
        two = " ".join(f"--{option} {one}" for one in used[:2])
        raise CasusError(
            f"`{asked.kind}` asks about two at most, and {len(used)} are named",
            remedy=f"name two: `{two}`",
        )
