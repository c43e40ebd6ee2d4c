// The grid by keyboard: one tab stop, arrows go from cell to cell, O opens, E revises, C comments, Space shows the newest
// quotation, Esc leaves. Without script it is a table of links.
const table = () => document.querySelector("table.grid");
const lines = () => [...table().querySelectorAll("tbody tr:not(.branch)")].map((tr) => [...tr.querySelectorAll("a.issue-name, td.cell a.says")]);
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function become() {
  const grid = table();
  if (!grid || grid.getAttribute("role") === "grid") return;
  grid.setAttribute("role", "grid");
  grid.querySelectorAll("td[role=cell]").forEach((td) => td.setAttribute("role", "gridcell"));
  lines().flat().forEach((link, n) => { link.tabIndex = n ? -1 : 0; });
}

function go(link) {
  lines().flat().forEach((each) => { each.tabIndex = each === link ? 0 : -1; });
  link.focus();
}

const peeking = () => document.querySelectorAll(".cell.peeking").forEach((cell) => cell.classList.remove("peeking"));

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("table.grid a.issue-name, table.grid a.says");
  if (!link || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  const cell = link.closest("td.cell");
  if (event.key in STEPS) {
    const all = lines(), down = all.findIndex((line) => line.includes(link)), across = all[down].indexOf(link);
    const [y, x] = STEPS[event.key], to = all[down + y]?.[across + x];
    event.preventDefault();
    peeking();
    if (to) go(to);
  } else if (event.key === " " && cell) {
    event.preventDefault();
    const open = cell.classList.contains("peeking");
    peeking();
    cell.classList.toggle("peeking", !open);
  } else if (event.key === "Escape") {
    if (cell?.classList.contains("peeking")) peeking();
    else link.blur();
  } else if (cell && !event.shiftKey && localStorage.getItem("keys") !== "off") {
    const address = new URL(link.href);
    const to = { o: () => address, e: () => { address.pathname += "revise/"; return address; }, c: () => { address.hash = "discussion"; return address; } }[event.key.toLowerCase()];
    if (!to || (event.key.toLowerCase() === "e" && !table().dataset.revise)) return;
    event.preventDefault();
    location.href = to();
  }
});
document.addEventListener("htmx:after:swap", become);
become();
