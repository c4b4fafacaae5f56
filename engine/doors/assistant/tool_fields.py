"""What a tool may be told: the fields of a question and of each tool, checked before anything is worked out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

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
Count = Annotated[int, Field(ge=1, le=50)]
Offset = Annotated[int, Field(ge=0, le=100_000)]


class Fields(BaseModel):
    """Fields of a tool; one that it does not have is a fault, never ignored."""

    model_config = ConfigDict(extra="forbid")


class Asked(Fields):
    """A question: in words, by fields, or as a scenario."""

    question: Text | None = Field(
        None, description="The whole question: `If X is attacked by Y on DATE at PLACE, who is drawn in?`"
    )
    victim: Texts | None = Field(
        None, description="Who is attacked: a state by any name or code. Instead of `question`."
    )
    by: Texts = Field([], description="Who attacks. Anybody where left out.")
    on: Text | None = Field(None, description="The day, as 2026-01-31. Today where left out.")
    at: Text | None = Field(None, description="The place that is hit. Home territory where left out.")
    also: Texts = Field([], description="Further attacks, as `ATTACKER>VICTIM`.")
    scenario: Text | None = Field(None, description="The id of a shipped scenario (`list_scenarios`) instead.")
    reading: Texts = Field(
        [], description="Only under these readings (`list_readings`). All, side by side, where left out."
    )
    suppose: Texts = Field([], description="Answers to open questions, as `QUESTION=yes` or `QUESTION=no`.")
    without: Texts = Field([], description="Ids of treaties to take away.")
    isolated: bool = Field(False, description="The attack stops there: no state of war follows.")
    background: bool = Field(True, description="Whether a war already running between them is taken as given.")
    public: bool = Field(False, description="Only what had been published by that day.")
    rounds: Annotated[int, Field(ge=1, le=20)] | None = Field(None, description="Look no further than so many rounds.")


class Ask(Asked):
    """Fields of `ask`."""

    limit: Count = Field(PAGE, description="States to give.")
    offset: Offset = Field(0, description="States to pass over, nearest first.")


class Explain(Asked):
    """Fields of `explain`."""

    state: Text = Field(description="Whose proof.")


class Ways(Asked):
    """Fields of `supports` and `firebreaks`."""

    state: Text = Field(description="Of which state.")
    duty: Text | None = Field(None, description="Only this duty; help of any kind where left out.")
    limit: Count = Field(PAGE, description="Sets to give, nearest first.")


class Chances(Asked):
    """Fields of `odds`."""

    state: Text = Field(description="Of which state.")
    duty: Text | None = Field(None, description="Only this duty; help of any kind where left out.")
    probabilities: dict[Text, Text | float] = Field(
        description="The user's own probability of yes for each open question (an id, or a pattern with `*`): 0.7, `7/10` "
        "or `0.2..0.5`. There is no default; never make them up.",
        max_length=200,
    )
    bounds: bool = Field(False, description="Let questions without a probability have any, and give the interval.")


class Compare(Asked):
    """Fields of `compare`: the first question, and what is changed for the second."""

    then_on: Text | None = Field(None, description="The same question on this day.")
    then_by: Texts = Field([], description="The same attack by these attackers.")
    then_at: Text | None = Field(None, description="The same attack at this place.")
    then_scenario: Text | None = Field(None, description="Another shipped scenario.")
    then_without: Texts = Field([], description="Without these treaties too.")
    then_suppose: Texts = Field([], description="With these answers too.")
    then_reading: Text | None = Field(None, description="Under this reading.")


class Show(Fields):
    """Fields of `show_treaty`."""

    treaty: Text = Field(description="The id of a treaty (`find_treaties`).")
    article: Text | None = Field(None, description="Only this article, as it is cited: `II.2`.")


class Find(Fields):
    """Fields of `find_treaties`."""

    state: Text | None = Field(None, description="Treaties of this state.")
    on: Text | None = Field(None, description="In force that day.")
    duty: Text | None = Field(None, description="With this duty: fight, assist, act, consult, …")
    text: Text | None = Field(None, description="In whose title, phrases or notes these words occur.")
    limit: Count = Field(PAGE, description="Treaties to give.")
    offset: Offset = Field(0, description="Treaties to pass over, in the order of signature.")


class Readings(Fields):
    """Fields of `list_readings`."""

    treaty: Text | None = Field(None, description="Only readings of this treaty.")
    limit: Count = Field(PAGE, description="Readings to give.")
    offset: Offset = Field(0, description="Readings to pass over.")


class ScenarioFields(Fields):
    """Fields of `list_scenarios`."""

    limit: Count = Field(PAGE, description="Scenarios to give.")
    offset: Offset = Field(0, description="Scenarios to pass over.")


class TimelineFields(Fields):
    """Fields of `timeline`."""

    state: Text = Field(description="Whose duties.")
    since: Text | None = Field(None, description="Only what bound on or after this day.")
    until: Text | None = Field(None, description="Only what bound by this day.")
    duty: Text | None = Field(None, description="Only this duty.")
    limit: Count = Field(25, description="Duties to give.")
    offset: Offset = Field(0, description="Duties to pass over, in the order in which they began.")


class Cite(Asked):
    """Fields of `cite`: a question, or ids."""

    ids: Texts = Field([], description="Ids of treaties and readings, instead of a question.")
    state: Text | None = Field(None, description="Only what the proof of this state uses.")


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


def answer_of(world: World, q: Asked, *, bare: bool = False) -> Any:
    """The answer to a question; `bare` without supports, for tools that make their own. Files are never read."""
    for treaty in q.without:
        world = world.without(treaty)
    if q.reading:
        world = world.reading(*q.reading)
    if q.scenario is not None and not q.scenario.replace("-", "").isalnum():
        raise CasusError(
            f"`{_short(q.scenario)}` is not the id of a shipped scenario", remedy="`list_scenarios` gives them"
        )
    if q.question is not None and (q.victim or q.scenario):
        raise CasusError("the question is put twice", remedy="give `question`, or `victim`, or `scenario`")
    if q.question is None and not q.victim and not q.scenario:
        raise CasusError("nobody is attacked", remedy="give `question`, or `victim`, or `scenario`")
    if q.question is not None:
        from engine.sentence import FORM, looks_like_question

        if not looks_like_question(q.question):
            raise CasusError(f"`{_short(q.question)}` is no question", remedy=f"ask it as: {FORM}")
    return world.ask(
        q.question or (q.victim[0] if q.victim and len(q.victim) == 1 else q.victim), by=q.by, on=q.on, at=q.at, also=q.also, suppose=q.suppose, scenario=q.scenario,
        isolated=q.isolated, background=q.background, public=q.public, rounds=q.rounds, **({"budget": 0} if bare else {}),
    )  # fmt: skip


def undated(q: Asked) -> str:
    """A caveat where no day was given."""
    if q.on or q.scenario or (q.question and any(c.isdigit() for c in q.question)):
        return ""
    return f"No day was given: the answer is for today, {date.today()}."
