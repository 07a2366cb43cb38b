// Changing language without losing the paragraph. Cells carry the same id in both languages and hold the same blocks, so
// a place is the id above it and how many blocks it stands below: #m1-forms~3. The receiving page takes the number off.
const twin = document.querySelector("[data-twin]");
const LINE = 160; // the reading line, below the bar
const top = (node) => node.getBoundingClientRect().top;
const blocks = () =>
  [...document.querySelectorAll("main :is([id], p, li, tr, blockquote)")].filter(
    (node) => node.matches(".activity") || (!node.closest(".activity, .nbp, nav, .crumb, .old") && node.getClientRects().length),
  );

/** The reader is at the anchor they came to, as long as it is in sight, or else at the last block above the line. */
function place() {
  const came = document.getElementById(location.hash.slice(1));
  if (came && top(came) >= 0 && top(came) < innerHeight) return came.id;
  if (scrollY <= 100) return "";
  const above = blocks().filter((node) => top(node) < LINE);
  const mark = above.findLastIndex((node) => node.id);
  if (mark < 0) return "";
  const below = above.length - 1 - mark;
  return above[mark].id + (below ? `~${below}` : "");
}

function arrive() {
  const [, id, below] = location.hash.match(/^#([\w-]+)~(\d+)$/) ?? [];
  if (!id) return;
  history.replaceState(null, "", `#${id}`);
  const all = blocks();
  const from = all.findIndex((node) => node.id === id);
  if (from < 0) return;
  let to = from;
  while (to - from < below && all[to + 1] && !all[to + 1].id) to += 1;
  all[to].scrollIntoView();
}

twin?.addEventListener("click", () => {
  twin.hash = place();
});
addEventListener("load", arrive); // a browser goes to the address's anchor by itself until then
