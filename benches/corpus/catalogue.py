"""The catalogue that all forms are written from: invented brands, made from a seed alone.

Brand `k` of a seed has the same profile, products and story in catalogues of every size.
"""

import random
from datetime import date, timedelta

import stories
from industries import INDUSTRIES
from words import BATCHES, COUNTRIES, DISTRICTS, HONOUR_WEIGHTS, HONOURS, NAME_CHARS, STATUS

INDUSTRY_WEIGHTS = [14, 10, 8, 14, 6, 8, 12, 6, 7, 6, 8, 5]
# How often a brand has 3, 4, … 15 products: 5.3 on average.
PRODUCT_WEIGHTS = [30, 22, 14, 9, 6, 5, 4, 3, 2, 2, 1, 1, 1]
ENDINGS = ("有限公司", "股份有限公司", "集团有限公司")
MARK_YEARS = 20


class Catalogue:
    """`brands`: one dict a brand, in the order in which they were made."""

    def __init__(self, count: int, seed: int):
        self.seed = seed
        slugs: set[str] = set()
        self.brands = [self._identity(at, slugs) for at in range(count)]
        for at in range(count):
            self._fill(at)
        self._relate()

    def chance(self, what: str, at: int) -> random.Random:
        """A source of chance of its own for each part of each brand."""
        return random.Random(f"{self.seed}/{what}/{at}")

    def _identity(self, at: int, slugs: set[str]) -> dict:
        r = self.chance("identity", at)
        industry = r.choices(list(INDUSTRIES), weights=INDUSTRY_WEIGHTS)[0]
        chars = [r.choice(NAME_CHARS) for _ in range(r.choice((2, 2, 2, 3)))]
        ending_zh, ending_pinyin, ending_en = r.choice(INDUSTRIES[industry]["suffix"])
        short, readings = "".join(c for c, _ in chars), [reading for _, reading in chars]
        base = slug = "".join(readings) + "-" + ending_pinyin.replace(" ", "")
        number = 2
        while slug in slugs:
            slug, number = f"{base}-{number}", number + 1
        slugs.add(slug)
        latin = "".join(readings).capitalize()
        return {
            "slug": slug,
            "name": {"zh": short + ending_zh, "en": f"{latin} {ending_en}"},
            "short": {"zh": short, "en": latin},
            "pinyin": " ".join(readings) + " " + ending_pinyin,
            "industry": industry,
            "district": r.choice(list(DISTRICTS)),
            "founded": r.randint(1952, 2018),
        }

    def _fill(self, at: int) -> None:
        brand, r = self.brands[at], self.chance("profile", at)
        batch = r.choice(list(BATCHES))
        honours = dict.fromkeys(r.choices(list(HONOURS), weights=HONOUR_WEIGHTS, k=r.choice((1, 1, 2, 2, 3))))
        brand |= {
            "holder": {"zh": f"样例{brand['name']['zh']}{r.choice(ENDINGS)}", "en": f"Sample {brand['name']['en']} Co., Ltd."},
            "status": r.choices(list(STATUS), weights=list(STATUS.values()))[0],
            "batch": batch,
            "pathway": r.choice(("direct", "selected")),
            "certificate": f"SAMPLE-{batch}-{at + 1:05d}",
            "since": f"{batch}-07-18",
            "until": f"{int(batch) + MARK_YEARS}-07-17",
            "honours": list(honours),
            "standards": {"international": r.choice((0, 0, 0, 1, 2)), "national": r.randint(0, 12), "industry": r.randint(0, 18)},
            "patents": {"international": r.choice((0, 0, 0, 1, 4)), "domestic": r.randint(0, 80)},
            "markets": sorted(r.sample(list(COUNTRIES), r.choice((0, 0, 1, 2, 3, 5, 8)))),
            "summary": {"zh": stories.sentence(r, brand, "zh", "summary"), "en": stories.sentence(r, brand, "en", "summary")},
            "updated": (date(int(batch), 1, 1) + timedelta(days=r.randint(0, 364))).isoformat(),
        }
        self._products(r, brand)
        links = {locale: self._links(at, locale, most) for locale, most in (("zh", 3), ("en", 2))}
        brand["story"] = {
            "zh": stories.chinese(self.chance("story", at), brand, links["zh"]),
            "en": stories.english(self.chance("story-en", at), brand, links["en"]),
        }

    def _products(self, r: random.Random, brand: dict) -> None:
        industry = INDUSTRIES[brand["industry"]]
        count = r.choices(range(3, 3 + len(PRODUCT_WEIGHTS)), weights=PRODUCT_WEIGHTS)[0]
        products, series = [], {}
        for at in range(count):
            zh, en = industry["products"][(at + r.randint(0, 1)) % len(industry["products"])]
            name = r.choice(industry["series"])
            model = f"{r.choice('ABCDEGHKLMSTXZ')}{r.choice('ABCDEFGHKLMRSTX')}-{r.randint(100, 9999)}"
            specs = [spec(r, *row) for row in r.sample(industry["specs"], r.randint(3, min(5, len(industry["specs"]))))]
            products.append({
                "id": f"p{at + 1:02d}",
                "name": {"zh": f"{name}{zh} {model}", "en": f"{en[0].upper()}{en[1:]} {model}"},
                "series": series.setdefault(name, f"s{len(series) + 1}"),
                "model": model,
                "specs": specs,
                "summary": {
                    "zh": stories.sentence(r, brand, "zh", "product", product=zh, series=name),
                    "en": stories.sentence(r, brand, "en", "product", product=en),
                },
            })
        brand["products"] = products
        brand["series"] = [
            {"id": id, "name": {"zh": name, "en": f"Series {id[1:]}"}} for name, id in series.items()
        ]

    def _links(self, at: int, locale: str, most: int) -> list[str]:
        """Markdown links to brands made before, which are the same in catalogues of every size."""
        r = self.chance("links", at)
        near = sorted({r.randrange(max(0, at - 400), at) for _ in range(most)}) if at else []
        return [f"[{self.brands[k]['name'][locale]}](brand:{self.brands[k]['slug']})" for k in near]

    def _relate(self) -> None:
        """The place of each brand by reading, and the brands that follow in its industry, at most three, as haopin shows them."""
        members: dict[str, list[dict]] = {}
        for rank, brand in enumerate(sorted(self.brands, key=lambda brand: (brand["pinyin"], brand["slug"])), 1):
            brand["rank"] = rank
            members.setdefault(brand["industry"], []).append(brand)
        for ring in members.values():
            for at, brand in enumerate(ring):
                brand["related"] = [ring[(at + step) % len(ring)]["slug"] for step in range(1, min(4, len(ring)))]


def spec(r: random.Random, zh: str, en: str, unit: str, low: float, high: float, decimals: int) -> dict:
    """A measured value, spelled without needless zeros."""
    value = f"{r.uniform(low, high):.{decimals}f}"
    value = value.rstrip("0").rstrip(".") if "." in value else value
    return {"name": {"zh": zh, "en": en}, "value": "0" if value == "-0" else value, "unit": unit}
