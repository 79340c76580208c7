package dev.headrace.selector;

import static dev.headrace.selector.grammar.SelectorsParser.*;

import dev.headrace.selector.SelectorException.Kind;
import dev.headrace.selector.SelectorTokens.Block;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Says what is wrong at the first token that the grammar does not accept.
 *
 * <p>The parser only tells where it stopped. All that came before is right, so the token, the one before it and the
 * brackets around it are enough to tell what was meant.
 */
final class SyntaxErrors {
    private static final int QUOTED_LENGTH = 40;

    private record OpenBlock(CommonToken opener, Block block) {}

    private final String text;
    private final List<CommonToken> tokens;
    private final int index;
    private final CommonToken token;
    private final int previous;
    private final Deque<OpenBlock> openBlocks = new ArrayDeque<>();

    private SyntaxErrors(String text, List<CommonToken> tokens, int index) {
        this.text = text;
        this.tokens = tokens;
        this.index = index;
        this.token = tokens.get(index);
        this.previous = significantBefore(index);
        findOpenBlocks();
    }

    /** The error at the token with this index. */
    static SelectorException at(String text, List<CommonToken> tokens, int index) {
        return new SyntaxErrors(text, tokens, index).explain();
    }

    private void findOpenBlocks() {
        for (CommonToken before : tokens.subList(0, index)) {
            Block opened = SelectorTokens.opened(before.getType());
            if (opened != null) {
                openBlocks.push(new OpenBlock(before, opened));
            } else if (before.getType() == OF) {
                openBlocks.push(new OpenBlock(openBlocks.pop().opener(), Block.SELECTORS));
            } else if (before.getType() == RBRACKET || before.getType() == RPAREN) {
                openBlocks.pop();
            }
        }
    }

    private SelectorException explain() {
        Block block =
                openBlocks.isEmpty() ? Block.SELECTORS : openBlocks.element().block();
        if (token.getType() == BAD_COMMENT) {
            return error(Kind.UNCLOSED, "the comment is not closed: expected '*/'");
        }
        if (token.getType() == BAD_STRING && block != Block.SELECTORS) {
            boolean atEnd = token.getStopIndex() + 1 == text.length();
            return error(Kind.UNCLOSED, "the string is not closed" + (atEnd ? "" : " before the end of its line"));
        }
        if (token.getType() == DELIM && token.getText().equals("\\")) {
            return error(Kind.UNEXPECTED_TOKEN, "'\\' needs a character that it escapes");
        }
        if (typeAt(index - 1) == COLON) {
            return new PseudoErrors(text, tokens, index, !openBlocks.isEmpty()).explain();
        }
        return switch (block) {
            case ATTRIBUTE -> attribute();
            case AN_PLUS_B -> anPlusB();
            case LANGUAGES -> languages();
            case SELECTORS, OTHER -> selector();
        };
    }

    private SelectorException attribute() {
        int before = typeAt(previous);
        int beforeThat = typeAt(significantBefore(previous));
        if (isOperator(before)) {
            return attributeValue();
        }
        if (before != IDENT && before != STRING && before != CASE_FLAG) {
            return error(Kind.ATTRIBUTE, "expected the name of an attribute, not " + described(token));
        }
        if (token.getType() == BAR && previous == index - 1 && beforeThat == LBRACKET) {
            return undeclaredPrefix();
        }
        if (token.getType() == Token.EOF) {
            return unclosed("']'");
        }
        if (before == CASE_FLAG) {
            return error(Kind.ATTRIBUTE, "expected ']', not " + described(token));
        }
        if (before == STRING || isOperator(beforeThat)) {
            return error(Kind.ATTRIBUTE, "expected ']', or the flag i or s before it, not " + described(token));
        }
        if (token.getText().equals("!") && typeAt(index + 1) == EQUALS) {
            return error(Kind.ATTRIBUTE, "'!=' is not CSS: write :not([name=\"value\"])");
        }
        return error(Kind.ATTRIBUTE, "expected ']' or one of = ~= |= ^= $= *=, not " + described(token));
    }

    private SelectorException attributeValue() {
        int type = token.getType();
        Kind kind = type == DELIM || type == MINUS ? Kind.UNEXPECTED_TOKEN : Kind.ATTRIBUTE;
        return error(kind, "expected a value, an identifier or a quoted string, not " + described(token));
    }

    private SelectorException anPlusB() {
        if (token.getType() == Token.EOF) {
            return switch (typeAt(previous)) {
                case NTH_CHILD, NTH_OF_TYPE, PLUS, MINUS, N_DASH, DASH_N_DASH, N_DASH_DIMENSION -> noAnPlusB();
                default -> unclosed("')'");
            };
        }
        if (token.getType() == OF) {
            return error(Kind.PSEUDO_CLASS, "'" + opener() + ")' takes no 'of'");
        }
        return noAnPlusB();
    }

    private SelectorException noAnPlusB() {
        return error(
                Kind.PSEUDO_CLASS,
                "'" + opener() + ")' takes an+b, as in 3, odd, 2n+1 or -n+3: unexpected " + described(token));
    }

    private SelectorException languages() {
        boolean afterRange = typeAt(previous) == IDENT || typeAt(previous) == STRING;
        if (token.getType() == Token.EOF && afterRange) {
            return unclosed("')'");
        }
        String expected = afterRange ? "',' or ')'" : "a language range, as in en or \"*-Latn\",";
        return error(Kind.PSEUDO_CLASS, "expected " + expected + " not " + described(token));
    }

    private SelectorException selector() {
        int before = typeAt(previous);
        int type = token.getType();
        if (before == DOT) {
            return error(Kind.UNEXPECTED_TOKEN, "expected the name of a class after '.', not " + described(token));
        }
        if (before == BAR) {
            return error(Kind.NAMESPACE, "expected the name of an element after '|', not " + described(token));
        }
        if (type == BAR && before == IDENT && previous == index - 1) {
            return qualifiedName();
        }
        if (type == COLUMN) {
            return error(Kind.NOT_SUPPORTED, "'||' depends on the columns of a laid out table");
        }
        boolean needsSelector = isSelectorStart(before);
        if (type == Token.EOF && !openBlocks.isEmpty() && !(needsSelector && !forgives(before))) {
            return unclosed("')'");
        }
        if (type == RPAREN && openBlocks.isEmpty()) {
            return error(Kind.UNEXPECTED_TOKEN, "')' closes nothing");
        }
        if (needsSelector && (type == Token.EOF || type == RPAREN || isSeparator(type))) {
            return missingSelector();
        }
        if (type == HASH) {
            return error(Kind.UNEXPECTED_TOKEN, "an id is '#' and an identifier: escape what cannot begin one");
        }
        if (type == DIMENSION && token.getText().startsWith(".")) {
            return error(Kind.UNEXPECTED_TOKEN, "the name of a class cannot begin with a digit: escape it");
        }
        if (type == IDENT || type == STAR) {
            return error(
                    Kind.UNEXPECTED_TOKEN,
                    described(token) + " must come first in its compound selector, or after white space");
        }
        return error(
                Kind.UNEXPECTED_TOKEN,
                "unexpected " + described(token) + (needsSelector ? ": expected a selector" : " after a selector"));
    }

    private SelectorException missingSelector() {
        if (!openBlocks.isEmpty()) {
            return error(Kind.PSEUDO_CLASS, "'" + opener() + ")' needs a selector, not " + described(token));
        }
        if (previous >= 0) {
            return error(
                    Kind.DANGLING_COMBINATOR,
                    "expected a selector after " + described(tokens.get(previous)) + ", not " + described(token));
        }
        return token.getType() == Token.EOF
                ? error(Kind.EMPTY, "expected a selector")
                : error(Kind.DANGLING_COMBINATOR, "expected a selector before " + described(token));
    }

    private SelectorException qualifiedName() {
        int beforeName = typeAt(previous - 1);
        if (beforeName == BAR) {
            return error(Kind.NAMESPACE, "a qualified name has only one '|'");
        }
        return beforeName == DOT || beforeName == COLON
                ? error(Kind.UNEXPECTED_TOKEN, "'|' can only stand after the prefix of a qualified name")
                : undeclaredPrefix();
    }

    private SelectorException undeclaredPrefix() {
        CommonToken prefix = tokens.get(previous);
        return new SelectorException(
                Kind.NAMESPACE,
                text,
                prefix.getStartIndex(),
                text.substring(prefix.getStartIndex(), token.getStopIndex() + 1),
                "the namespace prefix " + described(prefix) + " is not declared: only '*|' and '|' can be used");
    }

    private SelectorException unclosed(String closer) {
        CommonToken opener = openBlocks.element().opener();
        boolean bracket = opener.getType() == LBRACKET;
        String opened = bracket ? "'['" : "'" + opener() + "'";
        int offset = opener.getStartIndex() - (bracket ? 0 : 1);
        return error(Kind.UNCLOSED, "expected " + closer + " to close " + opened + " at offset " + offset);
    }

    private SelectorException error(Kind kind, String explanation) {
        String offending = token.getType() == Token.EOF ? "" : token.getText();
        return new SelectorException(kind, text, token.getStartIndex(), offending, explanation);
    }

    private String opener() {
        return ":" + onOneLine(openBlocks.element().opener().getText());
    }

    private boolean forgives(int type) {
        int opener = openBlocks.element().opener().getType();
        return (opener == IS || opener == WHERE) && (type == opener || type == COMMA);
    }

    private int significantBefore(int position) {
        int before = position - 1;
        return typeAt(before) == WS ? before - 1 : before;
    }

    private int typeAt(int position) {
        return position < 0 || position >= tokens.size()
                ? Token.INVALID_TYPE
                : tokens.get(position).getType();
    }

    private static boolean isSelectorStart(int before) {
        return switch (before) {
            case Token.INVALID_TYPE, NOT, IS, WHERE, OF -> true;
            default -> isSeparator(before);
        };
    }

    private static boolean isSeparator(int type) {
        return type == COMMA || type == GREATER || type == PLUS || type == TILDE;
    }

    private static boolean isOperator(int type) {
        return switch (type) {
            case EQUALS, INCLUDES, DASH_MATCH, PREFIX_MATCH, SUFFIX_MATCH, SUBSTRING_MATCH -> true;
            default -> false;
        };
    }

    private static String described(Token token) {
        return switch (token.getType()) {
            case Token.EOF -> "the end";
            case WS -> "white space";
            default -> "'" + onOneLine(token.getText()) + "'";
        };
    }

    /** Source text fit for a message: without control characters, and not long. */
    static String onOneLine(String source) {
        String line = source.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
        return line.length() <= QUOTED_LENGTH ? line : line.substring(0, QUOTED_LENGTH) + "…";
    }
}
