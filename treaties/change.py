"""A change of the law: what is taken from a corpus and what is added. Every change of a law goes through it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.vocabulary.days import spoken_day
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.precision import earliest

Added = Treaty | str | Path
"""An instrument to add: a model, the path of a treaty file, or a data file of alliances as `atop:FILE`."""


def changed(
    corpus: Corpus,
    *,
    without: Sequence[str] = (),
    with_: Sequence[Added] = (),
    in_force: Sequence[str] = (),
    on: date | None = None,
) -> Corpus:
    """Make a corpus without some instruments and with others.

    Args:
        corpus: the law before the change.
        without: the ids of treaties to take away, or of parties out of them, as `TREATY:STATE`.
        with_: treaties to add, as models or paths of treaty files, or files of alliances.
        in_force: treaties taken to bind, as `TREATY`, from their signature, or as `TREATY=DATE`.
        on: the day that will be asked about, where it is known: a file of alliances that does not reach to it is
            refused.

    Raises `CasusError` for unknown ids, for an instrument of an id that the law has already, and for files that are
    not sound or not there.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = changed(load_corpus(), without=["sino-dprk-1961"])
    >>> len(load_corpus().treaties) - len(law.treaties)
    1
    """
    corpus = _lessened(corpus, without)
    _demand_new(with_, corpus)
    for own, some in groupby(with_, is_own_file):
        if own:
            from treaties.loading.assembly import load_own

            paths = [Path(str(path)) for path in some]
            corpus = corpus.with_treaty(*load_own(paths, Treaty, corpus))
        else:
            for given in some:
                corpus = _with_one(given, corpus, on)
    for given in in_force:
        name, _, day = given.partition("=")
        treaty = corpus.treaty(name)
        corpus = corpus.with_treaty(
            binding(treaty, spoken_day(day).day if day else None)
        )
    return corpus


def _with_one(given: Added, corpus: Corpus, on: date | None) -> Corpus:
    """A corpus with an instrument that was read before, or with the alliances of a data file."""
    if isinstance(given, Treaty):
        return corpus.with_treaty(given)
    from treaties.outside.as_treaties import read_outside

    outside = read_outside(str(given), corpus)
    if on is not None:
        outside.law.coverage.demand(on)
    return outside.world(corpus)


def is_own_file(given: Added) -> bool:
    """Tell whether a value names a file of one treaty."""
    return not isinstance(given, Treaty) and not is_data_file(given)


def _demand_new(with_: Sequence[Added], corpus: Corpus) -> None:
    """Raise `CasusError` for two instruments of one id, and for one of an id that the law has already."""
    ids = [g.id if isinstance(g, Treaty) else Path(g).stem for g in with_]
    if twice := next((i for n, i in enumerate(ids) if i in ids[:n]), None):
        raise CasusError(
            f"two treaties called `{twice}` are added", remedy="rename one of the files"
        )
    known = {t.id for t in corpus.treaties} if ids else set()
    if taken := next((i for i in ids if i in known), None):
        raise CasusError(
            f"a treaty called `{taken}` is in the law already",
            remedy=f"rename the file, or leave the other out (`--without {taken}`)",
        )


def _lessened(corpus: Corpus, without: Sequence[str]) -> Corpus:
    """Take away treaties, and parties out of treaties."""
    whole = [name for name in without if ":" not in name]
    if whole:
        corpus = corpus.without(*whole)
    for name in without:
        if ":" in name:
            whose, _, state = name.partition(":")
            lessened = less_party(corpus, whose, state)
            gone = corpus.states.resolve(state).id
            corpus = corpus.without_party(whose, gone, lessened)
    return corpus


def binding(treaty: Treaty, since: date | None = None) -> Treaty:
    """Copy an instrument as if in force from that day, or from its signature, for all who signed it.

    Raises `CasusError` for a day before the signature, and for an instrument that is in force by then as it is.
    """
    signed = earliest(treaty.signed)
    since = since or signed
    if since < signed:
        raise CasusError(
            f"`{treaty.id}` was signed on {treaty.signed}",
            remedy="name that day or a later one",
        )
    if treaty.since and not treaty.until and earliest(treaty.since) <= since:
        raise CasusError(
            f"`{treaty.id}` is in force since {treaty.since}", remedy="leave it out"
        )
    return treaty.model_copy(update={"since": since, "until": None})


def less_party(corpus: Corpus, treaty: str, state: str) -> Treaty:
    """Copy an instrument without one of its parties, which then neither owes nor is owed anything under it.

    Args:
        corpus: the law.
        treaty: the instrument, by id or name.
        state: the party, by id, name or code.

    Raises `CasusError` for a state that is no party.

    >>> from treaties.loading.corpus import load_corpus
    >>> "united-states" in less_party(load_corpus(), "NATO", "USA").states
    False
    """
    found, gone = corpus.treaty(treaty), corpus.states.resolve(state).id
    if gone not in found.states:
        raise CasusError(
            f"`{state}` is no party to `{found.id}`",
            remedy=f"`casus show {found.id}` lists its parties",
        )
    kept = []
    for duty in found.obligations:
        bound = tuple(s for s in duty.obligors if s != gone)
        owed = tuple(s for s in duty.beneficiaries if s != gone)
        emptied = (duty.obligors and not bound) or (duty.beneficiaries and not owed)
        if not emptied:
            change = {"obligors": bound, "beneficiaries": owed}
            kept.append(duty.model_copy(update=change))
    parties = tuple(p for p in found.parties if p.state != gone)
    return found.model_copy(update={"parties": parties, "obligations": tuple(kept)})


def is_data_file(given: str | Path) -> bool:
    """Tell whether a text names a file of alliances, with its scheme, and no file of a treaty.

    >>> is_data_file("atop:atop5_1m.csv"), is_data_file("my-treaty.toml")
    (True, False)
    """
    scheme, colon, _ = str(given).partition(":")
    return bool(colon) and len(scheme) > 1 and not Path(given).exists()
