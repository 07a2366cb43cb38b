// The copy for reading without a network: made when the reader asks, and removed with everything else that was kept.
(() => {
  const root = new URL("..", document.currentScript.src).href;
  const tool = document.getElementById("garder");
  if (location.protocol === "file:" || !("serviceWorker" in navigator) || !globalThis.caches || !globalThis.OFFLINE) return;
  const { version, files, sizes } = globalThis.OFFLINE;
  const PREFIX = `nbparcours:${root}:`; // as in sw.js
  const AT_ONCE = 4;
  const form = tool.querySelector("form");
  const button = form.querySelector("button");
  const status = tool.querySelector("[role=status]");
  const say = (name, detail = "") => (status.textContent = status.dataset[name] + detail);
  const chosen = () => [...form.elements.langue].filter((box) => box.checked).map((box) => box.value);

  const keptNames = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

  async function tell() {
    const names = await keptNames();
    if (!names.length) return say("nothing");
    for (const box of form.elements.langue) box.checked = names.some((name) => name.startsWith(`${PREFIX}${box.value}:`));
    return say("kept");
  }

  /** Fetch every file of a language; whole or not at all. */
  async function keep(lang, done) {
    const name = `${PREFIX}${lang}:${version}`;
    const cache = await caches.open(name);
    const left = ["offline-files.js", ...files[lang]]; // the list itself, so that the copy can be removed without a network
    const fetchSome = async () => {
      for (let file; (file = left.shift()); done()) await cache.add(new Request(root + file, { cache: "no-cache" }));
    };
    const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, fetchSome));
    const failed = ends.find((end) => end.status === "rejected");
    if (!failed) return;
    await caches.delete(name);
    throw failed.reason;
  }

  async function keepAll(languages) {
    const total = languages.reduce((sum, lang) => sum + files[lang].length, 0);
    let count = 0;
    const done = () => say("busy", ` ${Math.floor((100 * (count += 1)) / total)} %`);
    for (const lang of languages) await keep(lang, done);
    await navigator.serviceWorker.register(`${root}sw.js`, { scope: root });
    await navigator.serviceWorker.ready;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const languages = chosen();
    if (!languages.length) return;
    button.disabled = true;
    say("busy");
    try {
      await keepAll(languages);
      say("kept");
    } catch {
      say("failed");
    }
    button.disabled = false;
  });

  tool.querySelector("[data-remove]").addEventListener("click", async () => {
    for (const name of await keptNames()) await caches.delete(name);
    const registration = await navigator.serviceWorker.getRegistration(root);
    await registration?.unregister();
    for (const name of Object.keys(localStorage)) if (name.startsWith("nbparcours")) localStorage.removeItem(name);
    for (const box of document.querySelectorAll("[data-keep]")) box.checked = false;
    say("removed");
  });

  for (const box of form.elements.langue) {
    const size = status.dataset.size.replace("{}", Math.ceil(sizes[box.value] / 1000));
    box.closest("label").querySelector("small").textContent = `(${size})`;
  }
  document.querySelector(".without").hidden = true;
  tool.hidden = false;
  tell();
})();
