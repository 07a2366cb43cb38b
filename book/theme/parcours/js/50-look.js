// Colours and size of the text. A choice holds for this page; it is kept for the next ones only where the reader says so.
const look = document.querySelector(".look");
const KEY = "nbparcours.look";

function store() {
  try {
    return globalThis.localStorage;
  } catch {
    return null; // a browser that keeps nothing
  }
}

if (look) {
  const root = document.documentElement;
  const keep = look.querySelector("[data-keep]");
  const chosen = () => ({ colours: root.dataset.colours ?? "", size: root.dataset.size ?? "" });
  for (const input of look.querySelectorAll("[type=radio]")) {
    input.checked = (root.dataset[input.name] ?? "") === input.value;
    input.addEventListener("change", () => {
      if (input.value) root.dataset[input.name] = input.value;
      else delete root.dataset[input.name];
      if (keep.checked) store()?.setItem(KEY, JSON.stringify(chosen()));
    });
  }
  keep.checked = Boolean(store()?.getItem(KEY));
  keep.disabled = !store();
  keep.addEventListener("change", () => {
    if (keep.checked) store().setItem(KEY, JSON.stringify(chosen()));
    else store().removeItem(KEY);
  });
  look.hidden = false;
}
