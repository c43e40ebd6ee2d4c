// Files that are chosen are read at once: one shows in its form, of several each becomes a row as soon as it is read.
// Without script the button beside them does the same.
const part = async (address, target, body) => {
  const answer = await fetch(address, { method: body ? "POST" : "GET", body, headers: { "HX-Request": "true", "HX-Target": target } });
  if (!answer.ok || answer.redirected) throw answer;
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  return holder.content;
};

function line(name, words, kind) {
  const item = document.createElement("li"), bold = document.createElement("b"), said = document.createElement("span");
  item.className = kind;
  bold.textContent = name;
  bold.dir = "auto";
  said.textContent = words;
  item.append(bold, " ", said);
  return item;
}

async function send(form, files) {
  const list = form.querySelector("#rows"), status = form.querySelector(".reading"), { dataset: words } = status;
  const waiting = files.map((file) => line(file.name, words.reading, "file-waits"));
  list.append(...waiting);
  let refused = 0;
  for (const [n, file] of files.entries()) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("again", "read");
    body.set("file", file);
    let items;
    try {
      items = [...(await part(form.action, "ul#rows", body)).querySelectorAll("#rows > li")];
      if (items.some(({ id }) => id && document.getElementById(id))) items = [line(file.name, words.same, "file-refused")];
    } catch {
      items = [line(file.name, words.failed, "file-refused")];
    }
    waiting[n].replaceWith(...items);
    refused += items.some(({ className }) => className === "file-refused");
    const read = words.read.replace("READ", n + 1 - refused).replace("ALL", files.length);
    status.textContent = refused ? `${read} ${words.refused.replace("REFUSED", refused)}` : read;
  }
  form.querySelector(".file-row input")?.dispatchEvent(new Event("input", { bubbles: true }));  // from now on a draft
}

async function several(form, files) {
  const { several: address } = form.dataset;
  const fresh = (await part(address, "form#several-form")).getElementById("several-form");
  form.replaceWith(fresh);
  document.querySelector("main h1").textContent = fresh.dataset.heading;
  document.querySelector("main .standfirst").textContent = fresh.dataset.standfirst;
  globalThis.htmx?.process(fresh);
  ready(fresh);
  fresh.querySelector("[type=file]").focus();
  await send(fresh, files);
}

const ready = (root) => { for (const button of root.querySelectorAll(".read-first")) button.hidden = true; };

const unready = (root) => { for (const button of root.querySelectorAll(".read-first")) button.hidden = false; };

document.addEventListener("change", ({ target }) => {
  const form = target.matches("[type=file]") ? target.closest("form[data-several]") : null;
  const files = [...(form ? target.files : [])];
  if (!files.length) return;
  const rows = form.querySelector("#rows");
  if (!rows && files.length === 1) { form.requestSubmit(form.querySelector(".read-first")); return; }
  if (!rows) { several(form, files).catch(() => unready(form)); return; }  // the files stay chosen, and can be sent as they are
  target.value = "";
  send(form, files);
});
document.addEventListener("htmx:after:settle", () => ready(document));
ready(document);
