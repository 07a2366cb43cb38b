// The part of CBOR that certificates use (RFC 8949), in its one deterministic encoding; anything else is refused.
const DEEPEST = 4;

/** Reads one value from bytes that nobody has vouched for yet; throws on the first thing that is not as it must be. */
export class Reader {
  #at = 0;

  constructor(bytes) {
    this.bytes = bytes;
  }

  /** The whole of the bytes as one value: whole numbers, bytes, text, arrays, maps with ascending numbers for keys. */
  all() {
    const value = this.#value(0);
    if (this.#at !== this.bytes.length) throw new RangeError("trailing bytes");
    return value;
  }

  /** Expect exactly these bytes next. */
  expect(...wanted) {
    for (const byte of wanted) if (this.bytes[this.#at++] !== byte) throw new RangeError("unexpected byte");
  }

  /** Expect a byte string next. */
  string() {
    const value = this.#value(0);
    if (!(value instanceof Uint8Array)) throw new TypeError("no byte string");
    return value;
  }

  end() {
    if (this.#at !== this.bytes.length) throw new RangeError("trailing bytes");
  }

  #value(depth) {
    if (depth > DEEPEST) throw new RangeError("too deep");
    const [major, length] = this.#head();
    if (major === 0) return length;
    if (major === 2) return this.#take(length);
    if (major === 3) return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.#take(length));
    if (major === 4) return Array.from({ length: this.#bounded(length) }, () => this.#value(depth + 1));
    if (major === 5) return this.#map(length, depth + 1);
    throw new TypeError("a type that no certificate uses");
  }

  #map(length, depth) {
    const found = new Map();
    let last = -1;
    for (let count = this.#bounded(length); count > 0; count -= 1) {
      const key = this.#value(depth);
      if (typeof key !== "number" || key <= last) throw new RangeError("keys out of order");
      found.set((last = key), this.#value(depth));
    }
    return found;
  }

  /** Type and length, in the shortest spelling that there is. */
  #head() {
    const first = this.#take(1)[0];
    const short = first & 31;
    if (short < 24) return [first >> 5, short];
    if (short > 26) throw new RangeError("too long, or without an end");
    const size = 1 << (short - 24);
    const value = this.#take(size).reduce((sum, byte) => sum * 256 + byte, 0);
    if (value < [24, 0x100, 0x10000][short - 24]) throw new RangeError("not the shortest spelling");
    return [first >> 5, value];
  }

  #take(length) {
    if (length > this.bytes.length - this.#at) throw new RangeError("cut off");
    return this.bytes.subarray(this.#at, (this.#at += length));
  }

  /** Every element takes a byte at least: a huge announced length is a lie. */
  #bounded(length) {
    if (length > this.bytes.length - this.#at) throw new RangeError("cut off");
    return length;
  }
}

/** The head of a byte string of this length. */
const headOf = (length) => (length < 24 ? [0x40 | length] : length < 256 ? [0x58, length] : length < 65536 ? [0x59, length >> 8, length & 255] : [0x5a, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255]);

export const bytesOf = (bytes) => [...headOf(bytes.length), ...bytes];
