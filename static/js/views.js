// What is saved is what is shown now: the grid is narrowed, ordered and folded without loading the page anew.
document.addEventListener("toggle", ({ target }) => {
  const link = target.querySelector?.("a[data-save-view]");
  if (!link) return;
  const to = new URL(link.href);
  to.searchParams.set("query", location.search.slice(1));
  link.href = to;
}, true);
