"""The JSON Schemas that `casus schema` prints: of each result, off the models that write it, and of the data files."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pydantic import BaseModel, create_model
from pydantic.json_schema import GenerateJsonSchema

from engine.output.json_models import LawJson
from treaties.loading.schema import DIALECT, KINDS
from treaties.loading.schema import schema as of_files
from treaties.vocabulary.errors import UnknownName

_ANSWER, _WAYS, _FINDINGS = "engine.output.json_models", "engine.analysis.json_ways", "engine.analysis.json_findings"
RESULTS: dict[str, tuple[str, str]] = {
    "answer": (_ANSWER, "AnswerJson"),
    "why": (_ANSWER, "ExplanationJson"),
    "questions": (_FINDINGS, "TurningsJson"),
    "chronicle": (_FINDINGS, "ChronicleJson"),
    "supports": (_WAYS, "SupportsJson"),
    "firebreaks": (_WAYS, "FirebreaksJson"),
    "compare": (_FINDINGS, "ComparisonJson"),
    "pivots": (_WAYS, "PivotsJson"),
    "conflicts": (_FINDINGS, "ConflictsJson"),
    "ambiguity": (_FINDINGS, "AmbiguityJson"),
    "odds": (_WAYS, "OddsJson"),
    "scan": ("engine.sweep.json_dyads", "DyadsJson"),
    "show": ("engine.catalogue.json_entries", "ShownJson"),
    "list": ("engine.catalogue.json_lists", "ListJson"),
    "timeline": ("engine.catalogue.json_timeline", "TimelineJson"),
    "cases": ("validation.cases.json_cases", "CasesJson"),
    "backtest": ("validation.experts.json_backtest", "BacktestJson"),
    "honoured": ("validation.experts.json_backtest", "HonourTableJson"),
    "agreement": ("validation.atop.json_agreement", "AgreementJson"),
    "corpus-state": ("validation.json_corpus_state", "CorpusStateJson"),
}
"""The model of each result: of the verb of that name where there is one (`docs/files.md`)."""
LAW_ADDED = ("questions", "chronicle", "supports", "firebreaks", "compare", "pivots", "conflicts", "ambiguity", "odds")
"""Results to which the command line adds the law they rest on."""


class _Named(GenerateJsonSchema):
    """The schema speaks of a `Ground`, not of the class that writes one."""

    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name.removesuffix("Json"))


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a result as the command line prints it (`RESULTS`), or of a kind of data file (`treaties.loading.schema`).

    Raises `UnknownName` for a kind that is neither.

    >>> "law" in schema("answer")["required"]
    True
    >>> schema("supports")["properties"]["supports"]["items"]
    {'$ref': '#/$defs/Way'}
    """
    if kind in RESULTS:
        model = result_model(kind)
        return {
            "$schema": DIALECT,
            **model.model_json_schema(mode="serialization", by_alias=True, schema_generator=_Named),
        }
    if kind not in KINDS:
        kinds = (*KINDS, *RESULTS)
        raise UnknownName("kind of file or result", kind, kinds, remedy="the kinds are " + ", ".join(kinds))
    return of_files(kind)


def result_model(kind: str) -> type[BaseModel]:
    """The model of a result as the command line prints it, with the law where it is added there."""
    module, name = RESULTS[kind]
    made: type[BaseModel] = getattr(import_module(module), name)
    if kind not in LAW_ADDED:
        return made
    return create_model(name, __base__=made, __doc__=made.__doc__, law=(LawJson, ...))
