"""A catalogue as haopin reads it; every brand is marked as a sample."""

from catalogue import Catalogue
from files import Folder, Raw, drawing, hue, pair, yaml
from industries import INDUSTRIES
from words import BASE_URL, BATCHES, COUNTRIES, DESCRIPTION, DISTRICTS, HONOURS, LOCALES, PER_PAGE, PUBLISHER, SOURCES, TITLE, UNITS


def write(catalogue: Catalogue, out: Folder) -> None:
    """The whole catalogue with its settings."""
    out.put("site/site.yaml", yaml({
        "title": TITLE, "description": DESCRIPTION, "url": BASE_URL, "locales": list(LOCALES), "theme": "quancheng",
        "page_size": PER_PAGE,
    }))
    out.put("content/programme/batches.yaml", yaml({
        id: {"name": pair(names), "date": Raw(f"{id}-07-18"), "source": [f"sample-{id}"]} for id, names in BATCHES.items()
    }))
    out.put("content/sources.yaml", yaml({
        f"sample-{id}": {"publisher": pair(PUBLISHER), "title": pair(title), "date": Raw(f"{id}-07-18"), "grade": "C"}
        for id, title in SOURCES.items()
    }))
    out.put("content/vocabulary/industries.yaml", yaml({
        id: pair(industry["label"]) | {"order": at, "hue": hue(id)} for at, (id, industry) in enumerate(INDUSTRIES.items())
    }))
    for name, terms in (("districts", DISTRICTS), ("honours", HONOURS), ("markets", COUNTRIES), ("units", units())):
        out.put(f"content/vocabulary/{name}.yaml", yaml({
            id: pair(names) | {"order": at} for at, (id, names) in enumerate(terms.items())
        }))
    for locale, ending in zip(LOCALES, ("", ".en")):
        out.put(f"content/pages/about{ending}.md", f"---\ntitle: {TITLE[locale]}\nsample: true\n---\n\n{DESCRIPTION[locale]}\n")
    for brand in catalogue.brands:
        folder = f"content/brands/{brand['slug']}"
        out.put(f"{folder}/brand.yaml", yaml(profile(brand)))
        out.put(f"{folder}/products.yaml", yaml({"series": brand["series"], "products": list(map(product, brand["products"]))}))
        out.put(f"{folder}/story.md", brand["story"]["zh"])
        out.put(f"{folder}/story.en.md", brand["story"]["en"])
        out.put(f"{folder}/images/{brand['industry']}.svg", drawing(brand["industry"]))


def units() -> dict:
    """Every unit of the specifications; one without a name in English is a symbol."""
    used = sorted({unit for industry in INDUSTRIES.values() for _, _, unit, *_ in industry["specs"] if unit})
    return {unit: (unit, UNITS.get(unit, unit)) for unit in used}


def profile(brand: dict) -> dict:
    """`brand.yaml`"""
    head = {key: brand[key] for key in ("name", "holder", "industry", "district", "founded", "summary", "pinyin")}
    return head | {
        "aliases": [brand["short"]["zh"]],
        "cover": f"images/{brand['industry']}.svg",
        "updated": Raw(brand["updated"]),
        "admission": {"batch": brand["batch"], "pathway": brand["pathway"]},
        "mark": {"number": brand["certificate"], "status": brand["status"], "since": Raw(brand["since"]), "until": Raw(brand["until"])},
        "honours": [{"honour": honour, "year": int(brand["batch"]), "source": [f"sample-{brand['batch']}"]} for honour in brand["honours"]],
        "standards": brand["standards"],
        "patents": brand["patents"],
    } | ({"markets": brand["markets"]} if brand["markets"] else {}) | {"sample": True}


def product(product: dict) -> dict:
    """A record of `products.yaml`"""
    keys = ("id", "name", "series", "model", "summary")
    return {key: product[key] for key in keys} | {"specs": [spec(row) for row in product["specs"]]}


def spec(row: dict) -> dict:
    """A specification; its unit only where it has one."""
    return {"name": row["name"], "value": Raw(row["value"])} | ({"unit": row["unit"]} if row["unit"] else {})
