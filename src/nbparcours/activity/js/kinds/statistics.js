// One series at a time, as a chart and as a table, with its source and its limits; then questions about reading it.
import { h, live, plain, text, unique } from "../dom.js";
import { drawQuestions, scoreQuestions } from "../questions.js";
import { t } from "../strings.js";

export const score = scoreQuestions;

const SVG = "http://www.w3.org/2000/svg";
const ROW = 2.25; // em, from one bar to the next
const START = 19; // % of the width for the years; the bars take LONGEST at most, their values the rest
const LONGEST = 49;

/** `h` for drawings: attributes and words only. */
function draw(tag, attrs, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attrs)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/**
 * Years stand one under another, so that time runs downwards in both languages and no axis of years has to be
 * mirrored or not; the bars grow from the side where reading starts: from the left in French, the right in Arabic.
 */
function chart(values, rtl, label, number) {
  // A dotted row where years are missing: bars side by side would look like neighbours in time.
  const rows = values.flatMap(([year, n], i) => (i && year - values[i - 1][0] > 1 ? [["⋮", null], [year, n]] : [[year, n]]));
  const most = Math.max(1, ...values.map(([, n]) => n));
  const x = (percent) => `${rtl ? 100 - percent : percent}%`;
  const row = ([year, n], i) => {
    const length = (LONGEST * Math.max(0, n)) / most;
    const y = `${(i + 0.5) * ROW}em`;
    const name = draw("text", { x: x(0), y, "text-anchor": rtl ? "end" : "start" }, String(year));
    if (n === null) return [name];
    return [
      name,
      draw("rect", { x: x(rtl ? START + length : START), y: `${(i + 0.15) * ROW}em`, width: `${length}%`, height: `${0.7 * ROW}em` }),
      draw("text", { x: x(START + length + 2), y, class: "nbp-value", "text-anchor": rtl ? "end" : "start" }, number(n)),
    ];
  };
  const height = `${rows.length * ROW}em`;
  const axis = draw("line", { x1: x(START), x2: x(START), y1: "0", y2: height });
  return draw("svg", { class: "nbp-chart", role: "img", "aria-label": plain(label), width: "100%", height }, ...rows.flatMap(row), axis);
}

export function whole(env) {
  const { lang, spec } = env;
  const say = (name, vars) => t(lang, `statistics.${name}`, vars);
  const format = new Intl.NumberFormat("fr"); // as the prose groups digits, in both languages
  const number = (n) => format.format(n);
  const sources = [...new Set(spec.series.map(({ source }) => source))];
  let series = spec.series[0];
  let form = "chart";

  const spoken = live({ class: "nbp-hidden" });
  const card = h("div", { class: "nbp-series" });
  const choose = (label, change) => {
    const id = unique("series");
    const list = h("select", { id, class: "nbp-select", onchange: () => change(list.selectedIndex) });
    return { list, node: h("div", {}, h("label", { for: id }, say(label)), list) };
  };
  const of = (source) => spec.series.filter((one) => one.source === source);
  const source = choose("source", (i) => pick(of(sources[i] ?? series.source)[0]));
  const measure = choose("measure", (i) => pick(of(series.source)[i] ?? series));
  const fill = (list, words, chosen) => {
    list.replaceChildren(...words.map((word) => h("option", {}, word)));
    list.selectedIndex = chosen;
  };
  const views = ["chart", "table"].map((name) => h("button", { type: "button", class: "nbp-button nbp-plain nbp-view", onclick: () => view(name) }, say(name)));

  function table() {
    const head = h("tr", {}, h("th", { scope: "col" }, say("year")), h("th", { scope: "col" }, series.unit));
    const rows = series.values.map(([year, n]) => h("tr", {}, h("th", { scope: "row" }, String(year)), h("td", {}, number(n))));
    return h("table", { class: "nbp-table" }, h("caption", {}, series.measure), h("thead", {}, head), h("tbody", {}, rows));
  }

  function drawing() {
    const values = series.values.map(([year, n]) => say("pair", { year: String(year), n: number(n) })).join(say("list"));
    const label = say("chart_label", { measure: series.measure, source: series.source, values });
    return h("div", {}, h("p", { class: "nbp-caption" }, series.measure, h("span", { class: "nbp-told nbp-block" }, say("unit", { unit: series.unit }))), chart(series.values, lang === "ar", label, number));
  }

  function drawSeries() {
    const both = { chart: drawing(), table: table() };
    for (const [name, part] of Object.entries(both)) part.hidden = name !== form;
    const told = h("p", { class: "nbp-told" }, say("source"), lang === "fr" ? "\u00a0: " : ": ", series.source, ". ", env.reason(`series/${series.id}`));
    card.replaceChildren(both.chart, both.table, told);
    views.forEach((node, i) => node.setAttribute("aria-pressed", String(["chart", "table"][i] === form)));
  }

  function pick(next, aloud = true) {
    series = next;
    const measures = of(series.source);
    fill(source.list, sources, sources.indexOf(series.source));
    fill(measure.list, measures.map((one) => one.measure), measures.indexOf(series));
    drawSeries();
    if (aloud) spoken.say(say("shown", { measure: series.measure, source: series.source }));
  }

  function view(name) {
    form = name;
    drawSeries();
  }

  pick(series, false);
  const questions = drawQuestions(env);
  const explorer = h("div", { class: "nbp-explorer", role: "group", "aria-label": say("series") }, h("p", { class: "nbp-help" }, say("one")),
    h("div", { class: "nbp-picks" }, source.node, measure.node), h("div", { class: "nbp-views", role: "group", "aria-label": say("view") }, views), card, spoken.node);
  const node = h("div", { role: "group", "aria-label": plain(spec.prompt) }, h("p", { class: "nbp-prompt" }, text(spec.prompt)), env.hint(), explorer,
    h("p", { class: "nbp-title" }, say("questions")), questions.node);
  const stop = () => [questions, spoken].forEach((part) => part.stop());
  return { node, show: questions.show, stop };
}
