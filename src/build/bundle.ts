/**
 * Builds what npm ships: `dist/main.js` with lazy chunks, the demo's recording, and the notices of everything bundled. Run by `prepare`,
 * so a checkout works right after `npm ci`. In: `src/`, the installed packages. Out: `dist/`, `THIRD-PARTY-NOTICES.md`.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

rmSync(`${root}dist`, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.13',
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
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
for (const file of Object.keys(result.metafile.outputs)) {
  writeFileSync(`${root}${file}`, REQUIRE + readFileSync(`${root}${file}`, 'utf8'));
}

mkdirSync(`${root}dist/recordings`, { recursive: true });
cpSync(`${root}src/recordings`, `${root}dist/recordings`, { recursive: true });

const kilobytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0) / 1024;
writeFileSync(`${root}THIRD-PARTY-NOTICES.md`, notices(Object.keys(result.metafile.inputs), root));
process.stdout.write(`dist/ built: ${Object.keys(result.metafile.outputs).length} files, ${kilobytes.toFixed(0)} kB\n`);
