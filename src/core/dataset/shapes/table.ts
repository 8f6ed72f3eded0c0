import { agentSession } from './agentSession.ts';
import { aiStudio } from './aiStudio.ts';
import { alpaca } from './alpaca.ts';
import { anthropicMessages } from './anthropicMessages.ts';
import { batch } from './batch.ts';
import { bedrockClaude } from './bedrockClaude.ts';
import { bedrockConverse } from './bedrockConverse.ts';
import { chatAliases } from './chatAliases.ts';
import { chatgptExport } from './chatgptExport.ts';
import { comparison } from './comparison.ts';
import { copilotChat } from './copilotChat.ts';
import { document } from './document.ts';
import { gemini } from './gemini.ts';
import { hhRlhf } from './hhRlhf.ts';
import { inspectSample } from './inspectSample.ts';
import { kto } from './kto.ts';
import { labelledSegments } from './labelledSegments.ts';
import { modelOutput } from './modelOutput.ts';
import { moss } from './moss.ts';
import { mtBench } from './mtBench.ts';
import { oasst } from './oasst.ts';
import { openaiChat } from './openaiChat.ts';
import { openaiPreference } from './openaiPreference.ts';
import { openHands } from './openHands.ts';
import { petri } from './petri.ts';
import { preference } from './preference.ts';
import { preferenceMessages } from './preferenceMessages.ts';
import { promptCompletion, promptOnly } from './promptCompletion.ts';
import { queryResponse } from './queryResponse.ts';
import { rankedAnswers } from './rankedAnswers.ts';
import { redTeam } from './redTeam.ts';
import type { Shape } from './shape.ts';
import { sharegpt } from './sharegpt.ts';
import { stepwise } from './stepwise.ts';
import { sweAgent } from './sweAgent.ts';
import { swift } from './swift.ts';
import { tauBench } from './tauBench.ts';
import { templatedText } from './templatedText.ts';

/** Every shape that is known. Where two are equally sure of a record, the earlier one reads it. */
export const SHAPES: readonly Shape[] = [
  openaiChat,
  openaiPreference,
  anthropicMessages,
  bedrockConverse,
  bedrockClaude,
  batch,
  hhRlhf,
  redTeam,
  preference,
  preferenceMessages,
  comparison,
  rankedAnswers,
  kto,
  stepwise,
  promptCompletion,
  promptOnly,
  sharegpt,
  swift,
  chatAliases,
  alpaca,
  queryResponse,
  modelOutput,
  mtBench,
  oasst,
  chatgptExport,
  copilotChat,
  petri,
  inspectSample,
  agentSession,
  sweAgent,
  openHands,
  tauBench,
  gemini,
  aiStudio,
  moss,
  templatedText,
  labelledSegments,
  document,
];
