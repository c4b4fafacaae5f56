"""Contradictions within a file: statements that exclude each other or can never be true."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from treaties.loading.toml_lines import Text
from treaties.loading.unsourced_days import Fault, unsourced_days
from treaties.models.conditions import (
    Assists,
    Attacker,
    Condition,
    InConflict,
    JoinedBy,
    Judgement,
    NoWarWith,
)
from treaties.models.corpus import Corpus
from treaties.models.parties import Party
from treaties.models.statehood import State, spellings
from treaties.models.states import States
from treaties.models.treaty import Obligation, Treaty
from treaties.support.limits import LEGS
from treaties.vocabulary.errors import Problem, nearest
from treaties.vocabulary.names import fold
from treaties.vocabulary.precision import earliest, latest
from treaties.vocabulary.terms import Rank

GENITIVE = r"['’]s?\s"


def nonsense(treaty: Treaty) -> Iterator[Fault]:
    """Yield every contradiction in a treaty file, with its place."""
    owed = sum(
        len(o.obligors or treaty.states) * len(o.beneficiaries or treaty.states)
        for o in treaty.obligations
    )
    if owed > LEGS:
        yield (
            ("obligations",),
            f"{owed:,} duties of one state to another, more than {LEGS:,}",
        )
    yield from _parties(treaty)
    yield from _dates(treaty)
    yield from unsourced_days(treaty)
    yield from _beside(treaty)
    for i, o in enumerate(treaty.obligations):
        for loc, message in _obligation(treaty, o):
            yield ("obligations", i, *loc), message


def strangers(treaty: Treaty, states: States) -> Iterator[Fault]:
    """Yield every beneficiary that is neither a party to the treaty nor marked as a protected third state.

    A guaranteed state need not be a party, but then the file's own words must name it, or `party_or_not` must be set.
    Otherwise it is taken for a mistake.
    """
    if treaty.rank is not Rank.TREATY:
        return
    whole = _words(treaty.title, treaty.short, *treaty.remarks)
    for i, o in enumerate(treaty.obligations):
        strange = _outsiders(treaty, o, states)
        words = whole + _words(o.gist, o.phrase, o.note) if strange else ""
        for b in strange:
            if not _is_named(states[b], words):
                remedy = "where the article protects it all the same, name it in `gist` or `note`, or say `party_or_not`"
                yield (
                    ("obligations", i, "beneficiaries"),
                    f"`{b}` is no party; {remedy}",
                )


def _outsiders(t: Treaty, o: Obligation, states: States) -> list[str]:
    """The beneficiaries of an article that are no parties; none where it protects them all the same."""
    if o.party_or_not:
        return []
    parties = set(t.states)
    named = dict.fromkeys(o.beneficiaries)
    return [b for b in named if b in states and b not in parties]


def _is_named(state: State, words: str) -> bool:
    """Whether folded words name a state."""
    return any(f" {fold(name)} " in words for name, _ in spellings(state))


def _words(*words: str) -> str:
    return f" {fold(re.sub(GENITIVE, ' ', ' . '.join(words)))} "


def too_early(t: Treaty, replaced: Sequence[Treaty]) -> Iterator[Fault]:
    """Yield every replaced instrument that ended before this treaty enters into force, or that outlasts it.

    If the old treaty ended earlier, nothing would bind its parties in between.
    """
    for old in replaced:
        at = ("replaces", t.replaces.index(old.id))
        if old.until and (t.since is None or old.until < t.since):
            until = (
                f"this entered into force on {t.since}"
                if t.since
                else "this is not in force"
            )
            yield (
                at,
                f"`{old.id}` ended on {old.until}, and {until}: it holds until then; mend its `until`",
            )
        elif (
            t.since
            and set(old.states) <= set(t.states)
            and (old.until is None or old.until > latest(t.since))
        ):
            end = f"ends only on {old.until}" if old.until else "has no end"
            yield (
                at,
                f"`{old.id}` {end}, and this took its place on {t.since}: write that day as its `until`",
            )


PERIODS = {
    "to-1815": 0,
    "1816-1913": 1816,
    "1914-1945": 1914,
    "1946-1990": 1946,
    "1991-": 1991,
}
"""The folders of treaty files, each with the first year of signature that belongs there."""


def wrong_folder(t: Treaty, file: str) -> Iterator[Fault]:
    """Yield a fault if a treaty file lies in the folder of a period other than that of its signature.

    Args:
        t: the instrument.
        file: the path of the file; folders that are not named after periods are always right.
    """
    folder = PurePath(file).parent.name
    fitting = [p for p, first in PERIODS.items() if earliest(t.signed).year >= first]
    if folder in PERIODS and folder != fitting[-1]:
        yield (
            ("signed",),
            f"signed in {earliest(t.signed).year}, so that the file belongs into `{fitting[-1]}`",
        )


def _parties(t: Treaty) -> Iterator[Fault]:
    if len(t.states) < 2 and t.rank is Rank.TREATY:
        own = "one state's own word is `unilateral`, `political` or a `statute`"
        yield ("parties",), f"a treaty needs two parties; {own}"
    for i in sorted(_twice(t.parties)):
        yield (
            ("parties", i),
            f"`{t.parties[i].state}` is a party twice on the same days",
        )
    for i, p in enumerate(t.parties):
        since = p.since or t.since or t.signed
        if p.until and p.until <= earliest(since):
            yield (
                ("parties", i),
                f"`{p.state}` is bound until {p.until}, and only from {since}",
            )
        if p.until and t.until and earliest(p.until) > t.until:
            yield (
                ("parties", i),
                f"`{p.state}` is bound until {p.until}, after the end on {t.until}",
            )


def _twice(parties: Sequence[Party]) -> Iterator[int]:
    """Entries of a state that begin before an earlier entry in the file has ended."""
    last: dict[str, tuple[date, int]] = {}
    for i, p in sorted(
        enumerate(parties), key=lambda x: (x[1].since or date.min, x[0])
    ):
        since, until = p.since or date.min, p.until or date.max
        end, other = last.get(p.state, (date.min, i))
        if since < end:
            yield max(i, other)
        last[p.state] = max((until, i), (end, other))


def _dates(t: Treaty) -> Iterator[Fault]:
    if (
        t.since
        and latest(t.since) < earliest(t.signed)
        and not any("retroactive" in n.lower() for n in t.notes)
    ):
        yield (
            ("in_force",),
            f"in force on {t.since}, before it was signed on {t.signed}",
        )
    if t.published and t.published < t.signed:
        yield (
            ("published",),
            f"published on {t.published}, before it was signed on {t.signed}",
        )
    if t.until and t.until <= earliest(t.signed):
        yield ("until",), f"ended on {t.until}, before it was signed on {t.signed}"
    for i, o in enumerate(t.obligations):
        if o.published and o.published < t.signed:
            yield (
                ("obligations", i, "published"),
                f"published on {o.published}, before the signature on {t.signed}",
            )
        if o.since and t.until and o.since >= t.until:
            yield (
                ("obligations", i, "since"),
                f"the article holds from {o.since}, after the end on {t.until}",
            )


def _beside(t: Treaty) -> Iterator[Fault]:
    for i, s in enumerate(t.suspensions):
        if twice := [b for b in s.between if s.between.count(b) > 1]:
            yield (
                ("suspensions", i),
                f"`{twice[0]}` cannot suspend the treaty with itself",
            )
        if (s.since and t.until and s.since >= t.until) or (
            s.until and t.since and s.until <= t.since
        ):
            yield (
                ("suspensions", i),
                "suspended outside the days on which the treaty is in force",
            )
    states = set(t.states)
    for i, r in enumerate(t.reservations):
        if r.state not in states:
            yield ("reservations", i, "state"), f"`{r.state}` is not a party"
    seen: dict[Obligation, int] = {}
    for i, o in enumerate(t.obligations):
        if seen.setdefault(o, i) != i:
            yield ("obligations", i), "the same duty stands here twice"


def _obligation(t: Treaty, o: Obligation) -> Iterator[Fault]:
    owes, owed = o.obligors or t.states, o.beneficiaries or t.states
    if len(set(owes) | set(owed)) == 1 and len(t.states) > 1:
        yield ("beneficiaries",), f"`{owes[0]}` owes this to itself"
    if o.adversaries and set(o.adversaries) >= set(owed) and o.beneficiaries:
        yield ("adversaries",), "owed to the very states that it is directed against"
    only = owed[0] if len(set(owed)) == 1 else ""
    for j, c in enumerate(o.conditions):
        for message in (*_never_met(c, only), *_all_spared(c, o)):
            yield ("conditions", j), message
    conflicts = {c.conflict for c in o.conditions if isinstance(c, InConflict)}
    if len(conflicts) > 1:
        yield (
            ("conditions",),
            f"it can't happen within {' and '.join(sorted(conflicts))} at once",
        )


def _never_met(c: Condition, beneficiary: str) -> Iterator[str]:
    """Yield a fault if a condition can never be met; `beneficiary` is empty unless there is exactly one."""
    if isinstance(c, Attacker):
        yield from _no_attacker(c, beneficiary)
    elif isinstance(c, Assists) and c.state == beneficiary:
        yield f"`{beneficiary}` would have to assist itself"
    elif isinstance(c, JoinedBy) and _is_alone(c, beneficiary):
        yield f"`{beneficiary}` would have to join its own attacker"


def _no_attacker(c: Attacker, beneficiary: str) -> Iterator[str]:
    """Yield a fault if a condition on the attacker excludes every state that it allows."""
    if both := set(c.among) & set(c.excluding):
        yield f"`{min(both)}` is named as an attacker and excluded"
    if _is_alone(c, beneficiary) and not c.allied_with:
        yield f"`{beneficiary}` would have to attack itself"


def _is_alone(c: Attacker | JoinedBy, beneficiary: str) -> bool:
    """Whether a condition names the beneficiary and nobody else."""
    return bool(beneficiary) and set(c.among) == {beneficiary} and not c.classes


def _all_spared(c: Condition, o: Obligation) -> Iterator[str]:
    """Yield a fault if a condition spares every state that the article names as attacker."""
    if not isinstance(c, NoWarWith):
        return
    named = [set(a.among) for a in o.conditions if isinstance(a, Attacker)]
    if any(among and among <= set(c.states) for among in named):
        yield "every attacker that the article names is spared"


def check_lists(
    corpus: Corpus, texts: Mapping[tuple[str, str], Text]
) -> Iterator[Problem]:
    """Yield the faults of the lists, and of references between instruments, in files whose text is given."""
    by_id = {t.id: t for t in corpus.treaties}
    known = {k.id for k in corpus.known_of}
    cited = Counter(s.id for s in set(corpus.sources))
    for t in corpus.treaties:
        if text := texts.get(("data", t.id)):
            yield from _links(t, by_id, known, text)
            yield from _own(t, corpus, cited, text)
    if text := texts.get(("", "questions")):
        yield from _questions(corpus, text)
    if text := texts.get(("", "watch")):
        yield from _watched(corpus, text)
    if text := texts.get(("", "known-of")):
        yield from _known(corpus, text)


def _links(
    t: Treaty, by_id: Mapping[str, Treaty], known: set[str], text: Text
) -> Iterator[Problem]:
    for key in ("amends", "prolongs"):
        for i, ident in enumerate(getattr(t, key)):
            if ident == t.id:
                yield text.problem((key, i), "an instrument does nothing to itself")
            elif ident not in by_id and ident not in known:
                near = nearest(ident, [*by_id, *known], limit=1)
                meant = f"; did you mean `{near[0]}`?" if near else ""
                yield text.problem((key, i), f"no treaty is called `{ident}`{meant}")


def _own(
    t: Treaty, corpus: Corpus, cited: Mapping[str, int], text: Text
) -> Iterator[Problem]:
    """The ids of a file that something else bears too, and days before the signature."""
    for loc, message in (
        *_second_names(t, corpus, cited),
        *_second_obligations(t),
        *_invoked_too_early(t),
    ):
        yield text.problem(loc, message)


def _second_names(
    t: Treaty, corpus: Corpus, cited: Mapping[str, int]
) -> Iterator[Fault]:
    """Sources and questions of a file whose ids others bear."""
    for i, s in enumerate(t.cited):
        if s in t.own_sources and cited[s.id] > 1:
            yield (
                ("sources", i),
                f"another source is called `{s.id}`; one that serves several files is shared",
            )
    shared = {q.id for q in corpus.questions}
    for i, q in enumerate(t.questions):
        if q.id in shared:
            yield ("questions", i), f"`{q.id}` is asked in `questions.toml` already"


def _second_obligations(t: Treaty) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, o in enumerate(t.obligations):
        if o.id and o.id in seen:
            yield ("obligations", i, "id"), f"a second obligation is called `{o.id}`"
        seen.add(o.id or "")


def _invoked_too_early(t: Treaty) -> Iterator[Fault]:
    for i, x in enumerate(t.invoked):
        if x.day < t.signed:
            yield (
                ("invoked", i, "day"),
                f"invoked on {x.day}, before the signature on {t.signed}",
            )


def _questions(corpus: Corpus, text: Text) -> Iterator[Problem]:
    """Shared questions of one id, and those that no article asks."""
    ids = [q.id for q in corpus.questions]
    yield from once("question", "questions", ids, text)
    asked = {
        c.id for t in corpus.treaties for c in t.conditions if isinstance(c, Judgement)
    }
    for i, ident in enumerate(ids):
        if ident not in asked and ident not in ids[:i]:
            yield text.problem(("questions", i), f"no article asks `{ident}`")


def _watched(corpus: Corpus, text: Text) -> Iterator[Problem]:
    for i, w in enumerate(corpus.watched):
        if corpus.current_to and w.again <= corpus.current_to:
            message = f"the day to look again at `{w.treaty}`, {w.again}, has passed"
            yield text.problem(
                ("watched", i, "again"),
                f"{message}: open the page, write what was found as a look, set another day",
            )


def _known(corpus: Corpus, text: Text) -> Iterator[Problem]:
    known = {x for t in corpus.treaties for x in (t.id, *t.atop.ids)}
    named = Counter(k.id for k in corpus.known_of)
    for i, k in enumerate(corpus.known_of):
        at = ("known", i)
        filed = [
            f"`{x}`" if x == k.id else f"ATOP's {x}"
            for x in (k.id, *k.atop)
            if x in known
        ]
        yield from (
            text.problem(at, f"{x} has a file: take it out of this list") for x in filed
        )
        if named[k.id] > 1:
            yield text.problem(at, f"{named[k.id]} entries are called `{k.id}`")


def once(
    what: str, field: str, ids: list[str], text: Text, seen: set[str] | None = None
) -> Iterator[Problem]:
    """Yield a fault for every id of a table that occurs a second time.

    Args:
        what: what the ids name, for the message.
        field: the key of the tables.
        ids: the ids, in the file's order.
        text: the text of the file.
        seen: the ids that other files have already; the ids of this table are added.
    """
    seen = set() if seen is None else seen
    for i, ident in enumerate(ids):
        if ident in seen:
            yield text.problem((field, i), f"a second {what} is called `{ident}`")
        seen.add(ident)
