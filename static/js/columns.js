// The list of a table's columns: a party goes up or down by its buttons, or by Alt and an arrow key. The form sends them
// in the order in which they stand.
const move = (row, to) => {
  const other = to === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (other) other[to === "up" ? "before" : "after"](row);
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-columns] button[data-to]");
  if (!button) return;
  move(button.closest("li"), button.dataset.to);
  button.focus();
});
document.addEventListener("keydown", (event) => {
  const row = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key] && event.target.closest?.("[data-columns] li");
  if (!row) return;
  event.preventDefault();
  const focus = document.activeElement;
  move(row, event.key === "ArrowUp" ? "up" : "down");
  focus.focus();
});
