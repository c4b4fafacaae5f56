"""Arguments of tools as models: the fields of a question and those of each tool."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from engine.question.query import FIELDS

WORDS = 500
"""The largest number of characters in a text."""
PAGE = 10
"""The default number of items that a tool returns."""


def _many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Field(max_length=WORDS, min_length=1)]
Texts = Annotated[list[Text], BeforeValidator(_many), Field(max_length=20)]
Cases = Annotated[list[dict[Text, Any]], Field(max_length=5)]
Rounds = Annotated[int, Field(ge=1, le=20)]
Count = Annotated[int, Field(ge=1, le=50)]
Offset = Annotated[int, Field(ge=0, le=100_000)]
DETAIL: Any = Field(
    False, description="Everything there is, and the structured result."
)


F = TypeVar("F", bound="Fields")


class Fields(BaseModel):
    """Base class of a tool's arguments. Unknown fields and values of other types are errors."""

    model_config = ConfigDict(extra="forbid", strict=True)


RULED = ("kind", "must", "under", "side")
"""Fields of a question that only `ask` accepts: what is asked besides who is attacked."""


def asking(model: type[F]) -> type[F]:
    """Return the model of a tool's arguments with the fields of a question added before its own: those of `Query` that name no file."""
    made: dict[str, Any] = {
        "question": (
            Text | None,
            Field(
                None, description="The whole question in words. Instead of `victim`."
            ),
        )
    }
    for name, info in FIELDS.items():
        if info.file or (name in RULED and model.__name__ != "Ask"):
            continue
        kind: Any = {
            "many": Texts,
            "flag": bool,
            "one": Text | None,
            "number": int | None,
        }[info.kind]
        text = info.text + (f" As `{info.written}`." if "=" in info.written else "")
        default: Any = [] if info.kind == "many" else info.default
        least, most = info.span or (None, None)
        made[name] = (
            kind,
            Field(default, description=text, ge=least, le=most),
        )
    own: dict[str, Any] = {n: (f.annotation, f) for n, f in model.model_fields.items()}
    return cast(
        type[F],
        create_model(
            model.__name__, __base__=Fields, __doc__=model.__doc__, **made, **own
        ),
    )


@asking
class Ask(Fields):
    """The arguments of the tool `ask`."""

    detail: bool = Field(
        False,
        description="Also the states one by one with their proofs, and the structured result.",
    )
    limit: Count = Field(PAGE, description="States to give.")
    offset: Offset = Field(0, description="States to pass over.")
    what_if: Cases = Field(
        [],
        description='Cases to answer beside the question, each an object of fields that change: `{"by": ["Italy"]}`.',
    )


@asking
class Explain(Fields):
    """The arguments of the tool `explain`."""

    state: Text = Field(description="Whose proof.")
    proof: Text | None = Field(
        None,
        description="The id of one proof, as `ask` and `explain` give it; else the nearest.",
    )
    detail: bool = DETAIL


@asking
class Ways(Fields):
    """The arguments of the tool `ways`."""

    state: Text = Field(description="The state.")
    duty: Text | None = Field(
        None, description="Only this duty; help of any kind where left out."
    )
    out: bool = Field(
        False,
        description="The sets that keep it out, by who decides, instead of those that draw it in.",
    )
    limit: Count = Field(PAGE, description="Sets to give, nearest first.")
    offset: Offset = Field(0, description="Sets to pass over.")
    detail: bool = DETAIL


@asking
class Chances(Fields):
    """The arguments of the tool `odds`."""

    state: Text = Field(description="The state.")
    duty: Text | None = Field(
        None, description="Only this duty; help of any kind where left out."
    )
    probabilities: dict[Text, Text | float] = Field(
        description="The user's own probability of yes for each open question (an id, or a pattern with `*`): 0.7 or "
        "`7/10`. There is no default; never make them up.",
        max_length=200,
    )
    detail: bool = DETAIL


@asking
class Compare(Fields):
    """The arguments of the tool `compare`: the first question, and the changes for the second."""

    then_on: Text | None = Field(None, description="The same question on this day.")
    then_by: Texts = Field([], description="The same attack by these attackers.")
    then_at: Text | None = Field(None, description="The same attack at this place.")
    then_scenario: Text | None = Field(None, description="Another shipped scenario.")
    move: Count | None = Field(
        None,
        description="With `scenario`, a game: after this move; after the move before `then_move` where left out.",
    )
    then_move: Count | None = Field(None, description="The same game after this move.")
    then_without: Texts = Field([], description="Without these treaties too.")
    then_suppose: Texts = Field([], description="With these answers too.")
    then_reading: Text | None = Field(None, description="Under this reading.")
    limit: Count = Field(PAGE, description="Changes to give.")
    offset: Offset = Field(0, description="Changes to pass over.")
    detail: bool = DETAIL


class ClaimFields(Fields):
    """The arguments of the tool `claim`."""

    text: Annotated[str, Field(min_length=1, max_length=5_000)] = Field(
        description="A sentence or a paragraph: `If X attacks Y, Z must help.` Quotations are held against the articles."
    )
    on: Text | None = Field(None, description="The day of what names none.")
    given: Texts = Field(
        [], description="Answers to open questions, as `QUESTION=yes`."
    )
    in_force: Texts = Field([], description="Treaties taken to be in force.")
    detail: bool = DETAIL


class Show(Fields):
    """The arguments of the tool `show_treaty`."""

    treaty: Text = Field(description="The id of a treaty (`find_treaties`).")
    article: Text | None = Field(
        None, description="Only this article, as it is cited: `II.2`."
    )
    limit: Count = Field(PAGE, description="Articles to give.")
    offset: Offset = Field(0, description="Articles to pass over.")
    detail: bool = DETAIL


class Find(Fields):
    """The arguments of the tool `find_treaties`."""

    state: Text | None = Field(None, description="Treaties of this state.")
    on: Text | None = Field(None, description="In force that day.")
    duty: Text | None = Field(
        None, description="With this duty: fight, assist, act, consult, …"
    )
    text: Text | None = Field(
        None, description="In whose title, phrases or notes these words occur."
    )
    limit: Count = Field(PAGE, description="Treaties to give.")
    offset: Offset = Field(
        0, description="Treaties to pass over, in the order of signature."
    )
    detail: bool = DETAIL


class Readings(Fields):
    """The arguments of the tool `list_readings`."""

    treaty: Text | None = Field(None, description="Only readings of this treaty.")
    limit: Count = Field(PAGE, description="Readings to give.")
    offset: Offset = Field(0, description="Readings to pass over.")
    detail: bool = DETAIL


class TimelineFields(Fields):
    """The arguments of the tool `timeline`."""

    state: Text = Field(description="Whose duties.")
    since: Text | None = Field(
        None, description="Only what bound on or after this day."
    )
    until: Text | None = Field(None, description="Only what bound by this day.")
    duty: Text | None = Field(None, description="Only this duty.")
    limit: Count = Field(PAGE, description="Duties to give.")
    offset: Offset = Field(
        0, description="Duties to pass over, in the order in which they began."
    )
    detail: bool = DETAIL
