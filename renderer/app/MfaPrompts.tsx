import { useState } from 'react';
import { useConnectionViews } from '../store/useConnectionView.ts';
import { MfaDialog } from '../ui/MfaDialog.tsx';

/** Asks for the codes that connections wait for, one after the other. What is put off is asked again from the settings. */
export function MfaPrompts() {
  const views = useConnectionViews();
  const [putOff, setPutOff] = useState<readonly string[]>([]);
  const waiting = views.flatMap(({ connection, prompt }) => (prompt === null ? [] : [{ connection, device: prompt.device }]));
  // When the same device is asked for again, after an answer or a new start, it is a new question.
  const still = putOff.filter((id) => waiting.some(({ connection }) => connection.id === id));
  if (still.length < putOff.length) setPutOff(still);
  const next = waiting.find(({ connection }) => !still.includes(connection.id));
  if (next === undefined) return null;
  const { connection, device } = next;
  return (
    <MfaDialog key={connection.id} connection={connection} device={device} onClose={() => setPutOff([...still, connection.id])} />
  );
}
