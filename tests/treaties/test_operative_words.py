"""The table of operative words in docs/semantics.md: which words of a text make which duty."""

from __future__ import annotations

import re
from pathlib import Path

from treaties.loading.corpus import load_corpus

LAW = load_corpus()
TABLE = (
    (Path(__file__).parents[2] / "docs" / "semantics.md")
    .read_text(encoding="utf-8")
    .split("## Operative words")[1]
    .split("\n## ")[0]
)
ARMS = re.compile(
    r"military (and other|or any other|and any other|aid|assistance|help|support)|including (military|armed)|with all (its|their) (military )?forces"
)
PLAIN = re.compile(r"aid and assistance|help and assistance|help and support")


def told_apart() -> set[str]:
    """The articles that the table names as told apart from its rows, each with why."""
    return set(re.findall(r"^\| `([\w-]+ [^`]+)` \|", TABLE, flags=re.MULTILINE))


def test_the_words_of_a_phrase_make_its_duty() -> None:
    wrong = set()
    for treaty in LAW.treaties:
        for o in treaty.obligations:
            if not (o.phrase and o.duty.drawn_in and treaty.rank.binding):
                continue
            arms = ARMS.search(o.phrase.lower())
            wants = (
                "fight"
                if arms
                else "assist"
                if PLAIN.search(o.phrase.lower())
                else str(o.duty)
            )
            if str(o.duty) != wants:
                wrong.add(f"{treaty.id} {o.article}")
    assert wrong == told_apart()


KEEPS_OUT = re.compile(r"neutral|stays? out|takes no side|joins no bloc", re.I)
WITHHOLDS = re.compile(r"help|support|ease|profit|aid|trade|arms|friendly", re.I)


def test_neutrality_and_no_help_are_told_apart_by_their_words() -> None:
    """A text that keeps help from the attacker alone does not ask for neutrality."""
    wrong = set()
    for treaty in LAW.treaties:
        for o in treaty.obligations:
            words = f"{o.phrase} {o.english} {o.gist}"
            neutral = bool(KEEPS_OUT.search(words))
            if str(o.duty) == "stay-neutral" and not neutral:
                wrong.add(f"{treaty.id} {o.article}: {o.gist}")
            if str(o.duty) == "not-aid" and (neutral or not WITHHOLDS.search(words)):
                wrong.add(f"{treaty.id} {o.article}: {o.gist}")
    assert not wrong
