// A notebook that runs, for whoever animates a group: its code is shown, and three buttons do what JupyterLab's menus would.
import { h } from '../../src/nbparcours/activity/js/dom.js';
import { words } from './strings.js';

const BUTTONS = [
  ['runCell', 'notebook:run-cell-and-select-next'],
  ['runAll', 'notebook:run-all-cells'],
  ['download', 'docmanager:download']
];
const STATES = { idle: 'pythonReady', busy: 'pythonBusy', dead: 'pythonDead' };

/** What stands under the bar of such a notebook; `stop` ends its listening. */
export function makeTools(panel, course, commands) {
  const say = (key) => words(course.lang, key);
  const press = (command) => () => {
    panel.activate();
    return commands.execute(command);
  };
  const status = h('p', { role: 'status' });
  const tell = () => {
    const said = say(STATES[panel.sessionContext.session?.kernel?.status] ?? 'pythonLoading');
    if (status.textContent !== said) status.replaceChildren(said);
  };
  const buttons = BUTTONS.map(([key, command]) => h('button', { type: 'button', 'data-do': key, onclick: press(command) }, say(key)));
  const about = { class: 'nbp-tools', role: 'group', 'aria-label': say('tools'), lang: course.lang, dir: course.dir };
  panel.sessionContext.statusChanged.connect(tell);
  tell();
  return {
    node: h('div', about, buttons, status, h('p', {}, say('unkept'))),
    stop: () => panel.sessionContext.statusChanged.disconnect(tell)
  };
}
