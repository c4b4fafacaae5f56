"""Faults of the command line: a line for people, and JSON where JSON was asked for."""

from __future__ import annotations

import json

import click
import pytest

from cli import application, main
from engine.interfaces.commands.terminal import tell
from treaties.support.limits import LINE
from treaties.vocabulary.errors import (
    AmbiguousName,
    CasusError,
    DataError,
    Problem,
    UnknownName,
)

FAULTS = (
    (
        CasusError("nobody is attacked", remedy="name somebody"),
        {"kind": "casus-error", "meant": []},
    ),
    (
        UnknownName("state", "Polnad", ["Poland"]),
        {"kind": "unknown-name", "meant": ["Poland"]},
    ),
    (
        AmbiguousName("state", "Korea", ["a", "b"]),
        {"kind": "ambiguous-name", "meant": ["a", "b"]},
    ),
    (
        DataError([Problem("x.toml", 2, "a", "wrong")]),
        {
            "kind": "data-error",
            "problems": [
                {"file": "x.toml", "line": 2, "path": "a", "message": "wrong"}
            ],
        },
    ),
)


@pytest.mark.parametrize(("fault", "parts"), FAULTS, ids=lambda x: type(x).__name__)
def test_a_fault_is_json_where_json_was_asked_for(
    fault: CasusError, parts: dict, capsys
) -> None:  # type: ignore[no-untyped-def,type-arg]
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
    message = "no such option; `casus -h` shows what there is"
    assert json.loads(out) == {
        "error": {"kind": "usage", "message": message, "meant": []}
    }
    assert err == f"casus: {message}\n"


def test_a_usage_fault_is_one_line_whatever_was_typed(capsys) -> None:  # type: ignore[no-untyped-def]
    assert (
        tell(
            click.UsageError("unexpected (" + "x\n\x1b[2J\udcff" * 999 + ")"),
            ["list", "--json"],
        )
        == 2
    )
    out, err = capsys.readouterr()
    assert err.startswith("casus: unexpected (x\\n\\x1b[2J\\udcffx")
    assert err.count("\n") == 1
    assert len(err) <= LINE + 10
    assert json.loads(out)["error"]["message"] == err.removeprefix("casus: ").rstrip()


@pytest.mark.parametrize(
    ("given", "option"),
    [
        (
            (
                "ask",
                "Poland",
                "--on",
                "2026-01-01",
                "--by",
                "Russia",
                "--on",
                "2025-01-01",
            ),
            "--on",
        ),
        (("odds", "Germany", "Poland", "--seconds=1", "--seconds", "2"), "--seconds"),
        (("scan", "--step", "year", "--step=day"), "--step"),
        (("draw", "Poland", "--output", "a.svg", "-o", "b.svg"), "--output"),
    ],
)
def test_an_option_of_one_value_is_given_once(
    given: tuple[str, ...], option: str
) -> None:
    with pytest.raises(
        CasusError, match=f"`{option}` is given 2 times; it takes one value"
    ):
        application(given[0])(list(given), prog_name="casus", standalone_mode=False)


def test_an_option_of_several_values_is_given_again(capsys) -> None:  # type: ignore[no-untyped-def]
    application("list")(
        ["list", "--hot-spots", "--json", "--json"],
        prog_name="casus",
        standalone_mode=False,
    )
    assert capsys.readouterr().out.startswith("{")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            ("timeline", "France", "--since", "1990"),
            "no option is called `--since`; `casus timeline -h` shows",
        ),
        (
            ("ask", "--isolatd"),
            "no option is called `--isolatd`; did you mean `--isolated`?",
        ),
        (("hlep",), "no verb is called `hlep`; did you mean `help`?"),
        (
            ("ask", "Poland", "--rounds", "x`y"),
            "`--rounds` takes a whole number; `casus ask -h` shows",
        ),
        (("odds",), "`STATE` is missing; `casus odds -h` shows"),
        (("ask", "--by"), "`--by` needs a value; `casus -h` shows"),
        (("show", "a", "b`", "c"), "more than is taken: `b' c`; `casus show -h` shows"),
        (("list", "--json=3"), "`--json` takes no value; `casus -h` shows"),
    ],
)
def test_usage_faults_are_worded_as_every_other(
    given, told, capsys, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("sys.argv", ["casus", *given])
    with pytest.raises(SystemExit) as end:
        main()
    out, err = capsys.readouterr()
    assert end.value.code == 2
    assert err.startswith(f"casus: {told}")
    assert err.count("\n") == 1
    assert bool(out) == any(a.startswith("--json") for a in given)


def test_where_nothing_was_typed_the_help_is_shown(capsys, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("sys.argv", ["casus"])
    with pytest.raises(SystemExit):
        main()
    assert "Options:\n  --color" in capsys.readouterr().err
