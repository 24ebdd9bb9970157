// Fails when what the first page loads is more than the budget: its script, what that imports at once, and their styles.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KIB = 400;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (!files.has(chunk.file)) {
    files.add(chunk.file);
    (chunk.css ?? []).forEach((css) => files.add(css));
    (chunk.imports ?? []).forEach(visit);
  }
};
visit("index.html");

const sizes = [...files].map((file) => gzipSync(readFileSync(new URL(file, dist))).length);
const kib = sizes.reduce((a, b) => a + b, 0) / 1024;
console.log(`first page: ${kib.toFixed(1)} KiB gzip in ${files.size} files, budget ${BUDGET_KIB} KiB`);
if (kib > BUDGET_KIB) {
  process.exitCode = 1;
}
