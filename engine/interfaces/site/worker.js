// Runs Python away from the page, so that the page stays alive. Started from a blob, so that the page's policy holds here too.
let python;

// Every byte that comes is counted, whoever asks for it; a file that the site keeps packed is unpacked on the way.
function counted(base, files) {
  const real = self.fetch.bind(self), total = Object.values(files).reduce((a, b) => a + b, 0);
  let got = 0, told = 0;
  self.fetch = async (asked, ...more) => {
    const url = String(asked.url || asked), packed = url.startsWith(base) && `${url.slice(base.length)}.gz` in files;
    const response = await (packed ? real(`${url}.gz`) : real(asked, ...more));
    if (!response.ok || !response.body) return response;
    const count = new TransformStream({
      transform(chunk, out) {
        got += chunk.byteLength;
        if (got - told > total / 200) { told = got; postMessage({ got, total }); }
        out.enqueue(chunk);
      },
    });
    const body = response.body.pipeThrough(count);
    if (!packed) return new Response(body, { status: response.status, headers: response.headers });
    const type = url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(body.pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } });
  };
}

async function bytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return new Uint8Array(await response.arrayBuffer());
}

// The archive: a line that lists each file with its size, then their bytes.
function spread(files, archive, root) {
  const line = archive.indexOf(10);
  let at = line + 1;
  for (const [name, size] of JSON.parse(new TextDecoder().decode(archive.subarray(0, line)))) {
    const path = root + name;
    files.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    files.writeFile(path, archive.subarray(at, at += size), { canOwn: true });
  }
}

async function begin({ base, parts }) {
  counted(base, parts.files);
  const home = new URL("python/", base).href;
  const code = bytes(new URL(parts.code, base).href), memory = bytes(new URL(parts.memory, base).href);
  code.catch(() => {}); memory.catch(() => {});
  const { loadPyodide } = await import(home + "pyodide.mjs");
  const py = await loadPyodide({ indexURL: home, _loadSnapshot: memory });
  postMessage({ stage: "Starting the engine" });
  spread(py.FS, await code, "/lib/casus/");
  py.runPython("import os, sys; os.environ['CASUS_CACHE'] = ''; sys.path.append('/lib/casus')");
  python = py.pyimport("engine.interfaces.site.browser");
  postMessage({ ready: JSON.parse(python.begin()) });
}

onmessage = async ({ data }) => {
  if (data.parts) {
    try { await begin(data); } catch (error) { postMessage({ broken: String(error.message || error).trim().split("\n").pop() }); }
    return;
  }
  let told;
  try { told = JSON.parse(python.api(data.name, data.query)); } catch (error) {
    console.warn(error);
    told = { error: "this question could not be worked out in this browser", remedy: "load the page anew" };
  }
  postMessage({ id: data.id, told });
};
