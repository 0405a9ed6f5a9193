// axe finds nothing on the fullest and the barest page of each kind, light and dark, wide and on a phone.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { start } from './chromium.mjs';
import { assertNone } from './faults.mjs';
import { folderOf, pagesOf, specimens } from './forms.mjs';
import { serve } from './server.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  browser = await start();
  server = await serve(folderOf('web'));
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * What axe says about the page that is open: its default rules and the size of targets.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
async function violations(page) {
  return page.evaluate(async () => {
    const axe = /** @type {any} */ (window).axe;
    const found = await axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    });
    return found.violations.flatMap((/** @type {any} */ violation) =>
      violation.nodes.map((/** @type {any} */ node) => `${violation.id}: ${node.target} ${node.failureSummary}`.replace(/\s+/g, ' ')),
    );
  });
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing in the ${colorScheme} scheme at ${width} px`, async () => {
      const context = await browser.newContext({
        colorScheme,
        reducedMotion: 'reduce',
        bypassCSP: true, // For axe itself; the policy has its own tests.
        viewport: { width, height: 900 },
      });
      const page = await context.newPage();
      const chosen = specimens(pagesOf('web'));
      assert.ok(chosen.length > 20, `only ${chosen.length} specimens`);
      /** @type {string[]} */
      const faults = [];
      for (const { path } of chosen) {
        await page.goto(`${server.origin}/${path}`);
        await page.addScriptTag({ path: AXE });
        faults.push(...(await violations(page)).map((fault) => `${path}: ${fault}`));
      }
      await context.close();
      assertNone(faults);
    });
  }
}
