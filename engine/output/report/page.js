// --- Table and questions ---
// Instrument by instrument all whom each article binds, nearest first; last, and not on paper, the articles on which nobody's standing rests.
function table() {
  const groups = new Map(), idle = [];
  for (const s of D.states) {
    const owed = byArticle(s, seen.get(s.id));
    if (!owed.length && !fights(s)) idle.push(s);
    for (const { v, c, main } of owed) {
      const key = [short(v), far(v), c.article].join("|");
      if (!groups.has(c.treaty)) groups.set(c.treaty, { name: c.name, rows: new Map() });
      const rows = groups.get(c.treaty).rows;
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
    el("td", {}, r.c.says.slice(r.c.name.length + 2) + (r.c.mark && `, ${r.c.mark}`))))));
  if (idle.length) bodies.push(el("tbody", {}, el("tr", {}, el("th", { scope: "rowgroup" }, "Nothing owed, as it is read now"), el("td", { colspan: "3" }, idle.flatMap((s, n) => [n ? ", " : "", pick(s.id, s.name, "list")])))));
  $("list").replaceChildren(el("table", {}, el("caption", {}, "As it is read now, nearest first"),
    el("thead", {}, el("tr", {}, ["Instrument", "States", "Standing", "Article"].map((h) => el("th", { scope: "col" }, h)))), bodies));
}
const fights = (s) => seen.get(s.id).top.status === "belligerent";
function questions() {
  const weight = new Map();
  for (const s of D.states) {
    const { top } = seen.get(s.id);
    if (!fights(s)) for (const id of top.needs.map(question_of)) weight.set(id, Math.min(top.total, weight.get(id) || 99));
  }
  const event = ([id]) => Q.get(id).nature === "will";
  const order = [...weight].sort((a, b) => a[1] - b[1] || event(a) - event(b)).map(([id]) => question(id));
  $("switches").replaceChildren(...(order.length ? order.slice(0, 6) : [el("p", {}, "Nothing is open.")]));
  $("more-title").textContent = `Further questions (${Math.max(0, order.length - 6)})`;
  $("more").replaceChildren(...order.slice(6));
}

// Once a reading is chosen, what was said before is shown as such: who stands how now stands above it.
function short_answer() {
  const turned = now.reading !== D.asked;
  $("before").classList.toggle("before", turned);
  $("called").hidden = turned;
  $("called-now").textContent = turned ? "The table below has every instrument as it is read now." : "";
  $("short").replaceChildren();
  if (!turned) return;
  const lines = [el("p", { class: "finding" }, reading() ? `Read as ${reading().name}:` : "Without a reading:")];
  const owed = D.states.map((s) => ({ s, v: seen.get(s.id).owed }));
  for (const status of STATUS.slice(1, 5)) {
    const group = owed.filter(({ v }) => v.duty && v.status === status);
    if (!group.length) continue;
    const told = group.slice(0, 9).flatMap(({ s, v }, n) => [n ? ", " : "", pick(s.id, s.name, "short"), ` (${fights(s) ? "at war already, " : ""}${v.duty === "may-assist" ? "free to help" : v.duty})`]);
    lines.push(el("p", {}, badge({ status }, status), " ", ...told, group.length > 9 ? ` and ${group.length - 9} more` : ""));
  }
  if (lines.length < 2) lines.push(el("p", {}, "Nobody is drawn in."));
  $("short").replaceChildren(...lines, el("p", { class: "quiet" }, "As it was asked it is:"));
}

// --- Putting it together ---
function update(changed) {
  const focus = document.activeElement && document.activeElement.id, before = seen;
  seen = view(now.reading);
  const r = reading();
  $("reading").value = now.reading;
  $("gist").replaceChildren(...(r ? [el("b", {}, r.who + (r.when ? `, ${r.when}` : "") + ": "), r.gist + " ", sources(r.sources)] : []));
  paint(); short_answer(); panel(); table(); questions();
  if (changed && before) {
    const told = D.states.filter((s) => says(before.get(s.id).top) !== says(seen.get(s.id).top)).map((s) => `${s.name} is now ${says(seen.get(s.id).top)}`);
    $("said").textContent = told.length > 5 ? `${told.slice(0, 4).join(". ")}. And ${told.length - 4} more changed.` : told.join(". ") || "No verdict changes.";
  }
  const p = new URLSearchParams();
  if (now.reading) p.set("reading", now.reading);
  if (now.state) p.set("state", now.state);
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
  $("picture").insertAdjacentHTML("afterend", D.picture);
  $("maps").innerHTML = D.maps;
  $("question").textContent = D.title;
  $("reading").append(el("option", { value: "" }, "No reading: what is disputed stays open"), ...D.readings.map((r) => el("option", { value: r.id, title: whose(r) }, r.name + (r.when ? ` (${r.when})` : ""))));
  $("reading").title = `The ${D.readings.length} readings that change something here, of ${D.heard}`;
  // A telephone begins with the table folded, a screen with all open; paper shows the picture and the table.
  const open = () => { const wide = !slim(); $("atlas").open = wide; $("all").open = wide; };
  open();
  addEventListener("beforeprint", () => { $("all").open = true; });
  $("reading").addEventListener("change", (e) => { now.reading = e.target.value; update(true); });
  $("reset").addEventListener("click", () => { now.reading = D.asked; now.arrow = null; update(true); });
  $("share").addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(place.link); $("said").textContent = "The link is on the clipboard."; } catch { $("said").textContent = "Copy the address of this page: it holds what you see."; }
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
  $("out").append(...D.out.map(([name, why]) => el("li", {}, el("b", {}, name), ": ", why.slice(0, 3).map(([l, , r]) => `${r} (${l})`).join("; ") + (why.length > 3 ? ` and ${why.length - 3} more` : ""))));
  if (!D.out.length) $("out").closest("details").hidden = true;
  legend();
  addEventListener("hashchange", restore);
  restore();
}
wire();
