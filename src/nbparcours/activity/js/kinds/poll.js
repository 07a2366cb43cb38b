// The same questions before a module, without a word on the answers, and after it, with what was gained.
import { multiple, single } from "../choice.js";
import { h, live, plain, text } from "../dom.js";
import { button, verdict } from "../parts.js";
import { drawQuestions, scoreQuestions } from "../questions.js";
import { t } from "../strings.js";

export const score = scoreQuestions;

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const answer = (value, id) => (isMap(value) && Object.hasOwn(value, id) && Array.isArray(value[id]) && value[id].length ? value[id] : null);
/** Whether a question is answered rightly; null when it is not answered. */
const rightly = (key, value, id) => answer(value, id) && scoreQuestions({ questions: { [id]: key.questions[id] } }, value) === 1;

export const whole = (env) => (env.spec.after ? drawSecond(env) : drawFirst(env));

function drawFirst(env) {
  const { lang, spec } = env;
  let value = {};
  const told = live({ class: "nbp-feedback" });
  const left = () => spec.questions.filter(({ id }) => answer(value, id) === null).length;

  const change = (id) => (given) => {
    const { [id]: _, ...rest } = value;
    value = given ? { ...rest, [id]: given } : rest;
    told.say();
    env.save({ value: Object.keys(value).length ? value : null, checked: false });
  };
  const ask = (question, i) => {
    const place = h("span", { class: "nbp-number" }, t(lang, "activity.question", { n: String(i + 1), all: String(spec.questions.length) }));
    const kind = question.kind === "multiple" ? multiple : single;
    const note = kind.note && h("span", { class: "nbp-help nbp-block" }, t(lang, kind.note));
    const legend = [place, " ", text(question.prompt), note];
    return kind.draw({ lang, spec: question, legend, value: null, change: change(question.id), announce() {}, reason: () => [] });
  };
  const kept = () => h("p", {}, h("span", { "aria-hidden": "true" }, "✓ "), t(lang, "poll.kept"));
  const keep = () => {
    const n = left();
    if (n) return told.say(h("p", {}, t(lang, "activity.unanswered", { n })));
    told.say(kept());
    env.save({ value, checked: true, score: score(spec.key, value), attempts: env.state().attempts + 1 });
  };

  const questions = spec.questions.map(ask);
  const show = (state) => {
    value = Object.fromEntries(spec.questions.map(({ id }) => [id, answer(state.value, id)]).filter(([, given]) => given));
    questions.forEach((control, i) => control.set(value[spec.questions[i].id] ?? null));
    told.put(state.checked === true && !left() ? kept() : []);
  };
  const node = h("div", { class: "nbp-quiz", role: "group", "aria-label": plain(spec.prompt) }, h("p", { class: "nbp-prompt" }, spec.prompt), h("p", { class: "nbp-help" }, t(lang, "poll.later")),
    env.hint(), questions.map((control) => h("div", { class: "nbp-question" }, control.node)), h("div", { class: "nbp-actions" }, button(t(lang, "poll.keep"), keep)), told.node);
  return { node, show, stop: told.stop };
}

function drawSecond(env) {
  const { lang, spec } = env;
  const say = (name, vars) => t(lang, `poll.${name}`, vars);
  const gain = live({ class: "nbp-feedback" });
  const place = h("div", { class: "nbp-compared" });
  const save = (change) => {
    env.save(change);
    compare(change, change.attempts > (last ?? 0));
    last = change.attempts ?? last;
  };
  let last = 0;
  let turn = 0;

  const cell = (right) => h("td", {}, right === null ? say("missing") : verdict(lang, right));
  const count = (list) => say("count", { n: String(list.filter(Boolean).length), all: String(list.length) });
  function table(before, after) {
    const head = h("thead", {}, h("tr", {}, ["before", "after"].map((name) => h("th", { scope: "col" }, say(name)))));
    // A question fills a line of its own: beside its answers it would have no room on a phone.
    const rows = (words, cells) => h("tbody", {}, h("tr", {}, h("th", { scope: "rowgroup", colspan: "2" }, words)), h("tr", {}, cells));
    const sum = rows(say("sum"), [before, after].map((list) => h("td", {}, h("b", {}, count(list)))));
    return h("table", {}, h("caption", {}, say("caption")), head, spec.questions.map((question, i) => rows(question.prompt, [cell(before[i]), cell(after[i])])), sum);
  }
  function words(before, after) {
    const n = after.filter(Boolean).length - before.filter(Boolean).length;
    if (n > 0) return say("gain", { n });
    if (n < 0) return say("less");
    return say(after.every(Boolean) && before.every(Boolean) ? "all_right" : "same");
  }

  /** Compare when every question is checked, and not before: the table would give answers away. */
  async function compare(state, aloud) {
    const mine = ++turn;
    const first = state.checked === true && isMap(state.value) ? await env.peek(spec.after) : null;
    if (mine !== turn) return;
    const marks = (value) => spec.questions.map(({ id }) => rightly(spec.key, value, id));
    const before = marks(first?.value);
    const known = before.some((right) => right !== null);
    const said = state.checked !== true ? [] : [h("p", {}, known ? h("b", {}, words(before, marks(state.value))) : say("no_first"))];
    place.replaceChildren(...(known ? [table(before, marks(state.value))] : []));
    if (aloud) gain.say(said);
    else gain.put(said);
  }

  const questions = drawQuestions({ ...env, save }, { prompt: true });
  const show = (state) => {
    last = state.attempts ?? 0;
    questions.show(state);
    compare(state, false);
  };
  const stop = () => {
    turn = -1;
    [questions, gain].forEach((part) => part.stop());
  };
  return { node: h("div", {}, questions.node, place, gain.node), show, stop };
}
