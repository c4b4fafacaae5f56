"""Questions: what somebody must judge or decide before a conclusion holds, and who decides it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.record.question_ids import QuestionId, kind_of, kinds
from treaties.vocabulary.terms import Nature, Presumption

Literal = tuple[str, bool]
"""The id of a question and the answer that a conclusion needs (True for yes)."""

FURTHER = ("performs", "strikes")
"""Kinds of question about acts that carry the war beyond the given events."""


@dataclass(frozen=True, slots=True)
class Question:
    """A matter that the scenario leaves open.

    `nature` is `fact`, `law` or `will`: the first two are judgements, the last an event. `presumed` is the answer that
    holds until somebody gives another, and `why` the reason for it.
    """

    id: str
    text: str
    nature: Nature
    decider: str
    presumed: Presumption = Presumption.OPEN
    why: str = ""
    claims: tuple[str, str] = ("", "")
    """Two clauses to follow `if`: the first is true if the answer is yes, the second if it is no."""

    @property
    def kind(self) -> str:
        """The kind of the question: the part of its id without the states that it names.

        >>> Question("strikes:a>b", "Does A strike B?", Nature.WILL, "a").kind
        'strikes'
        """
        return kind_of(self.id)

    @property
    def is_event(self) -> bool:
        """Whether the answer is an act of will, which counts as an event in distances."""
        return self.nature.event

    def claim(self, yes: bool) -> str:
        """Return what an answer says, as a clause to follow `if`.

        >>> Question("x:y", "Is it?", Nature.LAW, "", claims=("it is", "it is not")).claim(False)
        'it is not'
        """
        return (
            self.claims[not yes]
            or f"“{self.text}” is answered {'yes' if yes else 'no'}"
        )


class _Words(dict[str, str]):
    """The words of one question; those who act and are acted upon are named when a wording asks for them."""

    def __init__(
        self, words: dict[str, str], name: Callable[[str], str], of: QuestionId
    ) -> None:
        super().__init__(words)
        self.name, self.of = name, of

    def __missing__(self, key: str) -> str:
        return self.name(self.of.actor if key == "a" else self.of.target)


class Questions:
    """The questions of one derivation, without repetitions, worded with the names of states; what holds on the day is in
    the present if the law of `today` is applied.

    >>> q = Questions(lambda s: s.title())
    >>> q.put("strikes", "a", "b")
    ('strikes:a>b', True)
    >>> q["strikes:a>b"].text
    'Does A strike B?'
    """

    def __init__(self, name: Callable[[str], str], *, today: bool = False) -> None:
        self._name = name
        self._tense = (
            {"was": "is", "that_day": ""}
            if today
            else {"was": "was", "that_day": " that day"}
        )
        self._all: dict[str, Question] = {}
        self._kinds = kinds()

    def __getitem__(self, ident: str) -> Question:
        return self._all[ident]

    def __iter__(self) -> Iterator[Question]:
        return iter(self._all.values())

    def __contains__(self, ident: object) -> bool:
        return ident in self._all

    def __len__(self) -> int:
        return len(self._all)

    def put(
        self,
        wording: str,
        actor: str = "",
        target: str = "",
        about: str = "",
        *,
        why: str | None = None,
        presumed: Presumption | None = None,
        decider: str = "",
        answer: bool = True,
        **words: str,
    ) -> Literal:
        """Add a question of the cascade, if it is new, and return the literal on which a conclusion may depend.

        Args:
            wording: a name in `questions.toml`.
            actor: the id of the state that acts.
            target: the id of the state that is acted upon.
            about: the key of the clause, or the id of the treaty or place, that the question concerns.
            why: the reason for the presumption, if it differs from that of the wording.
            presumed: the presumed answer, if it differs from that of the wording.
            decider: the decider, if it differs from that of the wording.
            answer: the answer that the conclusion needs.
            words: values for the other fields in braces.

        Raises `KeyError` for an unknown wording.
        """
        kind = self._kinds[wording]
        of = QuestionId(kind.kind, about, actor, target)
        ident = str(of)
        if ident not in self._all:
            names = _Words(self._tense | words, self._name, of)
            text, claim, denial = (
                x.format_map(names) for x in (kind.text, kind.claim, kind.denial)
            )
            why = kind.why.format_map(names) if why is None else why
            decider = decider or kind.decider.replace("{a}", actor)
            self._all[ident] = Question(
                ident,
                text,
                kind.nature,
                decider,
                presumed or kind.presumed,
                why,
                (claim, denial),
            )
        return ident, answer

    def ask(self, question: Question, answer: bool = True) -> Literal:
        """Add a question that a data file states, if it is new, and return the literal on which a conclusion may
        depend.
        """
        self._all.setdefault(question.id, question)
        return question.id, answer

    def forget(self, known: int) -> None:
        """Remove all questions but the first `known`. The cascade does so when a clause fails after it has asked
        questions.

        Another clause may then ask the same question with another presumption.

        >>> q = Questions(str)
        >>> _ = q.put("valid", about="kept", what="it"), q.put("valid", about="idle", what="it")
        >>> q.forget(1)
        >>> [x.id for x in q]
        ['valid:kept']
        """
        while len(self._all) > known:
            self._all.popitem()
