"use strict";
const days = [...document.querySelectorAll(".day")], slider = document.getElementById("slider"), now = document.getElementById("now");
function show(n) {
  days.forEach((d, i) => { d.hidden = i !== n; });
  slider.value = n; slider.setAttribute("aria-valuetext", days[n].dataset.words); now.textContent = days[n].dataset.words;
}
const at = days.findIndex((d) => d.dataset.on === location.hash.slice(1));
slider.addEventListener("input", () => show(+slider.value));
document.getElementById("bar").hidden = false;
show(at < 0 ? 0 : at);
