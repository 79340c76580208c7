/*
 * CSS selectors: the part of Selectors 4 that can be decided when a start tag is seen, on the tokens of CSS Syntax 3.
 *
 * The rules are those of Selectors 4, Grammar, with the white space that CSS Syntax leaves between tokens written out,
 * since a descendant combinator is nothing but white space. Where a token's meaning depends on what stands around it
 * (":root" against "root", the "n" and "of" of ":nth-child()", the "i" of an attribute selector), the lexer makes a general
 * token and SelectorTokens gives it one of the types declared here, so that parsing needs no predicate.
 */
grammar Selectors;

tokens {
    ROOT, FIRST_CHILD, FIRST_OF_TYPE, ANY_LINK,
    NOT, IS, WHERE, NTH_CHILD, NTH_OF_TYPE, LANG,
    CASE_FLAG, OF, ODD, EVEN, SIGNED_INTEGER, SIGNLESS_INTEGER,
    N, DASH_N, N_DIMENSION, N_DASH, DASH_N_DASH, N_DASH_DIMENSION,
    N_DASH_DIGITS, DASH_N_DASH_DIGITS, N_DASH_DIGITS_DIMENSION
}

selectorText : WS? selectorList WS? EOF ;

selectorList : complexSelector (WS? COMMA WS? complexSelector)* ;

forgivingSelectorList : complexSelector? (WS? COMMA WS? complexSelector?)* ;

complexSelector : compoundSelector (combinator compoundSelector)* ;

combinator : WS? (GREATER | PLUS | TILDE) WS? | WS ;

compoundSelector : typeSelector subclassSelector* | subclassSelector+ ;

typeSelector : namespacePrefix? (IDENT | STAR) ;

namespacePrefix : STAR? BAR ;

subclassSelector
    : ID_HASH                       # idSelector
    | DOT IDENT                     # classSelector
    | attribute                     # attributeSelector
    | COLON pseudoClass             # pseudoClassSelector
    ;

attribute
    : LBRACKET WS? namespacePrefix? name=IDENT WS?
      (attributeOperator WS? value=(IDENT | STRING) WS? (CASE_FLAG WS?)?)? RBRACKET
    ;

attributeOperator : EQUALS | INCLUDES | DASH_MATCH | PREFIX_MATCH | SUFFIX_MATCH | SUBSTRING_MATCH ;

pseudoClass
    : ROOT
    | FIRST_CHILD
    | FIRST_OF_TYPE
    | ANY_LINK
    | NOT WS? selectorList WS? RPAREN
    | (IS | WHERE) WS? forgivingSelectorList WS? RPAREN
    | NTH_CHILD WS? anPlusB (WS? OF WS? selectorList)? WS? RPAREN
    | NTH_OF_TYPE WS? anPlusB WS? RPAREN
    | LANG WS? languageRange (WS? COMMA WS? languageRange)* WS? RPAREN
    ;

languageRange : IDENT | STRING ;

// CSS Syntax 3, section 6.2. No white space may follow the sign of a first term, hence "PLUS? N" and not "PLUS? WS? N".
anPlusB
    : ODD
    | EVEN
    | b=(SIGNED_INTEGER | SIGNLESS_INTEGER)
    | step (WS? b=SIGNED_INTEGER | WS? sign=(PLUS | MINUS) WS? b=SIGNLESS_INTEGER)?
    | stepDash WS? b=SIGNLESS_INTEGER
    | PLUS? joined=N_DASH_DIGITS
    | joined=(DASH_N_DASH_DIGITS | N_DASH_DIGITS_DIMENSION)
    ;

step : PLUS? N | DASH_N | N_DIMENSION ;

stepDash : PLUS? N_DASH | DASH_N_DASH | N_DASH_DIMENSION ;

WS : [ \t\r\n\f]+ ;
COMMENT : '/*' COMMENT_TEXT '*'+ '/' -> skip ;
BAD_COMMENT : '/*' COMMENT_TEXT '*'* ;

COMMA : ',' ;
GREATER : '>' ;
PLUS : '+' ;
MINUS : '-' ;
TILDE : '~' ;
STAR : '*' ;
BAR : '|' ;
COLUMN : '||' ;
DOT : '.' ;
COLON : ':' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LPAREN : '(' ;
RPAREN : ')' ;
EQUALS : '=' ;
INCLUDES : '~=' ;
DASH_MATCH : '|=' ;
PREFIX_MATCH : '^=' ;
SUFFIX_MATCH : '$=' ;
SUBSTRING_MATCH : '*=' ;
CDC : '-->' ;

FUNCTION : IDENTIFIER '(' ;
IDENT : IDENTIFIER ;
ID_HASH : '#' IDENTIFIER ;
HASH : '#' NAME_CHARACTER+ ;
NUMBER : DECIMAL ;
DIMENSION : DECIMAL IDENTIFIER ;
STRING : '"' DOUBLE_QUOTED* '"' | '\'' SINGLE_QUOTED* '\'' ;
BAD_STRING : '"' DOUBLE_QUOTED* '\\'? | '\'' SINGLE_QUOTED* '\\'? ;
DELIM : . ;

fragment COMMENT_TEXT : (~'*' | '*'+ ~[*/])* ;
fragment IDENTIFIER : ('--' | '-'? NAME_START) NAME_CHARACTER* ;
// NUL stands for U+FFFD (CSS Syntax 3, section 3.3). The input is UTF-16: surrogates are among the last range.
fragment NAME_START : [a-zA-Z_\u0000\u0080-\uFFFF] | ESCAPE ;
fragment NAME_CHARACTER : [a-zA-Z0-9_\-\u0000\u0080-\uFFFF] | ESCAPE ;
fragment ESCAPE : '\\' (HEX (HEX (HEX (HEX (HEX HEX?)?)?)?)? ('\r\n' | [ \t\r\n\f])? | ~[0-9a-fA-F\r\n\f]) ;
fragment HEX : [0-9a-fA-F] ;
fragment DECIMAL : [+\-]? ([0-9]+ ('.' [0-9]+)? | '.' [0-9]+) ([eE] [+\-]? [0-9]+)? ;
fragment DOUBLE_QUOTED : ~["\\\r\n\f] | '\\' LINE_BREAK | ESCAPE ;
fragment SINGLE_QUOTED : ~['\\\r\n\f] | '\\' LINE_BREAK | ESCAPE ;
fragment LINE_BREAK : '\r\n' | [\r\n\f] ;
