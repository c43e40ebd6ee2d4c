// The grid: cells come as they are scrolled to; by keyboard it is one tab stop, arrows go from cell to cell, Enter edits
// in place, O opens, E revises, C comments, Space shows the newest quotation, Esc leaves. Without script it is a table
// of links.
const table = () => document.querySelector("table.grid");
const NEAR = "600px"; // cells are asked for before they are seen
const WAIT = 250; // milliseconds that one points at a cell before its quotation is fetched
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const LINKS = "table.grid a.issue-name, table.grid a.says, table.grid a.fold";

// More cells ------------------------------------------------------------------------------------------------------
const wanted = new Set();
let asking = 0, watcher = null;

function watch() {
  watcher?.disconnect();
  wanted.clear();
  watcher = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) wanted[isIntersecting ? "add" : "delete"](target);
    clearTimeout(asking);
    asking = setTimeout(ask, 80);
  }, { rootMargin: NEAR });
  table()?.querySelectorAll("td.later").forEach((td) => watcher.observe(td));
}

async function ask() {
  const from = [...wanted].find((td) => td.isConnected && !td.dataset.asked)?.dataset.from;
  if (from === undefined) return;
  const these = [...wanted].filter((td) => td.dataset.from === from && !td.dataset.asked);
  these.forEach((td) => { td.dataset.asked = "yes"; });
  const issues = these.map((td) => td.parentElement.dataset.issue).join(".");
  try {
    const answer = await fetch(`${table().dataset.cells}&issues=${issues}&from=${from}`);
    if (!answer.ok) throw new Error(answer.statusText);
    place(await answer.text(), from);
  } finally {
    these.forEach((td) => { delete td.dataset.asked; if (!td.isConnected) wanted.delete(td); });
  }
  ask();
}

function place(html, from) {
  const holder = document.createElement("template");
  holder.innerHTML = `<table>${html}</table>`;
  for (const come of holder.content.querySelectorAll("tr")) {
    const line = table()?.querySelector(`tr[data-issue="${come.dataset.issue}"]`), open = line?.querySelector(`td[data-from="${from}"]`);
    if (!open) continue;
    const head = come.querySelector("th");
    if (head) line.querySelector(".spread").replaceWith(head.querySelector(".spread"));
    head?.remove();
    open.replaceWith(...come.children);
  }
  become();
  if (awaited && document.getElementById(awaited)) reach(awaited);
}

// One tab stop ----------------------------------------------------------------------------------------------------
let awaited = null; // the id of a cell that is to be reached once it is there

function become() {
  const grid = table();
  if (!grid) return;
  grid.setAttribute("role", "grid");
  grid.querySelectorAll("td[role=cell]").forEach((td) => td.setAttribute("role", "gridcell"));
  const links = [...grid.querySelectorAll("tbody :is(a.issue-name, a.says, a.fold)")];
  const here = links.find((link) => link === document.activeElement) ?? links.find((link) => link.tabIndex === 0 && link.dataset.stop) ?? links[0];
  links.forEach((link) => { link.tabIndex = link === here ? 0 : -1; });
  if (here) here.dataset.stop = "yes";
}

function go(link) {
  table().querySelectorAll("tbody a[data-stop]").forEach((each) => { each.tabIndex = -1; delete each.dataset.stop; });
  link.tabIndex = 0;
  link.dataset.stop = "yes";
  link.focus();
  const cell = link.closest("td.cell");
  if (cell) history.replaceState(history.state, "", `#${cell.id}`);
}

// To a cell that may not have come yet: its row and its column are there, so it is scrolled to and then awaited.
function reach(id) {
  const cell = document.getElementById(id);
  if (cell?.matches("td.cell")) {
    awaited = null;
    cell.scrollIntoView({ block: "center", inline: "center" });
    return go(cell.querySelector("a.says"));
  }
  const [issue, party] = id.split("--"), line = document.getElementById(issue), head = table()?.querySelector(`thead th[data-party="${CSS.escape(party ?? "")}"]`);
  if (!line || !head) return;
  awaited = id;
  line.scrollIntoView({ block: "center" });
  const sheet = table().closest(".sheet");
  sheet.scrollLeft = head.offsetLeft - sheet.clientWidth / 2;
}

// Where an arrow leads: to the cell beside, to a head, or to the id of a cell that is still to come.
function beside(link, [y, x]) {
  const line = link.closest("tr"), lines = [...table().querySelectorAll("tbody tr")], heads = [...table().querySelectorAll("thead th")];
  const column = (row, from) => { let n = 0; for (const each of row.children) { if (each === from) return n; n += each.colSpan; } };
  const place = column(line, link.closest("th, td")) + x, row = lines[lines.indexOf(line) + y];
  if (!row || place < 0 || place >= heads.length) return null;
  if (row.matches(".branch")) return row.querySelector("a.fold");
  let n = 0;
  for (const each of row.children) {
    if (place < n + each.colSpan) return each.querySelector("a.issue-name, a.says") ?? `${row.id}--${heads[place].dataset.party}`;
    n += each.colSpan;
  }
  return null;
}

// The newest quotation --------------------------------------------------------------------------------------------
let pointing = 0;
const close = () => document.querySelectorAll(".peek").forEach((peek) => peek.remove());

async function peek(cell) {
  if (cell.matches(".none, .editing") || !cell.isConnected) return;
  const number = new URL(cell.querySelector("a.says").href).pathname.split("/").at(-2);
  const answer = await fetch(`${table().dataset.grid}newest/${number}/${new URL(table().dataset.cells, location).search}`);
  if (!answer.ok || !cell.isConnected) return;
  close();
  const box = document.createElement("div");
  box.className = "peek";
  box.setAttribute("role", "status");
  box.innerHTML = await answer.text();
  cell.append(box);
  if (box.getBoundingClientRect().right > innerWidth) box.classList.add("left");
  if (box.getBoundingClientRect().bottom > innerHeight) box.classList.add("up");
}

document.addEventListener("pointerover", (event) => {
  const cell = event.target.closest?.("table.grid td.cell");
  clearTimeout(pointing);
  if (cell?.querySelector(".peek")) return;
  close();
  if (cell && event.pointerType === "mouse") pointing = setTimeout(peek, WAIT, cell);
});

// In place --------------------------------------------------------------------------------------------------------
const kept = new Map(); // what a cell showed before it became a form, by its id

function edit(cell) {
  const number = new URL(cell.querySelector("a.says").href).pathname.split("/").at(-2);
  const query = new URL(table().dataset.cells, location).search;
  kept.set(cell.id, cell);
  htmx.ajax("GET", `${table().dataset.grid}${number}/${query}`, { target: cell, swap: "outerHTML" });
}

function leave(form) {
  const td = form.closest("td"), before = kept.get(td.id);
  if (!before) return;
  td.replaceWith(before);
  go(before.querySelector("a.says"));
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.(".short-form [data-leave]"), here = target.closest?.(".cell .here");
  if (button) leave(button.form);
  if (here) edit(here.closest(".cell"));
});
document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest?.(".short-form");
  if (form) leave(form);
});

// After a swap a form has the focus, and a cell that was saved has it back.
function settle() {
  const form = document.querySelector(".short-form");
  if (form) {
    const box = form.getBoundingClientRect();
    form.classList.toggle("left", box.right > innerWidth);
    const first = [".bad :is(input, select, textarea)", "[name=option]", "[name=stance]"].map((each) => form.querySelector(each)).find(Boolean);
    if (!form.contains(document.activeElement)) first?.focus();
  }
  for (const id of kept.keys()) {
    const cell = document.getElementById(id);
    if (cell?.matches(".editing")) continue;
    kept.delete(id);
    if (cell && !document.activeElement?.matches("input, select, textarea")) go(cell.querySelector("a.says"));
  }
}

// Keys ------------------------------------------------------------------------------------------------------------
document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.(LINKS);
  if (!link || !link.closest("tbody") || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  const cell = link.closest("td.cell");
  if (event.key in STEPS) {
    const to = beside(link, STEPS[event.key]);
    event.preventDefault();
    close();
    if (typeof to === "string") reach(to);
    else if (to) go(to);
  } else if (event.key === "Enter" && cell && !event.shiftKey && table().dataset.revise) {
    event.preventDefault();
    close();
    edit(cell);
  } else if (event.key === " " && cell) {
    event.preventDefault();
    if (cell.querySelector(".peek")) close();
    else peek(cell);
  } else if (event.key === "Escape") {
    if (document.querySelector(".peek")) close();
    else link.blur();
  } else if (cell && !event.shiftKey && localStorage.getItem("keys") !== "off") {
    const address = new URL(link.href);
    const to = { o: () => address, e: () => { address.pathname += "revise/"; return address; }, c: () => { address.hash = "discussion"; return address; } }[event.key.toLowerCase()];
    if (!to || (event.key.toLowerCase() === "e" && !table().dataset.revise)) return;
    event.preventDefault();
    location.href = to();
  }
});

function begin() {
  if (!table()) return;
  become();
  watch();
  settle();
}
document.addEventListener("htmx:after:swap", begin);
addEventListener("hashchange", () => reach(decodeURIComponent(location.hash.slice(1))));
begin();
// Not before the page has come: the browser goes to the address first, and takes the focus along.
addEventListener("load", () => setTimeout(() => { if (table() && location.hash.includes("--")) reach(decodeURIComponent(location.hash.slice(1))); }));
