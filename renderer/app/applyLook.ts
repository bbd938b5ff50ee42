import { useEffect } from 'react';
import { Density, Mode, applyDensity, applyMode } from '@cloudscape-design/global-styles';
import { KEPT_LOOK, useLook } from '../store/useLook.ts';
import type { Look } from '../store/useLook.ts';
import { writeKept } from '../ui/useKept.ts';

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

export function applyLook({ theme, density }: Look): void {
  applyMode(theme === 'dark' || (theme === 'auto' && darkSystem.matches) ? Mode.Dark : Mode.Light);
  applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable);
}

/** Makes the page look as the settings say and, on `auto`, as the system does now. */
export function useAppliedLook(): void {
  const [look] = useLook();
  useEffect(() => {
    const follow = () => applyLook(look);
    follow();
    writeKept(KEPT_LOOK, look);
    darkSystem.addEventListener('change', follow);
    return () => darkSystem.removeEventListener('change', follow);
  }, [look]);
}
