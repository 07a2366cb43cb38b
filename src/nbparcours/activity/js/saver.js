// Saves every change at once, one after another, the newest last; says truthfully what became of it; tries
// again while the page lives. Nothing is called saved before the host has said so.

const FIRST = 2000;
const LONGEST = 60000;

/**
 * `tell(what, seconds)` hears "saving", "saved", "unkept" or "failed". What the host already had is read
 * before the first save, again if need be, and `merge(old, new)` joins the two: an answer given while the
 * server was away does not wipe out earlier ones.
 */
export function saver(host, { tell, merge }) {
  let state = null;
  let dirty = false;
  let busy = false;
  let alive = true;
  let loading = null;
  let wake = () => {};
  const kick = () => wake();
  const load = () =>
    (loading ??= Promise.resolve(host.load()).catch((error) => {
      loading = null;
      throw error;
    }));

  const pause = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  let merged = false;
  async function attempt() {
    try {
      if (!merged) state = merge(await load(), state);
      merged = true;
      dirty = false;
      return await host.save(state);
    } catch {
      return false;
    }
  }

  async function run() {
    busy = true;
    let delay = FIRST;
    while (dirty && alive) {
      tell("saving");
      const kept = await attempt();
      if (!alive) return;
      if (kept === false) {
        dirty = true;
        tell("failed", delay / 1000);
        await pause(delay);
        delay = Math.min(2 * delay, LONGEST);
      } else if (!dirty) tell(kept === null ? "unkept" : "saved");
    }
    busy = false;
  }

  globalThis.addEventListener?.("online", kick);
  return {
    load,
    push(next) {
      state = next;
      dirty = true;
      if (busy) wake();
      else run();
    },
    idle: () => !dirty && !busy,
    stop() {
      alive = false;
      globalThis.removeEventListener?.("online", kick);
      wake();
    },
  };
}
