"""The user's own probabilities for open questions: single values, intervals, and common causes. There is no default."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from treaties.errors import CasusError, DataError, Problem, See, UnknownName

CAUSES = 12
"""Common causes that one reckoning may have; each doubles it."""
DIGITS = 50
"""Characters of one number."""
PATTERNS = 500
"""Patterns that one reckoning may have; each is held against every question. Ids may be as many as there are."""
_WRITTEN = re.compile(r"[+-]?(?:\d+/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)")
"""`7/10`, `0.7` or `7e-1`; an exponent has two digits, for what is reckoned exactly has as many as it says."""


@dataclass(frozen=True)
class Chance:
    """The probability that a question is answered yes: one value, or an interval.

    >>> Chance.read("0.2..0.5"), Chance.read("7/10").point
    (Chance(low=Fraction(1, 5), high=Fraction(1, 2)), Fraction(7, 10))
    """

    low: Fraction
    high: Fraction

    @property
    def point(self) -> Fraction | None:
        """The value, where it is one."""
        return self.low if self.low == self.high else None

    @classmethod
    def read(cls, given: object) -> Chance:
        """From `0.7`, `7/10`, `0.2..0.5`, a number, or a pair; raises `ValueError`."""
        if isinstance(given, str) and ".." in given:
            low, _, high = given.partition("..")
            given = [low, high]
        if isinstance(given, list | tuple):
            if len(given) != 2:
                raise ValueError(f"`{given}` is no interval; write two numbers, the lower first")
            found = cls(_number(given[0]), _number(given[1]))
        else:
            value = _number(given)
            found = cls(value, value)
        if found.low > found.high:
            raise ValueError(f"the interval from {float(found.low):g} to {float(found.high):g} is upside down")
        return found


def _number(given: object) -> Fraction:
    """A probability as an exact fraction; raises `ValueError`, before anything long is reckoned."""
    if isinstance(given, Fraction):
        value, said = given, "the fraction"
    elif isinstance(given, int) and not isinstance(given, bool):
        value, said = Fraction(given), f"`{given}`" if abs(given) < 10**DIGITS else "a number so large"
    else:
        text = "" if isinstance(given, bool | dict | list | tuple) else str(given).strip()
        said = f"`{text or given}`"
        if len(text) > DIGITS:
            raise ValueError(f"{said} is no probability that is written in {DIGITS} characters")
        if not _WRITTEN.fullmatch(text):
            raise ValueError(f"{said} is no probability")
        try:
            value = Fraction(text)
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"{said} is no probability") from None
    if not 0 <= value <= 1:
        raise ValueError(f"{said} is no probability; it must lie from 0 to 1")
    return value


@dataclass(frozen=True)
class CommonCause:
    """Something that makes several answers hang together: given that it holds, or that it doesn't, they are independent."""

    name: str
    chance: Fraction
    questions: tuple[str, ...]
    """Ids or patterns; after `settle`, ids."""
    if_so: Fraction
    if_not: Fraction
    why: str = ""


@dataclass(frozen=True)
class Priors:
    """Probabilities by question id or pattern, the first that fits counts; common causes come before them."""

    chances: tuple[tuple[str, Chance], ...] = ()
    causes: tuple[CommonCause, ...] = ()
    named: tuple[str, ...] = ()
    """Ids and patterns that must fit some question of the answer, because somebody typed them."""

    @classmethod
    def of(cls, given: Mapping[str, object] | Iterable[str] = (), file: str | Path | None = None) -> Priors:
        """From a mapping or texts of the form `QUESTION=0.7`, over those of a priors file.

        >>> Priors.of(["strikes:a>b=0.7"]).chance("strikes:a>b").point
        Fraction(7, 10)
        """
        pairs = given.items() if isinstance(given, Mapping) else [_pair(t) for t in given]
        own = []
        for question, value in pairs:
            try:
                own.append((question, Chance.read(value)))
            except ValueError as error:
                raise CasusError(
                    f"{error}, for `{question}`", remedy="write QUESTION=0.7 or QUESTION=0.2..0.5"
                ) from None
        rest = load(Path(file)) if file is not None else cls()
        named = tuple(q for q, _ in own)
        return cls(tuple(own) + rest.chances, rest.causes, named)

    def chance(self, question: str) -> Chance | None:
        """The probability given for a question, None where none is."""
        at = self._ids.get(question, len(self.chances))
        return next(
            (self.chances[i][1] for i, p in self._patterns if i < at and fnmatchcase(question, p)),
            self.chances[at][1] if at < len(self.chances) else None,
        )

    @cached_property
    def _ids(self) -> dict[str, int]:
        """Where each id that is no pattern stands first."""
        found: dict[str, int] = {}
        for i, (name, _) in enumerate(self.chances):
            if not _is_pattern(name):
                found.setdefault(name, i)
        return found

    @cached_property
    def _patterns(self) -> list[tuple[int, str]]:
        """The patterns, with where they stand; raises `CasusError` for too many."""
        found = [(i, name) for i, (name, _) in enumerate(self.chances) if _is_pattern(name)]
        if len(found) > PATTERNS:
            raise CasusError(f"{len(found):,} patterns; at most {PATTERNS} are reckoned with", remedy="name ids")
        return found

    def cause(self, question: str) -> CommonCause | None:
        """The common cause a question belongs to; a probability typed by hand for it comes first."""
        if any(fnmatchcase(question, n) for n in self.named):
            return None
        return next((c for c in self.causes if any(fnmatchcase(question, p) for p in c.questions)), None)

    def check(self, known: Sequence[str]) -> None:
        """Raise `UnknownName` where a typed id or pattern fits no question."""
        held = set(known)
        for name in self.named:
            if name not in held and not any(fnmatchcase(q, name) for q in known):
                raise UnknownName("question", name, known, remedy=See.QUESTIONS)


def _is_pattern(name: str) -> bool:
    return any(sign in name for sign in "*?[")


def _pair(text: str) -> tuple[str, str]:
    question, sign, value = text.rpartition("=")
    if not sign or not question:
        raise CasusError(f"`{text}` is not of the form QUESTION=0.7", remedy=See.QUESTIONS)
    return question, value


def load(path: Path) -> Priors:
    """Priors from a TOML file; raises `DataError` with every problem of it.

    `[priors]` maps questions or patterns to a number or a pair. Each `[[causes]]` has `name`, `p`, `questions`,
    `if_so`, `if_not`, and may say `why`.
    """
    import tomllib

    from treaties.files import read_toml
    from treaties.lines import line_of

    shown = str(path)
    _, text, problems = read_toml(path, shown)
    if problems:
        raise DataError(problems)
    # Read again with exact numbers: 0.7 is seven tenths.
    raw = tomllib.loads(text, parse_float=str)
    found: list[Problem] = []

    def fault(loc: Sequence[int | str], message: str) -> None:
        found.append(Problem(shown, line_of(text, loc), ".".join(map(str, loc)), message))

    for key in raw:
        if key not in ("priors", "causes"):
            fault((key,), f"unknown key `{key}`; a priors file has `priors` and `causes`")
    chances = []
    for question, value in _table(raw.get("priors", {})):
        try:
            chances.append((question, Chance.read(value)))
        except ValueError as error:
            fault(("priors", question), str(error))
    causes = []
    given = raw.get("causes", [])
    if not isinstance(given, list):
        fault(("causes",), "common causes are written as `[[causes]]`")
        given = []
    for i, item in enumerate(given):
        wanted = {"name", "p", "questions", "if_so", "if_not"}
        item = item if isinstance(item, dict) else {}
        for key in sorted(wanted - set(item)):
            fault(("causes", i), f"`{key}` is missing")
        for key in sorted(set(item) - wanted - {"why"}):
            fault(("causes", i, key), f"unknown key `{key}`")
        if wanted <= set(item):
            try:
                p, so, no = (_number(item[k]) for k in ("p", "if_so", "if_not"))
                asked = item["questions"]
                if not isinstance(asked, str | list):
                    raise ValueError("`questions` is a list of ids or patterns")
                asked = (asked,) if isinstance(asked, str) else tuple(map(str, asked[:PATTERNS]))
                causes.append(CommonCause(str(item["name"]), p, asked, so, no, str(item.get("why", ""))))
            except ValueError as error:
                fault(("causes", i), str(error))
    if len(causes) > CAUSES:
        fault(("causes", CAUSES), f"{len(causes)} common causes; at most {CAUSES} are reckoned with")
    if found:
        raise DataError(found)
    return Priors(tuple(chances), tuple(causes))


def _table(given: object) -> Iterable[tuple[str, object]]:
    return given.items() if isinstance(given, dict) else [("priors", given)]


def settle(
    priors: Priors, questions: Iterable[str], *, exact: bool = False
) -> tuple[dict[str, Fraction], tuple[CommonCause, ...]]:
    """The single probability of each question, and the causes with their questions by id.

    Raises `CasusError` that lists what is missing; with `exact`, an interval is an error too.
    """
    chances: dict[str, Fraction] = {}
    under: dict[str, list[str]] = {}
    missing, wide = [], []
    for q in questions:
        cause, chance = priors.cause(q), priors.chance(q)
        if cause is not None:
            under.setdefault(cause.name, []).append(q)
        elif chance is None:
            missing.append(q)
        elif chance.point is None:
            wide.append(q)
        else:
            chances[q] = chance.point
    if missing:
        raise lacking(missing)
    if wide and exact:
        raise CasusError(
            f"`{wide[0]}` has an interval, and this needs single probabilities",
            remedy=f"give {len(wide)} question{'s' * (len(wide) != 1)} one value",
        )
    causes = tuple(
        CommonCause(c.name, c.chance, tuple(under[c.name]), c.if_so, c.if_not, c.why)
        for c in priors.causes
        if c.name in under
    )
    return chances, causes


def lacking(missing: Sequence[str], *, shown: int = 12) -> CasusError:
    """The error that lists the questions for which no probability was given."""
    count = len(missing)
    return CasusError(
        f"no probability was given for {count} open question{'s' * (count != 1)}, and there is no default:",
        *(f"  {q}" for q in missing[:shown]),
        *([f"  and {count - shown} more"] if count > shown else []),
        remedy=See.PROBABILITIES,
    )
