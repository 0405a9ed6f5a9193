"""Assets and words of haopin's theme, as a Hugo site takes them."""

import json
import re
from pathlib import Path

THEME = Path(__file__).resolve().parent.parent.parent / "themes/quancheng"
LABELS = Path(__file__).resolve().parent.parent / "hugo/i18n"


def style() -> str:
    """The style sheets in one, each in its layer."""
    def layer(found: re.Match) -> str:
        text = (THEME / "styles" / found[1]).read_text(encoding="utf-8")
        return f"@layer {found[2]} {{\n{text}\n}}" if found[2] else text

    main = (THEME / "styles/main.css").read_text(encoding="utf-8")
    return re.sub(r'@import "([^"]+)"(?: layer\(([\w.]+)\))?;', layer, main)


def script() -> str:
    """The modules in one: none needs another that comes after it in the alphabet, except the main one."""
    files = sorted((THEME / "scripts").glob("*.js"), key=lambda file: (file.name == "main.js", file.name))
    lines = "".join(file.read_text(encoding="utf-8") for file in files).splitlines()
    kept = (re.sub("^export ", "", line) for line in lines if not line.startswith("import "))
    return "(() => {\n'use strict';\n" + "\n".join(kept) + "\n})();\n"


def icon() -> str:
    return (THEME / "static/icon.svg").read_text(encoding="utf-8")


def words(locale: str) -> str:
    """The words of the interface, which Hugo reads as they are."""
    return (THEME / f"words/{locale}.yaml").read_text(encoding="utf-8")


def labels(locale: str) -> dict:
    """The words of `benches/hugo/i18n`, without their prefix."""
    rows = (LABELS / f"{locale}.yaml").read_text(encoding="utf-8").splitlines()
    pairs = (row.removeprefix("label_").split(": ", 1) for row in rows if row.startswith("label_"))
    return {key: json.loads(value) for key, value in pairs}
