// @ts-check
// What every page runs. Everything here adds to pages that already work.

import { watchNotes } from './note.js';

watchNotes(document);
showCurrent(document);

/**
 * Scrolls rows that move sideways (navigation, facets) to their current entry.
 * @param {Document} page
 */
function showCurrent(page) {
  for (const current of page.querySelectorAll('nav li > [aria-current="true"]')) {
    const row = current.closest('nav ul, nav');
    for (const box of [row, row?.parentElement]) {
      if (!box || box.scrollWidth <= box.clientWidth) continue;
      const { left, width } = current.getBoundingClientRect();
      const frame = box.getBoundingClientRect();
      box.scrollLeft += left + width / 2 - (frame.left + frame.width / 2);
    }
  }
}
