// What a certificate says: twin of claim.py and serial.py.
import { clean } from "../../activity/js/name.js";
import { Reader } from "./cbor.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BYTES = 10;
const LAST_DAY = 2932896; // 9999-12-31
const PRINTABLE = /^(?:[^\p{C}\p{Z}]| ){1,40}$/u;
const KEYS = "1,2,3,4,5,6";

/** Ten bytes as four groups of four characters. */
export function serial(bytes) {
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const letters = Array.from({ length: 16 }, (_, at) => ALPHABET[Number((number >> BigInt(75 - 5 * at)) & 31n)]).join("");
  return letters.match(/.{4}/g).join("-");
}

/** Days since 1970 as `2026-11-27`. */
export const isoDay = (days) => new Date(days * 86400000).toISOString().slice(0, 10);
export const isDay = (value) => Number.isInteger(value) && value >= 0 && value <= LAST_DAY;
export const isSerial = (value) => value instanceof Uint8Array && value.length === BYTES;

/** The claim in a payload, or null when it is none. */
export function readClaim(payload) {
  let fields;
  try {
    fields = new Reader(payload).all();
  } catch {
    return null;
  }
  if (!(fields instanceof Map) || [...fields.keys()].join() !== KEYS) return null;
  const [number, name, course, version, on, hours] = fields.values();
  const texts = [name, course, version].every((text) => typeof text === "string");
  if (!isSerial(number) || !texts || !isDay(on) || !Number.isInteger(hours) || hours < 1 || hours > 999) return null;
  if (!PRINTABLE.test(course) || !PRINTABLE.test(version) || clean(name).name !== name) return null;
  return { serial: serial(number), name, course, version, on: isoDay(on), hours };
}
