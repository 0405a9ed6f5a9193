//! `brand.yaml`, the profile of one brand.

use crate::both;
use crate::diag::Diagnostic;
use crate::load::draft::{Admission, BrandKind, Counts, Cover, Draft, Honour, Mark, Markets, Target};
use crate::load::keys;
use crate::load::record::Record;
use crate::yaml::read::{Fields, KeyDoc};
use crate::yaml::{Kind, Node};

/// Motifs that covers are drawn from.
pub const MOTIFS: &[&str] =
    &["rings", "petals", "cutter", "lattice", "strata", "hexes", "wafers", "presses", "capsules"];

/// States of a mark.
pub const STATUSES: &[&str] = &["valid", "suspended", "rectifying", "withdrawn", "expired"];

/// Path of the cover picture and where it is written, resolved with the other pictures of the folder.
pub type CoverPath = Option<(String, std::ops::Range<usize>)>;

/// Reads a profile into a draft. Only the picture of the cover is left for the folder to find.
pub fn read(record: &mut Record<'_, '_>, node: &Node, draft: &mut Draft) -> CoverPath {
    let what = both!("档案", "the profile");
    let fields = record.reader.map(node, &what, &[keys::BRAND])?;
    let truth = fields.get("sample").and_then(|node| record.reader.truth(node, &both!("样本", "sample")));
    record.sample = truth.unwrap_or(false);
    draft.sample = record.sample;
    draft.name = record.required(&fields, &what, &keys::BRAND[0]);
    identity(record, &fields, draft);
    dates(record, &fields, draft);
    draft.admission = fields.get("admission").and_then(|node| admission(record, node));
    draft.mark = fields.get("mark").and_then(|node| mark(record, node));
    draft.recognitions =
        record.names(fields.get("recognitions"), &both!("资质", "a recognition"), Target::Recognition);
    let honours =
        fields.get("honours").map(|node| record.reader.list(node, &both!("荣誉", "honours"))).unwrap_or(&[]);
    draft.honours = honours.iter().filter_map(|node| honour(record, node)).collect();
    draft.standards =
        fields.get("standards").and_then(|node| counts(record, node, keys::STANDARDS, "标准数", "standards"));
    draft.patents =
        fields.get("patents").and_then(|node| counts(record, node, keys::PATENTS, "专利数", "patents"));
    draft.markets = fields.get("markets").and_then(|node| markets(record, node));
    draft.facts = record.facts(fields.get("facts"));
    cover(record, &fields, draft)
}

fn identity(record: &mut Record<'_, '_>, fields: &Fields<'_>, draft: &mut Draft) {
    let kinds = ["product", "service", "geographical-indication"];
    let kind =
        fields.get("kind").and_then(|node| record.reader.choice(node, &both!("类别", "the kind"), &kinds));
    draft.kind = match kind {
        Some("service") => BrandKind::Service,
        Some("geographical-indication") => BrandKind::GeographicalIndication,
        _ => BrandKind::Product,
    };
    match fields.get("industry") {
        Some(node) => {
            draft.industry =
                record.name(Some(node), &both!("行业", "the industry"), Target::Industry).unwrap_or_default();
        }
        None => record.reader.missing(fields, &both!("档案", "the profile"), &keys::BRAND[3]),
    }
    draft.district = record.name(fields.get("district"), &both!("区县", "the district"), Target::District);
    draft.holder = record.localized(fields.get("holder"), &both!("持有单位", "the holder"));
    draft.summary = record.localized(fields.get("summary"), &both!("简介", "the summary"));
    if !record.sample {
        record.claims(fields, &["summary"]);
    }
    let what = both!("别名", "an alias");
    let aliases = fields
        .get("aliases")
        .map(|node| record.reader.list(node, &both!("别名", "`aliases`")))
        .unwrap_or(&[]);
    draft.aliases = aliases.iter().filter_map(|node| record.text(Some(node), &what)).collect();
    draft.pinyin = record.text(fields.get("pinyin"), &both!("读音", "the reading"));
    draft.website = record.web_address(fields.get("website"), &both!("网站", "the website"));
    draft.founded = fields.get("founded").and_then(|node| founded(record, node));
}

fn founded(record: &mut Record<'_, '_>, node: &Node) -> Option<(i64, Vec<String>)> {
    let what = both!("创立年份", "the year of foundation");
    let years = 1..=2100;
    if let Kind::Map(_) = node.kind {
        let fields = record.reader.map(node, &what, &[keys::FOUNDED])?;
        let year = match fields.get("year") {
            Some(node) => record.reader.whole(node, &what, years)?.value,
            None => {
                record.reader.missing(&fields, &what, &keys::FOUNDED[0]);
                return None;
            }
        };
        return Some((year, record.sources(&fields, &what)));
    }
    let year = record.reader.whole(node, &what, years)?;
    if !record.sample {
        record.reader.push(
            Diagnostic::warning(
                "figure/bare-year",
                both!("创立年份没有来源", "the year of foundation has no source"),
            )
            .at(record.reader.place(&year.span))
            .help(both!(
                "写成 `founded: {{ year: {}, source: [来源代号] }}`",
                "write `founded: {{ year: {}, source: [id] }}`",
                year.value
            )),
        );
    }
    Some((year.value, Vec::new()))
}

fn dates(record: &mut Record<'_, '_>, fields: &Fields<'_>, draft: &mut Draft) {
    draft.updated = record.date(fields.get("updated"), &both!("更新日期", "updated"));
    draft.publish = record.date(fields.get("publish"), &both!("发布日期", "publish"));
    draft.expire = record.date(fields.get("expire"), &both!("撤下日期", "expire"));
    record.in_order(fields, ("publish", &draft.publish), ("expire", &draft.expire));
}

fn admission(record: &mut Record<'_, '_>, node: &Node) -> Option<Admission> {
    let what = both!("入选", "the admission");
    let fields = record.reader.map(node, &what, &[keys::ADMISSION])?;
    if fields.get("batch").is_none() {
        record.reader.missing(&fields, &what, &keys::ADMISSION[0]);
    }
    let batch = record.name(fields.get("batch"), &both!("批次", "the batch"), Target::Batch)?;
    let pathway = fields
        .get("pathway")
        .and_then(|node| record.reader.choice(node, &both!("途径", "the pathway"), &["direct", "selected"]));
    Some(Admission { batch, pathway: pathway.map(str::to_owned) })
}

fn mark(record: &mut Record<'_, '_>, node: &Node) -> Option<Mark> {
    let what = both!("标识", "the mark");
    let fields = record.reader.map(node, &what, &[keys::MARK])?;
    let required = |record: &mut Record<'_, '_>, doc: &KeyDoc| {
        if fields.get(doc.name).is_none() {
            record.reader.missing(&fields, &what, doc);
        }
    };
    required(record, &keys::MARK[0]);
    required(record, &keys::MARK[1]);
    let status = fields
        .get("status")
        .and_then(|node| record.reader.choice(node, &both!("标识状态", "the status of a mark"), STATUSES));
    let mark = Mark {
        number: record.text(fields.get("number"), &both!("编号", "the number"))?,
        status: status?.to_owned(),
        since: record.date(fields.get("since"), &both!("起始日", "since")),
        until: record.date(fields.get("until"), &both!("截止日", "until")),
    };
    record.in_order(&fields, ("since", &mark.since), ("until", &mark.until));
    Some(mark)
}

fn honour(record: &mut Record<'_, '_>, node: &Node) -> Option<Honour> {
    let what = both!("荣誉", "an honour");
    let fields = record.reader.map(node, &what, &[keys::HONOUR])?;
    if fields.get("honour").is_none() {
        record.reader.missing(&fields, &what, &keys::HONOUR[0]);
    }
    let sources = record.sources(&fields, &what);
    let year = fields
        .get("year")
        .and_then(|node| record.reader.whole(node, &both!("年份", "the year"), 1800..=2100));
    let honour = record.name(fields.get("honour"), &what, Target::Honour)?;
    Some(Honour { honour, year: year.map(|y| y.value), sources })
}

fn counts(
    record: &mut Record<'_, '_>,
    node: &Node,
    docs: &'static [KeyDoc],
    zh: &str,
    en: &str,
) -> Option<Counts> {
    let what = both!("{zh}", "{en}");
    let fields = record.reader.map(node, &what, &[docs])?;
    let sources = record.sources(&fields, &what);
    let mut levels = Vec::new();
    for doc in docs.iter().filter(|doc| doc.name != "source") {
        if let Some(count) =
            fields.get(doc.name).and_then(|node| record.reader.whole(node, &what, 0..=10_000_000))
        {
            levels.push((doc.name.to_owned(), count.value));
        }
    }
    Some(Counts { levels, sources })
}

fn markets(record: &mut Record<'_, '_>, node: &Node) -> Option<Markets> {
    let what = both!("市场", "markets");
    if let Kind::List(_) | Kind::Scalar { .. } = node.kind {
        return Some(Markets::Named {
            ids: record.names(Some(node), &what, Target::Market),
            sources: Vec::new(),
        });
    }
    let fields = record.reader.map(node, &what, &[keys::MARKETS])?;
    let sources = record.sources(&fields, &what);
    if let Some(ids) = fields.get("ids") {
        return Some(Markets::Named { ids: record.names(Some(ids), &what, Target::Market), sources });
    }
    let Some(count) = fields.get("count") else {
        record.reader.missing(&fields, &what, &keys::MARKETS[0]);
        return None;
    };
    let count = record.reader.whole(count, &both!("国家和地区数", "the number of markets"), 0..=400)?;
    Some(Markets::Counted { count: count.value, op: record.operator(fields.get("op")), sources })
}

fn cover(record: &mut Record<'_, '_>, fields: &Fields<'_>, draft: &mut Draft) -> CoverPath {
    let node = fields.get("cover")?;
    let what = both!("封面", "the cover");
    if let Kind::Scalar { .. } = node.kind {
        let path = record.reader.text(node, &what)?;
        return Some((path.value, path.span));
    }
    let fields = record.reader.map(node, &what, &[keys::COVER])?;
    let motif =
        fields.get("motif").and_then(|node| record.reader.choice(node, &both!("图案", "the motif"), MOTIFS));
    let hue =
        fields.get("hue").and_then(|node| record.reader.whole(node, &both!("色相", "the hue"), 0..=359));
    draft.cover =
        Cover { motif: motif.map(str::to_owned), hue: hue.map(|hue| hue.value as u16), picture: None };
    None
}
