"""What a tool may be told: the fields of a question and of each tool, checked before anything is worked out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from engine.answer import Answer
from engine.asked.asked import FIELDS, Asked, shipped_only
from engine.asked.sentence import FORM, looks_like_question
from engine.world import World
from treaties.errors import CasusError, nearest

WORDS = 500
"""Characters that one text may have."""
PAGE = 10
"""Items that a tool gives where it is not told how many."""


def _many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Field(max_length=WORDS, min_length=1)]
Texts = Annotated[list[Text], BeforeValidator(_many), Field(max_length=20)]
Rounds = Annotated[int, Field(ge=1, le=20)]
Count = Annotated[int, Field(ge=1, le=50)]
Offset = Annotated[int, Field(ge=0, le=100_000)]
DETAIL: Any = Field(False, description="Everything there is, and the structured result.")


F = TypeVar("F", bound="Fields")


class Fields(BaseModel):
    """Fields of a tool; one that it does not have is a fault, never ignored."""

    model_config = ConfigDict(extra="forbid")


def asking(model: type[F]) -> type[F]:
    """A tool's model with the fields of a question before its own: those of `Asked`, but for the words of files."""
    made: dict[str, Any] = {
        "question": (Text | None, Field(None, description="The whole question in words. Instead of `victim`."))
    }
    for name, told in FIELDS.items():
        if told.says.file:
            continue
        kind: Any = {"many": Texts, "flag": bool, "one": Text | None, "number": Rounds | None}[told.kind]
        text = told.says.text + (f" As `{told.says.written}`." if "=" in told.says.written else "")
        default: Any = [] if told.kind == "many" else told.default
        made[name] = (kind, Field(default, description=text))
    own: dict[str, Any] = {n: (f.annotation, f) for n, f in model.model_fields.items()}
    return cast(type[F], create_model(model.__name__, __base__=Fields, __doc__=model.__doc__, **made, **own))


@asking
class Ask(Fields):
    """Fields of `ask`."""

    detail: bool = Field(False, description="Also the states one by one with their proofs, and the structured result.")
    limit: Count = Field(PAGE, description="With `detail`: states to give.")
    offset: Offset = Field(0, description="With `detail`: states to pass over, nearest first.")


@asking
class Explain(Fields):
    """Fields of `explain`."""

    state: Text = Field(description="Whose proof.")
    proof: Text | None = Field(
        None, description="The id of one proof, as `ask` and `explain` give it; else the nearest."
    )
    detail: bool = DETAIL


@asking
class Ways(Fields):
    """Fields of `supports` and `firebreaks`."""

    state: Text = Field(description="Of which state.")
    duty: Text | None = Field(None, description="Only this duty; help of any kind where left out.")
    limit: Count = Field(PAGE, description="Sets to give, nearest first.")
    detail: bool = DETAIL


@asking
class Chances(Fields):
    """Fields of `odds`."""

    state: Text = Field(description="Of which state.")
    duty: Text | None = Field(None, description="Only this duty; help of any kind where left out.")
    probabilities: dict[Text, Text | float] = Field(
        description="The user's own probability of yes for each open question (an id, or a pattern with `*`): 0.7, `7/10` "
        "or `0.2..0.5`. There is no default; never make them up.",
        max_length=200,
    )
    bounds: bool = Field(False, description="Let questions without a probability have any, and give the interval.")
    detail: bool = DETAIL


@asking
class Compare(Fields):
    """Fields of `compare`: the first question, and what is changed for the second."""

    then_on: Text | None = Field(None, description="The same question on this day.")
    then_by: Texts = Field([], description="The same attack by these attackers.")
    then_at: Text | None = Field(None, description="The same attack at this place.")
    then_scenario: Text | None = Field(None, description="Another shipped scenario.")
    then_without: Texts = Field([], description="Without these treaties too.")
    then_suppose: Texts = Field([], description="With these answers too.")
    then_reading: Text | None = Field(None, description="Under this reading.")
    limit: Count = Field(PAGE, description="Changes to give.")
    offset: Offset = Field(0, description="Changes to pass over.")
    detail: bool = DETAIL


class Show(Fields):
    """Fields of `show_treaty`."""

    treaty: Text = Field(description="The id of a treaty (`find_treaties`).")
    article: Text | None = Field(None, description="Only this article, as it is cited: `II.2`.")
    limit: Count = Field(PAGE, description="Articles to give.")
    offset: Offset = Field(0, description="Articles to pass over.")
    detail: bool = DETAIL


class Find(Fields):
    """Fields of `find_treaties`."""

    state: Text | None = Field(None, description="Treaties of this state.")
    on: Text | None = Field(None, description="In force that day.")
    duty: Text | None = Field(None, description="With this duty: fight, assist, act, consult, …")
    text: Text | None = Field(None, description="In whose title, phrases or notes these words occur.")
    limit: Count = Field(PAGE, description="Treaties to give.")
    offset: Offset = Field(0, description="Treaties to pass over, in the order of signature.")
    detail: bool = DETAIL


class Readings(Fields):
    """Fields of `list_readings`."""

    treaty: Text | None = Field(None, description="Only readings of this treaty.")
    limit: Count = Field(PAGE, description="Readings to give.")
    offset: Offset = Field(0, description="Readings to pass over.")
    detail: bool = DETAIL


class ScenarioFields(Fields):
    """Fields of `list_scenarios`."""

    limit: Count = Field(PAGE, description="Scenarios to give.")
    offset: Offset = Field(0, description="Scenarios to pass over.")
    detail: bool = DETAIL


class TimelineFields(Fields):
    """Fields of `timeline`."""

    state: Text = Field(description="Whose duties.")
    since: Text | None = Field(None, description="Only what bound on or after this day.")
    until: Text | None = Field(None, description="Only what bound by this day.")
    duty: Text | None = Field(None, description="Only this duty.")
    limit: Count = Field(PAGE, description="Duties to give.")
    offset: Offset = Field(0, description="Duties to pass over, in the order in which they began.")
    detail: bool = DETAIL


@asking
class Cite(Fields):
    """Fields of `cite`: a question, or ids."""

    ids: Texts = Field([], description="Ids of treaties and readings, instead of a question.")
    state: Text | None = Field(None, description="Only what the proof of this state uses.")
    limit: Count = Field(PAGE, description="References to give.")
    offset: Offset = Field(0, description="References to pass over.")
    detail: bool = DETAIL


def published(model: type[Fields], *, explained: bool) -> dict[str, Any]:
    """The JSON Schema of a tool's fields without what pydantic adds; of the fields of a question only where `explained`.

    Lengths and absent defaults are left out: a value that breaks one is told of when it comes.
    """
    shared = {"question", *FIELDS}
    made: dict[str, Any] = {}
    for name, told in model.model_json_schema()["properties"].items():
        kind = next((k for k in told.get("anyOf", ()) if k.get("type") != "null"), told)
        kept = {k: kind[k] for k in ("type", "minimum", "maximum", "additionalProperties") if k in kind}
        kept |= {"items": {"type": "string"}} if kept.get("type") == "array" else {}
        kept |= {"default": told["default"]} if told.get("default") not in (None, [], False) else {}
        if explained or name not in shared:
            kept["description"] = told["description"]
        made[name] = kept
    needed = [n for n, f in model.model_fields.items() if f.is_required()]
    return {"type": "object", "properties": made, "additionalProperties": False} | (
        {"required": needed} if needed else {}
    )


def read(model: type[Fields], given: Any) -> Any:
    """Arguments through their model; raises `CasusError` in one line, with the nearest field where one is misspelt."""
    if not isinstance(given, dict):
        raise CasusError("the arguments are not an object of fields", remedy=f"the fields are {_fields(model)}")
    try:
        return model.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(p) for p in first["loc"][:1]) or "arguments"
        kind, said = first["type"], str(first["msg"])
        if kind == "extra_forbidden":
            meant = " or ".join(f"`{n}`" for n in nearest(name, model.model_fields))
            raise CasusError(
                f"there is no field `{_short(name)}`" + (f"; did you mean {meant}?" if meant else ""),
                remedy="" if meant else f"the fields are {_fields(model)}",
            ) from None
        if kind == "missing":
            raise CasusError(
                f"the field `{name}` is missing", remedy=model.model_fields[name].description or ""
            ) from None
        raise CasusError(f"`{_short(name)}` is not understood: {said[:1].lower()}{said[1:]}") from None


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:39] + "…"


def _fields(model: type[Fields]) -> str:
    return ", ".join(model.model_fields)


def puts_question(q: Fields) -> bool:
    """Whether a tool that may do without was asked one."""
    return any(getattr(q, name, None) for name in ("question", "victim", "scenario"))


def asked_of(q: Fields) -> Asked:
    """The question that a tool was asked. Files are never read."""
    given = {n: v for n in FIELDS if (v := getattr(q, n, None)) not in (None, [])}
    words = getattr(q, "question", None)
    if words is not None and (given.get("victim") or given.get("scenario")):
        raise CasusError("the question is put twice", remedy="give `question`, or `victim`, or `scenario`")
    if not puts_question(q):
        raise CasusError("nobody is attacked", remedy="give `question`, or `victim`, or `scenario`")
    if words is not None and not looks_like_question(words):
        raise CasusError(f"`{_short(words)}` is no question", remedy=f"ask it as: {FORM}")
    return shipped_only(Asked.of(**given | ({"victim": words} if words else {})))


def answer_of(world: World, q: Fields, *, bare: bool = False) -> Answer:
    """The answer to a question; `bare` without supports, for tools that make their own."""
    return world.answer(asked_of(q), budget=0) if bare else world.answer(asked_of(q))


def undated(q: Fields) -> str:
    """A caveat where no day was given."""
    asked = asked_of(q)
    if asked.on or asked.scenario or any(c.isdigit() for c in asked.sentence):
        return ""
    return f"No day was given: the answer is for today, {date.today()}."
