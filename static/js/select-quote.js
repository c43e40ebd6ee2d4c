// The reader: select words, press S, and the form of a statement opens beside the text with them. Offsets go out as
// code points of the stored text, which is what stands in .body without the labels beside it.
const reader = () => document.getElementById("reader");
const body = () => reader()?.querySelector(".body");
const pick = () => document.getElementById("pick");
const form = () => document.getElementById("statement-form");
const moving = () => document.getElementById("move-form");
const aside = (node) => node.parentElement?.closest(".gut");

function* pieces() {
  const walk = document.createTreeWalker(body(), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) if (!aside(node)) yield node;
}

const codePoints = (text) => { let n = 0; for (const _ of text) n += 1; return n; };  // half a pair counts as one
const unitsOf = (text, points) => { let units = 0; for (const sign of text) { if (points-- <= 0) break; units += sign.length; } return units; };

const textOf = () => [...pieces()].map((piece) => piece.data).join("");
const wordsOf = ({ start, end }, all = textOf()) => all.slice(unitsOf(all, start), unitsOf(all, end));

// How many code points stand before a place of the page.
export function before(node, offset) {
  const place = document.createRange();
  place.setStart(node, offset);
  let count = 0;
  for (const piece of pieces()) {
    if (piece === node) return count + codePoints(piece.data.slice(0, offset));
    if (place.comparePoint(piece, 0) > 0) break;
    count += codePoints(piece.data);
  }
  return count;
}

// The place of the page at a code point.
export function placeOf(point) {
  let last = null;
  for (const piece of pieces()) {
    const length = codePoints(piece.data);
    if (point <= length) return [piece, unitsOf(piece.data, point)];
    point -= length;
    last = piece;
  }
  return last && [last, last.data.length];
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !body()) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(body())) return null;
  const inside = document.createRange();
  inside.selectNodeContents(body());
  const starts = inside.comparePoint(range.startContainer, range.startOffset) < 0 ? 0 : before(range.startContainer, range.startOffset);
  const ends = before(...(inside.comparePoint(range.endContainer, range.endOffset) > 0 ? [body(), body().childNodes.length] : [range.endContainer, range.endOffset]));
  return starts < ends ? { start: starts, end: ends, range } : null;
}

function select(start, end) {
  const from = placeOf(start), until = placeOf(end);
  if (!from || !until) return;
  getSelection().setBaseAndExtent(...from, ...until);
  from[0].parentElement.scrollIntoView({ block: "nearest" });
  offer();
}

// The button at the selection -----------------------------------------------------------------------------------------
const sheet = new CSSStyleSheet();  // a style attribute would be copied by the next swap, which our policy forbids
document.adoptedStyleSheets.push(sheet);

function offer() {
  const button = pick(), found = selected();
  if (!button) return;
  button.hidden = !found || (passage?.start === found.start && passage.end === found.end && Boolean(form()));
  if (button.hidden) return;
  for (const choice of button.children) {
    if (choice.hasAttribute("data-instead")) choice.hidden = Boolean(form()) || !inPlaceOf(found);
    else choice.hidden = choice.hasAttribute("data-add") !== Boolean(form()) || Boolean(moving());
  }
  const box = found.range.getBoundingClientRect(), frame = reader().getBoundingClientRect();
  const top = box.bottom - frame.top + 6;
  const left = Math.max(8, Math.min(box.left - frame.left, frame.width - button.offsetWidth - 8));
  sheet.replaceSync(`#pick { top: ${top}px; left: ${left}px; }`);
}

let passage = null;  // the words that the form is about, and where they stood on the screen

function open() {
  const found = selected();
  if (!found) return;
  const box = found.range.getBoundingClientRect();
  passage = { start: found.start, end: found.end, top: box.top };
  pick().hidden = true;
  if (globalThis.Highlight) CSS.highlights.set("passage", new Highlight(found.range));  // typing takes the selection away
  const query = `start=${found.start}&end=${found.end}`;
  history.replaceState(history.state, "", `${location.pathname}?${query}`);
  htmx.ajax("GET", `${reader().dataset.record}&${query}&in_text=1`, { source: "#beside", target: "#beside", swap: "innerHTML" });
}

let adding = null;  // words that the open form is to quote too

function add() {
  const found = selected();
  if (!found) return;
  adding = { words: wordsOf(found), start: found.start };
  pick().hidden = true;
  if (!put()) form().querySelector("button[name=again][value$='-quote']").click();  // settled once the row is there
}

function put() {
  const empty = [...form().querySelectorAll("textarea[name^='report-0-quote']")].find((field) => !field.value.trim());
  if (!empty || !adding) return false;
  empty.value = adding.words;
  form().elements[empty.name.replace("quote", "near")].value = adding.start;
  adding = null;
  empty.focus();
  empty.dispatchEvent(new Event("input", { bubbles: true }));
  empty.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

// These words in the place of a mark's: the one whose form is open, the one in hand if it is near, else the only one under them.
const NEAR = 200;
const endsOf = (mark) => mark.dataset.place?.split(" ").map(Number) ?? [];

const placed = (mark) => mark.dataset.place ? endsOf(mark) : [before(mark, 0), before(mark, 0) + codePoints(mark.textContent)];

function inPlaceOf({ start, end }) {
  const open = moving() && document.getElementById(`excerpt-${moving().dataset.excerpt}`);
  if (open) return open;
  const within = (room) => (mark) => { const [first, last] = endsOf(mark); return first < end + room && last > start - room; };
  if (flagged() && within(NEAR)(flagged())) return flagged();
  const under = marks().filter(within(0));
  return under.length === 1 ? under[0] : null;
}

function instead() {
  const found = selected(), mark = found && inPlaceOf(found);
  if (!mark?.dataset.version) return;
  const words = wordsOf(found);
  const near = found.start + codePoints(words) - codePoints(words.trimStart());
  if (moving()) return choose(words.trim(), near);
  const where = reader().dataset.ends.replace("/excerpts/0/", `/excerpts/${mark.id.replace("excerpt-", "")}/`);
  pick().hidden = true;
  passage = { top: mark.getBoundingClientRect().top };
  if (globalThis.Highlight) CSS.highlights.set("passage", new Highlight(found.range));
  htmx.ajax("POST", `${where}?in_text=1`, { source: "#beside", target: "#beside", swap: "innerHTML", values: { expected: mark.dataset.version, quotation: words.trim(), near } });
}

// The open form takes them, and keeps what else was typed.
function choose(words, near) {
  const { quotation, near: place } = moving().elements;
  [quotation.value, place.value] = [words, near];
  quotation.dispatchEvent(new Event("input", { bubbles: true }));
  pick().hidden = true;
  moving().querySelector(".btn.main").focus();
}

// The end of the mark in hand a word further, or a word back: selected, not yet saved.
function end(step) {
  const mark = flagged() ?? document.activeElement?.closest("mark[id]");
  if (!mark?.dataset.place) return;
  const [start, last] = endsOf(mark), found = selected();
  const from = found?.start === start ? found.end : last;
  const all = textOf();
  const at = unitsOf(all, from), low = Math.max(unitsOf(all, start), at - NEAR);
  const ends = [];
  for (const part of new Intl.Segmenter(body().lang || undefined, { granularity: "word" }).segment(all.slice(low, at + NEAR)))
    if (part.isWordLike) ends.push(low + part.index + part.segment.length);
  const to = step > 0 ? ends.find((each) => each > at) : ends.findLast((each) => each < at);
  if (to) select(start, codePoints(all.slice(0, to)));
}

function opened() {
  reader().classList.add("recording");
  pick().hidden = true;
  document.getElementById("beside").scrollTop = 0;
  const first = document.getElementById(form().dataset.first || "") ?? form().querySelector("#id_speaker");
  const narrow = matchMedia("(width < 60rem)").matches;
  if (narrow) document.getElementById("notice").replaceChildren();  // there is no room for both
  first?.focus({ preventScroll: !narrow });
  if (!narrow) first?.scrollIntoView({ block: "nearest" });  // not under the bar that saves
  if (narrow) form().scrollIntoView({ block: "start" });
}

// From mark to mark, from sentence to sentence ------------------------------------------------------------------------
const marks = () => [...body().querySelectorAll("mark[id]")];
const flagged = () => body().querySelector("mark.now");

function show(mark) {
  flagged()?.classList.remove("now");
  mark.classList.add("now");
  for (const tool of document.querySelectorAll("[data-go=longer], [data-go=shorter]")) tool.hidden = false;
  const link = mark.querySelector("a");
  (link ?? mark).focus?.({ preventScroll: true });
  const box = mark.getBoundingClientRect();
  if (box.top < 120 || box.bottom > innerHeight - 80) mark.scrollIntoView({ block: "center" });
}

function go(step) {
  const all = marks();
  if (!all.length) return;
  const at = all.indexOf(flagged());
  const mark = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length];
  show(mark);
  getSelection().removeAllRanges();
  if (!mark.querySelector("a")) select(...placed(mark));  // of no statement yet: S records one
}

// Where lines are cut to a width, as in a transcript, a sentence goes on in the next line: to Intl every one ends it.
const WIDTH = 100;

function flowing(text) {
  const lines = text.split("\n").filter((line) => line.trim());
  const share = (found) => lines.filter(found).length / lines.length;
  const cut = lines.length > 5 && share((line) => line.length > WIDTH) < 0.1 && share((line) => /[\p{L}\p{N},]\s*$/u.test(line)) > 0.5;
  return cut ? text.replace(/\n(?=\S)/g, " ") : text;
}

function* sentences() {
  let seen = 0;
  for (const { segment } of new Intl.Segmenter(body().lang || undefined, { granularity: "sentence" }).segment(flowing(textOf()))) {
    const start = seen + codePoints(segment) - codePoints(segment.trimStart()), words = codePoints(segment.trim());
    if (words > 1) yield { start, end: start + words };
    seen += codePoints(segment);
  }
}

// The next sentence; of words found or drawn over in the middle of one, that one.
function sentence(from) {
  const found = selected(), part = found && found.start !== passage?.start && from === undefined;
  const start = from ?? found?.end ?? passage?.end ?? (flagged() ? before(flagged(), 0) + codePoints(flagged().textContent) : 0);
  for (const each of sentences()) {
    const holds = part && each.start <= found.start && found.end <= each.end && found.end - found.start < each.end - each.start;
    if (holds || (each.end > start + 1 && each.start >= start - 1)) return select(each.start, each.end);
  }
}

function sentenceBefore() {
  const start = selected()?.start ?? passage?.start ?? (flagged() ? before(flagged(), 0) : 0);
  let last = null;
  for (const each of sentences()) {
    if (each.start >= start) break;
    last = each;
  }
  if (last) select(last.start, last.end);
}

// After saving: the text is drawn anew, and stands where it stood -------------------------------------------------------
function settled() {
  const { at, next } = reader().dataset;
  const mark = at && document.getElementById(`excerpt-${at}`);
  if (mark && passage) scrollBy({ top: mark.getBoundingClientRect().top - passage.top, behavior: "instant" });
  history.replaceState(history.state, "", location.pathname);
  if (globalThis.Highlight) CSS.highlights.delete("passage");
  passage = null;
  if (next) { sentence(Number(next)); return; }
  if (mark) show(mark);
}

// Marked words are links, in which browsers begin no selection: while the mouse is down they are none.
let held = null;
document.addEventListener("mousedown", (event) => {
  const link = event.target.closest(".body mark a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  held = { link, href: link.getAttribute("href") };
  link.removeAttribute("href");
}, true);
document.addEventListener("mouseup", ({ target }) => {
  if (!held) return;
  const { link, href } = held;
  held = null;
  setTimeout(() => {
    link.setAttribute("href", href);
    if (link.contains(target) && !selected()) link.click();
  });
}, true);

document.addEventListener("selectionchange", () => { if (!form() || selected()) offer(); });
document.addEventListener("click", ({ target }) => {
  const picked = target.closest("#pick button");
  if (picked?.hasAttribute("data-instead")) instead();
  else if (picked && picked.hasAttribute("data-add") === Boolean(form())) form() ? add() : open();
  const step = target.closest("[data-go]")?.dataset.go;
  if (step === "next") go(1);
  if (step === "back") go(-1);
  if (step === "sentence") sentence();
  if (step === "sentence-back") sentenceBefore();
  if (step === "longer") end(1);
  if (step === "shorter") end(-1);
});
document.addEventListener("mousedown", (event) => { if (event.target.closest("#pick, [data-go]")) event.preventDefault(); });  // keeps the selection
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.target.closest("a, button, input, textarea, select, summary")) return;
  if (selected() && !pick().hidden) { event.preventDefault(); pick().querySelector("button:not([hidden])").click(); }
});
document.addEventListener("htmx:after:settle", ({ detail }) => {
  if (!reader()) return;  // another page, to which one went by htmx
  for (const root of detail.newContent ?? []) {
    if (root.id === "reader" || root.querySelector?.("#reader")) settled();
    else if (form() && root.contains?.(form()) && adding) put();
    else if (form() && root.contains?.(form()) && !form().classList.contains("dirty")) opened();
  }
});
