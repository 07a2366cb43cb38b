// Statements judged one by one: true or false and, once that is said, for which reason.
import { h, live, plain, text, unique } from "../dom.js";
import { group, slots } from "../parts.js";
import { drawQuestion } from "../question.js";
import { t } from "../strings.js";

/** What a map holds under `name`, or null. */
const of = (map, name) => (typeof map === "object" && map !== null && !Array.isArray(map) && Object.hasOwn(map, name) ? map[name] : null);

/** What is right of one answer {true, reason}: a reason counts with a right verdict only. */
function compare(key, answer) {
  const verdict = of(answer, "true") === key.true;
  return { verdict, reason: verdict && of(answer, "reason") === key.reason };
}

const one = (key, answer) => {
  const { verdict, reason } = compare(key, answer);
  return (Number(verdict) + Number(reason)) / 2;
};

export function score(key, value) {
  const entries = Object.entries(key.statements);
  const earned = entries.reduce((sum, [id, right]) => sum + one(right, of(value, id)), 0);
  return entries.length ? earned / entries.length : 0;
}

/** Stands for "the verdict is right, the reason is not": the statement's own reason would tell which one is. */
const HALF = ".half";

/** One statement, as question.js checks it. */
const statement = ({ id, text: words, reasons }, say) => ({
  inline: false,
  score: one,
  judge(key, answer) {
    const { verdict, reason } = compare(key, answer);
    const chosen = of(answer, "reason");
    const marks = verdict && chosen === null ? {} : verdict ? { [reason ? id : HALF]: true, [`${id}/${chosen}`]: reason } : { [id]: false };
    return { marks, right: verdict + reason, all: 2, missing: Number(verdict && chosen === null) };
  },
  solution: (_face, key) => [
    [id, words, say(key.true ? "truefalse.true" : "truefalse.false")],
    [`${id}/${key.reason}`, reasons.find((reason) => reason.id === key.reason)?.text],
  ],
  draw: (ctx) => drawStatement(ctx, say),
});

function drawStatement(ctx, say) {
  const { id, reasons } = ctx.spec;
  const marks = slots(ctx);
  const names = [unique(id), unique(id)];
  let value = null;
  const change = (more) => {
    const first = value === null;
    value = { ...value, ...more };
    paint();
    if (first) ctx.announce(say("truefalse.now"));
    ctx.change(value);
  };
  const verdicts = [true, false].map((is) => [is, h("input", { type: "radio", name: names[0], value: String(is), onchange: () => change({ true: is }) })]);
  const inputs = new Map(reasons.map(({ id: reason }) => [reason, h("input", { type: "radio", name: names[1], value: reason, onchange: () => change({ reason }) })]));
  const pile = ([is, input]) => h("label", { class: "nbp-pile" }, input, h("span", {}, say(is ? "truefalse.true" : "truefalse.false")));
  const row = (reason) => {
    const input = inputs.get(reason.id);
    return h("div", { class: "nbp-item" }, h("label", { class: "nbp-option" }, input, h("span", {}, reason.text)), marks.slot(`${id}/${reason.id}`, input));
  };
  const why = h("fieldset", { class: "nbp-group nbp-reasons", hidden: true }, h("legend", {}, say("truefalse.why")), reasons.map(row));
  const piles = h("div", { class: "nbp-piles" }, verdicts.map(pile));
  const node = group(ctx, piles, marks.slot("verdict", piles), why);

  function paint() {
    verdicts.forEach(([is, input]) => (input.checked = value?.true === is));
    inputs.forEach((input, reason) => (input.checked = value?.reason === reason));
    why.hidden = value === null;
  }
  const set = (next) => {
    const [verdict, reason] = [of(next, "true"), of(next, "reason")];
    value = typeof verdict === "boolean" ? { true: verdict, ...(inputs.has(reason) ? { reason } : {}) } : null;
    paint();
  };
  const mark = (found) => marks.fill(found && { ...found, verdict: of(found, id) !== false });
  return { node, set, mark };
}

export function whole(env) {
  const { lang, spec } = env;
  const say = (name, vars) => t(lang, name, vars);
  const all = spec.statements.length;
  const ids = spec.statements.map(({ id }) => id);
  const right = (id) => compare(spec.key.statements[id], parts[id]?.value);
  let parts = {};
  const total = live({ class: "nbp-feedback" });
  const left = () => ids.filter((id) => !parts[id]?.checked).length;
  const values = () => Object.fromEntries(ids.filter((id) => parts[id]?.value != null).map((id) => [id, parts[id].value]));

  const save = (id) => (part) => {
    const again = part.tried > (parts[id]?.tried ?? 0);
    parts = { ...parts, [id]: part };
    const value = values();
    const done = left() === 0;
    env.save({
      value: Object.keys(value).length ? value : null,
      checked: done,
      parts: Object.fromEntries(ids.filter((name) => parts[name]?.tried).map((name) => [name, { checked: parts[name].checked, tried: parts[name].tried }])),
      attempts: env.state().attempts + Number(done && again),
      ...(done ? { score: score(spec.key, value) } : {}),
    });
    sum(part.checked);
  };
  const reason = (name) => (name === HALF ? [say("truefalse.half"), " "] : [...env.reason(name), " "]);
  const questions = spec.statements.map((face, i) => {
    const place = h("span", { class: "nbp-number" }, say("truefalse.number", { n: i + 1, all }));
    const rest = { spec: face, kind: statement(face, say), key: spec.key.statements[face.id], links: () => null, hint: null };
    return drawQuestion({ ...env, ...rest, reason, legend: [place, " ", text(face.text)], save: save(face.id) });
  });

  function sum(aloud) {
    const n = left();
    const full = !n && score(spec.key, values()) === 1;
    const counts = { all, right: ids.filter((id) => right(id).verdict).length, reasons: ids.filter((id) => right(id).reason).length };
    const words = n ? (n < all ? [say("truefalse.left", { n })] : []) : [h("p", {}, h("b", {}, say("truefalse.total", counts)), " ", full ? null : say("activity.retry")), env.links()];
    total.node.classList.toggle("nbp-good", full);
    // With statements left the count is shown, not spoken: it would talk over the statement's own feedback.
    if (aloud && !n) total.say(words);
    else total.put(words);
  }
  const show = (state) => {
    const part = (id) => {
      const { checked, tried } = of(state.parts, id) ?? {};
      return { value: of(state.value, id), checked: checked === true, tried: Number.isInteger(tried) ? tried : 0 };
    };
    parts = Object.fromEntries(ids.map((id) => [id, part(id)]));
    questions.forEach((question, i) => question.show(parts[ids[i]]));
    sum(false);
  };
  const node = h("div", { class: "nbp-quiz", role: "group", "aria-label": plain(spec.prompt) }, h("p", { class: "nbp-prompt" }, spec.prompt), env.hint(),
    questions.map((question) => question.node), total.node);
  return { node, show, stop: () => [...questions, total].forEach((piece) => piece.stop()) };
}
