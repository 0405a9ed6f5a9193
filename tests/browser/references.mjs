// What a page refers to, and which file of the output that is. Pure: texts in, texts out.

/**
 * A reference as it is written, and what kind of use it is: `link` leads a visitor on, `load` is fetched with the
 * page, `name` only names an address (canonical, Open Graph).
 * @typedef {{ written: string, use: 'link' | 'load' | 'name', element: string, rel: string }} Reference
 * @typedef {{ file: string, fragment: string } | { foreign: string } | { fault: string }} Target
 */

const NAMED_RELS = ['canonical', 'alternate'];
/** Keys of texts for people, and of the vocabulary. */
const WORDS = ['@context', 'name', 'title', 'headline', 'description'];
const NAMED_PROPERTIES = ['og:url', 'og:image'];

/**
 * Every reference of a page, in order.
 * @param {import('./forms.mjs').Element[]} elements
 * @returns {Reference[]}
 */
export function referencesOf(elements) {
  /** @type {Reference[]} */
  const found = [];
  for (const { name, attributes, text } of elements) {
    const rel = attributes.rel ?? '';
    /** @param {string | undefined} written @param {Reference['use']} use */
    const add = (written, use) => {
      if (written !== undefined) found.push({ written, use, element: name, rel });
    };
    if (name === 'a' || name === 'area') add(attributes.href, 'link');
    else if (name === 'link') add(attributes.href, NAMED_RELS.includes(rel) ? 'name' : 'load');
    else add(attributes.href ?? attributes['xlink:href'], 'load');
    add(attributes.src, 'load');
    add(attributes.poster, 'load');
    for (const part of (attributes.srcset ?? '').split(',')) if (part.trim()) add(part.trim().split(/\s/)[0], 'load');
    if (NAMED_PROPERTIES.includes(attributes.property ?? '')) add(attributes.content, 'name');
    if (attributes['http-equiv'] === 'refresh') add(/url=(.*)$/.exec(attributes.content ?? '')?.[1], 'link');
    if (attributes.type === 'application/ld+json') for (const url of addressesIn(JSON.parse(text))) add(url, 'name');
  }
  return found;
}

/**
 * The addresses a JSON value holds; a name or a title may look like one and is none.
 * @param {unknown} value
 * @returns {string[]}
 */
export function addressesIn(value) {
  if (typeof value === 'string') return /^https?:/.test(value) ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  const inside = Object.entries(value).filter(([key]) => !WORDS.includes(key));
  return inside.flatMap(([, inner]) => addressesIn(inner));
}

/** The addresses a style sheet loads. @param {string} css @returns {string[]} */
export function addressesInStyle(css) {
  return [...css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/g)].map((hit) => hit[1] ?? hit[2]);
}

/**
 * The file a reference leads to.
 * @param {{ name: string, address: string }} form
 * @param {string} page path of the page it is written on
 * @param {string} written
 * @returns {Target}
 */
export function targetOf(form, page, written) {
  if (written.startsWith('#')) return { file: page, fragment: decodeURIComponent(written.slice(1)) };
  const folder = 'file:///catalogue/';
  const here = form.name === 'folder' ? folder + page : form.address + pathOnWeb(page);
  if (!URL.canParse(written, here)) return { fault: 'is no address' };
  const url = new URL(written, here);
  const fragment = decodeURIComponent(url.hash.slice(1));
  const plain = url.origin === 'null' ? `file://${url.pathname}` : url.origin + url.pathname;
  if (form.name === 'folder' && plain.startsWith(folder)) {
    const file = decodeURIComponent(plain.slice(folder.length));
    return file === '' || file.endsWith('/') ? { fault: 'names a folder, not a file' } : { file, fragment };
  }
  if (plain.startsWith(form.address)) {
    const path = decodeURIComponent(plain.slice(form.address.length));
    return { file: path === '' || path.endsWith('/') ? `${path}index.html` : path, fragment };
  }
  if (url.origin === new URL(form.address).origin) return { fault: `leaves ${form.address}` };
  if (url.protocol === 'http:' || url.protocol === 'https:') return { foreign: url.host };
  return { fault: `has the scheme ${url.protocol}` };
}

/**
 * Where a web server shows a page; the 404 page at any depth.
 * @param {string} page
 */
function pathOnWeb(page) {
  return page.endsWith('404.html') ? 'there/is/no/such/page' : page.replace(/index\.html$/, '');
}
