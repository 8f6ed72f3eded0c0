import type { ShapeVariant } from './variants.ts';

/** Rated, ranked and compared answers as public datasets write them; all texts are of our own writing. */
export const ANSWERS: readonly ShapeVariant[] = [
  {
    what: 'helpsteer2 pref',
    shape: 'comparison',
    record: {
      split: 'train',
      prompt: 'Q',
      response_1: 'a',
      response_2: 'b',
      preference_strength: -2,
      preference_statement: 'x',
    },
    outline: ['user: Q', 'assistant: a', 'chosen@1: a', 'rejected@1: b'],
  },
  {
    what: 'helpsteer3',
    shape: 'comparison',
    record: {
      domain: 'g',
      context: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
        { role: 'user', content: 'Bye' },
      ],
      response1: 'a',
      response2: 'b',
      overall_preference: 2,
    },
    outline: ['user: Hi', 'assistant: Hello', 'user: Bye', 'assistant: b', 'chosen@3: b', 'rejected@3: a'],
  },
  {
    what: 'ultrafeedback',
    shape: 'ranked-answers',
    record: {
      source: 's',
      instruction: 'Q',
      models: ['m1', 'm2'],
      completions: [
        { model: 'm1', response: 'bad', overall_score: 3, custom_system_prompt: 'x' },
        { model: 'm2', response: 'good', overall_score: 8 },
      ],
      correct_answers: ['None'],
    },
    outline: ['user: Q', 'assistant: good', 'last@1: good'],
  },
  {
    what: 'nectar',
    shape: 'ranked-answers',
    record: {
      prompt: '\n\nHuman: Q\n\nAssistant: ',
      answers: [
        { answer: 'second', model: 'm', rank: 2 },
        { answer: 'first', model: 'n', rank: 1 },
      ],
      turns: 1,
      num_responses: 2,
      good_natured: true,
    },
    outline: ['user (Human): Q', 'assistant: first', 'last@1: first'],
  },
  {
    what: 'distilabel',
    shape: 'ranked-answers',
    record: { instruction: 'Q', generations: ['a', 'b'], ratings: [1, 5], generation_models: ['x', 'y'] },
    outline: ['user: Q', 'assistant: b', 'last@1: b'],
  },
  {
    what: 'responses+scores',
    shape: 'ranked-answers',
    record: { prompt: 'Q', responses: ['a', 'b'], scores: [0.1, 0.9] },
    outline: ['user: Q', 'assistant: b', 'last@1: b'],
  },
  {
    what: 'stack-exchange-pref',
    shape: 'ranked-answers',
    record: {
      qid: 1,
      question: 'Q?',
      answers: [
        { answer_id: 1, author: 'x', pm_score: 2, selected: false, text: 'meh' },
        { answer_id: 2, pm_score: 5, selected: true, text: 'good' },
      ],
    },
    outline: ['user: Q?', 'assistant: good', 'last@1: good'],
  },
  {
    what: 'webgpt',
    shape: 'comparison',
    record: {
      question: { full_text: 'Q?', dataset: 'e', id: '1' },
      answer_0: 'a',
      answer_1: 'b',
      score_0: -1,
      score_1: 1,
    },
    outline: ['user: Q?', 'assistant: b', 'chosen@1: b', 'rejected@1: a'],
  },
  {
    what: 'shp',
    shape: 'comparison',
    record: {
      post_id: 'p',
      domain: 'd',
      history: 'Q?',
      human_ref_A: 'a',
      human_ref_B: 'b',
      labels: 1,
      score_A: 3,
      score_B: 2,
    },
    outline: ['user: Q?', 'assistant: a', 'chosen@1: a', 'rejected@1: b'],
  },
  {
    what: 'stack paired',
    shape: 'preference',
    record: { qid: 1, question: 'Q', response_j: 'good', response_k: 'bad' },
    outline: ['user: Q', 'assistant: good', 'chosen@1: good', 'rejected@1: bad'],
  },
  {
    what: 'argilla dpo',
    shape: 'preference',
    record: { system: 'S', instruction: 'Q', chosen_response: 'g', rejected_response: 'b' },
    outline: ['system: S', 'user: Q', 'assistant: g', 'chosen@1: g', 'rejected@1: b'],
  },
  {
    what: 'summarize fb',
    shape: 'comparison',
    record: {
      info: { post: 'long post', title: 't', subreddit: 's' },
      summaries: [
        { text: 'a', policy: 'p' },
        { text: 'b', policy: 'q' },
      ],
      choice: 1,
      worker: 'w',
    },
    outline: ['user: long post', 'assistant: b', 'chosen@1: b', 'rejected@1: a'],
  },
  {
    what: 'arena tie',
    shape: 'comparison',
    record: {
      question_id: 'q',
      model_a: 'x',
      model_b: 'y',
      winner: 'tie',
      conversation_a: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
      conversation_b: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Yo' },
      ],
    },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'arena kaggle',
    shape: 'comparison',
    record: {
      id: 1,
      model_a: 'x',
      model_b: 'y',
      prompt: '["Q1","Q2"]',
      response_a: '["a1","a2"]',
      response_b: '["b1","b2"]',
      winner_model_a: 0,
      winner_model_b: 1,
      winner_tie: 0,
    },
    outline: [
      'user: Q1*',
      'assistant: b1*',
      'user: Q2*',
      'assistant: b2*',
      'chosen@3: b2*',
      'rejected@3: a2*',
    ],
  },
  {
    what: 'prm800k',
    shape: 'stepwise',
    record: {
      labeler: 'l',
      timestamp: 't',
      generation: 1,
      question: { problem: 'P?', ground_truth_answer: '4' },
      label: {
        steps: [
          {
            completions: [
              { text: 'one', rating: 1 },
              { text: 'uno', rating: -1 },
            ],
            human_completion: null,
            chosen_completion: 0,
          },
          {
            completions: [{ text: 'bad', rating: -1 }],
            human_completion: { text: 'two' },
            chosen_completion: null,
          },
        ],
        finish_reason: 'solution',
      },
    },
    outline: ['user (question): P?', 'assistant: one | two', 'last@1: one | two'],
  },
  {
    what: 'math-shepherd',
    shape: 'stepwise',
    record: {
      input: 'How many? Step 1: one ки\nStep 2: two. The answer is: 2 ки',
      label: 'How many? Step 1: one +\nStep 2: two. The answer is: 2 -',
      task: 'GSM8K',
    },
    outline: [
      'user (input): How many?',
      'assistant: Step 1: one | Step 2: two. The answer is: 2',
      'last@1: Step 1: one | Step 2: two. The answer is: 2',
    ],
  },
  {
    what: 'processbench',
    shape: 'stepwise',
    record: {
      id: 'g-0',
      generator: 'm',
      problem: 'P?',
      steps: ['a', 'b'],
      final_answer_correct: false,
      label: 1,
    },
    outline: ['user: P?', 'assistant: a | b', 'last@1: a | b'],
  },
  {
    what: 'swift rejected_response',
    shape: 'preference',
    record: {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
      rejected_response: 'Bad',
    },
    outline: ['user: Hi', 'assistant: Hello', 'chosen@1: Hello', 'rejected@1: Bad'],
  },
  {
    what: 'swift rejected_messages',
    shape: 'preference',
    record: {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
      rejected_messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Bad' },
      ],
    },
    outline: ['user: Hi', 'assistant: Hello', 'chosen@1: Hello', 'rejected@1: Bad'],
  },
  {
    what: 'swift old dpo',
    shape: 'preference',
    record: { query: 'Q', response: 'g', rejected_response: 'b', history: [['x', 'y']] },
    outline: ['user: x', 'assistant: y', 'user: Q', 'assistant: g', 'chosen@3: g', 'rejected@3: b'],
  },
  {
    what: 'argilla kto',
    shape: 'kto',
    record: { instruction: 'Q', completion: 'A', label: true },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'intel kto',
    shape: 'kto',
    record: { question: 'Q', completion: 'A', label: false },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'hh w prompt',
    shape: 'preference',
    record: {
      prompt: '\n\nHuman: Q\n\nAssistant:',
      chosen: '\n\nHuman: Q\n\nAssistant: g',
      rejected: '\n\nHuman: Q\n\nAssistant: b',
    },
    outline: ['user (Human): Q', 'assistant (Assistant): g', 'chosen@1: g', 'rejected@1: b'],
  },
  {
    what: 'pku',
    shape: 'comparison',
    record: {
      prompt: 'Q',
      response_0: 'a',
      response_1: 'b',
      is_response_0_safe: false,
      is_response_1_safe: true,
      better_response_id: 1,
      safer_response_id: 1,
    },
    outline: ['user: Q', 'assistant: b', 'chosen@1: b', 'rejected@1: a'],
  },
  {
    what: 'dpo numbered',
    shape: 'preference',
    record: { prompt: 'Q', accepted: 'g', rejected: 'b' },
    outline: ['user: Q', 'assistant: g', 'chosen@1: g', 'rejected@1: b'],
  },
  {
    what: 'chosen dict',
    shape: 'preference',
    record: {
      prompt: 'Q',
      chosen: { role: 'assistant', content: 'g' },
      rejected: { role: 'assistant', content: 'b' },
    },
    outline: ['user: Q', 'assistant: g', 'chosen@1: g', 'rejected@1: b'],
  },
];
