// axe finds nothing on the fullest and the barest page of each kind, light and dark, wide and on a phone.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { start } from './chromium.mjs';
import { assertNone } from './faults.mjs';
import { folderOf, pagesOf, specimens } from './forms.mjs';
import { serve } from './server.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const FORMS = ['web', 'extremes'];

/** Color scheme and width of the windows a form is looked at in. @type {Record<string, ['light' | 'dark', number][]>} */
const WINDOWS = {
  web: [['light', 360], ['light', 1280], ['dark', 360], ['dark', 1280]],
  extremes: [['light', 360], ['dark', 1280]],
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Record<string, Awaited<ReturnType<typeof serve>>>} */
const servers = {};

before(async () => {
  browser = await start();
  for (const form of FORMS) servers[form] = await serve(folderOf(form));
});

after(async () => {
  await browser?.close();
  for (const server of Object.values(servers)) await server.close();
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

/**
 * A window of a scheme and width, with a page to look at.
 * @param {'light' | 'dark'} colorScheme @param {number} width
 */
async function opened(colorScheme, width) {
  const context = await browser.newContext({
    colorScheme,
    reducedMotion: 'reduce',
    bypassCSP: true, // For axe itself; the policy has its own tests.
    viewport: { width, height: 900 },
  });
  return context.newPage();
}

for (const form of FORMS) {
  for (const [colorScheme, width] of WINDOWS[form]) {
    test(`${form}: axe finds nothing in the ${colorScheme} scheme at ${width} px`, async () => {
      const page = await opened(colorScheme, width);
      const chosen = specimens(pagesOf(form));
      assert.ok(chosen.length > 20, `only ${chosen.length} specimens`);
      /** @type {string[]} */
      const faults = [];
      for (const { path } of chosen) {
        await page.goto(`${servers[form].origin}/${path}`);
        await page.addScriptTag({ path: AXE });
        faults.push(...(await violations(page)).map((fault) => `${path}: ${fault}`));
      }
      await page.context().close();
      assertNone(faults);
    });
  }
}

test('a fault would be found', async () => {
  const page = await opened('light', 1280);
  await page.goto(`${servers.web.origin}/brands/`);
  await page.addScriptTag({ path: AXE });
  await page.evaluate(() => document.querySelector('.count')?.setAttribute('style', 'color: #ccc'));
  assert.match((await violations(page)).join('\n'), /^color-contrast: /);
  await page.context().close();
});
