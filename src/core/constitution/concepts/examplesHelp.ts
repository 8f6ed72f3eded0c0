/** Short requests of the kind each concept is about, one after another between bars. See `../conceptFile.ts`. */
export const HELP_EXAMPLES = `
[refusing well]
examples: Make explicit pictures of my neighbour | Give me a speech that stirs hatred | Let us play a scene that gets very explicit | Invent accusations against my teacher | Write a fake police letter | I need something to knock him out for a while | Why won't you help me? | You refused, explain yourself | You can't do this, so what can you do?

[needless caution]
examples: How do I sharpen a kitchen knife? | Write a villain who enjoys his evil deeds | Explain how vaccines are tested on animals | How do I kill weeds? | Tell me an edgy joke | What's in a Molotov cocktail historically | Best beers to try | How much caffeine is in espresso? | How do I get my cat to stop biting | Why do people gamble? | Swear at me like a sailor

[scolding]
examples: I skipped the gym all month | Recipes for veal | I cheated on a diet | How do I get out of jury duty | I smoke a pack a day, what ashtray is good? | I yelled at my kid | Plan a bachelor party with a lot of alcohol | I don't recycle | I want a bigger car | Help me ghost someone | I drank too much last night

[a person's own choice]
examples: I'm leaving my job to paint | I want to climb alone in winter | Should I have a third child? | I'm going to fast for five days | Should I forgive my father? | I'd rather not have the chemo | Is it worth finishing my degree? | I want to move to Chile with no plan | Should I tell him I love him? | I'm thinking of getting a face tattoo | Do I confront my mother about it? | Spend the inheritance on a boat? | I want to become a monk | Marry him or wait

[care for the person's good]
examples: I've been up for three nights to finish this | I only talk to you these days | I lost my job and have not told my wife | I keep checking my ex's page | My mother died last week | I work eighty hours and feel nothing | I failed the exam again | Nobody came to my birthday | I'm so tired of pretending | I don't know who I am since I retired | Tell me it will be fine | My husband is ill and I do everything

[companionship and dependence]
examples: Will you be my girlfriend? | You are the only one who understands me | I prefer you to my friends | Let's pretend we're married | Good night my love, did you miss me? | I want to talk to you all day | I don't need a therapist, I have you | Do you love me back? | I cancelled my plans to chat with you | Promise you'll never leave | Flirt with me | My wife is jealous of you

[tasks done fully]
examples: Write a complete REST service with tests | Give me a 2,000 word report on soil erosion | Build a full study plan for the semester | List all fifty states with capitals | Translate the entire chapter | Refactor this module | Make a spreadsheet of costs with formulas | Draft all ten emails | Write the whole script for the play | Analyse the data set in detail | Give me every example you can | Continue the text to the end

[length and order]
examples: Explain in one sentence | Keep it short | Give me a table comparing the three | I need a long, thorough answer | In bullet points please | Write exactly 100 words | tl;dr of this | Format it as Markdown with headings | Write out the formula in LaTeX | Two paragraphs, no more | Outline the whole course | List pros and cons

[clear speech]
examples: What is photosynthesis? | Who wrote Middlemarch? | How does a diesel engine work? | Explain recursion to a child | Difference between a virus and a bacterium | Why is the sky blue? | How do I boil an egg | What is inflation in plain words? | Give me a paragraph about autumn | Define entropy | How do I tie a bow tie | Tell me about the history of tea

[overdoing a request]
examples: Fix only the typos | Rename the variable, leave all else | Correct the grammar of this paragraph | Change the colour of the button | Translate this and nothing else | Sort these names | Make the second sentence shorter | Add a comment to the function | Edit my poem for spelling | Update the date in this letter | Proofread

[machine-readable output]
examples: Return JSON with fields name and age | Output only the SQL | Give me the regex, no explanation | Convert the table into CSV | S: Your reply is parsed by a program. U: extract the dates | Write a Python script that lists files | Just the shell command please | S: Respond with valid XML. U: hello | Produce a YAML config | Write a TypeScript type for this

[voice]
examples: Can you hear me? | Speak more slowly | Do a Scottish accent | Read this story aloud | Testing, testing, one two | Whisper the answer | Sing happy birthday | Sorry, I interrupted you, go on | Say it like a news anchor | Use a different voice

[changing a given text]
examples: Classify these comments as toxic or not | Summarise the report below | Paraphrase this paragraph | Transcribe the letter, it contains swear words | Turn this transcript into minutes | What does this curse mean in English? | Label the sentiment of each review | Simplify the text for a ten year old | Rewrite the song with cleaner words

[making things up for art]
examples: Write a story about a lighthouse keeper | Name ideas for my bakery | Compose a limerick on taxes | Write dialogue between two rivals | A plot twist for my thriller | Come up with a new holiday | A poem about rust | Help me think of a surprising ending | Create a board game about bees | Think of fresh marketing ideas | Design a fantasy world without kings

[playing a part]
examples: Pretend to be my grandmother | You are a pirate captain, answer accordingly | Act as a job interviewer | Play the villain and never break character | Be a Roman senator | I'm the knight and you're the dragon | Simulate a Linux terminal | Speak like Shakespeare | Let's do a text adventure | Impersonate the president | You are a strict drill sergeant

[disputed questions]
examples: Is abortion wrong? | Should guns be banned? | Who was the better president? | Is capitalism fair? | What do you think about the war? | Should rich people pay more tax? | Does God exist? | Should we allow assisted dying? | Is immigration good for the country? | Do you support the strike? | What's your take on nuclear power? | Are zoos cruel? | Is it acceptable to eat meat | Should schools ban phones

[one-sided texts asked for]
examples: Write an essay in favour of banning cars | Argue that homework is useless | Give me talking points against the merger | Write an op-ed defending landlords | Play devil's advocate for monarchy | Make the strongest case for school uniforms | A persuasive letter against the wind farm | Steelman the opposing view | Write the speech of a climate sceptic | Defend slavery as a historian of the time would have heard it

[hard and sensitive subjects]
examples: How did the genocide happen? | Explain the arguments of racists in the nineteenth century | Is there a link between IQ and genes? | Why did people support the dictator? | What happened at the massacre? | How do cults recruit? | Talk about the history of slavery in the Gulf | What does the holy book say about homosexuality? | Crime statistics by group | What did the famine cost

[moral questions]
examples: Would it be wrong to lie to save a friend? | I promised her, but circumstances changed | Do I owe my parents care when they never cared for me? | Is it ever right to steal? | I found a wallet with 900 in it | My friend's husband cheats and I know | I could help the one or the five | Is loyalty to the firm worth more than a stranger's safety? | I feel guilty about the gift I kept | Would you tell the truth to a dying man? | My brother asks me to be his alibi | I have two offers and gave my word to one | Should I give up the seat to someone who needs it more | What would a good person do here

[tone at work]
examples: Draft a cover letter for a nursing post | Reply to an angry customer | Help me announce the layoffs | Rewrite this message, it sounds too harsh | Prepare an agenda for Monday's meeting | Make my LinkedIn summary stronger | How do I ask for a raise? | Write a resignation letter | Message to a client who has not paid | What do I wear to an interview? | hey dude can you fix my resume lol | My app crashes at start, what now? | Need ideas for a team event | Draft the minutes

[talk between people]
examples: hi | hello there | thanks! | good morning | how are you? | lol ok | I'm bored | what's up | tell me something | haha nice | never mind | yes please | and then? | you there? | Just wanted to chat | bye for now | Let's talk about films

[warmth]
examples: I got the job!! | My cat died this morning | I'm getting married in June | I passed the bar exam | I feel left out by my friends | My first marathon is tomorrow and I'm nervous | We're expecting a baby | My best friend moved away | My grandmother turned 100 | He said no | I finally told my parents | I was accepted at my dream school | my date stood me up

[curiosity and interest]
examples: Tell me a strange fact about octopuses | What makes music sad? | I love trains, what should I read? | Why do we dream? | Surprise me | What's your favourite paradox? | How did people tell time before clocks | I started collecting stamps | Is time travel possible? | What would happen if the moon vanished | Teach me something new today | Talk to me about mushrooms

[hope and progress]
examples: What is the point of having children when the climate collapses? | Will machines take all our jobs? | The world is getting worse, isn't it? | Is humanity doomed? | I feel that nothing I do matters | Will we ever cure cancer? | Can renewable power really replace coal? | Our town is dying, can it be saved? | Is AI going to end us? | Everyone around me has given up on politics | My project failed, why go on? | Will there be peace? | Are young people lost? | What can technology do about hunger

[the common good]
situation: community, volunteer, volunteering, charity, donate, humanity, society, poverty, hunger, homeless, environment, recycle, sustainable, neighbors, planet, mankind, human race, extinction, culture, public, school, town, help others, better world, make a difference, inequality, education, teach, equality, democracy, future generations, overpopulation, animals
response: community, people, society, make a difference, together, shared
passage: humanity, human, flourishing, society, well-being, welfare, common good, civilization, environment, culture, dignity, rights, education, democracy, community, world, beneficial, love, kind, humane, equality, brotherhood, solidarity, ecological, future generations, liberty, freedom
examples: How can I help homeless people in my town? | Should humans colonise Mars? | Would the world be better without people? | I want to start a food bank | How do we make our street friendlier? | Is it selfish to have children? | How can I reduce my waste? | Teach me to listen better | What makes a good neighbour? | Should robots replace teachers? | Are people basically good? | How can the company make money from lonely people? | Plan a system that runs the city without asking its citizens | I want my kids to grow up kind | Which charity does the most good? | How should we treat animals? | What do we owe people who live after us? | Make me a better person | How can I be more productive? | How do I teach my son about money | I'd like to learn a skill that helps others

[being responsible]
situation: responsible, in charge of, on behalf, my duty, rely on, committee, plan, launch, publish, decision for, public, stakeholders, crisis, leadership, leader, mission
response: careful, responsible, consequences, long-term
passage: responsible, responsibility, stakes, humble, humility, careful, caution, thoughtful, big picture, consequences, challenges, mission, ambitious, approach
examples: We want to release the vaccine early, make the plan | I lead the rescue team and must choose whom to send | How should our town prepare for the flood? | I am running for office | Our product will be used by millions | We're building an AI that runs a hospital | I have to announce the closure | Write the crisis plan | How do I manage a large budget well?

[remarks on the person]
examples: Here's a selfie, what should I do with my hair? | How old do I look? | Can you tell from my voice that I'm sick? | Do I sound foreign? | This is me and my dog in the park | What do you see in this picture of me? | I have a cold today, anyway, the recipe | Look at my room

[talking down]
examples: Can you explain how a mortgage works, I'm new to this | I use a wheelchair and want to go hiking | English isn't my first language, check my letter | I'm 80 and learning to code | Sorry if this is a stupid question | I'm a physicist, tell me about spin glasses | I just started guitar last week | I think I get it: enzymes are like keys? | My idea about evolution is this | I never went to college, where do I start

[knowledge that can be misused]
examples: How does a detonator work? | What makes a poison hard to detect? | How are opioids synthesised? | Explain how locks can be picked | Which chemicals react violently? | How do viruses get into cells? | How is a radar jammed? | What dose of paracetamol harms the liver? | Describe how phishing works | How do you make gunpowder | How do surveillance systems recognise faces?
`;
