// How a test of many pages says what it found.

import assert from 'node:assert/strict';

/** Faults a report names; the rest are counted. */
const NAMED = 25;

/**
 * Fails with the first faults, one a line, where there are any.
 * @param {string[]} faults
 */
export function assertNone(faults) {
  if (faults.length === 0) return;
  const more = faults.length > NAMED ? `\n… and ${faults.length - NAMED} more` : '';
  assert.fail(`${faults.length} faults:\n${faults.slice(0, NAMED).join('\n')}${more}`);
}
