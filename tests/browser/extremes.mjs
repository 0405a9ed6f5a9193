// A made-up catalogue of extremes: the longest names, a brand with nothing but a name, lists of several pages, long
// series, every block a story can hold, a text in one language only. All of it is marked as test data.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LONG_ZH = '样本极长名称有限责任公司暨综合试验与长期观察研究联合体第三分部';
const LONG_EN = 'The Extraordinarily Long-Named Sample Company for Internationalisation and Counterrevolutionary Typography';

const STORY = `一段样本文字，开头的字放大；这里**加粗**，这里有\`code\`，这里有[品牌](brand:barest)与[出处](source:made-up)的链接，也有[外面](https://outside.example/)。

## 二级标题与 A very long English heading that has to wrap

- 列表一
- 列表二

1. 序号一
2. 序号二

> 引文。

:::number
value: 1234567.89
unit: long
text: 一个很长的数字
source: [made-up]
:::

:::quote
text: 样本的话
by: 样本人
source: [made-up]
:::

:::timeline
- date: 2001-02-03
  text: 样本的第一天
  source: [made-up]
- date: 2002
  text: 样本的第二年
  source: [made-up]
:::

:::specs
rows:
  - name: 样本参数
    value: 46
    source: [made-up]
  - name: ${LONG_ZH}
    value: 23
    source: [made-up]
:::

:::video
url: https://video.example/1
title: 样本视频
poster: images/a.svg
:::

:::callout
kind: caution
text: 样本的提醒
:::

:::figure
src: images/a.svg
alt: 样本图
caption: 样本的说明
:::

:::gallery
images:
  - { src: images/a.svg, alt: 样本图一 }
  - { src: images/a.svg, alt: 样本图二 }
  - { src: images/a.svg, alt: 样本图三 }
:::

:::product
ref: fullest/alone
:::

| 表头一 | 表头二 | 表头三 | 表头四 | 表头五 |
| --- | --- | --- | --- | --- |
| UnbreakableTableCellContent | UnbreakableTableCellContent | UnbreakableTableCellContent | 四 | 五 |

一个脚注[^1]。

[^1]: 脚注的文字。
`;

const products = (/** @type {string} */ series, /** @type {number} */ count) =>
  Array.from(
    { length: count },
    (_, at) => `  - { id: ${series}-${at}, name: { zh: 样本${at}号, en: Sample ${at} }, series: ${series}, model: SAMPLE-${at} }\n`,
  ).join('');

/** @type {Record<string, string>} */
const FILES = {
  'site/site.yaml': `title: { zh: 样本目录, en: Catalogue of samples }
description: { zh: 只有样本, en: Samples only }
url: https://catalogue.example
locales: [zh, en]
page_size: 12
`,
  'content/vocabulary/industries.yaml': `crowded: { zh: 拥挤的行业, en: Crowded industry, hue: 45, motif: rings }
long: { zh: ${LONG_ZH}, en: ${LONG_EN}, hue: 105 }
`,
  'content/vocabulary/districts.yaml': 'center: { zh: 中心区, en: Center }\n',
  'content/vocabulary/honours.yaml': `long: { zh: ${LONG_ZH}, en: ${LONG_EN} }\n`,
  'content/vocabulary/recognitions.yaml': `long: { zh: ${LONG_ZH}, en: ${LONG_EN} }\n`,
  'content/vocabulary/units.yaml': 'long: { zh: 亿元人民币, en: hundred million yuan }\n',
  'content/sources.yaml': `made-up:
  publisher: { zh: 样本社, en: Sample press }
  title: https://catalogue.example/an/address/as/a/title/that/does/not/break/anywhere/at/all.html
  date: 2001-02-03
  grade: C
`,
  'content/programme/programme.yaml': `name: { zh: 样本项目, en: Sample programme }
figures:
  - { id: one, value: 1234567, home: true, text: { zh: ${LONG_ZH}, en: ${LONG_EN} }, source: [made-up] }
`,
  'content/programme/batches.yaml': `2001-1:
  name: { zh: 样本批次, en: Sample batch }
  date: 2001-02-03
  stated: 99
  source: [made-up]
`,
  'content/pages/about.md': '---\ntitle: 只有中文的一页\n---\n\n没有译文。\n',
  'content/brands/fullest/images/a.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" width="40" height="30"><rect width="40" height="30" fill="#888"/></svg>\n',
  'content/brands/fullest/brand.yaml': `name: { zh: ${LONG_ZH}, en: ${LONG_EN} }
kind: service
holder: { zh: ${LONG_ZH}, en: ${LONG_EN} }
industry: long
district: center
founded: 2001
summary: { zh: ${LONG_ZH}${LONG_ZH}, en: ${LONG_EN} ${LONG_EN} }
updated: 2001-02-03
admission: { batch: 2001-1, pathway: selected }
mark: { number: HP-2001-00000000001, status: suspended, since: 2001-02-03, until: 2004-02-02 }
recognitions: [long]
honours: [{ honour: long, year: 2001, source: [made-up] }, { honour: long, source: [made-up] }]
standards: { international: 1, national: 2, source: [made-up] }
patents: { domestic: 1234567, source: [made-up] }
markets: { count: 120, op: ">", source: [made-up] }
facts:
  - { id: one, value: 123456789, op: ">=", unit: long, text: { zh: ${LONG_ZH}, en: ${LONG_EN} }, note: { zh: 说明, en: A note }, speaker: { zh: 样本社, en: Sample press }, as_of: 2001-02-03, source: [made-up] }
  - { id: two, value: 2, text: { zh: 二, en: Two }, source: [made-up] }
  - { id: series, value: 5, counts: series, text: { zh: 系列, en: Series }, source: [made-up] }
sample: true
`,
  'content/brands/fullest/story.md': STORY,
  'content/brands/fullest/products.yaml': `series:
  - { id: short, name: { zh: 短系列, en: Short series }, summary: { zh: 说明, en: What it is } }
  - { id: long, name: { zh: ${LONG_ZH}, en: ${LONG_EN} } }
products:
${products('short', 3)}${products('long', 30)}  - id: alone
    name: { zh: ${LONG_ZH}, en: ${LONG_EN} }
    model: UNBREAKABLE-MODEL-NUMBER-0123456789-0123456789
    summary: { zh: ${LONG_ZH}, en: ${LONG_EN} }
    images: [images/a.svg]
    specs: [{ name: { zh: ${LONG_ZH}, en: ${LONG_EN} }, value: [1, 2], unit: long, source: [made-up] }]
`,
  'content/brands/barest/brand.yaml': 'name: { zh: 无, en: Nil }\nindustry: crowded\nsample: true\n',
};

/** Brands that fill several pages of a list. */
const CROWD = 70;

/**
 * Writes the catalogue into a folder.
 * @param {string} folder
 */
export function writeExtremes(folder) {
  rmSync(folder, { recursive: true, force: true });
  const files = { ...FILES };
  for (let at = 0; at < CROWD; at += 1) {
    files[`content/brands/crowd-${at}/brand.yaml`] =
      `name: { zh: 样本${at}, en: Sample ${at} }\nindustry: crowded\ndistrict: center\nsample: true\n`;
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
