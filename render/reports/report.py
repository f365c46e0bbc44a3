"""The report of a render: what went in, what was done, what was found. JSON, and a page of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from render.checking.verdict import CheckVerdict
from render.production.perform import Account
from render.production.planning.plan import EpisodeFile
from story.errors import StoreError, reason
from story.problems import Problem, Problems
from voices.store.files import write_file
from voices.store.store import Store, content_key

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .6rem;"
    "border-bottom:1px solid #8884;overflow-wrap:anywhere}@media(prefers-color-scheme:dark)"
    "{body{background:#111;color:#ddd}}"
)


def report_json(
    inputs: Mapping[str, Any],
    account: Account,
    outputs: Sequence[EpisodeFile],
    problems: Sequence[Problem],
) -> dict[str, Any]:
    """The report as plain data."""
    kinds = [key.partition("/")[0] for key in account.entries]
    return {
        "version": 1,
        "seconds": round(account.seconds, 2),
        "done": dict(account.done),
        "hits": {"found": account.hits[0], "wanted": account.hits[1]},
        "used": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
        "outputs": [asdict(each) | {"path": each.path.name} for each in outputs],
        "problems": [asdict(problem) for problem in problems],
        "inputs": dict(inputs),
        "entries": list(account.entries),
    }


def keep_report(report: Mapping[str, Any], out: Path, store: Store, problems: Problems) -> None:
    """Keep the report of the last render into `out`; where that can't be, say so."""
    try:
        store.put(_key(out), json.dumps(report, ensure_ascii=False).encode())
    except StoreError as error:
        problems.add(
            Problem("store", 0, "report-lost", f"no report is kept: {reason(error)}", "", "info")
        )


def kept_report(out: Path, store: Store) -> dict[str, Any] | None:
    """The report of the last render into `out`, if the store has one."""
    raw = store.get(_key(out))
    found: dict[str, Any] | None = json.loads(raw) if raw else None
    return found


def hit_rate(store: Store) -> tuple[int, int]:
    """Results that the kept renders found made before, and all that they wanted."""
    raws = (store.get(each.key) for each in store.entries() if each.key.startswith("report/"))
    hits = [json.loads(raw).get("hits", {}) for raw in raws if raw]
    return sum(each.get("found", 0) for each in hits), sum(each.get("wanted", 0) for each in hits)


def write_report(
    out: Path, store: Store, judge: Callable[[float], Sequence[CheckVerdict]]
) -> tuple[Path, ...]:
    """Write the report of the last render into `out` there; the files. Raises StoreError.

    `judge` gives the verdicts on what lies there, for the loudness in LUFS that was asked for.
    """
    report = kept_report(out, store)
    if report is None:
        raise StoreError(f"the store knows of no render into {out}: render first.")
    verdicts = judge(float(report["inputs"]["loudness"]))
    report["checks"] = [asdict(each) for each in verdicts]
    files = {
        out / "report.json": json.dumps(report, ensure_ascii=False, indent=2) + "\n",
        out / "report.html": report_html(report),
    }
    for path, text in files.items():
        write_file(path, text.encode())
    return tuple(files)


def report_html(report: Mapping[str, Any]) -> str:
    """The report as a page that needs nothing beside it."""
    inputs = report["inputs"]
    found = [(p["file"], p["row"], p["message"], p["advice"]) for p in report["problems"]]
    tables = [
        ("Files", [(o["path"], o["title"], f"{o['size']:,} bytes") for o in report["outputs"]]),
        ("Done in this render", sorted(report["done"].items())),
        ("Found made before", sorted(report.get("hits", {}).items())),
        ("Used from the store", sorted(report["used"].items())),
        ("Problems", found),
        ("Checks", [tuple(each.values()) for each in report["checks"]]),
        ("Settings", sorted(inputs["settings"].items())),
        ("Voices", sorted(inputs["voices"].items())),
        ("Pictures", sorted(inputs["pictures"].items())),
        ("Takes", list(inputs["takes"].values())),
    ]
    body = "".join(_table(title, rows) for title, rows in tables)
    title = f"A render of {report['seconds']:g} seconds"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style><h1>{title}</h1>{body}</html>\n"
    )


def _table(title: str, rows: Sequence[Sequence[object]]) -> str:
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<h2>{title}</h2><table>{lines or '<tr><td>none</td></tr>'}</table>"


def _key(out: Path) -> str:
    return content_key("report", {"out": str(out.resolve())})
