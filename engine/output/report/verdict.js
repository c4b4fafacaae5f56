// The verdict on every state, as questions are answered: the rule of engine/verdicts/grounds.py and engine/labels/labels.py, said
// again for the page. `D` holds the data of engine/output/report/payload.py. Nothing here knows of a document.
const STATUS = D.statuses.map((s) => s.id);
const DUTY = D.duties.map((d) => d.id);
const HELPS = new Set(D.duties.filter((d) => d.helps).map((d) => d.id));
const Q = D.questions.map(([id, text, nature, decider, presumed, why, settled, further]) => ({ further, id, text, nature, decider, presumed, why, settled, event: nature === "will", rule: id.startsWith("rule:") }));
const QI = new Map(Q.map((q, i) => [q.id, i]));

// What a reading holds that the text does not ask: it stands in no duty's way, whichever answer the duty needs.
const UNASKED = 2;

// --- Settling questions and judging grounds: the same rules as the engine's ---
function settle(reading, mine) {
  const value = Q.map((q, i) => {
    if (mine.has(i)) return mine.get(i);
    if (q.settled) return q.settled === "yes" ? 1 : 0;
    if (reading && i in reading.answers) return reading.answers[i];
    return q.presumed === "open" ? null : q.presumed === "yes" ? 1 : 0;
  });
  // A reading that names instruments is silent under every other: there its answers do not count.
  value.silent = reading ? settle(null, mine) : value;
  return value;
}
const events = (s) => s.filter((l) => Q[l >> 1].event).length;
const byMask = (a, b) => { for (let i = a.length - 1, j = b.length - 1; i >= 0 && j >= 0; i--, j--) if (a[i] !== b[j]) return a[i] - b[j]; return a.length - b.length; };
const bySize = (a, b) => a.length - b.length || byMask(a, b);
const byNear = (a, b) => a.length - b.length || events(b) - events(a) || byMask(a, b);
function restrict(supports, value) {
  const left = [];
  for (const s of supports) {
    if (s.some((l) => value[l >> 1] !== null && value[l >> 1] !== UNASKED && value[l >> 1] !== (l & 1))) continue;
    left.push(s.filter((l) => value[l >> 1] === null));
  }
  const kept = [];
  for (const s of left.sort(bySize)) { const has = new Set(s); if (!kept.some((k) => k.every((l) => has.has(l)))) kept.push(s); }
  return kept.sort(byNear);
}
function lowered(clause, reading) {
  for (const [t, a, d] of reading ? reading.lowers : []) if (t === clause.t && (a === "*" || a === clause.a) && DUTY.indexOf(d) > DUTY.indexOf(clause.duty)) return d;
  return clause.duty;
}
function verdict(status, duty, near, supports) {
  const e = near ? events(near) : 0;
  return { status, duty, events: e, judgements: near ? near.length - e : 0, total: near ? near.length : 0, supports: supports || [] };
}
const PRESUMED = settle(null, new Map());
// What is left of a duty's supports, by the answers among them that are other than presumed: most readings change none of these.
function left(g, value) {
  if (!g.touched) { g.touched = [...new Set([...g.due, ...(g.arisen || [])].flat().map((l) => l >> 1))]; g.known = new Map(); }
  const key = g.touched.filter((i) => value[i] !== PRESUMED[i]).map((i) => 4 * i + (value[i] === null ? 3 : value[i])).join();
  if (!g.known.has(key)) {
    let arisen = null;
    g.known.set(key, { due: restrict(g.due, value), get arisen() { return (arisen = arisen || restrict(g.arisen || g.due, value)); } });
  }
  return g.known.get(key);
}
// The verdict on a ground; `first` on the events as given, without any way through a further act of war.
function judge(g, reading, value, first) {
  const clause = D.clauses[g.c], duty = lowered(clause, reading), apt = (s) => !first || !s.some((l) => Q[l >> 1].further);
  if (reading && reading.treaties.length && !reading.treaties.includes(clause.t)) value = value.silent;
  const ways = left(g, value), due = ways.due.filter(apt);
  if (due.length) return verdict(due[0].length === 0 ? "bound" : events(due[0]) === due[0].length ? "conditional" : "contested", duty, due[0], due);
  const arisen = ways.arisen.filter(apt);
  return arisen.length ? verdict("released", duty, arisen[0], arisen) : verdict("not-triggered", null);
}
function strongest(state, judged) {
  let best = null, at = -1;
  judged.forEach((v, i) => {
    const c = D.clauses[state.grounds[i].c];
    if (!v.duty || !c.binds) return;
    const helps = HELPS.has(v.duty), chosen = HELPS.has(c.duty) && v.duty === "may-assist";
    const due = helps && v.status !== "released", free = v.duty === "may-assist";
    const group = due ? 0 : helps || chosen ? 1 : free ? 3 : 2;
    const arms = due && v.duty === "fight" && v.events <= (v.status === "conditional" ? 1 : 0);
    const key = [group, v.status === "bound" ? 0 : arms ? 1 : 2, STATUS.indexOf(v.status), v.total, v.judgements, DUTY.indexOf(v.duty), state.grounds[i].r, ...c.weight];
    if (!best || less(key, best)) { best = key; at = i; }
  });
  return at;
}
function standingOf(state, reading, value) {
  const judged = state.grounds.map((g) => judge(g, reading, value)), at = strongest(state, judged);
  const top = at >= 0 ? { ...judged[at] } : verdict(state.linked ? "not-triggered" : "no-treaty", null);
  if (state.belligerent) top.status = "belligerent";
  return { top, at, judged };
}
// What a state owes; of one at war already what it is called to at once, and not what may follow from its own war.
function owing(state, { top, at, judged }, reading, value) {
  if (!state.belligerent) return { owed: top, at, all: judged };
  const first = state.grounds.map((g) => judge(g, reading, value, true)), own = strongest(state, first);
  return { owed: own >= 0 ? first[own] : verdict("not-triggered", null), at: own, all: first };
}
const less = (a, b) => { for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i]; return false; };
// What is called at once as questions are answered: the rule of engine/verdicts/calls.py. By part and instrument, the firmest article first.
const RUNNING = D.given.some(([, since]) => since);
function calledAtOnce(reading, value) {
  const found = new Map();
  for (const s of [...D.states].sort((a, b) => a.rank - b.rank)) for (const g of D.attacking.includes(s.id) ? [] : s.grounds) {
    const c = D.clauses[g.c], v = judge(g, reading, value, true), theirs = D.attacking.includes(g.to), asked = D.attacked.includes(g.to) || (!theirs && !RUNNING);
    if (!v.duty || (c.neutral ? s.belligerent : !c.binds && !asked)) continue;
    const part = c.neutral ? "neutral" : !c.binds ? "below" : asked ? "asked" : theirs ? "attackers" : "aside";
    const stands = [part, c.t, c.a, v.status, v.duty, v.events, v.judgements].join("|");
    if (!found.has(stands)) found.set(stands, { part, c, v, states: new Set() });
    found.get(stands).states.add(s);
  }
  const instruments = new Map();
  for (const call of [...found.values()].sort(byFirmness)) {
    const key = call.part + call.c.t;
    instruments.set(key, [...(instruments.get(key) || []), call]);
  }
  return [...instruments.values()];
}
const helping = (v) => HELPS.has(v.duty);
const firmness = ({ v, c }) => [helping(v) ? (v.status === "released" ? 1 : 0) : 2, STATUS.indexOf(v.status), v.total, v.judgements, DUTY.indexOf(v.duty), ...c.weight];
const byFirmness = (a, b) => (less(firmness(a), firmness(b)) ? -1 : less(firmness(b), firmness(a)) ? 1 : 0);
// What a state owes under each article, of several duties under one the firmest; `main` is the article that its standing rests on.
function byArticle(state, { all, at }) {
  const found = new Map();
  all.forEach((v, i) => {
    const c = D.clauses[state.grounds[i].c], key = c.t + "|" + c.a, was = found.get(key);
    if (v.duty && (!was || byFirmness({ v, c }, was) < 0)) found.set(key, { v, c });
  });
  const rests = at >= 0 ? D.clauses[state.grounds[at].c] : {};
  return [...found.values()].map(({ v, c }) => ({ v, c, main: c.t === rests.t && c.a === rests.a }));
}
