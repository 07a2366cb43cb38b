// What happens in the test, and how long it is open, before it begins.
import { h, unique } from "../dom.js";
import { t } from "../strings.js";
import { button, duration, heading, moment } from "./parts.js";

export function drawRules(screen) {
  const { closed } = screen;
  const rules = [...times(screen), ...screen.of(screen.spec.rules).split("\n")];
  return [
    heading(2, screen.of(screen.spec.title)),
    h("ul", { class: "nbp-rules" }, rules.map((rule) => h("li", {}, rule))),
    closed ? h("p", { class: "nbp-warning", role: "note" }, screen.of(closed.message)) : start(screen),
    closed && h("div", { class: "nbp-way" }, home(screen)),
  ];
}

function start(screen) {
  const { lang, sheet, times: session } = screen;
  const begun = session?.begun || sheet.count("open") < sheet.items.length;
  const begin = button(t(lang, begun ? "test.resume" : "test.begin"), () => screen.start(), { class: "nbp-main" });
  return [sheet.items.length > 2 && view(screen), session?.minutes && extra(screen), h("p", {}, begin)];
}

/** When it opens and closes, and how much time there is: known to the server alone, so said here and not in the rules. */
function times({ lang, times: session, spec }) {
  if (!session) return [];
  const { opens, closes, minutes, extra: more } = session;
  return [
    closes && t(lang, opens ? "test.open_between" : "test.open_until", { opens: opens && moment(lang, opens), closes: moment(lang, closes) }),
    !closes && opens && t(lang, "test.open_from", { opens: moment(lang, opens) }),
    minutes && t(lang, more ? "test.minutes_more" : "test.minutes", { time: duration(lang, minutes + more), more: duration(lang, more) }),
    !minutes && spec.task !== "case-study" && t(lang, "test.no_limit"),
  ].filter(Boolean);
}

/** One question a screen, or all of them on one page; it can be changed at any moment. */
function view(screen) {
  const { lang } = screen;
  const name = unique("view");
  const choice = (value) => {
    const input = h("input", { type: "radio", name, value, onchange: () => screen.setView(value) });
    input.checked = screen.view === value;
    return h("label", { class: "nbp-option" }, input, h("span", {}, t(lang, `test.view_${value}`)));
  };
  return h("fieldset", { class: "nbp-view" }, h("legend", {}, t(lang, "test.view")), choice("one"), choice("all"));
}

/** A code from the trainer gives more time. */
function extra(screen) {
  const { lang, times: session } = screen;
  const id = unique("extra");
  const input = h("input", { id, type: "text", dir: "ltr", autocomplete: "off", spellcheck: "false", maxlength: "12" });
  const take = () => screen.takeCode(input.value);
  const row = h("div", { class: "nbp-way" }, input, button(t(lang, "test.extra_take"), take));
  const node = h(
    "details",
    { class: "nbp-extra nbp-name-field" },
    h("summary", {}, t(lang, session.extra ? "test.extra_taken" : "test.extra", { time: duration(lang, session.extra) })),
    h("label", { for: id }, t(lang, "test.extra_code")),
    row,
  );
  return node;
}

export const home = ({ host, lang, spec }) =>
  button(t(lang, "test.home"), () => host.open(spec.home, lang), { class: "nbp-main" });
