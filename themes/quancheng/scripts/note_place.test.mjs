// Run: node --test themes/quancheng/scripts
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { place } from './note_place.js';

const slip = { width: 300, height: 100 };
const room = { width: 1000, height: 800 };

/** A mark of 10 by 12 px. */
const at = (/** @type {number} */ left, /** @type {number} */ top) => ({ left, top, width: 10, height: 12 });

const rows = [
  ['a slip stands above its mark, centered', at(500, 400), room, { left: 355, top: 292, side: 'above' }],
  ['below where there is no room above', at(500, 50), room, { left: 355, top: 70, side: 'below' }],
  ['it stays inside the left edge', at(0, 400), room, { left: 12, top: 292, side: 'above' }],
  ['it stays inside the right edge', at(990, 400), room, { left: 688, top: 292, side: 'above' }],
  ['a slip wider than the window begins at its margin', at(100, 400), { width: 280, height: 800 }, { left: 12, top: 292, side: 'above' }],
  ['where neither side fits, the larger one: below', at(500, 40), { width: 1000, height: 140 }, { left: 355, top: 60, side: 'below' }],
  ['where neither side fits, the larger one: above', at(500, 90), { width: 1000, height: 140 }, { left: 355, top: 0, side: 'above' }],
];

for (const [name, mark, window, expected] of rows) {
  test(/** @type {string} */ (name), () => assert.deepEqual(place(/** @type {any} */ (mark), slip, /** @type {any} */ (window)), expected));
}
