import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { fitFrames, framesAlong } from '#renderer/charts/flame/fitFrames.ts';
import type { Frame } from '#renderer/charts/flame/fitFrames.ts';
import { colourOf } from '#renderer/charts/flame/paint.ts';
import type { Paint } from '#renderer/charts/flame/paint.ts';
import { useSession } from '#renderer/store/SessionContext.ts';
import { fileName, saveFile, textFile } from '#renderer/ui/saveFile.ts';
import { toFolded } from '#shared/analysis/flame/folded.ts';
import { toSpeedscope } from '#shared/analysis/flame/speedscope.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { flameSvg } from './flameSvg.ts';

interface ExportButtonProps {
  readonly applicationRef: ApplicationRef;
  readonly title: string;
  readonly tree: Frame;
  readonly zoom: readonly string[];
  readonly paint: Paint;
  readonly words: (frame: Frame) => string;
}

const WIDTH = 1600;

/** What is shown, as files: the picture as it is zoomed, the samples as a whole. */
export function ExportButton({ applicationRef: { id }, title, tree, zoom, paint, words }: ExportButtonProps) {
  const { clock } = useSession();
  const save = (kind: string): void => {
    const name = (ending: string): string =>
      fileName(id.split('/').at(-1) ?? id, `flame ${title}`.slice(0, 80), clock.now(), ending);
    if (kind === 'svg') saveFile(name('svg'), textFile('svg', picture()), clock);
    else if (kind === 'folded') saveFile(name('folded'), textFile('txt', toFolded(tree)), clock);
    else saveFile(name('speedscope.json'), textFile('json', JSON.stringify(toSpeedscope(tree, title))), clock);
  };
  const picture = (): string => {
    const style = getComputedStyle(document.body);
    const colour = (property: string): string => style.getPropertyValue(`--${property}`).trim();
    return flameSvg(fitFrames(framesAlong(tree, zoom), WIDTH).tree, {
      title,
      width: WIDTH,
      colour: (frame) => colour(colourOf(frame, paint)),
      text: colour('flame-text'),
      background: colour('surface'),
      words,
    });
  };
  const samples = [
    { id: 'folded', text: 'Folded stacks', description: 'For FlameGraph’s tools, and to be imported here' },
    { id: 'speedscope', text: 'Speedscope JSON', description: 'For speedscope.app, which reads it in the browser' },
  ];
  return (
    <ButtonDropdown
      items={[
        { id: 'svg', text: 'SVG', description: 'The graph as it is zoomed' },
        // Neither format can hold two sets of samples.
        ...(paint === 'change' ? [] : samples),
      ]}
      disabled={tree.value === 0}
      expandToViewport
      onItemClick={({ detail }) => save(detail.id)}
    >
      Export
    </ButtonDropdown>
  );
}
