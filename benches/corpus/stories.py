"""Stories of brands: sentences with their slots filled, in Markdown with lists, a table, a quotation and a picture."""

import random

from industries import INDUSTRIES
from sentences import EN, ZH
from words import COUNTRIES, DISTRICTS, HONOURS

# Ages count to this year, because the clock may not reach a catalogue.
YEAR = 2025
LATIN_FAMILY = ("Wang", "Li", "Zhang", "Liu", "Chen", "Kong")
LATIN_GIVEN = ("Jianguo", "Xiuying", "Wenbo", "Siyuan", "Chunmei")


def slots(r: random.Random, brand: dict, locale: str) -> dict:
    """A value for every slot."""
    industry, at = INDUSTRIES[brand["industry"]], 0 if locale == "zh" else 1
    product, product2 = r.sample(industry["products"], 2)
    step, step2 = r.sample(industry["process"], 2)
    return {
        "name": brand["name"][locale], "short": brand["short"][locale],
        "district": DISTRICTS[brand["district"]][at],
        "industry": industry["label"][0] if locale == "zh" else industry["label"][1].lower(),
        "year": brand["founded"], "age": YEAR - brand["founded"],
        "product": product[at], "product2": product2[at], "series": r.choice(industry["series"]),
        "material": r.choice(industry["materials"]), "process": step, "process2": step2,
        "country": COUNTRIES[r.choice(list(COUNTRIES))][at],
        "n": r.randint(12, 98), "n2": r.randint(3, 31), "pct": r.randint(3, 97),
        "big": r.randint(12, 990) * 100, "place": r.choice(ZH["places"]),
        "person": r.choice(ZH["surname"]) + r.choice(ZH["given"]) if locale == "zh"
        else f"{r.choice(LATIN_FAMILY)} {r.choice(LATIN_GIVEN)}",
    }


def sentence(r: random.Random, brand: dict, locale: str, kind: str, text: str | None = None, **fixed) -> str:
    """A sentence of a kind; `fixed` slots keep their values."""
    text = text or r.choice((ZH if locale == "zh" else EN)[kind])
    return text.format(**(slots(r, brand, locale) | fixed))


def chinese(r: random.Random, brand: dict, links: list[str]) -> str:
    """About 3 KB of Chinese in six sections."""
    target = max(1900, min(5200, int(r.gauss(3050, 550))))
    pools = {kind: r.sample(ZH[kind], len(ZH[kind])) for kind in ("origin", "craft", "market", "duty")}

    def take(kind: str, count: int) -> str:
        return "".join(sentence(r, brand, "zh", kind, pools[kind].pop()) for _ in range(count) if pools[kind])

    sections = [
        f"{take('origin', 2)}\n\n## 品牌缘起\n\n{take('origin', 3)}\n\n> {r.choice(ZH['quote'])}",
        f"## 工艺与品质\n\n![{brand['name']['zh']}生产现场]({picture(brand)})\n\n{take('craft', 2)}"
        f"**{r.choice(INDUSTRIES[brand['industry']]['process'])}**是其中的关键一步。",
        "### 主要产品\n\n" + "\n".join(f"- **{p['name']['zh']}**：{p['summary']['zh']}" for p in brand["products"][:3]),
        milestones(r, brand),
        f"## 市场与伙伴\n\n{take('market', 2)}" + (f"上下游合作伙伴包括{'、'.join(links)}等企业。" if links else ""),
        "## 荣誉与责任\n\n" + "\n".join(f"{k + 1}. {HONOURS[h][0]}（{int(brand['batch']) - k} 年）" for k, h in enumerate(brand["honours"]))
        + f"\n\n{take('duty', 2)}",
    ]
    # Further paragraphs until the size is met, each in the section it belongs to.
    size = sum(len(section.encode()) for section in sections)
    for at, kind in ((1, "craft"), (4, "market"), (1, "craft"), (0, "origin"), (5, "duty"), (1, "craft"), (4, "market"), (1, "craft")):
        text = take(kind, 2) if size < target else ""
        if text:
            sections[at] += "\n\n" + text
            size += len(text.encode()) + 2
    return "\n\n".join(sections) + "\n"


def milestones(r: random.Random, brand: dict) -> str:
    """The history of a brand as a table."""
    year = brand["founded"]
    rows = [
        (year, "企业创立", DISTRICTS[brand["district"]][0]),
        (min(2018, year + r.randint(4, 12)), "首条自动化产线投产", f"产能提升 {r.randint(10, 90)}%"),
        (brand["batch"], "入选样例名录", f"`{brand['certificate']}`"),
    ]
    head = "## 发展历程\n\n| 年份 | 事件 | 备注 |\n| --- | --- | ---: |\n"
    return head + "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def english(r: random.Random, brand: dict, links: list[str]) -> str:
    """About 1 KB of English."""
    pools = {kind: r.sample(EN[kind], len(EN[kind])) for kind in ("origin", "craft", "market")}

    def take(kind: str) -> str:
        return sentence(r, brand, "en", kind, pools[kind].pop())

    parts = [
        f"{take('origin')} {take('origin')}",
        f"> {r.choice(EN['quote'])}",
        f"## Craft\n\n![{brand['name']['en']}]({picture(brand)})\n\n{take('craft')} *{take('craft')}*",
        "### Products\n\n" + "\n".join(f"- **{p['name']['en']}**" for p in brand["products"][:3]),
        f"## Markets\n\n{take('market')}" + (f" Partners include {' and '.join(links)}." if links else ""),
        f"| Year | Milestone |\n| --- | --- |\n| {brand['founded']} | Founded in {DISTRICTS[brand['district']][1]} |\n"
        f"| {brand['batch']} | Listed, `{brand['certificate']}` |",
    ]
    return "\n\n".join(parts) + "\n"


def picture(brand: dict) -> str:
    """Where a story finds its picture, beside itself."""
    return f"images/{brand['industry']}.svg"
