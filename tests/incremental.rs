//! After any sequence of edits the site equals a clean build's, byte for byte; and so it does whatever becomes of the
//! memo.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

mod support;

use std::fs;

use support::random::Random;
use support::sample::{Brand, Catalogue, DISTRICTS, HONOURS, INDUSTRIES, SOURCES};
use support::{Files, TestSite, differences, said};

/// Edits of one sequence; there are four.
const EDITS: usize = 50;

/// One edit: its name and what it does to the catalogue.
type Edit = (&'static str, fn(&mut Catalogue, &mut Random));

fn a_brand<'c>(catalogue: &'c mut Catalogue, random: &mut Random) -> &'c mut Brand {
    let at = random.below(catalogue.brands.len());
    catalogue.brands.values_mut().nth(at).expect("it is below the number of brands")
}

fn a_slug(catalogue: &Catalogue, random: &mut Random) -> String {
    let slugs: Vec<&String> = catalogue.brands.keys().collect();
    (*random.pick(&slugs)).clone()
}

fn number(random: &mut Random) -> u64 {
    random.next() % 1000
}

/// Every kind of edit; each changes one thing.
const EDIT: &[Edit] = &[
    ("add a brand", |catalogue, random| {
        let brand = Brand::of(random);
        catalogue.brands.insert(format!("added-{}", number(random)), brand);
    }),
    ("remove a brand", |catalogue, random| {
        let slug = a_slug(catalogue, random);
        catalogue.brands.remove(&slug);
    }),
    ("rename a brand", |catalogue, random| {
        let slug = a_slug(catalogue, random);
        let brand = catalogue.brands.remove(&slug).expect("it is there");
        catalogue.brands.insert(format!("renamed-{}", number(random)), brand);
    }),
    ("swap two slugs", |catalogue, random| {
        let (one, other) = (a_slug(catalogue, random), a_slug(catalogue, random));
        let (left, right) = (catalogue.brands[&one].clone(), catalogue.brands[&other].clone());
        catalogue.brands.insert(one, right);
        catalogue.brands.insert(other, left);
    }),
    ("name", |catalogue, random| a_brand(catalogue, random).name = number(random)),
    ("summary", |catalogue, random| a_brand(catalogue, random).summary = number(random)),
    ("industry", |catalogue, random| a_brand(catalogue, random).industry = *random.pick(INDUSTRIES)),
    ("district", |catalogue, random| {
        let district = (!number(random).is_multiple_of(3)).then(|| *random.pick(DISTRICTS));
        a_brand(catalogue, random).district = district;
    }),
    ("founded", |catalogue, random| a_brand(catalogue, random).founded = 1800 + number(random) % 200),
    ("honours", |catalogue, random| {
        let honours = HONOURS[..random.below(HONOURS.len() + 1)].to_vec();
        a_brand(catalogue, random).honours = honours;
    }),
    ("admission", |catalogue, random| {
        let brand = a_brand(catalogue, random);
        brand.in_batch = !brand.in_batch;
    }),
    ("mark", |catalogue, random| a_brand(catalogue, random).mark = number(random)),
    ("figures", |catalogue, random| a_brand(catalogue, random).patents = number(random)),
    ("updated", |catalogue, random| a_brand(catalogue, random).updated = number(random) % 28),
    ("source of a brand", |catalogue, random| a_brand(catalogue, random).source = *random.pick(SOURCES)),
    ("story", |catalogue, random| a_brand(catalogue, random).story = Some(number(random))),
    ("story comes or goes", |catalogue, random| {
        let brand = a_brand(catalogue, random);
        brand.story = if brand.story.is_some() { None } else { Some(1) };
    }),
    ("translation comes or goes", |catalogue, random| {
        let brand = a_brand(catalogue, random);
        brand.in_english = !brand.in_english;
    }),
    ("product", |catalogue, random| {
        let n = number(random);
        let brand = a_brand(catalogue, random);
        match brand.products.first_mut() {
            Some(product) => *product = n,
            None => brand.products.push(n),
        }
    }),
    ("add a product", |catalogue, random| {
        let n = number(random);
        a_brand(catalogue, random).products.push(n);
    }),
    ("remove a product", |catalogue, random| {
        a_brand(catalogue, random).products.pop();
    }),
    ("many products", |catalogue, random| a_brand(catalogue, random).products = (0..14).collect()),
    ("picture", |catalogue, random| a_brand(catalogue, random).picture = Some(number(random))),
    ("picture goes", |catalogue, random| a_brand(catalogue, random).picture = None),
    ("cover", |catalogue, random| {
        let brand = a_brand(catalogue, random);
        brand.cover = !brand.cover;
    }),
    ("link to a brand", |catalogue, random| {
        let link = format!("brand:{}", a_slug(catalogue, random));
        a_brand(catalogue, random).links.push(link);
    }),
    ("link to a product", |catalogue, random| {
        let link = format!("product:{}/p0", a_slug(catalogue, random));
        a_brand(catalogue, random).links.push(link);
    }),
    ("link to a text", |catalogue, random| {
        let link = *random.pick(&["page:about", "story:first", "source:yearbook"]);
        a_brand(catalogue, random).links.push(link.to_owned());
    }),
    ("card of a product", |catalogue, random| {
        let product = format!("{}/p0", a_slug(catalogue, random));
        a_brand(catalogue, random).card = Some(product);
    }),
    ("vocabulary", |catalogue, random| {
        let names: Vec<&str> = catalogue.terms.keys().copied().collect();
        catalogue.terms.insert(*random.pick(&names), number(random));
    }),
    ("source", |catalogue, random| {
        catalogue.sources.insert(*random.pick(SOURCES), number(random));
    }),
    ("batch", |catalogue, random| catalogue.batch = number(random)),
    ("programme", |catalogue, random| catalogue.programme = number(random)),
    ("text", |catalogue, random| {
        let paths: Vec<String> = catalogue.texts.keys().cloned().collect();
        catalogue.texts.insert(random.pick(&paths).clone(), number(random));
    }),
    ("text comes or goes", |catalogue, random| {
        let path = *random.pick(&["pages/about", "pages/terms", "stories/first", "stories/third"]);
        if catalogue.texts.remove(path).is_none() {
            catalogue.texts.insert(path.to_owned(), number(random));
        }
    }),
    ("title of the site", |catalogue, random| catalogue.title = number(random)),
    ("opening of the home page", |catalogue, random| catalogue.home = number(random)),
    ("page size", |catalogue, random| catalogue.page_size = 3 + random.below(12)),
    ("order of locales", |catalogue, _| catalogue.locales.reverse()),
    ("compression", |catalogue, _| catalogue.compress = !catalogue.compress),
    ("template", |catalogue, random| {
        let text = include_str!("../themes/quancheng/templates/missing.html");
        let text = text.replace("<h1>", &format!("<h1 id=\"t{}\">", number(random)));
        catalogue.theme.insert("templates/missing.html".to_owned(), text);
    }),
    ("shared template", |catalogue, random| {
        let text = include_str!("../themes/quancheng/templates/parts/product_card.html");
        let text = text.replace("product-card-text", &format!("product-card-text p{}", number(random)));
        catalogue.theme.insert("templates/parts/product_card.html".to_owned(), text);
    }),
    ("style", |catalogue, random| {
        let text = include_str!("../themes/quancheng/styles/reset.css");
        let text = format!("{text}\n.sample-{} {{ color: red; }}\n", number(random));
        catalogue.theme.insert("styles/reset.css".to_owned(), text);
    }),
    ("words", |catalogue, random| {
        let text = include_str!("../themes/quancheng/words/en.yaml");
        let text = text.replace("skip: ", &format!("skip: {} ", number(random)));
        catalogue.theme.insert("words/en.yaml".to_owned(), text);
    }),
    ("theme as it was", |catalogue, _| catalogue.theme.clear()),
    ("touch", |_, _| {}),
    ("go back", |_, _| {}),
    ("mistake", |catalogue, random| a_brand(catalogue, random).mistake = Some("nonsense: 1")),
    ("warning", |catalogue, random| {
        // A superlative without a speaker: a finding, but no error.
        a_brand(catalogue, random).mistake = Some("holder: { zh: 全国第一, en: Holder }");
    }),
];

/// A project that keeps its memo, and one that is made anew.
struct Pair {
    warm: TestSite,
    clean: TestSite,
    sources: Files,
}

impl Pair {
    /// Brings both projects to a state, touching nothing that is the same.
    fn turn(&mut self, sources: Files) {
        for site in [&self.warm, &self.clean] {
            for (path, bytes) in
                sources.iter().filter(|(path, bytes)| self.sources.get(*path) != Some(*bytes))
            {
                site.write(path, bytes);
            }
            self.sources
                .keys()
                .filter(|path| !sources.contains_key(*path))
                .for_each(|path| site.remove(path));
        }
        self.sources = sources;
    }

    /// Builds both and compares: sites, or findings where there are errors.
    fn compare(&self, what: &str) {
        for folder in ["site/public", "site/.cache"] {
            // The clean one may have failed before.
            let _ = fs::remove_dir_all(self.clean.path(folder));
        }
        let [warm, clean] = [&self.warm, &self.clean].map(|site| site.run(&["--format", "json", "build"]));
        assert_eq!(warm.status.code(), clean.status.code(), "{what}: {}\n{}", said(&warm), said(&clean));
        let findings =
            |text: String| text.lines().filter(|line| !line.contains(" pages, ")).collect::<String>();
        assert_eq!(findings(said(&warm)), findings(said(&clean)), "{what}: findings");
        if warm.status.success() {
            let differ =
                differences(&support::files(&self.warm.public()), &support::files(&self.clean.public()));
            assert!(differ.is_empty(), "{what}: warm or clean\n{}", differ.join("\n"));
        }
    }
}

/// A sequence in which every kind of edit comes before any comes again.
fn edit(seed: u64) {
    let mut random = Random::seeded(seed);
    let mut catalogue = Catalogue::seeded(seed, 12);
    let mut states = vec![catalogue.clone()];
    let mut pair = Pair { warm: TestSite::empty(), clean: TestSite::empty(), sources: Files::new() };
    pair.turn(catalogue.files());
    pair.compare(&format!("seed {seed}, at first"));
    let mut deck: Vec<&Edit> = Vec::new();
    let mut done = Vec::new();
    for step in 1..=EDITS {
        if deck.is_empty() {
            deck = EDIT.iter().collect();
            random.shuffle(&mut deck);
        }
        let (name, change) = deck.pop().expect("it was filled");
        done.push(*name);
        change(&mut catalogue, &mut random);
        if *name == "go back" {
            catalogue = random.pick(&states).clone();
        }
        catalogue.mend();
        if *name == "touch" {
            touch(&pair.warm, &mut random);
        }
        pair.turn(catalogue.files());
        let shown = &done[done.len().saturating_sub(6)..];
        let what = format!("seed {seed}, step {step}, last edits {shown:?}");
        pair.compare(&what);
        if pair.sources.values().any(|bytes| bytes.windows(12).any(|part| part == b"nonsense: 1\n")) {
            catalogue.brands.values_mut().for_each(|brand| brand.mistake = None);
            pair.turn(catalogue.files());
            pair.compare(&format!("{what}, mended"));
        }
        states.push(catalogue.clone());
    }
}

/// New times for some files, the same bytes.
fn touch(site: &TestSite, random: &mut Random) {
    for path in support::files(&site.path("content")).into_keys().filter(|_| random.below(3) == 0) {
        let bytes = fs::read(site.path("content").join(&path)).expect("it is there");
        site.write(&format!("content/{path}"), bytes);
    }
}

/// `HAOPIN_SEED` chooses other sequences.
fn seed(number: u64) -> u64 {
    let other = std::env::var("HAOPIN_SEED").ok().map(|text| text.parse::<u64>().expect("a number"));
    other.map_or(number, |other| other * 4 + number)
}

#[test]
fn after_each_of_many_edits_warm_equals_clean_first_sequence() {
    edit(seed(0));
}

#[test]
fn after_each_of_many_edits_warm_equals_clean_second_sequence() {
    edit(seed(1));
}

#[test]
fn after_each_of_many_edits_warm_equals_clean_third_sequence() {
    edit(seed(2));
}

#[test]
fn after_each_of_many_edits_warm_equals_clean_fourth_sequence() {
    edit(seed(3));
}

/// Spoils a file of the memo, or takes it away.
fn spoil(path: &std::path::Path, random: &mut Random) {
    let Ok(mut bytes) = fs::read(path) else { return };
    match random.below(6) {
        0 => return fs::remove_file(path).expect("it is there"),
        1 => bytes.truncate(random.below(bytes.len() + 1)),
        2 => bytes.clear(),
        3 => bytes.extend_from_slice(b"and more"),
        4 => bytes.reverse(),
        _ if bytes.is_empty() => {}
        _ => {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
        }
    }
    fs::write(path, bytes).expect("it is writable");
}

#[test]
fn whatever_becomes_of_the_memo_the_bytes_are_the_same() {
    let seed = seed(9);
    let mut random = Random::seeded(seed);
    let mut catalogue = Catalogue::seeded(seed, 8);
    let mut pair = Pair { warm: TestSite::empty(), clean: TestSite::empty(), sources: Files::new() };
    pair.turn(catalogue.files());
    pair.compare("at first");
    for step in 0..30 {
        let steps = walkdir::WalkDir::new(pair.warm.path("site/.cache")).into_iter().filter_map(Result::ok);
        for step in steps.filter(|step| step.file_type().is_file()) {
            if random.below(2) == 0 {
                spoil(step.path(), &mut random);
            }
        }
        let n = number(&mut random);
        a_brand(&mut catalogue, &mut random).name = n;
        pair.turn(catalogue.files());
        pair.compare(&format!("seed {seed}, step {step}"));
    }
}
