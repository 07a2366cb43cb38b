// The learner's home page: eight rows, the test, their data, help. What the server cannot tell is left out, and said.
import "../screens.css";
import { h, live } from "../dom.js";
import { t } from "../strings.js";
import { drawData } from "./home-data.js";
import { deviceHome } from "./home-device.js";
import { drawHelp } from "./home-help.js";
import { drawModules, drawTime } from "./home-modules.js";
import { drawTests, readTests } from "./home-test.js";
import { attempt, button, languageButton, otherLanguage } from "./parts.js";

/** Draw into `box` and keep it fresh whenever it comes into view again; returns what stops that. */
export function draw(box, spec, host) {
  const screen = new Home(box, spec, host);
  screen.begin();
  return () => screen.stop();
}

class Home {
  #known = null;
  #seen = "";
  #stopped = false;

  constructor(box, spec, host) {
    const able = host.progress ? host : { ...deviceHome(spec), ...host };
    Object.assign(this, { box, spec, host: able, lang: spec.lang });
    this.news = live({ class: "nbp-news" });
    this.body = h("div", { class: "nbp-home-body" });
    this.watcher = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && this.refresh());
    this.onVisible = () => document.visibilityState === "visible" && this.refresh();
  }

  begin() {
    this.box.append(this.#top(), this.news.node, this.body, this.#foot());
    this.#show();
    this.watcher.observe(this.box);
    document.addEventListener("visibilitychange", this.onVisible);
  }

  stop() {
    this.#stopped = true;
    this.watcher.disconnect();
    this.news.stop();
    document.removeEventListener("visibilitychange", this.onVisible);
  }

  say(key, vars) {
    this.news.say(t(this.lang, key, vars));
  }

  /** Ask again. The list of tests takes longer than progress, which does not wait for it. */
  async refresh() {
    const asked = readTests(this.host);
    const progress = await attempt(() => this.host.progress());
    if (this.#take(progress, this.#known?.tests) && progress.error) this.say("home.unread");
    this.#take(progress, await asked);
  }

  /** The page changes only where the answer did, so that nobody's focus is lost for nothing. */
  #take(progress, tests) {
    const seen = JSON.stringify([progress.found, Boolean(progress.error), tests === undefined, tests]);
    if (this.#stopped || seen === this.#seen) return false;
    this.#seen = seen;
    this.#known = { progress: progress.found ?? null, tests };
    this.#show();
    return true;
  }

  open(page) {
    this.host.open(page, this.lang);
  }

  #top() {
    const exit = button(t(this.lang, "home.exit"), () => this.host.exit(), { class: "nbp-exit" });
    const other = languageButton(this.lang, () => this.host.open(this.spec.page, otherLanguage(this.lang)));
    const note = h("p", { class: "nbp-small" }, t(this.lang, "home.exit_note"));
    return h("div", { class: "nbp-top" }, h("div", { class: "nbp-row" }, exit, other), note);
  }

  #show() {
    const place = this.box.contains(document.activeElement) && document.activeElement.dataset.place;
    const progress = this.#known?.progress ?? null;
    this.body.replaceChildren(
      ...[
        this.#known && !progress && this.#retry(),
        drawTime(this, progress),
        drawModules(this, progress),
        this.#reading(),
        this.#known?.tests !== undefined && drawTests(this, progress, this.#known.tests),
      ].filter(Boolean),
    );
    if (place) this.body.querySelector(`[data-place="${CSS.escape(place)}"]`)?.focus();
  }

  /** What no news changes: drawn once, so that a refresh never closes a question that is being read. */
  #foot() {
    const version = t(this.lang, "home.version", { version: this.spec.version });
    const notice = h("p", { class: "nbp-small" }, this.spec.notice, " ", version);
    return h("div", { class: "nbp-home-body" }, drawData(this), drawHelp(this.spec, this.lang), notice);
  }

  #retry() {
    const again = () => ((this.#seen = ""), this.refresh());
    return h("p", {}, button(t(this.lang, "home.retry"), again, { "data-place": "retry" }));
  }

  #reading() {
    const pages = Object.entries(this.spec.pages ?? {});
    const entry = ([name, file]) =>
      button(t(this.lang, `home.page_${name}`), () => this.open(file.replace(/\.ipynb$/, "")), { class: "nbp-quiet" });
    return pages.length > 0 && h("div", { class: "nbp-row" }, pages.map(entry));
  }
}
