// After handing in: the receipt; after grading: the score. The key is never here.
import { h } from "../dom.js";
import { t } from "../strings.js";
import { button, heading, ratio, receipt, scores } from "./parts.js";

export function drawReceipt(screen) {
  const { lang, sheet } = screen;
  return [
    heading(2, t(lang, "test.handed_title")),
    h("p", { class: "nbp-big" }, t(lang, "test.receipt"), " ", receipt(sheet.receipt)),
    h("p", {}, t(lang, "test.receipt_note")),
    h("p", {}, t(lang, "test.result_later")),
    h(
      "div",
      { class: "nbp-way" },
      button(t(lang, "test.change"), () => screen.go("question", 0)),
      home(screen),
    ),
    h("p", { class: "nbp-small" }, t(lang, "test.change_note")),
  ];
}

export function drawResult(screen) {
  const { lang, result, spec } = screen;
  const titles = Object.fromEntries(Object.entries(spec.modules).map(([id, title]) => [id, title[lang]]));
  const score = ratio(lang, result.points, result.out_of);
  const mark = h("span", { "aria-hidden": "true" }, result.passed ? "✓ " : "○ ");
  return [
    heading(2, mark, t(lang, result.passed ? "test.passed" : "test.failed")),
    h("p", { class: "nbp-big" }, t(lang, "test.total", { score })),
    h("h3", {}, t(lang, "test.per_module")),
    scores(lang, result, titles),
    h("p", {}, t(lang, result.passed ? "test.certificate" : "test.again_later")),
    !result.passed && revision(screen),
    h("div", { class: "nbp-way" }, home(screen)),
  ];
}

/** The modules where points were lost, worst first: pages to read again, not answers. */
function revision(screen) {
  const { lang, result, spec } = screen;
  const share = ([, { points, out_of }]) => points / out_of;
  const weak = Object.entries(result.modules)
    .filter((entry) => spec.modules[entry[0]] && share(entry) < 1)
    .sort((a, b) => share(a) - share(b));
  const page = ([id]) => {
    const { page: name, [lang]: title } = spec.modules[id];
    return h("li", {}, button(title, () => screen.host.open(name, lang)));
  };
  return [h("h3", {}, t(lang, "test.read_again")), h("ul", { class: "nbp-again", role: "list" }, weak.map(page))];
}

const home = ({ host, lang, spec }) =>
  button(t(lang, "test.home"), () => host.open(spec.home, lang), { class: "nbp-main" });
