// Questions one under another, each checked by itself; a total, and what is needed, at the end.
import { h, live, plain, text } from "./dom.js";
import { drawQuestion } from "./question.js";
import { t } from "./strings.js";
import { multiple, single } from "./choice.js";

const KINDS = { single, multiple, vignette: single };

/** The mean over all questions; twin of scorers/quiz.py. */
export function scoreQuestions(key, value) {
  const entries = Object.entries(key.questions);
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  let total = 0;
  for (const [id, question] of entries)
    if (isMap && Object.hasOwn(value, id) && KINDS[question.kind]) total += KINDS[question.kind].score(question.key, value[id]);
  return entries.length ? total / entries.length : 0;
}

/**
 * Draw `env.spec.questions`. With `prompt` the list opens with the activity's prompt, with `threshold` it says
 * what is needed to pass. Returns {node, show(state), stop}.
 */
export function drawQuestions(env, { prompt = false, threshold = false } = {}) {
  const { lang, spec } = env;
  const say = (key, vars) => t(lang, key, vars);
  const ids = spec.questions.map((question) => question.id);
  let parts = {};
  const total = live({ class: "nbp-feedback" });

  const values = () => Object.fromEntries(ids.filter((id) => parts[id]?.value != null).map((id) => [id, parts[id].value]));
  const left = () => ids.filter((id) => !parts[id]?.checked).length;

  const save = (id) => (part) => {
    const tried = part.tried > (parts[id]?.tried ?? 0);
    parts = { ...parts, [id]: part };
    const value = values();
    const done = left() === 0;
    const seen = Object.fromEntries(ids.filter((name) => parts[name]?.tried).map((name) => [name, { checked: parts[name].checked, tried: parts[name].tried }]));
    env.save({
      value: Object.keys(value).length ? value : null,
      checked: done,
      parts: seen,
      attempts: env.state().attempts + (done && tried ? 1 : 0),
      ...(done ? { score: scoreQuestions(spec.key, value) } : {}),
    });
    sum(part.checked);
  };

  const questions = spec.questions.map((question, i) => {
    const place = h("span", { class: "nbp-number" }, say("activity.question", { n: i + 1, all: ids.length }));
    const reason = (name) => env.reason(`${question.id}/${name}`);
    const { key } = spec.key.questions[question.id];
    const legend = [place, " ", text(question.prompt)];
    return drawQuestion({ ...env, spec: question, kind: KINDS[question.kind], key, legend, reason, links: () => null, hint: null, save: save(question.id) });
  });

  const again = h("button", { type: "button", class: "nbp-button nbp-plain", hidden: true, onclick: () => restart() }, say("activity.restart"));
  const share = (part) => String(Math.floor(100 * part + 1e-9));
  const needed = threshold && h("p", { class: "nbp-help" }, say("activity.threshold", { share: share(spec.threshold) }));

  function sum(aloud) {
    const n = left();
    again.hidden = n === ids.length;
    const right = ids.filter((id) => parts[id]?.checked && KINDS[kindOf(id)].score(spec.key.questions[id].key, parts[id].value) === 1).length;
    const result = scoreQuestions(spec.key, values());
    const passed = result >= (threshold ? spec.threshold : 1) - 1e-9;
    const words = n
      ? [n < ids.length ? h("p", {}, say("activity.total_left", { n })) : null]
      : [h("p", {}, h("b", {}, say("activity.total", { n: right, all: ids.length, share: share(result) })), " ", threshold ? say(passed ? "activity.passed" : "activity.not_passed") : null), env.links()];
    total.node.classList.toggle("nbp-good", !n && passed);
    // With questions left the count is shown, not spoken: it would talk over the question's own feedback.
    if (aloud && !n) total.say(words);
    else total.put(words);
  }
  const kindOf = (id) => spec.key.questions[id].kind;

  const show = (state) => {
    const value = state.value ?? {};
    parts = Object.fromEntries(ids.map((id) => [id, { value: value[id] ?? null, checked: false, tried: 0, ...state.parts?.[id] }]));
    questions.forEach((question, i) => question.show(parts[ids[i]]));
    sum(false);
  };
  const restart = () => {
    parts = {};
    env.save({ value: null, checked: false, parts: {} });
    show({});
    node.querySelector("input")?.focus();
  };
  const head = prompt && [h("p", { class: "nbp-prompt" }, spec.prompt), env.hint()];
  const node = h("div", { class: "nbp-quiz", role: "group", "aria-label": prompt && plain(spec.prompt) }, head, needed,
    questions.map((question) => question.node), total.node, h("div", { class: "nbp-actions" }, again));
  return { node, show, stop: () => [...questions, total].forEach((piece) => piece.stop()) };
}
