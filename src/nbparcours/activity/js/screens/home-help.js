// Telephone lines: a number that can be called, and the month in which it was last seen.
import { h } from "../dom.js";
import { t } from "../strings.js";
import { month } from "./parts.js";

export const drawHelp = (spec, lang) =>
  h(
    "section",
    { class: "nbp-phones" },
    h("h2", {}, t(lang, "home.help")),
    h("ul", { class: "nbp-lines", role: "list" }, spec.help_lines.map((line) => entry(line, lang))),
  );

function entry(line, lang) {
  const call = h("a", { href: `tel:${line.number.replace(/[^+\d]/g, "")}`, dir: "ltr", class: "nbp-call" });
  call.textContent = line.number; // one number, one direction: nothing inside it to isolate
  const seen = line.seen ? t(lang, "home.help_seen", { date: month(lang, line.seen) }) : t(lang, "home.help_unseen");
  return h(
    "li",
    {},
    h("span", { class: "nbp-name" }, line.name),
    call,
    h("span", { class: "nbp-small" }, line.note, " ", h("span", {}, seen)),
  );
}
