"""The questions in a sentence, recognised from the words next to each name: who would help, whom, and against whom."""

from __future__ import annotations

from collections.abc import Sequence

from engine.question.composing.clauses import Asking, Passage, Unplaced
from engine.question.composing.clues import Clue, classes

KINDS = {
    "WHY": "why",
    "SINCE_WHEN": "since",
    "WHEN_OF_TREATY": "since",
    "UNTIL_WHEN": "until",
    "HOW_SOON": "soon",
    "HOW_MANY_STATES": "many",
    "HOW_MANY": "many",
    "WHICH_TREATY": "which",
}
"""The production of a question for each class of word that begins one."""
ASKING = frozenset(["WHAT", "HAPPENS", "WHY", "HOW_SOON"])
"""Classes of words, other than those for `who`, with which a clause may ask without a question mark."""


def asked_in(clauses: Sequence[Passage]) -> list[Asking]:
    """Return the questions in the clauses of a sentence, and mark in the clauses the words that each question uses.

    Args:
        clauses: the clauses; the words used by a question are marked in them.

    Raises `Unplaced` for a question that is not understood.
    """
    for clause in clauses:
        _ask(clause)
    asks = any(clause.ends == "?" and clause.questions for clause in clauses)
    for clause in clauses:
        if asks and clause.ends != "?" and not clause.has(classes("who") | ASKING):
            clause.questions.clear()  # what is claimed beside a question
            clause.used.clear()
        _demand(clause)
    return [question for clause in clauses for question in clause.questions]


def _ask(clause: Passage) -> None:
    """Find what one clause asks."""
    opens = _opening(clause)
    at = 0
    while at < len(clause.clues):
        behind = _behind_names(clause, at)
        if behind > at:
            _place_names(clause, at, behind, opens)
        else:
            _place_word(clause, at, opens)
        at = max(behind, at + 1)
    of_law = clause.has(frozenset(["WHAT"])) and clause.has(
        frozenset(["OWES", "OBLIGATIONS"])
    )
    for question in clause.questions:
        question.of_law = of_law


def _demand(clause: Passage) -> None:
    """Raises `Unplaced` for a question that is not understood, or whose words name no duty."""
    verbs = clause.has(classes("asks"))
    if not clause.questions and _seems_to_ask(clause, verbs):
        raise Unplaced("a question")
    more = verbs or clause.has(frozenset(["X", "FILL", "REST"]))
    for question in clause.questions:
        if not question.role and verbs:
            raise Unplaced("nobody is asked about")
        if question.says("MAY") and not (question.obliges or question.denied):
            raise Unplaced("what is allowed")
        alone = question.asked and len(clause.clues) <= len(question.asked) + 1
        duty = question.says(*classes("helping", "covering", "duty"))
        duty = duty or clause.has(frozenset(["OBLIGATIONS", "DUTY", "HAPPENS", "PACT"]))
        if more and not (alone or duty):
            raise Unplaced("no duty")


def _seems_to_ask(clause: Passage, verbs: bool) -> bool:
    """Whether a clause must be a question of states or of a duty."""
    names = clause.has(frozenset(["NAME", "XNAME", "GROUP"]))
    signed = clause.ends == "?" and not clause.happens
    asking = clause.has(classes("who") | ASKING)
    return (signed and (clause.asks_duty or names)) or (asking and verbs)


def _opening(clause: Passage) -> str:
    """The kind of question by the word that opens it, before any duty."""
    duty = classes("helping", "covering", "duty")
    for at in range(len(clause.clues)):
        name = clause.class_(at)
        when = name == "SINCE_WHEN" and clause.class_(at + 1) == "CASE"
        if name in KINDS and not when:
            clause.used.add(at)
            return KINDS[name]
        if name in duty:
            break
    return ""


def _behind_names(clause: Passage, at: int) -> int:
    """The place behind the names that stand together from a place on: `France, Britain and Italy`, `us in Britain`."""
    if clause.class_(at) not in classes("party"):
        return at
    behind = at + 1
    if clause.class_(at) == "SPEAKER":
        behind += clause.class_(behind) in ("IN", "FROM")
        return behind + 1 if clause.class_(behind) == "NAME" else at + 1
    last = behind
    while clause.class_(behind) in ("COMMA", "AND", "OR"):
        joins = clause.class_(behind) != "COMMA" or clause.class_(behind + 1) in (
            "AND",
            "OR",
        )
        while clause.class_(behind) in ("COMMA", "AND", "OR"):
            behind += 1
        if clause.class_(behind) not in ("NAME", "GROUP"):
            break
        behind += 1
        last = behind if joins else last
    return last


def _place_names(clause: Passage, at: int, behind: int, opens: str) -> None:
    """Take up some names in the role that their neighbours give them."""
    role = _role_of(clause, at, behind)
    if not role:
        return
    clause.used |= set(range(at, behind))
    within = clause.clues[at:behind]
    names = tuple(c for c in within if c.class_ in classes("party"))
    if len(names) > 1 and names[0].class_ == "SPEAKER":
        names = names[1:]
    if role != "asked":
        _place_others(clause, at, role, names, opens)
    elif not _says_nothing(clause, at, behind):
        either = any(c.class_ == "OR" for c in within)
        _place_asked(clause, at, Asking(opens or "must", names, either))


def _says_nothing(clause: Passage, at: int, behind: int) -> bool:
    """Whether a pronoun as a subject means no state: `it` of a treaty, `it is X that`, the one behind an `or`."""
    if clause.class_(at) != "PRON":
        return False
    while clause.class_(behind) in classes("asks") | {"ADVERB", "TO"}:
        behind += 1
    nobody = classes("covering") | {"OBLIGE", "NAME", "X", "SAYS"}
    return clause.class_(behind) in nobody or clause.has(frozenset(["OR"]), at - 3, at)


def _place_others(
    clause: Passage, at: int, role: str, names: tuple[Clue, ...], opens: str
) -> None:
    """Take up those who are helped, or against whom, in the question before them."""
    if not clause.questions:
        clause.questions.append(Asking(opens))
    question, before = clause.questions[-1], clause.clues[at - 1]
    if names[0].class_ == "PRON" and getattr(question, role):
        return
    if role == "helped" and _others_helped(question, names):
        raise Unplaced("two who are helped")
    setattr(question, role, names)
    question.beside |= before.class_ == "WITH" or before.text.startswith("join")


def _others_helped(question: Asking, names: tuple[Clue, ...]) -> bool:
    """Whether others than some names are helped already: `fight beside X in defence of Y`."""
    before = {clue.text.casefold() for clue in question.helped if clue.class_ != "PRON"}
    return bool(before) and before != {clue.text.casefold() for clue in names}


def _place_asked(clause: Passage, at: int, question: Asking) -> None:
    """Take up those who are asked about: a group among which it is asked who, or the subject of a new question."""
    last = clause.questions[-1] if clause.questions else None
    group = question.asked[0].class_ == "GROUP"
    if group and clause.class_(at + 1) == "MEMBERS" and clause.ends != "?":
        question.role = "who"  # `name the NATO members bound to help`
    if last and group and not last.asked and last.role in ("who", "many"):
        last.asked = question.asked
        return
    clause.questions.append(question)
    back = at - 1
    while clause.class_(back) in classes("asks", "opening"):
        _take(clause, back)
        back -= 1


def _role_of(clause: Passage, at: int, behind: int) -> str:
    """The role of some names: `asked`, `helped`, `against`; empty where their neighbours do not say."""
    before = clause.class_(at - 1)
    members = clause.class_(at) == "GROUP" and clause.class_(behind) == "MEMBERS"
    if _is_of_group(clause, at, before) or (
        members and clause.class_(behind + 1) == "DUTY"
    ):
        return "asked"
    if before in ("AGAINST", "FROM", "FIGHTS"):
        return "against"
    if _is_helped(clause, at, behind):
        return "helped"
    return "asked" if _is_subject(clause, at, behind) else ""


def _is_helped(clause: Passage, at: int, behind: int) -> bool:
    """Whether a duty is owed to those whom some names mean."""
    before, after = clause.class_(at - 1), clause.class_(behind)
    covered = before in classes("covering") and clause.class_(at) != "GROUP"
    owed = before in classes("towards") and _helps(clause, at - 2)
    has_friends = after == "MODAL" and clause.class_(behind + 1) in ("SOMEBODY", "WHO")
    return before in classes("helping") or covered or owed or has_friends


def _is_bound(clause: Passage, at: int, behind: int) -> bool:
    """Whether a word beside some names obliges them, or is for their obligation."""
    before, after = clause.class_(at - 1), clause.class_(behind)
    if before in ("OF", "X", "FOR"):
        return clause.class_(at - 2) in ("OBLIGE", "TRIGGERS")
    owns = after == "OBLIGATIONS" or (after == "POSS" and _owns(clause, behind + 1))
    return owns or before in ("OBLIGE", "DUTY")


def _is_subject(clause: Passage, at: int, behind: int) -> bool:
    """Whether a duty of those whom some names mean is asked about."""
    if _is_bound(clause, at, behind):
        return True
    before, after = clause.class_(at - 1), clause.class_(behind)
    alone = at == 1 and behind == len(clause.clues)  # `Was the US?`
    if not alone and not clause.has(classes("helping", "covering", "duty"), behind):
        return False
    stated = after in classes("asks", "verbal")
    goes_on = before == "AND" and clause.class_(at - 2) == "CASE"
    stated = stated and not goes_on and before not in ("IN", "OF", "BY", "UNDERGOES")
    return before in classes("asks", "opening") or stated


def _is_of_group(clause: Passage, at: int, before: str) -> bool:
    """Whether it is asked who of a group has a duty: `which NATO members`, `who in NATO`."""
    members = before in classes("who") | {"IN", "OF", "FROM", "TO"}
    group = clause.class_(at) == "GROUP" and members
    return group and clause.has(classes("who"), 0, at)


def _helps(clause: Passage, at: int) -> bool:
    """Whether `to`, `for`, `on` before a name say whom a duty is owed: a word of duty stands right before them."""
    while clause.class_(at) in ("X", "FILL", "ADVERB", "THING"):
        at -= 1
    return clause.class_(at) in classes("helping", "covering", "duty")


def _owns(clause: Passage, at: int) -> bool:
    """Whether an obligation follows, which the name before owns."""
    while clause.class_(at) in ("X", "FILL", "ADVERB", "AID", "ADJ"):
        at += 1
    return clause.class_(at) == "OBLIGATIONS"


def _place_word(clause: Passage, at: int, opens: str) -> None:
    """Take up a word that is no name, where it belongs to a question."""
    name = clause.class_(at)
    if name == "NOT" and "CASE" in (clause.class_(at - 1), clause.class_(at + 1)):
        return  # it denies what happens, and no duty
    if name == "ADJ" and _owns(clause, at + 1):
        clause.questions.append(Asking(opens or "must", (clause.clues[at],)))
        clause.used.add(at)
    elif name in classes("who") | {"HAPPENS"}:
        _place_who(clause, at, opens)
    elif clause.questions and name in classes("helping", "covering", "duty", "asks") | {
        "TO"
    }:
        _take(clause, at)
    elif name in classes("covering") and clause.has(frozenset(["PACT", "PRON"])):
        clause.questions.append(Asking("covers"))
        _take(clause, at)


def _place_who(clause: Passage, at: int, opens: str) -> None:
    """Take up `who` and the like as the subject of a question."""
    bare = clause.ends == "?" and clause.class_(at) in ("WHO", "WHICH", "HAPPENS")
    duty = clause.has(classes("helping", "covering", "duty"), at)
    if not (duty or bare) or clause.class_(at + 1) == "SAYS":
        return
    if clause.class_(at) != "NOBODY":  # what is denied is left out, and said
        clause.used.add(at)
    if clause.questions and not clause.questions[-1].role:
        clause.questions[-1].role = "who"
    elif not any(q.role in ("who", "many") for q in clause.questions):
        clause.questions.append(Asking("many" if opens == "many" else "who"))


def _take(clause: Passage, at: int) -> None:
    """Note a word of the question before it."""
    question, clue = clause.questions[-1], clause.clues[at]
    if clue.class_ in classes("denying"):
        question.denied.append(clue)
    question.verbs.append(clue)
    clause.used.add(at)
