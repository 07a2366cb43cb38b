// RFC 9285: two bytes in three characters of the QR code's alphanumeric alphabet.
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** The bytes of `text`, or null when it is no base45. */
export function decode(text) {
  if (text.length % 3 === 1) return null;
  const digits = [...text].map((sign) => ALPHABET.indexOf(sign));
  if (digits.includes(-1) || digits.length !== text.length) return null;
  const bytes = [];
  for (let at = 0; at < digits.length; at += 3) {
    const [a, b, c] = digits.slice(at, at + 3);
    const value = a + b * 45 + (c ?? 0) * 2025;
    if (value > (c === undefined ? 0xff : 0xffff)) return null;
    if (c !== undefined) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return new Uint8Array(bytes);
}
