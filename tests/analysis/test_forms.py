"""Text, JSON and notebook forms, the exports that others read, and the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from engine.analysis.changes import changes
from engine.analysis.comparison import compare
from engine.analysis.conflict_list import conflicts
from engine.analysis.firebreak_sets import firebreaks
from engine.analysis.probability.odds import odds
from engine.analysis.supports_list import supports
from engine.answer import Answer
from engine.export import FORMS, export, graphs
from engine.world import World
from tests.support import command
from tests.support.sampling import drawn, sampled
from treaties.vocabulary.errors import CasusError, UnknownName

pytestmark = sampled(3)


def test_every_value_has_three_forms(world: World, chain: Answer) -> None:
    values = [
        supports(chain, "China"),
        firebreaks(chain, "China"),
        conflicts(chain),
        odds(chain, "China", {"*": 0.5}),
        changes(chain),
        compare(chain, world.ask(scenario="kursk-troops")),
    ]
    for value in values:
        assert str(value).strip()
        assert json.loads(json.dumps(value.to_dict()))["schema"] == 1
        page = value._repr_html_()
        assert "<pre" in page
        assert "Duties under law" in page or "not the law" in page
        assert "<script" not in page
        assert page.count("<td") == page.count("</td>")


def test_states_that_nothing_draws_in(chain: Answer) -> None:
    for value in (
        supports(chain, "Afghanistan"),
        firebreaks(chain, "Afghanistan"),
    ):
        assert "Afghanistan" in str(value)
    assert odds(chain, "Afghanistan").value == 0
    assert odds(chain, "North Korea", {"*": 1}).value in (0, 1)
    with pytest.raises(UnknownName, match="no duty is called"):
        supports(chain, "China", "figth")


def test_graphml_and_gexf_are_read_back(chain: Answer) -> None:
    plain = nx.read_graphml(
        io.BytesIO(export(chain, "graphml").encode()), force_multigraph=True
    )
    assert plain.has_edge("china", "north-korea")
    for _, data in plain.nodes(data=True):
        assert all(isinstance(v, str | int | float | bool) for v in data.values())
    root = ElementTree.fromstring(export(chain, "gexf"))
    space = {"g": "http://www.gexf.net/1.2draft"}
    edges = root.findall(".//g:edge", space)
    assert edges
    starts = {
        e.get("start")
        for e in edges
        if e.get("source") == "china" and e.get("target") == "north-korea"
    }
    assert "1961-09-10" in starts
    assert export(chain, "gexf") == export(chain, "gexf")


def test_the_law_itself_is_a_dynamic_graph(world: World) -> None:
    g = graphs.law(world.corpus)
    ended = g["north-korea"]["russia"]["ussr-dprk-1961:1"]
    assert ended["until"] == "1996-09-10"
    assert all(
        isinstance(v, str | int) for _, _, d in g.edges(data=True) for v in d.values()
    )
    edges = drawn(sorted(g.edges(keys=True)), 2_000)
    assert ElementTree.fromstring(graphs.gexf(g.edge_subgraph(edges))) is not None


def test_csv_has_a_row_for_each_ground(chain: Answer) -> None:
    rows = list(csv.DictReader(io.StringIO(export(chain, "csv"))))
    assert len(rows) == sum(len(r.grounds) for r in chain.rows)
    mine = next(r for r in rows if r["state"] == "china" and r["article"] == "II.2")
    assert (mine["events"], mine["judgements"], mine["at_once"]) == ("1", "2", "FALSE")
    bound = [r["at_once_status"] == "bound" for r in rows if r["at_once"] == "TRUE"]
    assert bound == sorted(bound, reverse=True)
    assert [r["at_once"] for r in rows] == sorted(
        (r["at_once"] for r in rows), reverse=True
    )
    assert not any(
        "; " in rows[0][c] for c in ("adversary", "beneficiary", "treaty", "article")
    )
    assert not any(cell[:1] in "=+-@" for r in rows for cell in r.values() if cell)


def test_drawings_name_the_states_and_the_proof(chain: Answer) -> None:
    for form in ("dot", "mermaid"):
        assert "China" in export(chain, form)
        proof = export(chain, form, state="China")
        assert "Ukraine strikes North Korea" in proof
        assert export(chain, form, state="Brazil")
    dot = export(chain, "dot")
    assert dot.count("{") == dot.count("}") == 1


def test_export_says_what_it_needs(chain: Answer) -> None:
    with pytest.raises(CasusError, match="needs probabilities"):
        export(chain, "problog")
    with pytest.raises(UnknownName, match="no form is called"):
        export(chain, "xml")
    assert {f for f in FORMS if f != "problog" and not export(chain, f)} == set()


def casus(*args: str, code: int = 0) -> str:
    done = command.casus(*args)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("ways", "China"), "1 event, 2 judgements away"),
        (("ways", "China", "--out"), "WHO ALONE CAN STOP IT"),
        (("odds", "China", "--p", "*=0.5"), "0.125 (1/8 exactly)"),
        (("compare", "--without-too", "sino-dprk-1961"), "VANISHED"),
        (("compare", "--then-scenario", "kursk-troops"), "First:"),
        (("export", "--as", "clingo"), "drawn_in"),
    ],
)
def test_verbs(args: tuple[str, ...], told: str) -> None:
    assert told in casus(*args, "--scenario", "shen-chain")


def test_verbs_in_json() -> None:
    data = json.loads(
        casus("odds", "China", "--scenario", "shen-chain", "--p", "*=1/3", "--json")
    )
    assert data["value"] == {"decimal": pytest.approx(2 / 27), "fraction": "2/27"}
    data = json.loads(casus("conflicts", "--on", "1914-07-01", "--json"))
    assert any(c["state"] == "italy" for c in data["conflicts"])
    data = json.loads(casus("questions", "--scenario", "shen-chain", "--json"))
    assert data["questions"][0]["changes"].keys() == {"yes", "no"}


def test_bad_input_is_one_line(tmp_path: Path) -> None:
    for args, told in (
        (("odds", "China", "--scenario", "shen-chain"), "there is no default"),
        (
            ("odds", "China", "--scenario", "shen-chain", "--p", "strikes=0.2"),
            "no question is called",
        ),
        (("ways", "Chna", "--scenario", "shen-chain"), "did you mean `China`"),
        (("compare", "--scenario", "shen-chain"), "nothing to compare with"),
        (("export", "--scenario", "shen-chain", "--as", "pdf"), "no form is called"),
        (
            (
                "export",
                "--scenario",
                "shen-chain",
                "-o",
                str(tmp_path / "no" / "x.json"),
            ),
            "cannot write",
        ),
        (
            (
                "odds",
                "China",
                "--scenario",
                "shen-chain",
                "--priors",
                str(tmp_path / "none.toml"),
            ),
            "cannot be read",
        ),
    ):
        assert told in casus(*args, code=1)
