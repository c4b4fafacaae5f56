// --- The panel ---
function sources(ids) {
  return el("small", {}, "Sources: ", ...ids.flatMap((s, n) => {
    const x = D.sources[s];
    return [n ? "; " : "", x.url ? el("a", { href: x.url, rel: "noreferrer noopener" }, x.title) : x.title];
  }));
}
function card(state, i, v, open) {
  const g = state.grounds[i], c = articleOf(state, i);
  const notes = [c.mark, g.cut ? "ways further off than the search went may be missing" : "", c.binds ? "" : `${c.rank}: binds in policy, not in treaty law`].filter(Boolean);
  const proof = i === D.views[""][state.id].rests && state.proof;
  return el("details", { class: "card", open: open && !slim() ? "" : null },
    el("summary", {}, el("b", {}, c.says), " ", badge(v)),
    el("p", {}, c.gist),
    c.phrase && el("blockquote", {}, c.english ? `“${c.english}” (translated; in the original “${c.phrase}”)` : "“" + c.phrase + "”"),
    el("p", {}, el("small", {}, `Owed to ${g.beneficiary}${g.adversaries.length ? ", against " + g.adversaries.slice(0, 6).join(", ") + (g.adversaries.length > 6 ? ` and ${g.adversaries.length - 6} more` : "") : ""}. Signed ${c.signed}${c.since ? ", in force " + c.since : ""}.${notes.length ? " " + capital(notes.join("; ")) + "." : ""}`)),
    el("p", {}, sources(c.sources)),
    proof && el("details", {}, el("summary", {}, now.reading ? "Proof without a reading" : "Proof"), el("pre", { class: "proof" }, state.proof)));
}
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
  if (top.needs.length) {
    parts.push(fold("What would settle it", `${far(top)} between here and the duty:`, top.needs.map((need) => question(question_of(need), need.endsWith("=yes"), s.name))));
  }
  const order = judged.map((v, i) => i).filter((i) => judged[i].duty && (!only || only.includes(i))).sort((a, b) => (b === at) - (a === at) || STATUS.indexOf(judged[a].status) - STATUS.indexOf(judged[b].status) || judged[a].total - judged[b].total || a - b);
  if (order.length) {
    parts.push(el("h3", {}, only ? "What it owes there" : "What it owes"));
    const cards = order.map((i, n) => card(s, i, judged[i], n === 0));
    parts.push(...cards.slice(0, 2));
    if (cards.length > 2) parts.push(el("details", {}, el("summary", {}, `${cards.length - 2} more`), cards.slice(2)));
  }
  const idle = judged.map((v, i) => i).filter((i) => !judged[i].duty && !only);
  if (idle.length || s.blocked.length) {
    const rows = [...idle.map((i) => `${articleOf(s, i).says}: not met as it is read now`), ...s.blocked.map(([l, c, r]) => `${l} (${c.replace("-", " ")}): ${r}`)];
    parts.push(el("details", judged.some((v) => v.duty) ? {} : { open: "" }, el("summary", {}, `Conditions that failed (${rows.length})`), el("ul", {}, [...new Set(rows)].map((t) => el("li", {}, t)))));
  }
  parts.push(...voices(s));
  out.replaceChildren(...parts);
}
function pick(id, text, where) { return el("button", { type: "button", class: "text", id: where && `${where}-${id}`, onclick: () => choose(id) }, text); }
function voices(s) {
  const treaties = new Set(s.grounds.map((_, i) => articleOf(s, i).treaty)), groups = new Map();
  for (const r of D.readings) {
    if (r.treaties.length && !r.treaties.some((t) => treaties.has(t))) continue;
    const v = counted((D.views[r.id][s.id] || D.views[""][s.id]).verdict), key = short(v) + far(v);
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
