//! Every key of every record: what it means, its unit, an example. Findings, scaffolds and the schema are made from it.

use crate::yaml::read::KeyDoc;

const fn key(name: &'static str, zh: &'static str, en: &'static str, example: &'static str) -> KeyDoc {
    KeyDoc { name, zh, en, example }
}

/// `content/brands/<slug>/brand.yaml`
pub const BRAND: &[KeyDoc; 23] = &[
    key("name", "品牌名称", "name of the brand", "{ zh: 平阴玫瑰, en: Pingyin Rose }"),
    key(
        "kind",
        "类别：product 产品、service 服务、geographical-indication 地理标志",
        "product, service or geographical-indication",
        "product",
    ),
    key(
        "holder",
        "品牌持有单位，与品牌名不同时填写",
        "body that holds the brand, where it is not the brand itself",
        "{ zh: 某某有限公司, en: \"Example Co., Ltd.\" }",
    ),
    key(
        "industry",
        "行业，见 vocabulary/industries.yaml",
        "industry, an id of vocabulary/industries.yaml",
        "rose",
    ),
    key(
        "district",
        "所在区县，见 vocabulary/districts.yaml",
        "district, an id of vocabulary/districts.yaml",
        "pingyin",
    ),
    key(
        "founded",
        "创立年份，可带来源",
        "year of foundation, with its source",
        "{ year: 1959, source: [jn-2024] }",
    ),
    key(
        "summary",
        "一句话简介，六十字以内",
        "what the brand is, in a sentence",
        "{ zh: 花香里的乡村, en: A county of roses }",
    ),
    key("aliases", "别名，搜索时也能找到", "other names under which it is looked for", "[平阴重瓣红玫瑰]"),
    key(
        "pinyin",
        "读音，仅在通常读法不对时填写",
        "reading, only where the usual one is wrong",
        "ping yin mei gui",
    ),
    key("website", "品牌官网", "the brand's own site", "https://brand.example"),
    key(
        "cover",
        "封面：图片路径，或图案与色相（度）",
        "cover: a picture, or a motif and a hue in degrees",
        "{ motif: petals, hue: 330 }",
    ),
    key("updated", "档案更新日期", "day on which the profile was last revised", "2024-08-01"),
    key("publish", "从哪一天起发布", "first day on which the brand is shown", "2024-07-18"),
    key("expire", "从哪一天起不再发布", "first day on which it is shown no more", "2027-07-18"),
    key(
        "admission",
        "入选批次与途径",
        "batch and pathway of admission",
        "{ batch: 2024-1, pathway: direct }",
    ),
    key(
        "mark",
        "标识编号与状态",
        "number and status of the mark",
        "{ number: HP-2024-00031, status: valid, since: 2024-07-18, until: 2027-07-17 }",
    ),
    key(
        "recognitions",
        "企业资质，见 vocabulary/recognitions.yaml",
        "recognitions, ids of vocabulary/recognitions.yaml",
        "[national-high-tech]",
    ),
    key(
        "honours",
        "荣誉，各带年份与来源",
        "honours, each with its year and source",
        "[{ honour: haopin-shandong, year: 2023, source: [jn-2024] }]",
    ),
    key(
        "standards",
        "主导或参与制修订的标准数（项）",
        "standards led or joined in, by level",
        "{ international: 0, national: 2, industry: 0, source: [jn-2024] }",
    ),
    key(
        "patents",
        "专利数（项）",
        "patents, by level",
        "{ international: 0, domestic: 12, source: [jn-2024] }",
    ),
    key(
        "markets",
        "市场：国家和地区数，或 vocabulary/markets.yaml 的列表",
        "markets: how many, or a list of ids",
        "{ count: 120, op: \">\", source: [jn-2024] }",
    ),
    key(
        "facts",
        "其他数字，各带来源",
        "any other figure, with its source",
        "[{ id: series, value: 8, text: { zh: 八大系列, en: eight series }, source: [jn-2024] }]",
    ),
    key(
        "sample",
        "样本数据：不需来源，每页加盖样本字样",
        "test data: needs no sources, is stamped on every page",
        "true",
    ),
];

/// `content/brands/<slug>/products.yaml`
pub const PRODUCTS: &[KeyDoc; 3] = &[
    key("series", "产品系列", "series", "[{ id: tea, name: { zh: 玫瑰茶, en: Rose tea } }]"),
    key("products", "产品", "products", "[{ id: nf5688m6, name: { zh: AI 服务器, en: AI server } }]"),
    key("sample", "样本数据；只能出现在样本品牌里", "test data; stands only inside a sample brand", "true"),
];

pub const SERIES: &[KeyDoc; 4] = &[
    key("id", "代号，小写字母、数字、连字符", "id: lower-case letters, digits, hyphens", "tea"),
    key("name", "系列名称", "name of the series", "{ zh: 玫瑰茶, en: Rose tea }"),
    key(
        "summary",
        "一句话简介",
        "what it is, in a sentence",
        "{ zh: 花蕾茶与花冠茶, en: Bud and corolla teas }",
    ),
    key("source", "来源", "sources", "[jn-2024]"),
];

pub const PRODUCT: &[KeyDoc; 9] = &[
    key("id", "代号，小写字母、数字、连字符", "id: lower-case letters, digits, hyphens", "nf5688m6"),
    key("name", "产品名称", "name of the product", "{ zh: AI 服务器 NF5688M6, en: NF5688M6 AI server }"),
    key("series", "所属系列的代号", "id of its series", "ai"),
    key("model", "型号", "model number", "NF5688M6"),
    key(
        "summary",
        "一句话简介",
        "what it is, in a sentence",
        "{ zh: 八卡 AI 服务器, en: AI server with eight accelerators }",
    ),
    key(
        "specs",
        "技术参数",
        "specifications",
        "[{ name: { zh: 额定功率, en: Rated power }, value: 3.5, unit: kW, source: [jn-2024] }]",
    ),
    key("images", "图片", "pictures", "[images/nf5688m6.jpg]"),
    key("source", "来源", "sources", "[jn-2024]"),
    key("sample", "样本数据；只能出现在样本品牌里", "test data; stands only inside a sample brand", "true"),
];

pub const SPEC: &[KeyDoc; 4] = &[
    key("name", "参数名", "name of the specification", "{ zh: 额定功率, en: Rated power }"),
    key("value", "数字、区间 [小, 大] 或文字", "a number, a range [low, high] or a text", "3.5"),
    key("unit", "单位，见 vocabulary/units.yaml", "unit, an id of vocabulary/units.yaml", "kW"),
    key("source", "来源", "sources", "[jn-2024]"),
];

pub const FOUNDED: &[KeyDoc; 2] =
    &[key("year", "年份", "year", "1959"), key("source", "来源", "sources", "[jn-2024]")];

pub const COVER: &[KeyDoc; 2] = &[
    key("motif", "图案", "motif of the drawing", "petals"),
    key("hue", "色相，0 到 359 度", "hue, 0 to 359 degrees", "330"),
];

pub const ADMISSION: &[KeyDoc; 2] = &[
    key("batch", "批次，见 programme/batches.yaml", "batch, an id of programme/batches.yaml", "2024-1"),
    key(
        "pathway",
        "途径：direct 直通、selected 遴选；不知道就不写",
        "direct or selected; left out where not known",
        "direct",
    ),
];

pub const MARK: &[KeyDoc; 4] = &[
    key("number", "标识编号", "number of the mark", "HP-2024-00031"),
    key(
        "status",
        "状态：valid suspended rectifying withdrawn expired",
        "valid, suspended, rectifying, withdrawn or expired",
        "valid",
    ),
    key("since", "起始日", "first day", "2024-07-18"),
    key("until", "截止日", "last day", "2027-07-17"),
];

pub const HONOUR: &[KeyDoc; 3] = &[
    key(
        "honour",
        "荣誉，见 vocabulary/honours.yaml",
        "honour, an id of vocabulary/honours.yaml",
        "haopin-shandong",
    ),
    key("year", "年份", "year", "2023"),
    key("source", "来源", "sources", "[jn-2024]"),
];

pub const STANDARDS: &[KeyDoc; 7] = &[
    key("international", "国际标准（项）", "international standards", "0"),
    key("national", "国家标准（项）", "national standards", "2"),
    key("industry", "行业标准（项）", "industry standards", "0"),
    key("local", "地方标准（项）", "local standards", "0"),
    key("association", "团体标准（项）", "association standards", "0"),
    key("enterprise", "企业标准（项）", "enterprise standards", "0"),
    key("source", "来源", "sources", "[jn-2024]"),
];

pub const PATENTS: &[KeyDoc; 3] = &[
    key("international", "国际专利（项）", "international patents", "0"),
    key("domestic", "国内发明专利（项）", "domestic invention patents", "12"),
    key("source", "来源", "sources", "[jn-2024]"),
];

pub const MARKETS: &[KeyDoc; 4] = &[
    key("count", "国家和地区数", "number of countries and regions", "120"),
    key("op", "与数字的关系：= > >= < <= ~", "relation to the number: = > >= < <= ~", "\">\""),
    key("ids", "国家和地区，见 vocabulary/markets.yaml", "ids of vocabulary/markets.yaml", "[DE, JP]"),
    key("source", "来源", "sources", "[jn-2024]"),
];

pub const FACT: &[KeyDoc; 14] = &[
    key("id", "代号", "id", "series"),
    key("value", "数字", "number", "8"),
    key("op", "与数字的关系：= > >= < <= ~", "relation to the number: = > >= < <= ~", "\"=\""),
    key("unit", "单位，见 vocabulary/units.yaml", "unit, an id of vocabulary/units.yaml", "t"),
    key(
        "text",
        "这个数字说的是什么",
        "what the figure says",
        "{ zh: 八大产品系列, en: eight product series }",
    ),
    key(
        "speaker",
        "谁说的；排名、份额和“第一”必须写",
        "who says so; ranks and shares must have it",
        "{ zh: 据 IDC 统计, en: by IDC's count }",
    ),
    key(
        "original",
        "来源的原话，六十字以内",
        "the source's own words, at most 60 characters",
        "八大产品系列",
    ),
    key("note", "说明", "note", "{ zh: 两家统计口径不同, en: two houses count differently }"),
    key("as_of", "数字截至的日期", "day the figure stands for", "2024-08-01"),
    key("source", "来源", "sources", "[jn-2024]"),
    key("computed", "由其他数字算出", "computed from other figures", "true"),
    key(
        "counts",
        "这个数字数的是 series 还是 products",
        "which list it counts: series or products",
        "series",
    ),
    key(
        "home",
        "放在首页大图上（只用于 programme.yaml）",
        "shown over the opening screen (programme only)",
        "true",
    ),
    key("group", "分组，见 programme.yaml 的 groups", "group, one of those of programme.yaml", "standards"),
];

/// `content/vocabulary/*.yaml`
pub const TERM: &[KeyDoc; 8] = &[
    key("zh", "中文名", "name in Chinese", "平阴县"),
    key("en", "英文名", "name in English", "Pingyin"),
    key("order", "排序", "order in lists", "10"),
    key(
        "class",
        "类别，如 leading 主导、characteristic 特色",
        "class, such as leading or characteristic",
        "leading",
    ),
    key("hue", "色相，0 到 359 度", "hue, 0 to 359 degrees", "330"),
    key("motif", "封面图案", "motif of covers", "petals"),
    key("summary", "一句话说明", "what it is, in a sentence", "{ zh: …, en: … }"),
    key("source", "来源", "sources", "[jn-2024]"),
];

/// `content/sources.yaml`
pub const SOURCE: &[KeyDoc; 7] = &[
    key("publisher", "发布者", "publisher", "{ zh: 济南日报, en: Jinan Daily }"),
    key("title", "标题", "title", "{ zh: 69个品牌获评首批, en: 69 brands in the first batch }"),
    key("date", "日期", "date", "2024-08-01"),
    key(
        "url",
        "地址；转载在无关网站的不写",
        "address; left out for copies on unrelated hosts",
        "https://paper.example/a",
    ),
    key("grade", "可信等级 A、B、C；D 级不能用", "grade A, B or C; D may not be printed", "B"),
    key("kind", "种类", "kind", "news"),
    key("note", "说明", "note", "{ zh: 转载本, en: seen as a copy }"),
];

/// `content/programme/batches.yaml`
pub const BATCH: &[KeyDoc; 5] = &[
    key("name", "批次名称", "name of the batch", "{ zh: 第一批, en: First batch }"),
    key("date", "确定日期", "day it was approved", "2024-07-18"),
    key("stated", "公布的品牌数", "number of brands stated", "69"),
    key("summary", "一句话说明", "what it is, in a sentence", "{ zh: …, en: … }"),
    key("source", "来源", "sources", "[jn-2024]"),
];

/// `content/programme/programme.yaml`
pub const PROGRAMME: &[KeyDoc; 5] = &[
    key("name", "项目名称", "name of the programme", "{ zh: 泉城好品, en: Quancheng Haopin }"),
    key("organiser", "组织单位", "organiser", "{ zh: …, en: … }"),
    key("motto", "口号", "motto", "{ zh: 好品凭质量, en: … }"),
    key(
        "groups",
        "数字分组的标题",
        "headings of the groups of figures",
        "{ standards: { zh: 标准, en: Standards } }",
    ),
    key(
        "figures",
        "公布的数字",
        "figures it states",
        "[{ id: t1, value: 69, text: { zh: 首批品牌, en: brands }, source: [jn-2024] }]",
    ),
];

/// The head of a story or a free page.
pub const PAGE: &[KeyDoc; 7] = &[
    key("title", "标题", "title", "关于本目录"),
    key("summary", "一句话说明", "summary", "目录从何而来"),
    key("date", "日期", "date", "2024-08-01"),
    key("updated", "更新日期", "day of the last revision", "2024-08-01"),
    key("publish", "从哪一天起发布", "first day on which it is shown", "2024-07-18"),
    key("expire", "从哪一天起不再发布", "first day on which it is shown no more", "2027-07-18"),
    key("sample", "样本数据", "test data", "true"),
];

/// `content/brands/<slug>/images.yaml`
pub const PICTURE: &[KeyDoc; 4] = &[
    key(
        "alt",
        "图片说明（看不见图的人读它）",
        "what the picture shows, for those who cannot see it",
        "{ zh: 花农采摘玫瑰, en: Growers picking roses }",
    ),
    key("author", "作者", "author", "张三"),
    key("licence", "许可", "licence", "CC BY 4.0"),
    key("focus", "画面中心 [左, 上]，百分比", "center of interest [left, top], percent", "[50, 30]"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::TextFile;

    #[test]
    fn every_example_is_yaml() {
        let all = [&BRAND[..], &PRODUCTS[..], &SERIES[..], &PRODUCT[..], &PROGRAMME[..]];
        for doc in all.into_iter().flatten() {
            let text = format!("{}: {}\n", doc.name, doc.example.replace('…', "x"));
            let mut found = Vec::new();
            crate::yaml::parse(&TextFile { path: "a.yaml".into(), text: text.clone() }, &mut found);
            assert!(found.is_empty(), "{text}{found:?}");
            assert!(
                !doc.example.contains(", Ltd") || doc.example.contains('"'),
                "a comma ends a value: {text}"
            );
        }
    }
}
