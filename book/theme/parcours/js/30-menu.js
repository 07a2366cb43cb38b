// A link of the contents that leads into this page closes the menu it stands in; Escape closes it too.
const menu = document.querySelector(".menu");

menu?.addEventListener("click", (event) => {
  if (event.target.closest("a")) menu.open = false;
});
menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
