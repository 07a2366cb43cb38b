// After handing in: the receipt; after grading: the score. The key is never here.
import { h } from "../dom.js";
import { pageOf, printPage } from "../printout.js";
import { t } from "../strings.js";
import { button, certificate, heading, moment, ratio, receipt, scores } from "./parts.js";
import { home } from "./test-rules.js";

export function drawReceipt(screen) {
  const { lang, closed } = screen;
  const change = button(t(lang, "test.change"), () => screen.go("question", 0));
  return [
    heading(2, t(lang, "test.handed_title")),
    ...proof(screen),
    h("p", {}, t(lang, "test.receipt_note")),
    h("p", {}, t(lang, "test.result_later")),
    h("div", { class: "nbp-way" }, button(t(lang, "test.print"), () => print(screen)), !closed && change, home(screen)),
    !closed && h("p", { class: "nbp-small" }, t(lang, "test.change_note")),
  ];
}

/** Code, time, and whether it replaces an earlier hand-in. */
function proof({ lang, sheet }) {
  const { when } = sheet.handed.at(-1) ?? {};
  const before = sheet.handed.at(-2);
  const words = before && t(lang, "test.replaced", { number: sheet.handed.length });
  return [
    h("p", { class: "nbp-big" }, t(lang, "test.receipt"), " ", receipt(sheet.receipt)),
    when && h("p", {}, t(lang, "test.handed_at", { when: moment(lang, when) })),
    words && h("p", {}, words, before.receipt ? [" ", t(lang, "test.receipt_before"), " ", receipt(before.receipt)] : null),
  ];
}

function print(screen) {
  const { lang, sheet } = screen;
  const given = ratio(lang, sheet.items.length - sheet.count("open"), sheet.items.length);
  const nodes = [...proof(screen), h("p", {}, t(lang, "test.saved_count", { count: given })), h("p", {}, t(lang, "test.print_note"))];
  screen.printed = printPage(pageOf(lang, screen.of(screen.spec.title), nodes.filter(Boolean)));
}

export function drawResult(screen) {
  const { lang, result, spec } = screen;
  const titles = Object.fromEntries(Object.entries(spec.modules).map(([id, title]) => [id, title[lang]]));
  const score = ratio(lang, result.points, result.out_of);
  const mark = h("span", { "aria-hidden": "true" }, result.passed ? "✓ " : "○ ");
  const total = h("p", { class: "nbp-big" }, t(lang, "test.total", { score }));
  if (spec.task === "case-study") return [heading(2, t(lang, "test.case_result")), total, ...remarks(screen, titles), way(screen)];
  return [
    heading(2, mark, t(lang, result.passed ? "test.passed" : "test.failed")),
    total,
    h("h3", {}, t(lang, "test.per_module")),
    scores(lang, result, titles),
    !result.certificate && h("p", {}, t(lang, result.passed ? "test.certificate" : "test.again_later")),
    certificate(lang, screen.host, spec.assignment, result),
    !result.passed && result.again && h("p", {}, t(lang, "test.again_from", { when: moment(lang, result.again) })),
    !result.passed && revision(screen),
    way(screen),
  ];
}

const way = (screen) => h("div", { class: "nbp-way" }, home(screen));

/** Points of each open answer, and what the person who read it wrote. */
function remarks({ lang, result }, titles) {
  const said = Object.entries(result.comments ?? {});
  const one = ([id, words]) => [h("h3", {}, titles[id] ?? id), h("p", { dir: "auto", class: "nbp-case" }, words)];
  return [scores(lang, result, titles), ...said.map(one), h("p", {}, t(lang, "test.case_apart"))];
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
