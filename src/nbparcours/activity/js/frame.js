// What stands around every activity: title, minutes, hint, articles, whether the answer is saved.
import { h, live } from "./dom.js";
import { kindOf } from "./kinds.js";
import { drawPromise, privately } from "./private.js";
import { drawQuestion, same } from "./question.js";
import { saver } from "./saver.js";
import { t } from "./strings.js";

const EMPTY = { value: null, checked: false, score: null, best: 0, attempts: 0 };

/** What two runs of the same activity come to: the newer answer, the better score, all attempts. */
const join = (old, state) =>
  old ? { ...state, score: state.score ?? old.score ?? null, best: Math.max(old.best ?? 0, state.best), attempts: (old.attempts ?? 0) + state.attempts } : state;

/**
 * Draw an activity. A kind with a `whole` gets env = {lang, spec, state(), save(change), reason(name) -> nodes,
 * links() -> node|null, hint() -> node|null, peek(id) -> Promise<another activity's state|null>}.
 */
export function drawActivity(box, spec, given) {
  let stop = () => {};
  /** Begin as if nothing had been answered: also when the reader erased everything elsewhere. */
  const begin = () => {
    stop();
    box.replaceChildren();
    stop = drawOnce(box, spec, given, begin);
  };
  begin();
  return () => stop();
}

function drawOnce(box, spec, given, begin) {
  const say = (key, vars) => t(spec.lang, key, vars);
  const kind = kindOf(spec.kind);
  const host = spec.private ? privately(spec, given) : given;
  let state = EMPTY;
  let touched = false;
  let known = false; // what the host had is in `state` already
  const status = drawStatus(say);
  const store = saver(host, { tell: status.tell, merge: (old, next) => (state = known ? next : join(old, next)) });
  const env = {
    lang: spec.lang,
    spec,
    ...citations(spec),
    hint: () => spec.hint && h("details", { class: "nbp-hint" }, h("summary", {}, say("activity.hint")), h("p", {}, spec.hint)),
    state: () => state,
    peek: async (id) => (await given.peek?.(id).catch(() => null)) ?? null,
    /** Keep what changed; a `score` means that an answer was checked just now. */
    save(change) {
      touched = true;
      const best = Math.max(state.best, change.score ?? 0);
      state = { ...state, ...change, best };
      store.push(state);
    },
  };
  const body = (kind.whole ?? simple)(env, kind);
  const promise = spec.private ? drawPromise(spec, given) : null;
  const intro = spec.intro && h("p", { class: "nbp-intro" }, spec.intro);
  box.append(...[heading(spec, say), intro, promise?.node, body.node, sources(spec, say), status.node].filter(Boolean));
  const apply = (next) => {
    if (!next || !store.idle() || same(next, state)) return;
    known = true;
    state = { ...EMPTY, ...next };
    body.show(state);
  };
  store.load().then((old) => touched || apply(old), () => status.tell("not_loaded"));
  const stops = [host.subscribe?.((next) => (next ? apply(next) : begin())), host.again?.(() => state !== EMPTY && store.push(state))];
  return () => {
    stops.forEach((end) => end?.());
    store.stop();
    status.stop();
    promise?.stop();
    body.stop();
  };
}

/** A kind with one question is checked as a whole. */
function simple(env, kind) {
  const { spec } = env;
  let tried = 0;
  const save = ({ value, checked, tried: now }) => {
    const score = checked ? { score: kind.score(spec.key, value) } : {};
    const attempts = env.state().attempts + (now - tried);
    tried = now;
    env.save({ value, checked, attempts, ...score });
  };
  const question = drawQuestion({ ...env, kind, key: spec.key, legend: spec.prompt, save });
  const show = (state) => {
    tried = state.attempts;
    question.show({ value: state.value, checked: state.checked, tried });
  };
  return { ...question, show };
}

function heading(spec, say) {
  const minutes = spec.minutes ? say("activity.minutes", { n: Math.max(1, Math.round(spec.minutes)) }) : null;
  const meta = [minutes, spec.required === false ? say("activity.optional") : null].filter(Boolean).join(" · ");
  return h("div", { class: "nbp-head" }, spec.title ? h("p", { class: "nbp-title" }, spec.title) : null, h("p", { class: "nbp-meta" }, meta));
}

/** `reason(name)` and `links()`: why a choice is right or wrong, and the articles to read. */
function citations(spec) {
  const cited = new Map((spec.cites ?? []).map((cite) => [cite.key, cite]));
  const link = ({ href, label }) => h("a", { href }, label);
  const row = (keys) => keys.map((key) => cited.get(key)).filter(Boolean).map((cite, i) => [i ? " · " : "", link(cite)]).flat();
  const reason = (name) => {
    const why = Object.hasOwn(spec.why ?? {}, name) ? spec.why[name] : null;
    if (!why) return [];
    return [h("span", { class: "nbp-why" }, why.text), ...(why.cites?.length ? [" ", h("span", { class: "nbp-cites" }, row(why.cites))] : [])];
  };
  const own = (spec.cites ?? []).filter((cite) => cite.own !== false).map((cite) => cite.key);
  const links = () => (own.length ? h("p", { class: "nbp-cites" }, t(spec.lang, "activity.see"), " ", row(own)) : null);
  return { reason, links };
}

/** Where the rules come from: each text, its official place, and when it was last read. */
function sources(spec, say) {
  const told = (spec.cites ?? []).filter((cite) => cite.title);
  if (!told.length) return null;
  const line = ({ href, label, title, where, verified }) =>
    h("li", {}, h("a", { href }, label), h("br"), title, h("br"), where, " · ", say("activity.verified", { date: verified }));
  return h("details", { class: "nbp-sources" }, h("summary", {}, say("activity.sources")), h("ul", {}, told.map(line)));
}

/** The line that says whether the answer is saved; spoken only when saving begins to fail. */
function drawStatus(say) {
  const node = h("p", { class: "nbp-saved" });
  const alarm = live({ class: "nbp-hidden" });
  let failing = false;
  const tell = (what, n) => {
    const words = what === "saving" && failing ? node.textContent : say(`save.${what}`, { n: String(n) });
    node.replaceChildren(words);
    if (what === "saving") return;
    node.classList.toggle("nbp-ko", what === "failed" || what === "not_loaded");
    if (what === "failed" && !failing) alarm.say(words);
    if (what !== "failed" && failing) alarm.say(words);
    failing = what === "failed";
  };
  return { node: h("div", { class: "nbp-status" }, node, alarm.node), tell, stop: alarm.stop };
}
