// The forms in which the catalogue is built, and the pages of each, parsed.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'parse5';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Address of the form whose pages stand under a path. */
export const BASED = 'https://catalogue.example/goods/';

/**
 * The catalogue on a web server, under a path of one, and in a folder; then made-up extremes.
 * @type {{ name: 'web' | 'based' | 'folder' | 'extremes', address: string }[]}
 */
export const FORMS = [
  { name: 'web', address: 'https://catalogue.example/' },
  { name: 'based', address: BASED },
  { name: 'folder', address: 'https://catalogue.example/' },
  { name: 'extremes', address: 'https://catalogue.example/' },
];

/** @param {string} form */
export function folderOf(form) {
  return join(ROOT, 'target/browser', form);
}

/**
 * Every file of a built form, with `/` between folders, sorted.
 * @param {string} form
 * @returns {string[]}
 */
export function filesOf(form) {
  const folder = folderOf(form);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

/**
 * One element of a page.
 * @typedef {{ name: string, attributes: Record<string, string>, text: string }} Element
 * @typedef {{ path: string, html: string, elements: Element[], kind: string, locale: 'zh' | 'en' }} Page
 */

/**
 * The HTML pages of a form. `kind` is the `data-kind` of the body; `redirect` for short addresses.
 * @param {string} form
 * @returns {Page[]}
 */
export function pagesOf(form) {
  return filesOf(form)
    .filter((path) => path.endsWith('.html'))
    .map((path) => {
      const html = readFileSync(join(folderOf(form), path), 'utf8');
      const elements = elementsOf(html);
      const body = elements.find((element) => element.name === 'body');
      return {
        path,
        html,
        elements,
        kind: body?.attributes['data-kind'] ?? 'redirect',
        locale: path.startsWith('en/') ? 'en' : 'zh',
      };
    });
}

/**
 * The elements of a document in order; `text` holds all text inside, scripts included.
 * @param {string} html
 * @returns {Element[]}
 */
export function elementsOf(html) {
  /** @type {Element[]} */
  const found = [];
  /** @param {any} node */
  const walk = (node) => {
    let text = node.nodeName === '#text' ? node.value : '';
    /** @type {Element | undefined} */
    let element;
    if (node.tagName) {
      const attributes = Object.fromEntries(node.attrs.map((/** @type {any} */ a) => [a.name, a.value]));
      element = { name: node.tagName, attributes, text: '' };
      found.push(element);
    }
    for (const child of node.childNodes ?? []) text += walk(child);
    if (element) element.text = text;
    return text;
  };
  walk(parse(html));
  return found;
}

/**
 * The fullest and the barest page of each kind and locale: what is between them looks like one of the two.
 * @param {Page[]} pages
 * @returns {Page[]}
 */
export function specimens(pages) {
  /** @type {Map<string, Page[]>} */
  const groups = new Map();
  for (const page of pages) {
    if (page.kind === 'redirect') continue;
    const key = `${page.kind} ${page.locale}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  return [...groups.values()].flatMap((group) => {
    const sorted = [...group].sort((a, b) => a.html.length - b.html.length || (a.path < b.path ? -1 : 1));
    return [...new Set([sorted[sorted.length - 1], sorted[0]])];
  });
}
