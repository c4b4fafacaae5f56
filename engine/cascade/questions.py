"""Questions: what somebody must judge or decide before a conclusion stands, and who gets to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from treaties.vocabulary.terms import EventKind, Nature, Presumption

Literal = tuple[str, bool]
"""A question's id and the answer on which a conclusion rests (True for yes)."""

FURTHER = ("performs", "strikes")
"""Kinds of question whose yes carries the war further than the events as given."""
OBLIGOR = "obligor"
"""Decider of a question that each obligor answers for itself."""


def kind_of(ident: str) -> str:
    """The kind of a question by its id alone."""
    return ident.partition(":")[0]


def performed(ident: str) -> str:
    """The clause whose performance a question is about; empty for every other question.

    >>> performed("performs:a/pact:1>b"), performed("strikes:a>b")
    ('pact:1', '')
    """
    return ident.partition("/")[2].rpartition(">")[0] if kind_of(ident) == "performs" else ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is not settled by the scenario alone.

    `nature` is `fact`, `law` or `will`; the first two are judgements, the last an event. `presumed` is how it
    stands until somebody answers it, and `why` says why.
    """

    id: str
    text: str
    nature: Nature
    decider: str
    presumed: Presumption = Presumption.OPEN
    why: str = ""
    said: tuple[str, str] = ("", "")
    """What is so if yes, and if no, where the kind of the question alone does not say it (`claims.clause`)."""

    @property
    def kind(self) -> str:
        """What is asked, apart from of whom: the part of the id before its colon.

        >>> Question("strikes:a>b", "Does A strike B?", Nature.WILL, "a").kind
        'strikes'
        """
        return kind_of(self.id)

    @property
    def is_event(self) -> bool:
        """Whether its answer is an act of will, counted in a distance as an event."""
        return self.nature.event


class Questions:
    """All questions of one world, each once, with the readable names of states filled in.

    >>> q = Questions(lambda s: s.title())
    >>> q.strikes("a", "b")
    ('strikes:a>b', True)
    >>> q["strikes:a>b"].text
    'Does A strike B?'
    """

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name = name
        self._all: dict[str, Question] = {}

    def __getitem__(self, ident: str) -> Question:
        return self._all[ident]

    def __iter__(self) -> Iterator[Question]:
        return iter(self._all.values())

    def __contains__(self, ident: object) -> bool:
        return ident in self._all

    def ask(
        self,
        ident: str,
        text: str,
        nature: Nature,
        decider: str,
        presumed: Presumption = Presumption.OPEN,
        why: str = "",
        answer: bool = True,
        said: tuple[str, str] = ("", ""),
    ) -> Literal:
        """Put a question (once) and return the literal that a conclusion needs."""
        if ident not in self._all:
            self._all[ident] = Question(ident, text, nature, decider, presumed, why, said)
        return ident, answer

    def __len__(self) -> int:
        return len(self._all)

    def forget(self, known: int) -> None:
        """Forget all but the first so many: what a clause asked that fails for another reason was never asked.

        Two clauses may put the same question with other presumptions, each for its own attackers.

        >>> q = Questions(str)
        >>> _ = q.ask("kept", "?", Nature.LAW, ""), q.ask("idle", "?", Nature.LAW, "")
        >>> q.forget(1)
        >>> [x.id for x in q]
        ['kept']
        """
        while len(self._all) > known:
            self._all.popitem()

    def performs(self, obligor: str, clause: str, beneficiary: str, label: str) -> Literal:
        """Whether an obligor performs."""
        text = f"Does {self._name(obligor)} perform its duty under {label} for {self._name(beneficiary)}?"
        said = (f"{self._name(obligor)} performs", f"{self._name(obligor)} does not perform")
        return self.ask(f"performs:{obligor}/{clause}>{beneficiary}", text, Nature.WILL, obligor, said=said)

    def strikes(self, striker: str, struck: str) -> Literal:
        """Whether a belligerent strikes another."""
        text = f"Does {self._name(striker)} strike {self._name(struck)}?"
        return self.ask(f"strikes:{striker}>{struck}", text, Nature.WILL, striker)

    def armed_attack(self, attacker: str, victim: str, kind: EventKind) -> Literal:
        """Whether the force used is an armed attack; presumed where the scenario calls it one."""
        grave = kind is EventKind.ARMED_ATTACK
        why = (
            f"{kind.words} may fall short of an armed attack" if kind.doubtful else "lesser force may fall short of it"
        )
        return self.ask(
            f"armed-attack:{attacker}>{victim}",
            f"Is the force of {self._name(attacker)} against {self._name(victim)} an armed attack?",
            Nature.LAW,
            OBLIGOR,
            Presumption.YES if grave else Presumption.OPEN,
            "the scenario gives it as an armed attack" if grave else why,
        )

    def force(self, attacker: str, victim: str, kind: EventKind) -> Literal:
        """Whether what is done is force at all."""
        return self.ask(
            f"force:{attacker}>{victim}",
            f"Does {self._name(attacker)} use force against {self._name(victim)}?",
            Nature.LAW,
            OBLIGOR,
            why=f"{kind.words} need not be force",
        )

    def valid(self, treaty: str, name: str, why: str) -> Literal:
        """That an instrument binds although somebody's consent is said to have been extracted (presumed)."""
        return self.ask(f"valid:{treaty}", f"Is {name} valid?", Nature.LAW, OBLIGOR, Presumption.YES, why)

    def in_force(self, what: str, name: str, span: str) -> Literal:
        """That an instrument or an article was in force on a day for which that is not known."""
        said = (f"{name} was in force that day", f"{name} was not in force that day")
        return self.ask(f"in-force:{what}", f"Was {name} in force?", Nature.FACT, "the facts", why=span, said=said)

    def bound(self, treaty: str, name: str, state: str, span: str) -> Literal:
        """That a state was a party on a day for which that is not known."""
        who = self._name(state)
        said = (f"{who} was a party to {name} that day", f"{who} was no party to {name} that day")
        text = f"Was {who} a party to {name}?"
        return self.ask(f"in-force:{treaty}/{state}", text, Nature.FACT, "the facts", why=span, said=said)

    def attributed(self, attacker: str, victim: str, *, named: bool, group: str = "") -> Literal:
        """That force whose author is no state, or not established, is laid to the one named."""
        force = f"the force {f'of {group} ' if group else ''}against {self._name(victim)}"
        if group:
            itself = "laid to a state or an attack by itself"
            text = f"Is {force} laid to {self._name(attacker)}?" if named else f"Is {force} {itself}?"
        elif named:
            text = f"Is it established that {self._name(attacker)} used {force}?"
        else:
            text = f"Is it established that {force} came from outside, and from whom?"
        to = self._name(attacker) if named else "a state"
        said = (f"{force} is laid to {to}", f"{force} is not laid to {to}")
        if group and not named:
            said = (f"{force} is {itself}", f"{force} is neither {itself.replace(' or', ' nor')}")
        nature = Nature.LAW if group else Nature.FACT
        return self.ask(f"attributed:{attacker}>{victim}", text, nature, OBLIGOR, said=said)

    def host_hit(self, attacker: str, host: str, place: str, guest: str, *, leased: bool) -> Literal:
        """That force on a guest's forces is force on the state on whose soil it falls (presumed, but where the place is leased away)."""
        force, hit = f"the force of {self._name(attacker)} at {place}", self._name(host)
        return self.ask(
            f"host-hit:{attacker}>{host}",
            f"Is {force} force against {hit} too?",
            Nature.LAW,
            OBLIGOR,
            Presumption.OPEN if leased else Presumption.YES,
            f"the place is held by {self._name(guest)}" if leased else f"it falls on the territory of {hit}",
            said=(f"{force} is force against {hit} too", f"{force} is none against {hit}"),
        )

    def aggression(self, attacker: str, victim: str) -> Literal:
        """Whether a blockade or lesser force is aggression."""
        text = f"Is the force of {self._name(attacker)} against {self._name(victim)} aggression?"
        return self.ask(f"aggression:{attacker}>{victim}", text, Nature.LAW, OBLIGOR)

    def lawful_defence(self, striker: str, struck: str) -> Literal:
        """That force against a first attacker or its co-belligerent is NOT lawful defence."""
        return self.ask(
            f"lawful-defence:{striker}>{struck}",
            f"Is the force of {self._name(striker)} against {self._name(struck)} lawful defence?",
            Nature.LAW,
            OBLIGOR,
            Presumption.OPEN,
            f"{self._name(struck)} is on the side that used force first",
            answer=False,
        )

    def answering_attack(self, striker: str, struck: str) -> Literal:
        """That force in answer to a war begun by the one struck is an attack on it all the same (presumed not)."""
        return self.ask(
            f"answering-attack:{striker}>{struck}",
            f"Is the force of {self._name(striker)} in answer to {self._name(struck)} itself an attack on {self._name(struck)}?",
            Nature.LAW,
            OBLIGOR,
            Presumption.NO,
            f"{self._name(struck)} began that war; who begins one is not attacked by the answer to it",
        )

    def arming_is_attack(self, giver: str, against: str) -> Literal:
        """That arming those who strike a state is an attack on it (presumed not)."""
        return self.ask(
            f"arming-is-attack:{giver}>{against}",
            f"Does {self._name(giver)} attack {self._name(against)} by arming those who strike it?",
            Nature.LAW,
            OBLIGOR,
            Presumption.NO,
            "arming is not attacking: ICJ, Nicaragua, 1986",
        )

    def unlawful(self, attacker: str, victim: str, *, presumed: bool) -> Literal:
        """That an attack by the side that used force first is unlawful."""
        return self.ask(
            f"unlawful:{attacker}>{victim}",
            f"Is the attack of {self._name(attacker)} on {self._name(victim)} unlawful?",
            Nature.LAW,
            OBLIGOR,
            Presumption.YES if presumed else Presumption.OPEN,
            "the side that uses force first is presumed to do so unlawfully"
            if presumed
            else "it is said to be provoked",
        )

    def unprovoked(self, attacker: str, victim: str, *, presumed: bool) -> Literal:
        """That an attack came without provocation."""
        return self.ask(
            f"unprovoked:{attacker}>{victim}",
            f"Was {self._name(victim)} attacked by {self._name(attacker)} without having provoked it?",
            Nature.FACT,
            OBLIGOR,
            Presumption.YES if presumed else Presumption.OPEN,
            "the first attack of a scenario is presumed unprovoked" if presumed else "the war was already running",
        )

    def state_of_war(self, attacker: str, victim: str, *, lesser: bool = False) -> Literal:
        """Whether a state is put in a state of war by being struck: one that fights already, or by lesser force."""
        why = (
            "lesser force need not make war" if lesser else f"{self._name(victim)} was already fighting by its own act"
        )
        return self.ask(
            f"state-of-war:{attacker}>{victim}",
            f"Is {self._name(victim)} in a state of war because {self._name(attacker)} struck it?",
            Nature.LAW,
            OBLIGOR,
            Presumption.OPEN,
            why,
        )

    def forces_abroad(self, clause: str, attacker: str, victim: str) -> Literal:
        """Whether an attack on forces outside its territory is an attack on the party."""
        return self.ask(
            f"forces-abroad:{clause}/{attacker}>{victim}",
            f"Is an attack on forces of {self._name(victim)} outside its territory an attack on {self._name(victim)}?",
            Nature.LAW,
            OBLIGOR,
            Presumption.OPEN,
            "the text is silent on forces, ships and aircraft abroad",
        )

    def rule(self, rule: str, text: str, *, holds: bool = True) -> Literal:
        """That a rule of general law or of the cascade applies (presumed), so that a reading can switch it off."""
        said = (f"the rule applies that {text}", f"the rule does not apply that {text}")
        asked = f"Does the rule apply that {text}?"
        return self.ask(f"rule:{rule}", asked, Nature.LAW, OBLIGOR, Presumption.YES, answer=holds, said=said)
