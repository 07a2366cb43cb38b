// A deck of cards, one at a time: the front, then the back, then whether one knew. Flash cards and terms are decks.
import { h } from "./dom.js";
import { button, given, group } from "./parts.js";
import { same } from "./question.js";
import { t } from "./strings.js";

const judged = (value, id) => ["known", "again"].includes(given(value, id));

/** Twin of scorers/cards.py. */
export const scoreDeck = (key, value) => (key.cards.length ? key.cards.filter((id) => judged(value, id)).length / key.cards.length : 0);

/**
 * `deck` is {kind, cards: [{id, …}], front(card) -> nodes, back(card) -> nodes, above?: node}; the messages are
 * those of `kind`. Returns {node, show(state), stop, draw()}; `draw` shows the present card again, front up.
 */
export function drawDeck(env, deck) {
  const ids = deck.cards.map((card) => card.id);
  const say = (key, vars) => t(env.lang, `${deck.kind}.${key}`, vars);
  const stage = h("div", { class: "nbp-stage" });
  let value = {};
  let pile = ids;
  let at = 0;

  const show = (...nodes) => stage.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
  // What was acted on is gone: the newest part takes the focus, and is read.
  const go = (draw, ...args) => {
    draw(...args);
    [...stage.querySelectorAll("[tabindex]")].at(-1).focus();
  };
  const draw = () => (at < pile.length ? card(false) : end());
  const step = (by) => ((at += by), go(draw));
  const begin = (next) => ((pile = next), (at = 0), go(draw));

  const answer = (word) => {
    value = { ...value, [pile[at]]: word };
    const done = at === pile.length - 1;
    env.save({ value, checked: done, ...(done ? { score: scoreDeck(env.spec.key, value), attempts: env.state().attempts + 1 } : {}) });
    step(1);
  };
  const back = () => at > 0 && button(say("back"), () => step(-1), { plain: true, "data-do": "back" });
  const count = (word) => ids.filter((id) => value[id] === word).length;
  const counts = () => say("counts", { known: count("known"), again: count("again"), left: ids.filter((id) => !judged(value, id)).length });

  function card(turned) {
    const one = deck.cards.find(({ id }) => id === pile[at]);
    const before = !turned && judged(value, one.id) && h("p", { class: "nbp-help" }, say(`before_${value[one.id]}`));
    const number = h("span", { class: "nbp-number" }, say("card", { n: at + 1, all: pile.length }));
    const front = h("div", { class: "nbp-front", tabindex: "-1" }, number, h("span", { class: "nbp-big" }, deck.front(one)));
    const other = turned && h("div", { class: "nbp-back", tabindex: "-1" }, deck.back(one));
    show(h("div", { class: "nbp-face" }, front, other), before, h("p", { class: "nbp-help" }, counts()), h("div", { class: "nbp-actions" }, turned ? verdicts() : turn(), back()));
  }
  const turn = () => button(say("turn"), () => go(card, true), { "data-do": "turn" });
  const verdicts = () => ["known", "again"].map((word) => button(say(word), () => answer(word), { "data-do": word, plain: word === "again" }));

  function end() {
    const again = ids.filter((id) => value[id] === "again");
    const said = h("p", { tabindex: "-1", class: "nbp-prompt" }, say("end"), " ", say(again.length ? "result" : "all_known", { n: ids.length - again.length, all: ids.length }));
    const rest = again.length ? button(say("again_pile", { n: again.length }), () => begin(again), { "data-do": "again-pile" }) : null;
    const all = button(say("restart"), () => begin(ids), { plain: true });
    show(h("div", { class: `nbp-feedback nbp-end${again.length ? "" : " nbp-good"}` }, said, env.links()), h("div", { class: "nbp-actions" }, rest, all, back()));
  }

  const restore = (state) => {
    const old = Object.fromEntries(ids.filter((id) => judged(state.value, id)).map((id) => [id, state.value[id]]));
    if (same(old, value)) return;
    value = old;
    pile = ids;
    at = ids.findIndex((id) => !judged(value, id));
    if (at < 0) at = ids.length;
    draw();
  };
  draw();
  const node = group({ legend: env.spec.prompt }, env.hint(), deck.above, stage);
  return { node, draw, show: restore, stop() {} };
}
