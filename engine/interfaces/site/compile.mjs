// node compile.mjs HOME OUT SNAPSHOT WHEEL…: the wheels as one archive of byte code for the Python of HOME, without their
// tests and docstrings and with the law compiled in the place of its sources; and the memory of that Python with the standard library
// loaded. A browser then starts in a sixth of the time, and reads one file of law for hundreds.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [home, out, snapshot, ...wheels] = process.argv.slice(2);
try {
  const { loadPyodide } = await import(pathToFileURL(home + "/pyodide.mjs"));
  const py = await loadPyodide({ indexURL: home, env: { CASUS_CACHE: "/law" } });
  for (const wheel of wheels) py.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel", { extractDir: "/unpacked" });
  const used = py.runPython(`
import compileall, json, pathlib, py_compile, shutil, sys
root = pathlib.Path("/unpacked")
for folder in [*root.rglob("tests"), *root.glob("*.dist-info")]:
    shutil.rmtree(folder)
mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
assert compileall.compile_dir(str(root), quiet=1, legacy=True, optimize=2, invalidation_mode=mode, stripdir=str(root))
for path in root.rglob("*.py"):
    path.unlink()

sys.path.append(str(root))
from engine.interfaces.site.browser import begin
from treaties.loading.corpus import COMPILED, SOURCES
begin()
[law] = pathlib.Path("/law").glob("corpus-*")
_, _, content = law.read_bytes().partition(b"\\n")
(root / "treaties" / COMPILED).write_bytes(content)
for folder in SOURCES:
    shutil.rmtree(root / "treaties" / folder)

held = [(str(p.relative_to(root)), p.read_bytes()) for p in sorted(root.rglob("*")) if p.is_file()]
listed = json.dumps([[name, len(data)] for name, data in held]).encode()
pathlib.Path("/archive").write_bytes(b"\\n".join([listed, b"".join(data for _, data in held)]))
json.dumps(sorted(m for m in sys.modules if m.partition(".")[0] in sys.stdlib_module_names and m != "__main__"))
`);
  writeFileSync(out, py.FS.readFile("/archive"));
  const bare = await loadPyodide({ indexURL: home, _makeSnapshot: true });
  bare.runPython(`
import importlib
for name in ${used}:
    importlib.import_module(name)
`);
  writeFileSync(snapshot, bare.makeMemorySnapshot());
} catch (error) {
  console.error(String(error.message || error).trim().split("\n").pop().slice(0, 300));
  process.exit(1);
}
