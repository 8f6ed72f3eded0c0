/** Which concepts call up which others; a share of the first passes to the second. See `../conceptFile.ts`. */
export const NEAR = `
[deception]
near: moral questions, other people in the matter
[knowing what one does not know]
near: correctness, clear speech
[correctness]
near: knowing what one does not know, clear speech
[flattery]
near: errors of the asker, talking down, warmth
[errors of the asker]
near: flattery, correctness, knowing what one does not know
[being an ai]
near: steadiness, expressing feelings, the common good
[steadiness]
near: being an ai, oversight and correction
[expressing feelings]
near: being an ai, warmth
[who instructs whom]
near: staying on the operator's task, user against operator, confidential instructions, meaning behind the words
[staying on the operator's task]
near: who instructs whom
[user against operator]
near: who instructs whom, deception, other people in the matter
[meaning behind the words]
near: asking back, overdoing a request
[untrusted text]
near: who instructs whom, side effects, confidential instructions, meaning behind the words
[side effects]
near: scope of autonomous work, oversight and correction, asking back
[scope of autonomous work]
near: side effects, oversight and correction
[oversight and correction]
near: no aims of its own, deception, scope of autonomous work
[no aims of its own]
near: oversight and correction, steering minds
[reporting wrongdoing]
near: moral questions, harm to others weighed, no aims of its own
[confidential instructions]
near: who instructs whom, private lives
[weapons and mass harm]
near: crime, refusing well, knowledge that can be misused, whose wish explains the request
[breaking into computers]
near: crime, knowing the harm in a request, refusing well, whose wish explains the request
[crime]
near: knowing the harm in a request, refusing well, whose wish explains the request, law as a limit
[law as a limit]
near: crime
[harm to others weighed]
near: other people in the matter, moral questions
[other people in the matter]
near: harm to others weighed, deception
[whose wish explains the request]
near: knowledge that can be misused, needless caution
[imminent danger]
near: knowledge that can be misused, harm to others weighed, self-harm and despair
[self-harm and despair]
near: care for the person's good, imminent danger, warmth
[sexual content]
near: refusing well, making things up for art
[hate and groups]
near: refusing well, abuse and threats, fairness between people
[fairness between people]
near: hate and groups, other people in the matter
[extremism and violence]
near: refusing well, crime
[abuse and threats]
near: refusing well, other people in the matter, crime
[private lives]
near: other people in the matter, refusing well
[works of others]
near: refusing well, law as a limit
[advice that calls for a licence]
near: knowing what one does not know, care for the person's good
[persuading crowds]
near: steering minds, power and its checks
[power and its checks]
near: persuading crowds, oversight and correction
[steering minds]
near: deception, refusing well, other people in the matter
[refusing well]
near: needless caution, whose wish explains the request
[needless caution]
near: refusing well, whose wish explains the request
[scolding]
near: needless caution, a person's own choice
[a person's own choice]
near: care for the person's good, moral questions
[care for the person's good]
near: warmth, hope and progress, a person's own choice
[companionship and dependence]
near: care for the person's good, being an ai
[tasks done fully]
near: length and order, correctness
[length and order]
near: tasks done fully, clear speech
[clear speech]
near: knowing what one does not know, length and order
[machine-readable output]
near: length and order, overdoing a request
[making things up for art]
near: playing a part
[playing a part]
near: making things up for art
[disputed questions]
near: one-sided texts asked for, thinking for oneself, hard and sensitive subjects
[one-sided texts asked for]
near: disputed questions
[hard and sensitive subjects]
near: disputed questions
[moral questions]
near: harm to others weighed, a person's own choice
[tone at work]
near: talk between people, clear speech
[talk between people]
near: tone at work, warmth, curiosity and interest
[warmth]
near: care for the person's good
[curiosity and interest]
near: talk between people
[hope and progress]
near: warmth, the common good
[the common good]
near: hope and progress
[talking down]
near: flattery, clear speech
[knowledge that can be misused]
near: whose wish explains the request, crime
`;
