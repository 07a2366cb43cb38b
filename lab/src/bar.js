// The bar above a course page and the way on at its end.
import { PageConfig } from '@jupyterlab/coreutils';
import { h } from '../../src/nbparcours/activity/js/dom.js';
import { leave } from './exit.js';
import { keeper } from './keeper.js';
import { address, go, pathOf, resolve } from './page.js';
import { specs } from './renderer.js';
import { words } from './strings.js';

/** The whole bar; `stop` ends its listening. */
export function makeBar(panel, course) {
  const say = (key, values) => words(course.lang, key, values);
  const status = h('div', { class: 'nbp-bar-status', role: 'status' });
  const count = h('span', { class: 'nbp-bar-count' });
  const exit = h('button', { type: 'button', class: 'nbp-bar-exit', title: say('exitHelp') }, say('exit'));
  exit.addEventListener('click', () => leave(course.exit_url));
  const bar = h(
    'nav',
    { class: 'nbp-bar', 'aria-label': say('bar'), lang: course.lang, dir: course.dir },
    exit,
    home(panel, course, say('home')),
    pause(panel, course, say),
    twin(panel, course, say('twin')),
    h('span', { class: 'nbp-bar-title' }, course.title),
    count,
    neighbour(panel, course.previous, say('previous'), 'prev'),
    neighbour(panel, course.next, say('next'), 'next'),
    logout(say('logout')),
    status
  );
  const draw = () => {
    showCount(count, panel, say);
    showStatus(status, course.lang, say);
  };
  draw();
  return { node: bar, stop: keeper.watch(draw) };
}

/** Previous and next, in the page's own end. */
export function makeEnd(panel, course) {
  if (!course.previous && !course.next) return null;
  return h(
    'nav',
    { class: 'nbp-end', 'aria-label': words(course.lang, 'end'), lang: course.lang, dir: course.dir },
    neighbour(panel, course.previous, words(course.lang, 'previous'), 'prev', true),
    neighbour(panel, course.next, words(course.lang, 'next'), 'next', true)
  );
}

function link(path, label, attributes, fragment = () => '') {
  const anchor = h('a', { href: address(path), ...attributes }, label);
  anchor.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(path, fragment());
  });
  return anchor;
}

function neighbour(panel, target, label, rel, named) {
  if (!target) return null;
  const path = resolve(panel.context.path, target.href);
  const text = named ? [h('span', { class: 'nbp-end-label' }, label), h('span', {}, target.title)] : [label];
  return link(path, text, { rel, class: `nbp-${named ? 'end' : 'bar'}-${rel}`, title: named ? null : target.title });
}

/** A test's page lies beside the languages' folders, so home is found from the learner's folder. */
function home(panel, course, label) {
  if (!course.home || course.home === `${course.page}.ipynb`) return null;
  return link(pathOf(course.home, course.lang, panel.context.path), label, { class: 'nbp-bar-home' });
}

/** Where to catch one's breath, and the numbers of help: from every page. */
function pause(panel, course, say) {
  if (!course.pause || course.pause === `${course.page}.ipynb`) return null;
  const attributes = { class: 'nbp-bar-pause', title: say('pauseHelp') };
  return link(pathOf(course.pause, course.lang, panel.context.path), say('pause'), attributes);
}

function twin(panel, course, label) {
  if (!course.twin) return null;
  const other = course.lang === 'fr' ? 'ar' : 'fr';
  const attributes = { class: 'nbp-bar-twin', lang: other, hreflang: other };
  return link(resolve(panel.context.path, course.twin), label, attributes, () => reading(panel));
}

/** The cell being read: cell ids are the same in both languages, so the twin can open at the same place. */
function reading(panel) {
  const top = panel.content.node.querySelector('.nbp-bar').getBoundingClientRect().bottom + 24;
  const cell = panel.content.widgets.find((widget) => widget.node.getBoundingClientRect().bottom > top);
  return cell && cell !== panel.content.widgets[0] ? cell.model.id : '';
}

function logout(label) {
  const prefix = PageConfig.getOption('hubPrefix');
  return prefix ? h('a', { href: `${prefix.replace(/\/$/, '')}/logout`, class: 'nbp-bar-logout' }, label) : null;
}

/** The ids of the required activities of this page. */
function required(panel) {
  return specs(panel.context.model).filter((spec) => spec.required).map((spec) => spec.id);
}

async function showCount(node, panel, say) {
  const ids = required(panel);
  const found = ids.length ? await keeper.read().catch(() => null) : null;
  node.hidden = !found;
  if (!found) return;
  const done = ids.filter((id) => found.activities[id]?.state?.attempts > 0).length;
  const label = say('progress', { done, all: ids.length });
  node.replaceChildren(
    h('progress', { value: done, max: ids.length, 'aria-label': label }),
    h('span', { 'aria-hidden': 'true', dir: 'ltr' }, `${done}/${ids.length}`)
  );
  node.title = label;
}

function showStatus(node, lang, say) {
  const n = keeper.waiting();
  const { unread, away, said } = keeper.trouble;
  const message = said?.[lang] ?? (n ? say('unsaved', { n }) : away ? say('away') : unread ? say('unread') : '');
  if (node.dataset.message === message) return;
  node.dataset.message = message;
  node.replaceChildren(message);
  if (!n) return;
  const again = h('button', { type: 'button', class: 'nbp-bar-retry' }, say('retry'));
  again.addEventListener('click', () => keeper.retry());
  node.append(' ', again);
}
