// Keeps the whole site, so that it opens again without a network. One version at a time; a new one comes in when no page is open.
const OURS = "casus " + self.registration.scope + " ", NOW = OURS + "{{version}}", FILES = {{files}};
self.addEventListener("install", (e) => e.waitUntil(caches.open(NOW).then((c) => c.addAll(FILES))));
self.addEventListener("activate", (e) => e.waitUntil(caches.keys().then((all) => Promise.all(all.filter((n) => n.startsWith(OURS) && n !== NOW).map((n) => caches.delete(n))))));
self.addEventListener("fetch", (e) => {
  if (e.request.method === "GET" && e.request.url.startsWith(self.registration.scope)) e.respondWith(caches.open(NOW).then((c) => c.match(e.request)).then((r) => r || fetch(e.request)));
});
