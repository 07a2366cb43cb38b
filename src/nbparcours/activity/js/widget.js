// The anywidget host: the state is a trait, so that Python sees it and keeps it with the kernel.
import { mounter } from "./mounter.js";

const mount = mounter({});

const PATIENCE = 4000;

export function render({ model, el }) {
  const waiting = new Map();
  let number = 0;
  const hear = (message) => {
    waiting.get(message?.kept)?.(true);
    waiting.delete(message?.kept);
  };
  model.on("msg:custom", hear);
  const host = {
    load: async () => model.get("state") ?? null,
    // A dead kernel raises no error: only its answer counts as saved.
    save: (state) =>
      new Promise((resolve) => {
        const id = ++number;
        waiting.set(id, resolve);
        setTimeout(() => waiting.delete(id) && resolve(false), PATIENCE);
        model.set("state", state);
        model.save_changes();
        model.send({ keep: id, state });
      }),
    subscribe(listen) {
      const changed = () => listen(model.get("state"));
      model.on("change:state", changed);
      return () => model.off("change:state", changed);
    },
  };
  const stop = mount(el, model.get("spec"), host);
  return () => {
    model.off("msg:custom", hear);
    stop();
  };
}
