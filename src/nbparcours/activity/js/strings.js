// What the kit itself says. Words of the course come in the spec; these are labels and messages.
import ar from "../strings/ar/core.json" with { type: "json" };
import fr from "../strings/fr/core.json" with { type: "json" };

const CATALOGUES = { fr: { ...fr }, ar: { ...ar } };

/** Add the messages of a kind or of a screen: {fr, ar}. */
export function learn(words) {
  for (const lang of Object.keys(CATALOGUES)) Object.assign(CATALOGUES[lang], words[lang]);
}

/**
 * The message `key` in `lang` with `{name}` replaced by `vars.name`. With `vars.n`, the form `key.one`,
 * `key.two`, `key.few`, `key.many` or `key.other` is taken where the catalogue has it.
 */
export function t(lang, key, vars = {}) {
  const catalogue = CATALOGUES[lang] ?? CATALOGUES.fr;
  const form = typeof vars.n === "number" ? `${key}.${new Intl.PluralRules(lang).select(vars.n)}` : key;
  const found = catalogue[form] ?? catalogue[`${key}.other`] ?? catalogue[key] ?? CATALOGUES.fr[key] ?? key;
  return found.replace(/\{(\w+)\}/g, (whole, name) => vars[name] ?? whole);
}
