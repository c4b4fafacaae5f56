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
  const notes = [c.mark, g.cut ? "ways further off than the search went may be missing" : "", c.binds ? "" : `${c.rank}: binds in policy, not in treaty law`].filter(Boolean);
  const tree = v.supports.length ? proof(v.status === "released" ? g.fa : g.f, v.supports[0]) : null;
  const others = v.supports.slice(1, 4);
  return el("details", { class: "card", open: open && !slim() ? "" : null },
    el("summary", {}, el("b", {}, label(c)), " ", badge(v)),
    el("p", {}, c.gist),
    c.phrase && el("blockquote", {}, c.english ? `“${c.english}” (translated; in the original “${c.phrase}”)` : "“" + c.phrase + "”"),
    el("p", {}, el("small", {}, `Owed to ${g.beneficiary}${g.adversaries.length ? ", against " + g.adversaries.slice(0, 6).join(", ") + (g.adversaries.length > 6 ? ` and ${g.adversaries.length - 6} more` : "") : ""}. Signed ${c.signed}${c.since ? ", in force " + c.since : ""}.${notes.length ? " " + capital(notes.join("; ")) + "." : ""}`)),
    el("p", {}, sources(c.sources)),
    tree ? el("details", {}, el("summary", {}, "Proof"), tree) : v.supports.length > 0 && el("p", {}, el("small", {}, "Its proof is not carried by this page; the command `casus why` tells it.")),
    others.length > 0 && el("details", {}, el("summary", {}, `Other ways to the same duty (${v.supports.length - 1})`), el("ul", {}, others.map((s) => el("li", {}, words(s))))));
}
const words = (s) => s.map((l) => `${Q[l >> 1].text} ${l & 1 ? "yes" : "no"}`).join("; ") || "nothing more is needed";
function panel() {
  const s = STATE.get(now.state), out = $("detail");
  if (!s) { $("who").textContent = "Choose a state"; out.replaceChildren(el("p", {}, "Choose a box or an arrow in the picture, or a name in the table.")); return; }
  const { top, at, judged } = seen.get(s.id), node = NODE_OF.get(s.id), parts = [];
  $("who").textContent = s.name;
  parts.push(el("p", {}, badge(top)));
  if (s.link) parts.push(el("p", {}, `${s.link[0].toUpperCase()}${s.link.slice(1)}.`));
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
