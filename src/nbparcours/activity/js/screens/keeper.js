// What was answered and is not saved yet. Nothing leaves here before the server has said that it holds it.

const DELAYS = [2000, 4000, 8000, 15000];

export class Keeper {
  #waiting;
  #send;
  #changed;
  #tried = new Set();
  #running = null;
  #failures = 0;
  #timer = null;
  /** What the last failure said of itself. */
  trouble = null;

  /** `send(key, parcel)` resolves to true once saved; `changed()` is told whenever there is news. */
  constructor(send, changed, waiting = []) {
    this.#send = send;
    this.#changed = changed;
    this.#waiting = new Map(waiting);
  }

  /** The parcels that wait, as pairs, so that a page that is loaded again can go on with them. */
  get waiting() {
    return [...this.#waiting];
  }

  get failing() {
    return this.#failures > 0 && this.#waiting.size > 0;
  }

  /** Take a parcel; a newer one of the same key replaces it. With `pause`, more of the same is expected soon. */
  put(key, parcel, pause = 0) {
    this.#waiting.delete(key);
    this.#waiting.set(key, parcel);
    this.#tried.delete(key);
    this.#changed();
    if (!pause) return this.flush();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
    return null;
  }

  /** Let go of what can no longer be saved; returns how many answers that were. */
  drop() {
    const lost = [...this.#waiting.keys()].filter((key) => !key.endsWith(":")).length;
    this.#waiting.clear();
    this.#failures = 0;
    this.#changed();
    return lost;
  }

  /** Try everything that waits once; resolves to true when nothing waits any more. */
  flush() {
    clearTimeout(this.#timer);
    if (!this.#waiting.size) return Promise.resolve(true);
    this.#running ??= this.#round();
    return this.#running;
  }

  dispose() {
    clearTimeout(this.#timer);
    this.#send = async () => false;
    this.#changed = () => {};
  }

  async #round() {
    this.#tried.clear();
    for (let next; (next = this.waiting.find(([key]) => !this.#tried.has(key))); ) await this.#deliver(...next);
    this.#failures = this.#waiting.size ? this.#failures + 1 : 0;
    if (!this.#failures) this.trouble = null;
    this.#running = null;
    if (this.#waiting.size) this.#later();
    this.#changed();
    return this.#waiting.size === 0;
  }

  async #deliver(key, parcel) {
    this.#tried.add(key);
    const saved = await this.#attempt(key, parcel);
    // what was typed meanwhile is a newer parcel and stays
    if (saved && this.#waiting.get(key) === parcel) this.#waiting.delete(key);
    this.#changed();
  }

  async #attempt(key, parcel) {
    try {
      return await this.#send(key, parcel);
    } catch (error) {
      this.trouble = error;
      return false;
    }
  }

  #later() {
    const delay = DELAYS[Math.min(this.#failures, DELAYS.length) - 1] ?? DELAYS[0];
    this.#timer = setTimeout(() => this.flush(), delay);
  }
}
