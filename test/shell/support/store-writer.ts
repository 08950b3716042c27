/** A process that writes events for ever and says of each, once it is stored, that it is. Killed by the test. */
import { writeSync } from 'node:fs';
import { openStore } from '../../../src/shell/store.ts';

const [path = '', prefix = ''] = process.argv.slice(2);
const store = openStore(path, { now: () => 0 });
if ('kind' in store) throw new Error(store.reason);
for (let n = 0; ; n += 1) {
  const ids = [`${prefix}-${n}-a`, `${prefix}-${n}-b`];
  const saved = store.saveEvents(
    ids.map((id) => ({
      ...{ id, kind: 'landing', status: 'confirmed', basis: 'observed', level: 'note', text: 'x'.repeat(200) },
      ...{ fromAt: n, toAt: n, at: n, detectedAt: n, probability: 1, candidates: [], detail: {} },
    })),
  );
  if (!saved.ok) throw new Error(saved.trouble.reason);
  writeSync(1, `${ids.join('\n')}\n`);
}
