// A visitor opens the fullest and the barest page of each kind: over the web, from a folder, without JavaScript,
// on a phone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { start } from './chromium.mjs';
import { assertNone } from './faults.mjs';
import { folderOf, pagesOf, specimens } from './forms.mjs';
import { serve } from './server.mjs';
import { emptyPictures, sticking, watch } from './visit.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof serve>>} */
let extremes;

before(async () => {
  browser = await start();
  server = await serve(folderOf('web'));
  extremes = await serve(folderOf('extremes'));
});

after(async () => {
  await browser?.close();
  await server?.close();
  await extremes?.close();
});

/** What every address of a form begins with. @param {string} form */
function homeOf(form) {
  if (form === 'folder') return `${pathToFileURL(folderOf(form)).href}/`;
  return `${(form === 'web' ? server : extremes).origin}/`;
}

/**
 * Opens the specimens of a form one after the other.
 * @param {'web' | 'folder' | 'extremes'} form
 * @param {import('playwright-core').BrowserContextOptions} options
 * @param {(page: import('playwright-core').Page) => Promise<string[]>} look
 */
async function visitAll(form, options, look) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const home = homeOf(form);
  const faults = await watch(page, home);
  /** @type {string[]} */
  const all = [];
  const chosen = specimens(pagesOf(form));
  assert.ok(chosen.length > 20, `only ${chosen.length} specimens`);
  for (const { path } of chosen) {
    await page.goto(home + (form === 'folder' ? path : path.replace(/index\.html$/, '')), { waitUntil: 'load' });
    all.push(...[...faults.splice(0), ...(await look(page))].map((fault) => `${path}: ${fault}`));
  }
  await context.close();
  return all;
}

for (const form of /** @type {const} */ (['web', 'folder', 'extremes'])) {
  test(`${form}: pages ask nobody else, break no rule and show every picture`, async () => {
    assertNone(await visitAll(form, {}, emptyPictures));
  });
}

test('an address without a page shows a whole 404 page at any depth', async () => {
  const page = await browser.newPage();
  const faults = await watch(page, `${server.origin}/`);
  await page.goto(`${server.origin}/en/no/such/page/`);
  assert.equal(await page.locator('h1').count(), 1);
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).fontSize), '16px', 'the style is missing');
  assertNone(faults.filter((fault) => !fault.includes('404')));
  await page.locator('main a').first().click();
  assert.notEqual(await page.locator('body').getAttribute('data-kind'), 'missing');
  await page.close();
});

for (const form of /** @type {const} */ (['web', 'extremes'])) {
  for (const width of [320, 360, 768, 1440]) {
    test(`${form}: nothing scrolls sideways at ${width} px`, async () => {
      assertNone(await visitAll(form, { viewport: { width, height: 740 } }, sticking));
    });
  }
}

test('nothing moves while a page loads', async () => {
  const shifts = async (/** @type {import('playwright-core').Page} */ page) => {
    const sum = await page.evaluate(
      () =>
        new Promise((done) => {
          let shifted = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shifted += /** @type {any} */ (entry).value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(shifted)));
        }),
    );
    return Number(sum) > 0.02 ? [`moves by ${sum}`] : [];
  };
  assertNone(await visitAll('web', { viewport: { width: 360, height: 740 } }, shifts));
});

test('without JavaScript the navigation, the notes and the language switch work', async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    reducedMotion: 'reduce',
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await page.goto(`${server.origin}/`);
  await page.locator('.masthead-nav a').first().click();
  assert.equal(new URL(page.url()).pathname, '/brands/');
  await page.locator('.cards a').first().click();
  assert.match(new URL(page.url()).pathname, /^\/brands\/[a-z0-9-]+\/$/);
  const brand = new URL(page.url()).pathname;
  await page.locator('.note-mark a').first().click();
  const note = page.locator(new URL(page.url()).hash);
  await note.waitFor({ state: 'visible' });
  const { y } = (await note.boundingBox()) ?? { y: Infinity };
  assert.ok(y >= 0 && y < 740, `the note stands at ${y} px of 740`);
  await page.locator('.masthead-switch a').first().click();
  assert.equal(new URL(page.url()).pathname, `/en${brand}`);
  await context.close();
});

test('a mark shows its source beside it on focus, and Escape closes it', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/`);
  const mark = page.locator('.note-mark a').first();
  const number = await mark.textContent();
  await page.keyboard.press('Tab');
  await mark.focus();
  const slip = page.locator('.note-slip');
  await slip.waitFor({ state: 'visible' });
  const wanted = await page.locator(`#note-${number} [data-note] a`).first().textContent();
  assert.ok((await slip.textContent())?.includes(wanted ?? 'a title'));
  await page.keyboard.press('Escape');
  await slip.waitFor({ state: 'hidden' });
  await page.close();
});

test('the first key leads to the content, and what has the focus is seen', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/`);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('href')), '#main');
  const { y } = (await page.locator('.skip').boundingBox()) ?? { y: -1 };
  assert.ok(y >= 0, `the skip link stands at ${y} px`);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  await page.close();
});
