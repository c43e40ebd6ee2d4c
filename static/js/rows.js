// Rows marked data-row: buttons marked data-row-step go from one to the next, the keys of a row (keys.js) work on the
// row one is in. When a row has been dealt with and leaves, the next one has the focus; when that is undone, the row.
const rows = () => [...document.querySelectorAll("[data-row]")];
const inside = (element) => element?.closest?.("[data-row]");
let from, next, left;

document.addEventListener("click", ({ target }) => {
  const step = Number(target.closest?.("[data-row-step]")?.dataset.rowStep);
  if (!step) return;
  const all = rows(), at = all.indexOf(from?.isConnected ? from : null);
  all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
});
document.addEventListener("focusin", ({ target }) => { const row = inside(target); if (row) from = row; });

document.addEventListener("htmx:before:request", ({ target }) => {
  const row = inside(target), all = rows(), at = all.indexOf(row);
  if (row) {
    left = row.id;
    next = [left, ...all.slice(at + 1).map(({ id }) => id), ...all.slice(0, at).map(({ id }) => id).reverse(), "main"];
  } else if (left && target.matches?.(".undo")) next = [left];
});
document.addEventListener("htmx:after:swap", () => {
  if (!next) return;
  const place = ["refused", ...next].map((id) => document.getElementById(id)).find(Boolean);
  next = undefined;
  place?.focus();
});
