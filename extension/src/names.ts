/** Names that come from elsewhere (packs, publishers, files), set into sentences of ours. */

/** Letters that are written from right to left, and the invisible signs that turn the direction. */
const MAY_TURN = /\p{Bidi_Control}|[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const TURNING = /\p{Bidi_Control}/gu;

/** Without the invisible signs, which would turn what stands behind the name. */
export const plain = (name: string): string => name.replace(TURNING, '').trim();

/** A name whose direction changes nothing around it: between the signs FSI and PDI where it may have another one. */
export const isolated = (name: string): string => (MAY_TURN.test(name) ? `\u2068${plain(name)}\u2069` : name);
