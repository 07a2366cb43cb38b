// The words of a verdict: twin of words.py, from the same catalogue.
import ar from "../strings/ar.json" with { type: "json" };
import fr from "../strings/fr.json" with { type: "json" };

const CATALOGUES = { fr, ar };

export const t = (lang, key, vars = {}) => CATALOGUES[lang][key].replace(/\{(\w+)\}/g, (whole, name) => vars[name] ?? whole);

/** `2026-11-27` in words, with Morocco's names of the months. */
export function day(iso, lang) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${lang === "fr" && date === 1 ? "1er" : date} ${CATALOGUES[lang].months.split(" ")[month - 1]} ${year}`;
}

/** A verdict as sentences. */
export function sentences({ status, claim, issuer, listed, erased }, lang) {
  if (!claim) return [t(lang, `say.${status}`)];
  const facts = factsOf(claim, issuer, listed, lang);
  const why = t(lang, listed ? "say.old list" : "say.no list", facts);
  return [
    issuer.demo && t(lang, "say.specimen"),
    t(lang, `say.${status}`, { ...facts, why }),
    erased && status !== "revoked" && t(lang, "say.erased"),
    status === "valid" && t(lang, "say.listed", facts),
  ].filter(Boolean);
}

/** Isolated, since the direction of a name may differ from the sentence's. */
const apart = (text) => `\u2068${text}\u2069`;

export function factsOf(claim, issuer, listed, lang) {
  const days = listed ? { listed: day(listed.issued, lang), until: day(listed.until, lang) } : {};
  const { name, course, version } = claim;
  return { name: apart(name), number: apart(claim.serial), course: apart(course), version: apart(version), hours: String(claim.hours), on: day(claim.on, lang), by: apart(issuer.issuer[lang]), ...days };
}
