// Keeps JupyterLab's notebook editing away from readers: its shortcuts fire on any focused control inside an
// output, where "D D" deletes the activity that is being answered.
import { escapeKey, leaving } from './exit.js';
import { keeper } from './keeper.js';

/** `current()` gives the course page on screen, {panel, course}, or undefined. */
export function guard(current) {
  // On window and while capturing: JupyterLab listens on document, so this comes first.
  window.addEventListener('keydown', (event) => {
    const page = current();
    if (!page) return;
    escapeKey(event, page.course.exit_url);
    if (page.course.workshop) return; // who writes in a notebook wants its keys
    const outside = event.target === document.body || page.panel.node.contains(event.target);
    event.target.toggleAttribute?.('data-lm-suppress-shortcuts', outside || undefined);
  }, true);
  window.addEventListener('beforeunload', (event) => {
    if (keeper.waiting() && !leaving) event.preventDefault();
  });
}

/** Inside a course page: no cell among the stops of the Tab key, no editor on
 * double click, and the browser's own menu instead of "Delete cell". */
export function readOnly(node) {
  for (const name of ['dblclick', 'contextmenu']) {
    node.addEventListener(name, (event) => event.stopPropagation(), true);
  }
  // JupyterLab answers focus or a key outside the active cell by moving the focus there.
  const page = node.querySelector('.jp-WindowedPanel-outer');
  page.addEventListener('keydown', (event) => event.stopPropagation());
  page.addEventListener('focusin', (event) => event.target.closest('.jp-Cell') || event.stopPropagation());
  node.addEventListener('focusin', ({ target }) => {
    if (target.classList.contains('jp-Cell')) target.tabIndex = -1;
  });
}
