const $ = (id) => document.getElementById(id);
const MARK = { principal: "■", bound: "●", conditional: "◐", contested: "?", released: "○", "not-triggered": "–", "no-treaty": "–" };
const SAYS = Object.fromEntries(D.duties.map((d) => [d.id, d.says]));
const STATE = new Map(D.states.map((s) => [s.id, s]));
const NODE = new Map(D.nodes.map((n) => [n.id, n]));
// The box that a state stands in: the first of its own, else the one in which it fights.
const NODE_OF = new Map([...D.nodes].reverse().sort((a, b) => !!a.clause - !!b.clause).flatMap((n) => n.states.map((s) => [s, n])));
const KIND = new Map(D.steps.map((s) => [s[0], s[4]]));

// What the reader has set. Everything else is worked out from it.
const now = { reading: D.asked, state: "", arrow: null, mine: new Map() };
// Where the view is kept: the fragment of this page's address, or what the page that frames this one keeps for it.
const place = (window.frameElement && window.frameElement.place) || {
  get view() { return location.hash.slice(1); },
  set view(hash) { history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search); },
  get link() { return location.href; },
};

function el(name, props, ...kids) {
  const e = document.createElement(name);
  for (const [k, v] of Object.entries(props || {})) {
    if (v === false || v == null) continue;
    if (k.startsWith("on")) e.addEventListener(k.slice(2), v);
    else if (k === "class") e.className = v;
    else if (k === "checked") e.checked = v;
    else e.setAttribute(k, v);
  }
  e.append(...kids.flat().filter((k) => k != null && k !== false));
  return e;
}

const slim = () => matchMedia("(max-width:700px)").matches;
const reading = () => D.readings.find((r) => r.id === now.reading) || null;
let value, seen;
const work = (r, mine) => { const v = settle(r, mine); return new Map(D.states.map((s) => [s.id, standingOf(s, r, v)])); };

// --- Words ---
const plural = (n, w) => (n ? `${n} ${w}${n === 1 ? "" : "s"}` : "");
const far = (v) => [plural(v.events, "event"), plural(v.judgements, "judgement")].filter(Boolean).join(", ");
function says(v) {
  if (v.status === "principal") return "principal: " + D.statuses[0].says;
  const away = v.total && v.status !== "bound" ? ` (${far(v)} away)` : "";
  if (v.duty === "right") return (v.status === "bound" ? "free to choose: may help, need not" : v.status + ", then free to choose") + away;
  return v.status.replace("-", " ") + (v.duty ? ": " + SAYS[v.duty] : "") + away;
}
const short = (v) => `${MARK[v.status]} ${v.status.replace("-", " ")}${v.duty === "right" ? ": free to help" : v.duty ? ": " + v.duty : ""}`;
const pips = (v) => (v.total > 6 ? `${v.events}▸ ${v.judgements}◆` : "▸".repeat(v.events) + "◆".repeat(v.judgements));
const whose = (r) => `${r.who}${r.when ? ", " + r.when : ""}: ${r.gist}`;
const badge = (v, text) => el("span", { class: "badge s-" + v.status }, MARK[v.status] + " " + (text || says(v)));
const label = (c) => c.label;
function how(i) {
  const q = Q[i], v = value[i] === 1 ? "yes" : "no", r = reading();
  if (now.mine.has(i)) return `you suppose: ${v}`;
  if (q.settled) return `supposed: ${v}`;
  if (r && i in r.answers) return `${r.name}: ${v}`;
  return q.presumed === "open" ? "open" : `presumed ${q.presumed}${q.why ? " (" + q.why + ")" : ""}`;
}

const EACH = "each obligor for itself";

// --- A switch: one question, three answers ---
function question(i, where, needs, judge) {
  const q = Q[i], mine = now.mine.has(i) ? now.mine.get(i) : null;
  const option = (v, text) => {
    const id = `${where}-${i}-${v}`;
    return el("label", { for: id }, el("input", { type: "radio", name: `${where}-${i}`, id, checked: mine === v, onchange: () => { v === null ? now.mine.delete(i) : now.mine.set(i, v); update(true); } }), text);
  };
  const kind = q.event ? "an event: somebody's choice" : `a judgement of ${q.nature}`;
  const because = q.presumed === "open" && q.why ? `; ${q.why}` : "";
  return el("fieldset", { class: mine === null ? "" : "changed", "data-question": q.id },
    el("legend", {}, q.text),
    el("small", {}, `${kind}; decides: ${judge && q.decider === EACH ? judge : q.decider}${because}`),
    needs != null && el("small", {}, "The duty needs: ", el("b", {}, needs ? "yes" : "no")),
    el("div", { class: "row" }, option(1, "Yes"), option(0, "No"), option(null, standing(i))));
}
function standing(i) {
  const q = Q[i], r = reading();
  if (q.settled) return `As asked (${q.settled})`;
  if (r && i in r.answers) return `${r.name} (${r.answers[i] ? "yes" : "no"})`;
  return q.presumed === "open" ? "Leave open" : `As presumed (${q.presumed})`;
}

// --- Proofs: the cheapest derivation under the answers of one support ---
function proof(fact, support) {
  const holds = new Set(support), cost = new Array(D.facts.length).fill(Infinity), by = [];
  const ok = (l) => holds.has(l) || value[l >> 1] === (l & 1);
  const usable = D.steps.filter((s) => s[2].every(ok));
  for (let again = true; again;) {
    again = false;
    for (const s of usable) {
      const c = s[1].reduce((sum, f) => sum + cost[f], 1);
      if (c < cost[s[0]]) { cost[s[0]] = c; by[s[0]] = s; again = true; }
    }
  }
  const told = new Set();
  const gather = (f) => {
    const s = by[f];
    if (!s) return { lits: [], kids: [] };
    let lits = [...s[2]], kids = [];
    for (const b of s[1]) {
      if (KIND.get(f) === 1 && KIND.get(b) === 3) continue;
      if (KIND.get(b) >= 2) { const g = gather(b); lits.push(...g.lits.filter((l) => !lits.includes(l))); kids.push(...g.kids); } else kids.push(b);
    }
    return { lits, kids };
  };
  const tree = (f) => {
    const s = by[f], { lits, kids } = gather(f);
    if (told.has(f) && kids.length) return el("li", {}, D.facts[f] + " (as shown above)");
    told.add(f);
    const under = lits.map((l) => {
      const q = Q[l >> 1], text = q.text.replace(/^Does the rule apply that /, "").replace(/\?$/, "");
      return q.rule ? el("li", { class: "quiet" }, "by the rule that " + text) : el("li", {}, `${q.text} — ${l & 1 ? "yes" : "no"} `, el("small", {}, value[l >> 1] === null ? `(open; decides: ${q.decider})` : `(${how(l >> 1)})`));
    });
    const all = [...under, ...kids.map(tree)];
    return el("li", {}, D.facts[f] + (s && s[3] === "event" ? " — given" : ""), all.length ? el("ul", {}, all) : null);
  };
  return Number.isFinite(cost[fact]) ? el("ul", { class: "proof" }, tree(fact)) : null;
}

// --- The panel ---
function sources(ids) {
  return el("small", {}, "Sources: ", ...ids.flatMap((s, n) => {
    const x = D.sources[s];
    return [n ? "; " : "", x.url ? el("a", { href: x.url, rel: "noreferrer noopener" }, x.title) : x.title];
  }));
}
function card(state, i, v, open) {
  const g = state.grounds[i], c = D.clauses[g.c];
  const notes = [c.ok ? "" : "unverified: check before relying on it", c.text ? "" : "the text is not public", g.cut ? "ways further off than the search went may be missing" : "", c.binds ? "" : `${c.rank}: binds in policy, not in treaty law`].filter(Boolean);
  const tree = v.supports.length ? proof(v.status === "released" ? g.fa : g.f, v.supports[0]) : null;
  const others = v.supports.slice(1, 4);
  return el("details", { class: "card", open: open && !slim() ? "" : null },
    el("summary", {}, el("b", {}, label(c)), " ", badge(v)),
    el("p", {}, c.gist),
    c.phrase && el("blockquote", {}, "“" + c.phrase + "”"),
    el("p", {}, el("small", {}, `Owed to ${g.toward}${g.against.length ? ", against " + g.against.slice(0, 6).join(", ") + (g.against.length > 6 ? ` and ${g.against.length - 6} more` : "") : ""}. Signed ${c.signed}${c.since ? ", in force " + c.since : ""}.${notes.length ? " " + notes.join("; ") + "." : ""}`)),
    el("p", {}, sources(c.sources)),
    tree && el("details", {}, el("summary", {}, "Proof"), tree),
    others.length > 0 && el("details", {}, el("summary", {}, `Other ways to the same duty (${v.supports.length - 1})`), el("ul", {}, others.map((s) => el("li", {}, words(s))))));
}
const words = (s) => s.map((l) => `${Q[l >> 1].text} ${l & 1 ? "yes" : "no"}`).join("; ") || "nothing more is needed";
function panel() {
  const s = STATE.get(now.state), out = $("detail");
  if (!s) { $("who").textContent = "Choose a state"; out.replaceChildren(el("p", {}, "Choose a box or an arrow in the picture, or a name in the table.")); return; }
  const { top, at, judged } = seen.get(s.id), node = NODE_OF.get(s.id), parts = [];
  $("who").textContent = s.name;
  parts.push(el("p", {}, badge(top)));
  const beside = node ? node.states.map((x, n) => [x, node.names[n]]).filter(([x]) => x !== s.id && STATE.has(x)) : [];
  if (beside.length) parts.push(el("p", {}, el("small", {}, "In the same box: "), ...beside.slice(0, 6).flatMap(([x, name], n) => [n ? ", " : "", pick(x, name)]), beside.length > 6 ? ` and ${beside.length - 6} more` : ""));
  const only = now.arrow ? s.grounds.map((_, i) => i).filter((i) => now.arrow.includes(s.grounds[i].to)) : null;
  const nearest = top.supports[0] || [];
  if (nearest.length) {
    parts.push(fold("What would settle it", `${far(top)} between here and the duty:`, nearest.map((l) => question(l >> 1, "p", l & 1, s.name))));
  }
  const touched = new Set(s.grounds.flatMap((g) => [...g.due, ...(g.arisen || [])].flat()).map((l) => l >> 1));
  const mine = [...now.mine.keys()].filter((i) => touched.has(i) && !nearest.some((l) => l >> 1 === i));
  if (mine.length) parts.push(el("h3", {}, "You suppose"), ...mine.map((i) => question(i, "p", null, s.name)));
  const order = judged.map((v, i) => i).filter((i) => judged[i].duty && (!only || only.includes(i))).sort((a, b) => (b === at) - (a === at) || STATUS.indexOf(judged[a].status) - STATUS.indexOf(judged[b].status) || judged[a].total - judged[b].total || a - b);
  if (order.length) {
    parts.push(el("h3", {}, only ? "What it owes there" : "What it owes"));
    const cards = order.map((i, n) => card(s, i, judged[i], n === 0));
    parts.push(...cards.slice(0, 2));
    if (cards.length > 2) parts.push(el("details", {}, el("summary", {}, `${cards.length - 2} more`), cards.slice(2)));
  }
  const idle = judged.map((v, i) => i).filter((i) => !judged[i].duty && !only);
  if (idle.length || s.blocked.length) {
    const rows = [...idle.map((i) => `${label(D.clauses[s.grounds[i].c])}: not met as the questions are answered now`), ...s.blocked.map(([l, c, r]) => `${l} (${c.replace("-", " ")}): ${r}`)];
    parts.push(el("details", judged.some((v) => v.duty) ? {} : { open: "" }, el("summary", {}, `Conditions that failed (${rows.length})`), el("ul", {}, [...new Set(rows)].map((t) => el("li", {}, t)))));
  }
  parts.push(...voices(s));
  out.replaceChildren(...parts);
}
function pick(id, text, where) { return el("button", { type: "button", class: "text", id: where && `${where}-${id}`, onclick: () => choose(id) }, text); }
function voices(s) {
  const treaties = new Set(s.grounds.map((g) => D.clauses[g.c].t)), groups = new Map();
  for (const r of D.readings) {
    if (r.treaties.length && !r.treaties.some((t) => treaties.has(t))) continue;
    if (!Object.keys(r.answers).length && !r.lowers.length) continue;
    const v = standingOf(s, r, settle(r, now.mine)).top, key = short(v) + far(v);
    if (!groups.has(key)) groups.set(key, [v, []]);
    groups.get(key)[1].push(r);
  }
  if (groups.size < 2) return [];
  const rows = [...groups.values()].sort((a, b) => STATUS.indexOf(a[0].status) - STATUS.indexOf(b[0].status) || a[0].total - b[0].total);
  return [fold("Who reads it how", "", rows.map(([v, rs]) => el("p", {}, badge(v), " ", ...rs.flatMap((r, n) => [n ? ", " : "", el("button", { type: "button", class: "text", title: whose(r), onclick: () => { now.reading = r.id; update(true); } }, r.name + (r.when ? ` (${r.when})` : ""))]))))];
}
// A part of the panel: open on a screen, folded on a telephone until it is opened.
const opened = new Map();
function fold(title, note, kids) {
  const open = opened.has(title) ? opened.get(title) : !slim();
  return el("details", { class: "part", open: open ? "" : null, ontoggle: (e) => opened.set(title, e.target.open) }, el("summary", {}, el("h3", {}, title)), note && el("p", { class: "quiet" }, note), kids);
}

// --- Picture, table, switches ---
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
    g.classList.toggle("chosen", s.id === now.state);
    const tip = g.querySelector("title");
    if (tip) tip.textContent = `${s.name}: ${says(v)}`;
    if (!s.principal) for (const t of g.querySelectorAll("text")) t.textContent = `${MARK[v.status]} ${s.name}`;
  }
  paintArrows();
}
// The verdict of a box: the firmest among its states, each on the article and toward those that the box stands for.
function standingIn(n) {
  const all = n.states.filter((s) => seen.has(s)).map((id) => {
    const s = STATE.get(id), x = seen.get(id);
    if (!n.clause) return { v: x.top, s };
    const on = s.grounds.map((g, i) => [g, x.judged[i]]).filter(([g]) => D.clauses[g.c].k === n.clause && n.to.includes(g.to)).map(([, v]) => v);
    return { v: on.length ? on.reduce(firmer) : verdict("not-triggered", null), s };
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
  if (line) line.textContent = alike ? short(v) : `${MARK[v.status]} ${v.status}, others differ`;
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
// Every state under the instrument that its standing rests on; the instrument nearest to binding anybody first.
function table() {
  const groups = new Map(), idle = [];
  for (const s of [...D.states].sort((a, b) => a.rank - b.rank)) {
    const x = seen.get(s.id);
    if (s.principal) continue;
    if (x.at < 0) { idle.push(s); continue; }
    const c = D.clauses[s.grounds[x.at].c], v = x.judged[x.at], key = [short(v), far(v), c.k].join("|");
    if (!groups.has(c.t)) groups.set(c.t, { name: c.name, rows: new Map() });
    const rows = groups.get(c.t).rows;
    if (!rows.has(key)) rows.set(key, { v, c, states: [] });
    rows.get(key).states.push(s);
  }
  const near = (v) => [STATUS.indexOf(v.status), v.total, v.judgements, DUTY.indexOf(v.duty)];
  const byV = (a, b) => (less(near(a.v), near(b.v)) ? -1 : less(near(b.v), near(a.v)) ? 1 : 0);
  const all = [...groups.values()].map((g) => ({ ...g, rows: [...g.rows.values()].sort(byV) })).map((g) => ({ ...g, v: g.rows[0].v }));
  all.sort((a, b) => byV(a, b) || b.rows[0].states.length - a.rows[0].states.length || (a.name < b.name ? -1 : 1));
  const bodies = all.map((g) => el("tbody", {}, g.rows.map((r, i) => el("tr", {},
    i === 0 && el("th", { scope: "rowgroup", rowspan: String(g.rows.length) }, g.name),
    el("td", {}, r.states.flatMap((s, n) => [n ? ", " : "", pick(s.id, s.name, "list")])),
    el("td", {}, badge(r.v, short(r.v).slice(2)), far(r.v) && el("small", {}, ` ${far(r.v)} away`)),
    el("td", {}, label(r.c).slice(r.c.name.length + 2) + (r.c.ok ? "" : ", unverified"))))));
  if (idle.length) bodies.push(el("tbody", {}, el("tr", {}, el("th", { scope: "rowgroup" }, "Nothing owed, as the questions are answered now"), el("td", { colspan: "3" }, idle.flatMap((s, n) => [n ? ", " : "", pick(s.id, s.name, "list")])))));
  $("list").replaceChildren(el("table", {}, el("caption", {}, "As the questions are answered now, nearest first"),
    el("thead", {}, el("tr", {}, ["Instrument", "States", "Standing", "Article"].map((h) => el("th", { scope: "col" }, h)))), bodies));
}
function switches() {
  const weight = new Map(), base = work(reading(), new Map());
  for (const [id, x] of base) if (!STATE.get(id).principal && x.top.supports[0]) for (const l of x.top.supports[0]) weight.set(l >> 1, Math.min(x.top.total, weight.get(l >> 1) || 99));
  const top = [...weight.entries()].filter(([i]) => !Q[i].event || weight.get(i) < 3).sort((a, b) => a[1] - b[1] || Q[a[0]].event - Q[b[0]].event || a[0] - b[0]).map(([i]) => i).slice(0, 6);
  for (const i of now.mine.keys()) if (!top.includes(i)) top.push(i);
  const rest = Q.map((_, i) => i).filter((i) => !top.includes(i)).sort((a, b) => Q[a].rule - Q[b].rule || Q[a].event - Q[b].event || a - b).slice(0, 120);
  $("switches").replaceChildren(...(top.length ? top.map((i) => question(i, "s")) : [el("p", {}, "Nothing is open.")]));
  $("more-title").textContent = `Further questions (${rest.length})`;
  const more = $("more");
  if (more.closest("details").open || more.childElementCount) more.replaceChildren(...rest.map((i) => question(i, "m")));
  else more.closest("details").ontoggle = () => { if (!more.childElementCount) more.replaceChildren(...rest.map((i) => question(i, "m"))); };
}

// Once a reading or an answer is chosen: who stands how now. Until then the bottom line says it.
function short_answer() {
  const turned = now.mine.size || now.reading !== D.asked;
  if (!turned) { $("short").replaceChildren(); return; }
  const lines = [el("p", {}, el("b", {}, `As you have set it${reading() ? `, read as ${reading().name}` : ""}:`))];
  for (const status of STATUS.slice(1, 5)) {
    const group = D.states.filter((s) => !s.principal && seen.get(s.id).top.duty && seen.get(s.id).top.status === status).sort((a, b) => a.rank - b.rank);
    if (!group.length) continue;
    const told = group.slice(0, 9).flatMap((s, n) => [n ? ", " : "", pick(s.id, s.name, "short"), ` (${seen.get(s.id).top.duty === "right" ? "free to help" : seen.get(s.id).top.duty})`]);
    lines.push(el("p", {}, badge({ status }, status), " ", ...told, group.length > 9 ? ` and ${group.length - 9} more` : ""));
  }
  if (lines.length < 2) lines.push(el("p", {}, "Nobody is drawn in."));
  $("short").replaceChildren(...lines);
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
  const dash = { conditional: "9 5", contested: "2 4", released: "9 3 2 3", "not-triggered": "1 6" };
  for (const s of D.statuses.slice(0, 6)) items.push(el("span", {}, line("s-" + s.id, 3, dash[s.id]), `${MARK[s.id]} ${s.id.replace("-", " ")}: ${s.says}`));
  for (const [d, w] of [["fight", 5], ["assist", 4], ["act", 3], ["consult", 1.8]]) items.push(el("span", {}, line("", w), `${d}: ${SAYS[d]}`));
  items.push(el("span", {}, "▸ one further event, ◆ one judgement away"));
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
