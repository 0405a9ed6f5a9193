"""What two sites hold: whether their pages are the same, and whether equal pages say as much."""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

# How far the visible text and the bytes of a kind of page may differ: a part of haopin's, or a few characters and
# bytes on small pages (Hugo has no manifest.json to list among the data files, and other names of assets).
TEXT_TOLERANCE, TEXT_SLACK = 0.03, 40
BYTES_TOLERANCE, BYTES_SLACK = 0.10, 300

HIDDEN = re.compile(r"<(head|script|style)\b.*?</\1>", re.S)
TAG = re.compile(r"<[^>]*>")
# A sample is enough for medians; the set of paths is compared whole.
SAMPLED = 400


def paths(root: Path) -> set[str]:
    """Every HTML file, below the root."""
    return {str(file.relative_to(root)) for file in root.rglob("*.html")}


def differences(haopin: set[str], hugo: set[str]) -> list[str]:
    """Pages of one site alone; there is no exception."""
    return [f"only haopin: {path}" for path in sorted(haopin - hugo)] + [f"only Hugo: {path}" for path in sorted(hugo - haopin)]


def kind(path: str) -> str:
    """The kind of a page by its address."""
    parts = [part for part in path.split("/") if part not in ("en", "index.html")]
    if not parts:
        return "home"
    if parts[0] == "b":
        return "redirect"
    if parts[0] == "brands":
        return {1: "list", 2: "brand", 3: "product"}[len(parts)] if "page" not in parts else "list"
    if parts[0] in ("industries", "districts", "honours", "batches"):
        return "facet" if len(parts) == 1 else "list"
    return "source" if parts[0] == "sources" and len(parts) == 2 else parts[0].removesuffix(".html")


def visible(html: str) -> int:
    """Characters that a reader sees, without blanks."""
    return len(re.sub(r"\s|&\w+;|&#\d+;", "", TAG.sub("", HIDDEN.sub("", html))))


def sizes(root: Path, shared: set[str]) -> dict[str, tuple[float, float, int]]:
    """Per kind of page: median bytes, median visible characters, number of pages."""
    by_kind = defaultdict(list)
    for path in sorted(shared):
        by_kind[kind(path)].append(path)
    out = {}
    for name, files in by_kind.items():
        step = max(1, len(files) // SAMPLED)
        texts = [(root / file).read_text(encoding="utf-8") for file in files[::step]]
        out[name] = (median(len(text.encode()) for text in texts), median(map(visible, texts)), len(files))
    return out


def unequal(haopin: dict, hugo: dict) -> list[str]:
    """Kinds of pages that differ by more than they may."""
    out = []
    for name, (size, text, _) in haopin.items():
        other_size, other_text, _ = hugo[name]
        if abs(other_text - text) > max(TEXT_TOLERANCE * text, TEXT_SLACK):
            out.append(f"{name}: {text:.0f} visible characters in haopin, {other_text:.0f} in Hugo")
        if abs(other_size - size) > max(BYTES_TOLERANCE * size, BYTES_SLACK):
            out.append(f"{name}: {size:.0f} bytes in haopin, {other_size:.0f} in Hugo")
    return out


def main() -> None:
    """Looks into one site, or compares two, and prints what was found as JSON."""
    roots = [Path(root) for root in sys.argv[1:]]
    sets = [paths(root) for root in roots]
    shared = set.intersection(*sets)
    found = [sizes(root, shared) for root in roots]
    print(json.dumps({
        "counts": list(map(len, sets)),
        "kinds": {name: [by_kind[name][:2] for by_kind in found] for name in found[0]},
        "wrong": differences(*sets) + unequal(*found) if len(roots) == 2 else [],
    }))


if __name__ == "__main__":
    main()
