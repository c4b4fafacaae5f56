"""Changes of a law: instruments and parties removed from a corpus, instruments added to it."""

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
"""An instrument to add: a model, the path of a treaty file, or a file of alliances as `atop:FILE`."""


def changed(
    corpus: Corpus,
    *,
    without: Sequence[str] = (),
    with_: Sequence[Added] = (),
    in_force: Sequence[str] = (),
    on: date | None = None,
) -> Corpus:
    """Return a corpus without some instruments and with others.

    Args:
        corpus: the law before the change.
        without: ids of treaties to remove, or `TREATY:STATE` to remove one party from a treaty.
        with_: treaties to add, as models or paths of treaty files, or files of alliances.
        in_force: treaties to treat as in force from their signature (`TREATY`) or from a day (`TREATY=DATE`).
        on: the day that questions will ask about, if known; a file of alliances that ends before it is refused.

    Raises `CasusError` for unknown ids, for an added instrument whose id exists already, and for missing or faulty
    files.

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
    """Return whether a value is the path of a treaty file."""
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
    """Return a copy of an instrument that is in force for all signatories from a given day, by default from its
    signature.

    Raises `CasusError` if the day is before the signature, or if the instrument is already in force on the day.
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
    """Return a copy of an instrument without one of its parties, which then neither owes nor is owed anything under it.

    Args:
        corpus: the law.
        treaty: the id or name of the instrument.
        state: the id, name or code of the party.

    Raises `CasusError` if the state is not a party.

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
    """Return whether a text names a file of alliances with its format, as `FORMAT:FILE`, instead of a treaty file.

    >>> is_data_file("atop:atop5_1m.csv"), is_data_file("my-treaty.toml")
    (True, False)
    """
    scheme, colon, _ = str(given).partition(":")
    return bool(colon) and len(scheme) > 1 and not Path(given).exists()
