//! `new`: sites, brands and products that build as they are; comments explain each field. Never overwrites.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::both;
use crate::diag::Both;
use crate::load::keys;
use crate::plan::route;
use crate::text;

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{}", .0.en)]
    Refused(Both),
    #[error("{path}: {cause}")]
    Io { path: PathBuf, cause: std::io::Error },
}

type Made = Result<Vec<PathBuf>, Error>;

/// A site with one industry and one sample brand.
pub fn site(dir: &Path) -> Made {
    if dir.join("site/site.yaml").exists() {
        return Err(Error::Refused(both!("{} 已经是一个网站", "{} is a site already", dir.display())));
    }
    let mut files = vec![
        ("site/site.yaml".to_owned(), "# 网站设置 / settings of the site\ntitle: { zh: 品牌目录, en: Brand catalogue }\ndescription: { zh: 品牌、产品与故事, en: \"Brands and their stories\" }\nurl: https://catalogue.example\nlocales: [zh, en]\ntheme: quancheng\n".to_owned()),
        ("content/vocabulary/industries.yaml".to_owned(), "# 行业 / industries\nexample: { zh: 示例行业, en: Example industry, hue: 180, motif: rings }\n".to_owned()),
        ("content/vocabulary/districts.yaml".to_owned(), "# 区县 / districts\ncenter: { zh: 中心区, en: Center }\n".to_owned()),
        (".gitignore".to_owned(), "/site/public\n/site/.*\n".to_owned()),
    ];
    files.extend(brand_files("sample", "example", true));
    write(dir, files)
}

/// A brand of an existing site, as test data until its editor removes the last line.
pub fn brand(dir: &Path, slug: &str) -> Made {
    named(slug)?;
    if slug == route::PAGE {
        let why =
            both!("`{slug}` 由网站自己使用，另取一个", "`{slug}` belongs to the site itself; choose another");
        return Err(Error::Refused(why));
    }
    in_site(dir)?;
    let industries = dir.join("content/vocabulary/industries.yaml");
    let first = fs::read_to_string(&industries).ok().and_then(|text| {
        text.lines()
            .find(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .and_then(|line| line.split(':').next())
            .map(str::to_owned)
    });
    write(dir, brand_files(slug, first.as_deref().unwrap_or("example"), false))
}

/// A product, appended to the brand's file as a commented example where there is one already.
pub fn product(dir: &Path, brand: &str, id: &str) -> Made {
    named(brand)?;
    named(id)?;
    in_site(dir)?;
    let path = dir.join(format!("content/brands/{brand}/products.yaml"));
    if !dir.join(format!("content/brands/{brand}/brand.yaml")).exists() {
        return Err(Error::Refused(both!("没有品牌 `{brand}`", "there is no brand `{brand}`")));
    }
    let entry = format!(
        "  - id: {id}\n    name: {{ zh: 产品 {id}, en: Product {id} }}\n    summary: {{ zh: 一句话简介, en: What it is in a sentence }}\n"
    );
    let mut entry = entry;
    for doc in keys::PRODUCT.iter().filter(|doc| !matches!(doc.name, "id" | "name" | "summary")) {
        entry.push_str(&format!("    # {}: {}    # {} / {}\n", doc.name, doc.example, doc.zh, doc.en));
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    let taken = before.lines().any(|line| line.trim().trim_start_matches("- ").trim() == format!("id: {id}"));
    if taken {
        return Err(Error::Refused(both!("已经有产品 `{id}`", "there is a product `{id}` already")));
    }
    if before.is_empty() {
        return write(
            dir,
            vec![(format!("content/brands/{brand}/products.yaml"), format!("products:\n{entry}"))],
        );
    }
    if !before.lines().any(|line| line == "products:")
        || before.trim_end().lines().last().is_some_and(|line| !line.starts_with(' '))
    {
        return Err(Error::Refused(both!(
            "{} 的写法不能自动追加；请手工加入：\n{entry}",
            "{} cannot be appended to; add by hand:\n{entry}",
            path.display()
        )));
    }
    let gap = if before.ends_with('\n') { "" } else { "\n" };
    let mut file = fs::OpenOptions::new()
        .append(true)
        .open(&path)
        .map_err(|cause| Error::Io { path: path.clone(), cause })?;
    file.write_all(format!("{gap}{entry}").as_bytes())
        .map_err(|cause| Error::Io { path: path.clone(), cause })?;
    Ok(vec![path])
}

/// Brands and products belong to a site; elsewhere they would be found by nobody.
fn in_site(dir: &Path) -> Result<(), Error> {
    if dir.join("site/site.yaml").is_file() {
        return Ok(());
    }
    Err(Error::Refused(both!(
        "这里不是网站；用 -C 指定目录，或先运行 `haopin new site 文件夹`",
        "there is no site here; name its folder with -C, or run `haopin new site DIR` first"
    )))
}

fn named(slug: &str) -> Result<(), Error> {
    if text::is_slug(slug) && !text::is_reserved_name(slug) {
        return Ok(());
    }
    Err(Error::Refused(both!(
        "`{slug}` 不能作名字：只用小写英文字母、数字和连字符",
        "`{slug}` cannot be a name: use lower-case letters, digits and hyphens"
    )))
}

fn brand_files(slug: &str, industry: &str, with_product: bool) -> Vec<(String, String)> {
    let folder = format!("content/brands/{slug}");
    let mut profile = format!(
        "# 品牌档案 / the profile\nname: {{ zh: 示例品牌, en: Sample brand {slug} }}\nindustry: {industry}\nsummary: {{ zh: 一句话简介, en: What the brand is in a sentence }}\n\n# 还可以写 / what else may stand here:\n"
    );
    for doc in
        keys::BRAND.iter().filter(|doc| !matches!(doc.name, "name" | "industry" | "summary" | "sample"))
    {
        profile.push_str(&format!("# {}: {}    # {} / {}\n", doc.name, doc.example, doc.zh, doc.en));
    }
    profile.push_str("\n# 样本数据：写真实内容时删去这一行 / test data: remove this line when the content is real\nsample: true\n");
    let mut files = vec![
        (format!("{folder}/brand.yaml"), profile),
        (format!("{folder}/story.md"), "在这里写品牌的故事。\n\n## 小标题\n\n每个数字后面写上来源，例如 `[](source:来源代号)`。\n".to_owned()),
        (format!("{folder}/story.en.md"), "Write the story of the brand here.\n\n## A heading\n\nName a source after each figure, such as `[](source:id)`.\n".to_owned()),
    ];
    if with_product {
        files.push((format!("{folder}/products.yaml"), "products:\n  - id: first\n    name: { zh: 示例产品, en: Sample product }\n    summary: { zh: 一句话简介, en: What it is in a sentence }\n".to_owned()));
    }
    files
}

/// Writes new files; refuses before the first one if any is there.
fn write(dir: &Path, files: Vec<(String, String)>) -> Made {
    if let Some((path, _)) = files.iter().find(|(path, _)| dir.join(path).exists()) {
        return Err(Error::Refused(both!(
            "{path} 已经存在，没有改动",
            "{path} exists already; nothing was changed"
        )));
    }
    let mut made = Vec::new();
    for (path, text) in files {
        let path = dir.join(path);
        let failed = |cause| Error::Io { path: path.clone(), cause };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        made.push(path);
    }
    Ok(made)
}
