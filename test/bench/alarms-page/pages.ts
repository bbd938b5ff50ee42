import type { Page } from '@playwright/test';
import { cellName } from '#renderer/features/alarms/words/cellWords.ts';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import { live, openAlarms } from '../../e2e/alarmsScript.ts';

/** A page that shows the matrix: ours, or the plain one. */
export interface MatrixPage {
  /** Of what is scrolled. */
  readonly scroller: string;
  /** Of the field that filters by name. */
  readonly field: string;
  /** Shows the matrix; from the arrival of its rows in the page to the end of the frame in which the first ones are seen. In ms. */
  open(): Promise<number>;
  /** Shows others instead; from their arrival in the page to the end of the frame that shows them. In ms. */
  update(rows: readonly AlarmRow[]): Promise<number>;
}

const GRID = '[aria-label="Recommended alarms of every application"]';

/** In the page: until the frame is on screen. */
const afterFrame = `new Promise((resolve) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve(performance.now());
  port2.postMessage(null);
}))`;

/** Our pages on a scripted host; another page was looked at before, as in use. */
export async function ours(page: Page, rows: readonly AlarmRow[]): Promise<MatrixPage> {
  const opened = await openAlarms(page, { status: live(rows) }, '#/settings');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  return {
    scroller: GRID,
    field: 'input[aria-label="Find applications"]',
    open: () =>
      page.evaluate<number>(`(async () => {
        // What the engine answers is brought by the test's own transport: the clock starts when it is there.
        const { call } = window.host;
        let arrived = NaN;
        window.host.call = async (name, input) => {
          const answer = await call(name, input);
          if (name === 'watch' && input.topics.some(({ kind }) => kind === 'alarmStatus')) arrived = performance.now();
          return answer;
        };
        location.hash = '#/alarms';
        do await new Promise(requestAnimationFrame); while (document.querySelector('${GRID} [role=gridcell]') === null);
        const seen = (await ${afterFrame}) - arrived;
        window.host.call = call;
        return seen;
      })()`),
    async update(next) {
      await page.evaluate(`(() => {
        window.tellPlain ??= window.tellPage;
        window.tellPage = (payload) => {
          const began = performance.now();
          window.tellPlain(payload);
          window.updated = ${afterFrame}.then((ended) => ended - began);
        };
      })()`);
      opened.script.status = live(next);
      await opened.changed();
      return page.evaluate<number>('window.updated');
    },
  };
}

const style = `body { margin: 0; font: 14px sans-serif } #scroller { height: 640px; overflow: auto }
table { border-collapse: collapse } th, td { padding: 4px 8px; border: 1px solid #ccc } thead th { position: sticky; top: 0; background: #fff }`;

/** What anybody would write first: the same matrix as one table of plain HTML, every row of it, written anew when something changes. */
export async function plain(page: Page, rows: readonly AlarmRow[]): Promise<MatrixPage> {
  const cells = (all: readonly AlarmRow[]) => all.map(({ name, cells: each }) => [name, ...each.map((cell) => cellName(cell))]);
  await page.setContent(`<!doctype html><style>${style}</style><input id="field"><div id="scroller"></div>`);
  await page.evaluate(`(() => {
    const glyph = (name) => (name.includes('iring') ? '!' : name.includes('missing') ? '-' : name.includes('wrong') ? '~' : '+');
    window.draw = (rows) => {
      window.rows = rows;
      const typed = document.querySelector('#field').value;
      const body = rows.filter(([name]) => name.includes(typed)).map(([name, ...cells]) =>
        '<tr><th><a href="#' + name + '">' + name + '</a></th>' +
        cells.map((each) => '<td title="' + each + '" aria-label="' + each + '">' + glyph(each) + '</td>').join('') + '</tr>');
      document.querySelector('#scroller').innerHTML = '<table><thead><tr><th>Application</th>' + '<th>Alarm</th>'.repeat(13) + '</tr></thead><tbody>' + body.join('') + '</tbody></table>';
    };
    document.querySelector('#field').addEventListener('input', () => window.draw(window.rows));
  })()`);
  const draw = async (next: readonly AlarmRow[]): Promise<number> => {
    await page.evaluate((told) => void Object.assign(window, { told }), cells(next));
    return page.evaluate<number>(`(async () => {
      const began = performance.now();
      window.draw(window.told);
      return (await ${afterFrame}) - began;
    })()`);
  };
  return { scroller: '#scroller', field: '#field', open: () => draw(rows), update: draw };
}
