"""The tools without the protocol: nothing is answered without proof, articles, judges, caveats and the law's hash."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine.interfaces.assistant import notes, prompts, resources
from engine.interfaces.assistant.notes import plain, uri
from engine.interfaces.assistant.reply import LENGTH, SIZE
from engine.interfaces.assistant.tools import NAMED, TOOLS, call
from engine.interfaces.json_schema import schema
from engine.interfaces.remedies import remedies
from engine.output.written import answers_in
from engine.question.query import FIELDS
from engine.world import World
from tests import HOME
from tests.support.each import each
from tests.support.sampling import examples, sampled
from treaties.vocabulary.errors import COMMAND_LINE, CasusError, See

pytestmark = sampled(8, alone="whole")

SEED = {"victim": "North Korea", "by": "Ukraine", "on": "2026-01-01"}
CHINA = SEED | {"state": "China"}
ODDS = {"state-of-war:*": 0.5, "lawful-defence:*": "1/5"}
CALLS: list[tuple[str, dict[str, Any]]] = [
    (
        "ask",
        {
            "question": "If North Korea is attacked by Ukraine on 2026-01-01, who is drawn in?"
        },
    ),
    ("ask", SEED | {"limit": 2, "reading": "charter"}),
    (
        "claim",
        {
            "text": "If Ukraine attacks North Korea, China must fight.",
            "on": "2026-01-01",
        },
    ),
    ("explain", CHINA),
    ("explain", SEED | {"state": "Japan"}),
    ("compare", SEED | {"then_on": "2019-01-01"}),
    ("compare", SEED | {"then_without": ["sino-dprk-1961"]}),
    ("compare", {"scenario": "july-1914", "move": 4, "then_move": 5}),
    ("ways", CHINA),
    ("ways", CHINA | {"out": True}),
    ("odds", CHINA | {"probabilities": ODDS}),
    ("show_treaty", {"treaty": "sino-dprk-1961"}),
    ("show_treaty", {"treaty": "sino-dprk-1961", "article": "ii.2"}),
    ("find_treaties", {"state": "China", "on": "2026-01-01"}),
    ("list_readings", {"treaty": "sino-dprk-1961"}),
    ("timeline", {"state": "Albania", "limit": 5}),
]
NAMES = [f"{name}-{n}" for n, (name, _) in enumerate(CALLS)]


@each(("name", "fields"), CALLS, most=6)
def test_every_result_carries_articles_judges_caveats_and_the_law(
    name: str, fields: dict[str, Any], world: World
) -> None:
    text, data = call(world, name, fields)
    Draft202012Validator(NAMED[name].output_schema).validate(data)
    assert data["law"]["hash"] == world.corpus.hash
    assert text.rstrip().endswith(
        f"Corpus {data['law']['version']}, hash {data['law']['hash']}."
    )
    assert text.count("CAVEAT: ") == 1
    assert text.count("NOTE: ") == len(data["caveats"]) - 1
    assert "not predictions of conduct" in data["caveats"][0]
    assert "not predictions of conduct" in text
    assert len(text) <= LENGTH
    assert len(json.dumps(data, ensure_ascii=False)) <= SIZE
    for a in data["articles"]:
        clause = next(
            o
            for o in world.corpus.treaty(a["treaty"]).obligations
            if o.article == a["article"] and o.gist == a["gist"]
        )
        assert a["phrase"] == clause.phrase
        assert a["source"]
        assert a["verified"] == (
            clause.verified and world.corpus.treaty(a["treaty"]).verified
        )
        assert (a["label"] in data["unverified"]) or a["verified"]
        assert f'"{a["phrase"]}"' in text or not a["phrase"]
        assert a["uri"] in text
        assert a["verified"] or f"{a['label']} [unverified]" in text
    for q in data["contested"]:
        assert q["decider"]
        assert q["text"] in text
    named = set(notes.named_in(data["result"]))
    told = {(a["treaty"], a["article"]) for a in data["articles"]}
    if name in ("compare", "explain", "ways", "odds", "timeline"):
        assert named <= told
    if name not in ("list_readings", "find_treaties"):
        assert told


def test_the_result_is_the_json_of_the_verb(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    _, asked = call(world, "ask", SEED)
    short = answer.to_dict()
    kept = ("question", "says")
    assert {k: asked["result"][k] for k in kept} == {k: short[k] for k in kept}
    findings, few = short["findings"], asked["result"]["findings"]
    assert few["completeness"] == findings["completeness"]
    calls = {c["proof"]: c for i in findings["called"]["asked"] for c in i["calls"]}
    assert all(
        calls[c["proof"]] == c for i in few["called"]["asked"] for c in i["calls"]
    )
    _, why = call(world, "explain", CHINA | {"detail": True})
    assert why["result"] == json.loads(json.dumps(answer.why("China").to_dict()))
    for name, verb in (
        ("explain", "why"),
        ("odds", "odds"),
        ("ways", "ways"),
        ("timeline", "timeline"),
    ):
        fields = next(f for n, f in CALLS if n == name)
        _, data = call(world, name, fields)
        assert set(schema(verb)["properties"]) - {"law"} <= set(data["result"])


def test_statuses_tell_a_treaty_that_is_not_called_from_none(world: World) -> None:
    _, data = call(
        world,
        "explain",
        {"victim": "Estonia", "by": "Russia", "on": "2026-01-01", "state": "Benin"},
    )
    assert data["result"]["verdict"]["status"] == "not-triggered"
    text, data = call(
        world,
        "explain",
        {
            "victim": "Serbia",
            "by": "Austria-Hungary",
            "on": "1914-07-28",
            "state": "Brazil",
        },
    )
    assert data["result"]["verdict"]["status"] == "no-treaty"
    assert text.startswith("Brazil: no-treaty.")


def test_an_unknown_name_gives_what_can_be_said_without_it(world: World) -> None:
    with pytest.raises(
        CasusError,
        match=r"no state is called `Atlantis`.* Without `state`: North Korea attacked by Ukraine",
    ) as caught:
        call(world, "explain", SEED | {"state": "Atlantis"})
    assert "\n" not in str(caught.value)
    with pytest.raises(
        CasusError,
        match=r"no state is called `Ukrainia`.* Without `by`: North Korea, if attacked on",
    ):
        call(world, "ask", SEED | {"by": "Ukrainia"})


def test_the_first_lines_say_what_the_answer_rests_on(world: World) -> None:
    for fields, read in (
        (SEED, "2 of 3"),
        ({"victim": "Estonia", "by": "Russia", "on": "2026-01-01"}, "2 of 2"),
    ):
        text, data = call(world, "ask", fields)
        lines = text.splitlines()
        warrant = lines[2 + len(data["result"]["says"]["answer"])]
        assert warrant.startswith(
            f"Warrant: the words of {read} articles of help called were read"
        )
        assert warrant.endswith(f"Law as of {world.corpus.current_to}.")


def test_the_instructions_say_when_to_trust_the_tool() -> None:
    pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    from engine.interfaces.assistant.prompts import INSTRUCTIONS

    assert len(INSTRUCTIONS) <= 1_500
    assert "Trust the tool" in INSTRUCTIONS
    assert "Trust your memory" in INSTRUCTIONS


def test_a_short_answer_leads_with_the_bottom_line_and_names_every_proof(
    world: World,
) -> None:
    text, data = call(world, "ask", SEED)
    assert len(text.encode()) < 6_200
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    lines = text.splitlines()
    assert lines[0] == answer.heading
    assert (
        lines[2 : 2 + len(data["result"]["says"]["answer"])]
        == data["result"]["says"]["answer"]
    )
    proofs = re.findall(r"proof (due\(([^,]+), [^\]]+\))\]", text)
    assert len(proofs) >= 4
    for proof, state in proofs:
        told, whole = call(world, "explain", SEED | {"state": state, "proof": proof})
        assert whole["result"]["proofs"][0]["id"] == proof
        assert f"PROOF {proof}" in told
    assert "states" not in data["result"]
    assert any("`detail` gives" in m for m in data["more"])
    with pytest.raises(CasusError, match="no proof of China is called"):
        call(world, "explain", CHINA | {"proof": "due(china, nothing, x)"})


def test_no_text_names_an_option_that_no_tool_has(world: World) -> None:
    """What stands behind `--all` on the command line is in the table of states here."""
    asked = {"victim": "Yugoslavia", "by": ["Lebanon"], "on": "1948-03-27"}
    says = world.ask(**asked).to_dict(fields=["says"])["says"]["answer"]
    assert any("may be owed by Hungary (" in line for line in says)
    text, _ = call(world, "ask", asked)
    assert "Hungary (" in text
    assert "`all`" not in text
    assert "`--" not in text


def test_the_tools_are_told_of_in_few_words() -> None:
    told = sum(
        len(
            t.name
            + t.title
            + t.purpose
            + json.dumps(t.input_schema, separators=(",", ":"))
        )
        for t in TOOLS
    )
    assert told <= 14_000
    assert len(TOOLS) <= 10


def test_a_state_is_never_given_without_its_proof_or_the_conditions_that_failed(
    world: World,
) -> None:
    text, data = call(world, "ask", SEED | {"limit": 50, "detail": True})
    assert data["result"]["states"]
    for s in data["result"]["states"]:
        assert (
            s["ground"]
            or s["link"]["says"]
            or s["verdict"]["status"] in ("not-triggered", "belligerent")
        )
        assert f"{s['name']} ({s['verdict']['status']}" in text
        if s["ground"]:
            assert f"proof {s['ground']['proof']}" in text
        if s["verdict"]["status"] in ("contested", "conditional"):
            assert s["verdict"]["needs"]
    _, data = call(world, "explain", CHINA)
    china = data["result"]
    assert (china["verdict"]["status"], china["verdict"]["duty"]) == (
        "contested",
        "fight",
    )
    (proof,) = china["proofs"]
    open_ = {q["id"] for q in data["contested"]}
    assert open_ == {
        "lawful-defence:ukraine>north-korea",
        "state-of-war:ukraine>north-korea",
    }
    assert open_ <= {*answers_in(proof["proof"]["answers"])}
    assert all(q["decider"] == "China" for q in data["contested"])


def test_the_answer_is_that_of_the_library(world: World) -> None:
    answer = world.ask("North Korea", by="Ukraine", on="2026-01-01")
    _, data = call(world, "ask", SEED | {"limit": 10, "detail": True})
    told = [(s["state"], s["verdict"]["status"]) for s in data["result"]["states"]]
    assert told == [(r.state, str(r.status)) for r in answer.rows][: len(told)]
    assert len(told) > 1
    _, charter = call(world, "explain", CHINA | {"reading": "charter"})
    assert charter["result"]["verdict"]["status"] == "released"
    assert any(c.startswith("Read as Charter law") for c in charter["caveats"])
    _, odds = call(world, "odds", CHINA | {"probabilities": ODDS})
    assert odds["result"]["value"]["fraction"] == "2/5"
    assert any("state-of-war:* = 0.5" in c for c in odds["caveats"])


PAGED: list[tuple[str, dict[str, Any], str]] = [
    (
        "ask",
        {
            "victim": "Taiwan",
            "by": "China",
            "on": "2026-01-01",
            "detail": True,
            "limit": 3,
        },
        "states",
    ),
    (
        "find_treaties",
        {"state": "France", "on": "1939-09-01", "limit": 50, "duty": "assist"},
        "rows",
    ),
    ("list_readings", {"limit": 50}, "rows"),
    ("timeline", {"state": "Albania", "limit": 50}, "entries"),
    ("show_treaty", {"treaty": "north-atlantic-1949", "limit": 1}, "obligations"),
]


@pytest.mark.parametrize(("name", "fields", "key"), PAGED, ids=[n for n, *_ in PAGED])
def test_pages_go_on_where_they_stopped(
    name: str, fields: dict[str, Any], key: str, world: World
) -> None:
    seen: list[str] = []
    for _ in range(50):
        text, data = call(world, name, fields | {"offset": len(seen)})
        assert len(text) <= LENGTH
        page = data["result"][key]
        assert page
        seen += [json.dumps(p, sort_keys=True) for p in page]
        if len(seen) >= data["result"]["of"]:
            break
        assert any(f"`offset` {len(seen)}" in m for m in data["more"])
    assert len(seen) == len(set(seen)) == data["result"]["of"]
    assert not any("`offset`" in m for m in data["more"])


FAULTS = [
    ("ask", {"victim": "Polnad"}, "did you mean `Poland`"),
    ("ask", {"victm": "China"}, "there is no field `victm`; did you mean `victim`"),
    ("ask", {}, "nobody is attacked; give `question`"),
    (
        "ask",
        {"question": "What is the meaning of life?"},
        "this tells only what treaties ask of states",
    ),
    ("ask", {"question": "Poland"}, "`Poland` is no question"),
    (
        "ask",
        {"victim": "Poland", "question": "If Poland is attacked, who?"},
        "put twice",
    ),
    ("ask", {"victim": "Poland", "on": "someday"}, "`someday` is not one day"),
    ("ask", {"victim": "Poland", "rounds": 0}, "`rounds` is not understood"),
    ("ask", {"victim": "Poland", "rounds": True}, "`rounds` is not understood"),
    ("ask", {"victim": "Poland", "isolated": "no"}, "`isolated` is not understood"),
    ("ask", {"victim": "Poland", "detail": 1}, "`detail` is not understood"),
    (
        "ask",
        SEED | {"suppose": ["sate-of-war:*=yes"]},
        "did you mean `state-of-war:*`?",
    ),
    (
        "ask",
        {"scenario": "july-1914", "on": "1914-07-01"},
        "begins on 1914-07-23",
    ),
    ("ask", {"victim": "Poland", "limit": 10**9}, "`limit` is not understood"),
    ("ask", {"victim": "P" * 10_000}, "`victim` is not understood"),
    ("ask", {"victim": {"a": 1}}, "`victim` is not understood"),
    ("ask", {"victim": "Poland", "suppose": "maybe"}, "not of the form QUESTION=yes"),
    (
        "ask",
        {"scenario": "../../etc/passwd"},
        "not the id of a shipped scenario; the resource of scenarios",
    ),
    ("ask", {"scenario": "/etc/passwd.toml"}, "not the id of a shipped scenario"),
    ("ask", [1, 2], "not an object of fields"),
    ("explain", SEED, "the field `state` is missing"),
    ("compare", SEED, "nothing to compare with; give `then_on`"),
    (
        "compare",
        {"scenario": "july-1914", "then_move": 13},
        "the moves of `july-1914` are 1 to 12",
    ),
    ("compare", {"scenario": "july-1914", "move": 2}, "`move` goes with `then_move`"),
    ("compare", SEED | {"then_scenario": "../x"}, "not the id of a shipped scenario"),
    ("odds", CHINA, "the field `probabilities` is missing"),
    ("odds", CHINA | {"probabilities": {}}, "there is no default"),
    ("odds", CHINA | {"probabilities": {"state-of-war:*": 7}}, "no probability"),
    ("odds", CHINA | {"probabilities": {"state-of-wra:*": 0.5}}, "state-of-wra"),
    ("show_treaty", {"treaty": "sino-dprk-1962"}, "did you mean `sino-dprk-1961`"),
    ("show_treaty", {"treaty": "sino-dprk-1961", "article": "XX"}, "its articles are"),
    ("find_treaties", {"duty": "figth"}, "did you mean `fight`"),
    ("list_readings", {"treaty": "nato-1950"}, "no treaty is called"),
    ("timeline", {"state": "Atlantis"}, "no state is called"),
    ("aks", {}, "no tool is called `aks`"),
]


@each(
    ("name", "fields", "words"),
    FAULTS,
)
def test_a_fault_is_one_line_that_says_what_to_do(
    name: str, fields: Any, words: str, world: World
) -> None:
    with pytest.raises(CasusError) as caught:
        call(world, name, fields)
    line = str(caught.value)
    assert words in line
    assert "\n" not in line
    assert len(line) < 900
    assert "--" not in line
    assert "`casus " not in line


junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20),
    lambda x: (
        st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=8), x, max_size=3)
    ),
    max_leaves=6,
)
field_names = sorted({f for t in TOOLS for f in t.takes.model_fields})


@given(
    name=st.sampled_from([t.name for t in TOOLS]),
    fields=st.dictionaries(st.sampled_from(field_names), junk, max_size=5),
)
@examples(150)
def test_garbage_gives_one_line_or_a_whole_result(
    name: str, fields: dict[str, Any], world: World
) -> None:
    try:
        _, data = call(world, name, fields)
    except CasusError as error:
        line = str(error)
    else:
        line = "answered"
        Draft202012Validator(NAMED[name].output_schema).validate(data)
    assert "\n" not in line


@each("tool", TOOLS, called=lambda t: t.name)
def test_schemas_are_sound_and_every_field_is_explained(tool: Any) -> None:
    Draft202012Validator.check_schema(tool.input_schema)
    Draft202012Validator.check_schema(tool.output_schema)
    assert tool.input_schema["additionalProperties"] is False
    assert {"articles", "contested", "unverified", "caveats", "law", "more"} <= set(
        tool.output_schema["required"]
    )
    shared = {"question", *FIELDS} if tool.name != "ask" else set()
    assert all(
        f.get("description")
        for n, f in tool.input_schema["properties"].items()
        if n not in shared
    )
    assert set(tool.input_schema["properties"]) == set(tool.takes.model_fields)


def test_the_documentation_names_every_tool_and_field() -> None:
    text = (HOME / "docs" / "assistant.md").read_text(encoding="utf-8")
    for tool in TOOLS:
        assert f"| `{tool.name}` | {tool.purpose} |" in text
    question = {"question", *(t.name for t in FIELDS.values() if not t.file)}
    assert all(f"`{f}`" in text for f in question)
    assert question <= set(next(t for t in TOOLS if t.name == "ask").takes.model_fields)
    assert f"{LENGTH:,}" in text
    assert f"{SIZE:,}" in text
    assert all(f"`{p.name}`" in text for p in prompts.PROMPTS)
    assert all(f"`{u}`" in text for u, *_ in resources.TEMPLATES)
    for block in re.findall(r"```json\n(.*?)```", text, re.S):
        assert next(iter(next(iter(json.loads(block).values())).values()))["args"] == [
            "mcp"
        ]


def test_words_of_the_command_line_become_those_of_the_tools() -> None:
    assert plain("(`--duty assist`). `casus why` tells") == "(`duty`). `explain` tells"


def test_every_remedy_has_words_of_the_tools() -> None:
    assert set(remedies("tools")) == set(COMMAND_LINE) == set(See)
    assert not [w for w in remedies("tools").values() if "casus" in w or "--" in w]


def test_every_listed_resource_can_be_read_and_no_other(world: World) -> None:
    listed = resources.listed(world.corpus)
    assert (
        len({r.uri for r in listed})
        == len(listed)
        == len(world.corpus.treaties) + len(world.corpus.readings) + 3
    )
    for r in listed[::9]:
        for _, text in resources.read(world, r.uri):
            assert world.corpus.hash in text
            assert "not predictions of conduct" in text
    for t in world.corpus.treaties[::20]:
        for article in {o.article for o in t.obligations}:
            text = resources.read(world, uri(t.id, article))[0][1]
            assert all(o.gist in text for o in t.obligations if o.article == article)
    (shape,) = resources.read(world, "casus://shape/ask")
    assert json.loads(shape[1]) == NAMED["ask"].output_schema
    for wrong in (
        "casus://shape/aks",
        "treaty://",
        "treaty://x/y",
        "file:///etc/passwd",
        "treaty://anzus-1951/article/",
        "casus://" + "x" * 999,
        "treaty://..%2f..%2fetc",
        "reading://nobody",
    ):
        with pytest.raises(CasusError):
            resources.read(world, wrong)


def test_prompts_ask_for_the_proof() -> None:
    text = prompts.filled(
        "is-bound", {"state": "China", "victim": "North Korea", "by": "Ukraine"}
    )
    assert "Is China bound to help if North Korea is attacked by Ukraine?" in text
    assert "What the tool says" in text
    assert "What I add" in text
    whole = prompts.filled(
        "says-and-adds", {"question": "Who must help if Estonia is attacked by Russia?"}
    )
    assert whole.startswith(
        "Who must help if Estonia is attacked by Russia? Call `ask`"
    )
    for given_ in (
        {},
        {"state": "x"},
        {"state": "x", "victim": "y\nz"},
        {"state": "x", "victim": "y", "who": "z"},
    ):
        with pytest.raises(CasusError):
            prompts.filled("is-bound", given_)
    with pytest.raises(CasusError, match="did you mean `is-bound`"):
        prompts.filled("is-bond", {})


@pytest.mark.parametrize(
    "treaty", ["north-atlantic-1949", "league-covenant-1919", "rio-1947"]
)
def test_a_treaty_in_detail_fits_whatever_its_length(world: World, treaty: str) -> None:
    reply = call(world, "show_treaty", {"treaty": treaty, "detail": True, "limit": 1})
    text, data = reply
    assert len(text) <= LENGTH
    assert "Art. 1" in text
    assert any("is left out" in m for m in data["more"])


def test_a_claim_is_told_without_control_characters(world: World) -> None:
    text, data = call(
        world,
        "claim",
        {"text": "If \u202eRussia attacks \0, it must help.", "on": "2026-01-01"},
    )
    assert "\\u202eRussia attacks \\x00" in text
    assert "\0" not in text
    assert "\0" in data["result"]["claims"][0]["text"]


def test_what_changes_nothing_is_named_in_the_words_of_the_tools(world: World) -> None:
    asked = {
        "victim": "Estonia",
        "by": "Russia",
        "on": "2026-01-01",
        "background": False,
        "public": True,
    }
    text, data = call(world, "ask", asked)
    said = [w for w in data["caveats"] if "changes nothing" in w]
    assert said == [
        "`background` false changes nothing: no war between them is known to have been running.",
        "`public` changes nothing owed to Russia and Estonia.",
    ]
    assert all(w in text for w in said)
