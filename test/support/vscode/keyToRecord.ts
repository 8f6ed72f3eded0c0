import type { Frame } from 'playwright-core';

/** What was on show when the next record was drawn. */
export interface Shown {
  /** The record's number, from 1. */
  readonly record: number;
  /** Milliseconds from the key to the end of the frame that drew the record. */
  readonly took: number;
  /** Passages that were drawn with it. */
  readonly passages: number;
}

interface Probe {
  readonly waiting: Promise<Shown>;
}
type Probed = Window & { rationaleProbe?: Probe };

/**
 * Looks, inside the panel's page, for the next record that is drawn. What a key takes is counted from the browser's own
 * stamp on the key, so nothing of what drives the browser is in it. Press the key after this has resolved, then ask {@link shown}.
 */
export async function expectRecord(panel: Frame): Promise<void> {
  // Functions with names of their own would be wrapped in a helper that the page does not have.
  await panel.evaluate(() => {
    const before = document.querySelector('.position')?.textContent;
    const pressing = new AbortController();
    let pressed = performance.now();
    const listening = { capture: true, signal: pressing.signal };
    window.addEventListener('keydown', (event) => (pressed = event.timeStamp), listening);
    const waiting = new Promise<Shown>((resolve, reject) => {
      setTimeout(() => reject(new Error(`No record came after that at ${before}.`)), 60_000);
      const observer = new MutationObserver(() => {
        const position = document.querySelector('.position')?.textContent ?? '';
        if (position === before) return;
        observer.disconnect();
        pressing.abort();
        const { port1, port2 } = new MessageChannel();
        // The record is drawn in an animation frame, and a message sent from there comes after the frame is painted.
        port1.onmessage = () =>
          resolve({
            record: Number(position.split(' of ')[0]?.replaceAll(/\D/g, '')),
            took: performance.now() - pressed,
            passages: document.querySelectorAll('.passage').length,
          });
        port2.postMessage(null);
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    (window as Probed).rationaleProbe = { waiting };
  });
}

/** The record that was drawn since {@link expectRecord}. */
export function shown(panel: Frame): Promise<Shown> {
  return panel.evaluate(() => {
    const probe = (window as Probed).rationaleProbe;
    if (probe === undefined) throw new Error('No record is expected.');
    return probe.waiting;
  });
}

/** The number of the record on show, from 1. */
export async function recordOnShow(panel: Frame): Promise<number> {
  const position = await panel.locator('.position').textContent();
  return Number(position?.split(' of ')[0]?.replaceAll(/\D/g, ''));
}
