// The answer under each reading, as the engine worked it out. Nothing is judged here.
const STATUS = D.statuses.map((s) => s.id);
const DUTY = D.duties.map((d) => d.id);
const HELPS = new Set(D.duties.filter((d) => d.helps).map((d) => d.id));
const Q = D.questions.map(([id, text, nature, decider, presumed, why, settled]) => ({ id, text, nature, decider, presumed, why, settled, event: nature === "will" }));
const opened_verdict = ([status, duty, events, judgements, near]) => ({ status: STATUS[status], duty: duty < 0 ? null : DUTY[duty], events, judgements, total: events + judgements, near });
// By state: its verdict, the article that this rests on, the verdict on each ground, the same at once, and what it owes.
function view(reading) {
  const told = D.views[reading] || {};
  return new Map(D.states.map((s) => {
    const [top, at, judged, first, owed, own] = told[s.id] || D.views[""][s.id];
    const all = judged.map(opened_verdict), once = first ? first.map(opened_verdict) : all;
    return [s.id, { top: opened_verdict(top), at, judged: all, first: once, owed: opened_verdict(owed || top), own: owed ? own : at, owing: owed ? once : all }];
  }));
}
const less = (a, b) => { for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i]; return false; };
const firmness = ({ v, c }) => [HELPS.has(v.duty) ? (v.status === "released" ? 1 : 0) : 2, STATUS.indexOf(v.status), v.total, v.judgements, DUTY.indexOf(v.duty), ...c.weight];
const byFirmness = (a, b) => (less(firmness(a), firmness(b)) ? -1 : less(firmness(b), firmness(a)) ? 1 : 0);
// What a state owes under each article, of several duties under one the firmest; `main` is the article that its standing rests on.
function byArticle(state, { owing, own }) {
  const found = new Map();
  owing.forEach((v, i) => {
    const c = D.clauses[state.grounds[i].c], key = c.t + "|" + c.a, was = found.get(key);
    if (v.duty && (!was || byFirmness({ v, c }, was) < 0)) found.set(key, { v, c });
  });
  const rests = own >= 0 ? D.clauses[state.grounds[own].c] : {};
  return [...found.values()].map(({ v, c }) => ({ v, c, main: c.t === rests.t && c.a === rests.a }));
}
