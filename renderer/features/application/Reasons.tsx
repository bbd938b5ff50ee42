import type { AlertProps } from '@cloudscape-design/components/alert';
import Alert from '@cloudscape-design/components/alert';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Health } from '#shared/model/application.ts';

const types: Readonly<Record<Health['level'], AlertProps.Type>> = {
  critical: 'error',
  warning: 'warning',
  ok: 'success',
  inactive: 'info',
  unknown: 'info',
};

/** Why the application is judged as it is, worst first, and which vertex holds it back. Nothing where nothing is wrong. */
export function Reasons({ health, bottleneck }: { readonly health: Health; readonly bottleneck: string | null }) {
  const sentences = [...new Set([...health.reasons, ...(bottleneck === null ? [] : [bottleneck])].map(withArrows))];
  if (sentences.length === 0) return null;
  const type = health.level === 'ok' ? 'warning' : types[health.level];
  return (
    <Alert type={type}>
      {sentences.length === 1 ? (
        sentences[0]
      ) : (
        <ul className="reasons">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
