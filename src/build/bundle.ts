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

/** blessed and blessed-contrib call `new Buffer`, which prints a deprecation to stderr, and so into the screen. */
const patchOldBuffer: Plugin = {
  name: 'patch-old-buffer',
  setup(plugin) {
    plugin.onLoad(
      {
        filter:
          /node_modules[\\/](blessed|blessed-contrib|drawille[^\\/]*|map-canvas|memory-streams|bresenham|x256)[\\/].*\.js$/,
      },
      (file) => ({
        contents: readFileSync(file.path, 'utf8')
          .replace(/new Buffer\((\d+|[a-z.]*(?:length|size|width)[^)]*)\)/g, 'Buffer.alloc($1)')
          .replace(/new Buffer\(/g, 'Buffer.from('),
        loader: 'js',
      }),
    );
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
  plugins: [patchOldBuffer],
});

mkdirSync(`${root}dist/recordings`, { recursive: true });
cpSync(`${root}src/recordings`, `${root}dist/recordings`, { recursive: true });

const kilobytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0) / 1024;
writeFileSync(`${root}THIRD-PARTY-NOTICES.md`, notices(Object.keys(result.metafile.inputs), root));
process.stdout.write(`dist/ built: ${Object.keys(result.metafile.outputs).length} files, ${kilobytes.toFixed(0)} kB\n`);
