// The verdict: twin of verify.py, trust.py and withdrawn.py. tests/vectors/certificates.json runs through both.
import { isDay, isoDay, isSerial, readClaim, serial } from "./claim.js";
import { Reader } from "./cbor.js";
import { unpack } from "./cose.js";

export const PREFIX = "NBP1:";
export const LIST_PREFIX = "NBR1:";
const LONGEST = 1000;
const LONGEST_LIST = 2_000_000;

const sameIssuer = (a, b) => a.issuer.fr === b.issuer.fr && a.issuer.ar === b.issuer.ar && a.demo === b.demo;

/** Undo what copying does to a text: line breaks, and spaces around it. */
export const tidy = (text) => text.replace(/[\r\n\t]/g, "").trim();

/** A list of what was withdrawn that a known key signed, or null. */
export async function readList(text, keys) {
  const { payload, key } = await unpack(text.trim(), LIST_PREFIX, LONGEST_LIST, keys, "NBR1");
  try {
    const fields = payload && new Reader(payload).all();
    const [issued, until, revoked, erased] = [1, 2, 3, 4].map((at) => fields.get(at));
    if (!isDay(issued) || !isDay(until) || ![...revoked, ...erased].every(isSerial)) return null;
    return { issued: isoDay(issued), until: isoDay(until), revoked: revoked.map(serial), erased: erased.map(serial), by: key };
  } catch {
    return null;
  }
}

/** Judge one text by `trust`: {keys, lists, today}. Claim and issuer are there only when the signature holds. */
export async function judge(text, { keys, lists, today }) {
  const found = await unpack(tidy(text), PREFIX, LONGEST, keys);
  if (found.status) return found;
  const claim = readClaim(found.payload);
  if (!claim) return { status: "altered" };
  const issuer = found.key;
  const own = lists.filter((one) => sameIssuer(one.by, issuer));
  const listed = own.reduce((newest, one) => (newest && newest.issued >= one.issued ? newest : one), null);
  const said = { claim, issuer, listed, erased: Boolean(listed?.erased.includes(claim.serial)) };
  if (own.some(({ revoked }) => revoked.includes(claim.serial))) return { status: "revoked", ...said };
  return { status: !listed || listed.until < today ? "list too old" : "valid", ...said };
}

/** Judge the texts that one file or picture held: none, or two certificates, have no verdict. */
export async function judgeAll(texts, trust) {
  const found = [...new Set(texts.map(tidy))];
  const claimed = found.filter((text) => text.startsWith(PREFIX));
  if (claimed.length > 1 || !found.length) return { status: "unreadable" };
  return judge(claimed[0] ?? found[0], trust);
}
