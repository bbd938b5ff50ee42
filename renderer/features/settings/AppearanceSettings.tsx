import Container from '@cloudscape-design/components/container';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useLook } from '../../store/useLook.ts';
import { densityWords, themeWords } from '../../ui/lookWords.ts';

/** Theme and density; a choice holds at once and is kept. */
export function AppearanceSettings() {
  const [look, change] = useLook();
  return (
    <Container header={<Header variant="h2">Appearance</Header>}>
      <ColumnLayout columns={2}>
        <FormField label="Theme">
          <RadioGroup
            value={look.theme}
            items={optionsOf(themeWords)}
            onChange={({ detail: { value } }) => change({ theme: keyOf(themeWords, value) ?? look.theme })}
          />
        </FormField>
        <FormField label="Density">
          <RadioGroup
            value={look.density}
            items={optionsOf(densityWords)}
            onChange={({ detail: { value } }) => change({ density: keyOf(densityWords, value) ?? look.density })}
          />
        </FormField>
      </ColumnLayout>
    </Container>
  );
}

const optionsOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));

const keyOf = <K extends string>(words: Readonly<Record<K, string>>, value: string): K | undefined =>
  (Object.keys(words) as K[]).find((key) => key === value);
