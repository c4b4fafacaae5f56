"use strict";
// The data of the page stand in it packed. Once they are open, its other script runs.
let D;
new Response(new Blob([Uint8Array.from(atob(document.getElementById("data").textContent), (c) => c.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).json().then((data) => {
  D = data;
  const script = document.createElement("script");
  script.textContent = document.getElementById("code").textContent;
  document.body.append(script);
});
