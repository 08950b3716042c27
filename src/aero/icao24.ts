/**
 * The 24-bit aircraft address as text, and the State whose block it lies in. In: six hex digits, with a leading `~` where the
 * address is not ICAO's. Out: what kind it is and whose. Source of the blocks: ICAO Annex 10, Volume III, Part I, chapter 9,
 * table 9-1 ("Allocation of aircraft addresses to States"); a block says who may give the address out, not who flies.
 */

/** A State of the allocation table. */
export interface State {
  /** ISO 3166-1 alpha-2, or "" for addresses that ICAO keeps for itself. */
  readonly code: string;
  readonly name: string;
}

const ICAO24 = /^[0-9a-f]{6}$/;
const NON_ICAO = /^~[0-9a-f]{6}$/;
/** 24 zeros and 24 ones are never assigned (Annex 10 Vol III 9.2.2); on the air they mean "no address". */
const NEVER_ASSIGNED = new Set(['000000', 'ffffff']);

/** True for six lower-case hex digits: an address as ICAO allocates them. `~` addresses are not. */
export const isIcao24 = (text: string): boolean => ICAO24.test(text) && !NEVER_ASSIGNED.has(text);

/** True for `~` and six lower-case hex digits: an address that a ground system made up (TIS-B track, anonymised). */
export const isNonIcao = (text: string): boolean => NON_ICAO.test(text);

/**
 * The address of a feed's row in our spelling: lower case, `~` kept, blanks around it dropped.
 * `undefined`: anything else, and the two addresses that are never assigned.
 */
export const asIcao24 = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  if (ICAO24.test(value)) return NEVER_ASSIGNED.has(value) ? undefined : value;
  const text = value.trim().toLowerCase();
  return isIcao24(text) || isNonIcao(text) ? text : undefined;
};

/** `first-last ISO name`, ascending. Some States' later extensions are left out; an address outside all blocks has no State. */
const BLOCKS = `
004000-0043ff ZW Zimbabwe; 006000-006fff MZ Mozambique; 008000-00ffff ZA South Africa; 010000-017fff EG Egypt
018000-01ffff LY Libya; 020000-027fff MA Morocco; 028000-02ffff TN Tunisia; 030000-0303ff BW Botswana
032000-032fff BI Burundi; 034000-034fff CM Cameroon; 035000-0353ff KM Comoros; 036000-036fff CG Congo
038000-038fff CI Côte d'Ivoire; 03e000-03efff GA Gabon; 040000-040fff ET Ethiopia; 042000-042fff GQ Equatorial Guinea
044000-044fff GH Ghana; 046000-046fff GN Guinea; 048000-0483ff GW Guinea-Bissau; 04a000-04a3ff LS Lesotho
04c000-04cfff KE Kenya; 050000-050fff LR Liberia; 054000-054fff MG Madagascar; 058000-058fff MW Malawi
05a000-05a3ff MV Maldives; 05c000-05cfff ML Mali; 05e000-05e3ff MR Mauritania; 060000-0603ff MU Mauritius
062000-062fff NE Niger; 064000-064fff NG Nigeria; 068000-068fff UG Uganda; 06a000-06a3ff QA Qatar
06c000-06cfff CF Central African Republic; 06e000-06efff RW Rwanda; 070000-070fff SN Senegal; 074000-0743ff SC Seychelles
076000-0763ff SL Sierra Leone; 078000-078fff SO Somalia; 07a000-07a3ff SZ Eswatini; 07c000-07cfff SD Sudan
080000-080fff TZ Tanzania; 084000-084fff TD Chad; 088000-088fff TG Togo; 08a000-08afff ZM Zambia
08c000-08cfff CD DR Congo; 090000-090fff AO Angola; 094000-0943ff BJ Benin; 096000-0963ff CV Cabo Verde
098000-0983ff DJ Djibouti; 09a000-09afff GM Gambia; 09c000-09cfff BF Burkina Faso; 09e000-09e3ff ST Sao Tome and Principe
0a0000-0a7fff DZ Algeria; 0a8000-0a8fff BS Bahamas; 0aa000-0aa3ff BB Barbados; 0ab000-0ab3ff BZ Belize
0ac000-0acfff CO Colombia; 0ae000-0aefff CR Costa Rica; 0b0000-0b0fff CU Cuba; 0b2000-0b2fff SV El Salvador
0b4000-0b4fff GT Guatemala; 0b6000-0b6fff GY Guyana; 0b8000-0b8fff HT Haiti; 0ba000-0bafff HN Honduras
0bc000-0bc3ff VC Saint Vincent and the Grenadines; 0be000-0befff JM Jamaica; 0c0000-0c0fff NI Nicaragua
0c2000-0c2fff PA Panama; 0c4000-0c4fff DO Dominican Republic; 0c6000-0c6fff TT Trinidad and Tobago
0c8000-0c8fff SR Suriname; 0ca000-0ca3ff AG Antigua and Barbuda; 0cc000-0cc3ff GD Grenada; 0d0000-0d7fff MX Mexico
0d8000-0dffff VE Venezuela; 100000-1fffff RU Russia; 201000-2013ff NA Namibia; 202000-2023ff ER Eritrea
300000-33ffff IT Italy; 340000-37ffff ES Spain; 380000-3bffff FR France; 3c0000-3fffff DE Germany
400000-43ffff GB United Kingdom; 440000-447fff AT Austria; 448000-44ffff BE Belgium; 450000-457fff BG Bulgaria
458000-45ffff DK Denmark; 460000-467fff FI Finland; 468000-46ffff GR Greece; 470000-477fff HU Hungary
478000-47ffff NO Norway; 480000-487fff NL Netherlands; 488000-48ffff PL Poland; 490000-497fff PT Portugal
498000-49ffff CZ Czechia; 4a0000-4a7fff RO Romania; 4a8000-4affff SE Sweden; 4b0000-4b7fff CH Switzerland
4b8000-4bffff TR Türkiye; 4c0000-4c7fff RS Serbia; 4c8000-4c83ff CY Cyprus; 4ca000-4cafff IE Ireland
4cc000-4ccfff IS Iceland; 4d0000-4d03ff LU Luxembourg; 4d2000-4d2fff MT Malta; 4d4000-4d43ff MC Monaco
500000-5003ff SM San Marino; 501000-5013ff AL Albania; 501c00-501fff HR Croatia; 502c00-502fff LV Latvia
503c00-503fff LT Lithuania; 504c00-504fff MD Moldova; 505c00-505fff SK Slovakia; 506c00-506fff SI Slovenia
507c00-507fff UZ Uzbekistan; 508000-50ffff UA Ukraine; 510000-5103ff BY Belarus; 511000-5113ff EE Estonia
512000-5123ff MK North Macedonia; 513000-5133ff BA Bosnia and Herzegovina; 514000-5143ff GE Georgia
515000-5153ff TJ Tajikistan; 516000-5163ff ME Montenegro; 600000-6003ff AM Armenia; 600800-600bff AZ Azerbaijan
601000-6013ff KG Kyrgyzstan; 601800-601bff TM Turkmenistan; 680000-6803ff BT Bhutan; 681000-6813ff FM Micronesia
682000-6823ff MN Mongolia; 683000-6833ff KZ Kazakhstan; 684000-6843ff PW Palau; 700000-700fff AF Afghanistan
702000-702fff BD Bangladesh; 704000-704fff MM Myanmar; 706000-706fff KW Kuwait; 708000-708fff LA Laos
70a000-70afff NP Nepal; 70c000-70c3ff OM Oman; 70e000-70efff KH Cambodia; 710000-717fff SA Saudi Arabia
718000-71ffff KR Republic of Korea; 720000-727fff KP DPR Korea; 728000-72ffff IQ Iraq; 730000-737fff IR Iran
738000-73ffff IL Israel; 740000-747fff JO Jordan; 748000-74ffff LB Lebanon; 750000-757fff MY Malaysia
758000-75ffff PH Philippines; 760000-767fff PK Pakistan; 768000-76ffff SG Singapore; 770000-777fff LK Sri Lanka
778000-77ffff SY Syria; 780000-7bffff CN China; 7c0000-7fffff AU Australia; 800000-83ffff IN India
840000-87ffff JP Japan; 880000-887fff TH Thailand; 888000-88ffff VN Viet Nam; 890000-890fff YE Yemen
894000-894fff BH Bahrain; 895000-8953ff BN Brunei; 896000-896fff AE United Arab Emirates; 897000-8973ff SB Solomon Islands
898000-898fff PG Papua New Guinea; 8a0000-8a7fff ID Indonesia; 900000-9003ff MH Marshall Islands
901000-9013ff CK Cook Islands; 902000-9023ff WS Samoa; a00000-afffff US United States; c00000-c3ffff CA Canada
c80000-c87fff NZ New Zealand; c88000-c88fff FJ Fiji; c8a000-c8a3ff NR Nauru; c8c000-c8c3ff LC Saint Lucia
c8d000-c8d3ff TO Tonga; c8e000-c8e3ff KI Kiribati; c90000-c903ff VU Vanuatu; e00000-e3ffff AR Argentina
e40000-e7ffff BR Brazil; e80000-e80fff CL Chile; e84000-e84fff EC Ecuador; e88000-e88fff PY Paraguay
e8c000-e8cfff PE Peru; e90000-e90fff UY Uruguay; e94000-e94fff BO Bolivia; f00000-f07fff - ICAO (temporary)
f09000-f093ff - ICAO (special use)`;

interface Block {
  readonly first: number;
  readonly last: number;
  readonly state: State;
}

const blocks: readonly Block[] = BLOCKS.trim()
  .split(/[;\n]\s*/)
  .map((row) => {
    const [first = '', last = '', code = '', name = ''] = row.match(/^(\w{6})-(\w{6}) (\S+) (.+)$/)?.slice(1) ?? [];
    return {
      first: Number.parseInt(first, 16),
      last: Number.parseInt(last, 16),
      state: { code: code === '-' ? '' : code, name },
    };
  });

/** Every block of the table, ascending, as text: `[first, last, State]`, both ends included. */
export const addressBlocks = (): readonly (readonly [string, string, State])[] =>
  blocks.map(({ first, last, state }) => [
    first.toString(16).padStart(6, '0'),
    last.toString(16).padStart(6, '0'),
    state,
  ]);

/**
 * The State to whose block the address belongs.
 * `undefined`: a `~` address, no address at all, or one outside all blocks (heard on the air, it is a sign of a wrong address).
 */
export const countryOf = (icao24: string): State | undefined => {
  if (!isIcao24(icao24)) return undefined;
  const address = Number.parseInt(icao24, 16);
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const block = blocks[middle];
    if (block === undefined) return undefined;
    if (address < block.first) high = middle - 1;
    else if (address > block.last) low = middle + 1;
    else return block.state;
  }
  return undefined;
};
