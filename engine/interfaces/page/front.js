"use strict";
const PARTS = JSON.parse(document.getElementById("parts").textContent);
const $ = (id) => document.getElementById(id);
const form = document.querySelector("form"), frame = $("answer");
const FIELDS = [...form.elements].map((e) => e.name).filter(Boolean);
const put = (name, values) => { const e = form.elements[name]; if (e.type === "checkbox") e.checked = !!values.length; else e.value = values.join(", "); };
const got = (name) => { const e = form.elements[name]; return e.type === "checkbox" ? (e.checked ? "yes" : "") : e.value.trim(); };
const TITLE = document.title, SERVED = !PARTS.files;
// An address of a server with its question behind a `?` is asked here.
if (SERVED && location.search.length > 1) history.replaceState(null, "", location.pathname + "#" + location.search.slice(1));

// A short address typed by hand stands for its fields: `#estonia/russia/2026-01-01`, with `atlas:` before it on the map.
function lengthen() {
  const m = /^#(atlas:)?([a-z0-9-]+)\/([a-z0-9+-]+)\/(\d{4}-\d\d-\d\d)(?:\/([a-z0-9-]+))?(~.*)?$/.exec(location.hash);
  if (!m) return;
  const p = new URLSearchParams({ victim: m[2] });
  if (m[3] !== "-") p.set("by", m[3].split("+").join(", "));
  p.set("on", m[4]);
  if (m[5]) p.set("at", m[5]);
  history.replaceState(null, "", "#" + (m[1] || "") + p + (m[6] || ""));
}
lengthen();
addEventListener("hashchange", lengthen);

// --- The address: the question, and after a tilde how the answer is looked at ---
const split = () => { const h = location.hash.slice(1), at = h.indexOf("~"); return at < 0 ? [h, ""] : [h.slice(0, at), h.slice(at + 1)]; };
const address = (query, view) => (query ? "#" + query + (view ? "~" + view : "") : location.pathname + location.search);
let shown = "", short = "", page = "", wanted = null, doing = "";
frame.place = {
  get view() { return split()[1]; },
  set view(hash) { if (split()[0] === shown) history.replaceState(null, "", address(shown, hash)); },
  get link() { const view = split()[1]; return short ? location.href.split("#")[0] + "#" + short + (view ? "~" + view : "") : location.href; },
  turn(answer) { const q = new URLSearchParams(shown); q.append("suppose", answer); goTo(q.toString(), ""); },
};

// --- The engine: the server that this page came from, or Python in a worker ---
let worker = null, ready = null, asked = 0, since = 0;
const waiting = new Map(), clock = { begun: 0, ready: 0, answered: 0 };
// What is shown, and what is also read out: not every second and every megabyte.
function state(text, aloud = true) { $("state").textContent = text; if (aloud) $("heard").textContent = text; }
function start() {
  if (SERVED) { clock.ready ||= performance.now(); return Promise.resolve(); }
  return (ready ||= new Promise((done, failed) => {
    clock.begun = performance.now();
    state("Loading Python …"); $("bar").hidden = false;
    const broken = (text) => { $("bar").hidden = true; state(""); fault(`Python could not be started here: ${text}. Load the page anew, or use another browser.`); failed(new Error(text)); };
    fetch(PARTS.home + "worker.js").then((r) => (r.ok ? r.text() : Promise.reject(new Error(`${r.status} for worker.js`)))).then((text) => {
      worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), { type: "module" });
      worker.onerror = (e) => broken(e.message || "the worker stopped");
      worker.onmessage = ({ data }) => {
        if (data.got) { $("bar").value = data.got / data.total; if (data.got < data.total) state(`Loading Python: ${(data.got / 1e6).toFixed(1)} of ${(data.total / 1e6).toFixed(1)} MB`, false); }
        else if (data.stage) { $("bar").removeAttribute("value"); state(data.stage + " …"); }
        else if (data.broken) broken(data.broken);
        else if (data.ready) {
          clock.ready = performance.now(); $("bar").hidden = true; state("Ready"); keep(); done();
        } else { waiting.get(data.id)(data.told); waiting.delete(data.id); }
      };
      worker.postMessage({ base: new URL(PARTS.home, location.href).href, parts: PARTS });
    }).catch((e) => broken(e.message));
  }));
}
let given_up = new AbortController();
async function call(name, query) {
  await start();
  if (SERVED) return (await fetch(`api/${name}?${query}`, { signal: given_up.signal })).json();
  return new Promise((done) => { const id = ++asked; waiting.set(id, done); worker.postMessage({ id, name, query }); });
}
// A long question can be given up after so many seconds: a worker ends, and another takes its place.
let patience = 3;
function stop() {
  wanted = null;
  busy(false); state("");
  if (SERVED) { given_up.abort(); given_up = new AbortController(); return start(); }
  if (worker) worker.terminate();
  worker = ready = null; waiting.clear(); clock.ready = 0; $("bar").value = 0;
  return start();
}
const keep = () => { if ("serviceWorker" in navigator && isSecureContext) navigator.serviceWorker.register("offline.js").catch(() => {}); };

// --- Asking ---
function fault(text, offers) {
  $("fault").textContent = text;
  $("fault").append(...offered(offers, (query) => "#" + query));
  form.elements.victim.toggleAttribute("aria-invalid", !!text);
  if (text) { document.body.classList.remove("answered"); frame.hidden = $("tools").hidden = true; $("ask").open = true; page = shown = ""; document.title = TITLE; }
}
let ticking = 0;
function busy(on) {
  document.body.classList.toggle("busy", on);
  clearInterval(ticking);
  $("long").hidden = true;
  if (!on) return;
  since = 0;
  ticking = setInterval(() => {
    if (!clock.ready) return;
    since ||= performance.now();
    const gone = Math.round((performance.now() - since) / 1000);
    if (gone < 1) return;
    state(`Working it out … ${gone} s`, gone === 1);
    if (gone > patience) { $("long").hidden = false; $("first").hidden = new URLSearchParams(doing).has("rounds"); }
  }, 250);
}
function goTo(query, view) {
  if (split()[0] === query) history.replaceState(null, "", address(query, view)); else history.pushState(null, "", address(query, view));
}
async function ask(query, view, mine) {
  const turn = (wanted = {});
  doing = query;
  clear();
  busy(true);
  let told;
  try { told = await call("page", query); } catch { told = null; }
  if (wanted !== turn) return;
  busy(false);
  if (!told) return;
  state("");
  if (told.error) { goTo(query, ""); fault(told.error, told.offered); if (mine) form.elements.victim.focus(); return; }
  clock.answered = performance.now();
  shown = told.query; short = told.short || ""; page = told.page; document.title = told.title;
  if (split()[0] === query) history.replaceState(null, "", address(shown, view)); else goTo(shown, view);
  fill(shown);
  document.body.classList.add("answered");
  $("ask").open = false; $("ask").querySelector("summary").textContent = "Ask another question";
  $("tools").hidden = frame.hidden = false;
  frame.srcdoc = page;
  frame.onload = () => {
    if (!frame.contentDocument || !page) return;
    // What lies outside opens beside this page, since nothing from outside may be framed here.
    frame.contentDocument.addEventListener("click", (e) => { const a = e.target.closest("a[href^='http']"); if (a) { a.target = "_blank"; a.rel = "noreferrer noopener"; } }, true);
    state(`Answered: ${told.title}`);
    if (mine) frame.focus();
  };
}
const clear = () => { $("fault").textContent = ""; form.elements.victim.removeAttribute("aria-invalid"); };
// The form says what the address asks; fields it has no box for stay with it, unseen.
function fill(query) {
  const p = new URLSearchParams(query);
  form.querySelectorAll("input[type=hidden]").forEach((e) => e.remove());
  for (const name of FIELDS) put(name, p.getAll(name));
  for (const [k, v] of p) if (!FIELDS.includes(k)) { const e = document.createElement("input"); e.type = "hidden"; e.name = k; e.value = v; form.append(e); }
}
// What the form shows is the question: asked of somebody else, the fields it does not show are dropped.
function query() {
  const was = new URLSearchParams(shown), same = (n) => got(n) === was.getAll(n).join(", ");
  if (shown && !["victim", "by", "at", "also"].every(same)) form.querySelectorAll("input[type=hidden]").forEach((e) => e.remove());
  const p = new URLSearchParams();
  for (const [k, v] of new FormData(form)) if (v.trim()) p.append(k, v.trim());
  return p.toString();
}
function follow() {
  const [found, view] = split(), q = found.startsWith("atlas:") ? "" : found;
  if (q && q === shown) { frame.contentWindow.dispatchEvent(new Event("hashchange")); return; }
  if (q || !found) fill(q);
  if (q) ask(q, view, false);
  else { wanted = null; busy(false); fault(""); document.body.classList.remove("answered"); frame.hidden = $("tools").hidden = true; page = shown = ""; $("ask").open = innerWidth > 600; document.title = TITLE; }
}
function save(text, name, type) {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob([text], { type })); a.download = name; a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}
form.addEventListener("submit", (e) => { e.preventDefault(); const q = query(); if (q) ask(q, "", true); else fault("nobody is attacked; name the state that is attacked"); });
$("stop").addEventListener("click", () => { stop().catch(() => {}); });
$("first").addEventListener("click", () => { const p = new URLSearchParams(doing); p.set("rounds", "1"); stop().catch(() => {}); ask(p.toString(), "", true); });
$("save-page").addEventListener("click", () => save(page, "report.html", "text/html"));
$("save-data").addEventListener("click", async () => save(JSON.stringify(await call("ask", shown), null, 1) + "\n", "answer.json", "application/json"));
addEventListener("hashchange", follow);
follow();
// The atlas asks the same engine; what its table holds it knows before the engine is there.
window.map = atlas({
  ask: (name, fields) => call(name, new URLSearchParams(fields).toString()),
  report: (query) => "#" + query,
});
// Loading begins at once, unless the visitor wants to save data: then with the first question.
if (!(navigator.connection && navigator.connection.saveData)) start().catch(() => {}); else state(`Python is loaded with the first question.`);
