// --- What a reader may take: the picture as SVG or PNG, the rows as CSV, and a line that shows the page elsewhere ---
function save(name, blob) {
  const a = el("a", { href: URL.createObjectURL(blob), download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}
function pictureText() {
  const copy = (slim() ? $("picture-tall") : $("picture")).cloneNode(true), [, , wide, high] = copy.getAttribute("viewBox").split(" ");
  for (const [k, v] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width: wide, height: high })) copy.setAttribute(k, v);
  return { text: new XMLSerializer().serializeToString(copy), wide: +wide, high: +high };
}
function savePng() {
  const { text, wide, high } = pictureText(), image = new Image(), canvas = el("canvas", { width: String(2 * wide), height: String(2 * high) });
  image.onload = () => { canvas.getContext("2d").drawImage(image, 0, 0, 2 * wide, 2 * high); canvas.toBlob((blob) => save("picture.png", blob)); };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
}
// As it is read now. A cell that a table would take for a formula begins with an apostrophe.
const cell = (text) => `"${String(text || "").replace(/^([=+\-@\t])/, "'$1").replace(/"/g, '""')}"`;
function rowsText() {
  const rows = [...seen].flatMap(([id, x]) => byArticle(STATE.get(id), x).map(({ v, c }) => [STATE.get(id).name, v.status, v.duty, c.name, c.says]));
  return [["state", "status", "duty", "instrument", "article"], ...rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
}
async function copyEmbed() {
  const line = `<iframe src="${place.link}" title="${document.title.replace(/"/g, "&quot;")}" width="100%" height="700"></iframe>`;
  try { await navigator.clipboard.writeText(line); $("said").textContent = "The line to embed is on the clipboard."; } catch { $("said").textContent = line; }
}
$("take-svg").addEventListener("click", () => save("picture.svg", new Blob([pictureText().text], { type: "image/svg+xml" })));
$("take-png").addEventListener("click", savePng);
$("take-csv").addEventListener("click", () => save("rows.csv", new Blob([rowsText()], { type: "text/csv" })));
$("take-embed").addEventListener("click", copyEmbed);
