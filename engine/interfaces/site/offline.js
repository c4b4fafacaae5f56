// Keeps the whole site, so that it opens again without a network. One version at a time.
const OURS = "casus " + self.registration.scope + " ", NOW = OURS + "{{version}}", FILES = {{files}};
self.addEventListener("install", (e) => e.waitUntil(caches.open(NOW).then((c) => c.addAll(FILES))));
self.addEventListener("activate", (e) => e.waitUntil(caches.keys().then((all) => Promise.all(all.filter((n) => n.startsWith(OURS) && n !== NOW).map((n) => caches.delete(n))))));
const kept = (what) => caches.open(NOW).then((c) => c.match(what));
// The page itself comes from the network where there is one; all else stands in a folder named by its content and never changes.
self.addEventListener("fetch", (e) => {
  if (e.request.method !== "GET" || !e.request.url.startsWith(self.registration.scope)) return;
  if (e.request.mode === "navigate") e.respondWith(fetch(e.request).catch(() => kept("./")));
  else e.respondWith(kept(e.request).then((r) => r || fetch(e.request)));
});
