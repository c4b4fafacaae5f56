"use strict";
// The questions that a sentence may have been, each as a link that asks it by its fields, with the words that it leaves out;
// a verb that answers without an attack as its command line.
function offered(offers, address) {
  return (offers || []).map(({ question, arguments: fields, left_out: left, command, call: works }) => {
    const query = new URLSearchParams(), line = document.createElement("span"), a = document.createElement(command ? "code" : "a");
    if (command) { a.textContent = command; line.className = "offer"; line.append(`${question} `, a); return line; }
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) query.append(name, one);
    a.href = address(query.toString()); a.textContent = question;
    line.className = "offer";
    line.append(works ? "Try: " : "I read: ", a, left.length ? ` Left out: ${left.join(", ")}.` : "");
    return line;
  });
}
// The atlas: a map to ask from. `source` is where the engine is: `ask(name, fields)` gives a promise of its JSON,
// `report(query)` the address of the whole answer. All that is chosen stands in the form, so that lists do what the map does.
function atlas(source) {
  const $ = (id) => document.getElementById(id), form = document.querySelector(".served form"), map = $("atlas-map");
  const DATA = JSON.parse($("atlas-data").textContent), TODAY = DATA.web.day;
  const field = (name) => form.elements[name], kind = $("atlas-kind"), slider = $("atlas-year");
  const webs = new Map([[TODAY, DATA.web]]);
  let web = DATA.web, turn = 0, shown = null, over = null, timer = 0;
  const clock = { asked: 0, coloured: 0, told: 0 };

  // --- Words ---
  const make = (tag, text, cls) => { const e = document.createElement(tag); if (text) e.textContent = text; if (cls) e.className = cls; return e; };
  const name = (id) => (web.byId.get(id) || [id, id])[1];
  const several = (ids, most = 6) => { const n = ids.map(name); return n.length <= most + 1 ? n.join(", ") : `${n.slice(0, most).join(", ")} and ${n.length - most} more`; };
  const say = (text) => { $("atlas-said").textContent = text; };
  const STATUS = { bound: "bound", conditional: "bound if more happens", contested: "contested", released: "released: may not or need not help" };

  // --- The day ---
  function index(w) {
    if (w.byId) return w;
    w.byId = new Map(w.states.map((s) => [s[0], s]));
    w.byName = new Map(w.states.flatMap((s) => [[s[0], s[0]], [s[1].toLowerCase(), s[0]]]));
    w.to = new Map(); w.from = new Map();
    w.bonds.forEach(([c, obligors, owed]) => owed.forEach((b) => obligors.forEach((o) => {
      if (o === b) return;
      const O = w.states[o][0], B = w.states[b][0];
      if (!w.to.has(B)) w.to.set(B, []);
      if (!w.from.has(O)) w.from.set(O, []);
      w.to.get(B).push([O, c]); w.from.get(O).push([B, c]);
    })));
    return w;
  }
  const idOf = (text) => web.byName.get(text.trim().toLowerCase()) || "";
  const isSentence = (text) => /\s(is|are|if|attacks?|who|what|must)\s|[?]|^(if|who|what)\s/i.test(text) && !idOf(text);
  async function day(text) {
    const key = text.trim() || TODAY;
    if (!webs.has(key)) {
      const found = await source.ask("web", { on: key });
      if (found.error) return found;
      webs.set(key, found); webs.set(found.day, found);
    }
    return webs.get(key);
  }
  function setDay(w) {
    web = index(w);
    slider.value = web.day.slice(0, 4);
    slider.setAttribute("aria-valuetext", web.day);
    $("atlas-date").textContent = web.day;
    $("atlas-borders").hidden = web.day === TODAY;
    $("states").replaceChildren(...web.states.map((s) => { const o = document.createElement("option"); o.value = s[1]; return o; }).sort((a, b) => a.value.localeCompare(b.value)));
    place();
  }

  // --- The map ---
  const land = new Map();
  function place() {
    land.clear();
    map.querySelectorAll("#atlas-land path").forEach((p) => { p.removeAttribute("data-state"); p.setAttribute("class", p.dataset.iso ? "land" : "land disputed"); });
    $("atlas-dots").replaceChildren();
    for (const [id, , iso, x, y] of web.states) {
      const parts = [];
      const p = iso && map.querySelector(`#atlas-land path[data-iso="${iso}"]`);
      if (p) parts.push(p);
      if (x !== undefined) {
        const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
        dot.setAttribute("cx", x); dot.setAttribute("cy", y); dot.setAttribute("class", "spot"); $("atlas-dots").append(dot); parts.push(dot);
      }
      parts.forEach((e) => { e.dataset.state = id; });
      if (parts.length) land.set(id, parts);
    }
    size();
  }
  const BOX = map.viewBox.baseVal, WHOLE = [BOX.x, BOX.y, BOX.width, BOX.height];
  map.style.aspectRatio = WHOLE[2] / WHOLE[3];
  let view = [...WHOLE];
  function look(v) {
    v[2] = Math.min(v[2], WHOLE[2]); v[3] = v[2] * WHOLE[3] / WHOLE[2];
    v[0] = Math.min(Math.max(v[0], 0), WHOLE[2] - v[2]); v[1] = Math.min(Math.max(v[1], 0), WHOLE[3] - v[3]);
    view = v; map.setAttribute("viewBox", v.map((n) => n.toFixed(1)).join(" "));
    map.classList.toggle("near", v[2] < WHOLE[2] - 1);
    size();
    $("atlas-which").hidden = true;
  }
  function size() { const w = map.clientWidth || 1000, r = (w > 700 ? 4 : 3) * view[2] / w; map.style.setProperty("--r", (1.2 * r).toFixed(2)); $("atlas-dots").querySelectorAll("circle").forEach((c) => c.setAttribute("r", r.toFixed(2))); cancelAnimationFrame(drawing); drawing = requestAnimationFrame(names); }
  // Names on the map: first of those an answer is about, then of land that has room for its name; none lies on another.
  let drawing = 0, lit = [];
  function names() {
    const w = map.clientWidth, px = view[2] / w, high = (w > 700 ? 13 : 11) * px, taken = [], put = [];
    if (!w) return;
    const inside = (x, y, wide) => x - wide / 2 > view[0] && x + wide / 2 < view[0] + view[2] && y - high > view[1] && y + high < view[1] + view[3];
    const free = (x, y, wide) => inside(x, y, wide) && taken.every(([a, b, c]) => Math.abs(x - a) > (wide + c) / 2 || Math.abs(y - b) > high);
    const first = new Set(lit);
    for (const id of [...lit, ...web.states.map((s) => s[0])]) {
      const part = (land.get(id) || []).at(-1), about = first.has(id), text = name(id), wide = text.length * high * 0.64;
      if (!part || put.some(([of]) => of === id)) continue;
      if (!about && (part.tagName === "circle" || part.getBBox().width < wide)) continue;
      const [x, y] = middle(part), ways = about ? [0, 1.3, -1.3, 2.4] : [0];
      const dot = part.tagName === "circle" ? 1.3 : 0, way = ways.find((n) => free(x, y + (n || dot) * high, wide));
      if (way === undefined) continue;
      taken.push([x, y + (way || dot) * high, wide]);
      put.push([id, x, y + (way || dot) * high, text, about]);
    }
    $("atlas-names").replaceChildren(...put.map(([id, x, y, text, about]) => {
      const e = document.createElementNS("http://www.w3.org/2000/svg", "text");
      e.setAttribute("x", x.toFixed(1)); e.setAttribute("y", y.toFixed(1)); e.setAttribute("class", about ? "lit" : ""); e.dataset.name = id;
      e.style.fontSize = `${high.toFixed(2)}px`; e.style.strokeWidth = `${(3 * px).toFixed(2)}px`; e.textContent = text;
      return e;
    }));
  }
  function zoom(by, cx = 0.5, cy = 0.5) { const w = Math.min(Math.max(view[2] * by, WHOLE[2] / 40), WHOLE[2]), f = w / view[2]; look([view[0] + view[2] * (1 - f) * cx, view[1] + view[3] * (1 - f) * cy, w, 0]); }
  // The map goes to those it is about; to a place that is hit, with who fights or is called not far from it. Of a state that lies
  // in many parts of the world it shows the largest.
  const marks = [...map.querySelectorAll(".place")];
  const spot = () => { const at = field("at").value.trim().toLowerCase(), e = at && marks.find((m) => m.dataset.place.toLowerCase() === at); marks.forEach((m) => m.classList.toggle("taken", m === e)); return e; };
  const NEAR = WHOLE[2] / 6;
  function boxOf(e, whole) {
    const b = e.getBBox(), [x, y] = middle(e);
    return whole && b.width < NEAR * 2 ? b : { x: x - 40, y: y - 30, width: 80, height: 60 };
  }
  function fit(ids) {
    const at = spot(), p = at && at.parentNode.transform.baseVal[0].matrix;
    let parts = ids.flatMap((id) => land.get(id) || []);
    if (p) parts = parts.filter((e) => { const [x, y] = middle(e); return Math.hypot(x - p.e, 2 * (y - p.f)) < NEAR; });
    const boxes = parts.map((e) => boxOf(e, !p)).concat(p ? [{ x: p.e, y: p.f, width: 0, height: 0 }] : []);
    if (!boxes.length) return;
    const l = Math.min(...boxes.map((b) => b.x)), r = Math.max(...boxes.map((b) => b.x + b.width)), t = Math.min(...boxes.map((b) => b.y)), f = Math.max(...boxes.map((b) => b.y + b.height));
    const w = Math.max(r - l, (f - t) * WHOLE[2] / WHOLE[3], WHOLE[2] / 8) * 1.15, h = w * WHOLE[3] / WHOLE[2];
    look([(l + r - w) / 2, (t + f - h) / 2, w, h]);
  }
  function colour(classes) { land.forEach((parts, id) => parts.forEach((e) => { e.setAttribute("class", (e.tagName === "path" ? "land" : "spot") + (classes.get(id) ? " " + classes.get(id) : "")); })); }
  function helpers(id) { return [...new Set((web.to.get(id) || []).filter(([, c]) => web.clauses[c].help).map(([s]) => s))]; }
  function helped(id) { return [...new Set((web.from.get(id) || []).filter(([, c]) => web.clauses[c].help).map(([s]) => s))]; }
  function webColours(id) {
    const found = new Map();
    if (!id) { web.states.forEach(([s]) => { const n = helpers(s).length; if (n) found.set(s, `web w${n > 25 ? 3 : n > 5 ? 2 : 1}`); }); return found; }
    const to = new Set(helpers(id)), from = new Set(helped(id));
    to.forEach((s) => found.set(s, from.has(s) ? "both" : "owes"));
    from.forEach((s) => to.has(s) || found.set(s, "owed"));
    return found.set(id, "chosen");
  }
  function legend(entries) { $("atlas-legend").replaceChildren(...entries.map(([cls, text]) => { const e = make("span", ""); e.append(make("i", "", cls), text); return e; })); }
  const WEB_LEGEND = [["web w1", "1 to 5 states owe it help"], ["web w2", "6 to 25"], ["web w3", "more than 25"]];
  const PAIR_LEGEND = [["both", "each owes the other help"], ["owes", "owes it help"], ["owed", "is owed help by it"]];
  function hover(id) {
    if (id === over) return;
    map.querySelectorAll("[data-over]").forEach((e) => delete e.dataset.over);
    (land.get(id) || []).forEach((e) => { e.dataset.over = ""; });
    over = id;
    const victim = idOf(field("victim").value);
    if (shown || field("by").value) return;
    if (!victim) { colour(webColours(id)); legend(id ? PAIR_LEGEND : WEB_LEGEND); }
    if (!id) { tip(""); return; }
    const to = helpers(id), from = helped(id);
    tip(`${victim ? `${next(victim)} ` : ""}${name(id)}: ${to.length ? `owed help by ${several(to)}` : "nobody owes it help"}; ${from.length ? `owes help to ${several(from)}` : "owes help to nobody"}.`);
  }
  const next = (victim) => (victim ? `${name(victim)} is attacked. Who attacks?` : "Choose the state that is attacked.");
  const tip = (text) => { const asked = field("victim").value, victim = idOf(asked); $("atlas-tip").textContent = text || (asked ? victim && next(victim) : `${web.day === TODAY ? "Today's web of duties." : `The web of duties on ${web.day}.`} ${next("")}`); };

  // --- The answer ---
  // Help has the look of its status and the hue of its side; what is less than help is quiet.
  const items = (calls, hue) => calls.map((c) => {
    const li = make("li");
    if (c.status) li.append(make("span", STATUS[c.status], `badge ${c.help || c.status === "released" ? `s-${c.status} ${hue(c)}` : "s-less"}`), " ");
    li.append(make("strong", several(c.states, 8)), ` ${c.must}: ${c.label}`);
    if (c.mark) li.append(make("small", ` (${c.mark})`));
    return li;
  });
  function list(title, rows, quiet) {
    const box = $("atlas-now");
    box.replaceChildren(make("h3", title));
    if (rows.length) { const ul = make("ul"); ul.append(...rows); box.append(ul); } else box.append(make("p", quiet));
  }
  function showWeb(id) {
    const by = new Map();
    (web.to.get(id) || []).forEach(([s, c]) => by.set(c, [...(by.get(c) || []), s]));
    const calls = [...by].map(([c, states]) => ({ ...web.clauses[c], states })).sort((a, b) => b.help - a.help || b.states.length - a.states.length);
    list(`What others owe ${name(id)}, if its conditions are met`, items(calls), `No treaty known here gives anybody a duty towards ${name(id)} that day.`);
  }
  function sides(told) { const at = field("at").value.trim(); return (told.attackers.length ? `${several(told.attackers, 3)} against ${several(told.victims, 3)}` : `Somebody against ${several(told.victims, 3)}`) + (at ? `, at ${at}` : ""); }
  function showOnce(told) {
    const found = new Map();
    // The firmest comes first: a state keeps the first it gets. Its hue is the side of whoever its clause is owed to.
    const owes = (s, key, to) => to.some((b) => (web.to.get(b) || []).some(([o, c]) => o === s && web.clauses[c].key === key));
    const side = (s, key) => (owes(s, key, told.attackers) && !owes(s, key, told.victims) ? "side-attacker" : "side-attacked");
    told.calls.forEach((c) => { if (c.help || c.status === "released") c.states.forEach((s) => found.has(s) || found.set(s, `s-${c.status} ${side(s, c.key)}`)); });
    told.calls.forEach((c) => c.states.forEach((s) => found.has(s) || found.set(s, "less")));
    told.attackers.forEach((s) => found.set(s, "attacker side-attacker"));
    told.victims.forEach((s) => found.set(s, "victim side-attacked"));
    colour(found);
    lit = [...told.victims, ...told.attackers, ...[...found].filter(([, k]) => k !== "less").map(([s]) => s)];
    map.classList.add("told");
    // Marked are the places of the two at war, and those of nobody that lie near the attacked.
    const near = (m) => { const { e: x, f: y } = m.parentNode.transform.baseVal[0].matrix; return told.victims.some((v) => (land.get(v) || []).some((e) => Math.hypot(middle(e)[0] - x, middle(e)[1] - y) < NEAR / 2)); };
    const at_war = new Set([...told.victims, ...told.attackers]);
    marks.forEach((m) => m.classList.toggle("theirs", m.dataset.of ? m.dataset.of.split(" ").some((s) => at_war.has(s)) : near(m)));
    clock.coloured = performance.now();
    fit([...found].filter(([, k]) => k !== "less").map(([s]) => s));
    const kinds = new Set(found.values());
    const ways = Object.entries({ "s-bound": "bound to help", "s-conditional": "bound if more happens, to help", "s-contested": "contested whether to help", "s-released": "released from helping" });
    const helping = ways.flatMap(([k, t]) => [[`${k} side-attacked`, `${t} the attacked`], [`${k} side-attacker`, `${t} the attacker`]]);
    legend([["victim side-attacked", "attacked"], ["attacker side-attacker", "attacks"], ...helping, ["less", "owes something less than help"]].filter(([k]) => kinds.has(k)));
    list(`${sides(told)}, ${told.day}: at once`, items(told.calls, (c) => side(c.states[0], c.key)), "No treaty known here binds anybody at once.");
    const bound = [...new Set(told.calls.filter((c) => c.help && c.status === "bound").flatMap((c) => c.states))];
    const line = bound.length ? `Bound at once: ${several(bound)}` : "Nobody is bound to help at once";
    say(`${sides(told)}. ${line}. The list is below the map.`);
    tip(`${sides(told)}, ${told.day}. ${line}.`);
  }
  // The table of the day says at once what the engine would say; all else the engine is asked.
  function looked(victim, by) {
    const t = DATA.table;
    if (!t || web.day !== t.day || field("at").value.trim() || kind.value !== "attacked" || extra()) return null;
    const v = idOf(victim), a = idOf(by), at = t.subjects.indexOf(a), runs = t.attacks[v];
    if (!v || at < 0 || !runs) return null;
    let i = 0, left = at;
    while (left >= runs[i]) { left -= runs[i]; i += 2; }
    if (runs[i + 1] < 0) return null;
    const flat = t.results[runs[i + 1]], calls = [];
    for (let j = 0; j < flat.length; j += 2) {
      const states = t.groups[flat[j + 1]].map((n) => t.states[n]).filter((s) => s !== v && s !== a);
      if (states.length) calls.push({ ...t.verdicts[flat[j]], states });
    }
    return { day: t.day, victims: [v], attackers: [a], calls };
  }
  const extra = () => [...form.elements].some((e) => e.name && !["victim", "by", "on", "at"].includes(e.name) && (e.type === "checkbox" ? e.checked : e.value.trim()));
  function query() {
    const p = new URLSearchParams();
    for (const [k, v] of new FormData(form)) if (v.trim()) p.append(k, v.trim());
    if (kind.value !== "attacked" && !isSentence(p.get("victim") || "")) {
      const [v, b, a] = ["victim", "by", "at"].map((n) => p.get(n) || "");
      p.set("victim", `If ${v} is ${kind.value}${b ? " by " + b : ""}${a ? " at " + a : ""}, who is drawn in?`); p.delete("by"); p.delete("at");
    }
    if (!p.get("on")) p.set("on", web.day);
    return p;
  }
  async function update({ whoever = false } = {}) {
    const mine = ++turn;
    clearTimeout(timer);
    const w = await day(field("on").value).catch((e) => ({ error: e.message }));
    if (mine !== turn) return;
    if (w.error) { wrong(w.error); return; }
    if (w !== web || !web.byId) setDay(w);
    remember();
    const victim = field("victim").value.trim(), by = field("by").value.trim(), sentence = isSentence(victim);
    $("atlas-bottom").replaceChildren(); $("atlas-now").replaceChildren(); $("atlas-clear").hidden = !victim && !by;
    $("atlas-whoever").hidden = !victim || !!by || sentence || whoever;
    wrong("");
    shown = null; over = null; lit = victim && idOf(victim) ? [idOf(victim)] : [];
    map.classList.remove("told");
    spot();
    if (!victim) { look([...WHOLE]); colour(webColours("")); legend(WEB_LEGEND); tip(""); return; }
    if (!by && !sentence && !whoever) {
      const id = idOf(victim);
      colour(webColours(id)); legend(PAIR_LEGEND); tip("");
      if (id) { showWeb(id); say(`${name(id)} is attacked. Now choose who attacks, or ask whoever attacks.`); return; }
    }
    clock.asked = clock.asked || performance.now();
    const p = query();
    const told = looked(victim, by) || await source.ask("once", p);
    if (mine !== turn) return;
    if (told.error) { wrong(told.error, told.offered); return; }
    shown = told; showOnce(told);
    whole(p, told.lines, true);
    // The whole answer is worked out when the choice rests for a moment.
    timer = setTimeout(async () => {
      const full = await source.ask("bottom", p).catch((e) => ({ error: e.message }));
      if (mine !== turn) return;
      clock.told = performance.now();
      if (full.error) $("atlas-wait").textContent = full.error; else whole(p, full.lines, false, [full.title, full.understood, full.given]);
    }, 250);
  }
  function whole(p, lines, waiting, above) {
    const box = $("atlas-bottom");
    box.replaceChildren(make("h3", "The bottom line"));
    (above || []).forEach((l) => l && box.append(make("p", l, "quiet")));
    (lines || []).forEach((l) => box.append(make("p", l)));
    if (waiting) { const w = make("p", "The engine is working out the whole answer …", "quiet"); w.id = "atlas-wait"; box.append(w); }
    const a = make("a", "The whole answer: picture, switches, readings and proofs"); a.href = source.report(p.toString());
    const line = make("p"); line.append(a); box.append(line);
  }
  function wrong(text, offers) {
    $("atlas-fault").textContent = text;
    $("atlas-fault").append(...offered(offers, source.report));
    if (text) say("");
  }

  // --- The address ---
  const KEPT = ["victim", "by", "at", "on"];
  function remember() {
    const p = new URLSearchParams();
    KEPT.forEach((n) => { const v = field(n).value.trim(); if (v) p.set(n, v); });
    if (kind.value !== "attacked") p.set("kind", kind.value);
    const hash = p.toString() ? "#atlas:" + p : "";
    if (location.hash !== hash && (location.hash === "" || location.hash.startsWith("#atlas:"))) history[playing() ? "replaceState" : "pushState"](null, "", hash || location.pathname + location.search);
  }
  function recall() {
    if (location.hash && !location.hash.startsWith("#atlas:")) return false;
    const p = new URLSearchParams(location.hash.slice(7));
    KEPT.forEach((n) => { field(n).value = p.get(n) || ""; });
    kind.value = [...kind.options].some((o) => o.value === p.get("kind")) ? p.get("kind") : "attacked";
    return true;
  }

  // --- Hands ---
  function choose(id) {
    if (!id) return;
    clock.asked = performance.now();
    const victim = field("victim"), by = field("by");
    if (!victim.value || isSentence(victim.value) || by.value) { victim.value = name(id); by.value = field("at").value = ""; }
    else if (idOf(victim.value) === id) victim.value = "";
    else by.value = name(id);
    update();
  }
  // Of dots and land that lie on one another, the state whose middle is nearest to the pointer.
  const middle = (e) => (e.tagName === "circle" ? [e.getAttribute("cx"), e.getAttribute("cy")] : e.dataset.at.split(" ")).map(Number);
  function under(e) {
    const at = new DOMPoint(e.clientX, e.clientY).matrixTransform(map.getScreenCTM().inverse());
    const far = (p) => { const [x, y] = middle(p); return Math.hypot(x - at.x, y - at.y); };
    const found = document.elementsFromPoint(e.clientX, e.clientY).filter((p) => p.dataset.state);
    return found.length ? found.reduce((a, b) => (far(b) < far(a) ? b : a)).dataset.state : "";
  }
  const touches = new Map();
  let moved = false, apart = 0, pressed = "";
  const spread = () => { const [a, b] = [...touches.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
  map.addEventListener("pointerdown", (e) => { touches.set(e.pointerId, [e.clientX, e.clientY]); moved = false; pressed = under(e); if (touches.size === 2) apart = spread(); });
  map.addEventListener("pointermove", (e) => {
    const was = touches.get(e.pointerId), scale = view[2] / map.clientWidth;
    if (!was) { if (e.pointerType === "mouse") hover(under(e)); return; }
    const dx = e.clientX - was[0], dy = e.clientY - was[1];
    if (touches.size === 2) {
      touches.set(e.pointerId, [e.clientX, e.clientY]);
      const now = spread(), box = map.getBoundingClientRect(), mid = [...touches.values()].reduce((m, t) => [m[0] + t[0] / 2, m[1] + t[1] / 2], [0, 0]);
      if (apart) zoom(apart / now, (mid[0] - box.left) / box.width, (mid[1] - box.top) / box.height);
      apart = now; moved = true;
    } else if (moved || Math.hypot(dx, dy) > 5) {
      moved = true; touches.set(e.pointerId, [e.clientX, e.clientY]);
      look([view[0] - dx * scale, view[1] - dy * scale, view[2], 0]);
    }
  });
  ["pointerup", "pointercancel", "pointerleave"].forEach((n) => map.addEventListener(n, (e) => { touches.delete(e.pointerId); if (n === "pointerleave") hover(""); }));
  map.addEventListener("click", (e) => { const at = e.target.dataset.place; $("atlas-which").hidden = true; if (!moved && at) which(e, at); else if (!moved) choose(pressed || e.target.dataset.state); pressed = ""; });
  // Places that lie under one another are opened as a list.
  function which(e, at) {
    const near = marks.filter((m) => { const b = m.getBoundingClientRect(); return b.width && Math.hypot(b.x + b.width / 2 - e.clientX, b.y + b.height / 2 - e.clientY) < 14; });
    if (near.length < 2) { put(at); return; }
    const list = $("atlas-which"), box = map.getBoundingClientRect();
    list.replaceChildren(...near.map((m) => { const b = make("button", m.dataset.place); b.type = "button"; b.addEventListener("click", () => { list.hidden = true; map.focus({ preventScroll: true }); put(m.dataset.place); }); return b; }));
    list.hidden = false;
    list.style.left = `${Math.max(0, Math.min(e.clientX - box.left, box.width - list.offsetWidth))}px`; list.style.top = `${Math.max(0, Math.min(e.clientY - box.top, box.height - list.offsetHeight))}px`;
    say(`${near.length} places lie here.`);
    list.firstChild.focus({ preventScroll: true });
  }
  $("atlas-which").addEventListener("keydown", (e) => { if (e.key === "Escape") { $("atlas-which").hidden = true; map.focus({ preventScroll: true }); } });
  // A place that is clicked is where it happens; clicked again it no longer is.
  function put(at) { const was = field("at"); was.value = was.value === at ? "" : at; say(was.value ? `At ${at}.` : `No longer at ${at}.`); if (!field("victim").value) tip(was.value && `At ${at}. ${next("")}`); update(); }
  map.addEventListener("wheel", (e) => { if (!e.ctrlKey && !e.metaKey) return; e.preventDefault(); const box = map.getBoundingClientRect(); zoom(e.deltaY > 0 ? 1.25 : 0.8, (e.clientX - box.left) / box.width, (e.clientY - box.top) / box.height); }, { passive: false });
  $("atlas-in").addEventListener("click", () => zoom(0.6));
  $("atlas-out").addEventListener("click", () => zoom(1 / 0.6));
  $("atlas-reset").addEventListener("click", () => look([...WHOLE]));
  const WAYS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
  const pan = ([x, y]) => look([view[0] + x * view[2] / 4, view[1] + y * view[3] / 4, view[2], 0]);
  Object.entries(WAYS).forEach(([n, way]) => $("atlas-" + n).addEventListener("click", () => pan(way)));
  map.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const way = WAYS[e.key.replace("Arrow", "").toLowerCase()], near = { "+": 0.6, "=": 0.6, "-": 1 / 0.6, "−": 1 / 0.6 }[e.key];
    if (way && e.shiftKey) pan(way); else if (way) walk(way); else if (near) zoom(near); else if (e.key === "Enter" || e.key === " ") choose(cursor); else return;
    e.preventDefault();
  });
  // By keyboard: the next state that way, from the last one or the middle of what is seen.
  let cursor = "";
  function walk([x, y]) {
    const from = land.has(cursor) ? middle(land.get(cursor)[0]) : [view[0] + view[2] / 2, view[1] + view[3] / 2];
    let best = "", least = Infinity;
    land.forEach((parts, id) => {
      const [dx, dy] = middle(parts[0]).map((c, i) => c - from[i]), along = dx * x + dy * y, across = Math.abs(dx * y) + Math.abs(dy * x);
      if (id !== cursor && along > 0 && along + 2 * across < least) { best = id; least = along + 2 * across; }
    });
    if (!best) return;
    cursor = best;
    const [cx, cy] = middle(land.get(best)[0]);
    if (cx < view[0] || cx > view[0] + view[2] || cy < view[1] || cy > view[1] + view[3]) look([cx - view[2] / 2, cy - view[3] / 2, view[2], 0]);
    hover(best); say(`${name(best)}. Enter chooses it.`);
  }
  $("atlas-clear").addEventListener("click", () => { ["victim", "by", "at"].forEach((n) => { field(n).value = ""; }); kind.value = "attacked"; update(); field("victim").focus(); });
  $("atlas-whoever").addEventListener("click", () => { clock.asked = performance.now(); update({ whoever: true }); });
  KEPT.forEach((n) => field(n).addEventListener("change", () => { clock.asked = performance.now(); update(); }));
  kind.addEventListener("change", () => update());
  const go = (d) => { field("on").value = d === TODAY ? "" : d; return update(); };
  slider.addEventListener("input", () => { $("atlas-date").textContent = slider.value; });
  slider.addEventListener("change", () => go(slider.value === slider.max ? TODAY : `${slider.value}-01-01`));
  // The days on which the law changed are where one can stop; playing goes from year to year.
  const step = (by) => { const c = DATA.changes, d = by < 0 ? c.filter((d) => d < web.day).pop() : c.find((d) => d > web.day) || TODAY; if (d) go(d); };
  $("atlas-before").addEventListener("click", () => step(-1));
  $("atlas-after").addEventListener("click", () => step(1));
  const playing = () => $("atlas-play").getAttribute("aria-pressed") === "true";
  async function play(on) {
    const b = $("atlas-play");
    b.setAttribute("aria-pressed", on); b.textContent = on ? "Pause" : "Play";
    if (on && slider.value === slider.max) slider.value = slider.min;
    while (playing() && slider.value !== slider.max) {
      slider.value = +slider.value + 1;
      await go(slider.value === slider.max ? TODAY : `${slider.value}-01-01`);
      await new Promise((done) => setTimeout(done, 600));
    }
    if (on) play(false);
  }
  $("atlas-play").addEventListener("click", () => play(!playing()));
  $("atlas-marks").addEventListener("change", (e) => map.classList.toggle("marked", e.target.checked));
  // A question of the day is asked by its address; the map comes into view for it.
  document.querySelectorAll(".spots a[href^='#atlas:']").forEach((a) => a.addEventListener("click", () => { clock.asked = performance.now(); $("atlas").scrollIntoView({ block: "start" }); $("atlas-head").focus({ preventScroll: true }); }));
  addEventListener("hashchange", () => { if (recall()) update(); });
  addEventListener("resize", size);
  form.addEventListener("submit", () => { if (kind.value !== "attacked") { const p = query(); ["victim", "by", "at"].forEach((n) => { field(n).value = p.get(n) || ""; }); kind.value = "attacked"; } });
  recall();
  update();
  return { clock, looked, update, choose, get web() { return web; }, get shown() { return shown; } };
}
