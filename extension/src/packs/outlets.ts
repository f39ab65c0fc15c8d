import { readOutlets, type Outlets, type Standing } from '../shared/outlets';

/** The outlets that the reader has listed as own or licensed. */

const KEY = 'outlets';
const LOCK = 'wherefrom-outlets';

export const outlets = async (): Promise<Outlets> => readOutlets((await chrome.storage.local.get(KEY))[KEY]);

/** Lists an outlet as one of the two; null: as neither. */
export function setOutlet(name: string, standing: Standing | null): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const { own, licensed } = await outlets();
    const others = (names: string[], of: Standing): string[] => [...names.filter((one) => one.toLowerCase() !== name.toLowerCase()), ...(standing === of ? [name] : [])];
    await chrome.storage.local.set({ [KEY]: { own: others(own, 'own'), licensed: others(licensed, 'licensed') } });
  });
}

/** Calls `changed` whenever the lists are others. */
export function onOutletsChange(changed: () => void): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes) changed();
  });
}
