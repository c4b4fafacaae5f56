"""Arguments of tools: their published schema, their validation, and the question that they ask."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ValidationError

from engine.answer import Answer
from engine.interfaces.assistant.tool_fields import Fields
from engine.question.query import FIELDS, Query, shipped_only
from engine.question.topic import Kind
from engine.question.understood import FORM
from engine.question.vocabulary import looks_like_question
from engine.world import World
from treaties.vocabulary.errors import CasusError, nearest

LAW_ALONE = (Kind.OWES, Kind.WEIGH)
"""Kinds of question about the law alone, without an attack."""


def published(model: type[Fields], *, explained: bool) -> dict[str, Any]:
    """Return the JSON Schema of a tool's arguments, in compact form.

    Args:
        model: the arguments.
        explained: whether fields of a question have descriptions.
    """
    shared = {"question", *FIELDS}
    made: dict[str, Any] = {}
    for name, field in model.model_json_schema()["properties"].items():
        kind = next(
            (k for k in field.get("anyOf", ()) if k.get("type") != "null"), field
        )
        whole = explained or name not in shared
        limits = ("minimum", "maximum", "additionalProperties") if whole else ()
        kept = {k: kind[k] for k in ("type", *limits) if k in kind}
        if kept.get("type") == "array":
            kept["items"] = {"type": kind["items"]["type"]}
        if whole:
            if field.get("default") not in (None, [], False):
                kept["default"] = field["default"]
            kept["description"] = field["description"]
        made[name] = kept
    needed = [n for n, f in model.model_fields.items() if f.is_required()]
    return {"type": "object", "properties": made, "additionalProperties": False} | (
        {"required": needed} if needed else {}
    )


def read(model: type[Fields], given: Any) -> Any:
    """Return arguments as a validated value of their model.

    Raises `CasusError` in one line, with the nearest field for an unknown one.
    """
    if not isinstance(given, dict):
        raise CasusError(
            "the arguments are not an object of fields",
            remedy=f"the fields are {_fields(model)}",
        )
    try:
        return model.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(p) for p in first["loc"][:1]) or "arguments"
        kind, why = first["type"], str(first["msg"])
        if kind == "extra_forbidden":
            meant = " or ".join(f"`{n}`" for n in nearest(name, model.model_fields))
            near, remedy = (
                (f"; did you mean {meant}?", "")
                if meant
                else ("", f"the fields are {_fields(model)}")
            )
            raise CasusError(
                f"there is no field `{_short(name)}`{near}", remedy=remedy
            ) from None
        if kind == "missing":
            raise CasusError(
                f"the field `{name}` is missing",
                remedy=model.model_fields[name].description or "",
            ) from None
        raise CasusError(
            f"`{_short(name)}` is not understood: {why[:1].lower()}{why[1:]}"
        ) from None


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:39] + "…"


def _fields(model: type[Fields]) -> str:
    return ", ".join(model.model_fields)


def asked_of(q: Fields) -> Query:
    """Return the question that a tool was asked. Files are never read.

    Raises `CasusError` if there is no question, or more than one.
    """
    given = {n: v for n in FIELDS if (v := getattr(q, n, None)) not in (None, [])}
    words = getattr(q, "question", None)
    if words is not None and (given.get("victim") or given.get("scenario")):
        raise CasusError(
            "the question is put twice",
            remedy="give `question`, or `victim`, or `scenario`",
        )
    attacked = given.get("victim") or given.get("scenario")
    if words is None and not attacked and given.get("kind") not in LAW_ALONE:
        raise CasusError(
            "nobody is attacked", remedy="give `question`, or `victim`, or `scenario`"
        )
    if words is not None and not looks_like_question(words):
        raise CasusError(
            f"`{_short(words)}` is no question", remedy=f"ask it as: {FORM}"
        )
    return shipped_only(Query.of(**given | ({"victim": words} if words else {})))


def answer_of(world: World, q: Fields, *, bare: bool = False) -> Answer:
    """Answer the question that a tool was asked.

    Args:
        world: the law and the readings.
        q: the arguments.
        bare: whether to skip the search for supports, for tools with a search of their own.
    """
    return world.answer(asked_of(q), budget=0) if bare else world.answer(asked_of(q))


def undated(q: Fields) -> str:
    """Return a caveat if the question names no day; otherwise an empty text."""
    asked = asked_of(q)
    if asked.on or asked.scenario or any(c.isdigit() for c in asked.sentence):
        return ""
    return f"No day was given: the answer is for today, {date.today()}."
