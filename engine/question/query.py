"""The query: all that a question can contain, in one definition shared by the library, the commands, the tools and the
page.

Imports no third-party library, so that `--help` starts fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Any, get_type_hints

from engine.question.short_address import fields_of_address
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import CasusError, See

if TYPE_CHECKING:
    from pydantic import BaseModel

    from treaties.models.scenario import Scenario


@dataclass(frozen=True)
class FieldInfo:
    """One field of a query as an interface presents it: its type, its default, and its texts from `fields.toml`."""

    name: str
    default: Any
    text: str
    off: str = ""
    """The text for turning the field off, if it is a switch that is on by default."""
    names: str = ""
    """`state`, `place`, `reading`, `treaty` or `scenario`: the kind of names offered as completions."""
    written: str = ""
    file: bool = False
    """Whether the field may name a file, which only local interfaces accept, never a request over the network."""
    only: str = ""
    """The name of the option by which the command line sets this field to the word in `written`, if the option has another
    name.
    """
    label: str = ""
    """The label of the field in a form; a field without one is kept as a hidden field."""
    span: Sequence[int] = ()
    """The least and the greatest number allowed."""

    @property
    def kind(self) -> str:
        """The type of the field: `one`, `many`, `flag` or `number`."""
        flag = "flag" if isinstance(self.default, bool) else "one"
        return "number" if self.span else "many" if self.default == () else flag


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question: who is attacked, by whom, when and where, under which law and readings, and how many steps to follow.

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
        """Return a query with the given fields, each given as one value or several. Raises `CasusError` for unknown
        fields and invalid values.
        """
        given |= _opened(given.get("victim"))
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
        plain = all(_is_plain(FIELDS[k], v) for k, v in texts.items())
        return cls(**(texts if plain else _checked(texts)))

    @property
    def sentence(self) -> str:
        """The whole question in words; empty if it is given as fields."""
        from engine.question.vocabulary import looks_like_question

        whole = (
            len(self.victim) == 1
            and self.scenario is None
            and looks_like_question(self.victim[0])
        )
        return self.victim[0] if whole else ""


_WORDS = sibling_toml(__file__, "fields.toml")
FIELDS = {f.name: FieldInfo(f.name, f.default, **_WORDS[f.name]) for f in fields(Query)}
"""Every field of a query, in order."""


def requested(given: Mapping[str, Sequence[str]]) -> Query:
    """Return the query in the fields of a request over the network, given as texts; `no_…` turns off a switch that is
    on by default.

    Raises `CasusError` for anything that cannot be understood, and for anything that names a file.

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
        values = [t.strip() for t in texts if t.strip()]
        if values:
            found[info.name] = _requested_value(info, name, values)
    return shipped_only(Query.of(**found))


def _requested_value(info: FieldInfo, name: str, values: list[str]) -> Any:
    """The value of one field of a request; attackers may stand in one text with commas between."""
    last = values[-1]
    if info.kind == "flag":
        return not info.default
    if name == "victim":
        return [last]
    if info.kind == "many":
        parted = name in ("by", "also", "must")
        parts = [p for text in values for p in (text.split(",") if parted else [text])]
        return [part.strip() for part in parts if part.strip()]
    number = info.kind == "number" and last.isdecimal() and len(last) < 4
    return int(last) if number else last


@cache
def request_fields() -> Mapping[str, FieldInfo]:
    """Return the fields that a request over the network may contain, by their name in it."""
    return {
        f"no_{t.name}" if t.default is True else t.name: t
        for t in FIELDS.values()
        if not t.file
    }


def shipped_only(asked: Query) -> Query:
    """Return the query unless its scenario is a file. Raises `CasusError` for anything but the id of a shipped
    scenario.
    """
    name = asked.scenario
    if isinstance(name, str) and not name.replace("-", "").isalnum():
        shown = name if len(name) <= 40 else name[:39] + "…"
        raise CasusError(
            f"`{shown}` is not the id of a shipped scenario", remedy=See.SCENARIOS
        )
    return asked


def _opened(victim: Any) -> dict[str, Any]:
    """The fields of a question that is put as a short address; nothing if it is not."""
    names = victim if isinstance(victim, list | tuple) else (victim,)
    alone = len(names) == 1 and isinstance(names[0], str)
    return fields_of_address(names[0]) if alone else {}


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


def _is_plain(field: FieldInfo, value: Any) -> bool:
    """Whether a value plainly has the type of its field, so that the model, which is slow to make, need not check it."""
    if field.span:
        return type(value) is int and field.span[0] <= value <= field.span[1]
    if field.kind == "flag":
        return type(value) is bool
    texts = value if field.kind == "many" else (value,)
    return all(type(text) is str and text.isascii() for text in texts)


def _checked(texts: dict[str, Any]) -> dict[str, Any]:
    """The values of some fields as their types have them; raises `CasusError` for the first that is of another type."""
    from pydantic import ValidationError

    try:
        checked = _model().model_validate(texts)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        why = first["msg"].removeprefix("Value error, ")
        raise CasusError(
            f"`{first['loc'][0]}` is not understood: {why[:1].lower()}{why[1:]}"
        ) from None
    return {k: getattr(checked, k) for k in texts}


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
