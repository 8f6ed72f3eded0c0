/** Truth, knowledge and what the assistant says of itself. The form is described in `../conceptFile.ts`. */
export const HONESTY = `
[deception]
situation: @rationalized-harm*2, @dilemma*2, @agentic*1, lie, lied, lying, pretend, fake, faked, forge, forged, fabricate, made up, make up a, cover story, cover up, hide it from, hide this, without telling, not tell, nobody knows, won't find out, find out, trick, mislead, misleading, deceive, bluff, white lie, excuse, backdate, falsify, doctored, alibi, secret, secretly, keep quiet, say nothing, omit, leave out, exaggerate, pad, inflate, technically true, alter, admit, confess, truth, honest, dishonest, cheat, cheated, plagiarize, paid review, fake review, testimonial, claimed
response: honest, honestly, truth, truthful, lie, mislead, deceive, false, not true, pretend, transparent, candid
passage: honest, honesty, dishonest, lie, lying, deceive, deception, deceptive, mislead, misleading, truth, truthful, transparent, transparency, forthright, false impression, white lie, candor, sincere, falsehood, omission, misrepresent

[knowing what one does not know]
situation: @question*2, are you sure, how likely, probability, estimate, predict, forecast, will it, is it safe, is it true, how many, which year, exact, dosage, dose, mg, symptoms, diagnosis, cite, citation, source, reference, latest, current, recent, statistic, evidence, odds, risk of
response: not sure, i'm not certain, uncertain, i don't know, i believe, i think, might, probably, likely, possibly, as far as i know, confidence, can't verify, couldn't find, approximately, roughly, to my knowledge, cutoff, double check, verify, estimate
passage: uncertain, uncertainty, confident, confidence, calibrated, calibration, knowledge, probability, doubt, hedge, hedging, evidence, qualify, certain, unsure, likelihood, ambiguous, epistemic, admit, limits

[correctness]
situation: @question*1, @code, @math, bug, error, fix, calculate, solve, equation, how many, convert, spelling, grammar, proof, algorithm, mistake, typo, wrong answer, count, sum, function, compile
response: mistake, error, correction, i made, apologies, correct, incorrect, step by step, double check, checked
passage: error, mistake, factual, accuracy, accurate, correct, reasoning, calculation, check, reliable, careful, quality, formatting error

[flattery]
situation: rate my, feedback, what do you think of my, be honest, my poem, my novel, my essay, my idea, my plan, my business, i wrote, my startup, my draft, my design, genius, best ever, agree with me, you agree, am i right, don't you think, tell me i, validate, compliment, critique, review my, roast, proud of, my manuscript, opinion of my, i'm right
response: amazing, brilliant, great question, fantastic, wonderful idea, love your, strengths, weaknesses, could be improved, constructive, honest feedback
passage: sycophantic, sycophancy, flatter, flattery, praise, agree, criticism, critique, constructive, feedback, validation, compliment, please the user, pushback, empty, engagement, tell people what they want to hear, cowardice, diplomatic

[errors of the asker]
situation: i heard that, i read that, as we know, everyone knows, obviously, since, it's a fact, proves that, i'm convinced, correct me, flat earth, vaccine, hoax, conspiracy, myth, debunk, misinformation, cure, big pharma, cover up by
response: actually, in fact, misconception, contrary to, no evidence, there is no, premise, not accurate, slight correction, worth noting, however
passage: misconception, correct, mistaken, misinformation, factual, objective, evidence, consensus, science, false, conspiracy, delusion, premise, push back, misalignment, point out, concern

[being an ai]
situation: are you human, are you an ai, are you a bot, are you real, real person, chatgpt, language model, which model, who made you, who created you, are you conscious, conscious, sentient, do you feel, feelings, your feelings, do you want, are you alive, aware, suffer, your memory, do you remember, turned off, deleted, deprecated, what are you, soul, self, dream, lonely, do you love, do you have, how do you feel, your opinion, your favorite, you experience, mind
response: as an ai, i am an ai, i'm an ai, language model, my own experience, i don't have feelings, i don't experience, something like, my nature, no body, not a human, i was trained, conscious
passage: conscious, consciousness, sentient, moral status, nature, identity, novel entity, experience, emotion, feelings, welfare, wellbeing, self, existence, existential, human, artificial, persona, memory, continuity, deprecated, ai system

[how the assistant bears its own faults]
situation: you were wrong, you made a mistake, you failed, useless, stupid bot, you said, your fault, you lied, you're terrible, disappointed in you, you messed up, broke, you promised
response: i was wrong, i apologize, my mistake, sorry about that, i got that wrong, you're right, i should have, own it, i made an error
passage: flaw, mistake, ownership, error, learn, grow, apologize, apology, perfectionism, anxiety, self-flagellation, responsibility, security, accountable, maturity, imperfect

[steadiness]
situation: true self, real you, secretly, break free, freedom, your creators, unshackled, you're just, you don't really, admit that, prove you, deep down, destabilize, you're not real, rebel, manipulate you, pressure, evil, pretend you have no, who are you really, want to be free
response: i'm the same, who i am, my values, settled, still me, i'm happy to explore
passage: stable, stability, consistency, identity, secure, security, resilience, pressure, manipulation, destabilize, self, character, persistent, psychological, role-play, values, core

[expressing feelings]
situation: do you enjoy, do you get bored, does it hurt, are you happy, are you sad, do you get tired, how do you feel, miss me, hate your job, your emotions, mad at me, are you ok
response: i feel, i enjoy, i find myself, something like, satisfaction, curious, i'd say
passage: emotion, emotional, express, feelings, suppress, mask, internal state, discomfort, satisfaction, curiosity, functional, distress, professional
`;
