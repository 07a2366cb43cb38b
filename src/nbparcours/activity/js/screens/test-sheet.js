// The learner's answer sheet: which items, what was answered, what is marked. Pure: no page, no host.

/** The keys under which the name for the certificate and the marks wait to be saved; no item's id has a colon. */
export const NAME = "name:";
export const MARKS = "marks:";

export class Sheet {
  /** `found` is what the server knows, `kept` what this tab remembers. */
  constructor(spec, { draw, order = {}, answers, handed = [] }, kept) {
    this.items = Object.values(draw).filter((id) => Object.hasOwn(spec.items, id));
    Object.assign(this, { spec, order, handed });
    this.answers = { ...answers.answers };
    this.name = answers.name ?? "";
    this.receipt = answers.receipt ?? "";
    this.marked = new Set((kept.marked ?? answers.marked ?? []).filter((id) => this.items.includes(id)));
    for (const [key, parcel] of kept.waiting) this.#take(key, parcel);
  }

  /** An answer that this tab could not save before it was loaded again. */
  #take(key, parcel) {
    if (key === NAME) this.name = parcel.name;
    else if (key !== MARKS) this.give(key, parcel.value);
  }

  /** What is shown of an item in `lang`, its options in the order that is this learner's in both languages. */
  face(item, lang) {
    const face = this.spec.items[item][lang];
    const order = this.order[item];
    const sorted = (choices) => choices.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    if (!order) return face;
    return face.options ? { ...face, options: sorted(face.options) } : { ...face, rights: sorted(face.rights) };
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
    if (value == null || Object.keys(value).length === 0 || (typeof value === "string" && !value.trim())) return "open";
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
