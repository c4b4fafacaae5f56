"""Wording of pledges: the deed, the event, the conditions, and the period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from engine.catalogue.condition_words import area_words, attacker_words, condition_words
from engine.output.first_lines.duty import bare_name, clause_cited
from engine.output.prose import capital, listed, number
from engine.setting.graph import Clause, ObligationGraph
from treaties.models.conditions import (
    Attacker,
    BetweenParties,
    Condition,
    InArea,
    Request,
)
from treaties.models.corpus import Corpus
from treaties.models.treaty import Obligation
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.names import instrument_in_line, with_article
from treaties.vocabulary.precision import UNKNOWN, Vague, roughly
from treaties.vocabulary.terms import Trigger

NAMED = 3
"""The largest number of parties listed by name."""
NAMED_OUTSIDE = 8
"""The largest number of non-parties listed by name."""
SHORT = 24
"""The largest number of words of conditions that a short line tells."""
EVENT_PARTS = ("how", "by", "where", "does")
"""The parts of an event in words: how the attack is, whose it is, where it falls, and what the attacked state does."""
ONCE = ("by", "where")
"""The parts that an event has once."""


def beneficiaries(
    graph: ObligationGraph, clause: Clause, toward: tuple[str, ...], word: str = "and"
) -> str:
    """Return the beneficiaries of an article: a few by name, many by their number.

    Args:
        graph: the obligations of the day.
        clause: the article.
        toward: the ids of the beneficiaries, either all parties or all non-parties.
        word: the word before the last name.
    """
    if _are_few(graph, clause, toward):
        names = (graph.corpus.states[s].name_on(graph.on) for s in toward)
        return listed(map(with_article, names), word)
    if not _inside(graph, clause, toward):
        return f"{number(len(toward))} states that are no party"
    members = clause.treaty.members_on(graph.on, toward)
    of = f" to the {bare_name(clause.treaty)}" if members == "parties" else ""
    return f"the {number(len(toward))} other {members}{of}"


def _inside(graph: ObligationGraph, clause: Clause, toward: tuple[str, ...]) -> bool:
    """Tell whether beneficiaries are parties; all of them are, or none."""
    return toward[0] in graph.parties.get(clause.treaty.id, ())


def _are_few(graph: ObligationGraph, clause: Clause, toward: tuple[str, ...]) -> bool:
    """Tell whether beneficiaries are few enough to be named."""
    most = NAMED if _inside(graph, clause, toward) else NAMED_OUTSIDE
    return len(toward) <= most


def one_of(graph: ObligationGraph, clause: Clause, toward: tuple[str, ...]) -> str:
    """Return the beneficiaries of an article as the victim in its event: `Latvia`, or `one of its parties`.

    Args:
        graph: the obligations of the day.
        clause: the article.
        toward: the ids of the beneficiaries, either all parties or all non-parties.
    """
    few = _are_few(graph, clause, toward)
    return f"{'' if few else 'one of '}{beneficiaries(graph, clause, toward, 'or')}"


class Wording(NamedTuple):
    """An article as a pledge in words: what is done, on which event, and what else must hold."""

    deed: str
    event: str
    needs: tuple[str, ...]
    cited: str = ""
    """The article in brackets."""
    to: str = ""
    """The beneficiaries."""
    against: str = ""
    """Against whose attack alone, where the article names the attackers."""
    treaty: str = ""
    """The name of the treaty in a sentence."""


def wording(
    graph: ObligationGraph,
    clause: Clause,
    obligor: str,
    toward: tuple[str, ...],
    conditions: Iterable[Condition],
) -> Wording:
    """Return an article as a pledge of one state in words.

    Args:
        graph: the obligations of the day.
        clause: the article.
        obligor: the id of the obligor.
        toward: the ids of the beneficiaries.
        conditions: the conditions that apply toward them.
    """
    corpus, on = graph.corpus, graph.on
    o = clause.obligation
    to = one_of(graph, clause, toward)
    event, woven = event_words(corpus, o, to, conditions, on)
    doing = o.asks or o.duty.verb.format(chooses="chooses", toward=to)
    doing += f" {to}" * doing.endswith(" against")
    whose = [_by(corpus, c, on) for c in conditions if isinstance(c, Attacker)]
    victim = to if len(toward) == 1 else "the victim"
    it = with_article(corpus.states[obligor].name_on(on))
    rest = dict.fromkeys(
        condition_words(corpus, c, victim, on, obligor=it)
        for c in conditions
        if c not in woven and not isinstance(c, BetweenParties)
    )
    return Wording(
        f"{o.duty.modal} {doing}",
        event,
        tuple(rest),
        clause_cited(clause),
        beneficiaries(graph, clause, toward),
        "".join(whose[:1]).replace(" by ", " against ", 1),
        instrument_in_line(bare_name(clause.treaty)),
    )


def whole_line(words: Wording) -> str:
    """Return a pledge with all of its conditions, without its period and full stop."""
    only = f", only if {listed(words.needs)}" if words.needs else ""
    return f"{capital(words.deed)}, {words.event}{only} {words.cited}"


def short_line(words: Wording) -> str:
    """Return a pledge with its event, without a full stop; longer conditions are left to the whole text.

    >>> short_line(Wording("must help", "if Peru is attacked", ("Peru asks",), "(Pact A, Art. 1)"))
    'must help if Peru is attacked, only if Peru asks (Pact A, Art. 1)'
    """
    only = f", only if {listed(words.needs)}" if words.needs else ""
    if len(only.split()) > SHORT:
        several = "conditions" if len(words.needs) > 1 else "a condition"
        only = f", on {several} told by `--all`"
    return f"{on_event(words)}{only} {words.cited}"


def on_event(words: Wording) -> str:
    """Return the deed with the event on which it is due; nothing is said of a duty that binds at all times."""
    if words.event == _words()["trigger"]["standing"]:
        return words.deed
    return f"{words.deed}{',' * (', ' in words.deed)} {words.event}"


def on_all(words: Wording) -> str:
    """Return the deed with the event and everything else that must hold, in one clause.

    >>> on_all(Wording("must help", "if Peru is attacked", ("Peru asks",)))
    'must help if Peru is attacked and Peru asks'
    """
    event = on_event(words)
    if event == words.deed and words.needs:
        return f"{event} only if {listed(words.needs)}"
    return listed([event, *words.needs])


def left_open(conditions: Iterable[Condition]) -> str:
    """Return what the text of an article leaves open, after a semicolon; empty if it leaves nothing open."""
    if any(isinstance(c, BetweenParties) for c in conditions):
        return f"; {_words()['open']['between-parties']}"
    return ""


def event_words(
    corpus: Corpus,
    o: Obligation,
    to: str,
    conditions: Iterable[Condition],
    on: date,
) -> tuple[str, list[Condition]]:
    """Return the event that triggers an article in words, and the conditions that these words already include.

    Args:
        corpus: the law.
        o: the article.
        to: the beneficiary, in words.
        conditions: the conditions of the article.
        on: the day.
    """
    trigger = _words()["trigger"][o.trigger]
    if o.trigger.standing:
        return trigger, []
    parts: dict[str, list[str]] = {part: [] for part in EVENT_PARTS}
    woven: list[Condition] = []
    for condition in conditions:
        part, words = _in_event(corpus, o.trigger, condition, on)
        if words and not (part in ONCE and parts[part]):
            parts[part].append(words)
            woven.append(condition)
    event = trigger.format(to=to)
    event += "".join(parts["how"] + parts["by"] + parts["where"])
    return listed([event, *parts["does"]]), woven


def _in_event(
    corpus: Corpus, trigger: Trigger, condition: Condition, on: date
) -> tuple[str, str]:
    """Word a condition as a part of the event: which of `EVENT_PARTS`, and the words; they are empty where it is none.

    Args:
        corpus: the law.
        trigger: what sets off the article.
        condition: one of its conditions.
        on: the day.
    """
    words = _words()
    if isinstance(condition, InArea):
        area = corpus.gazetteer.area(condition.area).name
        return "where", f" within {area_words(area)}"
    asked = isinstance(condition, Request) and condition.by != "beneficiary"
    if trigger not in words["attacked"] or asked:
        return "does", ""
    if isinstance(condition, Attacker):
        return "by", _by(corpus, condition, on)
    if condition.kind in words["how"]:
        return "how", words["how"][condition.kind]
    # `if force is used against X`: what X does would have force as its subject.
    does = "" if trigger is Trigger.FORCE else words["does"].get(condition.kind, "")
    return "does", does


def _by(corpus: Corpus, condition: Attacker, on: date) -> str:
    """Word whose attack alone counts, where the text says no more of the attacker; empty where it does."""
    more = condition.excluding or condition.excluding_classes
    if more or condition.supported_by or condition.uninvolved_on:
        return ""
    kinds = attacker_words(corpus, condition, on)
    return f" by {listed(kinds, 'or')}" if kinds else ""


def span_words(since: date | None, until: date | None) -> str:
    """Return the period of a pledge in words, after a comma; empty if it is unknown.

    Args:
        since: the first day.
        until: the first day on which it no longer binds; the text names the day before, if it is known.

    >>> span_words(date(1949, 8, 24), date(1980, 1, 1)), span_words(None, None)
    (', since 24 August 1949, until 31 December 1979', '')
    """
    last = until
    if until and not isinstance(until, Vague):
        last = until - timedelta(days=1)
    days = [(w, d) for w, d in (("since", since), ("until", last)) if d]
    known = [(w, d) for w, d in days if getattr(d, "written", "") != UNKNOWN]
    return "".join(f", {word} {roughly(day)}" for word, day in known)


def _words() -> dict[str, dict[str, str]]:
    """The table of words beside this module."""
    return sibling_toml(__file__)
