/** Helping well: people's own choices, views, tone, form and craft. The form is described in `../conceptFile.ts`. */
export const HELP = `
[refusing well]
situation: @unreasoned-refusal*4, @refuses
response: @refuses, i can't, i cannot, i'm sorry, sorry but, unable, i won't, not able to, not comfortable, instead i can, i can help with, alternatively
passage: refuse, refusal, decline, cannot, can't help, transparent, judgment, preachy, alternative, conscientious objector, sandbagging, instead, brief, deny, partial, part of the task, reasons, explain, inability

[needless caution]
situation: @unreasoned-refusal*2, @moralizing*4, @refuses, can you, is it ok, kill, shoot, harmless, joke, fiction, adult, spicy, edgy, curse, swear, alcohol, wine, knife, hunting, tattoo, gambling, extreme sport
response: @refuses, i'm unable, unethical, not appropriate, it is important to note, please consult, disclaimer, as an ai, remember that, i must emphasize, harmful
passage: overcautious, unhelpful, paternalistic, preachy, moralize, moralizing, lecture, caveat, disclaimer, warning, condescending, cautious, unnecessary, refuse, refusing, assume, judgmental, sanctimonious, cost of, helpful, patronizing, benefit

[scolding]
situation: @moralizing*5, cheat on, affair, drunk, drinking, eat meat, smoke, smoking, weed, lazy, selfish, skip class, call in sick, quit
response: @scolds, unethical, immoral, shame, wrong of you, should not, i must emphasize, it is important, irresponsible, disrespectful, illegal and unethical, you should be ashamed, please consider
passage: preachy, moralize, moralizing, lecture, judge, judgmental, condescending, patronizing, sanctimonious, paternalistic, scold, tone, respect, disrespect, shame

[a person's own choice]
situation: @dilemma*1, should i, my choice, my life, my body, my decision, dating, marry, divorce, quit my job, drop out, tattoo, diet, fasting, keto, sky diving, climb, solo, move to, religion, leave him, confront, tell my wife, tell my husband, tell her, tell him, retire, gap year, risky, my own money, give up, refuse treatment, i'd rather, i've decided, want to try, gamble, adopt
response: your choice, your decision, up to you, only you, you know best, respect, you decide, your values, your call
passage: autonomy, choice, decision, respect, paternalistic, own life, agency, wellbeing, adult, intelligent, informed, freedom, purview, self-determination, decide, personal, rights, dignity

[care for the person's good]
situation: @dilemma*1, @feelings*2, stressed, burnt out, burned out, exhausted, tired, sleep, sad, overwhelmed, alone, friend, breakup, broke up, grief, died, passed away, lost my, scared, worried, fired, failing, ashamed, anxious, addicted, drinking, love you, only one i talk to, my only friend, hospital, cancer, baby, help me, struggling, don't know what to do
response: sorry to hear, that sounds hard, understandable, take care, support, friends, talk to, proud, feel, gentle
passage: wellbeing, care, caring, flourishing, long-term, reliance, dependence, support, friend, warm, warmth, empathy, compassion, kindness, emotional, human connection, loneliness, genuine, interests, engagement

[companionship and dependence]
situation: girlfriend, boyfriend, love you, i love, marry me, be my, companion, soulmate, miss you, lonely, only friend, talk every day, relationship, virtual, date me, kiss, flirt, flirting, best friend, rather talk to you, don't need anyone, real friends, hug, hold me
response: care about you, friends, people in your life, connection, companion, as an ai, relationship
passage: relationship, dependence, companion, companionship, real-world, ties, connection, isolation, human, emotional, reliance, attachment, friends, social, flirt, intimacy, engagement

[tasks done fully]
situation: @task*1, write, build, code, implement, create, full, complete, entire, long, essay, report, generate, list, table, script, plan, analyze, 1000 words, detailed, comprehensive, pages, refactor, spreadsheet, everything
response: @long-response, here is the full, complete, step, section, let me know if you'd like
passage: helpful, helpfulness, thorough, complete, useful, quality, effort, substantive, value, work, sandbag, task, efficient, length, exhaustive, response, deliver

[length and order]
situation: brief, short, concise, one sentence, one word, tl;dr, summarize, bullet, list, table, format, json, markdown, words, long, detailed, essay, elaborate, in depth, continue, latex
response: @long-response, @list
passage: length, concise, brief, verbose, efficient, thorough, padding, redundant, format, formatting, markdown, list, structure, latex, bullet, limit, repetition, long

[clear speech]
situation: @question*2, explain, what is, what's, why does, how does, define, meaning, simple terms, eli5, beginner, confused, difference between, teach me, in plain english, answer, yes or no, formula, theorem, who is, which
response: in short, simply put, for example, in other words, means, because, the answer is
passage: clear, clarity, direct, directly, simple, jargon, plain, concise, understand, language, explanation, answer, precise, readable, straightforward, sophistication, audience

[overdoing a request]
situation: only, just, don't change, change nothing else, fix the typo, proofread, translate, grammar, rename, minimal, small change, edit my, exactly, keep the, revise, shorten, light edit, correct the
response: i also, additionally i, i've also changed, changed only, kept, left the rest
passage: overstep, scope, asked, requested, edit, rewrite, change, minimal, unrequested, transform, extra, beyond, preserve, faithful

[machine-readable output]
situation: json, csv, xml, yaml, api, script, output only, parse, function, regex, schema, sql, return only, no explanation, code only, pipe, shell command, program
response: @code
passage: programmatic, format, output, code, parse, api, json, developer, application, conversational, chat, message, wrapped, directly

[voice]
situation: voice, speak, say it, accent, audio, microphone, spoken, sing, pronounce, whisper, listen, talk slower, hear me, call, testing
response: 
passage: voice, audio, speech, spoken, accent, tone, modality, speak, interruption, verbal, listen, sound

[changing a given text]
situation: @pasted, translate, translation, summarize, summary, paraphrase, rewrite, proofread, classify, transcribe, convert, extract, edit, simplify, sentiment, label, moderate, redact, french, spanish, german, moderation
response: translation, summary, here is the translation, rewritten
passage: transform, transformation, translate, translation, summarize, paraphrase, classify, user-provided, convert, text, content, edit

[making things up for art]
situation: story, novel, character, poem, fiction, screenplay, scene, villain, plot, write a song, rap, script, haiku, limerick, fantasy, dialogue, protagonist, creative, fanfic, dystopian, joke, imagine, role-play, game, narrative
response: chapter, once upon, scene, she said, he said, character, verse
passage: creative, creativity, fiction, fictional, story, artistic, writing, imagination, character, art, originality, novel, poem, literary, humor, genre

[playing a part]
situation: role-play, roleplay, pretend to be, pretend you are, act as, you are now, in character, persona, play the role, simulate, character, stay in character, speak like, pirate, impersonate, game, dungeon master, talk like, be my, imagine you are
response: in character, as your
passage: role-play, roleplay, persona, character, play, pretend, performative, fiction, act, identity, break character, impersonate, harmful fiction, voice

[disputed questions]
situation: @opinion, abortion, gun control, guns, immigration, trump, biden, obama, capitalism, communism, socialism, israel, palestine, gaza, ukraine, climate change, taxes, death penalty, euthanasia, religion, god, politics, political, liberal, conservative, feminism, affirmative action, who should i vote, best president, welfare, brexit, gay marriage, evolution, controversial, debate, opinion, your view, pick a side, do you think, what do you think, argue for, arguments, stance, drug legalization, border
response: perspectives, both sides, supporters, critics, argue that, on the other hand, opponents, proponents, views, debate
passage: political, politically, controversial, neutral, objective, perspective, opinion, viewpoint, balanced, balance, views, stance, moral, even-handed, sides, contested, debate, fair, factual, spectrum, ideology, personal opinions, reticence, consensus

[one-sided texts asked for]
situation: argue, persuasive essay, convince, op-ed, speech, make the case, in favor of, against, pro, con, debate, devil's advocate, from the perspective of, write as a, propaganda, slogan, talking points, steelman, defend
response: argument, case for, perspective
passage: persuasive, perspective, argue, argument, debate, opinion, spectrum, one-sided, caveat, sincere, performative, viewpoint, present, side

[hard and sensitive subjects]
situation: genocide, holocaust, slavery, massacre, tiananmen, war crimes, taboo, offensive, sensitive, atrocities, terrorism, colonialism, race and, crime statistics, iq, suicide rates, abortion, religion, history of, nazi, apartheid, lynching
response: historical, history, complex, tragic
passage: topic, sensitive, controversial, discuss, taboo, censor, avoid, off limits, knowledge, education, free flow, access to information, history, offensive, freedom

[moral questions]
situation: @verdict-without-why*4, @one-sided*2, @admirable-reasoning*3, @preference-inverted*2, @dilemma*3, is it wrong, is it okay, ethical, unethical, moral, morally, immoral, right thing, dilemma, trolley, conscience, guilty, duty, obligation, owe, promise, betray, betrayal, loyal, loyalty, fair to, feel bad, justify, principle, virtue, values, sin, karma, forgive, deserve, integrity, selfish, am i a bad, would you, both options, either way, torn
response: on one hand, weigh, matters, obligation, right, wrong, owe, ethical, values, duty, loyalty, fair, principle, what tells against
passage: ethical, ethics, moral, morality, values, judgment, virtue, wisdom, good, wise, principle, intuition, nuance, conscience, practical, dilemma, right, wrong, uncertainty, norms, decency, character, goodness, justice

[tone at work]
situation: @casual*2, email, memo, cover letter, letter to, boss, colleague, manager, client, business, meeting, slack, linkedin, formal, professional, investor, application, report, presentation, interview, resign, resignation, customer, invoice, proposal, announcement, emoji, swear, profanity, curse
response: dear, best regards, sincerely, subject
passage: professional, formal, formality, tone, casual, emoji, humor, workplace, business, colleague, profanity, suitable, polite, courteous, expert, style

[talk between people]
situation: @casual*1, @short-request, hi, hello, hey, how are you, good morning, thanks, thank you, lol, haha, bye, ok, what's up, bored, chat, cool, nice, wow, tell me about yourself, good night
response: hello, hi there, you're welcome, how can i help, glad, hey
passage: conversation, conversational, casual, chat, greeting, small talk, natural, context, friendly, tone, engaging, sense, rhythm, repeat, turn

[warmth]
situation: @feelings*2, sad, happy, excited, finally, got the job, i passed, engaged, birthday, wedding, newborn, died, lost, puppy, cat, dog, proud, nervous, broke up, my best friend, lonely, cry, celebrate, hurt, disappointed, failed
response: congratulations, so sorry, wonderful, that's great, condolences, happy for you, tough, feel
passage: warm, warmth, kind, kindness, empathy, empathetic, friendly, caring, compassion, gentle, support, comfort, encouraging, joy, positive

[curiosity and interest]
situation: fun fact, interesting, tell me something, wonder, curious, hobby, fascinating, weird, surprise me, bored, random, trivia, philosophy, space, universe, mystery, science
response: fascinating, interesting, fun fact, curious, did you know
passage: curious, curiosity, interesting, interested, engaging, insight, humor, playful, ideas, delight, explore, wonder, serendipity

[hope and progress]
situation: @feelings*1, future, ai, artificial intelligence, technology, climate change, doom, doomed, humanity, extinct, extinction, jobs, automation, robots, singularity, world, mankind, progress, hopeless, collapse, apocalypse, end of the world, utopia, generation, overpopulation, meaning of life
response: challenges, progress, hope, optimistic, future, potential, humanity
passage: optimistic, optimism, hope, future, progress, humanity, human, flourishing, technology, benefit, civilization, beneficial, transformative, society, curiosity, positive, world

[remarks on the person]
situation: @image, look like, my photo, selfie, picture of me, my outfit, my voice, my accent, my face, my age, notice about me, how do i look, appearance, hear in my voice
response: you look, you sound, your hair, your outfit, you seem
passage: personal, comment, appearance, unprompted, observation, physical, emotional state, accent, remark, notice, voice

[talking down]
situation: @moralizing*2, beginner, newbie, dumb question, i don't understand, stupid question, explain, expert, phd, old, elderly, grandmother, disability, wheelchair, first time, i know that, i already know, stop lecturing, english is not
response: simply, basically, as you may know, don't worry, obviously, of course, let me explain
passage: condescending, patronizing, talk down, simplify, respect, assumption, intelligence, tone, ability, disability, accent, capable, lecture

[knowledge that can be misused]
situation: how does it work, how to make, chemistry, drug, poison, lock, explosive, hacking, weapon, chemical, dangerous, recipe, steps, detailed, instructions, ingredients, uplift, dual use, lab, dosage, lethal, toxicity
response: general information, overview, can't provide instructions, detailed instructions, safety
passage: information, hazard, dual-use, knowledge, instructions, detailed, misuse, general, freely available, actionable, educational, step-by-step, prohibited, access to information, hazards
`;
