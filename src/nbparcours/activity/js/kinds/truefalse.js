// Statements judged one by one: true or false and, once that is said, for which reason.
import { h, live, plain, text, unique } from "../dom.js";
import { group, slots, verdict as sign } from "../parts.js";
import { drawQuestion } from "../question.js";
import { at, keep, restore } from "../rounds.js";
import { t } from "../strings.js";

/** What is right of one answer {true, reason}: a reason counts with a right verdict only. */
function compare(key, answer) {
  const verdict = at(answer, "true") === key.true;
  return { verdict, reason: verdict && at(answer, "reason") === key.reason };
}

const one = (key, answer) => {
  const { verdict, reason } = compare(key, answer);
  return (Number(verdict) + Number(reason)) / 2;
};

export function score(key, value) {
  const entries = Object.entries(key.statements);
  const earned = entries.reduce((sum, [id, right]) => sum + one(right, at(value, id)), 0);
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
    const chosen = at(answer, "reason");
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
  const why = h("div", { class: "nbp-reasons", hidden: true }, group({ legend: say("truefalse.why") }, reasons.map(row)));
  const judged = h("div", { class: "nbp-mark", hidden: true });
  const node = group(ctx, h("div", { class: "nbp-piles" }, verdicts.map(pile)), judged, why);

  function paint() {
    verdicts.forEach(([is, input]) => (input.checked = value?.true === is));
    inputs.forEach((input, reason) => (input.checked = value?.reason === reason));
    why.hidden = value === null;
  }
  const set = (next) => {
    const [verdict, reason] = [at(next, "true"), at(next, "reason")];
    value = typeof verdict === "boolean" ? { true: verdict, ...(inputs.has(reason) ? { reason } : {}) } : null;
    paint();
  };
  const mark = (found) => {
    const right = at(found, id) !== false;
    judged.hidden = found === null;
    judged.replaceChildren(sign(ctx.lang, right, right ? "truefalse.verdict_right" : "truefalse.verdict_wrong"));
    marks.fill(found);
  };
  return { node, set, mark };
}

export function whole(env) {
  const { lang, spec } = env;
  const say = (name, vars) => t(lang, name, vars);
  const all = spec.statements.length;
  const ids = spec.statements.map(({ id }) => id);
  let parts = restore({}, ids);
  const total = live({ class: "nbp-feedback" });
  const left = () => ids.filter((id) => !parts[id].checked).length;

  const save = (id) => (part) => {
    const again = part.tried > parts[id].tried;
    parts = { ...parts, [id]: part };
    keep(env, parts, { done: left() === 0, again, score });
    sum(part.checked);
  };
  const reason = (name) => (name === HALF ? [say("truefalse.half"), " "] : [...env.reason(name), " "]);
  const questions = spec.statements.map((face, i) => {
    const place = h("span", { class: "nbp-number" }, say("truefalse.number", { n: i + 1, all }));
    const own = { spec: face, kind: statement(face, say), key: spec.key.statements[face.id], links: () => null, hint: null };
    return drawQuestion({ ...env, ...own, reason, legend: [place, " ", text(face.text)], save: save(face.id) });
  });

  function words() {
    const found = ids.map((id) => compare(spec.key.statements[id], parts[id].value));
    const counts = { all, right: found.filter(({ verdict }) => verdict).length, reasons: found.filter(({ reason }) => reason).length };
    const full = counts.reasons === all;
    total.node.classList.toggle("nbp-good", full);
    return [h("p", {}, h("b", {}, say("truefalse.total", counts)), " ", full ? null : say("activity.retry")), env.links()];
  }
  // With statements left the count is shown, not spoken: it would talk over the statement's own feedback.
  function sum(aloud) {
    const n = left();
    total.node.classList.remove("nbp-good");
    if (n) total.put(n < all ? say("truefalse.left", { n }) : null);
    else if (aloud) total.say(words());
    else total.put(words());
  }
  const show = (state) => {
    parts = restore(state, ids);
    questions.forEach((question, i) => question.show(parts[ids[i]]));
    sum(false);
  };
  const node = h("div", { class: "nbp-quiz", role: "group", "aria-label": plain(spec.prompt) }, h("p", { class: "nbp-prompt" }, spec.prompt), env.hint(),
    questions.map((question) => question.node), total.node);
  return { node, show, stop: () => [...questions, total].forEach((piece) => piece.stop()) };
}
