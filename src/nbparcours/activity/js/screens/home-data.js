// "My data": take it, or erase it in two steps.
import { drawConsent } from "../consent.js";
import { h } from "../dom.js";
import { t } from "../strings.js";
import { attempt, button, heading } from "./parts.js";

export function drawData(screen) {
  const { lang, host } = screen;
  const place = h("div", { class: "nbp-data-steps" });
  const here = host.tests ? "home.data_server" : "home.data_browser";
  place.append(choices(screen, place));
  const consent = host.device && drawConsent(lang).nodes;
  return h("section", { class: "nbp-data" }, h("h2", {}, t(lang, "home.data")), h("p", {}, t(lang, here)), consent, place);
}

function choices(screen, place) {
  const { lang, host } = screen;
  const made = typeof host.exportUrl === "function"; // by the page itself, of what is known at the click
  const url = made ? host.exportUrl() : host.exportUrl;
  const take = url && h("a", { class: "nbp-button nbp-plain", download: made ? "progression.json" : "", "data-place": "export" }, t(lang, "home.export"));
  if (take) take.href = url; // also a data: address, which the host made itself
  if (made) take.addEventListener("click", () => (take.href = host.exportUrl()));
  const records = url?.endsWith("/export") && h("a", { class: "nbp-button nbp-plain", download: "", href: `${url}?format=xapi` }, t(lang, "home.export_xapi"));
  const ask = () => {
    place.replaceChildren(question(screen, place));
    place.querySelector("h3").focus();
  };
  return h("div", { class: "nbp-row" }, take, records, button(t(lang, "home.erase"), ask, { "data-place": "erase" }));
}

function question(screen, place) {
  const { lang, host } = screen;
  const back = () => {
    place.replaceChildren(choices(screen, place));
    place.querySelector("[data-place=erase]").focus();
  };
  return h(
    "div",
    { class: "nbp-ask" },
    heading(3, t(lang, "home.erase_title")),
    h("p", {}, t(lang, "home.erase_lost")),
    host.tests && h("p", {}, t(lang, "home.erase_kept")),
    h(
      "div",
      { class: "nbp-row" },
      button(t(lang, "home.erase_yes"), () => erase(screen, back), { class: "nbp-danger" }),
      button(t(lang, "home.erase_no"), back),
    ),
  );
}

async function erase(screen, back) {
  const { found, error } = await attempt(() => screen.host.erase());
  back();
  if (error || found === false) return screen.say("home.erase_failed");
  await screen.refresh();
  return screen.say("home.erased");
}
