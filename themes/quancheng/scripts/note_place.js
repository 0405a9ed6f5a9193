// @ts-check
// Where a note's slip goes beside its mark. Pure: numbers in, numbers out.

/**
 * A rectangle in the window, in CSS pixels.
 * @typedef {{ left: number, top: number, width: number, height: number }} Box
 */

/** Space between mark and slip, px: near enough to belong together, and a pointer can cross it. */
export const GAP_PX = 8;

/** Least distance from the window's edge, px. */
export const MARGIN_PX = 12;

/**
 * Places a slip above its mark, or below where there is no room above; always inside the window where it fits.
 *
 * Above comes first: a finger or a pointer hides what is below it.
 * @param {Box} mark the mark in the window
 * @param {{ width: number, height: number }} slip its size
 * @param {{ width: number, height: number }} room the window's size
 * @returns {{ left: number, top: number, side: 'above' | 'below' }}
 */
export function place(mark, slip, room) {
  const above = mark.top - GAP_PX - slip.height;
  const below = mark.top + mark.height + GAP_PX;
  const fitsAbove = above >= MARGIN_PX;
  const fitsBelow = below + slip.height <= room.height - MARGIN_PX;
  const side = fitsAbove || (!fitsBelow && mark.top > room.height - below) ? 'above' : 'below';
  const middle = mark.left + mark.width / 2 - slip.width / 2;
  return {
    left: clamp(middle, MARGIN_PX, room.width - MARGIN_PX - slip.width),
    top: side === 'above' ? Math.max(above, 0) : below,
    side,
  };
}

/**
 * The nearest number to `value` from `low` to `high`; `low` where the two cross.
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clamp(value, low, high) {
  return Math.max(low, Math.min(value, high));
}
