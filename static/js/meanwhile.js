// What a person changes while an answer is on its way stands in what the answer brings, and the caret stays where it is.
// What nobody touched since the request is as the server says.
const FIELDS = "input:not([type=hidden], [type=file]), select, textarea";
const ticked = ({ type }) => type === "checkbox" || type === "radio";
const chosen = ({ selectedOptions }) => [...selectedOptions].map(({ value }) => value);
const state = (field) => JSON.stringify(ticked(field) ? field.checked : field.options ? chosen(field) : field.value);

function put(field, as) {
  if (state(field) === as) return;
  const value = JSON.parse(as);
  if (field.type === "select-one" && ![...field.options].some((option) => value.includes(option.value))) return;
  if (ticked(field)) field.checked = value;
  else if (field.options) for (const option of field.options) option.selected = value.includes(option.value);
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));  // it is a draft, and unsaved
}

// The field that has taken the place of one: of the same form, and for a tick, of the same thing.
function heir({ field, action }) {
  const found = field.id ? document.getElementById(field.id) : null;
  const same = found?.type === field.type && found.form?.action === action && (!ticked(field) || found.value === field.value);
  return same ? found : null;
}

const asked = new WeakMap();  // by request: what its target's fields held, and where the focus was
let changed = [], caret = null;

function ask({ detail: { ctx } }) {
  const fields = [...(ctx.target?.querySelectorAll?.(FIELDS) ?? [])];
  asked.set(ctx, { held: new Map(fields.map((field) => [field, state(field)])), focus: document.activeElement });
}
function look({ detail: { ctx } }) {
  const { held, focus } = asked.get(ctx) ?? { held: new Map() }, active = document.activeElement;
  const now = (field) => ({ field, action: field.form?.action, as: state(field) });
  changed = [...held].filter(([field, was]) => field.isConnected && state(field) !== was).map(([field]) => now(field));
  const moved = held.has(active) && (active !== focus || changed.some(({ field }) => field === active));
  caret = moved ? { ...now(active), from: active.selectionStart, to: active.selectionEnd } : null;
}
function giveBack() {
  for (const each of changed) { const field = heir(each); if (field) put(field, each.as); }
  changed = [];
}
function goOn() {  // when the focus has been where a page wants it
  const field = caret && heir(caret);
  if (field && field !== caret.field) {
    field.focus({ preventScroll: true });
    if (typeof caret.from === "number") field.setSelectionRange(caret.from, caret.to);
  }
  caret = null;
}
// A form that is drawn anew without htmx (draft.js) says so itself.
const moments = { "htmx:before:request": ask, "htmx:before:swap": look, "htmx:before:settle": giveBack, "htmx:after:swap": goOn };
for (const [moment, then] of Object.entries(moments)) document.addEventListener(moment, then);
document.addEventListener("meanwhile:ask", ask);
document.addEventListener("meanwhile:look", look);
document.addEventListener("meanwhile:put", () => { giveBack(); goOn(); });
