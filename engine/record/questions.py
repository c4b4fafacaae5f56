"""Questions: what somebody must judge or decide before a conclusion holds, and who decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.record.question_ids import QuestionId, kind_of, kinds
from treaties.vocabulary.terms import Nature, Presumption

Literal = tuple[str, bool]
"""A question's id and the answer on which a conclusion rests (True for yes)."""

FURTHER = ("performs", "strikes")
"""Kinds of question whose yes carries the war further than the events as given."""


@dataclass(frozen=True, slots=True)
class Question:
    """A matter that the scenario does not settle.

    `nature` is `fact`, `law` or `will`; the first two are judgements, the last an event. `presumed` is the answer
    until somebody gives one, and `why` says why.
    """

    id: str
    text: str
    nature: Nature
    decider: str
    presumed: Presumption = Presumption.OPEN
    why: str = ""
    claims: tuple[str, str] = ("", "")
    """What is so if yes, and if no, as clauses that follow `if`."""

    @property
    def kind(self) -> str:
        """The kind of the question, without the states that it names.

        >>> Question("strikes:a>b", "Does A strike B?", Nature.WILL, "a").kind
        'strikes'
        """
        return kind_of(self.id)

    @property
    def is_event(self) -> bool:
        """Whether its answer is an act of will, which a distance counts as an event."""
        return self.nature.event

    def claim(self, yes: bool) -> str:
        """Give what is so under an answer, as a clause that follows `if`.

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
    """The questions of one derivation, each once, worded with the names of states.

    >>> q = Questions(lambda s: s.title())
    >>> q.put("strikes", "a", "b")
    ('strikes:a>b', True)
    >>> q["strikes:a>b"].text
    'Does A strike B?'
    """

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name = name
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
        """Put a question of the cascade (once) and return the literal that a conclusion needs.

        Args:
            wording: a name in `questions.toml`.
            actor: the id of who acts.
            target: the id of who is acted upon.
            about: the key of the clause, treaty or place that it is about.
            why: the reason, in place of that of the wording.
            presumed: the answer until somebody gives one, in place of that of the wording.
            decider: who answers it, in place of the one of the wording.
            answer: the answer that the conclusion needs.
            words: what else the wording has in braces.

        Raises `KeyError` for a wording that there is none of.
        """
        kind = self._kinds[wording]
        of = QuestionId(kind.kind, about, actor, target)
        ident = str(of)
        if ident not in self._all:
            names = _Words(words, self._name, of)
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
        """Put a question of the data (once) and return the literal that a conclusion needs."""
        self._all.setdefault(question.id, question)
        return question.id, answer

    def forget(self, known: int) -> None:
        """Forget all questions but the first `known`: where a clause fails for another reason, the questions that it
        asked are dropped.

        Two clauses may put the same question with other presumptions, each for its own attackers.

        >>> q = Questions(str)
        >>> _ = q.put("valid", about="kept", what="it"), q.put("valid", about="idle", what="it")
        >>> q.forget(1)
        >>> [x.id for x in q]
        ['valid:kept']
        """
        while len(self._all) > known:
            self._all.popitem()
