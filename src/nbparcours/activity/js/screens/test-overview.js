// All questions at a glance: number, sign and, for those who listen, the word.
import { h } from "../dom.js";
import { t } from "../strings.js";
import { button, hidden } from "./parts.js";

const SIGN = { answered: "✓", partial: "◐", open: "○" };
const FEW = 10;

/** "answered, marked": the state of a question in words. */
export function stateWords(screen, item) {
  const { lang, sheet } = screen;
  return [
    t(lang, `test.is_${sheet.state(item)}`),
    sheet.marked.has(item) && t(lang, "test.is_marked"),
  ]
    .filter(Boolean)
    .join(t(lang, "test.comma"));
}

export const sign = ({ sheet }, item) => `${SIGN[sheet.state(item)]}${sheet.marked.has(item) ? "⚑" : ""}`;

export function drawOverview(screen) {
  const { lang, sheet } = screen;
  const all = screen.view === "all";
  const last = all || screen.at === sheet.items.length - 1; // there, the way on is the review already
  const other = sheet.items.length > 2 && button(t(lang, all ? "test.view_one" : "test.view_all"), () => screen.turnView());
  const review = !last && button(t(lang, "test.to_review"), () => screen.go("review"));
  const counts = t(lang, "test.overview", {
    done: sheet.count("answered"),
    open: sheet.items.length - sheet.count("answered"),
    marked: sheet.marked.size,
  });
  const node = h(
    "details",
    { class: "nbp-overview" },
    h("summary", {}, counts),
    h("ol", { class: "nbp-numbers", role: "list" }, sheet.items.map((item, at) => h("li", {}, number(screen, item, at)))),
    h("div", { class: "nbp-way" }, review, other),
  );
  node.open = sheet.items.length <= FEW;
  return node;
}

function number(screen, item, at) {
  const shown = [h("span", { "aria-hidden": "true" }, `${at + 1}`), h("span", { "aria-hidden": "true", class: "nbp-sign" }, sign(screen, item))];
  const name = t(screen.lang, "test.number", { number: at + 1, state: stateWords(screen, item) });
  const current = at === screen.at ? { "aria-current": "step" } : {};
  return button([shown, hidden(name)], () => screen.go("question", at), current);
}
