"""The API's description as a page that needs no scripts, and nothing from any other host."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;"
    "color:#1c1c1c;background:#fff}code,pre{font-family:monospace;background:#f1f1f1}"
    "pre{padding:1em;overflow:auto}h2{margin-top:2em;border-top:1px solid #767676;padding-top:1em}"
    "th,td{text-align:left;vertical-align:top;padding:0 1.5em .3em 0}"
)


def page(openapi: dict[str, Any]) -> str:
    """Return the page for an OpenAPI document."""
    about = openapi["info"]
    title = escape(f"{about['title']} {about['version']}")
    body = "\n".join(_body(openapi))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>\n<h1>{title}</h1>\n"
        f"<p>{escape(about.get('description', ''))} "
        f'The same as <a href="openapi.json">OpenAPI</a>.</p>\n{body}\n</body></html>\n'
    )


def _body(openapi: dict[str, Any]) -> Iterator[str]:
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            yield f"<h2><code>{escape(method.upper())} {escape(path)}</code></h2>"
            yield f"<p>{escape(operation.get('description', ''))}</p>"
            yield from _table(
                (parameter["name"], parameter["in"], parameter.get("description", ""))
                for parameter in operation.get("parameters", ())
            )
            yield from _table(
                (status, answer["description"], _model(answer))
                for status, answer in operation["responses"].items()
            )
    for name, schema in openapi.get("components", {}).get("schemas", {}).items():
        yield f'<h2 id="{escape(name)}">{escape(name)}</h2>'
        yield f"<p>{escape(schema.get('description', ''))}</p>"
        properties = json.dumps(schema.get("properties", {}), indent=1, ensure_ascii=False)
        yield f"<pre>{escape(properties)}</pre>"


def _table(rows: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    lines = ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    if lines:
        yield f"<table>{''.join(lines)}</table>"


def _model(answer: dict[str, Any]) -> str:
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return str(schema.get("$ref", "")).rpartition("/")[2]
