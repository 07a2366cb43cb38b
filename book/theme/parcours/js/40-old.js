// An address from before a notebook was cut into pages: its first page lists every anchor beside the page that holds it
// now. Without this the reader arrives at that line of the list, one click away.
function follow() {
  const id = location.hash.slice(1);
  const mark = document.getElementById(id) ?? document.getElementById(id.replace(/-\d+$/, ""));
  const link = mark?.matches(".old") && mark.closest("li").querySelector("a");
  if (link) location.replace(`${link.href.split("#")[0]}#${id}`);
}
addEventListener("hashchange", follow);
follow();
