"""Comparison of a sentence with its rewriting by a language model: words that the rewriting leaves out, adds, or turns round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from engine.interfaces.commands.model_names import telling
from engine.question.instruments import treaties_named, years_of
from engine.question.reading.meant import article_of
from engine.question.tokens import Piece, cut, stands_for
from engine.question.topic import Kind
from engine.question.understood import Understood
from engine.question.vocabulary import split
from engine.question.ways import PAST
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.models.place import Place
from treaties.models.treaty import Treaty
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.days import SpokenDay, Undated, in_words
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import fold, instrument_in_line, ships_in_line
from treaties.vocabulary.terms import Duty

NAMING = frozenset(["NAME", "ADJECTIVE", "RULER"])
DENYING = frozenset(["denies", "excepts"])
"""The classes of words, among those that may change a meaning, which deny or except something."""
IDLE = frozenset(["THE", "AN", "FILL", "BE", "POSS", "DAY"])
"""The classes of words that may stand between an attack and its parties."""
LETTERS = {
    **dict.fromkeys(NAMING, "N"),
    **dict.fromkeys(("VERB", "VERBED", "VERBHIT"), "V"),
    **dict.fromkeys(("ON", "AGAINST"), "o"),
    "NOUN": "O",
    "VERBNOUN": "X",
    "BY": "b",
}
"""The letters of words in the patterns of an attack."""
ORDERS = (
    ("N[VX]N", 0, 2),
    ("N[VX]bN", 3, 0),
    ("N[OX]oN", 0, 3),
    ("[OX]bNoN", 2, 4),
    ("[OX]oNbN", 4, 2),
)
"""Patterns of an attack, each with the places of the attacker and of the attacked state."""
CERTAIN = re.compile(
    r"(?i)\b(?:the|that|this|its|their|old|ancient|secret|\d{4})\s+(?:\w+\s+)?$"
)
"""Words before a noun that names one certain treaty."""
TRIES = 4
"""How often words for a time that is no day are taken out of a sentence that cannot be cut."""
UNDATED = frozenset([Kind.WHEN])
"""The kinds of question that ask for days and name none."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Compared:
    """The differences between a sentence and its rewriting: the words that are left out, those that are added, and the attackers that have become victims."""

    left_out: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Mention:
    """Words of the sentence that name something, with all that they may mean."""

    words: str
    ids: frozenset[str]
    owners: frozenset[str]
    """The states to which a place belongs that they name."""
    members: frozenset[str]
    """The members of a group that they name."""
    of_treaty: bool
    """Whether the words may only describe a treaty: `Polish` in `the Polish alliance`."""


def compared(text: str, meant: Understood, corpus: Corpus) -> Compared:
    """Compare a sentence with the question that a model made of it: names, places, treaties, articles, days, denials, and who attacks whom.

    Args:
        text: the sentence of the user.
        meant: the rewritten question as it was understood.
        corpus: the law, which supplies names.

    >>> from treaties.loading.corpus import load_corpus
    >>> from engine.question.sentence import parse_question
    >>> law = load_corpus()
    >>> compared("Poland hit, France no help?", parse_question("Must Spain help Poland?", law), law)
    Compared(left_out=('France', 'no'), put_in=('Spain',), turned=())
    """
    pieces = tokens_in(text, corpus)
    named = list(_mentions(pieces, meant.on, corpus))
    left, put = [], []
    slots = _slots(meant, corpus)
    question = meant.question(corpus)
    facts = tokens_in(". ".join((*meant.given, *meant.changed)), corpus)
    again = list(_mentions(facts, meant.on, corpus))
    every = frozenset(i for one in named for i in one.ids | one.members)
    owners = frozenset(i for one in named for i in one.owners)
    lost = [one for one in named if not _recurs(one, again)]
    left += [one.words for one in lost if not _kept(one, slots, meant, corpus)]
    put += _attackers_put_in(meant, every, owners, corpus)
    put += _members_put_in(meant, named, owners, corpus)
    put += list(_not_backed(slots, every | owners, text, pieces, corpus))
    known = {y for t in slots.treaties for y in years_of(corpus.treaty(t))}
    pairs: tuple[Changes, ...] = (
        _days(text, pieces, meant, known),
        _articles(text, meant),
        _denials(text, pieces, meant),
        (_kinds_left_out(text, meant), []),
        (_pacts_left_out(text, pieces, meant), []),
    )
    for less, more in pairs:
        left, put = [*left, *less], [*put, *more]
    left += _unknown_names(text, pieces, question)
    turned = _turned(pieces, meant, corpus)
    in_order = sorted(left, key=text.find)
    return Compared(_each(in_order), _each(put), _each(turned))


def lines_compared(text: str, other: str, corpus: Corpus) -> Compared:
    """Compare the words of a sentence with those of its rewriting, if the rewriting is not a question about an attack: names, days, denials, and who attacks whom.

    Args:
        text: the sentence of the user.
        other: the rewriting.
        corpus: the law, which supplies names.

    >>> from treaties.loading.corpus import load_corpus
    >>> lines_compared("Spain joined in 1982", "Italy never joined NATO.", load_corpus())
    Compared(left_out=('Spain', '1982'), put_in=('Italy', 'NATO', 'never'), turned=())
    """
    one, two = _words(text, corpus), _words(other, corpus)
    pairs = (_names_apart(one, two), _days_apart(one, two), _denials_apart(one, two))
    left = [words for less, _ in pairs for words in less]
    put = [words for _, more in pairs for words in more]
    left += _unknown_names(text, one.pieces, other)
    attacks = [(_ids(a, corpus), _ids(v, corpus)) for a, v in _attacks(two.pieces)]
    every = _attacks(one.pieces)
    turned = (a.text for a, v in every if _reversed(a, v, attacks, corpus))
    return Compared(_each(sorted(left, key=text.find)), _each(put), _each(turned))


@dataclass(frozen=True)
class _CutSentence:
    """A sentence, its tokens, and all that it names but days."""

    text: str
    pieces: list[Piece]
    named: list[_Mention]

    @property
    def days(self) -> list[Piece]:
        """Its days."""
        return [p for p in self.pieces if isinstance(p.value, SpokenDay)]


def _words(text: str, corpus: Corpus) -> _CutSentence:
    """A sentence with its tokens and names."""
    pieces = tokens_in(text, corpus)
    return _CutSentence(text, pieces, list(_mentions(pieces, None, corpus)))


Changes = tuple[list[str], list[str]]
"""Words that are left out, and those that are put in."""


def _names_apart(one: _CutSentence, two: _CutSentence) -> Changes:
    """The names that only the first of two sentences has, and those that only the second has."""
    left = [name.words for name in one.named if not _recurs(name, two.named)]
    return left, [name.words for name in two.named if not _recurs(name, one.named)]


def _days_apart(one: _CutSentence, two: _CutSentence) -> Changes:
    """The days that only the first of two sentences has, and those that only the second has."""
    left = [day.text for day in one.days if not _is_in(day, two.days)]
    put = [day.text for day in two.days if not _is_in(day, one.days)]
    return left, put or ["today"] * bool(PAST.search(one.text) and not two.days)


def _denials_apart(one: _CutSentence, two: _CutSentence) -> Changes:
    """The denials that one of two sentences has more than the other."""
    first, second = (list(_denied(words.text, words.pieces)) for words in (one, two))
    return first[len(second) :], second[len(first) :]


def _recurs(one: _Mention, others: Iterable[_Mention]) -> bool:
    """Whether what some words name is named again."""
    return any(one.ids & other.ids for other in others)


def _is_in(piece: Piece, others: Iterable[Piece]) -> bool:
    """Whether some days reach into a day."""
    if not isinstance(piece.value, SpokenDay):
        return False
    first, last = piece.value.day, piece.value.last or piece.value.day
    return any(_overlap(other.value, first, last) for other in others)


def _ids(piece: Piece, corpus: Corpus) -> frozenset[str]:
    return _meant_by(piece, None, corpus)


def _reversed(
    one: Piece,
    other: Piece,
    attacks: Iterable[tuple[frozenset[str], frozenset[str]]],
    corpus: Corpus,
) -> bool:
    """Whether some attacks have an attacker attacked by its victim.

    Args:
        one: the attacker.
        other: its victim.
        attacks: the attackers and victims of the other sentence.
        corpus: the law, which supplies names.
    """
    by, hit = _ids(one, corpus), _ids(other, corpus)
    return any(a & hit and v & by for a, v in attacks)


def unknown_names(text: str, corpus: Corpus) -> list[str]:
    """Return the names in a sentence that the corpus does not have.

    >>> from treaties.loading.corpus import load_corpus
    >>> unknown_names("If Serbia attacks Montenegro at Pljevlja, who must help?", load_corpus())
    ['Pljevlja']
    """
    return list(_unknown_names(text, tokens_in(text, corpus), ""))


def naming_words(text: str, corpus: Corpus) -> set[str]:
    """Return the words of a sentence that name a state, a place, a treaty or a day.

    >>> from treaties.loading.corpus import load_corpus
    >>> sorted(naming_words("Maureen asks of Nuuk and of the old alliance", load_corpus()))
    ['Nuuk', 'alliance']
    """
    naming = {*NAMING, "INSTRUMENT", "TREATY"}
    pieces = tokens_in(text, corpus)
    days = {p.text for p in pieces if isinstance(p.value, SpokenDay)}
    return days | {p.text for p in pieces if p.what in naming}


def tokens_in(text: str, corpus: Corpus) -> list[Piece]:
    """Return the tokens of a sentence, without times that name no day.

    >>> from treaties.loading.corpus import load_corpus
    >>> [piece.text for piece in tokens_in("I speak on Thursday", load_corpus())][-1]
    'on'
    """
    plain = _without_idioms(text)
    for _ in range(TRIES):
        try:
            return cut(plain, corpus)
        except Undated as error:
            words = error.words or error.message.split("`")[1]
            plain = plain.replace(words, " " * len(words))
        except CasusError:
            break
    return []


def _without_idioms(text: str) -> str:
    """The sentence with blanks in place of phrases in which a denial denies nothing: `yes or no`."""
    for phrase in split(sibling_toml(__file__)["idle"]):
        text = re.sub(rf"(?i)\b{re.escape(phrase)}\b", lambda m: " " * len(m[0]), text)
    return re.sub(r"\bSTOP\b", "    ", text)  # of a telegram


def _mentions(
    pieces: Sequence[Piece], on: date | None, corpus: Corpus
) -> Iterator[_Mention]:
    """All that a sentence names but days: states, groups, places, treaties."""
    for n, piece in enumerate(pieces):
        near = [p.what for p in pieces[n + 1 : n + 4]]
        of_treaty = piece.what == "ADJECTIVE" or "TREATY" in near
        if piece.what in NAMING:
            ids, owners = _meant_by(piece, on, corpus), _owners(piece.text, corpus)
            members = _members(piece.text, on, corpus)
            yield _Mention(piece.text, ids, owners, members, of_treaty)
        elif piece.what == "INSTRUMENT" and not article_of(piece.text):
            ids = frozenset(treaties_named(piece, corpus))
            none: frozenset[str] = frozenset()
            yield _Mention(piece.text, ids, none, none, of_treaty=False)


def _meant_by(piece: Piece, on: date | None, corpus: Corpus) -> frozenset[str]:
    """The ids of all that a name may mean: states, the group with its treaty, the place."""
    found = {name for name in stands_for(piece) if name in corpus.states}
    for name in (piece.text, *stands_for(piece)):
        for day in (on, None):
            with suppress(CasusError):
                found.add(corpus.states.resolve(name, day).id)
    group = corpus.groups.get(piece.text)
    if isinstance(group, Group):
        found |= {group.name, *([group.treaty] if group.treaty else [])}
    place = _place(piece.text, corpus)
    return frozenset(found | ({place.id} if place else set()))


def _place(name: str, corpus: Corpus) -> Place | None:
    return corpus.gazetteer.get(name) or corpus.gazetteer.get(_bare(name))


def _owners(name: str, corpus: Corpus) -> frozenset[str]:
    """The ids of the states to which a place belongs; none where the name is of no place."""
    place = _place(name, corpus)
    holders = (*place.of, *place.administered_by) if place else ()
    return frozenset(holder.state for holder in holders)


def _members(name: str, on: date | None, corpus: Corpus) -> frozenset[str]:
    """The ids of the members of a group; none where the name is of no group."""
    group = corpus.groups.get(name)
    if not isinstance(group, Group):
        return frozenset()
    return frozenset(group.members(on or date.today(), corpus.treaties))


def _attackers_put_in(
    meant: Understood, named: frozenset[str], owners: frozenset[str], corpus: Corpus
) -> list[str]:
    """The attackers that a sentence names by no more than a place that belongs to them.

    Args:
        meant: the question.
        named: the ids of all that the sentence names, with the members of groups.
        owners: the states to which the places belong that it names.
        corpus: the law.
    """
    by = dict.fromkeys(i for act in meant.acts for i in act.by)
    return [corpus.states[i].name for i in by if i in owners - named]


def _members_put_in(
    meant: Understood,
    named: Sequence[_Mention],
    owners: frozenset[str],
    corpus: Corpus,
) -> Iterator[str]:
    """States in the attack whom a sentence names only by their alliance, where other members have no part in it.

    Args:
        meant: the question.
        named: all that the sentence names.
        owners: the states to which the places belong that it names.
        corpus: the law.
    """
    alone = {i for one in named for i in one.ids} | owners
    acting = {i for act in meant.acts for i in (*act.by, *act.victim)}
    for one in named:
        if not one.members <= acting:
            yield from (corpus.states[i].name for i in one.members & acting - alone)


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


@dataclass(frozen=True)
class _Slots:
    """What the question names, by id."""

    states: tuple[str, ...]
    groups: tuple[str, ...]
    places: tuple[str, ...]
    parts: tuple[str, ...]
    treaties: tuple[str, ...]

    @property
    def ids(self) -> set[str]:
        """All of them."""
        return {*self.states, *self.groups, *self.places, *self.treaties}


def _slots(meant: Understood, corpus: Corpus) -> _Slots:
    """What a question names."""
    group = corpus.groups.get(meant.group) if meant.group else None
    acts = meant.acts
    states = [i for act in acts for i in (*act.by, *act.victim, act.soil)]
    groups = [group.name if isinstance(group, Group) else meant.group]
    gone = [one.split(":") for one in meant.without]
    return _Slots(
        _each((*states, *(() if meant.group else meant.about), *_second(gone))),
        _each(groups),
        _each(act.at or "" for act in acts),
        _each(word for act in acts for word in (act.part, act.force)),
        _each((*meant.instruments, *(one[0] for one in gone))),
    )


def _second(pairs: Iterable[Sequence[str]]) -> Iterator[str]:
    return (pair[1] for pair in pairs if len(pair) > 1)


def _each(names: Iterable[str]) -> tuple[str, ...]:
    """Names, each once, without empty ones."""
    return tuple(dict.fromkeys(name for name in names if name))


def _kept(one: _Mention, slots: _Slots, meant: Understood, corpus: Corpus) -> bool:
    """Whether what some words name has a part in the question."""
    if one.ids & slots.ids or _is_at(one.ids, slots.places):
        return True
    if one.members and one.members <= set(slots.states):
        return True
    group = corpus.groups.get(meant.group) if meant.group else None
    if isinstance(group, Group) and group.treaty in one.ids:
        return True
    parties = {s for t in slots.treaties for s in corpus.treaty(t).states}
    law_alone = not meant.acts
    if (one.of_treaty or law_alone) and one.ids & parties:
        return True
    whole = fold(" ".join(slots.parts))
    return bool(slots.parts) and fold(_bare(one.words)) in whole


def _is_at(ids: Iterable[str], places: Iterable[str]) -> bool:
    """Whether some places are in a sea or a land among some ids: `ships-in-the-red-sea` and `red-sea`."""
    return any(place.endswith(f"-{ident}") for place in places for ident in ids)


def _not_backed(
    slots: _Slots,
    named: frozenset[str],
    text: str,
    pieces: Sequence[Piece],
    corpus: Corpus,
) -> Iterator[str]:
    """What the question names, and the sentence does not.

    Args:
        slots: what the question names.
        named: the ids of all that the sentence names.
        text: the sentence.
        pieces: its tokens.
        corpus: the law.
    """
    yield from (corpus.states[i].name for i in slots.states if i not in named)
    yield from (name for name in slots.groups if name not in named | {"neighbours"})
    yield from _places_put_in(slots.places, named, fold(text), corpus)
    yield from (word for word in slots.parts if fold(_bare(word)) not in fold(text))
    noun = any(p.what in ("TREATY", "INSTRUMENT") for p in pieces)
    treaties = [corpus.treaty(i) for i in slots.treaties if i not in named]
    between = [noun and len(set(t.states) & named) > 1 for t in treaties]
    for treaty, both in zip(treaties, between, strict=True):
        if not both and not telling(_called(treaty)) & telling(text):
            yield instrument_in_line(treaty.name)


def _places_put_in(
    places: Iterable[str], named: frozenset[str], text: str, corpus: Corpus
) -> Iterator[str]:
    """The names of the places that a sentence does not name.

    Args:
        places: the ids of the places.
        named: the ids of all that the sentence names.
        text: the sentence.
        corpus: the law.
    """
    unsaid = (i for i in places if i not in named and not _is_at(named, [i]))
    for ident in unsaid:
        if not _has_place(ident, text, corpus):
            yield ships_in_line(corpus.gazetteer.place(ident).name)


def _called(treaty: Treaty) -> str:
    """All names of a treaty in one line."""
    return " ".join((treaty.name, *treaty.aliases))


def _has_place(ident: str, text: str, corpus: Corpus) -> bool:
    """Whether a text has a name of a place, or its telling words: `Khyber`. The name of a state tells none: `China`."""
    place = corpus.gazetteer.place(ident)
    dated = (one.name for one in place.names)
    names = [fold(name) for name in (place.name, *dated, *place.aliases)]
    wide = set(split(sibling_toml(__file__)["wide"]))
    words = [set(name.split()) - wide for name in names]
    of_place = [own for own in words if not all(map(corpus.states.known, own))]
    return any(name in text for name in names) or any(
        own <= set(text.split()) for own in of_place
    )


def _days(
    text: str, pieces: Sequence[Piece], meant: Understood, known: set[int]
) -> Changes:
    """The days that are left out, and the day that is put in.

    Args:
        text: the sentence.
        pieces: its tokens.
        meant: the question.
        known: the years of the treaties that the question names, which are no days of the case.
    """
    days = [p for p in pieces if _is_of_case(p, known)]
    if meant.day is None:
        return _undated(text, days, meant)
    first, last = meant.day.day, meant.day.last or meant.day.day
    fits = [p for p in days if _overlap(p.value, first, last)]
    years = {int(y) for y in re.findall(r"\b1[5-9]\d\d\b|\b20\d\d\b", text)}
    backed = fits or years & {first.year, last.year}
    words = meant.day.words if meant.day.last else in_words(first)
    return [p.text for p in days if p not in fits], [] if backed else [words]


def _undated(text: str, days: Iterable[Piece], meant: Understood) -> Changes:
    """The days of a sentence that a question about today leaves out; it puts in today where the sentence tells of the past."""
    today = date.today()
    far = [p for p in days if not _overlap(p.value, today, today)]
    left = [
        p.text for p in far if not (isinstance(p.value, SpokenDay) and p.value.relative)
    ]
    asked = " ".join(re.findall(r"[^.!?]*\?", text)) or text
    of_past = bool(left or PAST.search(asked)) and meant.kind not in UNDATED
    return left, ["today"] if of_past else []


def _is_of_case(piece: Piece, known: set[int]) -> bool:
    """Whether a piece is a day, and no year of a treaty."""
    day = piece.value
    return isinstance(day, SpokenDay) and not (day.last and day.day.year in known)


def _overlap(value: str | SpokenDay, first: date, last: date) -> bool:
    """Whether the days of some words reach into a span."""
    if not isinstance(value, SpokenDay):
        return False
    return value.day <= last and first <= (value.last or value.day)


def _articles(text: str, meant: Understood) -> Changes:
    """The articles that are left out, and those that are put in."""
    named = _articles_named(text)
    own = {_number(a): a for a in meant.topic.articles if a}
    less = [words for number, words in named.items() if number not in own]
    return less, [f"Art. {a}" for number, a in own.items() if number not in named]


def _number(words: str) -> str:
    """The number of an article in Arabic numerals, without its paragraph."""
    number = re.split(r"[.(]", article_of(words) or words)[0].strip().casefold()
    written = split(sibling_toml(__file__)["numbers"])
    if number in written:
        return str(written.index(number) + 1)
    value, before = 0, 0
    for letter in reversed(number):
        one = {"i": 1, "v": 5, "x": 10, "l": 50}.get(letter)
        if one is None:
            return number
        value += -one if one < before else one
        before = max(one, before)
    return str(value)


def _articles_named(text: str) -> dict[str, str]:
    """The articles that a sentence names, by number, each with its words: `Article 5`, `article five`, `Art IV`."""
    found = re.finditer(r"(?i)\bart(?:icle|icles|s)?\b\.?\s*(\w+)", text)
    numbers = {_number(m[1]): m[0] for m in found}
    return {number: words for number, words in numbers.items() if number.isdecimal()}


def _denials(text: str, pieces: Sequence[Piece], meant: Understood) -> Changes:
    """The words of denial that are left out, and `not` where it is put in; a question that denies takes up one of them."""
    denials = list(_denied(text, pieces))
    kinds = (Kind.WHO_NOT, Kind.WHY_NOT)
    denies = meant.kind in kinds or meant.deed is Duty.STAY_NEUTRAL
    if not denies and not meant.without:
        return denials, []
    known = f" {fold(text)} "
    implied = any(f" {w} " in known for w in split(sibling_toml(__file__)["free"]))
    return denials[1:], [] if denials or implied or meant.without else ["not"]


def _kinds_left_out(text: str, meant: Understood) -> list[str]:
    """Words for a kind of question that the rewriting does not ask: `why` where it asks who must help."""
    left = []
    for row in sibling_toml(__file__)["kinds"]:
        words = "|".join(map(re.escape, split(row["words"])))
        found = re.search(rf"(?i)\b(?:{words})\b", _without_idioms(text))
        if found and meant.kind.value not in split(row["kinds"]):
            left.append(found[0])
    return left


def _pacts_left_out(text: str, pieces: Sequence[Piece], meant: Understood) -> list[str]:
    """Nouns for one certain treaty, `that old alliance`, where the question names no treaty."""
    if meant.instruments or meant.without or meant.group or meant.kind is Kind.WHICH:
        return []
    nouns = [p for p in pieces if p.what == "TREATY"]
    return [p.text for p in nouns if CERTAIN.search(text[: p.start])]


def _denied(text: str, pieces: Sequence[Piece]) -> Iterator[str]:
    """The words that deny or except something, `n't` with its verb."""
    for piece in pieces:
        alone = piece.text.casefold()
        if piece.what == "HARM" and piece.value in DENYING and alone != "t":
            behind = re.match(r"[’']t\b", text[piece.end :])
            yield piece.text + (behind[0] if behind else "")
        elif piece.what == "HARM" and alone == "t":
            whole = re.search(r"\w+[’']$", text[: piece.start])
            before = whole[0] if whole else ""
            if before[:-1].casefold() not in _negated(pieces):
                yield before + piece.text
        elif piece.what != "HARM" and alone in ("not", "never", "without", "no"):
            yield piece.text


def _negated(pieces: Sequence[Piece]) -> set[str]:
    """The words that deny by themselves before `'t`: `isn`."""
    found = (p for p in pieces if p.what == "HARM" and p.value in DENYING)
    return {p.text.casefold() for p in found if p.text.casefold() != "t"}


def _unknown_names(text: str, pieces: Sequence[Piece], question: str) -> Iterator[str]:
    """Words with a capital that are not understood, stand at no beginning, and do not recur: `López`."""
    if text.isupper():
        return
    again = set(fold(question).split())
    titles = set(split(sibling_toml(__file__)["titles"]))
    for piece in pieces:
        if piece.what != "UNKNOWN":
            continue
        for word in _WORD.finditer(piece.text):
            at = piece.start + word.start()
            opens = re.search(r"(^|[.?!:;…\n]|[\"“‘'(])\s*$", text[:at])
            joined = text[at + len(word[0]) :][:1] in ("-", "–")
            name = word[0][0].isupper() and len(word[0]) > 1
            named = name and not opens and not joined and fold(word[0]) not in titles
            if named and fold(word[0]) not in again:
                yield word[0]


def _turned(
    pieces: Sequence[Piece], meant: Understood, corpus: Corpus
) -> Iterator[str]:
    """The attackers, by what the sentence says in one breath, whom the question has attacked by those whom they attack."""
    asked = {(a, v) for act in meant.acts for a in act.by for v in act.victim}
    for one, other in _attacks(pieces):
        by, hit = (_meant_by(p, meant.on, corpus) for p in (one, other))
        kept = any(a in by and v in hit for a, v in asked)
        if not kept and any(a in hit and v in by for a, v in asked):
            yield one.text


def _attacks(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Each attacker with the state that it attacks, where nothing stands between: `A attacks B`, `B attacked by A`."""
    plain = [p for p in pieces if p.what not in IDLE]
    letters = "".join(LETTERS.get(p.what, "-") for p in plain)
    for order, by, hit in ORDERS:
        for found in re.finditer(rf"(?={order})", letters):
            yield plain[found.start() + by], plain[found.start() + hit]
