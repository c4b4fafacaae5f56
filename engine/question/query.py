"""The question as a value: one list of what can be asked, read by the library, the verbs, the tools and the page alike.

Imports no third-party library, so that `--help` starts fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Any, get_type_hints

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError, See

if TYPE_CHECKING:
    from pydantic import BaseModel

    from treaties.models.scenario import Scenario


@dataclass(frozen=True)
class FieldInfo:
    """One field of a question as an interface needs it: its kind, its default, and what `fields.toml` says of it."""

    name: str
    default: Any
    text: str
    off: str = ""
    """What it says where the field is a switch that is on, and a door offers to turn it off."""
    names: str = ""
    """`state`, `place`, `reading`, `treaty` or `scenario`: whose names complete it."""
    written: str = ""
    file: bool = False
    """It names a file: for those who sit at this machine, never for a request from elsewhere."""
    only: str = ""
    """The option of the command line that turns it on by the word in `written`, where it has another name there."""
    label: str = ""
    """What stands over it in a form; a field without one is carried along unseen."""
    span: Sequence[int] = ()
    """The least and the most that a number may be."""

    @property
    def kind(self) -> str:
        """The kind of value of the field: `one`, `many`, `flag` or `number`."""
        flag = "flag" if isinstance(self.default, bool) else "one"
        return "number" if self.span else "many" if self.default == () else flag


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question: who is attacked, by whom, when and where, under which law and readings, and how far to look.

    >>> Query.of(victim="DPRK", by=["Ukraine"]).victim
    ('DPRK',)
    >>> Query.of(rounds=0)
    Traceback (most recent call last):
    ...
    treaties.vocabulary.errors.CasusError: `rounds` is not understood: input should be greater than or equal to 1
    """

    victim: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    group: str | None = None
    on: date | str | None = None
    at: str | None = None
    kind: str | None = None
    must: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    side: str | None = None
    means: str | None = None
    target: str | None = None
    also: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    suppose: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    law: str | None = None
    scenario: Scenario | str | None = None
    isolated: bool = False
    background: bool = True
    public: bool = False
    rounds: int | None = None
    far: int | None = None

    @classmethod
    def of(cls, **given: Any) -> Query:
        """Make a question of these fields, each alone or several; raises `CasusError` for what no field can hold."""
        from pydantic import ValidationError

        if unknown := sorted(set(given) - {f.name for f in fields(cls)}):
            raise CasusError(
                f"`{unknown[0]}` is no field",
                remedy=f"use {', '.join(f.name for f in fields(cls))}",
            )
        texts = {
            k: _texts(v) if FIELDS[k].kind == "many" else v
            for k, v in given.items()
            if v is not None
        }
        try:
            checked = _model().model_validate(texts)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            why = first["msg"].removeprefix("Value error, ")
            raise CasusError(
                f"`{first['loc'][0]}` is not understood: {why[:1].lower()}{why[1:]}"
            ) from None
        return cls(**{k: getattr(checked, k) for k in texts})

    @property
    def sentence(self) -> str:
        """The whole question in words; empty where it is not put so."""
        from engine.question.sentence import looks_like_question

        whole = (
            len(self.victim) == 1
            and self.scenario is None
            and looks_like_question(self.victim[0])
        )
        return self.victim[0] if whole else ""


_WORDS = sibling_toml(__file__, "fields.toml")
FIELDS = {f.name: FieldInfo(f.name, f.default, **_WORDS[f.name]) for f in fields(Query)}
"""Every field of a question, in order."""


def requested(given: Mapping[str, Sequence[str]]) -> Query:
    """Make a question from a request's fields, given as texts; `no_…` turns off a switch that is on by default.

    Raises `CasusError` for anything that can't be understood, and for any word of files.

    >>> requested({"victim": ["Norway"], "by": ["Russia, Belarus"], "no_background": ["yes"]}).background
    False
    """
    names = request_fields()
    if unknown := sorted(set(given) - set(names)):
        raise CasusError(
            f"`{unknown[0]}` is no field", remedy=f"use {', '.join(names)}"
        )
    found: dict[str, Any] = {}
    for name, texts in given.items():
        info = names[name]
        if not (values := [t.strip() for t in texts if t.strip()]):
            continue
        if info.kind == "flag":
            found[info.name] = not info.default
        elif info.kind == "many":
            # Attackers may stand in one field with commas between.
            found[info.name] = [
                p.strip()
                for t in values
                for p in (t.split(",") if name in ("by", "also", "must") else [t])
            ]
            found[info.name] = (
                [p for p in found[info.name] if p] if name != "victim" else values[-1:]
            )
        else:
            number = (
                info.kind == "number" and values[-1].isdecimal() and len(values[-1]) < 4
            )
            found[info.name] = int(values[-1]) if number else values[-1]
    return shipped_only(Query.of(**found))


@cache
def request_fields() -> Mapping[str, FieldInfo]:
    """List the fields that a request from elsewhere may hold, by the name it has there."""
    return {
        f"no_{t.name}" if t.default is True else t.name: t
        for t in FIELDS.values()
        if not t.file
    }


def shipped_only(asked: Query) -> Query:
    """Refuse a question whose scenario is a file and not the id of a shipped one (`CasusError`); any other is given
    back.
    """
    name = asked.scenario
    if isinstance(name, str) and not name.replace("-", "").isalnum():
        shown = name if len(name) <= 40 else name[:39] + "…"
        raise CasusError(
            f"`{shown}` is not the id of a shipped scenario", remedy=See.SCENARIOS
        )
    return asked


def _texts(given: Any) -> Any:
    """Several texts of one, of states as objects or codes, of paths, or of answers by question."""
    if isinstance(given, Mapping):
        return tuple(
            f"{q}={('yes' if a else 'no') if isinstance(a, bool) else a}"
            for q, a in given.items()
        )
    several = (
        given
        if isinstance(given, Iterable) and not isinstance(given, str | PathLike)
        else (given,)
    )
    return tuple(str(getattr(g, "id", g)) for g in several)


@cache
def _model() -> type[BaseModel]:
    """The same fields as a pydantic model, which checks values against their types."""
    from pydantic import ConfigDict, Field, create_model

    from treaties.models.scenario import Scenario

    hints = get_type_hints(Query, localns={"Scenario": Scenario})
    made: dict[str, Any] = {}
    for t in FIELDS.values():
        least, most = t.span or (None, None)
        made[t.name] = (
            hints[t.name],
            Field(t.default, ge=least, le=most, strict=bool(t.span) or None),
        )
    return create_model(
        "Question",
        __config__=ConfigDict(extra="forbid", protected_namespaces=()),
        **made,
    )
