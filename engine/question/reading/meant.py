"""The meanings of words in a parse: attackers, attacked states, instruments, states asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain

from engine.question.instruments import Instruments
from engine.question.reading.chart import Meaning
from engine.question.referents import Ids
from engine.question.tokens import Piece
from engine.question.topic import event_of_means
from engine.question.understood import HOME, TAKES_SIDE, THINGS, Act, found_again
from engine.question.vocabulary import bare, word_set, words
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import Duty, EventKind

THERE = frozenset(("in", "on", "at", "into", "onto", "inside", "within"))
"""Prepositions after which a noun of force names its victim: `an incursion in X`."""
FLYING = EventKind.LIMITED_FORCE
SHIPS, SEIZURE, MERCHANT, DRONES = "ships", "seizure", "merchant-ship", "drones"
"""What is hit, and the means by which, where a ship is taken."""
"""The kind of force whose nouns may be said to be over a state: `drones over X`."""
CROSSING = re.compile("(enter|cross|go into|come over|stray|fl[yie])", re.IGNORECASE)
"""Verbs by which something that flies enters a state without attacking anything yet."""
LAUNCHING = re.compile("(launch|fir[ei]|hurl|loos|unleash|rain|shoot)", re.IGNORECASE)
"""Verbs by which something that flies is fired at somebody."""


def part(meaning: Meaning, role: str) -> Meaning:
    """Return the part of a meaning that fills a role, such as `victim`; empty if no part does."""
    return next(
        (
            content
            for name, content in meaning
            if name == role and isinstance(content, tuple)
        ),
        (),
    )


def parts(meaning: Meaning, role: str) -> list[Meaning]:
    """Return every part of a meaning that fills a role, such as `victim`."""
    return [
        content
        for name, content in meaning
        if name == role and isinstance(content, tuple)
    ]


def numbers(meaning: Meaning, role: str) -> list[int]:
    """Return the numbers of the words of a meaning that fill a role."""
    return [
        content
        for name, content in meaning
        if name == role and isinstance(content, int)
    ]


def below(meaning: Meaning, role: str) -> list[int]:
    """Return the numbers of the words that fill a role in a meaning, at any depth of nested parts.

    >>> below((("a", (("out", 3),)), ("out", 1)), "out")
    [3, 1]
    """
    found = []
    for name, content in meaning:
        if isinstance(content, tuple):
            found += below(content, role)
        elif isinstance(content, int) and name == role:
            found.append(content)
    return found


def says(meaning: Meaning, role: str) -> bool:
    """Return whether a meaning, at any depth of nested parts, contains a role."""
    return any(name == role for name, _ in meaning)


class NotMeant(CasusError):
    """Raised for a parse that cannot be the meaning of a sentence, although another parse may be."""


class SeveralPlaces(CasusError):
    """Raised when several places are attacked, since an answer is about one."""


class NoAttack(CasusError):
    """Raised when no parse of a sentence describes an attack."""


class Unowned(CasusError):
    """Raised for ships, aircraft or forces without an owner."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        name = piece.text.removeprefix("the ")
        super().__init__(f"`{name}` may be any state's", remedy="say whose")


class Meant(Instruments):
    """The words of one sentence, with methods that return the acts, states, places and days that the words mean.

    Args:
        text: the sentence.
        every: its tokens.
        spoken: the same tokens, followed by the phrases that only the grammar knows.
        corpus: the law, which supplies names.
        on: the day of the question.
    """

    def __init__(
        self,
        text: str,
        every: list[Piece],
        spoken: list[Piece],
        corpus: Corpus,
        on: date,
    ) -> None:
        kept = [p for p in every if p.what not in word_set("dropped")]
        letters = words("grammar")["letters"]
        super().__init__(text, kept, "".join(letters[p.what] for p in kept), corpus, on)
        self.places = {
            number: kept.index(p) for number, p in enumerate(every) if p in kept
        }
        self.every = every
        self.means = ""
        """The means of force, if the words name one that the law treats in a way of its own."""
        self.private = False
        """Whether the ship that is hit is no public one."""
        self.spoken = spoken
        """The pieces, and behind them the phrases that only the grammar knows."""

    def whom(self, meaning: Meaning, role: str, apart: Ids = ()) -> Ids:
        """Return the ids of the parties that a parse names, in order.

        Args:
            meaning: the meaning of the parse.
            role: the role of the parties: `attacker`, `victim`, `asking`, `asked` or `named`.
            apart: the ids of states to which a pronoun cannot refer.

        Raises `CasusError` for an unknown name, and `NotMeant` if the sentence names the members of something that is not a group.
        """
        found: list[str] = []
        for named in parts(meaning, "p"):
            for number in numbers(named, "who"):
                found += self._one(number, named, role, apart)
        self._not_set_against_itself(meaning, found)
        return tuple(dict.fromkeys(found))

    def _not_set_against_itself(self, meaning: Meaning, found: Sequence[str]) -> None:
        """Raises `NotMeant` where a state is set against itself, under two of its names: `Muscat and not Oman`."""
        for others in parts(meaning, "other"):
            for named in parts(others, "p"):
                for number in numbers(named, "who"):
                    piece = self.every[number]
                    if piece.what == "NAME" and not set(found).isdisjoint(
                        self.each(number)
                    ):
                        raise NotMeant(f"`{piece.text}` is set against itself")

    def _one(self, number: int, named: Meaning, role: str, apart: Ids) -> Ids:
        """Find the ids that one name means, with what stands beside it: `all of`, `any of`, `members`."""
        at = self.places[number]
        if self.code[at] == "U" and not self.speaker:
            raise NotMeant(f"it is not said who `{self.text_of(number)}` is")
        if self.code[at] in "RrU":
            return (
                self.parties(range(at, at + 1), role, apart)
                if self.code[at] == "U"
                else self.referent(at, apart, role)
            )
        piece = self.every[number]
        group, beside = self.group(piece), dict(named)
        if group is not None:
            noun = self._beside(beside, "members") if "members" in beside else "s"
            some = "any" in beside
            whole = "all" in beside or (group.whole and not some)
            one = some or not noun.endswith("s")
            return self.members(piece.text, group, role, whole=whole, one=one)
        both = "all" in beside and self._beside(beside, "all").startswith("both")
        if not both and beside.keys() & {"all", "any", "members"}:
            raise NotMeant(f"`{piece.text}` is not a group of states")
        return self.single(piece, role)

    def _beside(self, beside: dict[str, int | str | Meaning], role: str) -> str:
        """The word that stands beside a name, in small letters."""
        return self.text_of(int(str(beside[role]))).casefold()

    def is_place(self, number: int) -> bool:
        """Return whether a name is that of a place and not of a state."""
        return self._placed(self.places[number])

    def each(self, number: int) -> Ids:
        """Return the ids to which a name in a list refers; each state is asked about separately."""
        piece = self.every[number]
        group = self.group(piece)
        return (
            group.members(self.on, self.corpus.treaties)
            if group
            else (self.state(piece),)
        )

    def act(self, meaning: Meaning, by: Ids = (), hit: Ids = ()) -> list[Act]:
        """Return the acts of one clause of force, one for each kind of event that the clause names.

        Args:
            meaning: the meaning of the clause.
            by: the attackers, if an earlier clause names them.
            hit: the attacked states, if an earlier clause names them.
        """
        if says(meaning, "willed"):
            why = "it is said that who is attacked wills it"
            raise NoAttack(why, remedy="ask of an attack, or leave it out")
        self.force, self.soil, self.private = "", "", False
        doers, whom = part(meaning, "by"), part(meaning, "hit")
        self._within_reach(meaning)
        who = self._acting(doers, by)
        self._from_own_soil(meaning, who)
        victim, at, thing = self.hit(whom, who) if whom else (hit, None, "")
        heads = [n for role in ("force", "also") for n in numbers(meaning, role)]
        seized = thing == SHIPS and bool(heads) and all(map(self._seizes, heads))
        at = self._spot_of(meaning, at, thing, victim)
        self._on_soil(meaning, victim, thing)
        thing = self._apart_from_place(thing, at)
        kinds = self._kinds(meaning, heads, doers, seized=seized)
        part_hit = "" if at or thing else self._part_hit(meaning, whom)
        act = Act(victim, who, EventKind.ARMED_ATTACK, at, self.force, thing, self.soil)
        act = replace(act, part=part_hit)
        return [replace(act, kind=kind) for kind in dict.fromkeys(kinds)]

    def _acting(self, doers: Meaning, by: Ids) -> Ids:
        """The states that act; raises `CasusError` where an armed group and a state do."""
        who = self.whom(doers, "attacker") if doers else by
        if who and self.force:
            why = f"`{self.force}` is no state and `{who[0]}` is one"
            raise CasusError(why, remedy="say each attack by itself")
        return who

    def _kinds(
        self, meaning: Meaning, heads: Sequence[int], doers: Meaning, *, seized: bool
    ) -> list[EventKind]:
        """The kinds of event that a clause names: the graver ones, if it names limited force too."""
        struck = says(meaning, "struck")
        flown = bool(numbers(meaning, "there"))
        otherwise = FLYING if flown else EventKind.ARMED_ATTACK
        named = [self.kind(number, doers, struck=struck) for number in heads]
        kinds = named or [otherwise]
        agents = [*heads, *below(doers, "agent")]
        drones = any("drone" in self.text_of(n).casefold() for n in agents)
        unmanned = kinds == [FLYING] and drones
        means = DRONES if unmanned else self._means_at_sea(kinds, seized=seized)
        if means:
            self.means, kinds = means, [event_of_means(means)]
        graver: list[EventKind] = [k for k in kinds if k != EventKind.LIMITED_FORCE]
        return graver or kinds[:1]

    def _part_hit(self, meaning: Meaning, whom: Meaning) -> str:
        """The part of the land that is hit, in words: a city, or what stands there; empty where it is the whole land."""
        lands = (self.text_of(n) for n in numbers(whom, "land"))
        if land := next((t for t in lands if bare(t) not in word_set("abstract")), ""):
            return land.removesuffix(" of")
        named = [n for p in parts(whom, "p") for n in numbers(p, "who")]
        spots = numbers(meaning, "at") or (named if len(named) == 1 else [])
        return next((self.text_of(n) for n in spots if self._is_part(n)), "")

    def _is_part(self, number: int) -> bool:
        """Whether a name is that of a city or a region, and neither of a state nor of a people."""
        piece = self.every[number]
        plain = piece.what == "NAME" and not piece.text.casefold().startswith("the ")
        people = piece.text.casefold().endswith("s") and " " not in piece.text
        own = ""
        with suppress(CasusError):
            own = self.corpus.states.resolve(piece.text, self.on).id
        return plain and bool(piece.value) and not people and own != self.state(piece)

    def _means_at_sea(self, kinds: list[EventKind], *, seized: bool) -> str:
        """Find the means that the ship which is hit makes of an act: its seizure, or an attack on a merchant ship."""
        attack = self.private and kinds == [EventKind.ARMED_ATTACK]
        return SEIZURE if seized else MERCHANT if attack else ""

    def _seizes(self, number: int) -> bool:
        """Whether a word of force says that something is taken, and not that it is struck."""
        return self.text_of(number).casefold() in word_set("seizing")

    def _within_reach(self, meaning: Meaning) -> None:
        """Raises `NotMeant` where a noun of force is said to be near a state, not in it, or over its land."""
        for number in numbers(meaning, "there"):
            heads = {self.every[n].value for n in numbers(meaning, "force")}
            agents = {self.every[n].value for n in below(meaning, "agent")}
            aloft = ("over", "above") if FLYING in heads | agents else ()
            within = THERE if heads else ()
            if self.text_of(number).casefold() not in (*within, *aloft):
                raise NotMeant(f"`{self.text_of(number)}` does not say who is hit")

    def _from_own_soil(self, meaning: Meaning, who: Ids) -> None:
        """Raises `NotMeant` where an attack comes from the land of another state than its attackers."""
        for number in numbers(meaning, "origin"):
            if not set(self.single(self.every[number], "named")) <= set(who):
                raise NotMeant(f"`{self.text_of(number)}` does not attack here")

    def _spot_of(
        self, meaning: Meaning, at: str | None, thing: str, victim: Ids
    ) -> str | None:
        """The place that is hit, by the words of who is hit or by those behind them."""
        spots = numbers(meaning, "at")
        if not spots:
            return at
        if at:
            raise CasusError("the sentence says two places", remedy="say one")
        return self.place(self.every[spots[0]], thing, victim)

    def _apart_from_place(self, thing: str, at: str | None) -> str:
        """What is hit if not the land, where the place does not say it already."""
        if at and THINGS.get(thing) in (None, self.corpus.gazetteer.place(at).kind):
            return ""
        if thing and not at and thing not in HOME:
            why = f"it is not said where the {thing} are hit"
            raise CasusError(why, remedy="name the place: `at …`, `in …`")
        return thing

    def _on_soil(self, meaning: Meaning, victim: Ids, thing: str) -> None:
        """Note in whose land something is hit; raises `NotMeant` where that is not the land that is hit."""
        for number in (
            n for content in parts(meaning, "soil") for n in numbers(content, "who")
        ):
            owner = self.state(self.every[number])
            if thing in HOME:
                self.soil = owner
            elif victim != (owner,):
                raise NotMeant(
                    f"`{self.text_of(number)}` land is not the land that is hit"
                )

    def kind(self, number: int, doers: Meaning, *, struck: bool = False) -> EventKind:
        """Return the kind of event that a clause of force names, from its verb and from the actors, such as hackers,
        saboteurs or drones.

        Args:
            number: the number of the word of force.
            doers: the meaning of the actors.
            struck: whether the clause says that something is sent against somebody.
        """
        piece = self.every[number]
        if piece.what in ("THREAT", "THREATENED"):
            return EventKind.THREAT
        acting = {str(self.every[n].value) for n in below(doers, "agent")}
        if FLYING in acting and CROSSING.match(piece.text):
            return FLYING
        against = struck and "drone" in piece.text.casefold()
        before = self.pieces[max(self.places[number] - 1, 0)].text
        launched = against or LAUNCHING.match(before)
        shot = piece.value == FLYING and launched
        word = "" if shot else str(piece.value)
        agents = (a["kind"] for a in words()["agents"] if a["kind"] in acting)
        return EventKind(next(agents, word or "armed-attack"))

    def hit(self, meaning: Meaning, apart: Ids) -> tuple[Ids, str | None, str]:
        """Return the ids of the attacked states, the place if the words name one, and the target if it is not land."""
        spots = numbers(meaning, "spot")
        if unowned := numbers(meaning, "unowned"):
            raise Unowned(self.every[unowned[0]])
        if numbers(meaning, "nowhere"):
            why = "it is not said where the cables are hit"
            raise CasusError(why, remedy="name the place: `at …`, `in …`")
        if spots and (cables := numbers(meaning, "cables")):
            return self._cables(meaning, cables[0], spots[0], apart)
        words = [self.every[n] for n in numbers(meaning, "thing")]
        thing = next((str(piece.value) for piece in words), "")
        self.private = any(p.text.casefold() in word_set("merchant") for p in words)
        if spots and not thing:
            self._demand_place(spots[0])
        if spots and thing:
            self._demand_owner(meaning)
        if found := self._plain(meaning, apart):
            return found
        self._demand_one_place(meaning)
        whose = self.whom(meaning, "victim", apart)
        at = self.place(self.every[spots[0]], thing, whose) if spots else None
        return whose, at, thing

    def _cables(
        self, meaning: Meaning, cables: int, spot: int, apart: Ids
    ) -> tuple[Ids, str | None, str]:
        """Who is hit where cables at a place are: the state that is named, or whoever holds the place."""
        at = self.place(self.every[spot], str(self.every[cables].value), ())
        place = self.corpus.gazetteer.place(str(at))
        named = self.whom(meaning, "victim", apart)
        return named or self.holder(place, apart), place.id, ""

    def _demand_one_place(self, meaning: Meaning) -> None:
        """Raises `SeveralPlaces` for a place in a list of who is hit: an answer is about one place."""
        named = below(meaning, "who")
        places = [n for n in named if self.every[n].what == "NAME" and self.is_place(n)]
        if len(named) > 1 and places:
            text = self.every[places[0]].text
            why = f"`{text}` is one of several places that are hit"
            raise SeveralPlaces(why, remedy="ask about one place at a time")

    def _demand_owner(self, meaning: Meaning) -> None:
        """Raises `NotMeant` for a place that is said to have forces or ships elsewhere."""
        owners = [n for p in parts(meaning, "p") for n in numbers(p, "who")]
        if any(self.every[n].what == "NAME" and self.is_place(n) for n in owners):
            raise NotMeant("a place has no forces of its own")

    def _demand_place(self, number: int) -> None:
        """Raises `NotMeant` for a state where a place is needed."""
        piece = self.every[number]
        if piece.what == "NAME" and not piece.value and not self.is_place(number):
            raise NotMeant(f"`{piece.text}` is a state, and no place")

    def _plain(
        self, meaning: Meaning, apart: Ids
    ) -> tuple[Ids, str | None, str] | None:
        """Who is hit where one name or one word like `it` stands by itself; None where more is said."""
        named = part(meaning, "p")
        if len(meaning) != 1 or len(named) != 1:
            return None
        (number,) = numbers(named, "who")
        here = self.places[number]
        if self.code[here] == "R" and (place := self._place_meant(here, apart)):
            return self.holder(place, apart), place.id, ""
        if self.code[here] == "N":
            return self._named(self.every[number], number, apart)
        return None

    def _named(
        self, piece: Piece, number: int, apart: Ids
    ) -> tuple[Ids, str | None, str]:
        """Who is hit where one name is, which may be that of a place."""
        spot = self.corpus.gazetteer.get(piece.text)
        if piece.value:
            return (self.state(piece),), spot.id if spot else None, ""
        if land := self._before_its_state(piece.text):
            return self.holder(land, apart), land.id, ""
        if not self._placed(self.places[number]):
            return self._one(number, (), "victim", apart), None, ""
        spot = self.corpus.gazetteer.place(piece.text)
        whose = self.holder(spot, apart)
        if spot.kind in THINGS.values():
            raise CasusError(
                f"it is not said whose `{piece.text}` is",
                remedy="say whose forces are hit",
            )
        return whose, spot.id, ""

    def instruments(self, meaning: Meaning, hit: Ids) -> tuple[Ids, str]:
        """Return the ids of the instruments that the words name, and the article if they name one."""
        named = numbers(meaning, "inst")
        if not named:
            return (), ""
        span = range(
            min(self.places[n] for n in named), max(self.places[n] for n in named) + 1
        )
        pieces = [self.every[n] for n in named]
        article = next(
            (
                a
                for p in pieces
                if p.what in ("INSTRUMENT", "ARTICLE") and (a := article_of(p.text))
            ),
            "",
        )
        bodies = [
            g.treaty
            for p in pieces
            if isinstance(g := self.corpus.groups.get(p.text), Group) and g.treaty
        ]
        if all(p.what in ("NAME", "ARTICLE") for p in pieces):
            found = bodies
        else:
            found = self._instrument(span, hit)
        if not found:
            raise CasusError(
                f"no instrument is called `{self.words(span)}`",
                remedy="`casus list` gives them",
            )
        return tuple(dict.fromkeys(found)), article

    def duty(self, meaning: Meaning) -> Duty | None:
        """Return the duty that the sentence names, for example to fight or to consult; None if it names none."""
        content = {
            w
            for n in below(meaning, "deed")
            for w in self.text_of(n).casefold().split()
        }
        return next(
            (d for d in (Duty.FIGHT, Duty.CONSULT) if content & word_set(d)), None
        )

    def text_of(self, number: int) -> str:
        """Return the text of a word."""
        return self.spoken[number].text

    def facts(self, meaning: Meaning, acts: Sequence[Act]) -> Iterator[str]:
        """Yield further facts as clauses: a request, or whose side a state takes.

        Args:
            meaning: the meaning of the parse.
            acts: the acts of force in the sentence.

        Raises `CasusError` if it is unclear who asks, or whose side is taken.
        """
        if says(meaning, "joins"):
            yield from self._taking_sides(meaning, acts)
        else:
            yield self._request(meaning, acts[0].victim)

    def _taking_sides(self, meaning: Meaning, acts: Sequence[Act]) -> Iterator[str]:
        """Who fights for whom, a clause for each pair; a side is taken of who is attacked or attacks."""
        hit, sides = acts[0].victim, {s for a in acts for s in (*a.victim, *a.by)}
        joiners = self.whom(part(meaning, "joiner"), "named")
        joined = self.whom(part(meaning, "joined"), "named") or hit
        if set(joiners) & set(joined):
            raise CasusError(
                "a state is said to take its own side",
                remedy="name the state that joins, and the side that it takes",
            )
        if not sides.issuperset(joined):
            raise CasusError(
                "a side is taken of a state that is not in the war",
                remedy="name who is attacked, or who attacks",
            )
        for one in joiners:
            for other in joined:
                names = (found_again(s, self.on, self.corpus) for s in (one, other))
                yield TAKES_SIDE.join(names)

    def _request(self, meaning: Meaning, hit: Ids) -> str:
        """The request that is given, as a clause."""
        named = [self.every[n].what for n in below(part(meaning, "asker"), "who")]
        asker = part(meaning, "asker") if named != ["PRON"] else ()
        asking = self.whom(asker, "asking") if asker else hit
        if len(asking) != 1 or asking[0] not in hit:
            raise CasusError(
                "it is not said who asks for help",
                remedy="name the state that is attacked and asks",
            )
        asked = numbers(meaning, "askee")
        verb = "does not ask" if says(meaning, "denied") else "asks"
        whom = self.text_of(asked[0]) if asked else "for help"
        if asked and self.every[asked[0]].what == "ADJECTIVE":
            state = self.state(self.every[asked[0]])
            whom = found_again(state, self.on, self.corpus)
        return f"{found_again(asking[0], self.on, self.corpus)} {verb} {whom}"


def article_of(text: str) -> str:
    """Return the number of the article that a text names; empty if it names none.

    >>> article_of("Article 5"), article_of("Art. 42.7"), article_of("the North Atlantic Treaty")
    ('5', '42.7', '')
    """
    found = re.match(r"art\S*\s+(\S+)", text, re.IGNORECASE)
    return found[1].upper().replace("FIVE", "5") if found else ""


def flat(ids: Iterable[Ids]) -> Ids:
    """Return several lists of ids as one list without repetitions."""
    return tuple(dict.fromkeys(chain.from_iterable(ids)))
