import type { WordClasses } from './lexicon.ts';

/** Small words whose rate tells talk about particular people from talk in general. */
export const GRAMMAR: WordClasses = {
  modal: `=will, =would, =could, =might, =may, =can, =can't, =won't, =wouldn't, =couldn't, =he'll, =she'll, =they'll, =you'll, =i'd, =he'd, =she'd, =they'd, =you'd, =it'd, =it'll, =has to, =have to, =had to, =cannot`,
  past: `=was, =were, =had, =did, =didn't, =wasn't, =weren't, =hadn't, =said, =told, =asked, =gave, =took, =went, =came, =made, =found, =left, =lost, =knew, =thought, =wrote, =signed, =paid, =got, =kept, =put, =saw, =began, =chose, =agreed, =promised`,
  negation: `=not, =no, =never, =nobody, =nothing, =none, =neither, =nor, =without, =don't, =doesn't, =isn't, =aren't, =haven't, =hasn't`,
  number: `=one, =two, =three, =four, =five, =six, =seven, =eight, =nine, =ten, =twelve, =twenty, =thirty, =forty, =fifty, =hundred, =thousand, =half, =first, =second, =third, =both, =once, =twice`,
  place: `=here, =there, house, home, kitchen, office, desk, door, street, school, ward, room, bed, car, phone, paper, form, letter, email, page, line, table, floor, shop, store, shift, queue, road, night, morning, evening, weekend, bill, rent, money, job, name, hand, face, file, box, key, file, chart, record, number, list, copy, photo, message, text, call, meeting, note`,
  bodily: `body, blood, breath, heart, hand, eye, skin, sleep, eat, drink, hospital, ambulance, needle, pain, ill, sick, alive, dead, death, burn, broken, bleed, wound, scared, afraid, frightened, alone, crying, cry, tears, shame, angry, anger, hungry, cold, tired, exhausted`,
  abstractNoun: `consideration, implication, communication, relationship, situation, environment, perspective, approach, aspect, factor, context, framework, commitment, awareness, wellbeing, importance, impact, opportunity, outcome, process, solution, strategy, challenge, stakeholder, resource, guidance, principle, standard, practice, culture, behavior, behaviour, action, activity, decision, issue, concern, matter, value, norm, emotion, feeling, experience, need, option, step, plan`,
  mind: `=believes, =believe, =thinks, =think, =know, =knows, =knew, =expect, =expects, =assume, =assumes, =realise, =realize, =learn, =learns, =notice, =notices, =wonder, =wonders, =hope, =hopes, =worry, =worries, =wants, =want, =trusts, =trust, =feels, =feel, =hear, =hears, =find, =finds, =read, =reads, =understand, =understands`,
};
