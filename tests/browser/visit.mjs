// Opens pages as a visitor does and writes down whatever goes wrong.

/**
 * Watches a page: requests that leave the site, files that are not there, errors in the console, broken policy.
 * @param {import('playwright-core').Page} page
 * @param {string} home what every allowed address begins with
 * @returns {Promise<string[]>} grows while the page is used
 */
export async function watch(page, home) {
  /** @type {string[]} */
  const faults = [];
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (url.startsWith(home)) return route.continue();
    faults.push(`asks ${url}`);
    return route.abort();
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Aborted: the visitor left before a picture came.
    const cause = request.failure()?.errorText;
    if (cause !== 'net::ERR_ABORTED') faults.push(`fails: ${request.url()} ${cause}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}

/**
 * Boxes that stick out of the window sideways, outside of anything that scrolls by itself.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function sticking(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const found = [...document.body.querySelectorAll('*')].filter((box) => {
      const { left, right, width: own } = box.getBoundingClientRect();
      if (own === 0 || (right <= width + 0.5 && left >= -0.5)) return false;
      for (let outer = box.parentElement; outer; outer = outer.parentElement) {
        if (getComputedStyle(outer).overflowX !== 'visible') return false;
      }
      return true;
    });
    const names = found.slice(-3).map((box) => `<${box.localName} class="${box.className}">`);
    return [`scrolls to ${document.documentElement.scrollWidth} px: ${names.join(' ')}`];
  });
}

/**
 * Pictures that show nothing.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function emptyPictures(page) {
  return page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    return pictures.filter((picture) => picture.naturalWidth === 0).map((picture) => `shows nothing: ${picture.src}`);
  });
}
