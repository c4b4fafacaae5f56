"""Text, JSON, CSV, tables and rows say the same of forty real questions, under every reading."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any

from engine import World
from engine.answer import Answer
from engine.record.verdict import Status, Verdict
from engine.world import shipped
from tests.support.each import each
from treaties.vocabulary.names import with_article

QUESTIONS = """
1847-05-01 Portugal < Spain
1853-10-23 Ottoman Empire < Russia
1859-04-29 Piedmont < Austria
1860-01-01 Spain < Morocco
1870-08-01 Belgium < Prussia
1877-04-24 Ottoman Empire < Russia
1894-08-01 China < Japan
1900-06-01 Luxembourg < Germany
1904-02-08 Japan < Russia
1913-06-29 Romania < Bulgaria
1914-07-28 Serbia < Austria-Hungary
1914-08-01 Russia < Germany
1914-08-04 Belgium < Germany
1921-01-06 Turkey < Greece
1923-01-11 France < Germany
1932-09-01 Bolivia < Paraguay
1935-10-03 Italy < Ethiopia
1938-09-28 Czechoslovakia < Germany
1939-04-07 Albania < Italy
1939-09-01 Poland < Germany
1939-11-30 Finland < Russia
1940-05-10 Switzerland < Germany
1940-10-28 Greece < Italy
1941-07-05 Peru < Ecuador
1956-10-29 Egypt < Israel
1963-09-16 Malaysia < Indonesia
1965-09-05 India < Pakistan
1967-06-05 Jordan < Israel
1978-10-30 Tanzania < Uganda
1980-09-22 Iran < Iraq
2008-08-08 Georgia < Russia
2020-09-27 Armenia < Azerbaijan
2025-05-07 Pakistan < India
2025-07-24 Thailand < Cambodia
2026-01-01 Israel < Iran
2026-01-01 Kosovo < Serbia
2026-01-01 Moldova < Russia
2026-01-01 Mongolia < China
2026-01-01 North Korea < Ukraine
2026-01-01 Taiwan < China
""".strip().splitlines()
PARAGRAPH = re.compile(r"\n(?=  \S|\S|\n)")
Said = tuple[str, str | None]


def said(v: Verdict) -> Said:
    return str(v.status), str(v.duty) if v.duty else None


def told(data: dict[str, Any]) -> Said:
    return data["status"], data["duty"]


@each("question", QUESTIONS, most=4)
def test_every_form_says_the_same(question: str, world: World) -> None:
    on, _, rest = question.partition(" ")
    victim, by = rest.split(" < ")
    answer = world.ask(victim, by=by, on=on)
    document = answer.to_dict(full=True)
    whole = document["findings"]
    apart: dict[tuple[Said, ...], str] = {}
    for r in answer.readings:
        found = tuple(said(row.by_reading[r.id]) for row in answer)
        assert found == tuple(told(s["by_reading"][r.id]) for s in whole["states"])
        apart.setdefault(found, r.id)
    in_table = {(x["state"], x["reading"]): told(x) for x in answer.records("readings")}
    assert in_table == {
        (row.state, r): said(v) for row in answer for r, v in row.by_reading.items()
    }
    agree(answer, document)
    for found, ident in apart.items():
        under = answer.under(ident)
        at_the_top = {
            row.state: said(row.verdict)
            for row in under
            if row.status is not Status.BELLIGERENT
        }
        assert at_the_top == {
            row.state: v
            for row, v in zip(answer, found, strict=True)
            if row.state in at_the_top
        }
        agree(under, under.to_dict(full=True))


def article(of: dict[str, Any]) -> tuple[str, str]:
    return of["clause"]["treaty"], of["clause"]["article"]


def agree(answer: Answer, document: dict[str, Any]) -> None:
    """Whether every form of one answer says what its rows say."""
    whole = document["findings"]
    rows = {r.state: said(r.verdict) for r in answer}
    short = answer.to_dict()["findings"]
    for data in (whole, short):
        assert {s["state"]: told(s["verdict"]) for s in data["states"]} == rows
    for row, state in zip(answer, whole["states"], strict=True):
        assert told(state["settled"]) == said(row.settled)
        assert told(state["at_once"]) == said(row.at_once)
        assert [
            (*article(g), g["beneficiary"], g["verdict"]["status"])
            for g in state["grounds"]
        ] == [
            (
                j.ground.treaty,
                j.ground.article,
                j.ground.beneficiary,
                str(j.verdict.status),
            )
            for j in row.judged
        ]
    assert {x["state"]: told(x) for x in answer.records("states")} == rows
    lines = [
        (x["state"], x["treaty"], x["article"], x["status"])
        for x in csv.DictReader(io.StringIO(in_csv(answer)))
    ]
    assert sorted(lines) == sorted(
        (row.state, j.ground.treaty, j.ground.article, str(j.verdict.status))
        for row in answer
        for j in row.judged
    )
    in_the_text(answer, whole)


def in_csv(answer: Answer) -> str:
    from engine.export import to_csv

    return to_csv(answer)


def in_the_text(answer: Answer, whole: dict[str, Any]) -> None:
    """Every duty to help that is called names its states in the whole text, as contested or barred where it is."""
    text = answer.text(all=True)
    paragraphs = [" ".join(p.split()) for p in PARAGRAPH.split(text)]
    flat = " ".join(text.split())
    for row in answer:
        assert with_article(row.name) in flat or row.name in flat or not row.duty
    helping = ("fight", "assist", "act")
    for instrument in whole["called"]["asked"] + whole["called"]["attackers"]:
        for call in instrument["calls"]:
            if call["duty"] not in helping:
                continue
            label = answer.graph.clauses[call["clause"]["key"]].label
            names = [with_article(answer.setting.name(s)) for s in call["states"]]
            there = [
                p
                for p in paragraphs
                if p.startswith((f"{label}: ", f"{label} ("))
                and all(n.casefold() in p.casefold() for n in names)
            ]
            status = call["verdict"]["status"]
            assert any(
                (
                    status in ("released", "conditional")
                    or (", only if [" in p) == (status == "contested")
                )
                and (" but may not" in p or " but is not held" in p)
                == (status == "released")
                for p in there
            ), (label, names, status)


def test_what_is_broken_and_what_is_settled_stand_in_every_form() -> None:
    answer = shipped().ask(
        "If Kuwait is attacked by Iraq on 1990-08-02, who is drawn in?", rounds=1
    )
    said = answer.to_dict()["findings"]
    assert {article(b)[1] for b in said["broken"]} >= {"1", "5", "2"}
    egypt = next(s for s in said["states"] if s["state"] == "egypt")
    assert egypt["verdict"]["status"] == "contested"
    assert egypt["settled"]["duty"] == "consult"
    forms = {
        "text": answer.text(all=True),
        "notebook": re.sub(r"<[^>]+>", " ", answer._repr_html_()),
        "picture": re.sub(r"<[^>]+>", " ", answer.svg()),
    }
    for name, form in forms.items():
        flat = unescape(" ".join(form.split()))
        assert "Iraq breaks the ban on force (UN Charter, Art. 2(4), and custom)" in (
            flat
        ), name
        assert "the Arab Joint Defence Treaty of 1950 (Art" in flat, name
    for name in ("text", "notebook"):
        flat = " ".join(forms[name].split())
        assert (
            "These members of the Arab League must consult in any case (same treaty, Art. 3"
            in flat
        ), name
