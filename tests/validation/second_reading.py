"""Files coded a second time from their texts, and how far the two codings agree, field by field.

Fifty were drawn from the whole corpus (`second_reading.toml`), thirty-two from what had come or changed within a day
(`recent_reading.toml`), thirty more are those whose words had been read by somebody who had not seen the file
(`third_reading.toml`). `python -m tests.validation.second_reading` prints the pairs of the fifty as they stand today,
with `--recent` those of the thirty-two, with `--third` those of the thirty. The file of the same name that ends in `.csv` has the pairs as they were when
the two codings were first held against each other, before anything was mended.
"""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from treaties.models.corpus import Corpus
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.precision import UNKNOWN, Vague, earliest, latest
from validation.experts.agreement_score import agreement, clustered

HERE = Path(__file__).parent


class Coding(NamedTuple):
    """A second coding: what was taken from the texts, and the pairs as they were first compared."""

    texts: Path
    first: Path


FIFTY = Coding(HERE / "second_reading.toml", HERE / "second_reading.csv")
RECENT = Coding(HERE / "recent_reading.toml", HERE / "recent_reading.csv")
THIRD = Coding(HERE / "third_reading.toml", HERE / "third_reading.csv")
FIELDS = (
    "duty",
    "trigger",
    "unprovoked",
    "attacker named",
    "area",
    "request",
    "judgement",
    "obligors",
    "beneficiaries",
    "parties",
    "in force",
)
DAYS = ("day of signature", "day of entry into force", "day of the end")
"""Fields that have no kappa: the same is what may be the same day, where both know one."""
FLAGS = {
    "unprovoked": {"unprovoked"},
    "attacker named": {"attacker", "attackers"},
    "area": {"in-area", "on-territory", "recognised-territory"},
    "request": {"request"},
}
SAME_STATE = {
    "austria": "austria-hungary",
    "burma": "myanmar",
    "congo": "democratic-republic-of-the-congo",
    "north-vietnam": "vietnam",
    "ottoman-empire": "turkey",
    "prussia": "germany",
    "soviet-union": "russia",
}
"""Names of the second coding, and the ids under which the register has these states."""


class Pair(NamedTuple):
    """One field of one article: what the file has, and what the second reader took from the text."""

    treaty: str
    article: str
    field: str
    file: str
    text: str


def second(coding: Coding = FIFTY) -> list[dict[str, Any]]:
    """Give a second coding, a table for each file."""
    return tomllib.loads(coding.texts.read_text())["file"]


def _numeral(article: str) -> str:
    """Give the number of an article in figures, without its paragraphs: `IV.2` is 4."""
    head = re.split(r"[.(,;]", article.replace("Art. ", ""))[0].strip()
    if re.fullmatch(r"[IVXL]+", head):
        worth = {"I": 1, "V": 5, "X": 10, "L": 50}
        figures = [worth[c] for c in head]
        return str(
            sum(
                -a if a < b else a
                for a, b in zip(figures, [*figures[1:], 0], strict=True)
            )
        )
    return head


def _owed_by(treaty: Treaty, states: set[str]) -> str:
    return "all" if states in (set(), set(treaty.states)) else " ".join(sorted(states))


def _owed_to(treaty: Treaty, states: set[str], owing: set[str]) -> str:
    """Name those to whom it is owed; all parties beside those who owe it are `all`, whether named or not."""
    others = set(treaty.states) - owing
    return "all" if others and states == others else _owed_by(treaty, states)


def _of_file(o: Obligation) -> dict[str, str]:
    kinds = {c.kind for c in o.conditions}
    judged = kinds & {"judgement", "league-council-finding"}
    code = {f: str(bool(kinds & names)).lower() for f, names in FLAGS.items()}
    return code | {
        "duty": str(o.duty),
        "trigger": str(o.trigger),
        "judgement": str(bool(judged)).lower(),
    }


def _of_text(treaty: Treaty, article: dict[str, Any]) -> dict[str, str]:
    code = {
        f: str(article.get(f.split()[0], False)).lower() for f in (*FLAGS, "judgement")
    }
    owing, owed = (
        {SAME_STATE.get(s, s) for s in article.get(f, ())}
        for f in ("obligors", "beneficiaries")
    )
    return code | {
        "duty": article["duty"],
        "trigger": article["trigger"],
        "obligors": _owed_by(treaty, owing),
        "beneficiaries": _owed_to(treaty, owed, owing),
    }


def _duties(treaty: Treaty) -> list[dict[str, str]]:
    """Give the duties of a file, one for each article and kind: what it splits by obligor or by case is one here."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    owing: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    owed: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for o in treaty.obligations:
        key = _numeral(o.article), str(o.duty)
        found.setdefault(key, {"article": o.article} | _of_file(o))
        owing[key] |= set(o.obligors or treaty.states)
        owed[key] |= set(o.beneficiaries or treaty.states)
    return [
        code
        | {
            "obligors": _owed_by(treaty, owing[key]),
            "beneficiaries": _owed_to(treaty, owed[key], owing[key]),
        }
        for key, code in found.items()
    ]


def _matched(
    articles: list[dict[str, Any]], duties: list[dict[str, str]]
) -> dict[int, int]:
    """Match the duties of the second coding with those of the file: first by article and kind, then by article, then,
    where one of the two has no number, by kind, and last to whatever is left."""

    def same(article: dict[str, Any], has: dict[str, str]) -> bool:
        return _numeral(article["article"]) == _numeral(has["article"])

    def alike(article: dict[str, Any], has: dict[str, str]) -> bool:
        return (article["trigger"] == "standing") == (has["trigger"] == "standing")

    def unnumbered(*either: dict[str, Any]) -> bool:
        return not all(_numeral(one["article"]).isdigit() for one in either)

    found: dict[int, int] = {}
    for fits in (
        lambda a, has: same(a, has) and a["duty"] == has["duty"],
        lambda a, has: unnumbered(a, has) and a["duty"] == has["duty"],
        lambda a, has: same(a, has) and alike(a, has),
        lambda a, has: unnumbered(a) and unnumbered(has) and alike(a, has),
    ):
        for i, article in enumerate(articles):
            free = (
                j
                for j, has in enumerate(duties)
                if j not in found.values() and fits(article, has)
            )
            if i not in found and (j := next(free, None)) is not None:
                found[i] = j
    return found


def pairs(corpus: Corpus, coding: Coding = FIFTY) -> Iterator[Pair]:
    """Give the pairs of today, article by article; a duty that only one of the two has is `none` in the other.

    Of the fifty neither the beneficiaries nor the parties and days of the whole were coded, save entry into force.
    """
    for file in second(coding):
        treaty = corpus.treaty(file["id"])
        found = _pairs_of_articles(treaty, file)
        if coding == FIFTY:
            yield from (p for p in found if p.field != "beneficiaries")
            if "in_force" in file:
                since, coded = str(treaty.since), str(file["in_force"])
                yield Pair(treaty.id, "", "in force", since, coded)
        else:
            yield from found
            yield from _pairs_of_the_head(treaty, file)


def _pairs_of_articles(treaty: Treaty, file: dict[str, Any]) -> Iterator[Pair]:
    first_case = {
        (_numeral(a["article"]), a["duty"]): a for a in reversed(file["articles"])
    }
    duties, articles = _duties(treaty), list(first_case.values())[::-1]
    found = _matched(articles, duties)
    for i, article in enumerate(articles):
        code = _of_text(treaty, article)
        if i not in found:
            yield Pair(treaty.id, article["article"], "duty", "none", code["duty"])
            continue
        has = duties[found[i]]
        yield from (Pair(treaty.id, has["article"], f, has[f], code[f]) for f in code)
    read = {_numeral(a["article"]) for a in articles}
    for j, has in enumerate(duties):
        seen = not articles or (
            not file.get("report") and _numeral(has["article"]) in read
        )
        if j not in found.values() and seen:
            yield Pair(treaty.id, has["article"], "duty", has["duty"], "none")
    if not duties and not articles:
        yield Pair(treaty.id, "", "duty", "none", "none")


def _pairs_of_the_head(treaty: Treaty, file: dict[str, Any]) -> Iterator[Pair]:
    if "parties" in file:
        coded = {SAME_STATE.get(s, s) for s in file["parties"]}
        has = " ".join(sorted(treaty.states))
        yield Pair(treaty.id, "", "parties", has, " ".join(sorted(coded)))
    days = (("signed", treaty.signed), ("in_force", treaty.since))
    for name, (key, day) in zip(DAYS, (*days, ("until", treaty.until)), strict=True):
        if key in file:
            has = day.isoformat() if day else "none"
            yield Pair(treaty.id, "", name, has, str(file[key]))


def _day(written: str) -> date:
    between = written.split("/")
    if len(between) == 2:
        return Vague(*map(date.fromisoformat, between), written)
    return Vague.read(written) or date.fromisoformat(written)


def same(pair: Pair) -> bool:
    """Tell whether the two codings agree: of days, whether both know one and it may be the same.

    >>> same(Pair("a", "", "day of the end", "2014-05-01", "2014-05")), same(Pair("a", "", "day of the end", "unknown", "2014"))
    (True, False)
    """
    if pair.field not in DAYS or {pair.file, pair.text} & {UNKNOWN, "none"}:
        return pair.file == pair.text
    file, text = _day(pair.file), _day(pair.text)
    return earliest(file) <= latest(text) and earliest(text) <= latest(file)


def first(coding: Coding = FIFTY) -> list[Pair]:
    """Give the pairs as they were first compared."""
    with coding.first.open(newline="") as lines:
        return [Pair(**row) for row in csv.DictReader(lines)]


def table(found: list[Pair]) -> str:
    """Write the agreement of each field as the rows of a table: pairs, share that agree, kappa and its interval.

    Days have no kappa, since almost every one is a value of its own.
    """
    by_field: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in found:
        by_field[pair.field].append(pair)
    rows = [
        "| field | pairs | the same | kappa | 95 % interval |",
        "|---|---|---|---|---|",
    ]
    for field in (f for f in FIELDS if f in by_field):
        codes = [(p.file, p.text) for p in by_field[field]]
        score = agreement(codes)
        low, high = clustered(codes, [p.treaty for p in by_field[field]])["kappa"]
        rows.append(
            f"| {field} | {score.n} | {100 * score.accuracy:.0f} % | {score.kappa:.2f} | {low:.2f} to {high:.2f} |"
        )
    for field in (f for f in DAYS if f in by_field):
        agreed = [same(p) for p in by_field[field]]
        share = 100 * sum(agreed) / len(agreed)
        rows.append(f"| {field} | {len(agreed)} | {share:.0f} % | | |")
    return "\n".join(rows)


if __name__ == "__main__":
    from treaties.loading.corpus import load_corpus

    asked = {"--recent": RECENT, "--third": THIRD}
    chosen = next((asked[a] for a in sys.argv if a in asked), FIFTY)
    today = list(pairs(load_corpus(), chosen))
    if "--csv" in sys.argv:
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerow(Pair._fields)
        out.writerows(today)
    else:
        print(table(today))
        for pair in today:
            if not same(pair):
                print(*pair, sep=" | ")
