"""Assembly of a corpus folder: each file is loaded into its model, then all are checked together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from treaties.loading.checks import check_corpus, check_places, check_sources
from treaties.loading.files import build, read_on, read_toml
from treaties.loading.register import load_states
from treaties.loading.review_questions import hints, hints_on_sources
from treaties.loading.toml_lines import Text, line_of
from treaties.models.bibliography import Bibliography
from treaties.models.case import Case
from treaties.models.conditions import LawQuestion, QuestionRef
from treaties.models.contested import ContestedStates
from treaties.models.corpus import Corpus
from treaties.models.edition import Edition
from treaties.models.general_law import GeneralLaw
from treaties.models.groups import Groups
from treaties.models.means import MeansOfForce
from treaties.models.name_index import name_index
from treaties.models.neutrality import Neutralities
from treaties.models.permissions import Authorisations, Invitations
from treaties.models.place import Gazetteer
from treaties.models.reading import Reading
from treaties.models.scenario import RunningWar, Scenario
from treaties.models.states import States
from treaties.models.treaty import Treaty
from treaties.models.watch import KnownOf, Lists, Watchlist
from treaties.support.grouping import grouped
from treaties.support.limits import ENTRIES
from treaties.vocabulary.errors import CasusError, DataError, Problem

M = TypeVar("M", bound=BaseModel)
FIELDS: dict[type[BaseModel], str] = {
    Treaty: "treaties",
    Scenario: "scenarios",
    Reading: "readings",
    Case: "cases",
}
"""The field of the corpus for each kind of file that a user may supply."""
FOLDERS: dict[str, tuple[str, type[BaseModel]]] = {
    "treaties": ("data", Treaty),
    "readings": ("readings", Reading),
    "scenarios": ("scenarios", Scenario),
    "wars": ("background", RunningWar),
    "cases": ("cases", Case),
}
"""For each field of the corpus, the folder whose files fill it with one item each, and their model."""
REGISTERS: dict[str, tuple[str, type[BaseModel], str]] = {
    "rules": ("law.toml", GeneralLaw, "rules"),
    "means": ("means.toml", MeansOfForce, "means"),
    "authorisations": ("authorisations.toml", Authorisations, "authorisations"),
    "invitations": ("invitations.toml", Invitations, "invitations"),
    "neutralities": ("neutralities.toml", Neutralities, "neutralities"),
    "contested": ("contested.toml", ContestedStates, "contested"),
    "groups": ("groups.toml", Groups, ""),
    "watched": ("watch.toml", Watchlist, "watched"),
    "known_of": ("known-of.toml", KnownOf, "known"),
    "lists": ("lists.toml", Lists, "lists"),
}
"""For each field of the corpus, the file that fills it, its model, and the part of it that is used; empty for the whole."""
Texts = dict[tuple[str, str], Text]
"""The text of each file, by folder and id of the item."""


def assemble(root: Path, contents: Mapping[Path, bytes], key: str) -> Corpus:
    """Build the corpus of a folder from the contents of its files.

    Args:
        root: the folder.
        contents: the content of each file, by path.
        key: the hash of the law.

    Raises `DataError` with all faults.
    """
    within = grouped(
        (path.relative_to(root).parts[0], path)
        for path in contents
        if path.parent != root
    )
    folder = _Folder(root, contents, within)
    asked, texts, problems = _register(folder, "questions.toml", QuestionRef)
    edition, more, faults = _register(folder, "edition.toml", Edition)
    texts |= more
    problems += faults
    maps, faults = _shelf(folder, "places", Gazetteer)
    problems += faults
    books, faults = _shelf(folder, "sources", Bibliography)
    problems += faults
    fields: dict[str, Any] = {
        "hash": key,
        "version": edition.version,
        "current_to": edition.current_to,
        "gazetteer": _joined(maps),
        "questions": asked.questions,
        "shared_sources": tuple(s for b, _ in books for s in b.sources),
    }
    for field, (name, model) in FOLDERS.items():
        fields[field], more, faults = _items(folder, name, model, asked.questions)
        texts |= more
        problems += faults
    for field, (name, register, part) in REGISTERS.items():
        whole, more, faults = _register(folder, name, register)
        fields[field] = getattr(whole, part) if part else whole
        texts |= more
        problems += faults
    try:
        states = _states(folder)
    except DataError as error:
        raise DataError([*problems, *error.problems]) from None
    fields["groups"] = fields["groups"].listing(states)
    corpus = Corpus(**fields, register_=states.all)
    problems += check_corpus(corpus, texts)
    problems += check_sources(books)
    problems += check_places(corpus, maps)
    if problems:
        raise DataError(problems)
    return corpus.model_copy(update={"name_index": name_index(corpus)})


class _Folder(NamedTuple):
    """A folder of the law, what each of its files holds, and the files in each folder of it."""

    root: Path
    contents: Mapping[Path, bytes]
    within: Mapping[str, list[Path]]

    def load(
        self, path: Path, model: type[M], **options: Any
    ) -> tuple[M | None, Text, list[Problem]]:
        """One of its files through its model."""
        return load_file(path, model, self.root, self.contents[path], **options)


def _items(
    folder: _Folder, name: str, model: type[M], questions: Iterable[LawQuestion]
) -> tuple[tuple[M, ...], Texts, list[Problem]]:
    """What the files of a folder hold, each under the id that is its name, with their texts and problems."""
    found: list[M] = []
    texts: Texts = {}
    problems: list[Problem] = []
    for path in sorted(folder.within.get(name, ()), key=lambda p: p.name):
        if (name, path.stem) in texts:
            shown = str(path.relative_to(folder.root))
            twice = f"a second file is called `{path.name}`"
            problems.append(Problem(shown, 1, "file", twice))
        item, text, faults = folder.load(path, model, questions=questions)
        problems += faults
        if item is not None:
            found.append(item)
            texts[name, path.stem] = text
    return tuple(found), texts, problems


def _register(
    folder: _Folder, name: str, model: type[M]
) -> tuple[M, Texts, list[Problem]]:
    """What one file at the head of the folder holds, an empty one where there is none, with its text and problems."""
    path = folder.root / name
    if path not in folder.contents:
        return model(), {}, []
    item, text, problems = folder.load(path, model, with_id=False)
    return item or model(), {("", path.stem): text}, problems


def _shelf(
    folder: _Folder, name: str, model: type[M]
) -> tuple[list[tuple[M, Text]], list[Problem]]:
    """A register that stands in a file of a name and in any number of files of a folder of that name."""
    single = folder.root / f"{name}.toml"
    paths = [single] if single in folder.contents else []
    found: list[tuple[M, Text]] = []
    problems: list[Problem] = []
    for path in [*paths, *folder.within.get(name, ())]:
        item, text, faults = folder.load(path, model, with_id=False)
        problems += faults
        if item:
            found.append((item, text))
    return found, problems


def _joined(maps: Sequence[tuple[Gazetteer, Text]]) -> Gazetteer:
    """One gazetteer of several files."""
    places = tuple(p for m, _ in maps for p in m.places)
    areas = tuple(a for m, _ in maps for a in m.areas)
    return Gazetteer(places=places, areas=areas)


def _states(folder: _Folder) -> States:
    """The folder's register of states, else the shipped one."""
    path = folder.root / "states.toml"
    if path in folder.contents:
        return load_states(path, folder.contents[path])
    return load_states()


def load_file(
    path: Path,
    model: type[M],
    root: Path | None = None,
    content: bytes | None = None,
    *,
    with_id: bool = True,
    questions: Iterable[LawQuestion] = (),
    named: Corpus | None = None,
) -> tuple[M | None, Text, list[Problem]]:
    """Load and check one file; return its model (None if it has faults), its text and its faults.

    Args:
        path: the file, whose name is the id of the item.
        model: the model that the file must fit.
        root: the folder relative to which faults name the file.
        content: the file's content, if it was read already.
        with_id: whether the item has an id, and its lists are limited in length.
        questions: shared questions that its articles may name.
        named: a corpus, if events may use names of states and places instead of ids.
    """
    shown = (
        str(path.relative_to(root)) if root and path.is_relative_to(root) else str(path)
    )
    raw, source, problems = read_toml(
        path, shown, content, entries=ENTRIES if with_id else None
    )
    text = Text(shown, source)
    if problems:
        return None, text, problems
    if with_id:
        if "id" in raw and raw["id"] != path.stem:
            problems.append(
                Problem(
                    shown,
                    line_of(source, ("id",)),
                    "id",
                    f"`{raw['id']}` is not the file's name",
                )
            )
        raw["id"] = path.stem
    if named:
        _by_id(raw, named)
    item, faults, left = read_on(
        model, raw, source, shown, {"questions": _askable(raw, questions)}
    )
    return item, Text(shown, source, left), problems + faults


def _by_id(raw: dict[str, Any], corpus: Corpus) -> None:
    """Puts ids for the names of states and places in events; what names none that day is left for the check."""
    tables = [(raw, raw.get("on"))]
    for move in _listed(raw.get("moves")):
        if isinstance(move, dict):
            tables.append((move, move.get("day")))
    events = [(e, on) for t, on in tables for e in _listed(t.get("events"))]
    for event, own in ((e, on) for e, on in events if isinstance(e, dict)):
        day = event.get("on", own)
        for key in ("by", "against", "for", "to"):
            if key in event:
                event[key] = _state_id(event[key], day, corpus)
        at, against = event.get("at"), event.get("against")
        if isinstance(at, str) and isinstance(day, date):
            with suppress(CasusError):
                event["at"] = corpus.place_hit(at, _listed(against) or [against], day)


def _state_id(word: Any, day: Any, corpus: Corpus) -> Any:
    """Replace each word that names a state on a day by the state's id; other words stay."""
    if isinstance(word, list):
        return [_state_id(w, day, corpus) for w in word]
    if not isinstance(word, str):
        return word
    # Names near an unknown one are not looked for here.
    if corpus.states.known(word) or len(word) <= 4:
        with suppress(CasusError):
            on = day if isinstance(day, date) else None
            return corpus.states.resolve(word, on).id
    return word


def _listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else []


def _askable(
    raw: dict[str, Any], shared: Iterable[LawQuestion]
) -> dict[str, dict[str, Any]]:
    """The questions that a file may name: those of all files and its own; a fault of one is reported at its line."""
    known = {q.id: q.model_dump(exclude_unset=True) for q in shared}
    for q in _listed(raw.get("questions")):
        if isinstance(q, dict) and isinstance(q.get("id"), str):
            try:
                known[q["id"]] = LawQuestion.model_validate(q).model_dump(
                    exclude_unset=True
                )
            except ValidationError:
                known[q["id"]] = {
                    "id": "faulty",
                    "text": "Is it told elsewhere what is wrong?",
                }
    return known


def load_treaty(path: Path, corpus: Corpus) -> Treaty:
    """Load a treaty from a user's file and check it against a corpus.

    Raises `DataError` with all faults of the file.
    """
    return load_own([path], Treaty, corpus)[0]


def load_own(paths: Sequence[Path], model: type[M], corpus: Corpus) -> tuple[M, ...]:
    """Load files of a user, which may refer to each other, and check them together against a corpus.

    Args:
        paths: the files, all of one kind.
        model: the model of that kind.
        corpus: the law; the files replace its items with the same ids.

    Raises `DataError` with all faults.
    """
    found: dict[str, M] = {}
    texts: Texts = {}
    problems: list[Problem] = []
    field = FIELDS[model]
    for path in paths:
        item, text, faults = load_file(
            path, model, questions=corpus.questions, named=corpus
        )
        problems += faults
        if path.stem in found:
            problems += [text.problem((), f"two files are called `{path.name}`")]
        elif item is not None:
            found[path.stem] = item
            texts["data" if model is Treaty else field, path.stem] = text
    kept = tuple(x for x in getattr(corpus, field) if x.id not in found)
    trial = corpus.model_copy(update={field: (*kept, *found.values())})
    mine = {text.file for text in texts.values()}
    problems += [p for p in check_corpus(trial, texts) if p.file in mine]
    if problems:
        raise DataError(problems)
    return tuple(found.values())


def load_scenario(path: Path, corpus: Corpus) -> Scenario:
    """Load a scenario from a user's file and check it against a corpus. States may have any name that they used on the
    scenario's day.

    Raises `DataError` with all faults of the file.
    """
    return load_own([path], Scenario, corpus)[0]


def load_case(path: Path, corpus: Corpus) -> Case:
    """Load a case from a user's file and check it against a corpus.

    Raises `DataError` with all faults of the file.
    """
    return load_own([path], Case, corpus)[0]


def own_hints(path: Path, corpus: Corpus) -> list[tuple[str, Problem]]:
    """Return points that an editor should check again in one treaty, scenario or case file without faults, each with
    its kind.
    """
    raw, source, _ = read_toml(path, str(path))
    model: type[BaseModel] = (
        Case
        if "expected" in raw
        else Scenario
        if {"events", "moves"} & set(raw)
        else Treaty
    )
    item, _ = build(
        model,
        {**raw, "id": path.stem},
        source,
        str(path),
        {"questions": _askable(raw, corpus.questions)},
    )
    mine = {
        "treaties": (),
        "scenarios": (),
        "cases": (),
        FIELDS[model]: (item,) if item else (),
    }
    return hints(corpus.model_copy(update=mine), lambda *_: Text(str(path), source))


def all_hints(root: Path, corpus: Corpus) -> list[tuple[str, Problem]]:
    """Return points that an editor should check again in a corpus folder without faults, each with its kind."""
    found = {p.stem: p for p in (root / "data").rglob("*.toml")}

    def text_of(_: str, stem: str) -> Text | None:
        path = found.get(stem)
        return (
            Text(path.relative_to(root).as_posix(), read_toml(path, stem)[1])
            if path
            else None
        )

    books = []
    for path in [root / "sources.toml", *sorted((root / "sources").glob("*.toml"))]:
        if path.is_file():
            item, text, _ = load_file(path, Bibliography, root, with_id=False)
            books += [(item, text)] if item else []
    return hints(corpus, text_of) + hints_on_sources(books)
