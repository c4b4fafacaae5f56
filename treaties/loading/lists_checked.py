"""The checks of what stands beside the instruments: questions, links between files, what is watched and what is known of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from treaties.loading.toml_lines import Text
from treaties.models.conditions import Judgement
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.vocabulary.errors import Problem, nearest


def check_lists(corpus: Corpus, texts: Mapping[tuple[str, str], Text]) -> Iterator[Problem]:
    """Every problem of the lists, and of what instruments say of one another; only of files whose text is given."""
    by_id = {t.id: t for t in corpus.treaties}
    known = {k.id for k in corpus.known_of}
    cited = Counter(s.id for s in set(corpus.sources))
    for t in corpus.treaties:
        if text := texts.get(("data", t.id)):
            yield from _links(t, by_id, known, text)
            yield from _own(t, corpus, cited, text)
    if text := texts.get(("", "questions")):
        conditions = [o.conditions for t in corpus.treaties for o in t.obligations]
        conditions += [r.conditions for t in corpus.treaties for r in t.reservations]
        asked = {c.id for held in conditions for c in held if isinstance(c, Judgement)}
        yield from _questions(corpus, asked, text)
    if text := texts.get(("", "watch")):
        yield from _watched(corpus, text)
    if text := texts.get(("", "known-of")):
        yield from _known(corpus, text)


def _links(t: Treaty, by_id: Mapping[str, Treaty], known: set[str], text: Text) -> Iterator[Problem]:
    for key in ("amends", "prolongs"):
        for i, ident in enumerate(getattr(t, key)):
            if ident == t.id:
                yield text.problem((key, i), "an instrument does nothing to itself")
            elif ident not in by_id and ident not in known:
                near = nearest(ident, [*by_id, *known], limit=1)
                meant = f"; did you mean `{near[0]}`?" if near else ""
                yield text.problem((key, i), f"no treaty is called `{ident}`{meant}")


def _own(t: Treaty, corpus: Corpus, cited: Mapping[str, int], text: Text) -> Iterator[Problem]:
    for i, s in enumerate(t.cited):
        if s in t.own_sources and cited[s.id] > 1:
            yield text.problem(
                ("sources", i), f"another source is called `{s.id}`; one that serves several files is shared"
            )
    shared = {q.id for q in corpus.questions}
    for i, q in enumerate(t.questions):
        if q.id in shared:
            yield text.problem(("questions", i), f"`{q.id}` is asked in `questions.toml` already")
    seen: set[str] = set()
    for i, o in enumerate(t.obligations):
        if o.id and o.id in seen:
            yield text.problem(("obligations", i, "id"), f"a second obligation is called `{o.id}`")
        seen.add(o.id or "")
    for i, x in enumerate(t.invoked):
        if x.day < t.signed:
            yield text.problem(("invoked", i, "day"), f"invoked on {x.day}, before the signature on {t.signed}")


def _questions(corpus: Corpus, asked: set[str], text: Text) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, q in enumerate(corpus.questions):
        if q.id in seen:
            yield text.problem(("questions", i), f"a second question is called `{q.id}`")
        elif q.id not in asked:
            yield text.problem(("questions", i), f"no article asks `{q.id}`")
        seen.add(q.id)


def _watched(corpus: Corpus, text: Text) -> Iterator[Problem]:
    for i, w in enumerate(corpus.watched):
        if corpus.current_to and w.again <= corpus.current_to:
            said = f"the day to look again at `{w.treaty}`, {w.again}, has passed"
            yield text.problem(
                ("watched", i, "again"), f"{said}: open the page, write what was found as a look, set another day"
            )


def _known(corpus: Corpus, text: Text) -> Iterator[Problem]:
    held = {x for t in corpus.treaties for x in (t.id, *t.atop.ids)}
    named = Counter(k.id for k in corpus.known_of)
    for i, k in enumerate(corpus.known_of):
        at = ("known", i)
        filed = [f"`{x}`" if x == k.id else f"ATOP's {x}" for x in (k.id, *k.atop) if x in held]
        yield from (text.problem(at, f"{x} has a file: take it out of this list") for x in filed)
        if named[k.id] > 1:
            yield text.problem(at, f"{named[k.id]} entries are called `{k.id}`")
