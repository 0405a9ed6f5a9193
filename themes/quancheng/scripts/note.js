// @ts-check
// Shows a source's note beside its mark, on hover, focus and touch. Without it a mark is a link to the foot of the page.

import { place } from './note_place.js';

/** A pointer that only passes over a mark opens nothing, ms. */
const REST_MS = 120;

/** Time to move from the mark onto the slip, ms. */
const LEAVE_MS = 220;

const MARKS = 'a[href^="#note-"]';

/**
 * Watches every mark of the page.
 * @param {Document} page
 */
export function watchNotes(page) {
  if (!page.querySelector(MARKS) || !('popover' in HTMLElement.prototype)) return;
  const slip = page.body.appendChild(page.createElement('div'));
  slip.className = 'note-slip';
  slip.id = 'note-slip';
  slip.popover = 'manual';
  slip.setAttribute('role', 'tooltip');
  /** @type {HTMLAnchorElement | null} */
  let open = null;
  let timer = 0;

  /** @param {HTMLAnchorElement} mark */
  const show = (mark) => {
    clearTimeout(timer);
    if (open === mark) return;
    const note = noteOf(page, mark);
    if (!note) return;
    hide();
    slip.replaceChildren(...copies(note));
    mark.removeAttribute('title'); // The browser's own tooltip would stand over the slip.
    mark.setAttribute('aria-describedby', slip.id);
    slip.showPopover();
    open = mark;
    settle();
  };
  const hide = () => {
    clearTimeout(timer);
    open?.removeAttribute('aria-describedby');
    open = null;
    if (slip.matches(':popover-open')) slip.hidePopover();
  };
  const settle = () => {
    if (!open) return;
    const spot = place(open.getBoundingClientRect(), slip.getBoundingClientRect(), {
      width: page.documentElement.clientWidth,
      height: page.documentElement.clientHeight,
    });
    slip.style.left = `${spot.left}px`;
    slip.style.top = `${spot.top}px`;
  };
  /** @param {() => void} step @param {number} wait */
  const later = (step, wait) => {
    clearTimeout(timer);
    timer = window.setTimeout(step, wait);
  };

  page.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const mark = markAt(event.target);
    if (mark) later(() => show(mark), open ? 0 : REST_MS);
    else if (slip.contains(/** @type {Node} */ (event.target))) clearTimeout(timer);
    else if (open !== page.activeElement) later(hide, LEAVE_MS);
  });
  page.addEventListener('focusin', (event) => {
    const mark = markAt(event.target);
    if (mark?.matches(':focus-visible')) show(mark);
    else if (!slip.contains(/** @type {Node} */ (event.target))) hide();
  });
  // The first touch shows the note, the second follows the link. A tap elsewhere closes.
  let touched = false;
  page.addEventListener('pointerdown', (event) => {
    touched = event.pointerType === 'touch';
  });
  page.addEventListener('click', (event) => {
    const mark = markAt(event.target);
    if (mark && touched && open !== mark) {
      event.preventDefault();
      show(mark);
    } else if (!slip.contains(/** @type {Node} */ (event.target))) hide();
  });
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open) hide();
  });
  page.addEventListener('scroll', settle, { passive: true });
  window.addEventListener('resize', hide);
}

/**
 * The mark that holds a node.
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null}
 */
function markAt(target) {
  return target instanceof Element ? target.closest(MARKS) : null;
}

/**
 * The entry at the foot of the page that a mark leads to.
 * @param {Document} page
 * @param {HTMLAnchorElement} mark
 */
function noteOf(page, mark) {
  const entry = page.getElementById(mark.hash.slice(1));
  return entry?.querySelector('[data-note]') ?? entry;
}

/**
 * Copies of a note's children, without ids, which must stay unique.
 * @param {Element} note
 */
function copies(note) {
  const copy = /** @type {Element} */ (note.cloneNode(true));
  for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
  return [...copy.childNodes];
}
