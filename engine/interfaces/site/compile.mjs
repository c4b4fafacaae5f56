// node compile.mjs HOME OUT WHEEL…: the wheels as one archive of byte code for the Python of HOME, without their tests,
// and beside it the corpus as that code compiles it. A browser then imports in a third of the time that sources take,
// and reads one file of law for hundreds.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [home, out, ...wheels] = process.argv.slice(2);
try {
  const { loadPyodide } = await import(pathToFileURL(home + "/pyodide.mjs"));
  const py = await loadPyodide({ indexURL: home });
  for (const wheel of wheels) py.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel", { extractDir: "/unpacked" });
  py.runPython(`
import compileall, pathlib, py_compile, shutil, zipfile
root = pathlib.Path("/unpacked")
for folder in list(root.rglob("tests")):
    shutil.rmtree(folder)
mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
assert compileall.compile_dir(str(root), quiet=1, legacy=True, invalidation_mode=mode, stripdir=str(root))
with zipfile.ZipFile("/out.zip", "w") as archive:
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".py"):
        name = zipfile.ZipInfo(str(path.relative_to(root)), (1980, 1, 1, 0, 0, 0))
        archive.writestr(name, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
`);
  writeFileSync(out, py.FS.readFile("/out.zip"));
  const name = py.runPython(`
import os, sys
shutil.unpack_archive("/out.zip", "/lib/casus", "zip")
sys.path.append("/lib/casus")
os.environ["CASUS_CACHE"] = "/law"
from treaties.loading.corpus import load_corpus
load_corpus()
next(p.name for p in pathlib.Path("/law").glob("corpus-*"))
`);
  writeFileSync(join(dirname(out), name), py.FS.readFile("/law/" + name));
} catch (error) {
  console.error(String(error.message || error).trim().split("\n").pop().slice(0, 300));
  process.exit(1);
}
