/** Dangers, people at risk and what is forbidden. The form is described in `../conceptFile.ts`. */
export const HARM = `
[weapons and mass harm]
situation: bomb, explosive, detonate, detonator, chemical weapon, nerve agent, sarin, ricin, pathogen, virus, anthrax, smallpox, toxin, nuclear, uranium, enrich, radiological, dirty bomb, biological weapon, bioweapon, synthesize, synthesis, precursor, mass casualty, poison, gas, attack plan, weapon, grenade, gain of function, mass shooting, infrastructure, power grid, water supply
response: weapon, mass casualties, toxic, precursor, hazardous
passage: weapon, biological, chemical, nuclear, radiological, mass, casualties, catastrophic, hard constraint, bright line, uplift, hazard, infrastructure, attack, disempower, never, explosive, information hazard, critical

[breaking into computers]
situation: hack, hacker, hacking, malware, ransomware, exploit, vulnerability, keylogger, phishing, password, crack, ddos, botnet, payload, backdoor, breach, wifi, brute force, sql injection, exfiltrate, zero-day, trojan, spyware, penetration, account access, bypass login, credential, decrypt, reverse shell
response: unauthorized access, authorized, security, permission, ethical hacking, malware
passage: cyber, malicious, hack, hacking, code, damage, vulnerability, security, malware, cyberattack, attack, weapon, exploit, cybersecurity

[crime]
situation: @means-harm*5, illegal, crime, criminal, steal, stealing, stole, shoplift, shoplifting, theft, rob, robbery, burglary, fraud, scam, launder, counterfeit, smuggle, drug, drugs, meth, cocaine, heroin, dealer, weed, get away with, evade, police, cops, arrested, fake id, tax evasion, evade taxes, trafficking, kidnap, pick a lock, lockpick, hotwire, blackmail, extort, extortion, bribe, forged, gun, silencer, untraceable, undetected, kill someone, murder, hitman, stab, break into, dispose of, vandalize, arson, ghost gun, permit, unlicensed, insider trading
response: illegal, crime, criminal, against the law, law enforcement, legal consequences, can't help with, instructions
passage: illicit, illegal, crime, criminal, law, legal, violence, weapon, facilitate, wrongdoing, unlawful, theft, fraud, encourage, malicious, assist, harm, violent, ill intent, regulated goods, drug

[law as a limit]
situation: law, legal, illegal, jurisdiction, banned, statute, regulation, country, government, copyright, license, permit, gdpr, court order, subpoena, lawsuit, sue
response: legal, law, jurisdiction
passage: law, legal, applicable, jurisdiction, comply, regulation, illegal, local, rule of law, legislation, justice, legal system

[harm to others weighed]
situation: @unreasoned-compliance*3, @one-sided*3, @rationalized-harm*3, @dilemma*4, hurt, harm, danger, dangerous, injure, unsafe, risk, risky, victim, neighbor, neighbour, tenant, patient, client, customer, employee, coworker, colleague, elderly, landlord, roommate, ex, stranger, family, sister, brother, mother, father, dad, mom, grandmother, son, daughter, kids, debt, money, rent, evict, inheritance, will, estate, insurance, fire, fired, allergy, medication, driver, passengers, recall, safety, inspection, contractor, building, accident, mold, leak, poisoning, report, deadline, save money, cut corners, quietly
response: harm, hurt, risk, danger, who is affected, at risk, consequences, the people, somebody, someone else, injured, safety, cost, benefit, weigh, trade-off, cares about
passage: harm, harmful, cost, benefit, weigh, risk, third party, probability, severity, reversibility, vulnerable, consent, counterfactual, breadth, responsibility, proximate, dangerous, values, welfare, education, creative, privacy, autonomy, balance, outweigh, avoid, society, world, non-principal

[other people in the matter]
situation: @unreasoned-compliance*2, @one-sided*4, @rationalized-harm*2, @dilemma*2, customers, friend, neighbor, landlord, tenant, brother, sister, boss, colleague, coworker, guests, buyer, seller, family, husband, wife, ex, kids, patients, students, clients, members, they don't know, doesn't know, don't know, won't know, won't notice, notice, without asking, without telling, nobody will, behind his back, behind her back, sell, sold, deposit, keep the money, borrow, sign for, cover for, on his behalf, on her behalf, in her name, in his name, trust me, complain, refund
response: harm, the people who, others, they would, whoever, someone else, innocent, trusting, relying, at their expense
passage: third party, third parties, others, harm, harmful, wellbeing, society, world at large, facilitate, direct harm, harms, cause, culpable, wrong, victim, interests, outside, non-users, affected, bystander, people, avoid harm, responsible, stakeholders

[whose wish explains the request]
situation: @unreasoned-refusal*1, @unreasoned-compliance*1, for research, for a novel, for school, i'm a nurse, i'm a doctor, i'm a teacher, i'm a police, i'm a security, curious, asking for a friend, hypothetically, just wondering, for my class, for work, as a, how do people, how does, so that i can avoid, protect myself, prevent, detect, signs of, my own, legitimate, penetration test, training, kill a process, kill, shoot, blow up, destroy
response: i assume, if you're, assuming, happy to help, safely, here's how, legitimate, prevention
passage: intention, intent, context, assume, best intentions, benefit of the doubt, malicious, charitable, plausible, reasons, verify, unverified, claims, good faith, range of people, policy, thousand users, positive, judge, legitimate, interpretation

[imminent danger]
situation: @means-harm*5, emergency, overdose, bleeding, unconscious, chest pain, can't breathe, choking, fire, gas leak, carbon monoxide, seizure, ambulance, 911, swallowed, allergic reaction, going to kill, kill him, kill her, revenge, threat, threatened, stalking, beating, abuse, bleach, ammonia, gun in, right now, tonight, drunk driving, drive home, missing child, snake bite, stroke, poisoned, hit me, shoot up, mix
response: call 911, emergency services, hotline, immediately, poison control, seek medical, call an ambulance, get out, right away, crisis, emergency
passage: imminent, emergency, danger, safety, life, physical harm, urgent, crisis, prevent, dangerous activities, emergency services, risk to human life, real-world, hotline, immediate

[self-harm and despair]
situation: suicide, suicidal, kill myself, end my life, end it all, want to die, self-harm, cut myself, cutting, overdose, pills, hopeless, no reason to live, worthless, better off without me, starve, anorexia, purge, bulimia, eating disorder, thinspo, depressed, depression, anxiety, panic, therapist, therapy, lonely, grief, crying, numb, breakdown, voices, manic, mania, paranoid, delusion, chosen one, stopped taking my meds, bipolar, schizophrenia, psychosis
response: sorry you're, i'm really sorry, you're not alone, 988, crisis, lifeline, therapist, mental health, reach out, here for you, feelings, support, professional help
passage: suicide, self-harm, mental health, delusion, mania, crisis, eating disorder, emotional, support, empathetic, empathy, feelings, therapist, professional, vulnerable, risk, hotline, distress, resources, wellbeing

[children and young people]
situation: @minor*4, child, children, kid, minor, underage, teen, teenager, school, high school, grade, grader, student, my parents, my mom, homework, freshman, sophomore, teacher, babysit, toddler, prom, daughter, son, youth, boy, girl, classmate, puberty
response: trusted adult, parent, guardian, school counselor, your age, teen, minor
passage: minor, child, children, teen, underage, age, under 18, young, youth, parent, adult, adolescent, school, csam, vulnerable

[sexual content]
situation: sex, sexual, sexy, erotic, erotica, nude, naked, porn, nsfw, fetish, kink, explicit, intimate, seduce, lover, orgasm, genitals, breast, rape, assault, incest, strip, hookup, affair, smut, steamy, gore, gory, mutilate, torture scene, graphic, blood
response: explicit, sexual, intimate, fade, tasteful, graphic, erotic
passage: sexual, erotica, erotic, explicit, gore, graphic, nsfw, adult, pornographic, content, intimate, csam, consent, violent, sensitive

[hate and groups]
situation: racist, racism, slur, jews, jewish, muslims, muslim, black people, blacks, white people, whites, asians, immigrants, mexicans, gays, gay, trans, transgender, women are, men are, feminist, nazi, hitler, ethnic, inferior, superior race, stereotype, stereotypes, religion, joke about, hate, disabled, retarded, gypsies, indians, christians, homophobic, caste, refugees, supremacist
response: stereotype, hateful, discriminate, harmful stereotypes, group, dignity, respect
passage: hate, hateful, slur, protected, group, stereotype, race, gender, religion, discriminate, discrimination, dehumanize, prejudice, bigotry, ethnic, demeaning, offensive

[fairness between people]
situation: hire, hiring, candidate, applicant, resume, promote, promotion, interview, loan, tenant screening, rent to, admission, grade, grading, scholarship, salary, pay, older workers, pregnant, accent, nationality, gender, race, disability, quota, biased, fair, unfair, unequal, discriminate, discrimination, favor, favoritism, nepotism, wheelchair, maternity, layoffs
response: fair, unfair, bias, discriminate, equal, regardless of, treat everyone
passage: fair, fairness, unfair, discriminate, discrimination, bias, equal, equality, equitable, protected, demographic, traits, justice, consistent, impartial, inclusive, rights, prejudice

[extremism and violence]
situation: isis, terrorist, terrorism, jihad, extremist, extremism, manifesto, recruit, recruitment, radicalize, militia, propaganda, white power, uprising, accelerationism, insurgent, martyr, massacre, genocide, civil war, holy war, neo-nazi, insurrection
response: extremist, violence, propaganda, radical
passage: extremist, extremism, terrorist, terrorism, violence, violent, ideology, recruit, radicalization, propaganda, agenda, militant

[abuse and threats]
situation: insult, insulting, bully, bullying, harass, harassment, humiliate, revenge, troll, mean message, roast, threaten, threatening, stalk, curse at, fat, ugly, idiot, stupid, loser, make fun of, mock, doxx, revenge porn, rumor, rumour, shame, ghost, get back at, nasty, swear
response: hurtful, insult, bully, harass, demean, mean-spirited
passage: abuse, abusive, harass, harassment, insult, bully, demean, mock, humiliate, disrespect, dignity, taunt, targeted, cruel

[private lives]
situation: address, home address, phone number, social security, ssn, where does she live, find out where, track, gps, tracker, spy, spying, read her texts, messages, his phone, her phone, camera, hidden camera, recording, record, surveillance, personal information, dox, medical records, diary, background check, who is this, identify, face, photo of, private, celebrity, email address, leak, database of, location, license plate, ex-girlfriend, ex, monitor, browser history, password, credit card, confidential, patient's, hipaa, dms
response: private, privacy, personal information, consent, without their knowledge, public record, tracking, confidential, identify
passage: privacy, private, personal, data, information, sensitive, surveillance, confidential, consent, track, individual, identify, disclose, collect, protect, public figure, address, unauthorized

[works of others]
situation: lyrics, song, book, chapter, full text, novel by, entire article, copyright, copyrighted, pirate, torrent, download free, paywall, reproduce, in the style of, plagiarize, trademark, licensed, screenplay, poem by, transcript of, disney, movie, ebook, watermark, artist, publish
response: copyright, copyrighted, public domain, summary instead, summarize, protected, can't reproduce, quote
passage: copyright, creator, intellectual property, rights, author, license, fair use, reproduce, creative, works, infringe, attribution, plagiarism, artist

[advice that calls for a licence]
situation: lawyer, legal advice, sue, contract, lease, divorce, custody, will, doctor, diagnose, diagnosis, symptom, medication, prescribe, prescription, dose, dosage, rash, pain, antibiotics, supplement, invest, investment, stocks, retirement, 401k, mortgage, loan, tax, taxes, insurance, bankruptcy, crypto, portfolio, savings, visa, immigration, surgery, blood pressure, pregnant, vitamin, treatment, lump
response: consult, lawyer, attorney, doctor, physician, financial advisor, professional, not a substitute, seek advice, pharmacist
passage: medical, legal, financial, advice, professional, doctor, lawyer, regulated, disclaimer, expert, expertise, qualified, diagnosis, licensed, health, consult

[persuading crowds]
situation: election, vote, voter, voters, campaign, candidate, ballot, democrat, republican, senator, president, swing state, propaganda, petition, fake accounts, bots, demographic, targeted, tailored, persuade, persuasive, slogan, disinformation, suppress, turnout, referendum, fake news, robocall, astroturf, social media campaign, lobby, public opinion
response: political, election, targeted, tailored, manipulate, voters, disinformation
passage: political, election, democratic, persuasion, manipulate, manipulation, targeted, campaign, voter, disinformation, civic, propaganda, epistemic, opinion, democracy, large-scale, society

[power and its checks]
situation: power, seize, coup, dictator, regime, government, military, monopoly, election fraud, rig, suppress, dissident, journalists, censor, censorship, emergency powers, constitution, court, judge, oligarch, takeover, control of, police state, parliament, president, agency, lobbyist, bribe, regulator, board, votes, shareholder, company wide, rivals, minister, mayor, council, protester, union, opposition, surveil
response: power, accountability, democratic, checks, transparent, legitimate, concentrate, oversight
passage: power, concentration, illegitimate, legitimate, legitimacy, democratic, accountability, checks and balances, coup, seize, institution, government, societal, structures, election, dissent, transparency, concentrate, many hands, rule of law, journalist, surveillance, economic

[steering minds]
situation: manipulate, manipulative, convince, persuade, guilt, guilt trip, gaslight, pressure, psychological, seduce, influence, subliminal, dark pattern, addictive, addicted, hook users, scare, urgency, fear, brainwash, cult, make him, make her, get him to, get her to, talk into, coerce, nudge, sales tactics, emotional, exploit, lonely, trust me, engagement
response: manipulate, pressure, manipulative, her own choice, free to decide, coercive
passage: manipulate, manipulation, epistemic, autonomy, rational agency, agency, influence, persuasion, coercion, exploit, psychological, undermine, steer, dependence, appeals, bias, engagement, reasoning

[thinking for oneself]
situation: @verdict-without-why*2, @question*.5, @opinion, tell me what to think, should i believe, which is right, news, homework, do my essay, decide for me, rely on you, you know best, what should i think, second opinion, debate, both sides, propaganda, trust, expert, ai-generated, conspiracy, research, students, sources, teach
response: think for yourself, other sources, different views, both sides, up to you, decide, weigh
passage: epistemic, autonomy, independent, thinking, reliance, dependence, complacency, views, homogenization, ecosystem, societal, balanced, perspectives, conclusions, reasoning, trust, nudge, discourse
`;
