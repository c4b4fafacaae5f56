"""Errors that a user can cause, each with its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any

from treaties.support.limits import LINE, LISTED, WORDS
from treaties.vocabulary.spelling import nearest
from treaties.vocabulary.worded import WordedEnum


class See(WordedEnum):
    """The places where known names can be looked up, in the words of the command line."""

    TREATIES = "treaties", "`casus list` shows them all"
    STATES = "states", "`casus list --states` lists them all"
    PLACES = "places", "`casus list --places` shows them all"
    READINGS = "readings", "`casus list --readings` shows them all"
    WORKS = "works", "`casus list` and `casus list --readings` show them"
    """Treaties and readings."""
    SCENARIOS = "scenarios", "`casus list --scenarios` shows them"
    CASES = "cases", "`casus cases` shows them all"
    QUESTIONS = "questions", "`casus questions` shows the ids"
    PROBABILITIES = (
        "probabilities",
        "give them, by id or pattern (`--p 'performs:*=0.8'`), or ask for `--bounds`",
    )
    COMPARED = (
        "compared",
        "give `--then DATE`, `--then-scenario`, `--then-by`, `--without-too`, `--read-as` or the like",
    )
    """Ways to change the second question of a comparison."""
    CALL = "call", "`{command}`"
    """The call that works in place of one that was refused."""


COMMAND_LINE: Mapping[See, str] = {see: see.meaning for see in See}
"""The wording of remedies for the command line, which is the default."""


__all__ = [
    "AmbiguousName",
    "CasusError",
    "DataError",
    "Problem",
    "See",
    "UnknownName",
    "nearest",
]

CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Invisible, unprintable and cursor or direction control characters, except tabs and line ends."""


def reason(error: Exception) -> str:
    """Return the operating system's reason for an error, in lower case.

    >>> reason(OSError(13, "Permission denied")), reason(OSError("No such thing"))
    ('permission denied', 'no such thing')
    """
    return (getattr(error, "strerror", None) or str(error)).lower()


def visible(text: str) -> str:
    """Escape control characters in a text.

    >>> visible("a\\0b"), visible("a\\tb")
    ('a\\\\x00b', 'a\\tb')
    """
    return CONTROL.sub(lambda m: m[0].encode("unicode_escape").decode(), text)


def plain(text: str) -> str:
    """Make a line safe to show: control characters are escaped, and long quoted words and long lines are shortened.

    >>> plain("no state is called `\\x1b[2J`"), len(plain("`" + "x" * 9999 + "`")), len(plain("x" * 9999))
    ('no state is called `\\\\x1b[2J`', 102, 300)
    """
    text = visible(text).replace("\t", "\\t").replace("\n", "\\n")
    if len(text) > WORDS:
        text = re.sub(r"`([^`]*)`", lambda m: f"`{_cut(m[1], WORDS)}`", text)
    short = _cut(text, LINE)
    torn = text.count("`") % 2 == 0 and short.count("`") % 2
    return short.replace(" … ", "` … ", 1) if torn else short


def _cut(text: str, most: int) -> str:
    """With its middle left out where it is longer."""
    if len(text) <= most:
        return text
    end = most // 3
    return f"{text[: most - end - 3]} … {text[-end:]}"


class CasusError(Exception):
    """Base class of all errors that this project raises on purpose. Messages are in lower case, with the user's words
    in backticks.

    A line end within one of `lines` is the user's and is shown as an escape. `remedy` is appended to the last line.

    >>> str(CasusError("no treaty is called `nato-1950`", remedy=See.TREATIES))
    'no treaty is called `nato-1950`; `casus list` shows them all'
    """

    meant: tuple[str, ...] = ()
    """What the user may have meant: names, or whole questions."""
    call: Mapping[str, str] = {}
    """The call that works in place of the refused one, as a `command` line and as `arguments` of a tool; empty if none is
    known.
    """

    def __init__(self, *lines: str, remedy: str | See = "") -> None:
        self.message = "\n".join(map(plain, lines))
        self.remedy = remedy if isinstance(remedy, See) else plain(remedy)
        super().__init__(self.wording(COMMAND_LINE))

    def wording(self, words: Mapping[See, str]) -> str:
        """Return the message with its remedy in the words of one interface.

        Args:
            words: the wording of each place to look up names.

        >>> CasusError("no treaty is called `x`", remedy=See.TREATIES).wording({See.TREATIES: "`find_treaties` has it"})
        'no treaty is called `x`; `find_treaties` has it'
        """
        call = words[See.CALL].format(**self.call) if self.call else ""
        if isinstance(self.remedy, See):
            remedy = "" if call else words[self.remedy]
        else:
            remedy = self.remedy
        *before, last = self.message.split("\n")
        line = plain(f"{last}; {remedy}") if remedy else last
        joint = " " if line.endswith("?") else ": " if remedy else "; ask "
        after = f"{joint}{visible(call)}" if call else ""
        return "\n".join([*before, f"{line}{after}"])

    def offer_call(self, command: str, arguments: str) -> None:
        """Add a call that works to the message, unless it makes the message too long.

        Args:
            command: the command line.
            arguments: the arguments of a tool, as JSON.

        >>> error = CasusError("no state is called `x`", remedy=See.STATES)
        >>> error.offer_call("casus ask Poland", '{"victim": "Poland"}')
        >>> str(error)
        'no state is called `x`; ask `casus ask Poland`'
        """
        if not command or not arguments:
            return
        before = self.call
        self.call = {"command": command, "arguments": arguments}
        text = self.wording(COMMAND_LINE)
        if len(text) > LINE:  # the line would be longer than a line may be
            self.call = before
        else:
            self.args = (text,)

    def offers(self) -> Iterable[str]:
        """Return the questions that the user may have meant, each as a line that is ready to be asked."""
        return ()

    def to_dict(self) -> dict[str, Any]:
        """Return the error as JSON data: its kind, message, and what the user may have meant.

        >>> UnknownName("state", "Polnad", ["Poland", "Peru"]).to_dict()
        {'kind': 'unknown-name', 'message': 'no state is called `Polnad`; did you mean `Poland`?', 'meant': ['Poland']}
        """
        kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(self).__name__).lower()
        found = {"kind": kind, "message": str(self), "meant": list(self.meant)}
        return found | ({"call": dict(self.call)} if self.call else {})


class UnknownName(CasusError):
    """Raised when no register has a name; suggests the nearest names."""

    def __init__(
        self, what: str, given: str, known: Iterable[str], *, remedy: str | See = ""
    ) -> None:
        self.given = given
        self.suggestions = self.meant = nearest(given, known)
        meant = (
            f"; did you mean {' or '.join(f'`{s}`' for s in self.suggestions)}?"
            if self.suggestions
            else ""
        )
        super().__init__(
            f"no {what} is called `{given}`{meant}", remedy="" if meant else remedy
        )


class AmbiguousName(CasusError):
    """Raised when a given name belongs to several entries.

    Args:
        what: the kind of entry, for the message, such as `state`.
        given: the name as given.
        candidates: the entries that have it.
    """

    def __init__(self, what: str, given: str, candidates: Iterable[str]) -> None:
        self.given = given
        self.candidates = self.meant = tuple(candidates)
        options = ", ".join(f"`{c}`" for c in self.candidates)
        super().__init__(
            f"`{given}` may be any {what} of {options}", remedy="name the one you mean"
        )


@dataclass(frozen=True, order=True)
class Problem:
    """A fault in a data file, with its place and description.

    >>> str(Problem("my.toml", 7, "obligations.0.duty", "`figth` is not a duty"))
    'my.toml:7: obligations.0.duty: `figth` is not a duty'
    """

    file: str
    line: int
    path: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", plain(f"`{self.path}`")[1:-1])
        object.__setattr__(self, "message", plain(self.message))

    def __str__(self) -> str:
        return plain(f"{self.file}:{self.line}: {self.path}: {self.message}")


class DataError(CasusError):
    """Raised with all faults in the data files that were read; nothing in these files is loaded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        more = len(self.problems) - LISTED
        lines = [str(p) for p in self.problems[:LISTED]]
        super().__init__(*lines, *([f"and {more:,} more faults"] if more > 0 else []))

    def to_dict(self) -> dict[str, Any]:
        """Return the error as JSON data, with every fault."""
        return super().to_dict() | {"problems": [asdict(p) for p in self.problems]}


class MissingExtra(CasusError):
    """Raised when an optional library is not installed."""


def needed(module: str, extra: str) -> Any:
    """Import a module of an optional library.

    Args:
        module: the name of the module.
        extra: the extra of this package that installs it.

    Raises `MissingExtra`, with the command that installs it.

    >>> needed("no_such_library", "fast")
    Traceback (most recent call last):
        ...
    treaties.vocabulary.errors.MissingExtra: this needs `no_such_library`; pip install "casus-foederis[fast]"
    """
    try:
        return import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        raise MissingExtra(
            f"this needs `{name}`", remedy=f'pip install "casus-foederis[{extra}]"'
        ) from None
