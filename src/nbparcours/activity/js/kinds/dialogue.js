// A conversation that grows turn by turn. A turn that is over shows what was said; any of them can be taken up again.
import { h, plain } from "../dom.js";
import { ids as chosen, single } from "../choice.js";
import { button, verdict } from "../parts.js";
import { drawQuestion } from "../question.js";
import { scoreQuestions } from "../questions.js";
import { answers, keep, restore } from "../rounds.js";
import { t } from "../strings.js";

export const score = scoreQuestions;

const bubble = (who, words, more = "", sign = null) =>
  h("div", { class: `nbp-bubble${more}` }, who ? h("b", { class: "nbp-who" }, who) : null, h("p", {}, words), sign);

export function whole(env) {
  const { lang, spec } = env;
  const { turns } = spec;
  const say = (name, vars) => t(lang, name, vars);
  const all = turns.length;
  const ids = turns.map(({ id }) => id);
  let parts = restore({}, ids);

  /** The turn that waits for an answer; -1 when the conversation is over. */
  const now = () => ids.findIndex((id) => !parts[id].passed);
  const change = (id, part) => {
    parts = { ...parts, [id]: part };
    keep(env, parts, { done: now() < 0, again: part.passed, score });
    paint();
  };
  const rows = turns.map((turn, i) =>
    drawTurn(env, turn, {
      place: { n: i + 1, all },
      before: i ? turns[i - 1] : null,
      save: (part) => change(turn.id, { ...part, passed: false }),
      /** Go on; focus follows to what has just appeared. */
      pass() {
        if (!parts[turn.id].checked) return;
        change(turn.id, { ...parts[turn.id], passed: true });
        (rows[now()]?.head ?? end.head).focus();
      },
      reopen() {
        change(turn.id, { ...parts[turn.id], passed: false });
        rows[i].head.focus();
      },
    }),
  );
  const restart = () => {
    show({});
    keep(env, parts, { done: false });
    rows[0].head.focus();
  };
  const end = drawEnd(env, turns[all - 1], restart);

  function paint() {
    const at = now();
    rows.forEach((row, i) => row.paint(parts[ids[i]], i === at ? "now" : parts[ids[i]].passed ? "past" : "later"));
    const right = ids.filter((id) => single.score(spec.key.questions[id].key, parts[id].value) === 1).length;
    end.paint(at < 0, { all, right, share: String(Math.floor(100 * score(spec.key, answers(parts)) + 1e-9)) });
  }
  const show = (state) => {
    parts = restore(state, ids);
    ids.forEach((id, i) => rows[i].show(parts[id]));
    paint();
  };
  const node = h("div", { role: "group", "aria-label": plain(spec.prompt) }, h("p", { class: "nbp-prompt" }, spec.prompt), env.hint(),
    h("ol", { class: "nbp-talk", role: "list" }, rows.map((row) => row.node)), end.node);
  paint();
  return { node, show, stop: () => rows.forEach((row) => row.stop()) };
}

/** One turn: what was replied before, what is said, then the question or, once it is over, what was answered. */
function drawTurn(env, turn, { place, before, save, pass, reopen }) {
  const say = (name, vars) => t(env.lang, name, vars);
  const { key } = env.spec.key.questions[turn.id];
  const wordsOf = (id) => turn.options.find((option) => option.id === id)?.text;
  const head = h("p", { class: "nbp-place", tabindex: "-1" }, say("dialogue.turn", place));
  const reason = (name) => env.reason(`${turn.id}/${name}`);
  const question = drawQuestion({ ...env, spec: turn, kind: single, key, legend: say("dialogue.ask"), reason, links: () => null, hint: null, save });
  const go = button(say("dialogue.go"), pass, { class: "nbp-button nbp-go" });
  const asked = h("div", { class: "nbp-asked" }, question.node, go);
  const answered = h("div", { class: "nbp-answered" });
  const again = button(say("dialogue.reopen", place), reopen, { plain: true });
  const node = h("li", { class: "nbp-turn" }, head, before?.reply ? bubble(before.who, before.reply) : null, bubble(turn.who, turn.said), asked, answered);

  function paint(part, when) {
    const right = single.score(key, part.value) === 1;
    const mine = wordsOf(chosen(part.value)?.[0]);
    node.hidden = when === "later";
    asked.hidden = when !== "now";
    answered.hidden = when !== "past";
    go.hidden = !part.checked;
    go.classList.toggle("nbp-plain", !right);
    go.replaceChildren(say(right ? "dialogue.go" : "dialogue.go_anyway"));
    if (when !== "past") return answered.replaceChildren();
    const best = right ? null : bubble(say("dialogue.better"), wordsOf(key.correct[0]) ?? "", " nbp-mine");
    answered.replaceChildren(bubble(say("dialogue.yours"), mine ?? "", " nbp-mine", verdict(env.lang, right)), ...(best ? [best] : []), h("div", { class: "nbp-actions" }, again));
  }
  return { node, head, paint, show: question.show, stop: question.stop };
}

/** What was replied last, and what the conversation comes to. */
function drawEnd(env, last, restart) {
  const head = h("p", { class: "nbp-place", tabindex: "-1" }, t(env.lang, "dialogue.over"));
  const total = h("p", {});
  const box = h("div", { class: "nbp-feedback" }, total, env.links());
  const again = h("div", { class: "nbp-actions" }, button(t(env.lang, "activity.restart"), restart, { plain: true }));
  const node = h("div", { class: "nbp-over", hidden: true }, head, last.reply ? bubble(last.who, last.reply) : null, box, again);
  const paint = (over, counts) => {
    node.hidden = !over;
    box.classList.toggle("nbp-good", counts.right === counts.all);
    total.replaceChildren(h("b", {}, t(env.lang, "activity.total", { ...counts, n: counts.right })));
  };
  return { node, head, paint };
}
