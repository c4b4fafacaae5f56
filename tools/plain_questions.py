"""How many questions of people who never saw the grammar are understood: `python -m tools.plain_questions [FILE]`.

The questions stay outside the project: a file `questions/sentences.jsonl` beside the folder that `CASUS_DATA` names, one
JSON object a line with what is meant (victims, attackers, day, place, kind, whom one asks about) and what is expected:
`understood`, `ask-back` or `refuse`. They are cut by a fixed draw into a half to work on and a half to be measured by.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from engine.question.sentence import parse_question
from engine.question.understood import Understood
from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import fold

HOME = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 28)
SEED = 26
KINDS = {
    "armed-attack": {"armed-attack"},
    "occupation": {"armed-attack"},
    "blockade": {"blockade"},
    "threat": {"threat", "mobilisation"},
    "cyber": {"cyber-attack"},
    "other": {"sabotage", "limited-force"},
}
"""The kinds of event that a kind of the file may be."""
SAME = {"ivory-coast": "cote-divoire", "north-yemen": "yemen-arab-republic"}


def file() -> Path:
    """Where the questions are looked for."""
    data = Path(os.environ.get("CASUS_DATA", HOME.parent / "shared" / "data"))
    return data.parent / "questions" / "sentences.jsonl"


def questions(path: Path, half: str = "") -> list[dict[str, Any]]:
    """All of them, or the half to `work` on, or the half to `measure` by."""
    rows = [
        json.loads(line)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    ids = sorted(r["id"] for r in rows)
    random.Random(SEED).shuffle(ids)
    work = set(ids[: len(ids) // 2])
    return [r for r in rows if not half or (r["id"] in work) == (half == "work")]


def outcome(row: dict[str, Any], corpus: Corpus) -> tuple[str, str]:
    """What became of one question (`understood`, `declined`, `another`), and in which slot or with which words."""
    try:
        found = parse_question(row["text"], corpus, TODAY)
    except CasusError as error:
        return "declined", str(error)
    wrong = [slot for slot, right in held(row, found, corpus) if not right]
    return ("another", ", ".join(wrong)) if wrong else ("understood", "")


def held(
    row: dict[str, Any], found: Understood, corpus: Corpus
) -> Iterable[tuple[str, bool]]:
    """List each slot with whether what was understood fits the row.

    Args:
        row: what is meant.
        found: what was understood.
        corpus: the law, which knows the names.
    """
    open_ = row["expect"] == "ask-back"
    hit = {v for a in found.acts for v in a.victim}
    by = {v for a in found.acts for v in (*a.by, *([fold(a.force)] if a.force else []))}
    on = row["on"]
    day = TODAY if found.on is None else found.on
    first, last = (
        (on["from"], on["to"]) if isinstance(on, dict) else (on or str(TODAY),) * 2
    )
    yield "victim", _alike(row["victims"], hit, corpus, day, some=bool(row["place"]))
    yield "attacker", _alike(row["attackers"], by, corpus, day, apart=frozenset(hit))
    yield (
        "day",
        first <= str(day) <= last and (on is not None or found.on is None or not open_),
    )
    yield "place", not row["place"] or bool(hit)
    yield "kind", all(a.kind.value in KINDS[row["kind"]] for a in found.acts[:1])
    yield "about", _asked_about(row["about"], found, corpus, day)
    yield "given", not row["given"] or bool(found.given or found.without)


def _ids(names: Iterable[str], corpus: Corpus, day: date) -> set[str]:
    found: set[str] = set()
    for name in names:
        known = corpus.groups.get(name)
        if isinstance(known, Group):
            found |= set(known.members(day, corpus.treaties))
            continue
        try:
            found.add(corpus.states.resolve(SAME.get(name, name), day).id)
        except CasusError:
            found.add(fold(name))
    return found


def _alike(
    meant: Sequence[str],
    found: set[str],
    corpus: Corpus,
    day: date,
    *,
    some: bool = False,
    apart: frozenset[str] = frozenset(),
) -> bool:
    wanted = _ids(meant, corpus, day)
    return (
        found in (wanted, wanted - apart)
        or (some and bool(found & wanted))
        or {f.split()[-1] for f in found} == {w.split()[-1] for w in wanted} != set()
    )


def _asked_about(
    meant: Sequence[str], found: Understood, corpus: Corpus, day: date
) -> bool:
    parties = {s for i in found.instruments for s in corpus.treaty(i).states}
    named = set(found.about) | {fold(found.group)} | set(found.instruments)
    for name in meant:
        group = corpus.groups.get(name)
        if isinstance(group, Group):
            if (
                fold(name) not in named
                and group.treaty not in named
                and not set(found.about) & _ids([name], corpus, day)
            ):
                return False
        elif name in corpus.states or corpus.states.known(name):
            if not _ids([name], corpus, day) & (named | parties):
                return False
        elif not found.instruments and not found.about:
            return False
    # `Which Arab states are bound?`: a file of states and organisations has no word for those among whom it is asked.
    return bool(meant) or bool(found.group) or not found.about


def score(
    rows: Sequence[dict[str, Any]], corpus: Corpus
) -> tuple[dict[str, Counter[str]], list[tuple[str, str, str]]]:
    """How each expectation fared, and the misses: id, outcome, in which slot or with which words."""
    counts: dict[str, Counter[str]] = {
        "understood": Counter(),
        "ask-back": Counter(),
        "refuse": Counter(),
    }
    misses = []
    for row in rows:
        how, why = outcome(row, corpus)
        held = how == ("understood" if row["expect"] == "understood" else "declined")
        held |= row["expect"] == "ask-back" and how == "understood"
        if row["expect"] == "refuse" and how == "understood":
            how, why = "another", "answered"
        counts[row["expect"]][how if not held else "held"] += 1
        if not held:
            misses.append((row["id"], how, why))
    return counts, misses


def main(argv: Sequence[str]) -> None:
    half = argv[0] if argv else ""
    counts, misses = score(questions(file(), half), load_corpus())
    for expect, found in counts.items():
        total = sum(found.values())
        print(
            f"{expect}: {found['held']} of {total} ({found['held'] / total:.0%}); {dict(found)}"
        )
    if half == "work":
        for miss in misses:
            print(*miss, sep=" | ")
    else:
        print(Counter((how, why if how == "another" else "") for _, how, why in misses))


if __name__ == "__main__":
    main(sys.argv[1:])
