// Small parts that both screens are made of.
import { h, text } from "../dom.js";
import { t } from "../strings.js";

const LOCALE = { fr: "fr-MA", ar: "ar-MA-u-nu-latn" };
export const DIRECTION = { fr: "ltr", ar: "rtl" };
export const LANGUAGE_NAME = { fr: "Français", ar: "العربية" };
export const otherLanguage = (lang) => (lang === "fr" ? "ar" : "fr");

/** A heading that the keyboard's focus can be sent to when the screen changes. */
export const heading = (level, ...content) => h(`h${level}`, { tabindex: "-1" }, content);

/** `nbp-main` is the one button to press next; all others are plain. */
export function button(content, act, { class: name = "", ...attrs } = {}) {
  const look = name.includes("nbp-main") ? "nbp-button" : "nbp-button nbp-plain";
  return h("button", { type: "button", class: `${look} ${name}`.trim(), onclick: act, ...attrs }, content);
}

/** Words for those who listen; people who look see the same from the layout. */
export const hidden = (content) => h("span", { class: "nbp-hidden" }, content);

/** The button that offers the other language, named in that language. */
export function languageButton(lang, act) {
  const other = otherLanguage(lang);
  return button(LANGUAGE_NAME[other], act, { class: "nbp-quiet", lang: other, dir: DIRECTION[other] });
}

/** "1 heure et 20 minutes", in the grammar of the language. */
export function duration(lang, minutes) {
  const whole = Math.max(1, Math.round(minutes));
  const unit = (value, name) =>
    new Intl.NumberFormat(LOCALE[lang], { style: "unit", unit: name, unitDisplay: "long" }).format(value);
  const parts = [];
  if (whole >= 60) parts.push(unit(Math.floor(whole / 60), "hour"));
  if (whole % 60) parts.push(unit(whole % 60, "minute"));
  return new Intl.ListFormat(LOCALE[lang], { type: "conjunction" }).format(parts);
}

/** `2023-09` in words. */
export const month = (lang, iso) =>
  new Intl.DateTimeFormat(LOCALE[lang], { year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(iso));

/** A moment in words, by the reader's own clock; nbgrader's times are UTC without saying so in the usual way. */
export function moment(lang, when) {
  const iso = when.replace(/(\.\d+)? UTC$/, "Z").replace(" ", "T");
  return new Intl.DateTimeFormat(LOCALE[lang], { dateStyle: "long", timeStyle: "short" }).format(new Date(iso));
}

/** `3,5/5`: one digit group, so that no direction turns it round. */
export function ratio(lang, part, whole) {
  const format = new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: 2, useGrouping: false });
  return `${format.format(part)}/${format.format(whole)}`;
}

/** Points of each module: the score without the key. */
export const scores = (lang, result, titles) =>
  h(
    "ul",
    { class: "nbp-scores", role: "list" },
    Object.entries(result.modules ?? {}).map(([id, { points, out_of }]) =>
      h("li", {}, t(lang, "test.score", { title: titles[id] ?? id, score: ratio(lang, points, out_of) })),
    ),
  );

/** What a receipt looks like wherever it is shown: letters and digits, always from left to right. */
export const receipt = (code) => h("bdi", { dir: "ltr", class: "nbp-receipt" }, h("code", {}, code));

/** Ask something that may fail; the failure becomes the answer. */
export async function attempt(ask) {
  try {
    return { found: await ask() };
  } catch (error) {
    return { error: error ?? new Error("refused") };
  }
}

/** The certificate as a file to keep, once it came back with the result. */
export function certificate(lang, { tests }, assignment, result) {
  const href = result.certificate && tests.certificateUrl?.(assignment);
  return href && h("p", {}, h("a", { class: "nbp-button", href, download: "" }, t(lang, "test.certificate_save")));
}
