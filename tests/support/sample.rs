//! A catalogue of test data as a value: its files are made from it, so that a test changes the value and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Files;
use super::random::Random;

pub const INDUSTRIES: &[&str] = &["rings", "waves", "gears"];
pub const DISTRICTS: &[&str] = &["north", "south"];
pub const HONOURS: &[&str] = &["gold", "silver"];
pub const SOURCES: &[&str] = &["gazette", "yearbook"];

/// Everything a site is made from. Numbers stand for texts: another number, another text.
#[derive(Debug, Clone)]
pub struct Catalogue {
    pub brands: BTreeMap<String, Brand>,
    /// Version of each vocabulary's texts, by the name of its file.
    pub terms: BTreeMap<&'static str, u64>,
    /// Version of each source, by id.
    pub sources: BTreeMap<&'static str, u64>,
    pub batch: u64,
    pub programme: u64,
    /// Free pages and stories: path below `content` without locale and ending, and their version.
    pub texts: BTreeMap<String, u64>,
    pub title: u64,
    pub page_size: usize,
    pub compress: bool,
    pub locales: Vec<&'static str>,
    pub home: u64,
    /// Files laid over the theme, by path.
    pub theme: BTreeMap<String, String>,
}

#[derive(Debug, Clone)]
pub struct Brand {
    pub name: u64,
    pub summary: u64,
    pub industry: &'static str,
    pub district: Option<&'static str>,
    pub founded: u64,
    pub honours: Vec<&'static str>,
    pub in_batch: bool,
    pub mark: u64,
    pub patents: u64,
    pub updated: u64,
    pub source: &'static str,
    pub story: Option<u64>,
    pub in_english: bool,
    pub products: Vec<u64>,
    /// A picture in the story and as the cover of the profile.
    pub picture: Option<u64>,
    pub cover: bool,
    /// Records that the story links to, such as `brand:a`.
    pub links: Vec<String>,
    /// A product that the story shows as a card.
    pub card: Option<String>,
    /// A line that is no profile, laid at its end.
    pub mistake: Option<&'static str>,
}

impl Brand {
    pub fn of(random: &mut Random) -> Self {
        let n = random.next() % 1000;
        Self {
            name: n,
            summary: n,
            industry: *random.pick(INDUSTRIES),
            district: Some(*random.pick(DISTRICTS)),
            founded: 1900 + n % 100,
            honours: vec![*random.pick(HONOURS)],
            in_batch: n.is_multiple_of(2),
            mark: n,
            patents: n,
            updated: n % 28,
            source: *random.pick(SOURCES),
            story: Some(n),
            in_english: true,
            products: vec![n; random.below(3)],
            picture: n.is_multiple_of(3).then_some(n),
            cover: n.is_multiple_of(2),
            links: Vec::new(),
            card: None,
            mistake: None,
        }
    }

    fn profile(&self, slug: &str) -> String {
        let Self { name, summary, industry, founded, mark, patents, updated, source, .. } = self;
        let count = 1 + patents % 200;
        let mut text = format!(
            "name: {{ zh: 样品{name}, en: Sample {name} }}\nindustry: {industry}\n\
             summary: {{ zh: 简介{summary}, en: Summary {summary} }}\n\
             founded: {{ year: {founded}, source: [{source}] }}\n\
             updated: 2024-03-{:02}\naliases: [别名{slug}]\nwebsite: https://{slug}.example\n\
             patents: {{ domestic: {patents}, source: [{source}] }}\n\
             standards: {{ national: {patents}, source: [gazette] }}\n\
             markets: {{ count: {count}, op: \">\", source: [yearbook] }}\nrecognitions: [tested]\n\
             mark: {{ number: T-{slug}-{mark}, status: valid, since: 2024-01-01, until: 2025-01-01 }}\nsample: true\n",
            1 + updated
        );
        if let Some(district) = self.district {
            let _ = writeln!(text, "district: {district}");
        }
        if !self.honours.is_empty() {
            let list =
                self.honours.iter().map(|id| format!("{{ honour: {id}, year: 2023, source: [{source}] }}"));
            let _ = writeln!(text, "honours: [{}]", list.collect::<Vec<_>>().join(", "));
        }
        if self.in_batch {
            text.push_str("admission: { batch: first, pathway: direct }\n");
        }
        if self.cover && self.picture.is_some() {
            text.push_str("cover: images/plate.svg\n");
        }
        if let Some(line) = self.mistake {
            let _ = writeln!(text, "{line}");
        }
        text
    }

    fn products(&self) -> String {
        let mut text = String::from("series:\n  - { id: one, name: { zh: 系列, en: Series } }\nproducts:\n");
        for (at, n) in self.products.iter().enumerate() {
            let _ = write!(
                text,
                "  - id: p{at}\n    name: {{ zh: 产品{n}, en: Product {n} }}\n    series: one\n    model: M{n}\n    \
                 summary: {{ zh: 产品简介{n}, en: About product {n} }}\n    specs:\n      \
                 - {{ name: {{ zh: 功率, en: Power }}, value: {n}, unit: kW, source: [{}] }}\n",
                self.source
            );
        }
        text
    }

    fn story(&self, n: u64, english: bool) -> String {
        let (opening, heading) =
            if english { ("A story of test data", "A heading") } else { ("测试用的故事", "小标题") };
        let mut text = format!("{opening} {n}.\n\n## {heading} {n}\n\n{n}[](source:{}).\n", self.source);
        for link in &self.links {
            let _ = write!(text, "\n[]({link})\n\n[{n}]({link})\n");
        }
        if let Some(product) = &self.card {
            let _ = write!(text, "\n:::product\nref: {product}\n:::\n");
        }
        if self.picture.is_some() {
            text.push_str("\n![a plate](images/plate.svg)\n");
        }
        text
    }

    fn files(&self, slug: &str, files: &mut Files) {
        let folder = format!("content/brands/{slug}");
        files.insert(format!("{folder}/brand.yaml"), self.profile(slug).into());
        if let Some(n) = self.story {
            files.insert(format!("{folder}/story.md"), self.story(n, false).into());
            if self.in_english {
                files.insert(format!("{folder}/story.en.md"), self.story(n, true).into());
            }
        }
        if !self.products.is_empty() {
            files.insert(format!("{folder}/products.yaml"), self.products().into());
        }
        if let Some(n) = self.picture {
            files.insert(format!("{folder}/images/plate.svg"), picture(n).into());
            let alt = format!("images/plate.svg: {{ alt: {{ zh: 图{n}, en: Plate {n} }} }}\n");
            files.insert(format!("{folder}/images.yaml"), alt.into());
        }
    }
}

fn picture(n: u64) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\" width=\"100\" height=\"100\">\
         <circle cx=\"50\" cy=\"50\" r=\"{}\"/></svg>\n",
        1 + n % 40
    )
}

impl Catalogue {
    /// A catalogue of `count` brands; equal seeds, equal catalogues.
    pub fn seeded(seed: u64, count: usize) -> Self {
        let mut random = Random::seeded(seed);
        let brands = (0..count).map(|at| (format!("brand-{at:03}"), Brand::of(&mut random))).collect();
        let vocabularies = ["industries", "districts", "honours", "recognitions", "units"];
        let mut out = Self {
            brands,
            terms: vocabularies.iter().map(|name| (*name, 0)).collect(),
            sources: SOURCES.iter().map(|id| (*id, 0)).collect(),
            batch: 0,
            programme: 0,
            texts: ["pages/about", "stories/first", "stories/second"].map(|path| (path.to_owned(), 0)).into(),
            title: 0,
            page_size: 6,
            compress: false,
            locales: vec!["zh", "en"],
            home: 0,
            theme: BTreeMap::new(),
        };
        out.mend();
        out
    }

    /// Links that lead nowhere now are taken away, so that the catalogue has no findings.
    pub fn mend(&mut self) {
        let products: BTreeMap<String, usize> =
            self.brands.iter().map(|(slug, brand)| (slug.clone(), brand.products.len())).collect();
        let texts = &self.texts;
        let has_product = |name: &str| {
            name.split_once("/p").is_some_and(|(slug, at)| {
                products.get(slug).is_some_and(|count| at.parse().is_ok_and(|at: usize| at < *count))
            })
        };
        for brand in self.brands.values_mut() {
            brand.links.retain(|link| match link.split_once(':') {
                Some(("brand", slug)) => products.contains_key(slug),
                Some(("product", name)) => has_product(name),
                Some(("page", name)) => texts.contains_key(&format!("pages/{name}")),
                Some(("story", name)) => texts.contains_key(&format!("stories/{name}")),
                _ => true,
            });
            brand.card = brand.card.take().filter(|name| has_product(name));
        }
    }

    /// Every file of the project.
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        self.settings(&mut files);
        self.vocabularies(&mut files);
        for (path, n) in &self.texts {
            for (ending, words) in [(".md", "正文"), (".en.md", "Text")] {
                let head = format!(
                    "title: Title {n}\nsummary: Summary {n}\ndate: 2024-02-{:02}\nsample: true",
                    1 + n % 28
                );
                let link = self
                    .brands
                    .keys()
                    .next()
                    .map_or_else(String::new, |slug| format!("\n[](brand:{slug})\n"));
                files.insert(
                    format!("content/{path}{ending}"),
                    format!("---\n{head}\n---\n\n{words} {n}[](source:gazette).\n{link}").into(),
                );
            }
        }
        for (slug, brand) in &self.brands {
            brand.files(slug, &mut files);
        }
        for (path, text) in &self.theme {
            files.insert(format!("themes/quancheng/{path}"), text.clone().into());
        }
        files
    }

    fn settings(&self, files: &mut Files) {
        let Self { title, page_size, compress, home, .. } = self;
        let (locales, featured) =
            (self.locales.join(", "), self.brands.keys().take(3).cloned().collect::<Vec<_>>());
        let home = format!(
            "home: {{ title: {{ zh: 首页{home}, en: Home {home} }}, featured: [{}] }}",
            featured.join(", ")
        );
        let text = format!(
            "title: {{ zh: 目录{title}, en: Catalogue {title} }}\ndescription: {{ zh: 测试, en: Test }}\n\
             url: https://catalogue.example\nlocales: [{locales}]\ntheme: quancheng\npage_size: {page_size}\n\
             compress: {compress}\n{home}\n"
        );
        files.insert("site/site.yaml".to_owned(), text.into());
    }

    fn vocabularies(&self, files: &mut Files) {
        let lists: [(&str, &[&str]); 5] = [
            ("industries", INDUSTRIES),
            ("districts", DISTRICTS),
            ("honours", HONOURS),
            ("recognitions", &["tested"]),
            ("units", &["kW"]),
        ];
        for (name, ids) in lists {
            let n = self.terms[name];
            let line = |id: &&str| {
                let look = if name == "industries" {
                    format!(", hue: {}, motif: rings", n * 15 % 360)
                } else {
                    String::new()
                };
                format!("{id}: {{ zh: 词{id}{n}, en: Term {id} {n}{look} }}\n")
            };
            files.insert(
                format!("content/vocabulary/{name}.yaml"),
                ids.iter().map(line).collect::<String>().into(),
            );
        }
        let sources = self.sources.iter().map(|(id, n)| {
            format!(
                "{id}: {{ publisher: {{ zh: 出版{n}, en: Publisher {n} }}, title: {{ zh: 题{n}, en: Title {n} }}, \
                 date: 2024-01-{:02}, grade: B, kind: news }}\n",
                1 + n % 28
            )
        });
        files.insert("content/sources.yaml".to_owned(), sources.collect::<String>().into());
        let batch = format!(
            "first: {{ name: {{ zh: 批{0}, en: Batch {0} }}, date: 2024-01-02, stated: {0}, source: [gazette] }}\n",
            self.batch
        );
        files.insert("content/programme/batches.yaml".to_owned(), batch.into());
        let programme = format!(
            "name: {{ zh: 项目, en: Programme }}\nfigures:\n  - {{ id: t1, value: {}, home: true, group: scale, \
             text: {{ zh: 品牌, en: Brands }}, as_of: 2024-01-01, source: [yearbook] }}\n",
            self.programme
        );
        files.insert("content/programme/programme.yaml".to_owned(), programme.into());
    }
}
