// The penalty explorer: tick circumstances, read the penalty; then cases, one at a time, in which to find them.
import { ids, judgeList, multiple } from "../choice.js";
import { h, live, plain, text, unique } from "../dom.js";
import { button } from "../parts.js";
import { drawQuestion } from "../question.js";
import { t } from "../strings.js";

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Where a case holds no circumstance, only the answer "none" is right. */
function scoreCase(facts, value) {
  if (!facts.length) return Array.isArray(value) && !value.length ? 1 : 0;
  const { marks, right } = judgeList({ correct: facts }, value);
  return Math.max(0, right - (Object.keys(marks).length - right)) / facts.length;
}

/** Twin of scorers/penalties.py. */
export function score(key, value) {
  const cases = Object.entries(key.cases);
  let total = 0;
  for (const [id, facts] of cases) if (isMap(value) && Object.hasOwn(value, id)) total += scoreCase(facts, value[id]);
  return cases.length ? total / cases.length : 0;
}

/** What the law provides for some circumstances: the gravest of the tiers they lead to, and how to show it. */
function law({ lang, spec, reason }) {
  const say = (name, vars) => t(lang, `penalties.${name}`, vars);
  const format = new Intl.NumberFormat("fr"); // as the prose groups digits, in both languages
  const span = (name, [min, max], words) => say(min === max ? `${name}_fixed` : name, { min: words(min), max: words(max), n: max });
  const leading = (chosen, tier) => spec.facts.filter((fact) => chosen.includes(fact.id) && fact.tier === tier.id);
  const tierOf = (chosen) => [...spec.tiers].reverse().find((tier) => leading(chosen, tier).length) ?? spec.tiers[0];
  const penalty = (tier) => [tier.life ? say("life") : span("years", tier.years, String), tier.fine && span("fine", tier.fine, (n) => format.format(n))].filter(Boolean);

  const ladder = (reached) => {
    const rung = (tier) => {
      const here = tier === reached;
      const mark = here ? h("span", { class: "nbp-here" }, " — ", say("here")) : null;
      return h("li", { class: here ? "nbp-reached" : "", "aria-current": here && "step" }, h("span", { "aria-hidden": "true" }, here ? "◆ " : "◇ "), tier.text, mark, h("span", { class: "nbp-range" }, penalty(tier).join(" · ")));
    };
    return h("ol", { class: "nbp-ladder", role: "list", "aria-label": say("ladder") }, spec.tiers.map(rung));
  };

  /** The penalty in words; with `why`, the reasons as well. */
  function card(chosen, why) {
    const tier = tierOf(chosen);
    const facts = leading(chosen, tier);
    const head = h("p", { class: "nbp-title" }, say("result"), lang === "fr" ? "\u00a0: " : ": ", tier.text);
    const lines = h("ul", { class: "nbp-penalty" }, penalty(tier).map((line) => h("li", {}, line)));
    if (!why) return [head, lines];
    const cause = facts.length
      ? [h("p", {}, say("because")), h("ul", {}, facts.map((fact) => h("li", {}, h("b", {}, fact.text), h("br"), reason(fact.id))))]
      : [chosen.length ? null : h("p", {}, say("base"))];
    return [head, lines, h("p", {}, reason(`tier/${tier.id}`)), cause, ladder(tier)];
  }
  const spoken = (chosen) => [tierOf(chosen).text, ...penalty(tierOf(chosen))].join(". ");
  return { card, spoken };
}

function drawExplorer({ lang, spec }, rules) {
  const output = h("div", { class: "nbp-output" });
  const aloud = live({ class: "nbp-hidden" });
  const draw = (value) => output.replaceChildren(...rules.card(value ?? [], true).flat(Infinity).filter(Boolean));
  const change = (value) => {
    draw(value);
    aloud.say(rules.spoken(value ?? []));
  };
  const legend = t(lang, "penalties.explore");
  const list = multiple.draw({ lang, spec: { id: spec.id, options: spec.facts }, legend, value: null, change, reason: () => [] });
  const clear = () => {
    list.set(null);
    change(null);
  };
  draw(null);
  const actions = h("div", { class: "nbp-actions" }, button(t(lang, "penalties.reset"), clear, { plain: true }));
  return { node: h("div", { class: "nbp-explore" }, list.node, actions, output, aloud.node), stop: aloud.stop };
}

/** A case as question.js wants it: the circumstances as options, with the penalty they lead to under them. */
const caseKind = ({ lang, rules, facts }) => ({
  missing: "activity.missing",
  score: (key, value) => scoreCase(key.correct, value),
  judge: judgeList,
  solution: (face, key) => (key.correct.length ? multiple.solution(face, key) : [["", t(lang, "penalties.no_fact")]]),
  draw(ctx) {
    const output = h("div", { class: "nbp-output" });
    const known = (value) => (ids(value) ?? []).filter((id) => facts.some((fact) => fact.id === id));
    const put = (value) => output.replaceChildren(...rules.card(known(value), false));
    const change = (value) => {
      put(value);
      ctx.announce(rules.spoken(known(value)));
      ctx.change(value);
    };
    const list = multiple.draw({ ...ctx, change });
    const set = (value) => {
      list.set(value);
      put(value);
    };
    put(ctx.value);
    return { node: h("div", {}, list.node, output), set, mark: list.mark, current: () => [] };
  },
});

function drawCases(env, rules) {
  const { lang, spec } = env;
  const say = (name, vars) => t(lang, `penalties.${name}`, vars);
  const all = spec.cases.length;
  const total = live({ class: "nbp-feedback" });
  let parts = {};
  let shown = 0;
  const left = () => spec.cases.filter(({ id }) => !parts[id]?.checked).length;

  const save = (id) => (part) => {
    const tried = part.tried > (parts[id]?.tried ?? 0);
    parts = { ...parts, [id]: part };
    const value = Object.fromEntries(Object.entries(parts).filter(([, { value }]) => value != null).map(([name, { value }]) => [name, value]));
    const seen = Object.fromEntries(Object.entries(parts).map(([name, { checked, tried }]) => [name, { checked, tried }]));
    const done = left() === 0;
    const scored = done ? { score: score(spec.key, value) } : {};
    env.save({ value: Object.keys(value).length ? value : null, checked: done, parts: seen, attempts: env.state().attempts + (done && tried ? 1 : 0), ...scored });
    sum(part.checked);
  };

  function sum(aloud) {
    const n = left();
    const right = spec.cases.filter(({ id }) => parts[id]?.checked && scoreCase(spec.key.cases[id], parts[id].value) === 1).length;
    const words = n ? (n < all ? h("p", {}, say("cases_left", { n })) : []) : [h("p", {}, h("b", {}, say("total", { right: String(right), all: String(all) }))), env.links()];
    total.node.classList.toggle("nbp-good", !n && right === all);
    if (aloud && !n) total.say(words);
    else total.put(words);
  }

  const ask = (one, i) => {
    const place = h("span", { class: "nbp-number", tabindex: "-1" }, say("case", { n: String(i + 1), all: String(all) }));
    const legend = [place, " ", text(one.text), h("span", { class: "nbp-help nbp-block" }, say("case_help"))];
    const links = () => h("p", {}, env.reason(`case/${one.id}`));
    const kind = caseKind({ lang, rules, facts: spec.facts });
    const face = { id: one.id, options: spec.facts };
    return { place, ...drawQuestion({ ...env, spec: face, kind, key: { correct: spec.key.cases[one.id] }, legend, links, hint: null, save: save(one.id) }) };
  };
  const questions = spec.cases.map(ask);
  const go = (by) => {
    if (!questions[shown + by]) return;
    turn(shown + by);
    questions[shown].place.focus();
  };
  const previous = button(say("previous"), () => go(-1), { plain: true });
  const next = button(say("next"), () => go(1), { plain: true });
  function turn(to) {
    shown = to;
    questions.forEach((question, i) => (question.node.hidden = i !== shown));
    previous.hidden = shown === 0;
    next.hidden = shown === all - 1;
  }
  const show = (state) => {
    const given = (id) => (isMap(state.value) && Object.hasOwn(state.value, id) ? ids(state.value[id]) : null);
    const seen = (id) => (isMap(state.parts) && isMap(state.parts[id]) ? state.parts[id] : {});
    parts = Object.fromEntries(spec.cases.map(({ id }) => [id, { value: given(id), checked: given(id) !== null && seen(id).checked === true, tried: Number(seen(id).tried) || 0 }]));
    questions.forEach((question, i) => question.show(parts[spec.cases[i].id]));
    // What comes from another tab leaves the case that is being read where it is.
    if (!node.contains(document.activeElement)) turn(Math.max(0, spec.cases.findIndex(({ id }) => !parts[id].checked)));
    sum(false);
  };
  turn(0);
  const id = unique("cases");
  const node = h("div", { class: "nbp-cases", role: "group", "aria-labelledby": id }, h("p", { class: "nbp-title", id }, say("cases")), questions.map(({ node }) => node), h("div", { class: "nbp-actions" }, previous, next), total.node);
  return { node, show, stop: () => [...questions, total].forEach((part) => part.stop()) };
}

export function whole(env) {
  const { spec } = env;
  const rules = law(env);
  const explorer = drawExplorer(env, rules);
  const cases = drawCases(env, rules);
  const node = h("div", { role: "group", "aria-label": plain(spec.prompt) }, h("p", { class: "nbp-prompt" }, spec.prompt), h("p", { class: "nbp-note", role: "note" }, spec.notice),
    env.hint(), explorer.node, cases.node);
  const stop = () => [explorer, cases].forEach((part) => part.stop());
  return { node, show: cases.show, stop };
}
