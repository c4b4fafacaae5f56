"""The conditions of an article, as data; `engine.cascade.conditions` decides what each means.

All conditions of an article must hold; alternatives are separate obligations under the same article. In a file a
condition is its kind (`"state-of-war"`) or a table (`{ kind = "in-area", area = "north-atlantic-treaty-area" }`).
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
"""A web address at which something can be opened."""


class Ref(NamedTuple):
    """A marker for a field that names an entry of the corpus, such as a state, which must exist; `short` if a file may
    write the name alone.
    """

    what: str
    short: bool = False


def many(value: Any) -> Any:
    """Return a single text as a list of one, and a list unchanged."""
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
    """Base class of all data models: frozen, and unknown keys are errors."""

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
    """The id of an area in the gazetteer."""


class OnTerritory(Strict):
    """A condition that the attack is on the beneficiary's territory, not merely on its forces, ships or zones."""

    kind: Literal["on-territory"] = "on-territory"


class Attacker(Strict):
    """A condition that the attacker matches `among`, `classes` or `allied_with`, and is not excluded."""

    kind: Literal["attacker"] = "attacker"
    among: tuple[StateId, ...] = ()
    classes: tuple[AttackerClass, ...] = ()
    allied_with: tuple[StateId, ...] = ()
    """States whose allies (under a treaty of assistance in force on the day) match too."""
    supported_by: tuple[StateId, ...] = ()
    """States that support the attacker, by attacking or by helping it; one of them suffices."""
    excluding: tuple[StateId, ...] = ()
    excluding_classes: tuple[AttackerClass, ...] = ()
    uninvolved_on: str = ""
    """The conflict in which the attacker must not have been involved when the text was signed; `excluding` names the
    states that were.
    """


class Attackers(Strict):
    """A condition that at least `at_least` states of a class attack in the same war."""

    kind: Literal["attackers"] = "attackers"
    at_least: int = Field(ge=2, le=3)
    classes: tuple[AttackerClass, ...] = ()
    excluding: tuple[StateId, ...] = ()


class BetweenParties(Strict):
    """A condition for an article whose text is silent on attacks by one party on another. Whether the article covers
    such an attack is an open question.
    """

    kind: Literal["between-parties"] = "between-parties"


class Unprovoked(Strict):
    """A condition, stated in the text, that the beneficiary did not provoke the attack."""

    kind: Literal["unprovoked"] = "unprovoked"


class Request(Strict):
    """A condition that somebody has asked for help; `by` says who must ask."""

    kind: Literal["request"] = "request"
    by: Literal["beneficiary", "either", "any"] = "beneficiary"
    """Who must ask; `any` if any party may call for consultation because it considers some state threatened."""
    to: Literal["party", "organ"] = "party"
    """`organ` if the request must go to the instrument's organ instead of a party."""


class SelfDefence(Strict):
    """A condition that the attack is an unlawful armed attack, because the text promises aid under Article 51 of the
    Charter.
    """

    kind: Literal["self-defence"] = "self-defence"


class DomesticLaw(Strict):
    """A condition that domestic law permits performance: the obligor's, or both states'. Mere constitutional procedure
    does not count.
    """

    kind: Literal["domestic-law"] = "domestic-law"
    of: Literal["obligor", "both"] = "obligor"
    decider: str = ""


class LeagueCouncilFinding(Strict):
    """A condition that the League Council has made a finding, or failed to agree (Covenant 15(7), 16)."""

    kind: Literal["league-council-finding"] = "league-council-finding"


class Assists(Strict):
    """A condition that another state assists the same beneficiary; the duty exists only as far as that state assists."""

    kind: Literal["assists"] = "assists"
    state: StateId


class CasusFoederis(Strict):
    """A condition that the casus foederis of another instrument has arisen for the beneficiary."""

    kind: Literal["casus-foederis"] = "casus-foederis"
    treaty: TreatyId
    obligor: StateId
    """The state whose duty under that instrument must have arisen."""
    beneficiary: StateId


class JoinedBy(Strict):
    """A condition that another power has joined the attacker by fighting; with `menace`, a threat by military measures
    suffices.
    """

    kind: Literal["joined-by"] = "joined-by"
    among: tuple[StateId, ...] = ()
    classes: tuple[AttackerClass, ...] = ()
    menace: bool = False


class NoWarWith(Strict):
    """An exception: nothing is owed if help would mean war with one of these states."""

    kind: Literal["no-war-with"] = "no-war-with"
    states: tuple[StateId, ...]


class Recognised(Strict):
    """A condition that the attack is on territory that the obligor recognises as the beneficiary's."""

    kind: Literal["recognised-territory"] = "recognised-territory"


class ExternalAttack(Strict):
    """A condition that the attack comes from outside the beneficiary's territory."""

    kind: Literal["external-attack"] = "external-attack"


class InConflict(Strict):
    """A condition that the attack happens within one named conflict."""

    kind: Literal["in-conflict"] = "in-conflict"
    conflict: str

    @property
    def slug(self) -> str:
        """The name of the conflict as part of a question id.

        >>> InConflict(conflict="the Crimean War").slug
        'crimean-war'
        """
        return fold(self.conflict).replace(" ", "-")


class ForceBegan(Strict):
    """A condition that the force, or the war, began within a period. The period limits the event that triggers the
    duty, not how long the duty lasts.
    """

    kind: Literal["force-began"] = "force-began"
    since: date | None = None
    until: date | None = None
    """The first day after the period."""


class Settled(Strict):
    """Facts of an event that together answer a question, and the reason why."""

    answer: Literal["yes", "no"]
    kinds: tuple[EventKind, ...] = ()
    attackers: tuple[Id, ...] = ()
    victims: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    groups: tuple[str, ...] = ()
    """Names of armed groups in `groups.toml`."""
    unprovoked: bool | None = None
    why: str = Field(min_length=10)


class LawQuestion(Strict):
    """A question that somebody must judge and that no other kind of condition covers, such as whether a state
    "satisfied itself".

    Its id in an answer is `<id>:<treaty>`, or `<id>:<treaty>/<attacker>>VICTIM` if the text speaks of an attack.
    `text`, `claim` and `denial` may contain `{obligor}`, `{beneficiary}` and `{attacker}`.
    """

    id: Id
    text: str = Field(min_length=5)
    """The question in plain words."""
    claim: str = Field(min_length=5)
    """A clause to follow `if`, true if the answer is yes."""
    denial: str = Field(min_length=5)
    """A clause to follow `if`, true if the answer is no."""
    nature: Nature = Nature.LAW
    decider: str = "obligor"
    """Who decides: `obligor`, `beneficiary`, `both`, the id of a state, or the name of a body."""
    presumed: Presumption = Presumption.OPEN
    why: str = ""
    """The reason for the presumption."""
    per_attack: bool = False
    settled: tuple[Settled, ...] = ()
    """Facts that answer the question if the user gives them."""


class Judgement(LawQuestion):
    """A condition that a question is answered in one way. A file may give just the question's id: `{ question =
    "german-aggressive-policy" }`.
    """

    kind: Literal["judgement"] = "judgement"
    claim: str = ""
    denial: str = ""
    needs: Literal["yes", "no"] = "yes"
    """The answer that the duty requires."""
    outsiders: bool = False
    """Whether the question is asked only if the beneficiary is not a party on the day."""
    bars: bool = False
    """Whether the question affects performance alone: the casus foederis arises on the text, and the obligor is then
    released.
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
    """A file of shared questions."""

    questions: tuple[LawQuestion, ...] = ()
