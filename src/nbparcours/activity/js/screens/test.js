// The final test: rules, questions, review, hand-in, result; a case study is a test whose questions are open. No key
// is here to show.
import "../screens.css";
import { h, live } from "../dom.js";
import { t } from "../strings.js";
import { Keeper } from "./keeper.js";
import { button, DIRECTION, heading, languageButton, otherLanguage } from "./parts.js";
import { reading, shelf } from "./shelf.js";
import { Clock } from "./test-clock.js";
import { drawClosed } from "./test-closed.js";
import { drawReceipt, drawResult } from "./test-end.js";
import { drawQuestion } from "./test-question.js";
import { drawConfirm, drawReview } from "./test-review.js";
import { drawRules } from "./test-rules.js";
import { SaveLine } from "./test-save-line.js";
import { MARKS, NAME, Sheet } from "./test-sheet.js";
import { RESUMED, Sitting } from "./test-sitting.js";

const PHASES = {
  rules: drawRules,
  question: drawQuestion,
  review: drawReview,
  confirm: drawConfirm,
  receipt: drawReceipt,
  closed: drawClosed,
  result: drawResult,
};

/** Draw into `box`; returns what ends it. */
export function draw(box, spec, host) {
  const screen = new Test(box, spec, host);
  screen.begin();
  return () => screen.stop();
}

class Test extends Sitting {
  phase = "rules";
  view = "one";

  constructor(box, spec, host) {
    super();
    Object.assign(this, { box, spec, host, lang: DIRECTION[reading.read().lang] ? reading.read().lang : spec.lang });
    Object.assign(box, { lang: this.lang, dir: DIRECTION[this.lang] });
    this.news = live({ class: "nbp-news" });
    this.body = h("div", { class: "nbp-test-body" });
    this.bar = h("div", { class: "nbp-bar-test" });
    this.leaving = (event) => this.keeper?.waiting.length && box.isConnected && event.preventDefault();
    this.online = () => this.keeper?.flush();
  }

  stop() {
    this.stopped = true;
    this.keeper?.dispose();
    this.saveLine?.stop();
    this.clock?.stop();
    this.news.stop();
    this.printed?.();
    window.removeEventListener("beforeunload", this.leaving);
    window.removeEventListener("online", this.online);
  }

  say(key, vars) {
    this.news.say(t(this.lang, key, vars));
  }

  /** Words that the spec or the server gives in both languages. */
  of(both) {
    return both[this.lang];
  }

  /** Go to a phase (and question) and tell the keyboard and the reader that the page is another. */
  go(phase, at = this.at) {
    Object.assign(this, { phase, at });
    this.news.say();
    this.remember();
    this.show();
    const question = this.view === "all" && phase === "question" && at > 0 && this.body.querySelector(`[data-question="${at}"] h3`);
    (question || this.body.querySelector("h2"))?.focus();
    (question || this.box).scrollIntoView({ block: "start" });
  }

  show() {
    this.saveLine.node.hidden = this.phase === "result";
    this.clock.node.hidden = !["question", "review", "confirm"].includes(this.phase);
    const opened = this.body.querySelector("details.nbp-overview")?.open;
    this.body.replaceChildren(...[PHASES[this.phase](this)].flat(Infinity).filter(Boolean));
    const overview = this.body.querySelector("details.nbp-overview");
    if (overview && opened !== undefined) overview.open = opened;
  }

  setView(view) {
    this.view = view;
    this.remember();
  }

  turnView() {
    this.setView(this.view === "all" ? "one" : "all");
    this.go("question");
  }

  /** Note which question of the long page is in use. */
  stand(at) {
    this.at = at;
  }

  /** What a reload in this tab goes on with. */
  remember() {
    const { phase, at, lang, view, keeper, sheet } = this;
    if (phase === "receipt" || phase === "result") return this.shelf.clear();
    return this.shelf.write({ phase, at, lang, view, waiting: keeper.waiting, marked: [...sheet.marked] });
  }

  opened(found, result) {
    const { draw, answers, learner, notice } = found;
    this.shelf = shelf(`nbp:${this.spec.assignment}:${learner}`);
    const kept = this.shelf.read();
    const waiting = (kept.waiting ?? []).filter(([key]) => [NAME, MARKS, ...Object.values(draw)].includes(key));
    this.sheet = new Sheet(this.spec, found, { ...kept, waiting });
    this.keeper = new Keeper((key, parcel) => this.send(key, parcel), () => this.#saved(), waiting);
    this.clock = new Clock(this);
    const at = Math.min(kept.at ?? this.sheet.firstOpen(), this.sheet.items.length - 1);
    const lang = reading.read().lang ?? kept.lang ?? this.#language(answers);
    Object.assign(this, { result, at, lang, view: kept.view === "all" ? "all" : "one" });
    this.#dress();
    this.know(found);
    window.addEventListener("beforeunload", this.leaving);
    window.addEventListener("online", this.online);
    this.phase = this.phaseOf(kept.phase);
    this.show();
    if (this.ended()) this.reread(); // what this tab still holds came too late
    this.keeper.flush();
    if (notice) this.news.say(this.of(notice));
  }

  /** The language of the last answer, else the one being read. */
  #language(answers) {
    return Object.keys(answers.answers).length ? answers.language : this.lang;
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
    this.bar.replaceChildren(this.saveLine.node, this.clock.node, this.switch);
  }

  /** The other language, at the same place; what was answered stays answered. */
  #turn() {
    this.lang = otherLanguage(this.lang);
    reading.write({ lang: this.lang });
    this.#dress();
    if (this.times?.left != null && !this.closed) this.clock.set(this.clock.left);
    this.show();
    if (this.view === "all" && this.phase === "question") this.body.querySelector(`[data-question="${this.at}"]`)?.scrollIntoView();
    this.switch.focus({ preventScroll: true });
    this.#tellLanguage();
  }

  /** The language belongs to the answers: it goes with the one that is on screen. */
  #tellLanguage() {
    this.remember();
    const item = this.phase === "question" && this.sheet.items[this.at];
    if (item && this.sheet.answers[item] != null) this.answer(item, this.sheet.answers[item]);
  }

  /** One sentence instead of the test; with an error, a button to try again. */
  only(key, error = null) {
    const words = h("p", { role: error ? "alert" : null }, this.reason(error, key));
    const again = error && button(t(this.lang, "test.retry"), () => this.#again(), { class: "nbp-main" });
    this.body.replaceChildren(...[heading(2, this.of(this.spec.title)), words, again].filter(Boolean));
  }

  async #again() {
    await this.begin();
    this.body.querySelector("h2")?.focus();
  }
}
