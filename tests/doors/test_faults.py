"""Faults of the command line: a line for people, and JSON where JSON was asked for."""

from __future__ import annotations

import json

import click
import pytest

from engine.doors.commands.faults import tell
from treaties.errors import AmbiguousName, CasusError, DataError, Problem, UnknownName

FAULTS = (
    (CasusError("nobody is attacked", remedy="name somebody"), {"kind": "casus-error", "meant": []}),
    (UnknownName("state", "Polnad", ["Poland"]), {"kind": "unknown-name", "meant": ["Poland"]}),
    (AmbiguousName("state", "Korea", ["a", "b"]), {"kind": "ambiguous-name", "meant": ["a", "b"]}),
    (
        DataError([Problem("x.toml", 2, "a", "wrong")]),
        {"kind": "data-error", "problems": [{"file": "x.toml", "line": 2, "path": "a", "message": "wrong"}]},
    ),
)


@pytest.mark.parametrize(("fault", "parts"), FAULTS, ids=lambda x: type(x).__name__)
def test_a_fault_is_json_where_json_was_asked_for(fault: CasusError, parts: dict, capsys) -> None:  # type: ignore[no-untyped-def,type-arg]
    assert tell(fault, ["ask", "Polnad", "--json"]) == 1
    out, err = capsys.readouterr()
    assert err == f"casus: {fault}\n"
    told = json.loads(out)["error"]
    assert told["message"] == str(fault)
    assert parts.items() <= told.items()
    assert tell(fault, ["ask", "Polnad"]) == 1
    assert capsys.readouterr() == ("", err)


def test_a_wrong_option_is_one_too(capsys) -> None:  # type: ignore[no-untyped-def]
    assert tell(click.UsageError("no such option"), ["ask", "--fields=on"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out) == {"error": {"kind": "usage", "message": "no such option", "meant": []}}
    assert "no such option" in err
