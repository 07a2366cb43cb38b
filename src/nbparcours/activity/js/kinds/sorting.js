// Cards listed one under another, each with its categories: radio buttons while they fit a phone, else a select.
import { h, unique } from "../dom.js";
import { given, group, judgeMap, scoreMap, select, slots, withAnswer } from "../parts.js";

const MOST_RADIOS = 4;

export function draw(ctx) {
  let value = ctx.value;
  const marks = slots(ctx);
  const setters = [];
  const answer = (card, category) => ctx.change((value = withAnswer(value, card, category)));
  const radios = (card) => {
    const name = unique(card.id);
    const inputs = ctx.spec.categories.map(({ id }) => h("input", { type: "radio", name, value: id, onchange: () => answer(card.id, id) }));
    setters.push(() => inputs.forEach((input) => (input.checked = input.value === given(value, card.id))));
    const pile = (input, i) => h("label", { class: "nbp-pile" }, input, h("span", {}, ctx.spec.categories[i].text));
    const node = h("fieldset", { class: "nbp-item nbp-card" }, h("legend", {}, card.text), h("div", { class: "nbp-piles" }, inputs.map(pile)));
    node.append(marks.slot(card.id, node));
    return node;
  };
  const list = (card) => {
    const id = unique(card.id);
    const node = select(ctx, id, ctx.spec.categories.map((c) => [c.id, c.text]), () => answer(card.id, node.value));
    setters.push(() => (node.value = given(value, card.id) ?? ""));
    return h("div", { class: "nbp-item nbp-pair" }, h("label", { for: id }, card.text), node, marks.slot(card.id, node));
  };
  const node = group(ctx, ctx.spec.cards.map(ctx.spec.categories.length > MOST_RADIOS ? list : radios));
  const set = (next) => {
    value = next;
    setters.forEach((setter) => setter());
  };
  set(value);
  return { node, set, mark: marks.fill };
}

export const score = scoreMap;
export const judge = judgeMap;
export const solution = (face, key) =>
  face.cards.map((card) => [card.id, card.text, face.categories.find((c) => c.id === key.map[card.id])?.text]);
