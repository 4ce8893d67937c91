// Answer for a peer in JavaScript: node proof_peer.mjs FOLDER NAME; pairs [sup, sub] in, [answer, CPU seconds] out.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";

const LARGE = 1e9; // bytes: a process that has grown so large makes room for another
const [folder, name] = process.argv.slice(2);
const inside = (file) => path.resolve(folder, "node_modules", file);
const load = createRequire(path.resolve(folder, "here.js"));

const PEERS = {
  "jsoncompat": async () => {
    const tool = await import(pathToFileURL(inside("jsoncompat/jsoncompat_wasm.js")).href);
    tool.initSync({ module: fs.readFileSync(inside("jsoncompat/jsoncompat_wasm_bg.wasm")) });
    return (sup, sub) => tool.check_compat(JSON.stringify(sub), JSON.stringify(sup), "deserializer");
  },
  "json-schema-diff": async () => {
    const { diffSchemas } = load("json-schema-diff");
    return async (sup, sub) => !(await diffSchemas({ sourceSchema: sub, destinationSchema: sup })).removalsFound;
  },
  "json-schema-diff-validator": async () => {
    const { validateSchemaCompatibility } = load("json-schema-diff-validator");
    return (sup, sub) => {
      try {
        validateSchemaCompatibility(sub, sup);
        return true;
      } catch (error) {
        if (error.name === "AssertionError") return false;
        throw error;
      }
    };
  },
};

const ask = await PEERS[name]();
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [sup, sub] = JSON.parse(line);
  const start = process.cpuUsage();
  let answer = "undecided";
  try {
    answer = (await ask(sup, sub)) ? "holds" : "fails";
  } catch (error) {
    // a crash decides nothing; after a trap of WebAssembly, nothing can be asked any more
    if (error instanceof WebAssembly.RuntimeError) process.exit(1);
  }
  const spent = process.cpuUsage(start);
  console.log(JSON.stringify([answer, (spent.user + spent.system) / 1e6]));
  if (process.memoryUsage().rss > LARGE) process.exit();
}
