// What the browser itself keeps: answers live in memory, and on the device only once the reader has agreed.

let scope = "";
const memory = new Map();
const listeners = new Set();
const names = { get consent() { return `nbparcours${scope}.keep`; }, of: (id) => `nbparcours${scope}:${id}` };

/** Keep apart what several people of one hub keep in the same browser; call it before anything is drawn. */
export const useScope = (name) => (scope = name);

/** What the browser keeps for this site, or null where it forbids that. */
function storage() {
  try {
    const store = globalThis.localStorage;
    store.getItem(names.consent);
    return store;
  } catch {
    return null;
  }
}

let open;
/** The other tabs of the same reader. */
function channel() {
  if (open || !globalThis.BroadcastChannel) return open;
  open = new BroadcastChannel(`nbparcours${scope}`);
  open.addEventListener("message", ({ data }) => listeners.forEach((hear) => hear(data)));
  open.unref?.();
  return open;
}

export const blocked = () => storage() === null;
export const consented = () => storage()?.getItem(names.consent) === "yes";

/** Keep from now on what is answered, or forget all of it: on this device, for every page of the course. */
export function consent(yes) {
  const store = storage();
  if (!store) return;
  if (yes) store.setItem(names.consent, "yes");
  else Object.keys(store).filter((name) => name === names.consent || name.startsWith(names.of(""))).forEach((name) => store.removeItem(name));
  const message = { consent: yes };
  listeners.forEach((hear) => hear(message));
  channel()?.postMessage(message);
}

function listen(hear) {
  channel();
  listeners.add(hear);
  return () => listeners.delete(hear);
}

/** Call `hear` when consent changes, here or in another tab. Returns how to stop. */
export const onConsent = (hear) => listen((message) => "consent" in message && hear(message.consent));

function read(id) {
  if (memory.has(id)) return memory.get(id);
  try {
    return consented() ? JSON.parse(storage().getItem(names.of(id))) : null;
  } catch {
    return null; // written by something else: treated as no answer
  }
}

/** The host of one activity that only the device keeps. */
export function deviceHost(id) {
  return {
    device: true,
    load: async () => read(id),
    async save(state) {
      memory.set(id, state);
      channel()?.postMessage({ id, state });
      if (!consented()) return null;
      try {
        storage().setItem(names.of(id), JSON.stringify(state));
      } catch {
        return false; // the browser's store is full
      }
      return true;
    },
    /** Calls `save` when what is kept has changed, so that the activity says so. */
    again: onConsent,
    subscribe: (hear) =>
      listen(({ id: other, state }) => {
        if (other !== id) return;
        memory.set(id, state);
        hear(state);
      }),
    peek: async (other) => read(other),
  };
}

/** A host that forgets when the page closes. */
export function passingHost() {
  return { device: true, load: async () => null, save: async () => null };
}
