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
  open.addEventListener("message", ({ data }) => hearAll(data));
  open.unref?.();
  return open;
}

function hearAll(message) {
  if (message.erased) memory.clear();
  if ("id" in message) memory.set(message.id, message.state);
  [...listeners].forEach((hear) => hear(message)); // who hears may begin anew and listen again
}

function tell(message) {
  hearAll(message);
  channel()?.postMessage(message);
}

export const blocked = () => storage() === null;
export const consented = () => storage()?.getItem(names.consent) === "yes";

/** Keep from now on what is answered, or forget all of it: on this device, for every page of the course. */
export function consent(yes) {
  const store = storage();
  if (!store) return;
  if (yes) {
    store.setItem(names.consent, "yes");
    memory.forEach((state, id) => keep(id, state));
  } else forget(store);
  tell({ consent: yes });
}

const forget = (store) => [names.consent, ...stored(store)].forEach((name) => store.removeItem(name));
const stored = (store) => Object.keys(store).filter((name) => name.startsWith(names.of("")));

/** Forget everything, also what the open pages hold. */
export function erase() {
  const store = storage();
  if (store) forget(store);
  tell({ consent: false, erased: true });
}

/** Everything that is known here, by id: what is kept, and what the open pages hold. */
export function states() {
  const kept = consented() ? stored(storage()).map((name) => name.slice(names.of("").length)) : [];
  return Object.fromEntries([...kept, ...memory.keys()].map((id) => [id, read(id)]).filter(([, state]) => state));
}

function keep(id, state) {
  try {
    storage().setItem(names.of(id), JSON.stringify(state));
  } catch {
    return false; // the browser's store is full
  }
  return true;
}

/** Call `hear` with every change that another page tells, and every change of consent. Returns how to stop. */
export function listen(hear) {
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
      tell({ id, state });
      return consented() ? keep(id, state) : null;
    },
    /** Calls `save` when what is kept has changed, so that the activity says so. */
    again: (hear) => listen((message) => "consent" in message && !message.erased && hear(message.consent)),
    subscribe: (hear) => listen(({ id: other, state, erased }) => (erased ? hear(null) : other === id && hear(state))),
    peek: async (other) => read(other),
  };
}

/** A host that forgets when the page closes. */
export function passingHost() {
  const subscribe = (hear) => listen(({ erased }) => erased && hear(null));
  return { device: true, load: async () => null, save: async () => null, subscribe };
}
