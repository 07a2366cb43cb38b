// What is private stays on the device: words are never sent, and the learner's server hears only that it is done.
import { drawConsent } from "./consent.js";
import { h } from "./dom.js";
import { deviceHost, passingHost } from "./hosts.js";
import { t } from "./strings.js";

/** A host that keeps what is written here, and gives `host` nothing but whether the activity is done. */
export function privately(spec, host) {
  const here = spec.keep ? deviceHost(spec.id) : passingHost();
  if (host.device) return here;
  let told = "";
  const load = async () => {
    const [there, written] = await Promise.all([host.load(), here.load()]);
    return written ?? (there && { ...there, value: null, checked: false });
  };
  const save = async (state) => {
    const kept = await here.save(state);
    const { checked, score, best, attempts } = state;
    const done = { value: null, checked, score, best, attempts };
    const words = JSON.stringify([attempts, best]);
    if (words === told || !attempts) return kept;
    if ((await host.save(done)) === false) return false;
    told = words;
    return kept;
  };
  const subscribe = (hear) => {
    const stops = [here.subscribe?.(hear), host.subscribe?.((next) => next || hear(null))];
    return () => stops.forEach((stop) => stop?.());
  };
  return { ...here, load, save, subscribe, peek: host.peek };
}

/** What is said of it under the activity; `stop` ends listening. */
export function drawPromise(spec, host) {
  const say = (key) => h("p", {}, t(spec.lang, key));
  if (!spec.keep) return { node: h("div", { class: "nbp-private" }, say("save.nowhere")), stop() {} };
  if (host.device) return { node: h("div", { class: "nbp-private" }, say("save.private")), stop() {} };
  const { nodes, stop } = drawConsent(spec.lang);
  return { node: h("div", { class: "nbp-private" }, say("save.private"), nodes), stop };
}
