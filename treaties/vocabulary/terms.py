"""The vocabulary: duties, triggers, ranks, natures of questions. Each word is the field's own."""

from __future__ import annotations

from enum import StrEnum

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.names import third_person
from treaties.vocabulary.worded import WordedEnum

_DUTIES = sibling_toml(__file__, "duties.toml")
_TRIGGERS = sibling_toml(__file__, "triggers.toml")


class Duty(StrEnum):
    """What an article obliges its obligor to do, strongest first; the standing duties, which bind at all times, come
    last.

    All words for a duty stand in `duties.toml`.

    >>> Duty.FIGHT.rank < Duty.ACT.rank < Duty.CONSULT.rank
    True
    >>> Duty("consult").drawn_in, Duty.MAY_ASSIST.modal
    (False, 'may')
    """

    meaning: str
    """The duty in plain words."""
    verb: str
    """What the obligor must do, as written after `must` or `may`."""
    toward: str
    """The same with the beneficiaries; empty where no sentence names them."""
    deed: str
    """The name of the act that performs the duty: `help` for every duty whose performance joins the war."""
    lesser: bool
    """Whether the duty is less than help, and a reader may mistake it for help."""
    standing: bool
    """Whether the duty binds at all times, so that no event calls it and an act can only break it."""
    forbids_force: bool
    """Whether force against the state to which the duty is owed breaks it."""
    forbids_help: bool
    """Whether help to the enemy of the state to which the duty is owed breaks it."""
    covers: list[str]
    """The lesser duties that whoever performs this duty performs too: a neutral helps neither side."""
    atop: str
    """The type under which ATOP counts the duty, where that does not depend on the event."""

    FIGHT = "fight"
    ASSIST = "assist"
    ACT = "act"
    MOBILISE = "mobilise"
    STAY_NEUTRAL = "stay-neutral"
    NOT_AID = "not-aid"
    CONSULT = "consult"
    MAY_ASSIST = "may-assist"
    NOT_ATTACK = "not-attack"
    NOT_ALLY_AGAINST = "not-ally-against"
    NO_SEPARATE_PEACE = "no-separate-peace"
    NOT_LEND_TERRITORY = "not-lend-territory"

    def __new__(cls, value: str) -> Duty:
        """A duty with its row of the table."""
        duty, row = str.__new__(cls, value), _DUTIES[value]
        duty._value_ = value
        vars(duty).update(
            _DUTIES["any"]
            | {"verb": row["meaning"].partition(" ")[2], "deed": value}
            | row
        )
        return duty

    @property
    def rank(self) -> int:
        """Position in the order of strength; 0 is the strongest."""
        return _STRENGTH[self]

    @property
    def modal(self) -> str:
        """`must`, or `may` where the obligor is free."""
        return self.meaning.partition(" ")[0]

    @property
    def drawn_in(self) -> bool:
        """Whether a state that performs the duty joins the war."""
        return self.deed == "help"

    def asks_for(self, deed: str) -> bool:
        """Tell whether performing this duty is performing a deed: `help` covers fight, assist and act.

        >>> Duty.ACT.asks_for("help"), Duty.ACT.asks_for("fight"), Duty.STAY_NEUTRAL.asks_for("not-aid")
        (True, False, True)
        >>> Duty.NOT_AID.asks_for("stay-neutral")  # whoever withholds help from one side may help the other
        False
        """
        return deed in (self, self.deed, *self.covers)


_STRENGTH = {duty: i for i, duty in enumerate(Duty)}


class Trigger(StrEnum):
    """The event that calls an article. It must happen to the beneficiary of the obligation.

    What sets one apart from another stands in `triggers.toml`.

    >>> Trigger.WAR.own_war, Trigger.WAR.by_attack, Trigger.INSURRECTION.by_attack
    (True, True, False)
    """

    standing: bool
    """Whether the duty binds at all times and needs no event."""
    anywhere: bool
    """Whether the event calls the article against whomever it is directed, not the beneficiary alone."""
    own_war: bool
    """Whether a war that the beneficiary itself began calls the article too."""
    whoever: bool
    """Whether the event calls the article whoever is behind it, a state or not."""
    internal: bool
    """Whether the danger comes from within: no attacker is needed, and whoever performs joins no side of a war."""

    ARMED_ATTACK = "armed-attack"
    """An armed attack on the beneficiary (the gravest forms of force: ICJ, Nicaragua, 1986, para. 191)."""
    AGGRESSION = "aggression"
    """Aggression, a word wider than armed attack: a blockade or lesser force raises a question."""
    FORCE = "force"
    """Any use of force against the beneficiary, however small."""
    THREAT = "threat"
    """A threat to the beneficiary, as the beneficiary feels it; an attack is also a threat."""
    HOSTILITIES = "hostilities"
    """The beneficiary is the object of belligerent action by a third power, whoever began."""
    WAR = "war"
    """The beneficiary is at war, whoever began it, as attacker or attacked."""
    MOBILISATION = "mobilisation"
    """A named power mobilises, against whomever."""
    INSURRECTION = "insurrection"
    """Armed unrest in the beneficiary's lands, whoever is behind it."""
    STANDING = "standing"
    """No event: the duty binds at all times."""

    def __new__(cls, value: str) -> Trigger:
        """A trigger with its row of the table."""
        trigger = str.__new__(cls, value)
        trigger._value_ = value
        vars(trigger).update(_TRIGGERS["any"] | _TRIGGERS.get(value, {}))
        return trigger

    @property
    def by_attack(self) -> bool:
        """Whether an attack by one state on another can call the article."""
        return not (self.standing or self.anywhere or self.internal)


class AttackerKind(StrEnum):
    """The kind of attacker that an article speaks of: a state, an armed group, anyone."""

    STATE = "state"
    ANYONE = "anyone"
    """Any attacker, an armed group too, whether or not a state stands behind it."""
    GROUP = "group"
    """An armed group alone; force by a state's own forces does not call the article."""


class Rank(WordedEnum):
    """The legal rank of an instrument. Only a treaty, and a declaration that was meant to bind, binds in law.

    >>> Rank.UNILATERAL.meaning, Rank.POLITICAL.binding
    ('a unilateral declaration', False)
    """

    TREATY = "treaty", "a treaty"
    UNDERTAKING = "undertaking", "a binding declaration"
    """A public declaration to a state, made with the intent to be bound (ICJ, Nuclear Tests, 1974, para. 43)."""
    POLITICAL = "political", "a political commitment"
    """A joint declaration or assurance that its makers did not mean to bind in law."""
    STATUTE = "statute", "a statute"
    """One state's domestic law."""
    UNILATERAL = "unilateral", "a unilateral declaration"
    """One state's revocable order or declaration."""

    @property
    def binding(self) -> bool:
        """Whether the instrument binds in international law."""
        return self in (Rank.TREATY, Rank.UNDERTAKING)


class Warrant(StrEnum):
    """The evidence behind an encoded article."""

    SEEN = "seen"
    """Somebody here read the operative words in a public text."""
    NOT_SEEN = "not-seen"
    """The words are public, and nobody here has read them."""
    UNPUBLISHED = "unpublished"
    """The text is known from reports alone."""


class Nature(StrEnum):
    """The nature of a question: whether a fact, the law or somebody's will settles it."""

    FACT = "fact"
    LAW = "law"
    WILL = "will"

    @property
    def event(self) -> bool:
        """Whether the answer to the question is an act of will, and no judgement."""
        return self is Nature.WILL


class Presumption(StrEnum):
    """The answer that is taken for a question until somebody answers it."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class EventKind(StrEnum):
    """What can happen in a scenario.

    >>> EventKind.CYBER_ATTACK.words, EventKind.UNREST.words, EventKind.ARMING.did
    ('a cyber attack', 'unrest helped from outside', 'armed')
    """

    does: str
    """The verb of the act in the infinitive, with its preposition."""
    done: str
    """What is done to the other, after `is`."""
    did: str
    """The verb of the act in the past participle, with its preposition."""
    words: str
    """The kind in running text."""

    ARMED_ATTACK = "armed-attack", "attack", "attacked"
    LIMITED_FORCE = (
        "limited-force",
        "harass",
        "met with limited force",
        "used limited force against",
    )
    BLOCKADE = "blockade", "blockade", "blockaded"
    CYBER_ATTACK = (
        "cyber-attack",
        "launch a cyber attack on",
        "under a cyber attack",
        "",
    )
    SABOTAGE = "sabotage", "sabotage", "met with sabotage", "sabotaged", "sabotage"
    UNREST = "unrest", "rise in", "shaken by a rising", "", "unrest helped from outside"
    """Armed unrest with help from outside: `by` names the helper, and is left out where that is open."""
    THREAT = "threat", "threaten", "threatened"
    MOBILISATION = "mobilisation", "mobilise against", "mobilised against"
    DECLARATION_OF_WAR = "declaration-of-war", "declare war on", "declared war on"
    ARMING = "arming", "arm against", "armed against", "armed"
    REQUEST = "request"
    WAIVER = "waiver"
    PERFORMS = "performs", "", "", "taken the side of"
    ABSTAINS = "abstains"
    COUNCIL_MEASURES = "council-measures"
    SEPARATE_PEACE = "separate-peace"
    """`by` makes peace with `to` while others fight on."""

    def __new__(
        cls,
        value: str,
        does: str = "",
        done: str = "",
        did: str | None = None,
        words: str = "",
    ) -> EventKind:
        """A kind of event with its words; the past form defaults to the present one, the noun to the id."""
        kind, plain = str.__new__(cls, value), value.replace("-", " ")
        kind._value_, kind.does, kind.done = value, does, done
        kind.did = (done if did is None else did) or f"acted ({value}) against"
        kind.words = words or f"{'an' if plain[0] in 'aeiou' else 'a'} {plain}"
        return kind

    def clause(
        self, hit: str, by: str = "", are: str = "", *, many: bool = False
    ) -> str:
        """Word the act as a clause; it begins with the victim where the verb has a passive.

        Args:
            hit: to whom it is done.
            by: who does it; empty where that is not known.
            are: `is ` or `are ` for a whole sentence; empty for a title.
            many: whether several do it.

        >>> EventKind.SABOTAGE.clause("Finland", "Russia"), EventKind.DECLARATION_OF_WAR.clause("Serbia", "Austria")
        ('Finland met with sabotage by Russia', 'Austria declares war on Serbia')
        """
        if by and self.done.endswith((" on", " against")):
            return f"{by} {self.does if many else third_person(self.does)} {hit}"
        helped = ", helped" * (self is EventKind.UNREST)
        return f"{hit} {are}{self.done or f'met with {self.words}'}{f'{helped} by {by}' if by else ''}"

    @property
    def forcible(self) -> bool:
        """Whether force is used against the object of the event, or what may be force (`doubtful`)."""
        return (
            self
            in (EventKind.ARMED_ATTACK, EventKind.LIMITED_FORCE, EventKind.BLOCKADE)
            or self.doubtful
        )

    @property
    def of_a_duty(self) -> bool:
        """Whether the act is the performance or the breach of a duty toward another state."""
        return self in (EventKind.PERFORMS, EventKind.ABSTAINS)

    @property
    def asks_or_frees(self) -> bool:
        """Whether the act is directed at the parties of a treaty: a request or a waiver."""
        return self in (EventKind.REQUEST, EventKind.WAIVER)

    @property
    def doubtful(self) -> bool:
        """Whether it is a question if the act is force at all, and how grave it is; the act alone puts nobody at war."""
        return self in (EventKind.CYBER_ATTACK, EventKind.SABOTAGE, EventKind.UNREST)


class PlaceKind(StrEnum):
    """The kind of object hit at a place: land, a ship, forces."""

    TERRITORY = "territory"
    ISLAND = "island"
    FORCES = "forces"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    ZONE = "zone"
    """A maritime or other zone that is not territory (an exclusive economic zone)."""

    @property
    def land(self) -> bool:
        """Whether the place is part of a state's territory."""
        return self in (PlaceKind.TERRITORY, PlaceKind.ISLAND)


class AttackerClass(StrEnum):
    """A class of states that an article may name as attackers.

    >>> AttackerClass.BALKAN.phrase, AttackerClass.BALKAN.region
    ('a Balkan state', 'balkans')
    """

    phrase: str
    """A single member of the class, in words."""
    region: str
    """The tag of the register that all of them bear; empty for a kind that is no part of the world."""

    GREAT_POWER = "great-power", "a great power"
    EUROPEAN = "european", "a European state", "europe"
    BALKAN = "balkan", "a Balkan state", "balkans"
    AMERICAN = "american", "an American state", "americas"
    ARAB = "arab", "an Arab state", "arab"
    COMMUNIST = "communist", "a communist state"
    NUCLEAR = "nuclear", "a nuclear power"
    NON_PARTY = "non-party", "a state that is no party"

    def __new__(cls, value: str, phrase: str = "", region: str = "") -> AttackerClass:
        """A kind of state with its words, and its part of the world."""
        kind = str.__new__(cls, value)
        kind._value_, kind.phrase, kind.region = value, phrase, region
        return kind
