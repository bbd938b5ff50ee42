import { withArrows } from '#renderer/ui/wording.ts';
import type { Health } from '#shared/model/application.ts';

const SHOWN = 2;

/** Why an application is sick, worst first; its own page has all of it. */
export function Reasons({ health: { level, reasons } }: { readonly health: Health }) {
  if (reasons.length === 0 || level === 'ok') return null;
  const more = reasons.length - SHOWN;
  return (
    <ul className={`fleet-reasons fleet-reasons-${level}`}>
      {reasons.slice(0, SHOWN).map((reason) => (
        <li key={reason} title={reason}>
          {inOneColumn(reason)}
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}

/** Narrower: Flink's arrow becomes one character, and a figure keeps its unit on its line. */
const inOneColumn = (reason: string): string => withArrows(reason).replaceAll(/(\d) (?=\S)/g, '$1\u00a0');
