// Terms as cards: one language on the front, the other and the meaning on the back.
import { drawDeck, scoreDeck } from "../deck.js";
import { h, unique } from "../dom.js";
import { t } from "../strings.js";

const WAYS = ["fr", "ar"];

export const score = scoreDeck;

export function whole(env) {
  const say = (key) => t(env.lang, `terms.${key}`);
  const name = unique("way");
  let from = env.lang;
  const other = () => WAYS.find((lang) => lang !== from);
  const term = (card, lang) => h("span", { class: "nbp-term", lang, dir: lang === "ar" ? "rtl" : "ltr" }, card[lang]);
  const turn = (lang) => ((from = lang), deck.draw());
  const way = (lang) => {
    const input = h("input", { type: "radio", name, value: lang, checked: lang === from, onchange: () => turn(lang) });
    return h("label", { class: "nbp-pile" }, input, h("span", {}, say(`from_${lang}`)));
  };
  const above = h("fieldset", { class: "nbp-group nbp-way" }, h("legend", {}, say("way")), h("div", { class: "nbp-piles" }, WAYS.map(way)));
  const back = (card) => [h("span", { class: "nbp-big" }, term(card, other())), env.reason(card.id)];
  const deck = drawDeck(env, { kind: "terms", cards: env.spec.terms, above, back, front: (card) => term(card, from) });
  return deck;
}
