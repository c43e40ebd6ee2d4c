// A form marked data-draft is kept on the server while one types, and comes back: after a closed tab, a lost session,
// a restart. Where the server cannot be reached it is kept in this browser. Saving ends the draft: the form says its
// name in the field "draft", and the server drops it.
const { drafts: address, user, signIn } = document.body.dataset;
const PAUSE = 600;  // milliseconds without a letter before a draft is kept
const PATIENCE = 30_000;  // milliseconds until the server is taken for out of reach
const timers = new WeakMap();
const flights = new Map();  // drafts on their way to the server, by the name of their form: a form is drawn anew meanwhile
const restoring = new WeakSet();  // forms whose draft is looked for
const drafted = new Set();  // names of the forms whose draft this page has sent
const sent = new WeakSet();  // forms on their way to be saved
const saved = new WeakSet();  // and those that arrived, until something is typed into them anew

const nameOf = (form) => `${new URL(form.action, location.href).pathname}#${form.id}${form.dataset.draft ? `@${form.dataset.draft}` : ""}`;
const local = (name) => `draft ${user} ${name}`;
const keepHere = (name, fields) => {
  try { localStorage.setItem(local(name), JSON.stringify(fields)); } catch { /* full, or a private window */ }
};
const token = (form) => form.elements.csrfmiddlewaretoken?.value ?? "";
const note = () => document.getElementById("draft-note")?.content.firstElementChild.cloneNode(true);
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "draft", "again", "take"]);

function typedInto(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.has(name));
}

function say(form, words) {
  const kept = form.querySelector(".kept");
  if (kept) kept.textContent = words;
}

// One waits for the one before, or an older draft could arrive last. Only who leaves the page cannot wait.
function keep(form, how = {}) {
  const name = nameOf(form), before = flights.get(name);
  const own = before && !how.leaving ? before.then(() => send(form, how)) : send(form, how);
  const flight = Promise.all([before, own]).finally(() => { if (flights.get(name) === flight) flights.delete(name); });
  flights.set(name, flight);
  return flight;
}

async function send(form, { leaving = false, fields = typedInto(form) } = {}) {
  const name = nameOf(form);
  const body = new FormData();
  body.set("form", name);
  body.set("fields", JSON.stringify(fields));
  drafted.add(name);
  try {
    const size = new Blob([body.get("fields")]).size;
    const answer = await fetch(address, {
      method: "POST", body, headers: { "X-CSRFToken": token(form) }, redirect: "manual", keepalive: leaving && size < 60_000,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) throw answer;
    localStorage.removeItem(local(name));
    if (!fields.length) return;
    const { at } = await answer.json();  // by the clock of the workspace, as everything else here
    say(form, (form.querySelector(".kept")?.dataset.kept ?? "").replace("TIME", at));
  } catch (problem) {
    if (fields.length) keepHere(name, fields);
    const out = problem?.type === "opaqueredirect" || problem?.status === 403;
    if (out && !form.dataset.toldOut) {
      form.dataset.toldOut = "yes";
      document.dispatchEvent(new CustomEvent("notice", { detail: signIn }));
    }
  }
}

async function find(form) {
  const name = nameOf(form);
  await flights.get(name);
  const here = localStorage.getItem(local(name));
  if (here) return { fields: JSON.parse(here), at: "", day: "" };
  if ("fresh" in form.dataset) return null;  // the server has none, and said so
  const answer = await fetch(`${address}?form=${encodeURIComponent(name)}`, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  return answer.status === 200 ? answer.json() : null;
}

// What was typed goes back through the server, which draws the form with it as if it had been sent, saving nothing. What
// is typed before that is there stands in it (meanwhile.js), and is kept no sooner: it would take the draft's place.
function restore(form) {
  restoring.add(form);
  return bringBack(form).finally(() => restoring.delete(form));
}

async function bringBack(form) {
  const ctx = { target: form };
  const tell = (moment) => document.dispatchEvent(new CustomEvent(`meanwhile:${moment}`, { detail: { ctx } }));
  let over = false;
  for (const kind of ["submit", "htmx:after:request"]) form.addEventListener(kind, ({ target }) => { over ||= target === form; });
  const late = () => over || !form.isConnected;  // saved, or gone
  tell("ask");
  const found = await find(form);
  if (!found || late()) return;
  const now = JSON.stringify(typedInto(form));
  if (JSON.stringify(found.fields) === now) { keep(form, { fields: [] }); return; }
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token(form));
  body.set("again", "draft");
  found.fields.forEach(([name, value]) => body.append(name, value));
  const headers = { "HX-Request": "true", "HX-Target": `form#${form.id}` };
  const answer = await fetch(form.action, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok || answer.redirected) return;
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  const fresh = holder.content.getElementById(form.id);
  if (!fresh || late()) return;
  const focused = form.contains(document.activeElement) ? document.activeElement.id : "";
  tell("look");
  form.replaceWith(fresh);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  tell("put");
  globalThis.htmx?.process(fresh);
  fresh.classList.add("dirty");
  fresh.closest("details")?.setAttribute("open", "");
  const told = note();
  if (told) {
    told.querySelector("[data-at]").textContent = [found.day, found.at].filter(Boolean).join(", ");
    told.querySelector("button").addEventListener("click", async () => {
      rest(fresh);
      fresh.classList.remove("dirty");
      localStorage.removeItem(local(nameOf(fresh)));
      await keep(fresh, { fields: [] });
      location.reload();
    });
    fresh.prepend(told);
  }
  await keep(fresh);
}

const rest = (form) => { clearTimeout(timers.get(form)); return timers.delete(form); };
const soon = (form) => {
  rest(form);
  timers.set(form, setTimeout(() => {
    if (flights.has(nameOf(form)) || restoring.has(form)) { soon(form); return; }
    rest(form);
    keep(form);
  }, PAUSE));
};
const meant = (target) => target?.form?.matches?.("[data-draft]") ? target.form : null;

if (address) {
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => {
      const form = meant(target);
      if (kind === "input" && form) saved.delete(form);
      if (form && !saved.has(form)) soon(form);  // a field that goes with its saved form says that it changed
    });
  }
  document.addEventListener("submit", ({ target: form, submitter }) => {
    rest(form);
    sent.delete(form);
    if (!form.matches("[data-draft]") || ["again", "take"].includes(submitter?.name)) return;
    sent.add(form);
    if (!drafted.has(nameOf(form))) return;
    if (!form.elements.draft) form.insertAdjacentHTML("beforeend", '<input type="hidden" name="draft">');
    form.elements.draft.value = nameOf(form);
  }, true);
  // A draft that reached the server after the form was saved would come back as if it had not been: it is dropped.
  document.addEventListener("htmx:after:request", ({ detail }) => {
    const { sourceElement: form, response, hx } = detail.ctx;
    if (!sent.delete(form)) return;
    if (response.status >= 400) { keep(form); return; }  // saved by nobody, and perhaps typed a moment ago
    rest(form);
    saved.add(form);
    const name = nameOf(form);
    if (hx.redirect) keepHere(name, typedInto(form));  // not saved: one was signed out
    else if (flights.has(name) || (drafted.has(name) && localStorage.getItem(local(name)))) keep(form, { fields: [] });
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    document.querySelectorAll("form[data-draft]").forEach((form) => { if (rest(form)) keep(form, { leaving: true }); });
  });
  const bring = (root) => root.querySelectorAll?.("form[data-draft]:not(.dirty, [data-folded])").forEach((form) => { restore(form).catch(() => {}); });
  bring(document);
  // A note that is folded away, in a list of many, is looked for when somebody unfolds it.
  document.addEventListener("toggle", ({ target }) => {
    const form = target.open ? target.closest("form[data-draft][data-folded]:not(.dirty)") : null;
    if (form) restore(form).catch(() => {});
  }, true);
  document.addEventListener("htmx:after:settle", ({ detail }) => { for (const root of detail.newContent ?? []) bring(root); });
}
