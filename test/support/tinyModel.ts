import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of one protobuf field: a number, or bytes with their length before them. */
function field(number: number, value: number | Uint8Array | string): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(number << 3), varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return Buffer.from([...bytes, rest]);
}

const message = (...fields: readonly Buffer[]): Buffer => Buffer.concat(fields);
const INT64 = 7;
const FLOAT = 1;

function tensorInfo(name: string, type: number, dims: readonly (string | number)[]): Buffer {
  const shape = message(...dims.map((d) => field(1, typeof d === 'number' ? field(1, d) : field(2, d))));
  return message(field(1, name), field(2, field(1, message(field(1, type), field(2, shape)))));
}

/** An ONNX model that looks each token up in a table of one-hot vectors: texts are alike as far as they share words. */
function onnxModel(words: number): Buffer {
  const table = Buffer.alloc(words * words * 4);
  for (let i = 0; i < words; i++) table.writeFloatLE(1, (i * words + i) * 4);
  const initializer = message(
    field(1, words),
    field(1, words),
    field(2, FLOAT),
    field(8, 'table'),
    field(9, table),
  );
  const gather = message(
    field(1, 'table'),
    field(1, 'input_ids'),
    field(2, 'last_hidden_state'),
    field(4, 'Gather'),
  );
  const graph = message(
    field(1, gather),
    field(2, 'tiny'),
    field(5, initializer),
    field(11, tensorInfo('input_ids', INT64, ['batch', 'tokens'])),
    field(11, tensorInfo('attention_mask', INT64, ['batch', 'tokens'])),
    field(12, tensorInfo('last_hidden_state', FLOAT, ['batch', 'tokens', words])),
  );
  return message(field(1, 8), field(7, graph), field(8, message(field(1, ''), field(2, 13))));
}

/** Writes a whole embedding model, in the layout of transformers.js, that knows these words and nothing else. */
export async function writeTinyModel(folder: string, words: readonly string[]): Promise<void> {
  const vocabulary = ['[PAD]', '[UNK]', ...words];
  await mkdir(join(folder, 'onnx'), { recursive: true });
  await writeFile(join(folder, 'onnx', 'model.onnx'), onnxModel(vocabulary.length));
  await writeFile(
    join(folder, 'config.json'),
    JSON.stringify({ model_type: 'bert', architectures: ['BertModel'] }),
  );
  await writeFile(
    join(folder, 'tokenizer_config.json'),
    JSON.stringify({
      tokenizer_class: 'BertTokenizer',
      pad_token: '[PAD]',
      unk_token: '[UNK]',
      model_max_length: 512,
    }),
  );
  await writeFile(
    join(folder, 'tokenizer.json'),
    JSON.stringify({
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: vocabulary.slice(0, 2).map((content, id) => ({
        id,
        content,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: true,
      })),
      normalizer: { type: 'Lowercase' },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: null,
      decoder: null,
      model: {
        type: 'WordPiece',
        unk_token: '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: 100,
        vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
      },
    }),
  );
}
