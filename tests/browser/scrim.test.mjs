// Text over a picture can be read: every letter against the lightest pixel behind it. axe cannot see this.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './chromium.mjs';
import { assertNone } from './faults.mjs';
import { folderOf, pagesOf } from './forms.mjs';
import { serve } from './server.mjs';

/** Least contrast of text to its ground (WCAG 2.2, 1.4.3). */
const LEAST = 4.5;

/** Share of the pixels behind a text that may be lighter: the edge of a petal under a stroke hides no letter. */
const STRAY = 0.01;

/** Texts over pictures. */
const OVER = '.opening-text :is(h1, p, a, li > span), .numbers[data-on="art"] :is(strong, p, span), .lead-card-text :is(h3, p)';

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
 * The boxes of the texts over pictures, with the color of each, and a picture of the page without its texts.
 * @param {import('playwright-core').Page} page
 */
async function grounds(page) {
  const boxes = await page.evaluate(
    (over) =>
      [...document.querySelectorAll(over)]
        .filter((text) => [...text.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
        .filter((text) => text.checkVisibility() && !text.closest('.button'))
        .map((text) => {
          const range = document.createRange();
          range.selectNodeContents(text);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { name: text.textContent?.trim().slice(0, 20), color: getComputedStyle(text).color, x, y: y + scrollY, width, height };
        }),
    OVER,
  );
  await page.addStyleTag({ content: `${OVER} { color: transparent !important; text-decoration: none !important }` });
  const height = Math.ceil(Math.max(...boxes.map((box) => box.y + box.height)));
  const clip = { x: 0, y: 0, width: page.viewportSize()?.width ?? 0, height };
  const picture = await page.screenshot({ fullPage: true, clip });
  return { boxes, picture: picture.toString('base64') };
}

/**
 * The texts whose ground is too light, measured on a canvas of the page.
 * @param {import('playwright-core').Page} page
 * @param {Awaited<ReturnType<typeof grounds>>} seen
 * @returns {Promise<string[]>}
 */
async function tooLight(page, seen) {
  return page.evaluate(
    async ({ boxes, picture, least, stray }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const surface = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true });
      if (!surface) return ['no canvas'];
      surface.drawImage(image, 0, 0);
      const linear = Array.from({ length: 256 }, (_, value) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      const light = (/** @type {ArrayLike<number>} */ of, at = 0) =>
        0.2126 * linear[of[at]] + 0.7152 * linear[of[at + 1]] + 0.0722 * linear[of[at + 2]];
      return boxes.flatMap(({ name, color, x, y, width, height }) => {
        const own = light((color.match(/[\d.]+/g) ?? []).map(Number));
        const pixels = surface.getImageData(x, y, Math.max(1, width), Math.max(1, height)).data;
        let faint = 0;
        for (let at = 0; at < pixels.length; at += 4) if ((own + 0.05) / (light(pixels, at) + 0.05) < least) faint += 1;
        const share = faint / (pixels.length / 4);
        return share > stray ? [`"${name}" is faint on ${(share * 100).toFixed(1)} % of its ground`] : [];
      });
    },
    { ...seen, least: LEAST, stray: STRAY },
  );
}

for (const width of [360, 768, 1440]) {
  test(`text over pictures can be read at ${width} px`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce', bypassCSP: true });
    const page = await context.newPage();
    const pages = pagesOf('web').filter(({ kind }) => kind === 'brand' || kind === 'home');
    /** @type {string[]} */
    const faults = [];
    for (const { path } of pages) {
      await page.goto(`${server.origin}/${path}`);
      const seen = await grounds(page);
      assert.ok(seen.boxes.length > 2, `${path} has ${seen.boxes.length} texts over its picture`);
      faults.push(...(await tooLight(page, seen)).map((fault) => `${path}: ${fault}`));
    }
    await context.close();
    assertNone(faults);
  });
}

test('a missing scrim would be found', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 900 }, reducedMotion: 'reduce', bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${server.origin}/`);
  await page.addStyleTag({ content: '.opening { background: #fff } .opening-art, .opening::before { display: none }' });
  assert.notEqual((await tooLight(page, await grounds(page))).length, 0);
  await context.close();
});
