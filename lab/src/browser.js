// The learner's progress without a server: this browser keeps it, once the reader has agreed. Twin of progress.js.
import { drawConsent } from '../../src/nbparcours/activity/js/consent.js';
import { h } from '../../src/nbparcours/activity/js/dom.js';
import { deviceHost, listen } from '../../src/nbparcours/activity/js/hosts.js';
import { activities, placeHost } from '../../src/nbparcours/activity/js/screens/home-device.js';

const unsaved = new Map(); // id -> [its host, the state that the browser refused]
const watchers = new Set();

export const trouble = { unread: false, away: false, said: null };

export const read = async () => ({ activities: activities() });

/** What an activity or a screen may ask; `page()` names the page it stands on. The home screen knows the rest itself. */
export function hostOf(spec, page) {
  const host = deviceHost(spec.id);
  const save = async (state) => {
    const kept = await host.save(state);
    placeHost().save({ id: spec.id, page: page(), lang: spec.lang });
    if (kept === false) unsaved.set(spec.id, [host, state]);
    else unsaved.delete(spec.id);
    changed();
    return kept;
  };
  return { ...host, save };
}

/** Try again what did not fit. */
export async function retry() {
  for (const [id, [host, state]] of unsaved) if ((await host.save(state)) !== false) unsaved.delete(id);
  changed();
}

export const waiting = () => unsaved.size;

/** There is no server to lose. */
export function lost() {}

/** Call `fn` when anything changes, here or in another tab. */
export function watch(fn) {
  watchers.add(fn);
  const deaf = listen((message) => {
    if (message.erased) unsaved.clear();
    fn();
  });
  window.addEventListener('storage', fn); // another tab's word may come before what it kept or took away
  return () => {
    watchers.delete(fn);
    window.removeEventListener('storage', fn);
    deaf();
  };
}

/** The box that lets the browser keep answers; there is one at the top of every page with activities. */
export function notice(lang) {
  const { nodes, stop } = drawConsent(lang);
  return { node: h('div', { class: 'nbp nbp-consent', lang, dir: lang === 'ar' ? 'rtl' : 'ltr' }, nodes), stop };
}

function changed() {
  for (const fn of watchers) fn();
}
