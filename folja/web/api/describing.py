"""The API's description by OpenAPI 3.1: from the addresses themselves, and from the schemas in docs/reference."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.encoding import force_str
from django.utils.functional import Promise

from folja.web.api.operations import api
from folja.web.api.problems import ROOT

REFERENCE = settings.PROJECT.parent / "docs" / "reference"

Described = dict[str, Any]


def description() -> Described:
    """In the language that is spoken now."""
    found = _said(dict(api.get_openapi_schema(path_prefix=ROOT)))
    found["components"]["schemas"] = _schemas()
    for address in found["paths"].values():
        for operation in address.values():
            operation["responses"] = _responses(operation.pop("answers"))
            for parameter in operation["parameters"]:
                _plain(parameter)
    return found


def _said(value: Any) -> Any:
    """Words that wait for a language, in that language."""
    if isinstance(value, dict):
        return {key: _said(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_said(inner) for inner in value]
    return force_str(value) if isinstance(value, Promise) else value


def _plain(parameter: Described) -> None:
    """As OpenAPI has it: one example, and no null for what may be left out, since an address has none."""
    schema = parameter["schema"]
    [kind] = [one for one in schema.pop("anyOf", [schema]) if one.get("type") != "null"]
    parameter.pop("examples", None)
    parameter["description"] = kind["description"]
    if "examples" in kind:
        parameter["example"] = kind["examples"][0]
    parameter["schema"] = {key: value for key, value in kind.items() if key not in ("title", "description", "examples")}


@cache
def _schemas() -> Described:
    """Every schema, by name. Those of docs/reference point at each other by where they stand in their own file."""
    figure, cells, others = (_reference(name) for name in ("figure", "cube", "api"))
    return {
        "Figure": figure["$defs"]["figure"],
        "Figures": {"description": figure["description"], "type": "array", "items": {"$ref": f"{_HERE}Figure"}},
        "Cells": {key: value for key, value in cells.items() if key != "$schema"},
        **others["$defs"],
    }


_HERE = "#/components/schemas/"


def _reference(name: str) -> Described:
    words = (REFERENCE / f"{name}.schema.json").read_text(encoding="utf-8")
    return json.loads(words.replace("#/$defs/figure", f"{_HERE}Figure").replace("#/$defs/", _HERE))


def _responses(answers: str) -> Described:
    told = {status: _response(why, "Problem") for status, why in _WHY.items()}
    told["429"]["headers"] = {"Retry-After": {"description": "seconds", "schema": {"type": "string"}}}
    return {"200": _response("OK", answers), "304": {"description": "Not Modified"}, **told}


def _response(why: str, schema: str) -> Described:
    return {"description": why, "content": {"application/json": {"schema": {"$ref": f"{_HERE}{schema}"}}}}


_WHY = {
    "401": "no token that holds",
    "403": "the token does not read this",
    "404": "there is no such thing, or it is not the token's",
    "409": "it can't be read as things stand",
    "422": "the question can't be read",
    "429": "too many questions",
}
