/** What is watched: addresses, registrations, types and address blocks. Written by the aero room; the type is settled. */
export type WatchRule =
  | { readonly kind: 'icao24'; readonly icao24: string; readonly note?: string }
  | { readonly kind: 'registration'; readonly registration: string; readonly note?: string }
  | { readonly kind: 'typecode'; readonly typecode: string; readonly note?: string }
  /** Addresses `from` … `to`, both included, six lower-case hex digits each. */
  | { readonly kind: 'block'; readonly from: string; readonly to: string; readonly note?: string };
