"""Checks of sources: addresses must not be those of copies, nor sources written by programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from treaties.models.bibliography import Cited, Source
from treaties.models.treaty import Treaty
from treaties.models.warrant import warrant
from treaties.support.mending import Loc
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.terms import Warrant

COPIES: dict[str, str] = {
    host: kind.removesuffix("s")
    for kind, hosts in sibling_toml(__file__, "copies.toml").items()
    for host in hosts
}
"""Hosts that keep copies, each with the kind of copy: scan, mirror or bot."""


def copy_of(address: str) -> str:
    """Return the kind of copy at an address, or an empty string if it is the address of the work itself.

    >>> copy_of("https://fr.scribd.com/document/1"), copy_of("https://history.state.gov/x")
    ('scan', '')
    """
    host = urlsplit(address).netloc.partition(":")[0].lower()
    parts = host.split(".")
    names = (".".join(parts[i:]) for i in range(len(parts)))
    return next((COPIES[n] for n in names if n in COPIES), "")


def faulty_sources(cited: Iterable[Cited]) -> Iterator[tuple[Loc, str]]:
    """Yield each source whose `url` is that of a copy, and each source written by a program that is not marked as weak.
    References to the bibliography are skipped.
    """
    for i, s in enumerate(cited):
        if not isinstance(s, Source):
            continue
        if kind := copy_of(s.url):
            yield (
                ("sources", i, "url"),
                f"the address of a {kind}: write it as `read_at`, and the work's own address, where it has one, as `url`",
            )
        if copy_of(s.read_at) == "bot" and s.quality != "C":
            yield (
                ("sources", i, "quality"),
                'what a program gathered is of `quality = "C"`',
            )


def words_at_second_hand(
    t: Treaty, kinds: Mapping[str, str]
) -> Iterator[tuple[Loc, str]]:
    """Yield each article whose words count as seen, although its source is an encyclopaedia and only reports them.

    Args:
        t: the treaty.
        kinds: the kind of each source in the shared bibliography, by id.
    """
    kinds = {**kinds, **{s.id: s.kind for s in t.own_sources}}
    for i, o in enumerate(t.obligations):
        account = o.source and kinds.get(o.source) == "wiki"
        if account and warrant(t, o) is Warrant.SEEN:
            yield (
                ("obligations", i, "source"),
                "an encyclopaedia tells what an article says and does not show it: write "
                '`warrant = "not-seen"`, or name the text',
            )
