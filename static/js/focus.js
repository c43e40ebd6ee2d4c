// The focus is never lost: after a swap it is on the first field with an error, on [autofocus] (htmx sees to that), or
// where it was; by the button for one more row, in that row, by that for one less, in the row before, by one that fills a field, in that field; on a page that came by htmx, on its heading. Notices are announced, and leave by themselves.
const notices = () => document.getElementById("notice");  // looked for anew: a page that came by htmx has its own
const firstWrong = (root) => root.querySelector?.("[aria-invalid=true]");

function closing(notice) {
  if (notice.dataset.closing) return;
  notice.dataset.closing = "yes";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn";
  close.textContent = notices().dataset.close;
  close.addEventListener("click", () => notice.remove());
  notice.append(close);
  if (notice.matches(".toast") && !notice.querySelector("a, form")) {
    const leave = () => notice.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : notice.remove();
    setTimeout(leave, 8000);
  }
}

const watched = new WeakSet();
function watch() {
  const region = notices();
  if (!region) return;
  if (!watched.has(region)) new MutationObserver(watch).observe(region, { childList: true });
  watched.add(region);
  region.querySelectorAll(":scope > .toast, :scope > .note").forEach(closing);
}

// A live region is only heard when something is put into it: what a page brings along is put in anew.
function announce() {
  const said = [...(notices()?.children ?? [])];
  if (!said.length) return;
  notices().replaceChildren();
  setTimeout(() => {
    notices()?.prepend(...said);
    if (window.htmx && notices()) htmx.process(notices());  // it looked for what is its own while they were away
  }, 60);
}

watch();
announce();
document.addEventListener("htmx:after:swap", watch);
document.addEventListener("notice", ({ detail }) => {
  const notice = document.createElement("p");
  notice.className = "toast";
  notice.textContent = detail;
  notices()?.replaceChildren(notice);
});
let had = false;  // the focus was inside what is being replaced
let pressed = null;  // the button of a form that had it, and the fields that were there
const fieldsOf = (root) => [...root.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((field) => field.checkVisibility());
document.addEventListener("htmx:before:swap", ({ detail }) => {
  had = (detail.tasks ?? []).some(({ target }) => target instanceof Element && target.contains(document.activeElement));
  const button = had ? document.activeElement.closest("form button[name]") : null;
  const above = (field) => button.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_PRECEDING;
  pressed = button && { name: button.name, value: button.value, fills: button.getAttribute("aria-controls"), there: fieldsOf(button.form).map(({ id }) => id), above: fieldsOf(button.form).filter(above).map(({ id }) => id) };
});
function after(root) {
  if (!pressed || !root?.isConnected) return null;
  const { name, value, fills, there, above } = pressed, fields = fieldsOf(root);
  if (fills) return fields.find(({ id }) => id === fills);
  const same = [...root.querySelectorAll("button[name]")].find((each) => each.name === name && each.value === value);
  return fields.find(({ id }) => !there.includes(id)) ?? same ?? fields.findLast(({ id }) => above.includes(id));
}
let left = "";  // the page from which what was saved leads to another: that one is seen from its head, or where its address says
document.addEventListener("htmx:after:request", ({ detail }) => { if (detail.ctx.hx?.location) left = location.pathname; });
document.addEventListener("htmx:after:settle", ({ detail }) => {
  const roots = (detail.newContent ?? []).filter((node) => node instanceof Element);
  roots.map(firstWrong).find(Boolean)?.focus();
  const whole = detail.task?.target === document.body;
  if (whole) announce();
  if (whole && left && left !== location.pathname && !location.hash) scrollTo(0, 0);
  if ((whole || had) && document.activeElement === document.body) land(whole ? undefined : after(roots[0]) ?? roots[0]);
  [had, pressed, left] = [false, null, ""];
});

function named() {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }  // such as #100%
}
// Where the focus goes when what had it is gone: to the part that came, to the place that the address names, or to the heading.
function land(part) {
  const place = part?.isConnected ? part : named() ?? document.querySelector("main h1") ?? document.getElementById("main");
  if (!place.matches("a[href], button, input, select, textarea, summary, [tabindex]")) place.tabIndex = -1;
  place.focus({ preventScroll: place.tagName === "H1" });
  if (place.form) place.scrollIntoView({ block: "center" });  // not under the bar that saves
}
// <details data-opens-field>: whoever opens it wants to type.
document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.matches?.("[data-opens-field]")) target.querySelector("textarea, input:not([type=hidden])")?.focus();
}, true);
document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx) document.dispatchEvent(new CustomEvent("notice", { detail: notices()?.dataset.offline }));
});
firstWrong(document.querySelector("main"))?.focus();
