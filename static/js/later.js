// An address with a # that leads into what is fetched when it is seen: once it is there, it is where one looks.
let asked = location.hash;

addEventListener("hashchange", () => { asked = location.hash; });
for (const moved of ["wheel", "touchmove", "keydown"]) addEventListener(moved, () => { asked = ""; }, { passive: true });

document.addEventListener("htmx:after:swap", () => {
  const there = asked && document.getElementById(decodeURIComponent(asked.slice(1)));
  if (there && !there.classList.contains("waits")) there.scrollIntoView();
});
