// The answer under each reading, as the engine worked it out. Nothing is judged here.
const STATUS = D.statuses.map((s) => s.id);
const DUTY = D.duties.map((d) => d.id);
const HELPS = new Set(D.duties.filter((d) => d.helps).map((d) => d.id));
const Q = new Map(D.questions.map((q) => [q.id, q]));
const NOTHING = { status: "not-triggered", duty: null, events: 0, judgements: 0, total: 0, needs: [] };
const counted = (v) => ({ ...v, total: v.events + v.judgements });
// By state: its verdict, the duty that this rests on, the verdict on each duty, the same at once, and what it owes.
function view(reading) {
  const told = D.views[reading] || {};
  return new Map(D.states.map((s) => {
    const found = told[s.id] || D.views[""][s.id], top = counted(found.verdict);
    const judged = found.judged.map(counted), first = found.at_once.map(counted);
    const state = { top, at: found.rests, judged, first, owed: top, own: found.rests, owing: judged };
    if (top.status !== "belligerent") return [s.id, state];
    return [s.id, { ...state, owed: first[found.rests_at_once] || NOTHING, own: found.rests_at_once, owing: first }];
  }));
}
// An answer that a verdict needs, as `suppose` takes it: its question, and whether it is yes.
const question_of = (need) => need.slice(0, need.lastIndexOf("="));
const less = (a, b) => { for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i]; return false; };
const firmness = ({ v, c }) => [HELPS.has(v.duty) ? (v.status === "released" ? 1 : 0) : 2, STATUS.indexOf(v.status), v.total, v.judgements, DUTY.indexOf(v.duty), ...c.weight];
const byFirmness = (a, b) => (less(firmness(a), firmness(b)) ? -1 : less(firmness(b), firmness(a)) ? 1 : 0);
// What a state owes under each article, of several duties under one the firmest; `main` is the article that its standing rests on.
function byArticle(state, { owing, own }) {
  const found = new Map();
  owing.forEach((v, i) => {
    const c = articleOf(state, i), key = c.treaty + "|" + c.article, was = found.get(key);
    if (v.duty && (!was || byFirmness({ v, c }, was) < 0)) found.set(key, { v, c });
  });
  const rests = own >= 0 ? articleOf(state, own) : {};
  return [...found.values()].map(({ v, c }) => ({ v, c, main: c.treaty === rests.treaty && c.article === rests.article }));
}
const articleOf = (state, i) => D.articles[state.grounds[i].clause];
