// Draw one spec into one element, whatever the host: JupyterLab, the site, an ipywidget, a test page.
import { drawActivity } from "./frame.js";
import { h } from "./dom.js";
import { load } from "./kinds.js";
import { t } from "./strings.js";

/**
 * `host` is {load(): Promise<state|null>, save(state): Promise<boolean|null>, subscribe?(fn) -> stop,
 * again?(fn) -> stop}. `save` answers true (kept), false (not kept, to be tried again) or null (nothing is
 * kept here, by choice); `subscribe` tells of another tab's changes and, with null, that all was erased; `again`
 * tells that what may be kept changed.
 * `peek?(id)` reads another activity's state, `device` keeps what is private; see frame.js.
 * Returns a function that undoes everything. `screens` are what else than activities can be drawn: {kind: draw}.
 * What stood in `root` stays until the kind has come.
 */
export const mounter = (screens) => function mount(root, spec, host) {
  const lang = spec?.lang === "ar" ? "ar" : "fr";
  const box = h("div", { class: `nbp nbp-${spec?.kind}`, lang, dir: lang === "ar" ? "rtl" : "ltr", "data-nbp": spec?.id });
  let stop = () => {};
  let gone = false;
  const put = () => {
    root.replaceChildren(box);
    const draw = Object.hasOwn(screens, spec.kind) ? screens[spec.kind] : drawActivity;
    stop = draw(box, spec, host) ?? stop;
  };
  const fail = (error) => {
    console.error("nbparcours:", error.message);
    box.replaceChildren(h("p", { class: "nbp-note", role: "note" }, t(lang, "activity.broken")));
    // The readable form, where there is one, says more than this.
    if (root.querySelector(".nbp-plainform")) root.prepend(box);
    else root.replaceChildren(box);
  };
  const kinds = async () => Promise.all(needed(screens, spec).map(load));
  kinds().then(() => gone || put()).catch((error) => gone || fail(error));
  return () => {
    gone = true;
    stop();
    box.remove();
  };
};

/** The kinds that `spec` is drawn with: its own, or those of a test's questions; open ones the test draws itself. */
const needed = (screens, spec) => {
  if (!Object.hasOwn(screens, spec.kind)) return [spec.kind];
  return [...new Set(Object.values(spec.items ?? {}).map((item) => item.kind))].filter((kind) => kind !== "written");
};
