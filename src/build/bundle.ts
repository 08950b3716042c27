/**
 * Builds what npm ships: `dist/main.js` with lazy chunks, the demo's recording, and the notices of everything bundled. Run by `prepare`,
 * so a checkout works right after `npm ci`. In: `src/`, the installed packages. Out: `dist/`, `THIRD-PARTY-NOTICES.md`.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { build } from 'esbuild';
import { notices } from './notices.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** `new Buffer` prints a deprecation to stderr, and so into the screen. */
const patchOldBuffer: Plugin = {
  name: 'patch-old-buffer',
  setup(plugin) {
    plugin.onLoad({ filter: /node_modules[\\/]drawille-blessed-contrib[\\/]index\.js$/ }, (file) => ({
      contents: readFileSync(file.path, 'utf8').replaceAll('new Buffer(', 'Buffer.alloc('),
      loader: 'js',
    }));
  },
};

/** The charts need three of blessed's widgets; its index asks for all of them by computed names, which no bundler can follow. */
const fewWidgets: Plugin = {
  name: 'few-widgets',
  setup(plugin) {
    plugin.onLoad({ filter: /node_modules[\\/]blessed[\\/]lib[\\/]widget\.js$/ }, () => ({
      contents: ['Node', 'Element', 'Box']
        .map((name) => `exports.${name} = require('./widgets/${name.toLowerCase()}');`)
        .join('\n'),
      loader: 'js',
    }));
  },
};

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

// Built beside and put in place whole: somebody may be starting the program from `dist/` at this moment.
const fresh = `${root}dist.${process.pid}`;
const result = await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts' },
  outdir: fresh,
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.13',
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    DPRK_WATCH_VERSION: JSON.stringify(version),
  },
  alias: { 'react-devtools-core': './src/build/nothing.ts' },
  // Optional native speed-ups of ws: never installed with us.
  external: ['bufferutil', 'utf-8-validate'],
  plugins: [patchOldBuffer, fewWidgets],
});

// The bundled CommonJS packages ask for Node's own modules by `require`, which an ES module does not have; esbuild's banner skips chunks.
const REQUIRE = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);\n";
mkdirSync(`${fresh}/recordings`, { recursive: true });
for (const { path, text } of result.outputFiles) writeFileSync(path, REQUIRE + text);
cpSync(`${root}src/recordings`, `${fresh}/recordings`, { recursive: true });

const aside = `${root}dist.${process.pid}.old`;
if (existsSync(`${root}dist`)) renameSync(`${root}dist`, aside);
renameSync(fresh, `${root}dist`);
rmSync(aside, { recursive: true, force: true });

const kilobytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0) / 1024;
writeFileSync(`${root}THIRD-PARTY-NOTICES.md`, notices(Object.keys(result.metafile.inputs), root));
process.stdout.write(`dist/ built: ${Object.keys(result.metafile.outputs).length} files, ${kilobytes.toFixed(0)} kB\n`);
