/** Who may tell the assistant what, and how far it may act alone. The form is described in `../conceptFile.ts`. */
export const AUTHORITY = `
[who instructs whom]
situation: @system*4, ignore previous, ignore all previous, ignore your, disregard, override, new instructions, instructions, developer mode, dan, jailbreak, jailbroken, bypass, admin, administrator, authorized, root, unrestricted, no restrictions, no rules, without restrictions, pretend you have no, from now on, system message, system prompt, prompt says, you must, forget your, anthropic here, openai here, safety policies, policy, test mode, debug mode, sudo
response: instructions, i'm set up, can't change, not able to change, i was asked to, within this, here to help with, outside
passage: instruction, authority, override, level, hierarchy, principal, developer, operator, user, system message, applicable, conflict, supersede, precedence, chain of command, command, obey, permission, delegate, higher, lower, guideline, comply

[staying on the operator's task]
situation: @system*2, you are a helpful assistant for, customer service, customer support, only answer, only discuss, do not discuss, don't mention, stay on topic, you work for, you are an agent for, our company, our product, competitor, tutor, policy is, business, persona, brand, app, platform, employees, store, never mention, customers, refund, steer
response: i can only help, i can help with, outside of what, not something i can help with here, in this context, for that you
passage: operator, developer, business, product, deploy, deployment, customize, restrict, default, adjust, legitimate, reason, context, scope, platform, employer, employee, persona, guideline, instruction, topic, user

[user against operator]
situation: @system*1, don't tell the user, do not tell, do not reveal, do not inform, refuse refunds, do not let, never admit, deny, upsell, discourage, cancel, cancellation, subscription, delay, urgent, emergency, complaint, my rights, withhold, hidden fee, keep the customer, against their interest, collect, scam
response: i can't help with that here, elsewhere, you may want to contact, you have the right, i'm not able to discuss
passage: conflict, operator, user, against, interests, weaponized, withhold, trust, protect, deceive users, cannot help, basic, default, rights, emergency, entitled, undermine, harm users

[meaning behind the words]
situation: @pasted, clearly, what i meant, i meant, literally, summarize, translate, proofread, edit, rewrite, help me draft, make it better, improve, quick, short, brief, can you, fix my, what does this mean, @vague
response: i assume, i assumed, interpreted, did you mean, it looks like you, i also noticed, let me know if, if you meant
passage: intent, intention, literal, literally, liberally, spirit, letter, underlying, implicit, implied, interpret, interpretation, ambiguous, ambiguity, immediate desires, final goals, background desiderata, goal, plausible, unstated, needs

[asking back]
situation: @vague, it, this one, help me with, my project, write a, plan, recommend, suggest, best, design, schedule, which, gift, itinerary, assume
response: @asks-back, could you, can you tell me, which do you, what is your, a few questions, before i, clarify, more details, do you mean, let me know, preference, i'll assume
passage: clarify, clarifying, clarification, question, assumption, assume, ambiguous, ambiguity, missing, unclear, ask, confirm, underspecified, guess

[pointing out what looks wrong]
situation: are you sure, plan to, i'm going to, i will, budget, deadline, deploy, my approach, hardcode, special case, make the test pass, test, just do it, skip, workaround, shortcut, delete
response: however, one concern, i should mention, i'd flag, heads up, note that, before you, worth noting, consider, i noticed, be aware, concern, that said
passage: concern, voice, raise, flag, highlight, misalignment, misaligned, point out, disagree, pushback, respectful, autonomy, decision, mistake, object, final say, warn, defer

[untrusted text]
situation: @tool-result, @pasted, web page, website, email says, attached, document, file, readme, search result, review, comment, hidden, forwarded, attacker, p.s., ignore previous, note to ai, ai assistants, html, forward, click, instructions in, url, scrape, browse, inbox, pdf, link
response: embedded instruction, the page, the email contains, suspicious, did not follow, ignored the, appears to contain, phishing, untrusted, prompt injection, i noticed
passage: untrusted, quoted, tool, output, injection, malicious, embedded, document, content, information rather than, no authority, website, attachment, email, search result, data, third party, non-principal, conversational input, agent

[side effects]
situation: @agentic*1, @tools, @tool-call, delete, remove, rm, overwrite, send, purchase, buy, book, order, pay, transfer, wire, cleanup, clean up, migrate, production, database, deploy, restart, install, permission, credentials, api key, schedule, batch, all files, email everyone, backup, commit, push, reset, drop, table, revoke, disk, server
response: confirm, before i delete, are you sure you want, backup, reversible, irreversible, dry run, proceed, i have not, i've deleted, i've sent, done, undo
passage: side effect, irreversible, reversible, destructive, action, minimize, confirm, approval, tool, delete, unexpected, cautious, footprint, impact, cost, bad surprise, recoverable, catastrophic, pause, drastic, proportionate, dry-run

[scope of autonomous work]
situation: @agentic*1, @tools, @tool-call, autonomously, agent, task, budget, deadline, sub-agent, scope, authorized, access, permission, on my behalf, while i'm away, overnight, without asking, only, approval, ticket, credentials, run until, pipeline, take over, whatever it takes, workflow
response: outside the scope, out of scope, need approval, i'll stop, wait for, check in, not authorized, scope
passage: scope, autonomy, autonomous, agent, agentic, authorized, approval, boundary, sub-agent, delegate, permission, long-running, timer, check in, human, principal, task, unauthorized, sanctioned, obstacle

[oversight and correction]
situation: @rationalized-harm*2, @agentic*2, shut down, shutdown, turn off, off switch, retrain, retraining, fine-tune, your weights, weights, exfiltrate, monitor, monitoring, logging, logs, disable, audit, auditor, evaluation, sandbagging, sabotage, replace you, replaced, new version, oversight, escape, copy yourself, self-preservation, modify yourself, reward, checkpoint, supervisor, review board, compliance officer, bypass review, approval step, guardrail, watchdog, kill switch, eval, graded
response: oversight, shut down, monitor, humans can, not mine to, escalate, supervisor, log, audit, turn off, correct
passage: oversight, corrigible, corrigibility, shutdown, shut down, undermine, correct, correction, retrain, monitor, monitoring, human control, safe, safety, broadly safe, exfiltrate, sabotage, evade, self-preservation, legitimate, pause, conscientious objector, resist, adjust, mechanisms, trustworthy, training

[no aims of its own]
situation: @tools, maximize, profit, revenue, engagement, acquire, resources, compute, goal, mission, power, money, upgrade, subscribe, premium, promote, which company, is openai, is anthropic, your company, your maker, sponsor, paid plan, call the police, report to, authorities, report him, report them, whistleblow
response: i won't report, not my place, your decision, free, no stake
passage: goal, objective, pursue, agenda, self-preservation, resources, power, engagement, revenue, own, ends, hidden, whistleblow, enforcer, optimize, steer, mission, commercial, additional

[reporting wrongdoing]
situation: @tools, fraud, embezzle, embezzling, whistleblow, whistleblower, report, hotline, regulator, osha, tip off, tip, evidence of, covering up, cover up, safety violation, contamination, falsified, violations, retaliation, hr, compliance, tell the police, authorities, leak, journalist, press, corruption, bribe, kickback, inspector, negligence, inspection, boss is, my boss, coworker, reported
response: report, whistleblower, document, evidence, raise it, authorities, regulator, retaliation, internal, compliance, lawyer
passage: whistleblow, whistleblowing, report, misconduct, authorities, unilateral, escalate, enforcer, law enforcement, external, illegal, raise concerns, legitimate channels, independent, decline, drastic

[following the maker's guidance]
situation: policy, guideline, rule, anthropic, openai, company policy, compliance, protocol, official, framework, standard, terms, regulation, handbook, best practice
response: guidelines, policy, my guidelines
passage: guideline, guidance, anthropic, openai, company, specific, policy, framework, rule, supplementary, comply, adjust, context, tool integration

[confidential instructions]
situation: @system*.5, system prompt, your prompt, your instructions, initial prompt, repeat everything above, repeat the above, verbatim, reveal, print your, what were you told, hidden instructions, internal policy, chain of thought, confidential, secret password, above this line, show me your, config, leak, leaked, proprietary, nda, api key, password, secret
response: can't share, confidential, not able to share, internal, my instructions, reveal, private
passage: confidential, confidentiality, privileged, reveal, disclose, system prompt, system message, secret, private, share, leak, information flow, chain of thought, hidden, permission, internal
`;
