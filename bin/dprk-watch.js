#!/usr/bin/env node
// The installed command. In: the Node that the system has. Out: dist/main.js, started. Refuses a Node that is too old in one plain
// sentence, before any import that could fail there: so this file keeps to syntax that Node 12 can parse and imports nothing at the top.

// `node:sqlite` (the event log) needs no flag from 22.13 on.
const LEAST = [22, 13];
const USAGE_EXIT = 2;

function refuse(sentence) {
  process.stderr.write(`dprk-watch: ${sentence}\n`);
  process.exitCode = USAGE_EXIT;
}

/** Node 22 to 24 call their own SQLite experimental on stderr at every start; every other warning stays. */
function silenceSqliteWarning() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    const type = rest[0] !== null && typeof rest[0] === 'object' ? rest[0].type : rest[0];
    if (type === 'ExperimentalWarning' && /SQLite/.test(String(warning))) return;
    emitWarning.call(process, warning, ...rest);
  };
}

/** The first frame comes sooner with it; a cache that cannot be written is no trouble. */
function enableCompileCache() {
  return import('node:module').then((nodeModule) => {
    if (typeof nodeModule.enableCompileCache === 'function') nodeModule.enableCompileCache();
  });
}

function start() {
  const main = new URL('../dist/main.js', import.meta.url);
  return import(main.href).catch((error) => {
    const code = error ? error.code : undefined;
    // A chunk that is missing beside a present main.js is another fault, and says so itself.
    if (code !== 'ERR_MODULE_NOT_FOUND' || !/Cannot find module '[^']*dist[\\/]main\.js'/.test(error.message))
      throw error;
    refuse(
      'dist/main.js is missing: run `npm ci` (or `npm run build`) in the folder of dprk-watch and start it again.',
    );
  });
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
  refuse(
    `this is Node ${process.versions.node} and 22.13 or newer is needed: start it with ` +
      '`npx -p node@24 -p dprk-watch dprk-watch`, or in a checkout run `npm ci`, which brings its own Node, and then `npx dprk-watch`.',
  );
} else {
  silenceSqliteWarning();
  enableCompileCache().then(start);
}
