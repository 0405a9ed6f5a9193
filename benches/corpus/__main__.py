"""Writes a catalogue of invented brands, for benches and tests.

    python3 benches/corpus --brands 1000 --seed 1 --form haopin --out DIR

Equal numbers and seeds give equal bytes on every machine. Everything written is invented and stamped as a sample.
"""

import argparse
import importlib
from pathlib import Path

from catalogue import Catalogue
from files import Folder

FORMS = ("haopin", "hugo")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brands", type=int, default=100, help="how many (100)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another catalogue (1)")
    parser.add_argument("--form", choices=FORMS, default="haopin", help="for which program (haopin)")
    parser.add_argument("--out", type=Path, required=True, help="folder to write; empty, or not there yet")
    args = parser.parse_args()
    if args.brands < 1:
        parser.error("--brands takes a number from 1")
    if args.out.exists() and any(args.out.iterdir()):
        parser.error(f"{args.out} is not empty")
    catalogue, out = Catalogue(args.brands, args.seed), Folder(args.out)
    importlib.import_module(args.form).write(catalogue, out)
    products = sum(len(brand["products"]) for brand in catalogue.brands)
    print(f"{args.brands} brands, {products} products, {out.files} files, {out.bytes / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
