import { shapesOf } from '../core/dataset/readChoice.ts';
import { t } from '../core/text/translate.ts';
import type { DatasetModel } from './datasetModel.ts';

/** What a dataset's records are, in a few words, and why that is said. */
export interface ShapeLabel {
  readonly text: string;
  readonly tooltip: string;
}

/** For the status bar: the shape that the curator chose, else the one that most records have. */
export function shapeLabel(model: DatasetModel): ShapeLabel {
  const { choice, format } = model;
  const titleOf = (name: string) => shapesOf(choice).find((shape) => shape.name === name)?.title ?? name;
  if (choice.shape !== null) {
    return {
      text: t('{0} (chosen)', titleOf(choice.shape)),
      tooltip: t('You chose to read every record of this file so. Click to choose another shape.'),
    };
  }
  if (format.shape === null) {
    return { text: t('No known shape'), tooltip: `${format.summary}\n${t('Click to choose a shape.')}` };
  }
  // What is not all of it is never called 100%.
  const share = `${Math.floor(format.confidence * 100)}% of ${format.records.toLocaleString('en-US')}`;
  return {
    text: titleOf(format.shape),
    tooltip: [
      `${share} ${format.records === 1 ? 'record' : 'records'}: ${titleOf(format.shape)}`,
      ...format.shapes.slice(1, 4).map(({ shape, count }) => `${count} ${titleOf(shape)}`),
      t('Click to choose a shape.'),
    ].join('\n'),
  };
}
