"""The line for those who wait, on a real terminal: there after a while, gone when the work is done; never in a pipe."""

from __future__ import annotations

import os
import pty
import sys
from collections.abc import Callable
from threading import Event

import pytest

from engine.interfaces.commands import terminal as door
from engine.interfaces.commands.terminal import LINE, waiting


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, work: Callable[[], None]) -> str:
    """What a terminal gets on standard error while work is done."""
    outside, inside = pty.openpty()
    with open(inside, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with waiting():
            work()
        terminal.flush()
        found = ""
        while not found.endswith(
            f"{' ' * len(LINE)}\r"
        ):  # a terminal hands on piece by piece
            found += os.read(outside, 4096).decode()
        monkeypatch.undo()
    os.close(outside)
    return found


def test_it_is_told_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Event()
    say = door._say
    monkeypatch.setattr(door, "AFTER", 0.01)
    monkeypatch.setattr(door, "_say", lambda text: (say(text), told.set()))
    found = on_a_terminal(monkeypatch, lambda: told.wait(60) and None)
    assert found == f"\r{LINE}\r{' ' * len(LINE)}\r"


def test_quick_work_leaves_nothing_to_see(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "AFTER", 3600.0)
    assert on_a_terminal(monkeypatch, lambda: None).strip() == ""


def test_it_is_wiped_away_before_a_fault_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def falls() -> None:
        raise KeyError

    def held() -> None:
        with pytest.raises(KeyError), waiting():
            falls()

    monkeypatch.setattr(door, "AFTER", 3600.0)
    assert on_a_terminal(monkeypatch, held).strip() == ""


def test_a_pipe_gets_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(door, "AFTER", 0.0)
    with waiting():
        Event().wait(0.05)
    assert capfd.readouterr().err == ""
