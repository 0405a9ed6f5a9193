// Takes the screenshots a person looks at: `npm run shots`, into `shots/`, which git ignores.
// With arguments only those whose name contains one of them: `npm run shots -- home brand-en`.

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { start } from './chromium.mjs';
import { folderOf } from './forms.mjs';
import { serve } from './server.mjs';

const SHOTS = join(dirname(fileURLToPath(import.meta.url)), 'shots');
const WIDTHS = [360, 768, 1440];

/** Address of each screen in the default locale. @type {Record<string, string>} */
const SCREENS = {
  home: '',
  list: 'brands/',
  brand: 'brands/pingyin-rose/',
  'brand-plain': 'brands/sicc/',
  product: 'brands/inspur/nf5688m6/',
  industry: 'industries/rose/',
  industries: 'industries/',
  az: 'az/',
  stories: 'stories/',
  story: 'stories/seven-gates/',
  about: 'about/',
  sources: 'sources/',
  source: 'sources/jn-2024/',
  data: 'data/',
  missing: '404.html',
};

build();
mkdirSync(SHOTS, { recursive: true });
const wanted = process.argv.slice(2);
const server = await serve(folderOf('web'));
const browser = await start();
for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of WIDTHS) {
    const context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width, height: width < 500 ? 740 : 900 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    for (const [screen, path] of Object.entries(SCREENS)) {
      for (const locale of ['zh', 'en']) {
        const name = `${screen}-${locale}-${width}-${scheme}`;
        if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
        const found = await page.goto(`${server.origin}/${locale === 'en' ? 'en/' : ''}${path}`);
        if (found?.status() !== 200) throw new Error(`${path} has no page in ${locale}`);
        await page.evaluate(async () => {
          for (const picture of document.images) picture.loading = 'eager';
          await Promise.all([...document.images].map((picture) => picture.decode().catch(() => undefined)));
        });
        await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
      }
    }
    await context.close();
  }
}
await browser.close();
await server.close();
