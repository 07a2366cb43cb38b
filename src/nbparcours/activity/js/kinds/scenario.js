// A branching scenario: one scene at a time, what each decision led to, and a way back to every one of them.
import { h, live, plain, unique } from "../dom.js";
import { button, verdict } from "../parts.js";
import { t } from "../strings.js";

const QUALITY = { 1: "good", 0.5: "mixed", 0: "bad" };

/** Twin of scorers/scenario.py. */
export function score(key, value) {
  if (!Array.isArray(value) || !value.length) return 0;
  let scene = key.start;
  let worth = 0;
  for (const step of value) {
    const move = moveOf(key, scene, step);
    if (!move) return 0;
    scene = move.to;
    worth += move.worth;
  }
  return Object.hasOwn(key.ends, scene) ? worth / value.length : 0;
}

const moveOf = (key, scene, step) =>
  typeof step === "string" && Object.hasOwn(key.moves, step) && step.split("/")[0] === scene ? key.moves[step] : null;

/** The part of a stored path that this scenario still knows. */
function known(key, value) {
  const path = [];
  let scene = key.start;
  for (const step of Array.isArray(value) ? value : []) {
    const move = moveOf(key, scene, step);
    if (!move) break;
    path.push(step);
    scene = move.to;
  }
  return path;
}

export function whole(env) {
  const { lang, spec } = env;
  const { key } = spec;
  const say = (name, vars) => t(lang, `scenario.${name}`, vars);
  const scenes = new Map(spec.scenes.map((scene) => [scene.id, scene]));
  let path = [];

  const place = () => (path.length ? key.moves[path.at(-1)].to : key.start);
  const ended = () => Object.hasOwn(key.ends, place());
  const sceneOf = (step) => scenes.get(step.split("/")[0]);
  const chosen = (step) => sceneOf(step).moves.find((move) => `${sceneOf(step).id}/${move.id}` === step);
  const title = (scene, n) => [say("scene", { n: String(n) }), scene.title].filter(Boolean).join(" — ");
  const sign = (quality, words) => {
    if (quality !== "mixed") return verdict(lang, quality === "good", `scenario.${words}`);
    return h("span", { class: "nbp-half" }, h("span", { "aria-hidden": "true" }, "≈ "), say(words));
  };
  const judged = (step) => sign(QUALITY[key.moves[step].worth], QUALITY[key.moves[step].worth]);

  const meters = h("ul", { class: "nbp-meters", role: "list", "aria-label": say("meters") });
  const decided = h("p", { class: "nbp-decided", tabindex: "-1" });
  const feedback = live({ class: "nbp-feedback" });
  const stage = h("div", { class: "nbp-stage" });
  const trail = h("div", { class: "nbp-trail" });

  /** Each meter's level after the first `n` decisions; it stays between 0 and 5 all along. */
  const levels = (n) =>
    (spec.meters ?? []).map(({ id, start }) =>
      path.slice(0, n).reduce((level, step) => Math.min(5, Math.max(0, level + (chosen(step).effects?.[id] ?? 0))), start));

  function drawMeters() {
    const rows = levels(path.length).map((level, i) =>
      h("li", {}, say("bar", { name: spec.meters[i].text, level: String(level) }), " ",
        h("span", { class: "nbp-steps-bar", "aria-hidden": "true" }, "■".repeat(level) + "□".repeat(5 - level))));
    meters.replaceChildren(...rows);
    meters.hidden = !rows.length;
  }

  function changes() {
    const before = levels(path.length - 1);
    return levels(path.length).flatMap((level, i) => {
      const by = level - before[i];
      const vars = { name: spec.meters[i].text, n: String(Math.abs(by)), level: String(level) };
      return by ? [h("p", { class: "nbp-change" }, h("span", { "aria-hidden": "true" }, by > 0 ? "▲ " : "▼ "), say(by > 0 ? "up" : "down", vars))] : [];
    });
  }

  function drawLast(aloud) {
    const last = path.at(-1);
    decided.hidden = !last;
    decided.replaceChildren(...(last ? [h("span", { class: "nbp-number" }, say("decision", { n: String(path.length) })), h("span", {}, chosen(last).text)] : []));
    const words = last ? [h("p", {}, judged(last)), h("p", {}, env.reason(last)), changes()] : [];
    feedback.node.classList.toggle("nbp-good", last != null && key.moves[last].worth === 1);
    if (aloud) feedback.say(words);
    else feedback.put(words);
  }

  function drawScene() {
    const scene = scenes.get(place());
    const id = unique("scene");
    const head = ended() ? [say("end"), scene.title].filter(Boolean).join(" — ") : title(scene, path.length + 1);
    const heading = h("p", { class: "nbp-scene", id, tabindex: "-1" }, head);
    stage.setAttribute("role", "group");
    stage.setAttribute("aria-labelledby", id);
    stage.replaceChildren(heading, h("p", {}, scene.text), ...(ended() ? outcome() : [decisions(scene)]));
  }

  const decisions = (scene) =>
    h("fieldset", { class: "nbp-group" }, h("legend", {}, say("decide")),
      scene.moves.map((move) => button(move.text, () => decide(scene, move), { class: "nbp-button nbp-decision" })));

  function outcome() {
    const end = key.ends[place()];
    const right = path.filter((step) => key.moves[step].worth === 1).length;
    return [h("p", {}, sign(end, `end_${end}`)), h("p", {}, say("ended", { right: String(right), all: String(path.length) })),
      h("p", { class: "nbp-help" }, say("other")), env.links() ?? "", h("div", { class: "nbp-actions" }, button(say("again"), () => back(0), { plain: true }))];
  }

  function drawTrail() {
    const row = (step, i) => {
      const words = [title(sceneOf(step), i + 1), chosen(step).text].join(" — ");
      return h("li", {}, h("span", { class: "nbp-number" }, title(sceneOf(step), i + 1)), h("span", {}, chosen(step).text, " "), judged(step),
        button(say("back"), () => back(i), { plain: true, "aria-label": plain(say("back_to", { item: words })) }));
    };
    const id = unique("trail");
    trail.hidden = !path.length;
    trail.replaceChildren(h("p", { class: "nbp-title", id }, say("path")), h("ol", { "aria-labelledby": id }, path.map(row)));
  }

  function draw(aloud) {
    drawMeters();
    drawLast(aloud);
    drawScene();
    drawTrail();
  }

  function decide(scene, move) {
    if (scene.id !== place() || ended()) return; // a button of a scene that is over
    path = [...path, `${scene.id}/${move.id}`];
    const done = ended();
    draw(true);
    decided.focus();
    env.save({ value: path, checked: done, ...(done ? { score: score(key, path), attempts: env.state().attempts + 1 } : {}) });
  }

  function back(n) {
    path = path.slice(0, n);
    draw(false);
    stage.firstElementChild.focus();
    env.save({ value: path.length ? path : null, checked: false });
  }

  const show = (state) => {
    path = known(key, state.value);
    draw(false);
  };
  show({});
  const node = h("div", { role: "group", "aria-label": plain(spec.prompt) }, h("p", { class: "nbp-prompt" }, spec.prompt), env.hint(),
    meters, decided, feedback.node, stage, trail);
  return { node, show, stop: feedback.stop };
}
