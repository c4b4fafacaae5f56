// --- Table and switches ---
const owes = (s) => owing(s, seen.get(s.id), reading(), value);
// Instrument by instrument all whom each article binds, nearest first; last, and not on paper, the articles on which nobody's standing rests.
function table() {
  const groups = new Map(), idle = [];
  for (const s of [...D.states].sort((a, b) => a.rank - b.rank)) {
    const owed = byArticle(s, owes(s));
    if (!owed.length && !s.belligerent) idle.push(s);
    for (const { v, c, main } of owed) {
      const key = [short(v), far(v), c.a].join("|");
      if (!groups.has(c.t)) groups.set(c.t, { name: c.name, rows: new Map() });
      const rows = groups.get(c.t).rows;
      if (!rows.has(key)) rows.set(key, { v, c, states: [], lesser: true });
      rows.get(key).states.push(s);
      if (main) rows.get(key).lesser = false;
    }
  }
  const near = ({ v, lesser }) => [lesser, STATUS.indexOf(v.status), v.total, v.judgements, DUTY.indexOf(v.duty)];
  const byV = (a, b) => (less(near(a), near(b)) ? -1 : less(near(b), near(a)) ? 1 : 0);
  const all = [...groups.values()].map((g) => ({ ...g, rows: [...g.rows.values()].sort(byV) })).map((g) => ({ ...g, v: g.rows[0].v, lesser: g.rows[0].lesser }));
  all.sort((a, b) => byV(a, b) || b.rows[0].states.length - a.rows[0].states.length || (a.name < b.name ? -1 : 1));
  // A state stands in many rows; where the keyboard is is kept by the first.
  const told = new Set(), first = (s) => !told.has(s) && told.add(s);
  const bodies = all.map((g) => el("tbody", {}, g.rows.map((r, i) => el("tr", { class: r.lesser && "lesser" },
    i === 0 && el("th", { scope: "rowgroup", rowspan: String(g.rows.length) }, g.name),
    el("td", {}, r.states.flatMap((s, n) => [n ? ", " : "", pick(s.id, s.name, first(s) && "list")])),
    el("td", {}, badge(r.v, short(r.v).slice(2)), far(r.v) && el("small", {}, ` ${far(r.v)} away`)),
    el("td", {}, label(r.c).slice(r.c.name.length + 2) + (r.c.mark && `, ${r.c.mark}`))))));
  if (idle.length) bodies.push(el("tbody", {}, el("tr", {}, el("th", { scope: "rowgroup" }, "Nothing owed, as the questions are answered now"), el("td", { colspan: "3" }, idle.flatMap((s, n) => [n ? ", " : "", pick(s.id, s.name, "list")])))));
  $("list").replaceChildren(el("table", {}, el("caption", {}, "As the questions are answered now, nearest first"),
    el("thead", {}, el("tr", {}, ["Instrument", "States", "Standing", "Article"].map((h) => el("th", { scope: "col" }, h)))), bodies));
}
function switches() {
  const weight = new Map(), base = work(reading(), new Map());
  for (const [id, x] of base) if (!STATE.get(id).belligerent && x.top.supports[0]) for (const l of x.top.supports[0]) weight.set(l >> 1, Math.min(x.top.total, weight.get(l >> 1) || 99));
  const top = [...weight.entries()].filter(([i]) => !Q[i].event || weight.get(i) < 3).sort((a, b) => a[1] - b[1] || Q[a[0]].event - Q[b[0]].event || a[0] - b[0]).map(([i]) => i).slice(0, slim() ? 3 : 6);
  for (const i of now.mine.keys()) if (!top.includes(i)) top.push(i);
  const rest = Q.map((_, i) => i).filter((i) => !top.includes(i)).sort((a, b) => Q[a].rule - Q[b].rule || Q[a].event - Q[b].event || a - b).slice(0, 120);
  $("switches").replaceChildren(...(top.length ? top.map((i) => question(i, "s")) : [el("p", {}, "Nothing is open.")]));
  $("more-title").textContent = `Further questions (${rest.length})`;
  const more = $("more");
  if (more.closest("details").open || more.childElementCount) more.replaceChildren(...rest.map((i) => question(i, "m")));
  else more.closest("details").ontoggle = () => { if (!more.childElementCount) more.replaceChildren(...rest.map((i) => question(i, "m"))); };
}

// Once a reading or an answer is chosen, what was said before is shown as such: who stands how now stands above it.
function short_answer() {
  const turned = now.mine.size > 0 || now.reading !== D.asked;
  $("before").classList.toggle("before", turned);
  $("called").hidden = turned;
  $("short").replaceChildren(); $("called-now").replaceChildren();
  if (!turned) return;
  const lines = [el("p", { class: "finding" }, `As you have set it${reading() ? `, read as ${reading().name}` : ""}:`)];
  const owed = [...D.states].sort((a, b) => a.rank - b.rank).map((s) => ({ s, v: owes(s).owed }));
  for (const status of STATUS.slice(1, 5)) {
    const group = owed.filter(({ v }) => v.duty && v.status === status);
    if (!group.length) continue;
    const told = group.slice(0, 9).flatMap(({ s, v }, n) => [n ? ", " : "", pick(s.id, s.name, "short"), ` (${s.belligerent ? "at war already, " : ""}${v.duty === "may-assist" ? "free to help" : v.duty})`]);
    lines.push(el("p", {}, badge({ status }, status), " ", ...told, group.length > 9 ? ` and ${group.length - 9} more` : ""));
  }
  if (lines.length < 2) lines.push(el("p", {}, "Nobody is drawn in."));
  $("short").replaceChildren(...lines, el("p", { class: "quiet" }, "Before your answers it was:"));
  $("called-now").replaceChildren(...called_now());
}
const PARTS = { asked: "Owed to those attacked", attackers: "Owed to those who attack", neutral: "Stay out by their own status", aside: "Owed in a war already running", below: "What does not bind in law" };
function called_now() {
  const all = calledAtOnce(reading(), value), told = [];
  for (const [part, heading] of Object.entries(PARTS)) {
    const items = all.filter((calls) => calls[0].part === part).map((calls) => el("li", {}, el("b", {}, calls[0].c.name), ...(calls.some((x) => helping(x.v)) ? calls.filter((x) => helping(x.v)) : calls.slice(0, 1)).map(called_line)));
    if (items.length) told.push(el("h3", {}, heading), el("ul", { class: "called" }, items));
  }
  return told.length ? told : [el("p", {}, "As you have set it, no instrument known here is called at once.")];
}
function called_line({ v, c, states }) {
  const some = [...states], shown = some.slice(0, some.length > 7 ? 6 : 7);
  return el("div", {}, badge(v, v.status.replace("-", " ")), " ", label(c).slice(c.name.length + 2), ": ", ...shown.flatMap((s, n) => [n ? ", " : "", pick(s.id, s.name)]), some.length > shown.length ? ` and ${some.length - shown.length} more` : "", ` ${SAYS[v.duty]}${v.total ? ` (${far(v)} away)` : ""}${c.mark && `, ${c.mark}`}.`);
}

// --- Putting it together ---
function update(changed) {
  const focus = document.activeElement && document.activeElement.id, before = seen;
  value = settle(reading(), now.mine);
  seen = work(reading(), now.mine);
  const r = reading();
  $("reading").value = now.reading;
  $("gist").replaceChildren(...(r ? [el("b", {}, r.who + (r.when ? `, ${r.when}` : "") + ": "), r.gist + " ", sources(r.sources)] : []));
  paint(); short_answer(); panel(); table(); switches();
  if (changed && before) {
    const told = D.states.filter((s) => says(before.get(s.id).top) !== says(seen.get(s.id).top)).map((s) => `${s.name} is now ${says(seen.get(s.id).top)}`);
    $("said").textContent = told.length > 5 ? `${told.slice(0, 4).join(". ")}. And ${told.length - 4} more changed.` : told.join(". ") || "No verdict changes.";
  }
  const p = new URLSearchParams();
  if (now.reading) p.set("reading", now.reading);
  if (now.state) p.set("state", now.state);
  for (const [i, v] of now.mine) p.append("suppose", `${Q[i].id}=${v ? "yes" : "no"}`);
  const hash = p.toString();
  if (place.view !== hash) place.view = hash;
  if (focus && $(focus) && document.activeElement !== $(focus)) $(focus).focus({ preventScroll: true });
}
function choose(id, arrow) {
  now.state = id; now.arrow = arrow || null;
  update(false);
  $("panel").scrollTop = 0;
  $("said").textContent = `Showing ${STATE.get(id).name}: ${says(seen.get(id).top)}`;
  if (matchMedia("(max-width:1000px)").matches) $("panel").scrollIntoView({ block: "start" });
  else {
    // A wide picture has the panel below it: bring enough of it into view and leave the picture there.
    const top = $("panel").getBoundingClientRect().top;
    if (top > innerHeight * 0.75) scrollBy(0, top - innerHeight * 0.45);
  }
}
function restore() {
  const p = new URLSearchParams(place.view);
  const r = p.get("reading");
  now.reading = r !== null && D.readings.some((x) => x.id === r) ? r : D.asked;
  now.state = STATE.has(p.get("state")) ? p.get("state") : D.first;
  now.arrow = null;
  now.mine = new Map();
  for (const s of p.getAll("suppose")) {
    const at = s.lastIndexOf("="), i = QI.get(s.slice(0, at)), v = s.slice(at + 1);
    if (i !== undefined && (v === "yes" || v === "no")) now.mine.set(i, v === "yes" ? 1 : 0);
  }
  update(false);
}
function legend() {
  const ns = "http://www.w3.org/2000/svg", items = [];
  const line = (cls, width, dash) => { const s = document.createElementNS(ns, "svg"), l = document.createElementNS(ns, "line"); s.setAttribute("viewBox", "0 0 28 10"); s.setAttribute("aria-hidden", "true"); s.setAttribute("class", cls); for (const [k, v] of Object.entries({ x1: 0, y1: 5, x2: 28, y2: 5, "stroke-width": width, "stroke-dasharray": dash })) if (v) l.setAttribute(k, v); s.append(l); return s; };
  for (const s of D.statuses.slice(0, 6)) items.push(el("span", {}, line("s-" + s.id, 3, s.dash), `${s.mark} ${s.id.replace("-", " ")}: ${s.says}`));
  for (const d of D.duties.filter((d) => d.helps || d.id === "consult")) items.push(el("span", {}, line("", d.width), `${d.id}: ${d.says}`));
  items.push(el("span", {}, "› one further event, ? one open judgement away"));
  $("legend").append(...items);
}
function wire() {
  // The maps and the picture for a telephone come with the data: they need the script, the picture does not.
  $("picture").insertAdjacentHTML("afterend", D.sheets.picture);
  $("maps").innerHTML = D.sheets.maps;
  $("question").textContent = D.title;
  const running = D.given.filter((g) => g[1]).map((g) => `${g[0]} (${g[1]})`);
  $("given").textContent = `Given: ${D.given.filter((g) => !g[1]).map((g) => g[0]).join("; ")}.`;
  if (running.length) {
    $("running").hidden = false;
    $("running").firstElementChild.textContent = `A war already running is taken as given (${plural(running.length, "act")})`;
    $("running").lastElementChild.append(...running.map((t) => el("li", {}, t)));
  }
  const heard = D.readings.filter((r) => r.moves || r.id === D.asked || r.id === new URLSearchParams(place.view).get("reading"));
  $("reading").append(el("option", { value: "" }, "No reading: what is disputed stays open"), ...heard.map((r) => el("option", { value: r.id, title: whose(r) }, r.name + (r.when ? ` (${r.when})` : ""))));
  $("reading").title = `The ${heard.length} readings that change something here, of ${D.readings.length}`;
  // A telephone begins with the table folded, a screen with all open; paper shows the picture and the table.
  const open = () => { const wide = !slim(); $("atlas").open = wide; $("all").open = wide; };
  open();
  addEventListener("beforeprint", () => { $("all").open = true; });
  $("reading").addEventListener("change", (e) => { now.reading = e.target.value; update(true); });
  $("reset").addEventListener("click", () => { now.mine.clear(); now.reading = D.asked; now.arrow = null; update(true); });
  $("share").addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(place.link); $("said").textContent = "The link is on the clipboard."; } catch { $("said").textContent = "Copy the address of this page: it holds your answers."; }
  });
  for (const g of document.querySelectorAll(".node, .arrow")) {
    const n = NODE.get(g.dataset.node || g.dataset.from), known = n.states.find((s) => STATE.has(s));
    if (!known) continue;
    g.setAttribute("tabindex", "0"); g.setAttribute("role", "button");
    const go = () => {
      choose(n.states.includes(now.state) ? now.state : known, g.dataset.to ? n.to : null);
    };
    g.addEventListener("click", go);
    g.addEventListener("keydown", (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); go(); } });
  }
  for (const g of document.querySelectorAll(".spot[data-state], .label[data-state]")) if (STATE.has(g.dataset.state)) g.addEventListener("click", () => choose(g.dataset.state));
  $("out-title").textContent = `Not called (${D.out.length})`;
  $("out").append(...D.out.map(([name, why, n]) => el("li", {}, el("b", {}, name), ": ", why.map(([l, r]) => `${r} (${l})`).join("; ") + (n > why.length ? ` and ${n - why.length} more` : ""))));
  if (!D.out.length) $("out").closest("details").hidden = true;
  $("foot").textContent = `${D.edition}; the day: ${D.on}.` + (D.cut ? " Ways further off than the search went may be missing; each duty concerned says so." : "") + (D.complete ? "" : " Later rounds were not looked at.");
  legend();
  addEventListener("hashchange", restore);
  restore();
}
wire();
