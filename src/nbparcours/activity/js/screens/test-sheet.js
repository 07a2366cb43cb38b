// The learner's answer sheet: which items, what was answered, what is marked. Pure: no page, no host.

/** The key under which the name for the certificate waits to be saved; no item's id has a colon. */
export const NAME = "name:";

export class Sheet {
  constructor(spec, draw, answers, kept) {
    this.items = Object.values(draw).filter((id) => Object.hasOwn(spec.items, id));
    this.spec = spec;
    this.answers = { ...answers.answers };
    this.name = answers.name ?? "";
    this.receipt = answers.receipt ?? "";
    this.marked = new Set((kept.marked ?? []).filter((id) => this.items.includes(id)));
    for (const [key, parcel] of kept.waiting) this.#take(key, parcel);
  }

  /** An answer that this tab could not save before it was loaded again. */
  #take(key, parcel) {
    if (key === NAME) this.name = parcel.name;
    else this.give(key, parcel.value);
  }

  /** Keep an answer; null takes it back. Whatever changes, the old receipt no longer stands for it. */
  give(item, value) {
    if (value == null) delete this.answers[item];
    else this.answers[item] = value;
    this.receipt = "";
  }

  mark(item) {
    if (!this.marked.delete(item)) this.marked.add(item);
  }

  /** "answered", "partial" (some rows of a matching) or "open". */
  state(item) {
    const value = this.answers[item];
    if (value == null || Object.keys(value).length === 0) return "open";
    const { kind, fr } = this.spec.items[item];
    return kind === "matching" && fr.lefts.some(({ id }) => !value[id]) ? "partial" : "answered";
  }

  count(state) {
    return this.items.filter((item) => this.state(item) === state).length;
  }

  firstOpen() {
    return Math.max(0, this.items.findIndex((item) => this.state(item) === "open"));
  }
}
