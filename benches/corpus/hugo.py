"""The same catalogue as Hugo reads it: a page a brand and a product in each language, the theme of `benches/hugo`.

Style sheet, script, icon and the words of the interface are those of haopin's own theme, so that both sites look alike.
"""

from pathlib import Path

import assets
from catalogue import Catalogue
from files import Folder, Raw, drawing, front, hue, yaml
from industries import INDUSTRIES
from words import BATCHES, COUNTRIES, DESCRIPTION, DISTRICTS, HONOURS, LOCALES, PUBLISHER, SOURCES, TITLE, UNITS

THEME = Path(__file__).resolve().parent.parent / "hugo"
MOST_OTHERS = 6
ENDINGS = {"zh": ".md", "en": ".en.md"}


def write(catalogue: Catalogue, out: Folder) -> None:
    """The whole site: settings, theme, content."""
    theme(out)
    for at, locale in enumerate(LOCALES):
        shared(out, at, locale)
        for brand in catalogue.brands:
            out.put(f"content/brands/{brand['slug']}{ENDINGS[locale]}", brand_page(brand, locale))
            for product in brand["products"]:
                out.put(f"content/products/{brand['slug']}-{product['id']}{ENDINGS[locale]}", product_page(brand, product, locale))


def theme(out: Folder) -> None:
    """Layouts as they stand in `benches/hugo`, assets of haopin's theme."""
    out.put("hugo.yaml", (THEME / "hugo.yaml").read_text(encoding="utf-8"))
    for file in sorted((THEME / "layouts").rglob("*")):
        if file.is_file():
            out.put(f"themes/quancheng/layouts/{file.relative_to(THEME / 'layouts')}", file.read_text(encoding="utf-8"))
    out.put("themes/quancheng/assets/style.css", assets.style())
    out.put("themes/quancheng/assets/script.js", assets.script())
    out.put("themes/quancheng/static/icon.svg", assets.icon())
    out.put("themes/quancheng/static/opening.svg", assets.icon())
    for at, locale in enumerate(LOCALES):
        markets = {f"market_{id.lower()}": names[at] for id, names in COUNTRIES.items()}
        out.put(f"themes/quancheng/i18n/{locale}.yaml", assets.words(locale))
        out.put(f"i18n/{locale}.yaml", (THEME / f"i18n/{locale}.yaml").read_text(encoding="utf-8") + yaml(markets))
    for industry in INDUSTRIES:
        out.put(f"static/pictures/{industry}.svg", drawing(industry))


def shared(out: Folder, at: int, locale: str) -> None:
    """Home, sections, the values of every taxonomy, pages of one kind."""
    ending = ENDINGS[locale]
    labels = assets.labels(locale)
    data = ["html", "atom", "jsonfeed", "brandsjson", "productsjson", "sourcesjson", "csv"]
    out.put(f"content/_index{ending}", front({"title": TITLE[locale]} | ({"outputs": data} if at == 0 else {})))
    out.put(f"content/brands/_index{ending}", front({"title": labels["brands"], "lede": labels["brands_lede"]}))
    out.put(f"content/products/_index{ending}", front({"title": "products", "build": {"render": "never", "list": "never"}}))
    terms = {
        "industries": {id: {"title": industry["label"][at], "hue": hue(id)} for id, industry in INDUSTRIES.items()},
        "districts": {id: {"title": names[at]} for id, names in DISTRICTS.items()},
        "honours": {id: {"title": names[at]} for id, names in HONOURS.items()},
        "batches": {id: {"title": names[at], "date_text": f"{id}-07-18", "source": f"sample-{id}"} for id, names in BATCHES.items()},
        "sources": {
            f"sample-{id}": {"title": names[at], "publisher": PUBLISHER[at], "date_text": f"{id}-07-18", "grade": "C"}
            for id, names in SOURCES.items()
        },
    }
    for taxonomy, values in terms.items():
        out.put(f"content/{taxonomy}/_index{ending}", front({"title": labels[taxonomy]}))
        for weight, (id, head) in enumerate(values.items(), 1):
            out.put(f"content/{taxonomy}/{id}/_index{ending}", front(head | {"weight": weight}))
    for page in ("az", "stories", "data"):
        out.put(f"content/{page}{ending}", front({"title": labels[page], "page": page}))
    out.put(f"content/about{ending}", front({"title": TITLE[locale], "sample": True}, DESCRIPTION[locale] + "\n"))


def brand_page(brand: dict, locale: str) -> str:
    """A brand; its series name their products, which are pages of their own."""
    other = "en" if locale == "zh" else "zh"
    head = {
        "title": brand["name"][locale], "date": Raw(brand["updated"]), "weight": brand["rank"], "description": brand["summary"][locale],
        "industries": [brand["industry"]], "districts": [brand["district"]], "honours": brand["honours"],
        "batches": [brand["batch"]], "sources": [f"sample-{brand['batch']}"],
        "slug_id": brand["slug"], "other_name": brand["name"][other], "alias": [brand["short"]["zh"]],
        "letter": brand["pinyin"][0].upper(), "cover": f"pictures/{brand['industry']}.svg",
        "source": f"sample-{brand['batch']}",
        "mark": {"number": brand["certificate"], "status": brand["status"], "since": brand["since"], "until": brand["until"]},
        "holder": brand["holder"][locale],
        "series": [
            {
                "id": series["id"], "name": series["name"][locale], "other_name": series["name"][other],
                "products": [product["id"] for product in brand["products"] if product["series"] == series["id"]],
            }
            for series in brand["series"]
        ],
    }
    for key in ("industry", "district", "batch", "pathway", "founded", "pinyin", "standards", "patents", "markets", "related"):
        head[key] = brand[key]
    if locale == "zh":
        head["aliases"] = [f"/b/{brand['slug']}/"]
    head["sample"] = True
    picture = f"(images/{brand['industry']}.svg)"
    story = brand["story"][locale].replace("(brand:", "(/brands/").replace(picture, f"(/pictures/{brand['industry']}.svg)")
    return front(head, story)


def product_page(brand: dict, product: dict, locale: str) -> str:
    """A product, at an address below its brand."""
    other = "en" if locale == "zh" else "zh"
    series = next(series for series in brand["series"] if series["id"] == product["series"])
    others = [
        near["id"] for near in brand["products"] if near["series"] == product["series"] and near["id"] != product["id"]
    ]
    return front({
        "title": product["name"][locale], "description": product["summary"][locale],
        "url": f"brands/{brand['slug']}/{product['id']}/", "brand": brand["slug"], "product_id": product["id"],
        "other_name": product["name"][other], "model": product["model"],
        "series": series["id"], "series_name": series["name"][locale],
        "specs": [spec(row, locale) for row in product["specs"]],
        "others": others[:MOST_OTHERS], "sample": True,
    })


def spec(row: dict, locale: str) -> dict:
    """A specification, with the unit as it is shown."""
    unit = row["unit"] if locale == "zh" else UNITS.get(row["unit"], row["unit"])
    return {"name": row["name"][locale], "value": Raw(row["value"]), "unit": row["unit"], "unit_name": unit}
