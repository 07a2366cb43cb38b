// The document side of the course: what JupyterLab does to a notebook whose metadata says `nbparcours`.
import { ConnectionLost, IConnectionLost } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { reading } from '../../src/nbparcours/activity/js/screens/shelf.js';
import { makeBar, makeEnd } from './bar.js';
import { leaving } from './exit.js';
import { guard, readOnly } from './guard.js';
import { keeper } from './keeper.js';
import { followLinks } from './links.js';
import { arrive, pageOf, register, useCommands } from './page.js';
import { RANK, factory, specs } from './renderer.js';
import { explainTerms } from './terms.js';
import { makeTools } from './workshop.js';

const course = {
  id: 'nbparcours:course',
  description: 'Shows the pages of the course and draws their activities.',
  autoStart: true,
  requires: [INotebookTracker, IRenderMimeRegistry],
  activate(app, tracker, rendermime) {
    rendermime.addFactory(factory, RANK);
    useCommands(app.commands);
    tracker.widgetAdded.connect((_, panel) => dress(app, panel));
    const current = () => app.shell.currentWidget && pageOf(app.shell.currentWidget.node);
    guard(current);
    explainTerms();
    keepTitle(current);
    window.addEventListener('popstate', () => location.reload());
  }
};

/** A reader of the course is told in the page's own bar and language; JupyterLab would open a dialog over the page. */
const lost = {
  id: 'nbparcours:lost',
  description: 'Says in the bar of a course page that the server does not answer.',
  autoStart: true,
  provides: IConnectionLost,
  activate: () => async (...told) => (document.querySelector('.nbp-course') ? keeper.lost() : ConnectionLost(...told))
};

export default [course, lost];

/** The page's own title in the browser's tab, where JupyterLab writes the file's name; and its language. */
function keepTitle(current) {
  const name = () => {
    const { title, lang } = (!leaving && current()?.course) || {};
    if (title && document.title !== title) document.title = title;
    if (lang) document.documentElement.lang = lang;
  };
  new MutationObserver(name).observe(document.querySelector('title'), { childList: true });
}

async function dress(app, panel) {
  await panel.context.ready;
  const told = panel.content.model.getMetadata('nbparcours');
  if (!told) return;
  const course = asRead(told, panel.context.model);
  if (course.kernel === false) {
    panel.sessionContext.kernelPreference = { ...panel.sessionContext.kernelPreference, shouldStart: false };
  }
  register(panel, course);
  keepClean(panel.context.model);
  panel.addClass('nbp-course');
  if (course.workshop) panel.addClass('nbp-workshop');
  if (course.test) panel.addClass('nbp-of-test');
  panel.node.lang = course.lang;
  panel.content.node.dir = course.dir;
  if (!course.workshop) readOnly(panel.node);
  followLinks(panel);
  showKeys(panel);
  panel.toolbar.hide();
  hideFrame(app.shell);
  await Promise.all([panel.revealed, app.restored]);
  hideFrame(app.shell); // JupyterLite knows its mode only now
  const page = panel.content.node.querySelector('.jp-WindowedPanel-outer');
  const bar = makeBar(panel, course);
  const notice = asksToAnswer(panel) ? keeper.notice(course.lang) : null;
  const tools = course.workshop ? makeTools(panel, course, app.commands) : null;
  const parts = [bar, tools, notice].filter(Boolean);
  page.prepend(...parts.map(({ node }) => node));
  page.append(makeEnd(panel, course) ?? '');
  for (const part of parts) panel.disposed.connect(() => part.stop());
  page.tabIndex = -1;
  requestAnimationFrame(() => arrive(panel)); // JupyterLab focuses first
}

/** Whether there is anything to answer: the home screen says by itself what is kept. */
function asksToAnswer(panel) {
  return specs(panel.context.model).some(({ kind }) => kind !== 'home');
}

/** A test's page holds both languages: its bar, too, comes in the one that was being read. */
function asRead(course, model) {
  const { lang } = reading.read();
  if (!course.test || !['fr', 'ar'].includes(lang) || lang === course.lang) return course;
  const title = specs(model).map((spec) => spec.title?.[lang]).find(Boolean) ?? course.title;
  const home = course.home?.replace(`/${course.lang}/`, `/${lang}/`);
  return { ...course, lang, title, home, dir: lang === 'ar' ? 'rtl' : 'ltr' };
}

/** JupyterLab focuses cells by script, which browsers take for the keyboard: so it is told here who really uses it. */
function showKeys(panel) {
  panel.node.addEventListener('keydown', ({ key }) => key === 'Tab' && panel.addClass('nbp-keys'), true);
  panel.node.addEventListener('pointerdown', () => panel.removeClass('nbp-keys'), true);
}

const FRAME = new Set(['jp-top-panel', 'jp-menu-panel', 'jp-title-panel-title', 'jp-bottom-panel']);

/** Nothing here is ever saved by JupyterLab, so it has nothing to ask about. */
function keepClean(model) {
  const clean = () => model.dirty && (model.dirty = false);
  model.stateChanged.connect(clean);
  clean();
}

/** In single-document mode JupyterLab's frame would only offer what a reader must not do. */
function hideFrame(shell) {
  if (shell.mode !== 'single-document') return;
  for (const widget of shell.layout.widgets) if (FRAME.has(widget.id)) widget.hide();
  document.body.classList.add('nbp-body');
  shell.collapseLeft();
  shell.collapseRight();
  for (const side of ['left', 'right']) if (shell.isSideTabBarVisible(side)) shell.toggleSideTabBarVisibility(side);
}
