// What stands in the head of every page, and which language each text says it is in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'parse5';
import { assertNone } from './faults.mjs';
import { FORMS, pagesOf } from './forms.mjs';
import { targetOf } from './references.mjs';

const TAGS = { zh: 'zh-CN', en: 'en' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

for (const form of FORMS) {
  const pages = pagesOf(form.name).filter((page) => page.kind !== 'redirect');

  /**
   * Runs a check over all pages and names those that fail it.
   * @param {string} name
   * @param {(page: import('./forms.mjs').Page) => string | undefined | false} fault
   */
  const each = (name, fault) =>
    test(`${form.name}: ${name}`, () => {
      assert.notEqual(pages.length, 0);
      assertNone(
        pages.flatMap((page) => {
          const found = fault(page);
          return found ? [`${page.path}: ${found}`] : [];
        }),
      );
    });

  /** @param {import('./forms.mjs').Page} page @param {string} key @param {string} value @param {string} wanted */
  const valueOf = (page, key, value, wanted) =>
    page.elements.filter((element) => element.attributes[key] === value).map((element) => element.attributes[wanted] ?? '');

  /** Where a page stands on the web. @param {string} path */
  const address = (path) => form.address + path.replace(/index\.html$/, '');

  /** The same page in the other locale. @param {string} path */
  const counterpart = (path) => (path.startsWith('en/') ? path.slice(3) : `en/${path}`);

  each('the language of the page is named', (page) => {
    const lang = page.elements[0].attributes.lang;
    return lang !== TAGS[page.locale] && `lang="${lang}"`;
  });

  each('there is one h1, with text', (page) => {
    const heads = page.elements.filter((element) => element.name === 'h1');
    return (heads.length !== 1 || !heads[0].text.trim()) && `${heads.length} h1`;
  });

  each('title and description are there', (page) => {
    const title = page.elements.find((element) => element.name === 'title')?.text.trim();
    const [description, ...more] = valueOf(page, 'name', 'description', 'content');
    return (!title || !description?.trim() || more.length > 0) && `title "${title}", description "${description}"`;
  });

  each('the canonical address is the page itself', (page) => {
    const found = page.elements.filter((element) => element.attributes.rel === 'canonical').map((e) => e.attributes.href);
    return page.kind !== 'missing' && (found.length !== 1 || found[0] !== address(page.path)) && `canonical ${found}`;
  });

  each('each locale is named with its address, in every locale alike', (page) => {
    if (page.kind === 'missing') return undefined;
    const zh = page.locale === 'zh' ? page.path : counterpart(page.path);
    const expected = { 'zh-CN': address(zh), en: address(counterpart(zh)), 'x-default': address(zh) };
    const found = Object.fromEntries(
      page.elements
        .filter((element) => element.name === 'link' && element.attributes.hreflang)
        .map((element) => [element.attributes.hreflang, element.attributes.href]),
    );
    return JSON.stringify(found) !== JSON.stringify(expected) && JSON.stringify(found);
  });

  each('the language switch keeps the page', (page) => {
    const switches = page.elements.filter((element) => element.name === 'a' && element.attributes.hreflang);
    if (switches.length !== 1) return `${switches.length} switches`;
    const target = targetOf(form, page.path, switches[0].attributes.href);
    const wanted = page.kind === 'missing' ? counterpart(page.path).replace('404.html', 'index.html') : counterpart(page.path);
    return !('file' in target && target.file === wanted) && `leads to ${JSON.stringify(target)}`;
  });

  each('Open Graph is complete', (page) => {
    const wanted = ['og:title', 'og:description', 'og:type', 'og:url', 'og:image', 'og:locale', 'og:site_name'];
    return wanted.filter((property) => !valueOf(page, 'property', property, 'content')[0]).join(' ') || undefined;
  });

  each('JSON-LD says what the page is', (page) => {
    const [block] = page.elements.filter((element) => element.attributes.type === 'application/ld+json');
    if (page.kind === 'missing') return block && 'a page that is not there has JSON-LD';
    if (!block) return 'no JSON-LD';
    const value = JSON.parse(block.text);
    const types = (value['@graph'] ?? []).map((/** @type {any} */ node) => node['@type']);
    return (value['@context'] !== 'https://schema.org' || types.length === 0 || types.includes(undefined)) && block.text;
  });

  each('the policy is strict, comes first, and nothing in the page would break it', (page) => {
    const policies = valueOf(page, 'http-equiv', 'Content-Security-Policy', 'content');
    if (policies.length !== 1 || policies[0] !== POLICY) return `policy ${policies}`;
    const at = page.elements.findIndex((element) => element.attributes['http-equiv'] === 'Content-Security-Policy');
    const first = page.elements.findIndex((element) => ['script', 'link', 'img', 'style'].includes(element.name));
    if (at > first) return 'something is loaded before the policy';
    const inline = page.elements.find(
      ({ name, attributes }) =>
        name === 'style' ||
        'style' in attributes ||
        Object.keys(attributes).some((key) => key.startsWith('on')) ||
        (name === 'script' && !attributes.src && attributes.type !== 'application/ld+json'),
    );
    return inline && `inline <${inline.name}>`;
  });

  each('every Chinese or Japanese text of an English page says so', (page) => {
    if (page.locale !== 'en') return undefined;
    /** @type {string[]} */
    const untagged = [];
    /** @param {any} node @param {string} lang */
    const walk = (node, lang) => {
      const own = node.attrs?.find((/** @type {any} */ attribute) => attribute.name === 'lang')?.value ?? lang;
      // The title of a text that is not translated stands in the head as it is.
      if (node.nodeName === 'script' || node.nodeName === 'title') return;
      if (node.nodeName === '#text' && /\p{Script=Han}/u.test(node.value) && !/^(zh|ja)/.test(own)) untagged.push(node.value.trim());
      for (const child of node.childNodes ?? []) walk(child, own);
    };
    walk(parse(page.html), '');
    return untagged.length > 0 && untagged.slice(0, 3).join(' | ');
  });
}
