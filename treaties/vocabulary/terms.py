"""Terms of the law: duties, triggers, ranks of instruments, natures of questions, kinds of event."""

from __future__ import annotations

from enum import StrEnum

from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.names import third_person
from treaties.vocabulary.worded import WordedEnum

_DUTIES = sibling_toml(__file__, "duties.toml")
_TRIGGERS = sibling_toml(__file__, "triggers.toml")


class Duty(StrEnum):
    """What an article obliges its obligor to do, strongest first. Standing duties, which bind at all times, come last.

    The wording of each duty is in `duties.toml`.

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
    """The verb with a field for the beneficiaries; empty if sentences do not name them."""
    deed: str
    """The name of the act that performs the duty; `help` for every duty whose performance draws a state in."""
    lesser: bool
    """Whether the duty is less than help but may be mistaken for help."""
    standing: bool
    """Whether the duty binds at all times: no event triggers it, and it can only be broken."""
    forbids_force: bool
    """Whether force against the state to which the duty is owed breaks it."""
    forbids_help: bool
    """Whether help to the enemy of the state to which the duty is owed breaks it."""
    covers: list[str]
    """Lesser duties that are performed by performing this one; a neutral state, for example, helps neither side."""
    atop: str
    """ATOP's type for the duty, if it does not depend on the event."""

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
        """The position in the order of strength; 0 is the strongest."""
        return _STRENGTH[self]

    @property
    def modal(self) -> str:
        """`must`, or `may` if the obligor is free."""
        return self.meaning.partition(" ")[0]

    @property
    def drawn_in(self) -> bool:
        """Whether a state that performs the duty becomes a belligerent."""
        return self.deed == "help"

    def asks_for(self, deed: str) -> bool:
        """Return whether performing this duty counts as a deed; `help` covers fight, assist and act.

        >>> Duty.ACT.asks_for("help"), Duty.ACT.asks_for("fight"), Duty.STAY_NEUTRAL.asks_for("not-aid")
        (True, False, True)
        >>> Duty.NOT_AID.asks_for("stay-neutral")  # whoever withholds help from one side may help the other
        False
        """
        return deed in (self, self.deed, *self.covers)


_STRENGTH = {duty: i for i, duty in enumerate(Duty)}


class Trigger(StrEnum):
    """The event on which an article's duty falls due. It must happen to the beneficiary.

    The properties of each trigger are in `triggers.toml`.

    >>> Trigger.WAR.own_war, Trigger.WAR.by_attack, Trigger.INSURRECTION.by_attack
    (True, True, False)
    """

    standing: bool
    """Whether the duty binds at all times and needs no event."""
    anywhere: bool
    """Whether the event triggers the article whichever state it is directed against."""
    own_war: bool
    """Whether a war that the beneficiary itself began triggers the article too."""
    whoever: bool
    """Whether the event triggers the article whoever is behind it, a state or not."""
    internal: bool
    """Whether the danger comes from within: no attacker is needed, and performing the duty joins no side of a war."""

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
        """Whether an attack by one state on another can trigger the article."""
        return not (self.standing or self.anywhere or self.internal)


class AttackerKind(StrEnum):
    """The kind of attacker that an article covers: a state, an armed group, or anyone."""

    STATE = "state"
    ANYONE = "anyone"
    """Any attacker, including an armed group without a state behind it."""
    GROUP = "group"
    """Only an armed group; force by a state's own forces does not trigger the article."""


class Rank(WordedEnum):
    """The legal rank of an instrument. Only treaties, and declarations meant to be binding, bind in international law.

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
    """How far an encoded article is attested."""

    SEEN = "seen"
    """The operative words were read in a public text."""
    NOT_SEEN = "not-seen"
    """The words are public but were not read for this corpus."""
    UNPUBLISHED = "unpublished"
    """The text is known only from reports."""


class Nature(StrEnum):
    """The nature of a question: a fact, a point of law, or a decision of somebody's will settles it."""

    FACT = "fact"
    LAW = "law"
    WILL = "will"

    @property
    def event(self) -> bool:
        """Whether the answer is an act of will instead of a judgement."""
        return self is Nature.WILL


class Presumption(StrEnum):
    """The answer assumed for a question until somebody answers it; `open` assumes none."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class EventKind(StrEnum):
    """The kinds of event in a scenario, each with its verb.

    >>> EventKind.CYBER_ATTACK.words, EventKind.UNREST.words, EventKind.ARMING.did
    ('a cyber attack', 'unrest helped from outside', 'armed')
    """

    does: str
    """The act as a verb in the infinitive, with its preposition."""
    done: str
    """What happens to the object, for use after `is`."""
    did: str
    """The act as a past participle, with its preposition."""
    words: str
    """The event as a noun."""

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
    SABOTAGE = "sabotage", "sabotage", "sabotaged", "sabotaged", "sabotage"
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
        """Return the act as a clause, which begins with the victim if the verb has a passive.

        Args:
            hit: the name of the victim.
            by: the name of the actor; empty if unknown.
            are: `is ` or `are ` for a full sentence; empty for a title.
            many: whether there are several actors.

        >>> EventKind.SABOTAGE.clause("Finland", "Russia"), EventKind.DECLARATION_OF_WAR.clause("Serbia", "Austria")
        ('Finland sabotaged by Russia', 'Austria declares war on Serbia')
        """
        if by and self.done.endswith((" on", " against")):
            return f"{by} {self.does if many else third_person(self.does)} {hit}"
        helped = ", helped" * (self is EventKind.UNREST)
        return f"{hit} {are}{self.done or f'met with {self.words}'}{f'{helped} by {by}' if by else ''}"

    @property
    def acts(self) -> str:
        """The act as a verb in the third person, as of a state that does it.

        >>> EventKind.ARMED_ATTACK.acts, EventKind.UNREST.acts
        ('attacks', 'helps a rising in')
        """
        if self is EventKind.UNREST:
            return "helps a rising in"
        return third_person(self.does) if self.does else str(self).replace("-", " ")

    @property
    def releases(self) -> bool:
        """Whether the event frees a state from a duty that is owed to another."""
        return self is EventKind.WAIVER

    @property
    def forcible(self) -> bool:
        """Whether the event is force against its object, or may be force (`doubtful`)."""
        return (
            self
            in (EventKind.ARMED_ATTACK, EventKind.LIMITED_FORCE, EventKind.BLOCKADE)
            or self.doubtful
        )

    @property
    def of_a_duty(self) -> bool:
        """Whether the event is the performance or breach of a duty."""
        return self in (EventKind.PERFORMS, EventKind.ABSTAINS)

    @property
    def asks_or_frees(self) -> bool:
        """Whether the event is addressed to the parties of a treaty: a request or a waiver."""
        return self in (EventKind.REQUEST, EventKind.WAIVER)

    @property
    def doubtful(self) -> bool:
        """Whether it is an open question if the event is a use of force, and how grave it is. Such an event alone puts
        no state at war.
        """
        return self in (EventKind.CYBER_ATTACK, EventKind.SABOTAGE, EventKind.UNREST)


class PlaceKind(StrEnum):
    """The kind of target at a place: land, a ship, forces."""

    TERRITORY = "territory"
    ISLAND = "island"
    FORCES = "forces"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    ZONE = "zone"
    """A maritime or other zone that is not territory, such as an exclusive economic zone."""

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
    """One member of the class, in words."""
    members: str
    """Several members of the class, in words."""
    region: str
    """The regional tag that all members have in the register; empty if the class is not regional."""

    GREAT_POWER = "great-power", "a great power", "great powers"
    EUROPEAN = "european", "a European state", "European states", "europe"
    BALKAN = "balkan", "a Balkan state", "Balkan states", "balkans"
    AMERICAN = "american", "an American state", "American states", "americas"
    ARAB = "arab", "an Arab state", "Arab states", "arab"
    COMMUNIST = "communist", "a communist state", "communist states"
    NUCLEAR = "nuclear", "a nuclear power", "nuclear powers"
    NON_PARTY = "non-party", "a state that is no party", "states that are no parties"

    def __new__(
        cls, value: str, phrase: str = "", members: str = "", region: str = ""
    ) -> AttackerClass:
        """A kind of state with its words for one and for several, and its part of the world."""
        kind = str.__new__(cls, value)
        kind._value_, kind.phrase, kind.region = value, phrase, region
        kind.members = members
        return kind
