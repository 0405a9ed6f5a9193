"""The builds that are measured, in turn: cold, nothing changed, one file changed."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import tools
from measure import Measured, middle, run


@dataclass
class Site:
    """A catalogue in the form of one program, and how to build it."""

    name: str
    folder: Path
    command: list[str]
    output: Path
    # What a cold build does not find: the output and all caches.
    made: Callable[[], list[Path]]
    # Files to change, by what they are.
    edits: dict[str, Path]

    @staticmethod
    def haopin(program: Path, folder: Path) -> "Site":
        brand = middle_of(folder / "content/brands")
        return Site(
            name="haopin",
            folder=folder,
            command=[str(program), "--messages", "en", "build"],
            output=folder / "site/public",
            made=lambda: [path for path in (folder / "site").iterdir() if path.name != "site.yaml"],
            edits={
                "story": brand / "story.md",
                "profile": brand / "brand.yaml",
                "vocabulary": folder / "content/vocabulary/industries.yaml",
            },
        )

    @staticmethod
    def hugo(program: Path, folder: Path) -> "Site":
        return Site(
            name="Hugo",
            folder=folder,
            command=[str(program), "--cacheDir", str(folder / "cache"), "--noBuildLock"],
            output=folder / "public",
            made=lambda: [folder / name for name in ("public", "resources", "cache")],
            # Its second build is a whole one, whatever has changed.
            edits={},
        )


def middle_of(folder: Path) -> Path:
    """A brand from the middle of the catalogue."""
    names = sorted(folder.iterdir())
    return names[len(names) // 2]


@dataclass
class Result:
    """Medians by program and kind of build; what was found when pages were compared."""

    medians: dict[tuple[str, str], Measured]
    pages: dict = field(default_factory=dict)


def measure(sites: list[Site], rounds: int, say: Callable[[str], None]) -> Result:
    """Every kind of build, the programs in turn, after a cold build each that is not counted.

    All builds of one program stand together in a round: a large build of the other one drives what the system remembers
    of files out of memory, and the next build would pay for that.
    """
    taken = defaultdict(list)
    for site in sites:
        build(site, "cold", 0, say)
    for number in range(1, rounds + 1):
        for site in sites:
            for kind in ("cold", "unchanged"):
                taken[site.name, kind].append(build(site, kind, number, say))
            for what, file in site.edits.items():
                taken[site.name, what].append(edited(site, what, file, number, say))
    return Result({key: middle(all) for key, all in taken.items()})


def build(site: Site, kind: str, number: int, say: Callable[[str], None]) -> Measured:
    if kind == "cold":
        for path in site.made():
            tools.put_aside(path)
    one = run(site.command, site.folder, site.folder / "build.log")
    counted = f"round {number}" if number else "warm-up"
    say(f"{site.folder.parent.name:>6} {counted:8} {site.name:7} {kind:10} wall {one.wall:7.2f} s  CPU {one.cpu:7.2f} s  {one.memory / 2**20:6.0f} MB")
    return one


def edited(site: Site, what: str, file: Path, number: int, say: Callable[[str], None]) -> Measured:
    """A build after one file changed; the file is then as it was, and so is the site if another edit follows."""
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(change(what, before, number), encoding="utf-8")
        one = build(site, what, number, say)
    finally:
        file.write_text(before, encoding="utf-8")
    if what != list(site.edits)[-1]:
        run(site.command, site.folder, site.folder / "build.log")
    return one


def change(what: str, text: str, number: int) -> str:
    """A change that shows on pages, another one each time."""
    if what == "story":
        return f"{text}\n第 {number} 次修改。\n"
    line = next(line for line in text.splitlines() if line.startswith("  zh: "))
    return text.replace(line, f'{line[:-1]}{number}"', 1)
