"""What has to be looked at again, and the words of files looked for in a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.output.test_bottom_line import SEEN, asked, pact
from tests.support.worlds import of
from treaties.models.bibliography import Source
from treaties.models.corpus import Corpus
from treaties.models.watch import Look, Watched
from treaties.vocabulary.errors import CasusError
from validation.corpus_state import corpus_state, summary
from validation.looks import anchors, stale, words_of

PHRASE = "shall afford the other “all the aid” in its power"


def watched(treaty: str, *looked: date) -> Watched:
    looks = tuple(
        Look(day=d, last=d, query="the gazette", result="nothing new") for d in looked
    )
    return Watched(
        treaty=treaty,
        pending="signed",
        page="https://a.example",
        again=date(1970, 1, 1),
        looks=looks,
    )


def law() -> Corpus:
    quoted = {"phrase": PHRASE}
    invoked = [
        {
            "day": date(1955, 1, 2),
            "by": ["norway"],
            "what": "Norway asked for ships.",
            "source": "un-charter",
        }
    ]
    pacts = (
        pact("pact-a", "iceland", "norway", article=quoted, invoked=invoked),
        pact("pact-b", "iceland", "sweden", verified=False),
        pact(
            "pact-c",
            "iceland",
            "denmark",
            verified=False,
            text_available=False,
            until="1955-01-01",
        ),
    )
    sources = [
        Source(id=i, title=f"Work {i}", read=d)
        for i, d in (("old", date(1960, 1, 1)), ("new", date(1960, 2, 28)))
    ]
    looked = (
        watched("pact-a", date(1960, 1, 1), date(1960, 2, 20)),
        watched("pact-b", date(1960, 1, 1)),
        watched("pact-c"),
    )
    more = {
        "watched": looked,
        "known_of": (),
        "current_to": date(1960, 6, 1),
        "shared_sources": tuple(sources),
    }
    return of(pacts).model_copy(update=more)


def test_what_nobody_looked_at_for_so_many_days_is_named() -> None:
    found = stale(law(), 30, date(1960, 3, 1))
    assert [line.split("; ")[0] for line in found] == [
        "watched: pact-b: last looked at on 1960-01-01",
        "watched: pact-c: no look is written down",
        "source: old: last opened on 1960-01-01",
    ]
    assert len(stale(law(), 60, date(1960, 3, 1))) == 1


def test_quoted_words_are_found_near_or_not_found() -> None:
    treaty = law().treaty("pact-a")

    def how(text: str) -> tuple[str, str]:
        (found,) = anchors(treaty, text)
        return found.how, found.instead

    assert how(
        'Each SHALL  afford the\nother "all the aid" in its power, at once.'
    ) == ("found", "")
    assert how("Each shall give the other all the aid in its power.") == (
        "near",
        "shall give the other all the aid in its power",
    )
    assert how("Each shall consult the other.") == ("not found", "")
    assert how("") == ("not found", "")


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    for name in ("bytes", "nowhere", "."):
        with pytest.raises(CasusError, match=name):
            words_of(tmp_path / name)
    (tmp_path / "text").write_text("Words.", encoding="utf-8")
    assert words_of(tmp_path / "text") == "Words."


def test_the_state_of_a_corpus_counts_what_its_duties_rest_on() -> None:
    state = corpus_state(law())
    data = state.to_dict()
    assert data["warrants"] == {"seen": 1, "not-seen": 1, "unpublished": 1}
    assert data["warrants_in_force"] == {"seen": 1, "not-seen": 1, "unpublished": 0}
    assert [
        data[k]
        for k in ("helping", "helping_seen", "known_of", "watched", "looks", "invoked")
    ] == [
        2,
        1,
        0,
        3,
        3,
        1,
    ]
    text = summary(state)
    assert (
        "The words of 2 duties in force on 1960-06-01: 1 seen, 1 not seen, 0 unpublished."
        in text
    )
    assert (
        "Of 2 duties in force to fight, help or act, 1 quote words that were seen."
        in text
    )


def test_an_article_that_was_relied_on_says_so_where_it_is_told() -> None:
    def once(day: str, **more: object) -> dict[str, object]:
        return {
            "day": day,
            "by": ["norway"],
            "what": "Norway asked for ships.",
            "source": "un-charter",
        } | more

    one = (
        once("1955-01-02", against=["spain"]),
        once("1961-01-01"),
        once("1956-01-01", article="9"),
    )
    text = " ".join(
        asked(pact("pact-a", "iceland", "norway", article=SEEN, invoked=one))
        .text(all=True)
        .split()
    )
    assert "Invoked on 2 January 1955, by Norway, against Spain." in text
    two = (once("1955-01-02"), once("1959-05-01", article="1"))
    text = " ".join(
        asked(pact("pact-a", "iceland", "norway", invoked=two)).text(all=True).split()
    )
    assert "Invoked two times, last on 1 May 1959, by Norway." in text
    plain = asked(pact("pact-a", "iceland", "norway")).text(all=True)
    assert "Invoked" not in plain
