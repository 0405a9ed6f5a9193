//! What all brands share: vocabularies, sources, batches, the programme and its figures.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::both;
use crate::config::{L10n, Locale};
use crate::diag::{self, Diagnostic, TextFile};
use crate::load::draft::{Fact, Mention, Target};
use crate::load::keys;
use crate::load::profile::MOTIFS;
use crate::load::record::Record;
use crate::source::{MAX_RECORD, Tree};
use crate::yaml::read::{Date, Fields, Reader};
use crate::yaml::{self, Kind, Node};

/// One value of a vocabulary.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Term {
    pub id: String,
    pub name: L10n,
    pub order: i64,
    pub class: Option<String>,
    pub hue: Option<u16>,
    pub motif: Option<String>,
    pub summary: L10n,
}

/// A vocabulary, in the order of its lists.
pub type Vocabulary = Vec<Term>;

/// Where a fact comes from.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Source {
    pub id: String,
    pub publisher: L10n,
    pub title: L10n,
    pub date: Option<Date>,
    pub url: Option<String>,
    pub grade: String,
    pub kind: Option<String>,
    pub note: L10n,
}

/// A round of admission.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Batch {
    pub id: String,
    pub name: L10n,
    pub date: Option<Date>,
    pub stated: Option<i64>,
    pub summary: L10n,
    pub sources: Vec<String>,
}

/// The programme that the catalogue is of.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Programme {
    pub name: L10n,
    pub organiser: L10n,
    pub motto: L10n,
    /// Headings of groups of figures.
    pub groups: BTreeMap<String, L10n>,
    pub figures: Vec<Fact>,
}

/// Everything that brands refer to.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Shared {
    pub industries: Vocabulary,
    pub districts: Vocabulary,
    pub honours: Vocabulary,
    pub recognitions: Vocabulary,
    pub markets: Vocabulary,
    pub units: Vocabulary,
    pub sources: BTreeMap<String, Source>,
    pub batches: Vec<Batch>,
    pub programme: Programme,
    /// Names mentioned here, and the files they stand in.
    #[serde(skip)]
    pub mentions: Vec<Mention>,
    #[serde(skip)]
    pub files: Vec<String>,
    /// Files that could not be read, below `content`: what they list is not known.
    #[serde(skip)]
    pub faulty: Vec<String>,
}

/// Reads the shared files that are there.
pub fn load(tree: &Tree, locales: &[Locale], found: &mut Vec<Diagnostic>) -> Shared {
    let mut shared = Shared::default();
    let mut read =
        |name: &str, found: &mut Vec<Diagnostic>, into: &mut dyn FnMut(&mut Record<'_, '_>, &Node)| {
            let path = format!("content/{name}.yaml");
            if !tree.files.contains_key(&path) {
                return;
            }
            let file = tree.text(&path, MAX_RECORD, found);
            let parsed = file.and_then(|file| yaml::parse(&file, found).map(|node| (file, node)));
            let Some((file, node)) = parsed else {
                shared.faulty.push(format!("{name}.yaml"));
                return;
            };
            let number = shared.files.len() as u32;
            shared.files.push(path);
            let mut reader = Reader { file: &file, found };
            let mut record = Record {
                reader: &mut reader,
                mentions: &mut shared.mentions,
                locales,
                file: number,
                sample: false,
            };
            into(&mut record, &node);
        };
    let mut terms = |name: &str, found: &mut Vec<Diagnostic>| {
        let mut out = Vec::new();
        // Each of their values has a page of its own, so its id stands in an address.
        let paged = matches!(name, "industries" | "districts" | "honours");
        read(&format!("vocabulary/{name}"), found, &mut |record, node| out = vocabulary(record, node, paged));
        out
    };
    let industries = terms("industries", found);
    let districts = terms("districts", found);
    let honours = terms("honours", found);
    let recognitions = terms("recognitions", found);
    let markets = terms("markets", found);
    let units = terms("units", found);
    let (mut sources, mut batches, mut programme) = (BTreeMap::new(), Vec::new(), Programme::default());
    read("sources", found, &mut |record, node| sources = self::sources(record, node));
    read("programme/batches", found, &mut |record, node| batches = self::batches(record, node));
    read("programme/programme", found, &mut |record, node| programme = self::programme(record, node));
    Shared {
        industries,
        districts,
        honours,
        recognitions,
        markets,
        units,
        sources,
        batches,
        programme,
        ..shared
    }
}

fn vocabulary(record: &mut Record<'_, '_>, node: &Node, paged: bool) -> Vocabulary {
    let what = both!("词表", "the vocabulary");
    let Some(entries) = record.reader.free_map(node, &what) else { return Vec::new() };
    let mut terms: Vocabulary = Vec::new();
    let mut taken = HashSet::new();
    for (at, (key, value)) in entries.entries().iter().enumerate() {
        if !taken.insert(key.text.as_str()) {
            continue;
        }
        if paged {
            record.is_slug(&key.text, &key.span);
        }
        terms.push(term(record, &key.text, value, at as i64));
    }
    terms.sort_by_key(|term| term.order);
    terms
}

fn term(record: &mut Record<'_, '_>, id: &str, node: &Node, at: i64) -> Term {
    let what = both!("词条", "an entry of the vocabulary");
    let mut term = Term { id: id.to_owned(), order: (at + 1) * 10, ..Term::default() };
    if let Kind::Scalar { .. } = node.kind {
        term.name = record.localized(Some(node), &what);
        return term;
    }
    let locales = record.locales;
    let Some(fields) = record.reader.free_map(node, &what) else { return term };
    let names = keys::TERM.iter().map(|doc| doc.name).chain(locales.iter().map(|locale| locale.key.as_str()));
    record.reader.only(&fields, &what, &names.collect::<Vec<_>>());
    term.name = term_name(record, &fields, node);
    if let Some(order) = fields
        .get("order")
        .and_then(|node| record.reader.whole(node, &both!("排序", "the order"), -100_000..=100_000))
    {
        term.order = order.value;
    }
    term.class = record.text(fields.get("class"), &both!("类别", "the class"));
    term.hue = fields
        .get("hue")
        .and_then(|node| record.reader.whole(node, &both!("色相", "the hue"), 0..=359))
        .map(|hue| hue.value as u16);
    let motif =
        fields.get("motif").and_then(|node| record.reader.choice(node, &both!("图案", "the motif"), MOTIFS));
    term.motif = motif.map(str::to_owned);
    term.summary = record.localized(fields.get("summary"), &both!("说明", "the summary"));
    record.names(fields.get("source"), &both!("来源", "a source"), Target::Source);
    term
}

fn term_name(record: &mut Record<'_, '_>, fields: &Fields<'_>, node: &Node) -> L10n {
    let texts: Vec<Option<String>> = record
        .locales
        .iter()
        .map(|locale| {
            fields
                .get(&locale.key)
                .and_then(|node| record.reader.text(node, &both!("名称", "the name")))
                .map(|t| t.value)
        })
        .collect();
    let missing: Vec<&str> =
        texts.iter().zip(record.locales).filter(|(t, _)| t.is_none()).map(|(_, l)| l.key.as_str()).collect();
    if texts.iter().all(Option::is_none) {
        record.reader.missing(fields, &both!("词条", "an entry of the vocabulary"), &keys::TERM[0]);
    } else if !missing.is_empty() {
        let list = missing.join(", ");
        record.reader.push(
            Diagnostic::warning(
                "text/missing-translation",
                both!("词条缺少 {list} 译文", "the entry is not translated into {list}"),
            )
            .at(record.reader.place(&node.span))
            .help(both!("补上译名", "add the translated name")),
        );
    }
    L10n(texts)
}

fn sources(record: &mut Record<'_, '_>, node: &Node) -> BTreeMap<String, Source> {
    let Some(entries) = record.reader.free_map(node, &both!("来源表", "the file of sources")) else {
        return BTreeMap::new();
    };
    let mut out = BTreeMap::new();
    for (key, value) in entries.entries() {
        record.is_slug(&key.text, &key.span);
        if let Some(source) = source(record, &key.text, value) {
            out.entry(key.text.clone()).or_insert(source);
        }
    }
    out
}

fn source(record: &mut Record<'_, '_>, id: &str, node: &Node) -> Option<Source> {
    let what = both!("来源", "a source");
    let fields = record.reader.map(node, &what, &[keys::SOURCE])?;
    let publisher = record.required(&fields, &what, &keys::SOURCE[0]);
    // A title is a name: it stands in the language it was published in.
    let title = match fields.get("title") {
        Some(node) if matches!(node.kind, Kind::Scalar { .. }) => {
            L10n::in_default(record.text(Some(node), &both!("标题", "the title")), record.locales.len())
        }
        _ => record.required(&fields, &what, &keys::SOURCE[1]),
    };
    if fields.get("date").is_none() {
        record.reader.missing(&fields, &what, &keys::SOURCE[2]);
    }
    if fields.get("grade").is_none() {
        record.reader.missing(&fields, &what, &keys::SOURCE[4]);
    }
    let grade = fields
        .get("grade")
        .and_then(|node| record.reader.choice(node, &both!("等级", "the grade"), &["A", "B", "C", "D"]));
    if let (Some("D"), Some(node)) = (grade, fields.get("grade")) {
        record.reader.push(
            Diagnostic::error(
                "source/grade-d",
                both!("D 级来源不能作依据", "a source of grade D may not be printed"),
            )
            .at(record.reader.place(&node.span))
            .help(both!(
                "换一个署名、有日期的来源，或删去依赖它的内容",
                "find a signed and dated source, or take out what rests on it"
            )),
        );
    }
    Some(Source {
        id: id.to_owned(),
        publisher,
        title,
        date: record.date(fields.get("date"), &both!("日期", "the date")),
        url: record.web_address(fields.get("url"), &both!("地址", "the address")),
        grade: grade.unwrap_or("C").to_owned(),
        kind: record.text(fields.get("kind"), &both!("种类", "the kind")),
        note: record.localized(fields.get("note"), &both!("说明", "the note")),
    })
}

fn batches(record: &mut Record<'_, '_>, node: &Node) -> Vec<Batch> {
    let what = both!("批次", "a batch");
    let Some(entries) = record.reader.free_map(node, &what) else { return Vec::new() };
    let mut out: Vec<Batch> = Vec::new();
    for (key, value) in entries.entries() {
        record.is_slug(&key.text, &key.span);
        let Some(fields) = record.reader.map(value, &what, &[keys::BATCH]) else { continue };
        let stated = fields
            .get("stated")
            .and_then(|node| record.reader.whole(node, &both!("公布数", "the stated number"), 0..=1_000_000));
        let id = &key.text;
        let sources = record.sources(&fields, &both!("批次 `{id}`", "the batch `{id}`"));
        out.push(Batch {
            id: key.text.clone(),
            name: record.required(&fields, &what, &keys::BATCH[0]),
            date: record.date(fields.get("date"), &both!("日期", "the date")),
            stated: stated.map(|n| n.value),
            summary: record.localized(fields.get("summary"), &both!("说明", "the summary")),
            sources,
        });
    }
    out.sort_by(|a, b| (&a.date, &a.id).cmp(&(&b.date, &b.id)));
    out
}

fn programme(record: &mut Record<'_, '_>, node: &Node) -> Programme {
    let what = both!("项目", "the programme");
    let Some(fields) = record.reader.map(node, &what, &[keys::PROGRAMME]) else {
        return Programme::default();
    };
    Programme {
        name: record.required(&fields, &what, &keys::PROGRAMME[0]),
        organiser: record.localized(fields.get("organiser"), &both!("组织单位", "the organiser")),
        motto: record.localized(fields.get("motto"), &both!("口号", "the motto")),
        groups: groups(record, fields.get("groups")),
        figures: record.facts(fields.get("figures")),
    }
}

fn groups(record: &mut Record<'_, '_>, node: Option<&Node>) -> BTreeMap<String, L10n> {
    let what = both!("分组", "the groups");
    let Some(entries) = node.and_then(|node| record.reader.free_map(node, &what)) else {
        return BTreeMap::new();
    };
    let named =
        entries.entries().iter().map(|(key, node)| (key.text.clone(), record.localized(Some(node), &what)));
    named.collect()
}

/// Finds a term by id.
pub fn find<'v>(vocabulary: &'v [Term], id: &str) -> Option<&'v Term> {
    vocabulary.iter().find(|term| term.id == id)
}

/// The place of a mention in a file that was read before.
pub fn place_of(file: Option<&TextFile>, path: &str, span: (u32, u32)) -> diag::Place {
    file.map_or_else(|| diag::whole(path), |file| file.place(span.0 as usize..span.1 as usize))
}
