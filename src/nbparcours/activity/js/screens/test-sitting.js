// The side of a test that the server sees: opening, beginning, answering, handing in, and what it says of the time.
import { t } from "../strings.js";
import { attempt } from "./parts.js";
import { WRITTEN } from "./test-question.js";
import { MARKS, NAME } from "./test-sheet.js";

export const RESUMED = ["question", "review"];
const PAUSE = 600; // between two saves of a text that is being written
const STOPPED = ["time", "late"]; // reasons that end a test which was begun

/** What `Test` builds on: it has a `host`, a `spec`, and once opened a `sheet`, a `keeper` and a `clock`. */
export class Sitting {
  lost = 0;
  stopped = false;
  handing = false;

  async begin() {
    this.box.append(this.bar, this.news.node, this.body);
    if (!this.host.tests) return this.only("test.no_server");
    this.only("test.loading");
    const name = this.spec.assignment;
    const [sheet, result] = await Promise.all([
      attempt(() => this.host.tests.answers(name)),
      attempt(() => this.host.tests.result(name)),
    ]);
    if (this.stopped) return null;
    if (sheet.error) return this.only("test.unread", sheet.error);
    return this.opened(sheet.found, result.found ?? null);
  }

  /** Begin or go on: the server notes the time once and may still refuse. */
  async start() {
    const { found, error } = await attempt(() => this.host.tests.begin(this.spec.assignment));
    if (error && !this.times?.begun) return this.news.say(this.reason(error, "test.unread"));
    if (found) this.know(found);
    return this.closed ? this.go(this.ended() ? "closed" : "rules") : this.go("question", this.sheet.firstOpen());
  }

  async takeCode(code) {
    const { found, error } = await attempt(() => this.host.tests.extra(this.spec.assignment, code));
    if (error) return this.news.say(this.reason(error, "test.unread"));
    this.know(found);
    this.show();
    return this.say("test.extra_done");
  }

  /** Ask the server what holds now: when the time is over, or when it no longer takes an answer. */
  async reread() {
    const { found } = await attempt(() => this.host.tests.answers(this.spec.assignment));
    if (!found || this.stopped) return;
    this.know(found);
    if (!this.ended()) return;
    this.lost += this.keeper.drop();
    this.sheet.answers = { ...found.answers.answers };
    if (["rules", ...RESUMED].includes(this.phase)) this.go("closed");
  }

  answer(item, value) {
    this.sheet.give(item, value);
    this.keeper.put(item, { value, lang: this.lang }, this.spec.items[item].kind === WRITTEN ? PAUSE : 0);
  }

  mark(item) {
    this.sheet.mark(item);
    this.keeper.put(MARKS, { marked: [...this.sheet.marked] });
  }

  async handIn() {
    if (this.handing) return;
    this.handing = true;
    this.say("test.handing_in");
    await this.submit().finally(() => (this.handing = false));
  }

  async submit() {
    if (!(await this.keeper.flush())) return this.say("test.not_handed_in_unsaved");
    const { found, error } = await attempt(() => this.host.tests.handin(this.spec.assignment));
    if (!found?.receipt) return this.news.say(this.reason(error, "test.not_handed_in"));
    this.sheet.receipt = found.receipt;
    this.sheet.handed.push({ receipt: found.receipt, when: found.submitted ?? new Date().toISOString() });
    return this.go("receipt");
  }

  /** The server's own sentence where it gave one. */
  reason(error, key) {
    return error?.said?.[this.lang] ?? t(this.lang, key);
  }

  phaseOf(kept) {
    if (this.result) return "result";
    if (this.sheet.receipt) return "receipt";
    if (this.ended()) return "closed";
    return RESUMED.includes(kept) && !this.closed ? kept : "rules";
  }

  /** Take what the server says of the session: times, and why not. */
  know({ session = null, closed = null }) {
    Object.assign(this, { times: session, closed });
    this.clock.set(closed ? null : (session?.left ?? null));
  }

  /** A session that is over ends also a test that was never begun. */
  ended() {
    return Boolean(this.closed && STOPPED.includes(this.closed.why) && (this.times?.begun || this.closed.why === "late"));
  }

  async send(key, parcel) {
    const { tests } = this.host;
    const name = this.spec.assignment;
    try {
      if (key === NAME) return (await tests.name(name, parcel.name)) !== false;
      if (key === MARKS) return (await tests.marks(name, parcel.marked)) !== false;
      return Boolean(await tests.save(name, key, parcel.value, parcel.lang));
    } catch (error) {
      if (error.status === 409) this.reread(); // no longer taken: the server says why
      throw error;
    }
  }
}
