// Keys: an element with data-key="g c" is clicked by typing g, then c; with data-key="1,s" by either. `?` lists those of
// the page. The keys of a row (data-row) work in the row one is in; in none, the first row takes the focus, no more.
// The dialog is looked for anew each time: a page that came by htmx has its own.
const sheet = () => document.getElementById("keys");
let typed = "", forget;

const stored = (value) => { try { return value === undefined ? localStorage.getItem("keys") : localStorage.setItem("keys", value); } catch { return null; } };
const rowOf = (element) => element?.closest?.("[data-row]");
const keysOf = (element) => element.dataset.key.split(",");
function targets() {
  const row = rowOf(document.activeElement) ?? document.querySelector("[data-row]");
  return [...document.querySelectorAll("[data-key]")].filter((element) => !rowOf(element) || rowOf(element) === row);
}
const writing = (element) => element?.closest("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");

function line(element) {
  const key = document.createElement("dt"), name = document.createElement("dd");
  for (const letter of element.dataset.key.split(/[ ,]/)) {
    const kbd = document.createElement("kbd");
    kbd.textContent = letter.length === 1 && letter !== letter.toUpperCase() ? letter.toUpperCase() : letter;
    key.append(kbd, " ");
  }
  const words = element.cloneNode(true);
  words.querySelectorAll("kbd").forEach((each) => each.remove());  // the letter stands beside it already
  name.textContent = element.dataset.keyName ?? words.textContent.trim();
  return [key, name];
}

// Grouped: what the page does, where G and a letter lead, and what always works, which stands in the dialog already.
function open() {
  const dialog = sheet(), box = dialog.querySelector("#keys-on");
  const all = targets().filter((one, i, every) => every.findIndex((other) => other.dataset.key === one.dataset.key) === i);
  for (const group of dialog.querySelectorAll("[data-keys]")) {
    const those = all.filter((one) => one.dataset.key.startsWith("g ") === (group.dataset.keys === "go"));
    group.querySelector("dl").replaceChildren(...those.flatMap(line));
    group.hidden = those.length === 0;
  }
  box.checked = stored() !== "off";
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("change", ({ target }) => { if (target.id === "keys-on") stored(target.checked ? "on" : "off"); });
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-opens=keys]")) { event.target.closest("details")?.removeAttribute("open"); open(); }
  if (event.target === sheet()) sheet().close();
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key.length !== 1 || stored() === "off" || writing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?" && sheet()) { event.preventDefault(); return open(); }
  const key = event.key.toLowerCase();
  const all = targets();
  const next = [`${typed} ${key}`.trim(), key].find((try_) => all.some((one) => keysOf(one).some((keys) => keys === try_ || keys.startsWith(`${try_} `))));
  clearTimeout(forget);
  typed = "";
  if (next === undefined) return;
  const hit = all.find((one) => keysOf(one).includes(next));
  if (hit) {
    event.preventDefault();
    if (rowOf(hit) && rowOf(hit) !== rowOf(document.activeElement)) rowOf(hit).focus();
    else if (writing(hit)) hit.focus();
    else {
      hit.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));  // links inside SVG have no click()
      hit.closest("[data-opens-field][open]")?.querySelector("textarea")?.focus();  // now, so that no letter is lost
    }
    return;
  }
  typed = next;
  forget = setTimeout(() => { typed = ""; }, 1200);
});
