"""The grammar of a question: what happens (`cause`) and who is asked about (`ask`), in either order.

The terminals are the words of `vocabulary`, days, and names; `tokens` cuts a sentence into them. A sentence that the
grammar reads in two ways that mean two things is asked back.
"""

GRAMMAR = r"""
start: _sep? body _sep?
body: cause | SHOULD? cause _sep? ask | ask _sep? SHOULD? cause | (DAY _sep?)? ask

_sep: (COMMA | STOP)+

// What happens
cause: _lead? event (COMMA? AND event)*
_lead: HAPPENS | HAPPENS? IF COMMA? | HAPPENS FROM | HAPPENS SHOULD

event: (DAY COMMA?)? (_done _adjunct* | _suffered (_adjunct | by)*)
_done: active | threat | back
_suffered: passive | undergone | reduced | nominal | threatened
active: subject _verb target?
_verb: MODAL* (VERB | VERBNOUN | VERBED | VERBHIT) | (MODAL | BE)* TO (VERB | VERBNOUN | VERBHIT)
     | (MODAL | BE)* VERBING
passive: target (MODAL | BE | TO)* BE (VERBED | VERBHIT)
undergone: target (MODAL | BE)* UNDERGOES
reduced: target VERBED by
nominal: _noun (ON | AGAINST | OF) target | _noun by (ON | AGAINST | OF) target | (subject POSS | adjective) _noun (ON | AGAINST | OF) target
_noun: NOUN | VERBNOUN
threat: subject (MODAL | BE)* THREAT (TO (VERB | VERBNOUN | VERBHIT))? target (WITH _noun)?
threatened: target (MODAL | BE)* BE THREATENED (WITH _noun)?
back: subject MODAL* BACK ((AGAINST | ON | IN) parties)?

_adjunct: place | COMMA? DAY
by: (BY | FROM) parties
place: (IN | ON) (NAME | UNKNOWN)

subject: parties | (parties POSS | adjective | PPRON) THING
target: parties | parties POSS (thing | NAME) | PPRON thing | PPRON NAME | thing OF parties | adjective (thing | NAME)
thing: THING | LAND
parties: party ((COMMA AND? | AND) party)*
adjective: ADJECTIVE | NAME
party: NAME | UNKNOWN | PRON | ALLOF NAME | ANYOF NAME | NAME MEMBERS

// Who is asked about
ask: who | state | what | owed
who: WHO tail? | WHICH about_group tail
about_group: ALLOF? NAME MEMBERS?
state: (MODAL | BE | SHOULD) about tail | MAY about (MODAL | BE | TO)* DUTY (TO _deed)? _when*
     | MODAL about MODAL? OBLIGATIONS TO _deed _when* | about (MODAL | SHOULD) TO? _deed _when*
what: WHAT (MODAL | BE | SHOULD) about tail | WHAT (MODAL | BE | SHOULD) about
owed: WHAT BE about POSS OBLIGATIONS ((TO | TOWARDS) helped)? _when*
tail: (MODAL | BE | TO | DUTY | SHOULD)* _deed _when* | (MODAL | BE | TO)* DUTY _when*
_deed: HELP+ helped? against? | ACT against? | COMETO (PPRON | helped POSS) (AID | HELP) | ACT HELP helped
_when: DAY
about: parties
helped: parties
against: AGAINST parties

%declare IF HAPPENS WHO WHICH WHAT MEMBERS MODAL SHOULD MAY BE TO DUTY OBLIGATIONS HELP COMETO AID ACT BY FROM ON IN
%declare AGAINST OF WITH TOWARDS AND PRON PPRON ALLOF ANYOF BACK THREAT THREATENED LAND THING UNDER UNDERGOES
%declare ADJECTIVE OR VERB VERBED VERBHIT VERBING VERBNOUN NOUN NAME UNKNOWN DAY POSS COMMA STOP
"""
