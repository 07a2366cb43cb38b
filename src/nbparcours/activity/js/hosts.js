// The companion site's host: answers live in memory, and on the device only once the reader has agreed.

const CONSENT = "nbparcours.keep";
const key = (id) => `nbparcours:${id}`;
const memory = new Map();
const listeners = new Set();

/** What the browser keeps for this site, or null where it forbids that. */
function storage() {
  try {
    const store = globalThis.localStorage;
    store.getItem(CONSENT);
    return store;
  } catch {
    return null;
  }
}

const channel = globalThis.BroadcastChannel ? new BroadcastChannel("nbparcours") : null;
channel?.addEventListener("message", ({ data }) => listeners.forEach((hear) => hear(data)));
channel?.unref?.();

export const blocked = () => storage() === null;
export const consented = () => storage()?.getItem(CONSENT) === "yes";

/** Keep from now on what is answered, or forget all of it: on this device, for every page of the course. */
export function consent(yes) {
  const store = storage();
  if (!store) return;
  if (yes) store.setItem(CONSENT, "yes");
  else Object.keys(store).filter((name) => name === CONSENT || name.startsWith("nbparcours:")).forEach((name) => store.removeItem(name));
  const message = { consent: yes };
  listeners.forEach((hear) => hear(message));
  channel?.postMessage(message);
}

/** Call `hear` when consent changes, here or in another tab. Returns how to stop. */
export function onConsent(hear) {
  const listener = (message) => "consent" in message && hear(message.consent);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(id) {
  if (memory.has(id)) return memory.get(id);
  try {
    return consented() ? JSON.parse(storage().getItem(key(id))) : null;
  } catch {
    return null; // written by something else: treated as no answer
  }
}

/** The host of one activity on a page without a server. */
export function deviceHost(id) {
  return {
    load: async () => read(id),
    async save(state) {
      memory.set(id, state);
      channel?.postMessage({ id, state });
      if (!consented()) return null;
      storage().setItem(key(id), JSON.stringify(state));
      return true;
    },
    /** Calls `save` when what is kept has changed, so that the activity says so. */
    again: onConsent,
    subscribe(hear) {
      const listener = ({ id: other, state }) => {
        if (other !== id) return;
        memory.set(id, state);
        hear(state);
      };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
