"""The user's probabilities for open questions, typed or from a file. There are no defaults.

The file is TOML; if it has faults, it is refused with all of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, PlainValidator

from engine.analysis.probability.exact_number import exact
from engine.record.question_ids import checked, is_pattern
from treaties.models.conditions import Strict
from treaties.models.corpus import Corpus
from treaties.support.limits import PATTERNS
from treaties.vocabulary.errors import CasusError, DataError, Problem, See, UnknownName


class PriorsFile(Strict):
    """A file of priors: a probability for each question id or pattern."""

    priors: dict[str, Annotated[Fraction, PlainValidator(exact)]] = Field(
        default_factory=dict
    )


@dataclass(frozen=True)
class Priors:
    """The user's probabilities, by question id or pattern; the first match applies."""

    chances: tuple[tuple[str, Fraction], ...] = ()
    named: tuple[str, ...] = ()
    """Ids and patterns that the user typed; each must match some question of the answer."""
    file: str = ""
    lines: tuple[tuple[str, int], ...] = ()
    """Ids and patterns of a file, with their lines; they need not match a question of this answer, but must be possible."""

    @classmethod
    def of(
        cls,
        given: Mapping[str, object] | Iterable[str] = (),
        file: str | Path | None = None,
    ) -> Priors:
        """Return priors from a mapping, or from texts such as `QUESTION=0.7`; they override those of a file.

        Args:
            given: the mapping or texts.
            file: the file of priors.

        Raises `CasusError` for invalid numbers.

        >>> Priors.of(["strikes:a>b=0.7"]).chance("strikes:a>b")
        Fraction(7, 10)
        """
        pairs = (
            given.items() if isinstance(given, Mapping) else [_pair(t) for t in given]
        )
        own = []
        for question, value in pairs:
            try:
                own.append((question, exact(value)))
            except ValueError as error:
                raise CasusError(
                    f"{error}, for `{question}`",
                    remedy="write QUESTION=0.7 or QUESTION=7/10",
                ) from None
        named = tuple(q for q, _ in own)
        if file is None:
            return cls(tuple(own), named=named)
        written, lines = read_priors(Path(file))
        return cls((*own, *written.priors.items()), named, str(file), lines)

    def chance(self, question: str) -> Fraction | None:
        """Return the user's probability for a question; None if the user gave none."""
        at = self._ids.get(question, len(self.chances))
        return next(
            (
                self.chances[i][1]
                for i, p in self._patterns
                if i < at and fnmatchcase(question, p)
            ),
            self.chances[at][1] if at < len(self.chances) else None,
        )

    @cached_property
    def _ids(self) -> dict[str, int]:
        """Where each id that is no pattern stands first."""
        found: dict[str, int] = {}
        for i, (name, _) in enumerate(self.chances):
            if not is_pattern(name):
                found.setdefault(name, i)
        return found

    @cached_property
    def _patterns(self) -> list[tuple[int, str]]:
        """The patterns, with where they stand; raises `CasusError` for too many."""
        found = [
            (i, name) for i, (name, _) in enumerate(self.chances) if is_pattern(name)
        ]
        if len(found) > PATTERNS:
            raise CasusError(
                f"{len(found):,} patterns; at most {PATTERNS} are reckoned with",
                remedy="name ids",
            )
        return found

    def settle(self, questions: Iterable[str]) -> dict[str, Fraction]:
        """Return the probability of each question.

        Raises `CasusError` listing all questions without one.
        """
        found = {q: self.chance(q) for q in questions}
        if missing := [q for q, p in found.items() if p is None]:
            raise lacking(missing)
        return {q: p for q, p in found.items() if p is not None}

    def possible(self, law: Corpus) -> None:
        """Check that each id and pattern can match a question under a law.

        Raises `UnknownName` for an impossible id or pattern that the user typed, `DataError` with all such faults in a file.
        """
        for name in self.named:
            checked(name, law)
        faults = []
        for name, line in self.lines:
            try:
                checked(name, law)
            except UnknownName as error:
                faults.append(Problem(self.file, line, "", str(error)))
        if faults:
            raise DataError(faults)

    def check(self, known: Sequence[str]) -> None:
        """Check that each id and pattern that the user typed matches a question. Raises `UnknownName` otherwise."""
        ids = set(known)
        for name in self.named:
            if name not in ids and not any(fnmatchcase(q, name) for q in known):
                raise UnknownName("question", name, known, remedy=See.QUESTIONS)


def read_priors(path: Path) -> tuple[PriorsFile, tuple[tuple[str, int], ...]]:
    """Load a file of priors, with the line of each id or pattern.

    Raises `DataError` with all faults.
    """
    from treaties.loading.files import build, read_toml
    from treaties.loading.toml_lines import line_of

    _, text, problems = read_toml(path, str(path))
    if not problems:
        # Read again with exact numbers: 0.7 is seven tenths.
        found, problems = build(
            PriorsFile, tomllib.loads(text, parse_float=str), text, str(path)
        )
    if problems or found is None:
        raise DataError(problems)
    lines = [(q, line_of(text, ("priors", q))) for q in found.priors]
    return found, tuple(lines)


def _pair(text: str) -> tuple[str, str]:
    question, sign, value = text.rpartition("=")
    if not sign or not question:
        raise CasusError(
            f"`{text}` is not of the form QUESTION=0.7", remedy=See.QUESTIONS
        )
    return question, value


def lacking(missing: Sequence[str], *, shown: int = 12) -> CasusError:
    """Return the error that lists questions without a probability."""
    count = len(missing)
    return CasusError(
        f"no probability was given for {count} open question{'s' * (count != 1)}, and there is no default:",
        *(f"  {q}" for q in missing[:shown]),
        *([f"  and {count - shown} more"] if count > shown else []),
        remedy=See.PROBABILITIES,
    )
