"""No option is passed over in silence: what would change nothing beside others, or without one, is an error."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from cli import application
from engine import ask
from engine.analysis.probability.priors import Priors
from engine.export import FORMS, TAKEN, export
from engine.interfaces.commands import terminal
from tests.support.each import each
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError

IDLE = sibling_toml(terminal.__file__)["idle"]
VALUES = {
    **dict.fromkeys(("--on", "--since", "--until"), "1914-07-28"),
    **dict.fromkeys(("--limit", "--jobs", "--rounds", "--far", "--top"), "1"),
    **dict.fromkeys(
        ("STATE", "VICTIM", "--state", "--by", "--among", "--focus"), "france"
    ),
    "--also": "france>italy",
    "--as": "text",
    "--as-known-by": "public",
    "--at": "malta",
    "--duty": "fight",
    "--format": "csv",
    "--given": "Russia mobilises",
    "--group": "Hezbollah",
    "--out": "x.csv",
    "--output": "x.svg",
    "--reading": "charter",
    "--scheduler": "tcp://nowhere:1",
    "--step": "year",
    "--suppose": "strikes:france>italy=yes",
    "--text": "attack",
    "--treaty": "dual-alliance-1879",
}
"""A value of every option that takes one; a switch has none."""
NEEDED = {"timeline": ["france"], "draw": ["france"], "cite": ["france"]}
"""What a verb can't do without."""


def given(option: str) -> list[str]:
    words = [option, *([VALUES[option]] if option in VALUES else [])]
    return words[1:] if option.isupper() else words


def refusals() -> Iterator[tuple[str, str, str]]:
    for verb, rows in IDLE.items():
        for key, idle in rows.items():
            yield from ((verb, key, option) for option in idle)


def run(verb: str, args: Sequence[str]) -> None:
    application(verb)(
        [verb, *NEEDED.get(verb, []), *args], prog_name="casus", standalone_mode=False
    )


@each(("verb", "key", "option"), [*refusals()])
def test_what_would_change_nothing_is_refused(verb: str, key: str, option: str) -> None:
    without = key.startswith("no ")
    first = [] if without else key.split() if " " in key else given(key)
    with pytest.raises(
        CasusError,
        match=re.escape(
            f"`{option}` changes nothing {'without' if without else 'beside'} "
        ),
    ):
        run(verb, [*first, *given(option)])


LISTS: tuple[list[str], ...] = (
    [],
    ["--scenarios"],
    ["--watch"],
    ["--hot-spots"],
    ["--places"],
    ["--readings"],
    ["--states"],
)
FILTERS = (
    "STATE",
    "--state",
    "--on",
    "--duty",
    "--text",
    "--in-force",
    "--since",
    "--unverified",
    "--treaty",
)


@each(
    ("kind", "option"),
    [*itertools.product(LISTS, (*FILTERS, *(k[0] for k in LISTS[1:])))],
    most=12,
)
def test_what_is_not_refused_changes_the_list(
    kind: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if option in kind:
        return
    run("list", kind)
    plain = capsys.readouterr().out
    refused = any(
        b in IDLE["list"].get(a, ())
        for a, b in [(*kind, option), (option, *kind)][: 2 * len(kind)]
    )
    with (
        pytest.raises(CasusError, match="changes nothing")
        if refused
        else contextlib.nullcontext()
    ):
        run("list", [*kind, *given(option)])
    assert refused or capsys.readouterr().out != plain


ANSWER = ask("Poland", by="Germany", on="1939-09-01", rounds=1)
MORE: dict[str, Any] = {
    "state": "France",
    "duty": "fight",
    "priors": Priors.of({"*": "1/4"}),
}


@each(("form", "name"), [*itertools.product(FORMS, MORE)])
def test_an_export_takes_what_changes_it_and_nothing_else(form: str, name: str) -> None:
    base: dict[str, Any] = (
        {"priors": Priors.of({"*": "1/2"})} if form == "problog" else {}
    )
    if name in TAKEN.get(form, ()):
        assert export(ANSWER, form, **(base | {name: MORE[name]})) != export(
            ANSWER, form, **base
        )
    else:
        with pytest.raises(CasusError, match=f"`{form}` takes no `{name}`"):
            export(ANSWER, form, **{name: MORE[name]})


def test_a_scenario_says_itself_whether_an_attack_is_isolated() -> None:
    with pytest.raises(
        CasusError, match="leave out `victim`, `by`, `group`, `at` and `isolated`"
    ):
        ask(scenario="july-1914", isolated=True)
