"""How sentences with known meanings fare: `python -m tools.measured_reading FILE … [--doors] [--misses] [--draw N]
[--replies FILE] [--prompts FILE]`.

`--made N --seed S` makes sentences by the grammar of somebody who did not know this one (`made.py`, where it is found).

A line of a file is a JSON object: `id`, `text`, and what it means, in it or under `meaning`. Known are `attacks` (pairs of
attacker and victim) or `victims` and `attackers`, `on`, `place`, `means` or `kind` of force, `asked` or `about`, `treaty`,
`side`, `kind` of the question, and `expect` (`understood`, `ask-back`, `refuse`) or `plain`. A class is `voice`, `family`
or the word in brackets that opens the `note`. Each sentence is one of

    as meant            answered, and read as it was meant
    another             answered, and read as another question
    offered             not answered; the question that is offered first, or one of two or three, is the one that was meant
    offered, wrong      not answered; none of the questions that are offered is the one that was meant
    refused             not answered, and nothing offered

`--replies FILE` measures `casus ask --reader llm` instead, with what a model wrote (`tools.model_replies`): a single question
that it wrote counts as answered, since the user only confirms it, and several as offered. `--prompts FILE` writes what would
be sent to it for the sentences that lack a reply.

`--doors` asks the page and the assistant's server too, and says where either does otherwise than the reader. The files stay
outside the project.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from engine.interfaces.commands.model_guard import tokens_in
from engine.question.instruments import years_of
from engine.question.offers import AskedAgain, Call
from engine.question.sentence import parse_question
from engine.question.tokens import cut, stands_for
from engine.question.topic import Kind, Side
from engine.question.understood import Understood
from engine.world import World, shipped
from tools.model_replies import (
    Replies,
    Unwritten,
    after_replies,
    read_replies,
    to_be_sent,
)
from tools.plain_questions import file
from tools.plain_questions import held as held_by_slots
from treaties.models.corpus import Corpus
from treaties.models.groups import Group
from treaties.vocabulary.days import find_day
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import fold

LONGEST = 500
"""Characters that a text may have for the assistant's server."""
OUTCOMES = ("as meant", "another", "offered", "offered, wrong", "refused")
ARMED = {"armed-attack"}
MEANS = {
    "blockade": {"blockade"},
    "threat": {"threat", "mobilisation"},
    "cyber": {"cyber-attack"},
    "sabotage": {"sabotage", "limited-force"},
    "drone": {"armed-attack", "limited-force"},
    "ship": {"armed-attack", "limited-force"},
    "vessel": {"armed-attack", "limited-force"},
    "other": {"sabotage", "limited-force", "declaration-of-war"},
    **dict.fromkeys(("arm", "occup", "annex", "inva", "missile"), ARMED),
    **dict.fromkeys(("bomb", "artillery", "ground", "shell"), ARMED),
}
"""The kinds of event that a file may mean by a word for the means of force that holds one of these."""
LAW_ALONE = {Kind.OWES, Kind.WEIGH, Kind.WHEN, Kind.WHY, Kind.COVERS}
"""The kinds of question that may name no attack: then all states that it names are compared at once."""
OF_HELP = {Kind.WHO, Kind.MUST, Kind.COVERS}
REASONS = {Kind.WHY, Kind.WHY_NOT, Kind.WHICH, Kind.WHEN, Kind.HOW_MANY}
OTHERS = set(Kind) - {Kind.WHO_NOT, Kind.WHY_NOT}
KINDS = {
    "who": OTHERS,
    "must": OTHERS,
    "covers": OF_HELP | {Kind.WHICH},
    "why": REASONS,
}
"""The kinds of question that a kind of the file may be; any other must be the same. A file that knows only who and whether
says `must` for what is owed and for which treaty binds too.
"""
_WORD = re.compile(r"\w+")
BY_WHAT = re.compile(r"\b(how|by what means|with what forces) must\b")
"""A question of which means, which the answer to whether a state must help tells."""
ROMAN = dict(
    zip(
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"],
        "123456789",
        strict=True,
    )
)
"""Articles that a treaty, or a sentence, numbers by letters."""
WIDER = {"estonia": "baltic", "latvia": "baltic", "lithuania": "baltic"}


@dataclass(frozen=True)
class Wanted:
    """What a sentence means, as its file says."""

    text: str
    class_: str
    expect: str
    attacks: frozenset[tuple[str, str]]
    first: date
    last: date
    dated: bool
    asked: frozenset[str]
    more: dict[str, Any] = field(default_factory=dict)


def wanted(row: dict[str, Any], corpus: Corpus, today: date) -> Wanted:
    """Read one row of a file.

    Args:
        row: the row.
        corpus: the law, which knows the names.
        today: the day that is meant where none is said.
    """
    said = {**row, **(row.get("meaning") or {})}
    first, last = _span(said.get("on"), today)
    pairs = said.get("attacks")
    if pairs is None:
        by, hit = said.get("attackers") or [""], said.get("victims") or []
        apart = "respectively" in row["text"] and len(by) == len(hit)
        pairs = (
            zip(by, hit, strict=True) if apart else [(a, v) for v in hit for a in by]
        )
    attacks = frozenset(
        (one, _one(v, corpus, first))
        for a, v in pairs
        if v
        for one in _ids(a or "", corpus, first)
    )
    asked = said.get("asked", said.get("about")) or []
    named = [asked] if isinstance(asked, str) else asked
    ids = {i for name in named for i in _ids(name, corpus, first)}
    expect = said.get("expect") or ("understood" if said.get("plain", True) else "")
    if not expect and (not attacks or said.get("kind") == "other"):
        expect = "refuse"
    return Wanted(
        row["text"],
        _class(row),
        expect,
        attacks,
        first,
        last,
        bool(said.get("on")),
        frozenset(ids),
        said,
    )


def _class(row: dict[str, Any]) -> str:
    noted = re.match(r"\[([^\]]+)\]", str(row.get("note") or ""))
    return row.get("voice") or row.get("family") or (noted[1] if noted else "all")


def _span(on: Any, today: date) -> tuple[date, date]:
    if isinstance(on, dict):
        return date.fromisoformat(on["from"]), date.fromisoformat(on["to"])
    if isinstance(on, list):
        return date.fromisoformat(on[0]), date.fromisoformat(on[-1])
    if on and len(str(on)) == len("1914"):
        return date(int(on), 1, 1), date(int(on), 12, 31)
    if on and len(str(on)) == len("1914-08"):
        first = date.fromisoformat(f"{on}-01")
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    day = date.fromisoformat(on) if on else today
    return day, day


def _ids(name: str, corpus: Corpus, day: date) -> set[str]:
    """The state, or the members of the group, that a name of the file means."""
    # `NATO members`: where the alliance is asked, each of them is.
    group = corpus.groups.get(name.removesuffix(" members"))
    if isinstance(group, Group):
        return set(group.members(day, corpus.treaties))
    return {_one(name, corpus, day)}


def _one(name: str | None, corpus: Corpus, day: date) -> str:
    if not name:
        return ""
    for known in (name.replace("-", " "), name):
        try:
            return corpus.states.resolve(known, day).id
        except CasusError:
            continue
    try:
        return corpus.states.resolve(name).id
    except CasusError:
        return fold(name.replace("-", " "))


def differences(want: Wanted, found: Understood, corpus: Corpus) -> list[str]:
    """List the parts in which what was understood is not what was meant.

    Args:
        want: what was meant.
        found: what was understood.
        corpus: the law.
    """
    held = _held(want, found, corpus)
    if "about" in want.more:
        held = held_by_slots(want.more, found, corpus)
        if found.day and found.day.relative and not want.dated:
            held = [(name, right) for name, right in held if name != "day"]
    return [name for name, right in held if not right]


def _held(
    want: Wanted, found: Understood, corpus: Corpus
) -> Iterator[tuple[str, bool]]:
    yield "attacks", _attacks_held(want, found, corpus)
    yield "day", _day_held(want, found, corpus)
    place = want.more.get("place")
    yield "place", not place or _placed(place, want, found, corpus)
    word = str(want.more.get("means") or want.more.get("force") or "")
    meant = next((kinds for part, kinds in MEANS.items() if part in word), None)
    kinds = {act.kind.value for act in found.acts}
    yield "means", meant is None or not word or kinds <= meant
    yield from _asked_held(want, found, corpus)


def _named(text: str, corpus: Corpus) -> set[str]:
    """The states that a text names; of an attacker that it does not name it says nothing."""
    named = ("NAME", "ADJECTIVE", "RULER")
    pieces = [p for p in tokens_in(text, corpus) if p.what in named]
    return {fold(p.text) for p in pieces} | {i for p in pieces for i in stands_for(p)}


def _attacks_held(want: Wanted, found: Understood, corpus: Corpus) -> bool:
    if (
        found.kind is Kind.WEIGH
    ):  # the treaties say all; the states are those that they bind
        return True
    only_hit = not any(by for by, _ in want.attacks)
    if found.kind is Kind.WHEN and not found.acts and only_hit:
        states = {v for _, v in want.attacks}
        return bool(found.instruments) or states <= {*found.about, *want.asked}
    if not want.attacks and want.more.get("place") and found.acts:
        return True  # the place says who is hit
    if not want.attacks and found.kind in LAW_ALONE:
        named = {v for act in found.acts for v in act.victim} | set(found.about)
        both = _parties_of_two(want, found, corpus)
        return not want.asked or not named or named in (want.asked, both)
    if not want.attacks and want.asked and found.kind is Kind.HOW_SOON:
        # Of a treaty of two: whom one must help under it is the other.
        named = {v for act in found.acts for v in act.victim} | set(found.about)
        return named == _parties_of_two(want, found, corpus)
    got = {
        (_of_day(a, corpus, want.first), _of_day(v, corpus, want.first))
        for act in found.acts
        for v in act.victim
        for a in (*act.by, *([fold(act.force)] if act.force else [])) or ("",)
    }
    hit = {v for _, v in want.attacks}
    forces = [act.force for act in found.acts if act.force]
    if not any(by for by, _ in want.attacks) and any(f in want.text for f in forces):
        return {v for _, v in got} == hit  # a file of states has no word for the force
    if got == {("", v) for v in hit}:
        return not {a for a, _ in want.attacks} & _named(want.text, corpus)
    return got == {(a, v) for a, v in want.attacks if a not in hit or a != v}


def _parties_of_two(want: Wanted, found: Understood, corpus: Corpus) -> set[str]:
    """The parties of the treaty that a question names, if they are two: what one owes under it, it owes the other."""
    if not want.more.get("treaty") or len(found.instruments) != 1:
        return set()
    states = set(corpus.treaty(found.instruments[0]).states)
    return states if len(states) == 2 and want.asked <= states else set()


def _of_day(ident: str, corpus: Corpus, day: date) -> str:
    """The state that the name of a state means on a day, as the program takes it: `Austria` in 1914."""
    if ident not in corpus.states:
        return ident
    return _one(corpus.states[ident].name, corpus, day)


def _day_held(want: Wanted, found: Understood, corpus: Corpus) -> bool:
    if found.kind is Kind.WHEN and not found.acts:
        return not want.dated or _told_by_treaty(want, found, corpus)
    if found.on is None or found.day is None:
        # A file that dates `as of today` means today, which is meant where no day is said.
        return not want.dated or want.first <= date.today() <= want.last
    last = found.day.last or found.on
    within = found.on <= want.last and want.first <= last
    return within if want.dated else found.day.relative or _told(want, found, corpus)


def _told_by_treaty(want: Wanted, found: Understood, corpus: Corpus) -> bool:
    """Whether the day of a file is only the year of the treaty whose days are asked for."""
    years = range(want.first.year, want.last.year + 1)
    treaties = [corpus.treaty(ident) for ident in found.instruments]
    return any(not years_of(treaty).isdisjoint(years) for treaty in treaties)


def _told(want: Wanted, found: Understood, corpus: Corpus) -> bool:
    """Whether the sentence names the day by words for one near today, or by the year of its treaty."""
    treaties = (corpus.treaty(ident) for ident in found.instruments)
    year = found.on.year if found.on else 0
    of_treaty = any(year in years_of(treaty) for treaty in treaties)
    return of_treaty or bool(found.on and _said(want, found.on))


def _said(want: Wanted, day: date) -> bool:
    """Whether the sentence names a day by its own words for one near today: `tomorrow`."""
    for word in _WORD.finditer(want.text):
        with suppress(CasusError):  # `soon` is no day
            spoken = find_day(want.text, word.start(), want.first)
            if spoken and spoken[0].relative and spoken[0].day == day:
                return True
    return False


def _placed(place: str, want: Wanted, found: Understood, corpus: Corpus) -> bool:
    known = corpus.gazetteer.get(place.replace("-", " "))
    at = {act.at or act.soil or act.thing or act.part for act in found.acts} - {""}
    stands = [p.value for p in cut(place, corpus) if p.what == "NAME" and p.value]
    of_victim = any(str(v) in str(stands) for _, v in want.attacks)
    if known is None:
        hit = {v for _, v in want.attacks} or {v for a in found.acts for v in a.victim}
        own = _one(place, corpus, want.first) in hit
        return own or of_victim or bool(at)
    wider = {known.id, WIDER.get(place, known.id), place}
    named = any(n in a or a in n for n in wider for a in at)
    itself = not want.attacks and any(known.id in act.victim for act in found.acts)
    return named or itself or of_victim


def _asked_held(
    want: Wanted, found: Understood, corpus: Corpus
) -> Iterator[tuple[str, bool]]:
    treaties, about = set(found.instruments), set(found.about)
    treaties |= {gone.partition(":")[0] for gone in found.without}
    if isinstance(group := corpus.groups.get(found.group), Group):
        treaties |= {group.treaty} if group.treaty else set()
    named = [t.strip() for t in str(want.more.get("treaty") or "").split(";")]
    named = [t for t in named if t]
    parties = {s for t in treaties for s in corpus.treaty(t).states}
    hit = {v for _, v in want.attacks}
    of_treaty = bool(found.group or not about) and (
        bool(named) or (bool(want.asked) and want.asked <= parties)
    )
    # `Which EU members may stay out?`: the group is those among whom it is asked, and a file of states has no word for it.
    of_treaty |= bool(found.group) and not want.asked and found.group in want.text
    law = not want.attacks and found.kind in LAW_ALONE
    # `Must the guarantors help?`: the states that are asked about are all the parties of the treaty.
    of_treaty |= bool(named) and not want.asked and about - hit == parties - hit
    yield "asked", law or of_treaty or about - hit == want.asked - hit
    right = all(_treaty_held(t, treaties, corpus, found.on) for t in named)
    added = bool(found.instruments) and not named and not want.asked
    yield "treaty", right and not (added and "article" in want.more)
    article = re.match(r"\d+", str(want.more.get("article") or ""))
    said = ROMAN.get(found.article, found.article)
    wrong = article and said and not said.startswith(article[0])
    yield "article", not wrong
    side = want.more.get("side")
    yield "side", (side == "attacker") == (found.side is Side.ATTACKER)
    kind = want.more.get("question") or want.more.get("kind")
    if "how soon" in str(want.more.get("note")):
        kind = Kind.HOW_SOON  # a file without that kind says it in a note
    if kind in tuple(Kind):
        kinds = KINDS.get(str(kind), {Kind(str(kind))})
        if (
            kind == "owes" and want.attacks
        ):  # what is owed in a case is what must be done
            kinds = {Kind.OWES, Kind.MUST if want.asked else Kind.WHO}
        held = bool({found.topic.kind, found.kind} & kinds)
        yield "kind", held or bool(BY_WHAT.search(want.text))
    given = want.more.get("given")
    yield "given", not given or bool(found.given or found.without)


def _treaty_held(
    treaty: str, found: set[str], corpus: Corpus, on: date | None = None
) -> bool:
    """Whether a name of the file is that of one of some treaties; a name that they share with one that has ended too.

    Args:
        treaty: the name.
        found: the treaties, by id.
        corpus: the law.
        on: the day of the question; None for today.
    """
    group = corpus.groups.get(treaty)
    if isinstance(group, Group) and group.treaty:
        return group.treaty in found
    with suppress(CasusError):
        known = corpus.treaty(treaty)
        if known.id in found or known.parties_on(on or date.today()):
            return known.id in found
    words = _telling(treaty)
    names = [f"{corpus.treaty(t).name} {corpus.treaty(t).title}" for t in found]
    return any(len(words & _telling(name)) * 2 >= len(words) for name in names)


def _telling(name: str) -> set[str]:
    """The words of a treaty's name that tell it from others."""
    plain = re.sub(r"defen[cs]e", "defence", fold(re.sub("[-–]", " ", name)))
    return set(plain.split()) - {"treaty", "pact", "of", "the", "on", "agreement"}


@dataclass(frozen=True)
class Outcome:
    """What became of one sentence."""

    want: Wanted
    how: str
    detail: str
    told: str
    """The line that says how it was understood, or the question that is offered first."""
    alone: bool = True
    """Whether no more than one question is offered."""
    noted: bool = False
    """Whether it is said that what is offered leaves out or puts in something."""


def outcome(want: Wanted, corpus: Corpus, today: date) -> Outcome:
    """Read one sentence, and hold what came of it against its meaning.

    Args:
        want: the sentence with its meaning.
        corpus: the law.
        today: the day that counts where none is said.
    """
    try:
        found = parse_question(want.text, corpus, today)
    except CasusError as error:
        return _not_answered(want, error, corpus, today)
    told = found.wording(corpus)
    wrong = differences(want, found, corpus)
    if want.expect == "refuse":
        wrong = ["to be refused"]
    if want.expect == "ask-back" and not want.attacks and found.acts:
        wrong = ["to be asked back"]
    return Outcome(want, "another" if wrong else "as meant", ", ".join(wrong), told)


def outcome_of_replies(
    want: Wanted, replies: Sequence[str], corpus: Corpus, today: date
) -> Outcome:
    """Hold what came of the replies of a model against the meaning of a sentence.

    Args:
        want: the sentence with its meaning.
        replies: what the model wrote for it.
        corpus: the law.
        today: the day that counts where none is said.
    """
    try:
        error = after_replies(want.text, replies, corpus)
    except Unwritten as none:
        error = none
    if replies and isinstance(error, Unwritten):  # it writes the same again
        error = after_replies(want.text, [*replies, replies[-1]], corpus)
    found = replace(_not_answered(want, error, corpus, today), noted=_noted(error))
    if want.expect == "refuse" and found.how != "refused":
        how = "another" if found.alone else "offered, wrong"
        return replace(found, how=how, detail="to be refused")
    if not found.alone or found.how == "refused":
        return found
    how = "as meant" if found.how == "offered" else "another"
    return replace(found, how=how)


def _noted(error: CasusError) -> bool:
    """Whether an offer of a model's questions says that they leave out or put in something."""
    left_out = error.left_out if isinstance(error, AskedAgain) else ()
    return any(left_out) or " put in " in str(error)


def _not_answered(
    want: Wanted, error: CasusError, corpus: Corpus, today: date
) -> Outcome:
    questions = error.questions if isinstance(error, AskedAgain) else ()
    if not questions:
        return Outcome(want, "refused", str(error), "")
    verbs = [verb for verb in error.verbs if verb]
    found = [] if verbs else [parse_question(q, corpus, today) for q in questions]
    wrong = [_of_verb(want, verb, corpus) for verb in verbs]
    wrong += [differences(want, one, corpus) for one in found]
    which_year = "in which year" in str(error)
    law = any(error.verbs)
    several = len(questions) > 1 or which_year or law
    open_ = want.expect == "ask-back" and several
    right = open_ or not all(wrong) or _one_each(want, found, wrong)
    how = "offered" if right else "offered, wrong"
    detail = "" if right else ", ".join(wrong[0])
    return Outcome(want, how, detail, questions[0], len(questions) == 1)


def _one_each(
    want: Wanted, found: Sequence[Understood], wrong: Sequence[Sequence[str]]
) -> bool:
    """Whether a sentence that names several treaties or states is offered once for each of them, and else as meant."""
    named = str(want.more.get("treaty") or "").count(";") + 1
    treaties = {t for one in found for t in one.instruments}
    asked = {s for one in found for s in one.about}
    of_treaties = all(set(parts) <= {"treaty", "article"} for parts in wrong)
    of_states = all(set(parts) <= {"asked"} for parts in wrong)
    hit = {v for _, v in want.attacks}
    each_treaty = of_treaties and len(treaties) == named > 1
    each_state = of_states and len(found) > 1 and asked - hit == want.asked - hit
    return each_treaty or each_state


def _of_verb(want: Wanted, verb: Call, corpus: Corpus) -> list[str]:
    """The parts in which a verb that answers without an attack is not what was meant."""
    name, given = verb.verb, verb.names
    law = want.more.get("question") or want.more.get("kind")
    attacked = want.attacks and law not in ("owes", "when", "weigh")
    if attacked or want.expect == "refuse":
        return ["attacks"]
    states = want.asked | {v for _, v in want.attacks}
    if name == "owes":
        return [] if set(given[:2]) == states else ["asked"]
    about = [
        str(a) for a in want.more.get("about") or () if str(a) not in corpus.states
    ]
    named = str(want.more.get("treaty") or ";".join(about)).split(";")
    found = set(given[:2]) if name == "weigh" else {given[0]}
    if not named[0]:
        return [] if states <= set(corpus.treaty(given[0]).states) else ["asked"]
    right = all(_treaty_held(t.strip(), found, corpus) for t in named)
    return [] if right else ["treaty"]


def through_page(world: World, text: str) -> str:
    """Give what the page understood of a sentence, or the question that it offers first."""
    from engine.interfaces.page.replies import reply

    given = {"victim": [text], "rounds": ["1"], "fields": ["question"]}
    data = json.loads(reply(world, "/api/ask", given)[2])
    offered = [row["question"] for row in data.get("offered", [])]
    if "error" in data:
        return str((offered or [""])[0])
    return str(data["question"]["says"]["understood"])


def through_assistant(world: World, text: str) -> tuple[bool, str]:
    """Tell whether the assistant's server answers a sentence, and give the text of its reply."""
    from engine.interfaces.assistant.tools import call

    try:
        return True, call(world, "ask", {"question": text, "rounds": 1})[0]
    except CasusError as error:
        return False, str(error)


def doors_differ(found: Outcome, world: World) -> list[str]:
    """List the doors that do otherwise with a sentence than the reader does.

    Args:
        found: the outcome of the reader.
        world: the law and the readings.
    """
    if len(found.want.text) > LONGEST:
        return []
    page = through_page(world, found.want.text)
    answered, reply = through_assistant(world, found.want.text)
    read = found.how in ("as meant", "another")
    same = read if answered else not read and found.told in reply
    return ["page"] * (_dayless(page) != _dayless(found.told)) + ["assistant"] * (
        not same
    )


def _dayless(told: str) -> str:
    """What was understood without the day, which a door may move to that of a documented case within the time named."""
    return re.sub(r", on [^;(]+(\(for [^)]*\))?", "", told).strip()


def made(count: int, seed: int) -> list[dict[str, Any]]:
    """Make sentences of known meaning by the grammar of strangers; none where its file is not here.

    Args:
        count: how many.
        seed: what draws them.
    """
    path = file().with_name("made.py")
    if not path.is_file():
        return []
    spec = spec_from_file_location("made_by_strangers", path)
    if spec is None or spec.loader is None:
        return []
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    maker, names = module.Maker(seed), list(module.FAMILIES)
    return [maker.make(names[n % len(names)], f"m{n}") for n in range(count)]


def rows(path: Path, draw: int = 0) -> list[dict[str, Any]]:
    """Read the rows of a file, or so many of them drawn by a fixed seed."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.strip()]
    return random.Random(26).sample(found, draw) if draw else found


def measured(
    found: Iterable[dict[str, Any]],
    corpus: Corpus,
    today: date,
    replies: Replies | None = None,
) -> list[Outcome]:
    """Give what became of each row.

    Args:
        found: the rows.
        corpus: the law.
        today: the day that counts where none is said.
        replies: what a model wrote for each sentence; None to measure the reader alone.
    """
    every = [wanted(row, corpus, today) for row in found]
    if replies is None:
        return [outcome(want, corpus, today) for want in every]
    return [
        outcome_of_replies(w, replies.get(w.text, []), corpus, today) for w in every
    ]


def table(found: Sequence[Outcome]) -> Iterator[str]:
    """List the lines of a table: how many of each outcome, in each class and in all, and by what was expected."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        for name in (one.want.class_, f"= {one.want.expect or 'either'}", "= all"):
            counts[name][one.how] += 1
    yield f"{'class':28}" + "".join(f"{name:>16}" for name in OUTCOMES)
    for name in sorted(counts):
        row = "".join(f"{counts[name][how]:>16}" for how in OUTCOMES)
        yield f"{name[:27]:28}{row}"


def main() -> None:
    """Measure the files that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--made", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--doors", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--replies", type=Path)
    parser.add_argument("--prompts", type=Path)
    options = parser.parse_args()
    replies = read_replies(options.replies) if options.replies else None
    world, today = shipped(), date.today()
    sets = {path.name: rows(path, options.draw) for path in options.files}
    if options.made:
        sets[f"made, seed {options.seed}"] = made(options.made, options.seed)
    if options.prompts:
        texts = [row["text"] for each in sets.values() for row in each]
        sent = to_be_sent(texts, replies or {}, world.corpus)
        lines = [json.dumps(row, ensure_ascii=False) for row in sent]
        options.prompts.write_text("\n".join([*lines, ""]), encoding="utf-8")
        return
    for name, each in sets.items():
        found = measured(each, world.corpus, today, replies)
        print(f"{name}: {len(found)} sentences, {today}")
        print("\n".join(table(found)))
        wrong = [one for one in found if one.how in ("another", "offered, wrong")]
        if replies is not None:
            noted = sum(one.noted for one in wrong)
            print(f"wrong, and said to leave out or put in something: {noted}")
        for one in found if options.misses else ():
            if one.how != "as meant":
                detail = f"{one.detail}{' (noted)' if one.noted else ''}"
                print(f"{one.how} | {one.want.text}\n    {one.told} | {detail}")
        if options.doors:
            differ = Counter(d for one in found for d in doors_differ(one, world))
            print(f"otherwise than the reader: {dict(differ) or 'none'}")


if __name__ == "__main__":
    main()
