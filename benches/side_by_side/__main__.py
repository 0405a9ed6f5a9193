"""haopin beside Hugo: equal pages from one catalogue, built in turn in one run.

Prints wall time, CPU time and peak memory of a cold build and of a build in which nothing changed, their ratios, and
what haopin takes more when one story, one profile or one vocabulary changed. Fails when the two sites do not hold the
same pages. Times of one run may be compared with each other, not with those of another machine or hour.
"""

import argparse
import sys
from pathlib import Path

import table
import tools
from rounds import Site, measure


def main() -> int:
    args = arguments()
    haopin = args.haopin.resolve() if args.haopin else tools.haopin()
    hugo = None if args.no_hugo else tools.hugo()
    results, wrong = {}, []
    for brands in args.brands:
        folder = tools.corpus(brands, args.seed, [] if args.no_hugo else ["hugo"])
        sites = [Site.haopin(haopin, folder / "haopin")] + ([] if hugo is None else [Site.hugo(hugo, folder / "hugo")])
        result = measure(sites, args.rounds, say)
        result.pages = tools.compared([site.output for site in sites])
        wrong += [f"{brands} brands: {line}" for line in result.pages["wrong"]]
        results[brands] = result
        print(table.one(brands, args.rounds, result), flush=True)
    tools.clear()
    print(table.scale(results), end="")
    for line in wrong[:table.MOST_LINES]:
        print(f"not equal: {line}", file=sys.stderr)
    return 1 if wrong else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benches/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brands", type=numbers, default=[1000, 10000], metavar="N,N", help="sizes of the catalogues (1000,10000)")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each kind; medians are shown (3)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another catalogue (1)")
    parser.add_argument("--no-hugo", action="store_true", help="measure haopin alone")
    parser.add_argument("--haopin", type=Path, metavar="FILE", help="a program that is built already; otherwise this one, for release")
    args = parser.parse_args()
    if args.rounds < 1 or min(args.brands) < 1:
        parser.error("--rounds and --brands take numbers from 1")
    return args


def numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def say(line: str) -> None:
    """Progress, on the error stream so that the table can be kept."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
