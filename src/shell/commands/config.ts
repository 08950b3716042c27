/** `dprk-watch config`: the settings, shown and changed one by one. Credentials inside feed addresses are never shown. */
import { clean } from '../../aero/clean.ts';
import type { ConfigOrder, OutputForm } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import { nearest } from '../cli-usage.ts';
import { redactUrl } from '../redact.ts';
import type { SettingsFile } from '../settings.ts';
import type { SettingKey } from '../settings-keys.ts';
import { isSettingKey, readSetting, SETTING_KEYS, SETTINGS } from '../settings-keys.ts';
import { jsonLine, plainLine } from '../sink-rows.ts';
import type { CommandIo } from './io.ts';
import { formFor } from './io.ts';

/** The value without credentials, whatever it is made of. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return redactUrl(value);
  if (Array.isArray(value)) return value.map(shown);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(inner)]));
  }
  return value;
}

/** Lists of words with commas, tables as JSON. */
function asText(value: unknown): string {
  const safe = shown(value);
  if (typeof safe === 'string') return clean(safe, { cells: 2000 });
  if (Array.isArray(safe)) return safe.map(asText).join(',');
  return jsonLine(safe);
}

function print(keys: readonly SettingKey[], output: OutputForm, file: SettingsFile, io: CommandIo): void {
  const form = formFor(output, io.isTerminal);
  for (const key of keys) {
    const value = file.settings[key];
    if (form === 'json') io.out(jsonLine({ key, value: shown(value) }));
    else if (form === 'plain') io.out(plainLine([key, asText(value)]));
    else io.out(`${key.padEnd(14)}  ${asText(value).padEnd(16)}  ${SETTINGS[key].does}`.trimEnd());
  }
}

/** Carries the order out. Exit 0; 2 for an unknown key or a value that is none; 3 when the settings cannot be written. */
export function runConfig(order: ConfigOrder, output: OutputForm, file: SettingsFile, io: CommandIo): ExitCode {
  if (order.do === 'list') {
    print(SETTING_KEYS, output, file, io);
    return EXIT.ok;
  }
  const { key } = order;
  if (!isSettingKey(key)) {
    const near = nearest(key, SETTING_KEYS);
    io.err(`dprk-watch: there is no setting ${clean(key, { cells: 60 })}`);
    io.err(near === undefined ? `There is: ${SETTING_KEYS.join(', ')}.` : `Did you mean ${near}?`);
    return EXIT.usage;
  }
  if (order.do === 'get') {
    if (output === 'auto') io.out(asText(file.settings[key]));
    else print([key], output, file, io);
    return EXIT.ok;
  }
  if (order.do === 'set') {
    const { value, faults } = readSetting(key, order.value);
    if (faults.length > 0) {
      io.err(`dprk-watch: ${key}: ${faults.map((fault) => clean(fault, { cells: 200 })).join('; ')}`);
      io.err(`${key}: ${SETTINGS[key].does}.`);
      return EXIT.usage;
    }
    const written = file.set(key, value);
    if (written === undefined) return EXIT.ok;
    io.err(`dprk-watch: ${written.trouble}`);
    return EXIT.settings;
  }
  const written = file.unset(key);
  if (written === undefined) return EXIT.ok;
  io.err(`dprk-watch: ${written.trouble}`);
  return EXIT.settings;
}
