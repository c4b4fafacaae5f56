const D = JSON.parse(new TextDecoder().decode(inflate(Uint8Array.from(atob(document.getElementById("data").textContent), (c) => c.charCodeAt(0)))));
