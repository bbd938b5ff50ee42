import { useRef, useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Slider from '@cloudscape-design/components/slider';
import { SLIDER, sliderOf, speedOf, speedWords } from './speed.ts';

interface SpeedSliderProps {
  readonly speed: number;
  readonly disabled: boolean;
  readonly onChange: (speed: number) => Promise<boolean>;
}

/** From real time to a thousand times as fast. While it is dragged only the newest speed is told, one at a time. */
export function SpeedSlider({ speed, disabled, onChange }: SpeedSliderProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);

  const tell = async (first: number): Promise<void> => {
    const isTelling = wanted.current !== null;
    wanted.current = first;
    if (isTelling) return;
    for (let told: number | null = null; wanted.current !== null && wanted.current !== told;) {
      told = wanted.current;
      await onChange(told);
    }
    wanted.current = null;
    setDragged(null);
  };

  const shown = dragged ?? sliderOf(speed);
  const number = dragged === null ? speed : speedOf(dragged);
  return (
    <FormField label="Speed" description={`${speedWords(number)} real time`} stretch>
      <Slider
        ariaLabel="Speed"
        {...SLIDER}
        value={shown}
        disabled={disabled}
        referenceValues={[100, 200]}
        valueFormatter={(value) => speedWords(speedOf(value))}
        i18nStrings={{ valueTextRange: (_previous, value) => speedWords(speedOf(value)) }}
        onChange={({ detail: { value } }) => {
          setDragged(value);
          void tell(speedOf(value));
        }}
      />
    </FormField>
  );
}
