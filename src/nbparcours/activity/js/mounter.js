// Draw one spec into one element, whatever the host: JupyterLab, the site, an ipywidget, a test page.
import { drawActivity } from "./frame.js";
import { h } from "./dom.js";
import { KINDS } from "./kinds/index.js";
import { t } from "./strings.js";

/**
 * `host` is {load(): Promise<state|null>, save(state): Promise<boolean|null>, subscribe?(fn) -> stop,
 * again?(fn) -> stop}. `save` answers true (kept), false (not kept, to be tried again) or null (nothing is
 * kept here, by choice); `subscribe` tells of another tab's changes, `again` that what may be kept changed.
 * Returns a function that undoes everything. `screens` are what else than activities can be drawn: {kind: draw}.
 */
export const mounter = (screens) => function mount(root, spec, host) {
  const lang = spec?.lang === "ar" ? "ar" : "fr";
  const box = h("div", { class: `nbp nbp-${spec?.kind}`, lang, dir: lang === "ar" ? "rtl" : "ltr", "data-nbp": spec?.id });
  root.replaceChildren(box);
  let stop = () => {};
  try {
    const draw = Object.hasOwn(screens, spec.kind) ? screens[spec.kind] : Object.hasOwn(KINDS, spec.kind) && drawActivity;
    if (!draw) throw new Error(`unknown kind ${spec.kind}`);
    stop = draw(box, spec, host) ?? stop;
  } catch (error) {
    console.error("nbparcours:", error.message);
    box.replaceChildren(h("p", { class: "nbp-note", role: "note" }, t(lang, "activity.broken")));
  }
  return () => {
    stop();
    box.remove();
  };
};
