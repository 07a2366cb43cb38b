// The results page of the search. The index is fetched when the first words are asked for, and never from a folder, where
// a browser forbids it. What is looked for is not written into the address: it would stay in the browser's history.
(() => {
  const bundle = new URL("../pagefind/pagefind.js", document.currentScript.src).href;
  const tool = document.getElementById("chercher");
  if (location.protocol === "file:") return;
  const [form, status, list] = ["form", "[role=status]", ".results"].map((name) => tool.querySelector(name));
  const more = tool.querySelector("[data-more]");
  const AT_ONCE = 10;
  const PLACES = 3;
  const { h, text } = globalThis.nbparcours.dom;
  const MARKS = /[\u0640\u064b-\u065f\u0670]/g; // Arabic vowel signs and the stretching line
  const PREFIX = /^[وف]?(?:ال|بال|كال|فال|لل)?(?=.{3})/;
  const PREFIXES = ["", "ال", "و", "وال", "بال", "لل", "ولل"];
  let engine;
  let found = [];
  let asked = 0;

  /** An Arabic word with or without the article and what is written onto it; a number with each of its separators. */
  function ways(word) {
    if (/^\d+([-./]\d+)+$/.test(word)) return ["-", ".", "/"].map((sign) => word.replace(/[-./]/g, sign));
    if (!/\p{Script=Arabic}/u.test(word)) return [word];
    const bare = word.replace(PREFIX, "");
    return [...new Set([word, ...PREFIXES.map((prefix) => prefix + bare)])];
  }

  /** Words of one letter are what an apostrophe leaves of « l'abus »; they count only where there is nothing else. */
  function split(query) {
    const words = query.replace(MARKS, "").split(/[\s'’"«»()،؛,;:?!]+/).filter(Boolean);
    const long = words.filter((word) => word.length > 1);
    return long.length ? long : words;
  }

  /** In quotation marks Pagefind compares whole words, by their stems; without them it also guesses. */
  async function hits(words) {
    const kept = new Map();
    for (const word of words) {
      for (const hit of (await engine.search(`"${word}"`)).results) {
        if (!(kept.get(hit.id)?.score >= hit.score)) kept.set(hit.id, hit);
      }
    }
    return kept;
  }

  /** The pages that hold every word in one of its ways; `guesses` knows which of them speak of it most. */
  async function search(words, guesses) {
    const each = await Promise.all(words.map((word) => hits(ways(word))));
    const row = words.length > 1 ? await hits([words.join(" ")]) : new Map();
    const rank = new Map(guesses.map((hit) => [hit.id, hit.score]));
    const score = (id) => (row.has(id) ? 1000 : 0) + (rank.get(id) ?? 0);
    const all = [...(each[0]?.keys() ?? [])].filter((id) => each.every((part) => part.has(id)));
    return all.sort((one, other) => score(other) - score(one)).map((id) => row.get(id) ?? each[0].get(id));
  }

  /** Pagefind marks what it found; the marks are kept and everything else becomes plain text. */
  function excerpt(markup) {
    const read = new DOMParser().parseFromString(markup, "text/html").body;
    return [...read.childNodes].map((node) => (node.nodeName === "MARK" ? h("mark", {}, node.textContent) : text(node.textContent)));
  }

  const weight = (place) => place.weighted_locations.reduce((sum, one) => sum + one.balanced_score, 0);

  function draw(data) {
    const places = data.sub_results.filter((place) => place.url.includes("#") && place.title !== data.meta.title);
    places.sort((one, other) => weight(other) - weight(one));
    return h(
      "li",
      {},
      data.meta.whole && h("small", {}, data.meta.whole),
      h("a", { href: data.url }, data.meta.title),
      h("p", {}, excerpt(data.excerpt)),
      places.length > 0 && h("ul", {}, places.slice(0, PLACES).map((place) => h("li", {}, h("a", { href: place.url }, place.title)))),
    );
  }

  async function show() {
    const next = found.splice(0, AT_ONCE);
    const turn = asked;
    const drawn = await Promise.all(next.map((hit) => hit.data()));
    if (turn !== asked) return;
    list.append(...drawn.map(draw));
    more.hidden = found.length === 0;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const turn = (asked += 1);
    const query = form.elements.mots.value.trim();
    list.replaceChildren();
    more.hidden = true;
    status.textContent = query && status.dataset.busy;
    if (!query) return;
    list.setAttribute("aria-busy", "true");
    try {
      engine ??= await import(bundle);
      const words = split(query);
      const guesses = (await engine.search(words.join(" "))).results;
      const exact = await search(words, guesses);
      const [all, said] = exact.length ? [exact, "many"] : [guesses, "near"];
      if (turn !== asked) return;
      found = all;
      status.replaceChildren(text(all.length ? status.dataset[said].replace("{}", all.length) : status.dataset.none));
      await show();
    } catch {
      status.textContent = status.dataset.failed;
    }
    if (turn === asked) list.setAttribute("aria-busy", "false");
  });
  more.addEventListener("click", async () => {
    const at = list.children.length;
    await show();
    list.children[at]?.querySelector("a").focus();
  });
  document.querySelector(".without").hidden = true;
  tool.hidden = false;
})();
