// Lists marked data-order are put in another order by dragging a row's handle, or with Alt and the arrow keys from
// anywhere in a row. Both send the row's own form, as its buttons do. With data-tree a row also goes in and out.
const WAYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
const say = (words) => document.dispatchEvent(new CustomEvent("notice", { detail: words }));
const depthOf = (row) => Number(row.dataset.depth);
const rowsOf = (list) => [...list.querySelectorAll("[data-row]")];
let drag = null;

// Buttons ---------------------------------------------------------------------------------------------------------
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-order] button[name=to]");
  if (!button) return;
  button.form.querySelectorAll(".placed").forEach((input) => input.remove());
  if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag) return end();
  if (!event.altKey || event.ctrlKey || event.metaKey || !(event.key in WAYS)) return;
  const row = event.target.closest?.("[data-order] [data-row]");
  const button = row?.querySelector(`button[name=to][value=${WAYS[event.key]}]`);
  if (!button) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled") === "true") return say(row.closest("[data-order]").dataset.end);
  row.querySelector("[data-handle]")?.focus();  // by its id it has the focus again after the swap
  button.click();
});

// Dragging --------------------------------------------------------------------------------------------------------
document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-order] [data-handle]");
  if (!handle || event.button) return;
  const row = handle.closest("[data-row]"), list = row.closest("[data-order]"), rows = rowsOf(list);
  const at = rows.indexOf(row);
  let after = at + 1;
  while (after < rows.length && depthOf(rows[after]) > depthOf(row)) after += 1;
  const moving = rows.slice(at, after);
  const line = document.createElement("div");
  line.className = "drop-line";
  line.hidden = true;
  list.append(line);
  moving.forEach((each) => each.classList.add("moving"));
  drag = { row, list, line, moving, others: rows.filter((each) => !moving.includes(each)), x: event.clientX, tree: "tree" in list.dataset, place: null };
  handle.focus();
  handle.setPointerCapture(event.pointerId);
  event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const { row, list, line, others, tree } = drag;
  const found = others.findIndex((each) => { const box = each.getBoundingClientRect(); return event.clientY < box.top + box.height / 2; });
  const gap = found < 0 ? others.length : found, before = others[gap - 1], next = others[gap];
  const step = parseFloat(getComputedStyle(list).getPropertyValue("--step-px")) || 20;
  const most = !tree || !before ? 0 : depthOf(before) + ("closed" in before.dataset ? 0 : 1);
  const least = !tree || !next ? 0 : depthOf(next);
  const sign = getComputedStyle(list).direction === "rtl" ? -1 : 1;
  const depth = Math.max(least, Math.min(most, depthOf(row) + Math.round(sign * (event.clientX - drag.x) / step)));
  const parent = others.slice(0, gap).reverse().find((each) => depthOf(each) === depth - 1);
  drag.place = { under: parent?.dataset.row ?? "", before: next && depthOf(next) === depth ? next.dataset.row : "" };
  const frame = list.getBoundingClientRect();
  const edge = next ? next.getBoundingClientRect().top : before?.getBoundingClientRect().bottom ?? frame.top;
  line.hidden = false;
  line.style.insetBlockStart = `${edge - frame.top - 1}px`;
  line.style.insetInlineStart = `${depth * step}px`;
  const room = 60;
  if (event.clientY < room + 100) scrollBy(0, -12);
  if (event.clientY > innerHeight - room) scrollBy(0, 12);
});

function end() {
  drag?.line.remove();
  drag?.moving.forEach((each) => each.classList.remove("moving"));
  const done = drag;
  drag = null;
  return done;
}

document.addEventListener("pointercancel", end);
document.addEventListener("pointerup", () => {
  const done = end();
  if (!done?.place || stays(done)) return;
  const form = done.row.querySelector("form");
  form.querySelectorAll(".placed").forEach((input) => input.remove());
  for (const [name, value] of Object.entries({ to: "place", ...done.place })) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", className: "placed", name, value });
    form.append(input);
  }
  form.requestSubmit();
});

// Whether it was let go where it stood.
function stays({ row, list, moving, place }) {
  const rows = rowsOf(list), at = rows.indexOf(row), next = rows[at + moving.length];
  const parent = rows.slice(0, at).reverse().find((each) => depthOf(each) === depthOf(row) - 1);
  const before = next && depthOf(next) === depthOf(row) ? next.dataset.row : "";
  return place.under === (parent?.dataset.row ?? "") && place.before === before;
}
