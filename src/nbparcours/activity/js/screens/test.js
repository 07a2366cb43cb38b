// The final test: rules, one question a screen, review, hand-in, result. No key is here to show.
import "../screens.css";
import { h, live } from "../dom.js";
import { t } from "../strings.js";
import { Keeper } from "./keeper.js";
import { attempt, button, DIRECTION, heading, languageButton, otherLanguage } from "./parts.js";
import { reading, shelf } from "./shelf.js";
import { drawReceipt, drawResult } from "./test-end.js";
import { drawQuestion } from "./test-question.js";
import { drawConfirm, drawReview } from "./test-review.js";
import { drawRules } from "./test-rules.js";
import { SaveLine } from "./test-save-line.js";
import { NAME, Sheet } from "./test-sheet.js";

const PHASES = {
  rules: drawRules,
  question: drawQuestion,
  review: drawReview,
  confirm: drawConfirm,
  receipt: drawReceipt,
  result: drawResult,
};

/** Draw into `box`; returns what ends it. */
export function draw(box, spec, host) {
  const screen = new Test(box, spec, host);
  screen.begin();
  return () => screen.stop();
}

class Test {
  phase = "rules";
  #stopped = false;
  #handing = false;

  constructor(box, spec, host) {
    Object.assign(this, { box, spec, host, lang: DIRECTION[reading.read().lang] ? reading.read().lang : spec.lang });
    Object.assign(box, { lang: this.lang, dir: DIRECTION[this.lang] });
    this.news = live({ class: "nbp-news" });
    this.body = h("div", { class: "nbp-test-body" });
    this.bar = h("div", { class: "nbp-bar-test" });
    this.leaving = (event) => this.keeper?.waiting.length && box.isConnected && event.preventDefault();
    this.online = () => this.keeper?.flush();
  }

  async begin() {
    this.box.append(this.bar, this.news.node, this.body);
    if (!this.host.tests) return this.#only("test.no_server");
    this.#only("test.loading");
    const name = this.spec.assignment;
    const [sheet, result] = await Promise.all([
      attempt(() => this.host.tests.answers(name)),
      attempt(() => this.host.tests.result(name)),
    ]);
    if (this.#stopped) return null;
    if (sheet.error) return this.#only("test.unread", sheet.error);
    return this.#start(sheet.found, result.found ?? null);
  }

  stop() {
    this.#stopped = true;
    this.keeper?.dispose();
    this.saveLine?.stop();
    this.news.stop();
    window.removeEventListener("beforeunload", this.leaving);
    window.removeEventListener("online", this.online);
  }

  say(key, vars) {
    this.news.say(t(this.lang, key, vars));
  }

  /** Words that the spec gives in both languages. */
  of(both) {
    return both[this.lang];
  }

  /** Go to a phase (and question) and tell the keyboard and the reader that the page is another. */
  go(phase, at = this.at) {
    Object.assign(this, { phase, at });
    this.news.say();
    this.remember();
    this.show();
    this.body.querySelector("h2")?.focus();
    this.box.scrollIntoView({ block: "start" });
  }

  show() {
    this.saveLine.node.hidden = this.phase === "result";
    const opened = this.body.querySelector("details.nbp-overview")?.open;
    this.body.replaceChildren(...[PHASES[this.phase](this)].flat(Infinity).filter(Boolean));
    const overview = this.body.querySelector("details.nbp-overview");
    if (overview && opened !== undefined) overview.open = opened;
  }

  answer(item, value) {
    this.sheet.give(item, value);
    this.keeper.put(item, { value, lang: this.lang });
  }

  mark(item) {
    this.sheet.mark(item);
    this.remember();
  }

  /** What a reload in this tab goes on with. */
  remember() {
    if (this.phase === "receipt" || this.phase === "result") return this.shelf.clear();
    const { phase, at, lang, keeper, sheet } = this;
    return this.shelf.write({ phase, at, lang, waiting: keeper.waiting, marked: [...sheet.marked] });
  }

  async handIn() {
    if (this.#handing) return;
    this.#handing = true;
    this.say("test.handing_in");
    await this.#submit().finally(() => (this.#handing = false));
  }

  async #submit() {
    if (!(await this.keeper.flush())) return this.say("test.not_handed_in_unsaved");
    const { found, error } = await attempt(() => this.host.tests.handin(this.spec.assignment));
    if (!found?.receipt) return this.news.say(this.#reason(error, "test.not_handed_in"));
    this.sheet.receipt = found.receipt;
    return this.go("receipt");
  }

  /** The server's own sentence where it gave one. */
  #reason(error, key) {
    return error?.said?.[this.lang] ?? t(this.lang, key);
  }

  #start({ draw, answers, learner, notice }, result) {
    this.shelf = shelf(`nbp:${this.spec.assignment}:${learner}`);
    const kept = this.shelf.read();
    const waiting = (kept.waiting ?? []).filter(([key]) => key === NAME || Object.values(draw).includes(key));
    this.sheet = new Sheet(this.spec, draw, answers, { ...kept, waiting });
    this.keeper = new Keeper((key, parcel) => this.#send(key, parcel), () => this.#saved(), waiting);
    const at = Math.min(kept.at ?? this.sheet.firstOpen(), this.sheet.items.length - 1);
    Object.assign(this, { result, at, lang: reading.read().lang ?? kept.lang ?? this.#language(answers) });
    this.#dress();
    window.addEventListener("beforeunload", this.leaving);
    window.addEventListener("online", this.online);
    const resumed = ["question", "review"].includes(kept.phase) ? kept.phase : "rules";
    this.phase = result ? "result" : this.sheet.receipt ? "receipt" : resumed;
    this.show();
    this.keeper.flush();
    if (notice) this.news.say(this.of(notice));
  }

  /** The language of the last answer, else the one being read. */
  #language(answers) {
    return Object.keys(answers.answers).length ? answers.language : this.lang;
  }

  async #send(key, parcel) {
    const { tests } = this.host;
    const name = this.spec.assignment;
    if (key === NAME) return (await tests.name(name, parcel.name)) !== false;
    return Boolean(await tests.save(name, key, parcel.value, parcel.lang));
  }

  #saved() {
    this.remember();
    this.saveLine.refresh();
  }

  #dress() {
    this.box.lang = this.lang;
    this.box.dir = DIRECTION[this.lang];
    this.saveLine?.stop();
    this.saveLine = new SaveLine(this);
    this.switch = languageButton(this.lang, () => this.#turn());
    this.bar.replaceChildren(this.saveLine.node, this.switch);
  }

  /** The other language, at the same place; what was answered stays answered. */
  #turn() {
    this.lang = otherLanguage(this.lang);
    reading.write({ lang: this.lang });
    this.#dress();
    this.show();
    this.switch.focus();
    this.#tellLanguage();
  }

  /** The language belongs to the answers: it goes with the one that is on screen. */
  #tellLanguage() {
    this.remember();
    const item = this.phase === "question" && this.sheet.items[this.at];
    if (item && this.sheet.answers[item] != null) this.answer(item, this.sheet.answers[item]);
  }

  /** One sentence instead of the test; with an error, a button to try again. */
  #only(key, error = null) {
    const words = h("p", { role: error ? "alert" : null }, this.#reason(error, key));
    const again = error && button(t(this.lang, "test.retry"), () => this.#again(), { class: "nbp-main" });
    this.body.replaceChildren(...[heading(2, this.of(this.spec.title)), words, again].filter(Boolean));
  }

  async #again() {
    await this.begin();
    this.body.querySelector("h2")?.focus();
  }
}
