// What the reader has set, and how it is said.
const $ = (id) => document.getElementById(id);
const LOOK = Object.fromEntries(D.statuses.map((s) => [s.id, s]));
const SAYS = Object.fromEntries(D.duties.map((d) => [d.id, d.says]));
const STATE = new Map(D.states.map((s) => [s.id, s]));
const NODE = new Map(D.nodes.map((n) => [n.id, n]));
// The box that a state stands in: the first of its own, else the one in which it fights.
const NODE_OF = new Map([...D.nodes].reverse().sort((a, b) => !!a.clause - !!b.clause).flatMap((n) => n.states.map((s) => [s, n])));

// What the reader has set. Everything else is worked out from it.
const now = { reading: D.asked, state: "", arrow: null };
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
let seen;

// --- Words ---
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const plural = (n, w) => (n ? `${n} ${w}${n === 1 ? "" : "s"}` : "");
const far = (v) => [plural(v.events, "event"), plural(v.judgements, "judgement")].filter(Boolean).join(", ");
function says(v) {
  if (v.status === "belligerent") return "belligerent: " + D.statuses[0].says;
  const away = v.total && v.status !== "bound" ? ` (${far(v)} away)` : "";
  if (v.duty === "may-assist") return (v.status === "bound" ? "free to choose: may help, need not" : v.status + ", then free to choose") + away;
  return v.status.replace("-", " ") + (v.duty ? ": " + SAYS[v.duty] : "") + away;
}
const short = (v) => `${LOOK[v.status].mark} ${v.status.replace("-", " ")}${v.duty === "may-assist" ? ": free to help" : v.duty ? ": " + v.duty : ""}`;
const inWords = (v) => `${LOOK[v.status].mark} ${v.duty ? LOOK[v.status].lead + SAYS[v.duty].split(/[;,]/)[0] : v.status.replace("-", " ")}`;
const pips = (v) => (v.total > 6 ? `${v.events}› ${v.judgements}?` : "›".repeat(v.events) + "?".repeat(v.judgements));
const whose = (r) => `${r.who}${r.when ? ", " + r.when : ""}: ${r.gist}`;
const badge = (v, text) => el("span", { class: "badge s-" + v.status }, LOOK[v.status].mark + " " + (text || says(v)));
const EACH = "each for itself";
const read = (r, q) => (q.unasked.includes(r.id) ? "the text does not ask" : q.yes.includes(r.id) ? "yes" : q.no.includes(r.id) ? "no" : "");

// --- One question: what it is, who decides it, how it is taken, and where it can be answered otherwise ---
function question(id, needs, judge) {
  const q = Q.get(id), kind = q.nature === "will" ? "an event: somebody's choice" : `a judgement of ${q.nature}`;
  const { text, decides, why } = q.says, because = q.presumed === "open" && why ? `; ${why}` : "";
  const turn = (word) => el("button", { type: "button", class: "text", onclick: () => place.turn(`${q.id}=${word}`) }, word);
  return el("div", { class: "question", "data-question": q.id },
    el("p", {}, text),
    el("small", {}, `${kind}; decides: ${judge && decides === EACH ? judge : decides}${because}; ${standing(q)}`),
    needs != null && el("small", {}, "The duty needs: ", el("b", {}, needs ? "yes" : "no")),
    place.turn ? el("small", {}, "Ask again with the answer ", turn("yes"), " or ", turn("no")) : el("small", {}, "Ask again with the answer ", copied(q, "yes"), " or ", copied(q, "no")));
}
// In a file nothing can be asked anew: what the command line takes is put on the clipboard.
function copied(q, word) {
  const line = `--suppose "${q.id}=${word}"`;
  const copy = async () => {
    try { await navigator.clipboard.writeText(line); $("said").textContent = "The option for the command line is on the clipboard."; } catch { $("said").textContent = line; }
  };
  return el("button", { type: "button", class: "text", title: line, onclick: copy }, word);
}
function standing(q) {
  const r = reading(), answer = r && read(r, q);
  if (answer) return `${r.name}: ${answer}`;
  return q.presumed === "open" ? "open" : `presumed ${q.presumed}${q.says.why ? ` (${q.says.why})` : ""}`;
}
