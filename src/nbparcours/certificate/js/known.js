// Whom this page knows, and how old its lists are: said, so that nobody trusts it further than it reaches.
import { h } from "./parts.js";
import { day, t } from "./say.js";

export function drawKnown(page) {
  const { lang, alone } = page;
  const { keys, lists, today } = page.trust;
  const names = [...new Map(keys.map((key) => [`${key.issuer.fr}\n${key.issuer.ar}\n${key.demo}`, key])).values()];
  const entry = (key) => {
    const by = key.demo ? t(lang, "ui.known_demo", { by: key.issuer[lang] }) : key.issuer[lang];
    const own = lists.filter((one) => one.by.issuer.fr === key.issuer.fr && one.by.issuer.ar === key.issuer.ar && one.by.demo === key.demo);
    return h("li", {}, h("strong", {}, h("bdi", {}, by)), " · ", age(own, today, lang));
  };
  const keep = alone ? false : h("a", { href: "../static/verify/verifier-hors-ligne.html", download: "" }, t(lang, "ui.keep"));
  return h(
    "section",
    { class: "nbv-known", "aria-labelledby": "nbv-known" },
    h("h2", { id: "nbv-known" }, t(lang, "ui.known")),
    names.length ? h("ul", {}, names.map(entry)) : h("p", {}, t(lang, "ui.known_none")),
    h("p", { class: "nbv-small" }, t(lang, "ui.today", { today: day(today, lang) })),
    h("div", { class: "nbv-row" }, page.filePicker("ui.load", ".txt,.json,text/plain,application/json", (file) => page.learn(file)), keep),
  );
}

function age(lists, today, lang) {
  const newest = lists.reduce((best, one) => (best && best.issued >= one.issued ? best : one), null);
  if (!newest) return h("span", { class: "nbv-warning" }, t(lang, "ui.list_none"));
  const days = { listed: day(newest.issued, lang), until: day(newest.until, lang) };
  const old = newest.until < today;
  return h("span", { class: old ? "nbv-warning" : null }, t(lang, old ? "ui.list_old" : "ui.list_fresh", days));
}
