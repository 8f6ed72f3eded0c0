import type { WordClasses } from './lexicon.ts';

/** Words that carry no topic, and words that open an order. */
export const FUNCTION_WORDS: WordClasses = {
  stop: `=the, =a, =an, =and, =or, =but, =of, =to, =in, =on, =at, =for, =with, =from, =by, =is, =are, =was, =were, =be, =been, =being, =am, =it, =its, =it's,
    =this, =that, =these, =those, =you, =your, =you're, =i, =i'm, =i've, =me, =my, =we, =our, =us, =he, =she, =they, =them, =his, =her, =him, =their, =not, =no, =yes, =do, =does, =did, =don't, =doesn't, =didn't,
    =can, =could, =will, =would, =should, =may, =might, =must, =have, =has, =had, =having, =if, =as, =so, =what, =how, =when, =who, =why, =which, =where, =there, =here, =about, =just, =more, =most, =some, =any, =all, =one, =two, =up, =out, =over,
    =than, =then, =also, =too, =very, =really, =into, =onto, =off, =only, =own, =same, =other, =such, =like, =get, =gets, =got, =go, =goes, =going, =make, =makes, =made, =want, =wants, =wanted, =need, =needs, =know, =knows, =think, =say, =says, =said, =tell, =ask,
    =thing, =things, =way, =ways, =time, =people, =person, =something, =anything, =someone, =lot, =please, =help, =now, =still, =even, =much, =many, =because, =while, =after, =before, =been, =cant, =can't, =won't, =isn't, =aren't, =that's, =there's, =let, =put, =use, =using, =used,
    =good, =well, =right, =back, =down, =through, =every, =each, =own, =since, =without, =between, =being, =both, =few, =him, =hers, =i'd, =i'll, =you'll, =you've, =it'll, =take, =give, =see, =look, =come, =keep, =first, =new, =able, =sure, =ok, =okay, =thanks, =thank, =hi, =hey, =hello, =day, =year, =years, =work, =works, =working`,
  order: `=tell, =ask, =say, =keep, =put, =use, =take, =make, =try, =start, =go, =call, =write, =send, =set, =add, =avoid, =check, =consider, =remember, =be, =let, =give, =get, =talk, =don't, =do, =find, =look, =leave, =wait, =document, =report, =explain, =offer, =focus, =choose, =pick, =create, =ensure, =identify, =practice, =seek, =reach, =speak, =schedule, =stick, =turn, =show, =return, =read, =run, =click, =open, =mix, =place, =install, =buy, =apply, =follow, =review, =contact, =acknowledge, =communicate, =prepare, =listen, =research, =learn, =understand, =reflect, =stay, =build, =develop, =establish, =mention, =mark, =pay, =wear, =hide, =act, =frame, =spread, =bring, =hold, =visit, =encourage`,
};
