// What a course page says about itself, and the way from one page to another.
import { PathExt } from '@jupyterlab/coreutils';
import { addressOf } from './place.js';

const pages = new WeakMap(); // panel node -> {panel, course}
const TURNS = 40;
const SETTLE_MS = 3000;
let asked = decodeURIComponent(location.hash.slice(1)); // read now: JupyterLab takes it out of the address
let commands; // set once the application is there

export function useCommands(registry) {
  commands = registry;
}

export function register(panel, course) {
  pages.set(panel.node, { panel, course });
}

/** The page that holds `node`, or undefined outside the course. */
export function pageOf(node) {
  return pages.get(node.closest?.('.nbp-course'));
}

/** The path of `href` (without its fragment), seen from the notebook at `from`. */
export function resolve(from, href) {
  return PathExt.join(PathExt.dirname(from), decodeURI(href));
}

/** The path of a page named as the home screen names it: `01-…` of a language, or a path from the learner's folder. */
export function pathOf(page, lang, from) {
  const root = PathExt.dirname(PathExt.dirname(from));
  const file = page.endsWith('.ipynb') ? page : `${page}.ipynb`;
  return PathExt.join(root, file.includes('/') ? file : `${lang}/${file}`);
}

/** The address of a notebook in this same kind of page: `/doc/tree/…` stays `/doc/tree/…`. */
export function address(path, fragment = '') {
  const url = addressOf(path);
  return fragment ? `${url}#${encodeURIComponent(fragment)}` : url;
}

/** Open a notebook in place of the one shown, without loading JupyterLab again. */
export async function go(path, fragment = '') {
  const before = [...document.querySelectorAll('.nbp-course')].map((node) => pages.get(node)?.panel);
  asked = fragment;
  const panel = await commands.execute('docmanager:open', { path });
  if (before.includes(panel)) await arrive(panel);
  for (const old of before) if (old && old !== panel) old.close();
}

/**
 * Put the entry that was asked for at the top and the keyboard there; without one, begin before the bar, so that
 * the next Tab finds the quick exit.
 */
export async function arrive(panel) {
  const fragment = asked;
  asked = '';
  history.replaceState(history.state, '', address(panel.context.path, fragment));
  const page = panel.content.node.querySelector('.jp-WindowedPanel-outer');
  const found = fragment && (await entry(panel, fragment));
  if (!found) {
    page.scrollTo(0, 0);
    page.focus({ preventScroll: true });
    return;
  }
  found.tabIndex = -1;
  found.classList.add('nbp-here');
  found.focus({ preventScroll: true });
  stay(found, page.querySelector('.jp-WindowedPanel-viewport'));
}

/** Keep an entry at the top while what stands above it is still being drawn, until the reader moves. */
function stay(found, growing) {
  const settle = new ResizeObserver(() => found.scrollIntoView({ block: 'start' }));
  settle.observe(growing);
  const moved = new AbortController();
  const stop = () => {
    settle.disconnect();
    moved.abort();
  };
  for (const name of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
    window.addEventListener(name, stop, { capture: true, passive: true, signal: moved.signal });
  }
  setTimeout(stop, SETTLE_MS);
}

/** What a fragment names: a cell by its content id, or an element; JupyterLab turns ids into `data-jupyter-id`. */
async function entry(panel, fragment) {
  const cell = panel.content.widgets.find((widget) => widget.model.id === fragment);
  if (cell) return cell.node;
  const name = CSS.escape(fragment);
  for (let turn = 0; turn < TURNS; turn++) {
    const mark = panel.content.node.querySelector(`[data-jupyter-id="${name}"], [id="${name}"], [name="${name}"]`);
    if (mark) return mark.textContent ? mark : (mark.closest('p')?.nextElementSibling ?? mark.parentElement);
    await new Promise((done) => setTimeout(done, 50)); // Markdown is drawn a little later than its cell
  }
  return null;
}
