// Whatever the output refers to is there: in every form, on every page, in every file.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertNone } from './faults.mjs';
import { FORMS, filesOf, folderOf, pagesOf } from './forms.mjs';
import { addressesIn, addressesInStyle, referencesOf, targetOf } from './references.mjs';

for (const form of FORMS) {
  const files = new Set(filesOf(form.name));
  const pages = pagesOf(form.name);
  const ids = new Map(
    pages.map((page) => [
      page.path,
      new Set(page.elements.map((element) => element.attributes.id).filter((id) => id !== undefined)),
    ]),
  );
  /** @param {string} path */
  const read = (path) => readFileSync(join(folderOf(form.name), path), 'utf8');

  /**
   * What is wrong with a reference, or nothing.
   * @param {string} page @param {string} written
   * @returns {string | undefined}
   */
  const faultOf = (page, written) => {
    const target = targetOf(form, page, written);
    if ('fault' in target) return target.fault;
    if ('foreign' in target) return `leads to ${target.foreign}`;
    if (!files.has(target.file)) return `there is no ${target.file}`;
    if (target.fragment && !ids.get(target.file)?.has(target.fragment)) return `${target.file} has no #${target.fragment}`;
    return undefined;
  };

  test(`${form.name}: every reference of every page resolves`, () => {
    const faults = [];
    let seen = 0;
    for (const page of pages) {
      for (const { written, use, element, rel } of referencesOf(page.elements)) {
        seen += 1;
        const target = targetOf(form, page.path, written);
        if ('foreign' in target && element === 'a') {
          // A visitor may leave by a link that says so.
          if (!/\bexternal\b/.test(rel) || !/\bnoopener\b/.test(rel)) faults.push(`${page.path}: ${written} has rel="${rel}"`);
          continue;
        }
        const fault = faultOf(page.path, written);
        if (fault) faults.push(`${page.path}: <${element}> ${use} ${written}: ${fault}`);
      }
    }
    assertNone(faults);
    assert.ok(seen > pages.length * 10, `only ${seen} references on ${pages.length} pages`);
  });

  test(`${form.name}: style sheets load only what is there`, () => {
    const styles = [...files].filter((path) => path.endsWith('.css'));
    assert.notEqual(styles.length, 0);
    const faults = styles.flatMap((path) => addressesInStyle(read(path)).flatMap((url) => faultOf(path, url) ?? []));
    assertNone(faults);
  });

  test(`${form.name}: pictures load nothing`, () => {
    const drawings = [...files].filter((path) => path.endsWith('.svg'));
    assert.notEqual(drawings.length, 0);
    const loading = /<(?:script|image|foreignObject|iframe)\b|\son\w+=|(?:href|src)\s*=\s*["'](?!#)|url\((?!#)/;
    assertNone(drawings.filter((path) => loading.test(read(path))));
  });

  test(`${form.name}: sitemap, feeds, robots and data name only what is there`, () => {
    const faults = [];
    let seen = 0;
    for (const path of files) {
      if (!/\.(xml|json|csv|txt)$/.test(path) || path === 'manifest.json') continue;
      const text = read(path);
      const named = path.endsWith('.json')
        ? addressesIn(JSON.parse(text)).filter((url) => url.startsWith(form.address))
        : (text.match(/https?:\/\/[^\s"'<>,]+/g) ?? []).filter((url) => url.startsWith(form.address));
      seen += named.length;
      for (const url of named) {
        const fault = faultOf('index.html', url);
        if (fault) faults.push(`${path}: ${url}: ${fault}`);
      }
    }
    assertNone(faults);
    assert.ok(seen > pages.length, `only ${seen} addresses`);
  });

  test(`${form.name}: the sitemap lists every page once and nothing else`, () => {
    const listed = [...read('sitemap.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map((hit) => {
      const target = targetOf(form, 'index.html', hit[1]);
      return 'file' in target ? target.file : hit[1];
    });
    const expected = pages.filter((page) => page.kind !== 'redirect' && page.kind !== 'missing').map((page) => page.path);
    assert.deepEqual([...listed].sort(), expected);
  });

  test(`${form.name}: every page is reached from home`, () => {
    const reached = new Set(['index.html']);
    const queue = ['index.html'];
    const byPath = new Map(pages.map((page) => [page.path, page]));
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      for (const { written, use } of referencesOf(byPath.get(path)?.elements ?? [])) {
        const target = targetOf(form, path, written);
        if (use !== 'link' || !('file' in target) || reached.has(target.file)) continue;
        reached.add(target.file);
        queue.push(target.file);
      }
    }
    const lost = pages.filter(({ kind, path }) => kind !== 'missing' && kind !== 'redirect' && !reached.has(path)).map(({ path }) => path);
    assertNone(lost);
  });

  test(`${form.name}: the manifest names every file and no other`, () => {
    const named = Object.keys(JSON.parse(read('manifest.json')).files);
    const expected = [...files].filter((path) => path !== 'manifest.json');
    assert.deepEqual(named.sort(), expected.sort());
  });
}
