// A form marked data-draft is kept on the server while one types, and comes back: after a closed tab, a lost session,
// a restart. Where the server cannot be reached it is kept in this browser. Saving ends the draft: the form says its
// name in the field "draft", and the server drops it.
const { drafts: address, user, signIn } = document.body.dataset;
const PAUSE = 600;  // milliseconds without a letter before a draft is kept
const timers = new WeakMap();
const flights = new WeakMap();  // drafts on their way to the server, by form
const overtaken = new WeakSet();  // forms that were sent while their draft was on its way

const nameOf = (form) => `${new URL(form.action, location.href).pathname}#${form.id}${form.dataset.draft ? `@${form.dataset.draft}` : ""}`;
const local = (name) => `draft ${user} ${name}`;
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

const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });

function keep(form, how) {
  const flight = send(form, how).finally(() => { if (flights.get(form) === flight) flights.delete(form); });
  flights.set(form, flight);
  return flight;
}

async function send(form, { leaving = false, fields = typedInto(form) } = {}) {
  const name = nameOf(form);
  const body = new FormData();
  body.set("form", name);
  body.set("fields", JSON.stringify(fields));
  if (fields.length && !form.elements.draft) {
    form.insertAdjacentHTML("beforeend", '<input type="hidden" name="draft">');
  }
  if (form.elements.draft) form.elements.draft.value = name;
  try {
    const size = new Blob([body.get("fields")]).size;
    const answer = await fetch(address, {
      method: "POST", body, headers: { "X-CSRFToken": token(form) }, redirect: "manual", keepalive: leaving && size < 60_000,
    });
    if (!answer.ok) throw answer;
    localStorage.removeItem(local(name));
    if (fields.length) say(form, (form.querySelector(".kept")?.dataset.kept ?? "").replace("TIME", clock()));
  } catch (problem) {
    try { localStorage.setItem(local(name), JSON.stringify(fields)); } catch { /* full, or a private window */ }
    const out = problem?.type === "opaqueredirect" || problem?.status === 403;
    if (out && !form.dataset.toldOut) {
      form.dataset.toldOut = "yes";
      document.dispatchEvent(new CustomEvent("notice", { detail: signIn }));
    }
  }
}

async function find(form) {
  const name = nameOf(form);
  const here = localStorage.getItem(local(name));
  if (here) return { fields: JSON.parse(here), at: "", day: "" };
  if ("fresh" in form.dataset) return null;  // the server has none, and said so
  const answer = await fetch(`${address}?form=${encodeURIComponent(name)}`, { redirect: "manual" });
  return answer.status === 200 ? answer.json() : null;
}

// What was typed goes back through the server, which draws the form with it as if it had been sent, saving nothing.
async function restore(form) {
  const found = await find(form);
  if (!found || form.classList.contains("dirty")) return;
  const now = JSON.stringify(typedInto(form));
  if (JSON.stringify(found.fields) === now) { keep(form, { fields: [] }); return; }
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token(form));
  body.set("again", "draft");
  found.fields.forEach(([name, value]) => body.append(name, value));
  const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true", "HX-Target": `form#${form.id}` } });
  if (!answer.ok || answer.redirected) return;
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  const fresh = holder.content.getElementById(form.id);
  if (!fresh || form.classList.contains("dirty")) return;  // somebody has begun to type meanwhile
  const focused = form.contains(document.activeElement) ? document.activeElement.id : "";
  form.replaceWith(fresh);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  globalThis.htmx?.process(fresh);
  fresh.classList.add("dirty");
  fresh.closest("details")?.setAttribute("open", "");
  const told = note();
  if (told) {
    told.querySelector("[data-at]").textContent = [found.day, found.at].filter(Boolean).join(", ");
    told.querySelector("button").addEventListener("click", async () => {
      fresh.classList.remove("dirty");
      localStorage.removeItem(local(nameOf(fresh)));
      await keep(fresh, { fields: [] });
      location.reload();
    });
    fresh.prepend(told);
  }
  await keep(fresh);
}

const soon = (form) => {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => { timers.delete(form); keep(form); }, PAUSE));
};
const meant = (target) => target?.form?.matches?.("[data-draft]") ? target.form : null;

if (address) {
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => { const form = meant(target); if (form) soon(form); });
  }
  document.addEventListener("submit", ({ target, submitter }) => {
    clearTimeout(timers.get(target));
    timers.delete(target);
    if (flights.has(target) && !["again", "take"].includes(submitter?.name)) overtaken.add(target);
  }, true);
  // A draft that reached the server after the form was saved would come back as if it had not been: it is dropped.
  document.addEventListener("htmx:after:request", ({ target, detail }) => {
    if (!overtaken.delete(target) || !(detail?.ctx?.response?.status < 400)) return;
    (flights.get(target) ?? Promise.resolve()).then(() => keep(target, { fields: [] }));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    document.querySelectorAll("form[data-draft]").forEach((form) => {
      if (!timers.has(form)) return;
      clearTimeout(timers.get(form));
      timers.delete(form);
      keep(form, { leaving: true });
    });
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
