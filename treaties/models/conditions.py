"""The typed conditions of an article. Data only: what each one means is decided by the engine.

Conditions are conjunctive; an "or" is a second obligation under the same article. In a file a condition is either
its bare kind (`"state-of-war"`) or a table (`{ kind = "in-area", area = "north-atlantic-treaty-area" }`).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from treaties.vocabulary.names import fold
from treaties.vocabulary.spelling import nearest
from treaties.vocabulary.terms import AttackerClass, EventKind, Nature, Presumption

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ADDRESS = r"^(https?://[^\s\"'<>{}|\\^`\[\]]+)?$"
Id = Annotated[str, Field(pattern=ID)]
Address = Annotated[str, Field(pattern=ADDRESS)]
"""Where something can be opened on the web; nothing else that a browser would take for an address."""


class Ref(NamedTuple):
    """A mark for a field that names something that must exist; `short` where a file may write the name alone."""

    what: str
    short: bool = False


def many(value: Any) -> Any:
    """Put a single value of a file into a list; give a list as it is."""
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(many)]
StateIds = Annotated[
    tuple[Annotated[str, Ref("state")], ...], BeforeValidator(many), Field(min_length=1)
]
StateId = Annotated[Id, Ref("state")]
TreatyId = Annotated[Id, Ref("treaty")]
SourceId = Annotated[Id, Ref("source")]
ReadingId = Annotated[Id, Ref("reading")]
PlaceId = Annotated[Id, Ref("place")]


class Strict(BaseModel):
    """Base of all data models: frozen, no unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        populate_by_name=True,
        ignored_types=(cached_property,),
    )


class StateOfWar(Strict):
    """A condition that the attack puts the beneficiary in a state of war."""

    kind: Literal["state-of-war"] = "state-of-war"


class InArea(Strict):
    """A condition that the attack falls in the area that the instrument defines."""

    kind: Literal["in-area"] = "in-area"
    area: Annotated[Id, Ref("area")]
    """Id of an area of the gazetteer."""


class OnTerritory(Strict):
    """A condition that the attack is on the beneficiary's territory, not only on its forces, ships or zones."""

    kind: Literal["on-territory"] = "on-territory"


class Attacker(Strict):
    """A condition that the attacker matches `among`, `classes` or `allied_with`, and is not in `excluding`."""

    kind: Literal["attacker"] = "attacker"
    among: tuple[StateId, ...] = ()
    classes: tuple[AttackerClass, ...] = ()
    allied_with: tuple[StateId, ...] = ()
    """States whose allies count as attackers too (an ally by a treaty of assistance in force that day)."""
    supported_by: tuple[StateId, ...] = ()
    """States that support the attacker, by attacking too or by helping it: one of them is enough."""
    excluding: tuple[StateId, ...] = ()
    excluding_classes: tuple[AttackerClass, ...] = ()
    uninvolved_on: str = ""
    """The conflict in which the attacker must not have been involved when the text was signed; `excluding` names who
    was.
    """


class Attackers(Strict):
    """A condition that at least a number of attackers of a class fight in the same war."""

    kind: Literal["attackers"] = "attackers"
    at_least: int = Field(ge=2, le=3)
    classes: tuple[AttackerClass, ...] = ()
    excluding: tuple[StateId, ...] = ()


class BetweenParties(Strict):
    """A mark that the text is silent on an attack by one party on another: there the question is asked whether it
    covers that.
    """

    kind: Literal["between-parties"] = "between-parties"


class Unprovoked(Strict):
    """A condition that the beneficiary did not provoke the attack: the text itself asks who began."""

    kind: Literal["unprovoked"] = "unprovoked"


class Request(Strict):
    """A condition that help must be asked for."""

    kind: Literal["request"] = "request"
    by: Literal["beneficiary", "either", "any"] = "beneficiary"
    """Who must ask; `any` where it is enough that one party holds some state threatened and calls for talks."""
    to: Literal["party", "organ"] = "party"
    """`organ` where the request must go to the organ of the instrument and not to a party."""


class SelfDefence(Strict):
    """The text gives aid in accordance with Article 51: the attack must be an unlawful armed attack."""

    kind: Literal["self-defence"] = "self-defence"


class DomesticLaw(Strict):
    """The text subjects performance to the laws of the obligor, or of both (not mere constitutional process)."""

    kind: Literal["domestic-law"] = "domestic-law"
    of: Literal["obligor", "both"] = "obligor"
    decider: str = ""


class LeagueCouncilFinding(Strict):
    """The duty depends on the League Council's finding, or on its failure to agree (Covenant 15(7), 16)."""

    kind: Literal["league-council-finding"] = "league-council-finding"


class Assists(Strict):
    """A condition that another state assists the same beneficiary: the duty exists only so far as it does."""

    kind: Literal["assists"] = "assists"
    state: StateId


class CasusFoederis(Strict):
    """A condition that the casus foederis has arisen for the beneficiary of this duty under another instrument."""

    kind: Literal["casus-foederis"] = "casus-foederis"
    treaty: TreatyId
    obligor: StateId
    """Whose duty under that instrument must have arisen."""
    beneficiary: StateId


class JoinedBy(Strict):
    """A condition that another power has joined the attacker: by fighting, or (`menace`) by military measures that
    menace.
    """

    kind: Literal["joined-by"] = "joined-by"
    among: tuple[StateId, ...] = ()
    classes: tuple[AttackerClass, ...] = ()
    menace: bool = False


class NoWarWith(Strict):
    """An exception: nothing is owed where help would mean war with one of these states."""

    kind: Literal["no-war-with"] = "no-war-with"
    states: tuple[StateId, ...]


class Recognised(Strict):
    """A condition that limits the duty to territory which the obligor recognises as lawfully under the beneficiary's
    control.
    """

    kind: Literal["recognised-territory"] = "recognised-territory"


class ExternalAttack(Strict):
    """A condition that the attack comes from outside the beneficiary, not from within."""

    kind: Literal["external-attack"] = "external-attack"


class InConflict(Strict):
    """A condition that the duty holds in one named conflict alone."""

    kind: Literal["in-conflict"] = "in-conflict"
    conflict: str

    @property
    def slug(self) -> str:
        """The name of the conflict in the id of the question.

        >>> InConflict(conflict="the Crimean War").slug
        'crimean-war'
        """
        return fold(self.conflict).replace(" ", "-")


class ForceBegan(Strict):
    """A condition that the force, or the war, began within a span of days; it limits the event that calls the duty, not
    the duty.
    """

    kind: Literal["force-began"] = "force-began"
    since: date | None = None
    until: date | None = None
    """The first day that is too late."""


class Settled(Strict):
    """Facts of an event that answer a question in law where all that are named here hold, and why they do."""

    answer: Literal["yes", "no"]
    kinds: tuple[EventKind, ...] = ()
    attackers: tuple[Id, ...] = ()
    victims: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    groups: tuple[str, ...] = ()
    """Armed groups that are no state, by the names of `groups.toml`."""
    unprovoked: bool | None = None
    why: str = Field(min_length=10)


class LawQuestion(Strict):
    """A question that somebody must judge and that no other condition covers, such as "satisfied itself that".

    Its id in an answer is `<id>:<treaty>` unless the text speaks of an attack, then
    `<id>:<treaty>/<attacker>>VICTIM`. In `text`, `claim` and `denial` stand `{obligor}`, `{beneficiary}` and
    `{attacker}` for the states.
    """

    id: Id
    text: str = Field(min_length=5)
    """The question in plain words."""
    claim: str = Field(min_length=5)
    """What is so where the answer is yes, as a clause after `if`."""
    denial: str = Field(min_length=5)
    """What is so where the answer is no, as a clause after `if`."""
    nature: Nature = Nature.LAW
    decider: str = "obligor"
    """`obligor`, `beneficiary`, `both`, a state's id, or a body in words."""
    presumed: Presumption = Presumption.OPEN
    why: str = ""
    """Why the question is presumed to be answered so."""
    per_attack: bool = False
    settled: tuple[Settled, ...] = ()
    """The facts of an event that answer the question where a user gives them."""


class Judgement(LawQuestion):
    """A condition that holds if a question is answered in one way. A file names the question by its id: `{ question =
    "german-aggressive-policy" }`.
    """

    kind: Literal["judgement"] = "judgement"
    claim: str = ""
    denial: str = ""
    needs: Literal["yes", "no"] = "yes"
    """The answer under which the duty exists."""
    outsiders: bool = False
    """Whether the question is asked only where the beneficiary is no party that day."""
    bars: bool = False
    """Whether the question bears on performance alone: the duty arises on the text all the same, and is then released.
    """


_OfTheAttack = (
    StateOfWar
    | InArea
    | OnTerritory
    | Attacker
    | Attackers
    | BetweenParties
    | Unprovoked
)
_OfTheDuty = (
    Request | SelfDefence | DomesticLaw | LeagueCouncilFinding | Assists | CasusFoederis
)
_OfTheWar = (
    JoinedBy
    | NoWarWith
    | Recognised
    | ExternalAttack
    | InConflict
    | ForceBegan
    | Judgement
)
AnyCondition = _OfTheAttack | _OfTheDuty | _OfTheWar

KINDS: tuple[str, ...] = tuple(
    t.model_fields["kind"].default for t in AnyCondition.__args__
)


def _expand(value: Any, info: ValidationInfo) -> Any:
    """The table of a bare kind; a question by its id is looked up among those that the file, or all files, ask."""
    if isinstance(value, str):
        return {"kind": value}
    if not isinstance(value, dict) or "question" not in value:
        return value
    known = (info.context or {}).get("questions", {})
    ident = value["question"]
    if ident not in known:
        near = nearest(str(ident), known, limit=1)
        meant = (
            f"did you mean `{near[0]}`?"
            if near
            else "ask it under `[[questions]]` in this file"
        )
        raise ValueError(f"no question is called `{ident}`; {meant}")
    return (
        known[ident]
        | {k: v for k, v in value.items() if k != "question"}
        | {"kind": "judgement"}
    )


Condition = Annotated[
    AnyCondition, Field(discriminator="kind"), BeforeValidator(_expand)
]


class QuestionRef(Strict):
    """A file of questions."""

    questions: tuple[LawQuestion, ...] = ()
