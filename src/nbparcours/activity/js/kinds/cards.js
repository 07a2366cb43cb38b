// Flash cards; the back is what the course calls the reason, with its articles.
import { drawDeck, scoreDeck } from "../deck.js";

export const score = scoreDeck;

export const whole = (env) =>
  drawDeck(env, { kind: "cards", cards: env.spec.cards, front: (card) => card.front, back: (card) => env.reason(card.id) });
