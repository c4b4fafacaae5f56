// A box above each long list: what is typed narrows it. Without scripts the list is simply whole.
document.addEventListener("DOMContentLoaded", () => {
  reach();
  addEventListener("resize", reach);
  if (typeof Search === "object") Search.htmlToText = prose;
  nameThePage();
  take();
  unfold();
  addEventListener("hashchange", unfold);
  for (const block of document.querySelectorAll(".filterable")) {
    const rows = [...block.querySelectorAll(":scope > ul > li")];
    const texts = rows.map((row) => plain(row.textContent));
    const form = document.createElement("form");
    form.className = "filter";
    form.setAttribute("role", "search");
    form.innerHTML = '<label for="narrow">Narrow the list</label><input id="narrow" type="search" autocomplete="off"><output for="narrow"></output>';
    const input = form.querySelector("input");
    const told = form.querySelector("output");
    const narrow = () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every((word) => texts[i].includes(word));
        shown += !row.hidden;
      });
      told.textContent = `${shown} of ${rows.length}`;
      history.replaceState(null, "", words.length ? `#${encodeURIComponent(input.value)}` : location.pathname + location.search);
    };
    input.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    block.prepend(form);
    try { input.value = decodeURIComponent(location.hash.slice(1)); } catch { input.value = ""; }
    if (input.value && !document.getElementById(input.value)) narrow();
    else { input.value = ""; told.textContent = `${rows.length}`; }
  }
});
// A section that is linked to is unfolded.
function unfold() {
  const there = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let e = there; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  const fold = there && there.querySelector(":scope > details");
  if (fold) fold.open = true;
}
// What a reader may take of a picture besides its files: PNG, its page's address and the line to embed.
function take() {
  for (const sheet of document.querySelectorAll(".sheet")) {
    const caption = sheet.querySelector("figcaption"), image = sheet.querySelector("img"), svg = caption && caption.querySelector("a");
    if (!svg || !image) continue;
    const png = document.createElement("a");
    png.className = "as-png"; png.href = svg.href; png.download = svg.download.replace(".svg", ".png"); png.textContent = "PNG";
    png.addEventListener("click", (event) => asPng(event, png, image));
    svg.after(" · ", png);
    const fold = document.createElement("details");
    fold.innerHTML = '<summary>address and line to embed</summary><label>This page <input class="address" readonly></label><label>To embed <input class="embed" readonly></label>';
    fold.querySelector(".address").value = location.href.split("#")[0];
    const alone = document.createElement("img");
    alone.src = image.src; alone.alt = image.alt;
    fold.querySelector(".embed").value = alone.outerHTML;
    caption.append(fold);
  }
}
function asPng(event, link, image) {
  if (link.href.startsWith("data:")) return;
  event.preventDefault();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.naturalWidth; canvas.height = 2 * image.naturalHeight;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  try { link.href = canvas.toDataURL("image/png"); } catch { link.href = image.src; link.download = link.download.replace(".png", ".svg"); }
  link.click();
}
// The report of a mistake names the page from which one came.
function nameThePage() {
  const page = new URLSearchParams(location.search).get("page");
  const report = page && [...document.querySelectorAll("#report-a-mistake pre")].pop();
  if (report) report.textContent = report.textContent.replace("PAGE", page);
}
// What a search shows of a page: its prose, without the words of pictures and fields and what leads elsewhere.
function prose(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector('[role="main"]');
  if (!main) return "";
  main.querySelectorAll(".headerlink, script, style, svg, h1 + p > a:only-child, .field-list, .filter").forEach((e) => e.remove());
  main.querySelectorAll("h1, h2, h3, h4, p, li, td, th, pre").forEach((e) => e.append(" "));
  return main.textContent.replace(/\s+/g, " ").trim();
}
function plain(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
// Whatever scrolls sideways can be reached by keyboard.
function reach() {
  for (const box of document.querySelectorAll("pre, article table.docutils, .casus-picture, .toc-scroll, .sidebar-scroll")) {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
