// A <details data-menu> closes like a menu: by Esc, by a click elsewhere, by leaving it with Tab.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", ({ target }) => openMenus().forEach((menu) => { if (!menu.contains(target)) menu.open = false; }));
document.addEventListener("focusin", ({ target }) => openMenus().forEach((menu) => { if (!menu.contains(target)) menu.open = false; }));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  openMenus().forEach((menu) => {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  });
});
