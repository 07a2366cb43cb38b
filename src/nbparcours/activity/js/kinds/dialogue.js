// A conversation that grows turn by turn. A turn that is over shows what was said; any of them can be taken up again.
import { h, plain } from "../dom.js";
import { ids as idsOf, single } from "../choice.js";
import { button, verdict } from "../parts.js";
import { drawQuestion } from "../question.js";
import { scoreQuestions } from "../questions.js";
import { t } from "../strings.js";

export const score = scoreQuestions;

const of = (map, name) => (typeof map === "object" && map !== null && !Array.isArray(map) && Object.hasOwn(map, name) ? map[name] : null);

const bubble = (who, words, more = "", sign = null) =>
  h("div", { class: `nbp-bubble${more}` }, who ? h("b", { class: "nbp-who" }, who) : null, h("p", {}, words), sign);

export function whole(env) {
  const { lang, spec } = env;
  const { turns } = spec;
  const say = (name, vars) => t(lang, name, vars);
  const all = turns.length;
  let parts = {};

  const now = () => turns.findIndex(({ id }) => !parts[id]?.passed);
  const isRight = ({ id }) => single.score(spec.key.questions[id].key, parts[id]?.value) === 1;
  const values = () => Object.fromEntries(turns.filter(({ id }) => parts[id]?.value != null).map(({ id }) => [id, parts[id].value]));

  function save(finished = false) {
    const value = values();
    const over = now() < 0;
    const seen = turns.filter(({ id }) => parts[id]?.tried).map(({ id }) => [id, { checked: parts[id].checked, tried: parts[id].tried, passed: parts[id].passed }]);
    env.save({
      value: Object.keys(value).length ? value : null,
      checked: over,
      parts: Object.fromEntries(seen),
      attempts: env.state().attempts + Number(finished && over),
      ...(over ? { score: score(spec.key, value) } : {}),
    });
  }
  const keep = (id, part) => {
    parts = { ...parts, [id]: part };
    save(part.passed);
    paint();
  };
  const rows = turns.map((turn, i) =>
    drawTurn(env, turn, {
      place: { n: i + 1, all },
      before: i ? turns[i - 1] : null,
      save: (part) => keep(turn.id, { ...part, passed: false }),
      /** Go on; focus follows to what has just appeared. */
      pass() {
        if (!parts[turn.id]?.checked) return;
        keep(turn.id, { ...parts[turn.id], passed: true });
        (rows[now()]?.head ?? end.head).focus();
      },
      reopen() {
        keep(turn.id, { ...parts[turn.id], passed: false });
        rows[i].head.focus();
      },
    }),
  );
  const restart = () => {
    env.save({ value: null, checked: false, parts: {} });
    show({});
    rows[0].head.focus();
  };
  const end = drawEnd(env, turns[all - 1], restart);

  function paint() {
    const at = now();
    rows.forEach((row, i) => row.paint(parts[turns[i].id], i === at ? "now" : parts[turns[i].id]?.passed ? "past" : "later"));
    end.paint(at < 0, { all, right: turns.filter(isRight).length, share: String(Math.floor(100 * score(spec.key, values()) + 1e-9)) });
  }
  const show = (state) => {
    const part = (id) => {
      const { checked, tried, passed } = of(state.parts, id) ?? {};
      const value = of(state.value, id);
      return { value, checked: checked === true && value !== null, tried: Number.isInteger(tried) ? tried : 0, passed: passed === true && checked === true && value !== null };
    };
    parts = Object.fromEntries(turns.map(({ id }) => [id, part(id)]));
    turns.forEach(({ id }, i) => rows[i].show(parts[id]));
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
    const right = single.score(key, part?.value) === 1;
    const mine = wordsOf(idsOf(part?.value)?.[0]);
    node.hidden = when === "later";
    asked.hidden = when !== "now";
    answered.hidden = when !== "past";
    go.hidden = !part?.checked;
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
    total.replaceChildren(h("b", {}, t(env.lang, "activity.total", counts)));
  };
  return { node, head, paint };
}
