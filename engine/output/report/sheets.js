// --- Picture and map, painted as the law is read ---
function setStatus(g, status) { g.setAttribute("class", g.getAttribute("class").replace(/s-\S+/, "s-" + status)); }
function paint() {
  for (const n of D.nodes) {
    if (!n.states.some((s) => seen.has(s))) continue;
    for (const g of document.querySelectorAll(`.node[data-node="${n.id}"]`)) paintBox(g, n);
  }
  for (const g of document.querySelectorAll(".spot[data-state], .label[data-state]")) {
    const s = STATE.get(g.dataset.state), v = s && seen.get(s.id).top;
    if (!s) continue;
    setStatus(g, v.status);
    g.setAttribute("class", g.getAttribute("class").replace(/ d-\S+/, " d-" + (v.duty || "none")));
    g.classList.toggle("chosen", s.id === now.state);
    const tip = g.querySelector("title");
    if (tip) tip.textContent = `${s.name}: ${says(v)}`;
  }
  paintArrows();
}
// The verdict of a box: the firmest among its states, each on the article and toward those that the box stands for.
function standingIn(n) {
  const all = n.states.filter((s) => seen.has(s)).map((id) => {
    const s = STATE.get(id), x = seen.get(id);
    if (!n.clause) return { v: x.top, s };
    const on = s.grounds.map((g, i) => [g, i]).filter(([g]) => g.clause === n.clause && n.to.includes(g.to)).map(([g, i]) => (n.first ? x.first : x.judged)[i]);
    return { v: on.length ? on.reduce(firmer) : NOTHING, s };
  });
  return { all, v: all.map((x) => x.v).reduce(firmer) };
}
const firmer = (a, b) => (less([STATUS.indexOf(b.status), b.total], [STATUS.indexOf(a.status), a.total]) ? b : a);
function paintBox(g, n) {
  const { all, v } = standingIn(n), alike = all.every((x) => short(x.v) === short(v) && far(x.v) === far(v));
  setStatus(g, v.status);
  g.classList.toggle("chosen", n.states.includes(now.state) && !now.arrow);
  const name = n.names.length > 4 ? `${n.names.slice(0, 3).join(", ")} and ${n.names.length - 3} more` : n.names.join(", ");
  const text = `${name}: ${alike ? says(v) : "nearest " + says(v) + "; others differ"}`;
  g.setAttribute("aria-label", text);
  g.setAttribute("aria-pressed", String(n.states.includes(now.state)));
  g.querySelector("title").textContent = text;
  const line = g.querySelector(".standing"), signs = g.querySelector(".pips");
  if (line) line.textContent = alike ? inWords(v) : `${inWords(v)}; others differ`;
  if (signs) signs.textContent = pips(v);
}
function paintArrows() {
  for (const g of document.querySelectorAll(".arrow")) {
    const n = NODE.get(g.dataset.from), { v } = standingIn(n);
    setStatus(g, v.status);
    g.setAttribute("class", g.getAttribute("class").replace(/ ?d-\S+/, "") + " d-" + v.duty);
    g.classList.toggle("chosen", !!now.arrow && n.states.includes(now.state) && now.arrow.some((t) => n.to.includes(t)));
    const text = `${n.names.slice(0, 3).join(", ")}${n.names.length > 3 ? " and others" : ""} to ${n.to.map((t) => (STATE.get(t) || { name: t }).name).join(", ")}: ${says(v)}`;
    g.setAttribute("aria-label", text);
    g.querySelector("title").textContent = text;
  }
}
