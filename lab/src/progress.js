// The learner's progress as one page knows it: read once, written at every change, shared between tabs.
import { PageConfig } from '@jupyterlab/coreutils';
import { useScope } from '../../src/nbparcours/activity/js/hosts.js';
import { request, url } from './server.js';
import { tests } from './tests.js';

const RETRY_MS = 10_000;
const unsaved = new Map(); // id -> what to send
const lines = new Map(); // id -> the end of that activity's queue, so that the last answer wins
const readers = new Map(); // id -> functions to call when another tab answers
const watchers = new Set(); // called when anything about saving or progress changes
const channel = new BroadcastChannel('nbparcours-progress');
let reading;
let timer;

export const trouble = { unread: false, away: false, said: null };

/** What an activity or a screen may ask; `page()` names the page it stands on. */
export function hostOf(spec, page) {
  // On a hub several people may share a browser: what it keeps of theirs lies apart.
  useScope(PageConfig.getBaseUrl().replace(/[^\w/-]/g, ''));
  return {
    load: () => load(spec.id),
    save: (state) => save(spec.id, state, page(), spec.lang),
    peek: load,
    subscribe: (fn) => subscribe(spec.id, fn),
    progress: reread,
    erase,
    exportUrl: url('nbparcours/progress/export'),
    tests: tests(spec.course_id)
  };
}

/** The server keeps what is answered as a matter of course. */
export const notice = () => null;

/** All progress: the server's last word, with this page's later changes. */
export function read() {
  reading ??= request('nbparcours/progress').then(
    (found) => {
      trouble.unread = false;
      trouble.said = found.notice ?? null;
      changed();
      return found;
    },
    (failure) => {
      reading = undefined; // the next activity asks again
      trouble.unread = true;
      trouble.said = failure.said ?? null;
      changed();
      throw failure;
    }
  );
  return reading;
}

/** A fresh reading, for the home page. */
function reread() {
  reading = undefined;
  return read();
}

async function load(id) {
  return (await read()).activities[id]?.state ?? null;
}

/** Keep a state; true only when the server has it. What failed is kept here and sent again. */
function save(id, state, page, lang) {
  unsaved.set(id, { state, page, lang });
  const turn = (lines.get(id) ?? Promise.resolve()).then(() => send(id));
  lines.set(id, turn);
  return turn;
}

async function send(id) {
  const body = unsaved.get(id);
  if (!body) return true; // a later answer went with the one before
  try {
    const { saved } = await request(`nbparcours/progress/${id}`, 'PUT', body);
    if (unsaved.get(id) === body) unsaved.delete(id);
    await note(id, body.state, saved);
    channel.postMessage({ id, state: body.state, saved });
    return true;
  } catch (failure) {
    trouble.said = failure.said ?? null;
    timer ??= setTimeout(retry, RETRY_MS);
    return false;
  } finally {
    changed();
  }
}

/** Send again what could not be saved. */
export async function retry() {
  clearTimeout(timer);
  timer = undefined;
  for (const [id, { state }] of [...unsaved]) {
    if (!(await send(id))) return;
    tell(id, state);
  }
  trouble.said = null;
  changed();
}

/** The server does not answer: ask until it does, then send what waits. */
export function lost() {
  if (trouble.away) return;
  trouble.away = true;
  changed();
  setTimeout(ask, RETRY_MS);
}

async function ask() {
  try {
    await request('nbparcours/progress');
  } catch {
    return setTimeout(ask, RETRY_MS);
  }
  trouble.away = false;
  return unsaved.size ? retry() : changed();
}

export function waiting() {
  return unsaved.size;
}

export function watch(fn) {
  watchers.add(fn);
  return () => watchers.delete(fn);
}

function subscribe(id, fn) {
  const fns = readers.get(id) ?? readers.set(id, new Set()).get(id);
  fns.add(fn);
  return () => fns.delete(fn);
}

/** Erase everything on the server, then here and in the other tabs. */
async function erase() {
  await request('nbparcours/progress', 'DELETE');
  unsaved.clear();
  forget();
  channel.postMessage({ erased: true });
  return true;
}

function forget() {
  reading = undefined;
  for (const id of readers.keys()) tell(id, null);
  changed();
}

async function note(id, state, updated) {
  const found = await reading?.catch(() => null);
  if (found) found.activities[id] = { state, updated };
}

function tell(id, state) {
  for (const fn of [...(readers.get(id) ?? [])]) fn(state);
}

function changed() {
  for (const fn of watchers) fn();
}

channel.addEventListener('message', async ({ data }) => {
  if (data.erased) return forget();
  if (!data.id) return;
  await note(data.id, data.state, data.saved);
  tell(data.id, data.state);
  changed();
});
window.addEventListener('online', () => unsaved.size && retry());
