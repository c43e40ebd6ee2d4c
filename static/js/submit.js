// Ctrl+Enter (Cmd+Enter) saves the form one is in, or, from nowhere in particular, the only one of the page that says so
// on its button; Ctrl+Shift+Enter presses its second button, marked data-shift.
function meant(target) {
  const every = document.querySelectorAll("main form:has(.save .btn:not(.danger) kbd)");
  const elsewhere = target.closest?.("a, button, input, textarea, select, summary, [contenteditable], [role=grid]");
  return target.closest?.("form") ?? (every.length === 1 && !elsewhere ? every[0] : null);
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = meant(event.target);
  if (!form) return;
  const button = event.shiftKey ? form.querySelector("button[data-shift]") : form.querySelector("button:not([type=button], [data-shift])");
  if (event.shiftKey && !button) return;
  event.preventDefault();
  form.requestSubmit(button ?? undefined);
});

// Two clicks are one wish: a form that is on its way is not sent a second time.
const HELD = 3000;  // milliseconds after the answer: until then what it leads to has taken the form's place
let onTheirWay = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method") !== "post") return;
  if (onTheirWay.has(form)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  onTheirWay.add(form);
  setTimeout(() => { if (event.defaultPrevented && !form.hasAttribute("hx-post")) onTheirWay.delete(form); });
}, true);
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.response.status >= 400) onTheirWay.delete(ctx.sourceElement);
  else setTimeout(() => onTheirWay.delete(ctx.sourceElement), HELD);
});
const anew = () => { onTheirWay = new WeakSet(); };
for (const event of ["htmx:after:settle", "htmx:error"]) document.addEventListener(event, anew);
addEventListener("pageshow", anew);  // come back to
