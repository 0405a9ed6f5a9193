"""The figures as text."""

from measure import Measured
from rounds import Result

# Most lines about pages that differ.
MOST_LINES = 30
EDITS = ("story", "profile", "vocabulary")


def one(brands: int, rounds: int, result: Result) -> str:
    """The table of one catalogue."""
    cold, unchanged = result.medians["haopin", "cold"], result.medians["haopin", "unchanged"]
    lines = [f"\n{brands:,} brands, medians of {rounds} rounds", ""]
    if ("Hugo", "cold") in result.medians:
        lines += beside(result)
    else:
        lines += [f"  {'cold':24}{figures(cold)}", f"  {'nothing changed':24}{figures(unchanged)}"]
    lines += ["", f"  nothing changed: {unchanged.cpu / cold.cpu:.1%} of the CPU time of a cold build (goal: 5 % at most)"]
    for what in EDITS:
        changed = result.medians["haopin", what]
        goal = " (goal: 100 ms at most)" if what == "story" else ""
        lines.append(
            f"  one {what} changed: {1000 * (changed.wall - unchanged.wall):+.0f} ms wall, "
            f"{1000 * (changed.cpu - unchanged.cpu):+.0f} ms CPU over nothing changed{goal}"
        )
    return "\n".join(lines)


def figures(one: Measured) -> str:
    return f"{one.wall:9.2f} s wall {one.cpu:9.2f} s CPU {one.memory / 2**20:8.0f} MB"


def beside(result: Result) -> list[str]:
    """haopin, Hugo, and how many times as much Hugo takes."""
    lines = [f"  {'':24}{'haopin':>12}{'Hugo':>12}{'haopin : Hugo':>16}  goal"]
    goals = {("cold", "wall"): "1 : 4", ("cold", "cpu"): "1 : 6", ("cold", "memory"): "1 : 8"}
    shown = (("wall", "s", 1), ("cpu", "s", 1), ("memory", "MB", 2**20))
    for kind, name in (("cold", "cold"), ("unchanged", "nothing changed")):
        ours, theirs = result.medians["haopin", kind], result.medians["Hugo", kind]
        for figure, unit, scale in shown:
            a, b = getattr(ours, figure), getattr(theirs, figure)
            label = f"{name}, {'CPU' if figure == 'cpu' else figure}"
            digits = 0 if unit == "MB" else 2
            lines.append(
                f"  {label:24}{a / scale:9.{digits}f} {unit:2}{b / scale:9.{digits}f} {unit:2}{f'1 : {b / a:.1f}':>16}  {goals.get((kind, figure), '')}".rstrip()
            )
    counts = result.pages["counts"]
    lines.append(f"  {'pages':24}{counts[0]:>12,}{counts[1]:>12,}")
    for at, (figure, unit) in enumerate((("bytes", "bytes"), ("visible text", "characters"))):
        for kind in ("brand", "product", "list"):
            ours, theirs = result.pages["kinds"][kind]
            lines.append(f"  {f'{kind}, {figure}':24}{ours[at]:>12,.0f}{theirs[at]:>12,.0f}  {unit}, median")
    return lines


def scale(results: dict[int, Result]) -> str:
    """CPU time a page in the largest catalogue against the smallest."""
    sizes = sorted(results)
    if len(sizes) < 2:
        return ""
    lines = []
    for at, name in enumerate(("haopin", "Hugo")):
        if (name, "cold") not in results[sizes[0]].medians:
            continue
        few, many = (
            1000 * results[brands].medians[name, "cold"].cpu / results[brands].pages["counts"][at]
            for brands in (sizes[0], sizes[-1])
        )
        goal = " (goal: within 20 %)" if name == "haopin" else ""
        lines.append(f"{name}: {few:.3f} ms of CPU a page at {sizes[0]:,} brands, {many:.3f} ms at {sizes[-1]:,}: {many / few - 1:+.0%}{goal}")
    return "\n".join(["", *lines, ""])
