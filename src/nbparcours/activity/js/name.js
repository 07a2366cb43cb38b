// Twin of course/name.py: which names can stand on a certificate. tests/vectors/names.json runs through both.
export const LONGEST = 80;
const HEAVIEST = 154; // bytes of UTF-8: what keeps the QR code within 65 × 65 modules
const BELONGS = /^[ '’ʼʻ\-‐.·،,/\p{L}\p{M}]$/u;

/** `{name}`, normalised, or `{code, sign}`: the rule that is broken, and by which character if by one. */
export function clean(raw) {
  const name = raw.trim().replace(/\p{Zs}/gu, " ").normalize("NFC");
  const sign = [...name].find((one) => !BELONGS.test(one));
  if (sign) return { code: "sign", sign };
  const tidy = name.replace(/ +/g, " ").trim();
  if (!/\p{L}/u.test(tidy)) return { code: "letter" };
  if ([...tidy].length > LONGEST || new TextEncoder().encode(tidy).length > HEAVIEST) return { code: "long" };
  if (/\p{M}{4}/u.test(tidy)) return { code: "marks" };
  return { name: tidy };
}
