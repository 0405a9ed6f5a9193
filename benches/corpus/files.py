"""Writing: YAML, front matter, files below a folder; the drawings that stand for photographs."""

import json
import re
from pathlib import Path

from industries import INDUSTRIES

# A key that needs no quotes; in capitals it could be taken for a word such as NO.
PLAIN = re.compile("[a-z][a-z0-9_-]*")

PICTURE_WIDTH, PICTURE_HEIGHT = 320, 180


class Raw(str):
    """A text that YAML shows without quotes: a number as it is spelled."""


def yaml(value, depth: int = 0) -> str:
    """Block maps and lists; strings in double quotes."""
    pad, lines = "  " * depth, []
    if isinstance(value, dict):
        for key, inner in value.items():
            key = key if PLAIN.fullmatch(key) else scalar(key)
            if isinstance(inner, (dict, list)) and inner:
                lines.append(f"{pad}{key}:\n{yaml(inner, depth + 1)}")
            else:
                lines.append(f"{pad}{key}: {scalar(inner)}\n")
    else:
        for inner in value:
            if isinstance(inner, (dict, list)) and inner:
                lines.append(f"{pad}- {yaml(inner, depth + 1)[2 * depth + 2:]}")
            else:
                lines.append(f"{pad}- {scalar(inner)}\n")
    return "".join(lines)


def scalar(value) -> str:
    if isinstance(value, Raw):
        return value
    return json.dumps(value, ensure_ascii=False)


def front(head: dict, body: str = "") -> str:
    """A page with its head."""
    return f"---\n{yaml(head)}---\n\n{body}"


def pair(names: tuple[str, str]) -> dict:
    """A localized text."""
    return {"zh": names[0], "en": names[1]}


def hue(industry: str) -> int:
    """Degrees, a multiple of 15 that no other industry has."""
    return list(INDUSTRIES).index(industry) * 30


def drawing(industry: str) -> str:
    """A picture of an industry; it stands for photographs, which both programs copy as they are."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PICTURE_WIDTH}" height="{PICTURE_HEIGHT}" viewBox="0 0 {PICTURE_WIDTH} {PICTURE_HEIGHT}">'
        f'<rect width="{PICTURE_WIDTH}" height="{PICTURE_HEIGHT}" fill="hsl({hue(industry)},45%,80%)"/></svg>\n'
    )


class Folder:
    """Writes files below a root and counts them."""

    def __init__(self, root: Path):
        self.root, self.files, self.bytes, self._made = root, 0, 0, set()

    def put(self, path: str, text: str) -> None:
        file = self.root / path
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        data = text.encode()
        file.write_bytes(data)
        self.files += 1
        self.bytes += len(data)
