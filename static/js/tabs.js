// The tab one is on stands in sight where the row of tabs scrolls, also on a page that came by htmx.
let seen;
function show() {
  const tab = document.querySelector(".tabs [aria-current]");
  if (!tab || tab === seen) return;  // a row that is still there stays where somebody has scrolled it
  seen = tab;
  const row = tab.closest(".tabs"), [at, within] = [tab, row].map((element) => element.getBoundingClientRect());
  row.scrollLeft += at.left + at.width / 2 - within.left - within.width / 2;
}
show();
document.addEventListener("htmx:after:settle", show);
