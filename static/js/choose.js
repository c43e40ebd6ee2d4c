// Many rows at once: in a form marked data-choose a click with Shift chooses all rows from the last one clicked, a box
// marked data-choose-all those of the page. How many are chosen stands at data-chosen.
const boxes = (form) => [...form.querySelectorAll("input[name=chosen]")];
let last;

function count(form) {
  const all = boxes(form), number = all.filter(({ checked }) => checked).length;
  form.querySelector("[data-chosen]").textContent = number;
  for (const every of form.querySelectorAll("[data-choose-all]")) {
    every.checked = number === all.length;
    every.indeterminate = number > 0 && number < all.length;
  }
}

document.addEventListener("click", ({ target, shiftKey }) => {
  const form = target.closest?.("form[data-choose]");
  if (!form || !target.matches("input[type=checkbox]")) return;
  const all = boxes(form);
  if (target.matches("[data-choose-all]")) for (const box of all) box.checked = target.checked;
  else {
    const [from, to] = [all.indexOf(last), all.indexOf(target)].sort((a, b) => a - b);
    if (shiftKey && from >= 0) for (const box of all.slice(from, to + 1)) box.checked = target.checked;
    last = target;
  }
  count(form);
});
const again = () => document.querySelectorAll("form[data-choose]").forEach(count);
for (const event of ["htmx:after:settle", "pageshow"]) addEventListener(event, again);  // come back to, boxes stay checked
again();
