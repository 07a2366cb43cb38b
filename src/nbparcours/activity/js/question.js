// One question that can be checked: its controls, its button, what feedback says, and the answer on request.
import { h, live } from "./dom.js";
import { verdict } from "./parts.js";
import { t } from "./strings.js";

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * `env` is {lang, spec: face and id, kind: its module, key, legend, reason(name), links() -> nodes,
 * save(part)}; a part is {value, checked, tried}. Returns {node, show(part), stop}.
 */
export function drawQuestion(env) {
  const { kind, key, lang, spec } = env;
  const say = (name, vars) => t(lang, name, vars);
  let part = { value: null, checked: false, tried: 0 };
  const feedback = live({ class: "nbp-feedback" });
  const moves = live({ class: "nbp-hidden" });
  const change = (value) => {
    part = { ...part, value, checked: false };
    control.mark(null);
    feedback.say();
    repeat.hidden = true;
    env.save(part);
  };
  const note = kind.note && h("span", { class: "nbp-help nbp-block" }, say(kind.note));
  const beside = kind.inline === false ? () => [] : env.reason;
  const control = kind.draw({ ...env, value: null, change, announce: moves.say, reason: beside, legend: [env.legend, note] });
  const solution = drawSolution(env);
  const judged = () => ({ ...kind.judge(key, part.value), score: kind.score(key, part.value) });

  const words = ({ marks, missing, right, all, score }) => {
    if (score === 1) return [h("p", {}, verdict(lang, true, "activity.all_right")), only(marks), env.links()];
    const partly = all > 1 && right > 0;
    const head = partly ? verdict(lang, true, "activity.some_right", { n: right, all }) : verdict(lang, false, "activity.try_again");
    const left = missing ? say(kind.missing ?? "activity.unanswered", { n: missing }) : null;
    const rest = [left, partly ? say("activity.retry") : null].filter(Boolean).join(" ");
    return [h("p", {}, head), rest ? h("p", {}, rest) : null, only(marks), env.links()];
  };
  // With one choice its reason is spoken with the verdict; with several, each stands beside its own.
  const only = (marks) => (kind.inline === false ? h("p", {}, Object.keys(marks).flatMap((name) => env.reason(name))) : null);

  const show = (next, aloud) => {
    const moved = !same(next.value, part.value);
    part = { value: null, checked: false, tried: 0, ...next };
    if (moved) control.set(part.value);
    const result = part.checked ? judged() : null;
    control.mark(result && result.marks);
    const message = result ? words(result) : [];
    if (aloud) feedback.say(message);
    else feedback.put(message);
    feedback.node.classList.toggle("nbp-good", result?.score === 1);
    solution.hidden = !part.tried;
    repeat.hidden = !result;
  };
  const check = () => {
    if (part.value === null && control.current) part.value = control.current();
    if (part.value === null) return feedback.say(h("p", {}, say("activity.choose")));
    const next = { ...part, checked: true, tried: part.tried + (part.checked ? 0 : 1) };
    show(next, true);
    env.save(next);
  };
  const button = h("button", { type: "button", class: "nbp-button", onclick: check }, say("activity.check"));
  const repeat = h("button", { type: "button", class: "nbp-button nbp-plain", hidden: true, onclick: () => feedback.say(words(judged())) }, say("activity.repeat"));
  const node = h("div", { class: "nbp-question" }, control.node, env.hint?.(), h("div", { class: "nbp-actions" }, button, repeat), feedback.node, moves.node, solution);
  const stop = () => {
    feedback.stop();
    moves.stop();
  };
  return { node, show, stop };
}

/** A colon between a card and its answer, where the card is no sentence; only French puts a space before it. */
const joint = (lang, head) => (/[.!?؟…»]$/.test(head) ? " " : lang === "fr" ? "\u00a0: " : ": ");

function drawSolution({ kind, key, lang, reason, spec }) {
  const line = ([name, head, tail]) => h("li", {}, h("b", {}, head), tail ? [joint(lang, head), tail] : null, reason(name).length ? [h("br"), reason(name)] : null);
  const list = h(kind.ordered ? "ol" : "ul", {}, kind.solution(spec, key).map(line));
  return h("details", { class: "nbp-solution", hidden: true }, h("summary", {}, t(lang, "activity.solution")), list);
}
