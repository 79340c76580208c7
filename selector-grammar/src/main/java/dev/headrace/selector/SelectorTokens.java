package dev.headrace.selector;

import static dev.headrace.selector.grammar.SelectorsParser.*;

import dev.headrace.selector.SelectorException.Kind;
import dev.headrace.selector.grammar.SelectorsLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a selector, with the types that depend on their place.
 *
 * <p>All tokens are made before parsing begins. That is where nesting is counted, so that the recursive descent of the
 * generated parser never starts on a text that is too deep for its stack.
 */
final class SelectorTokens {
    /** What an open bracket holds. */
    enum Block {
        ATTRIBUTE,
        SELECTORS,
        AN_PLUS_B,
        LANGUAGES,
        OTHER
    }

    private final String text;
    private final SelectorLimits limits;
    private final List<CommonToken> tokens = new ArrayList<>();
    private final Deque<Block> openBlocks = new ArrayDeque<>();
    private int depth;

    private SelectorTokens(String text, SelectorLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    /** The tokens up to and including the one that ends the input; adjacent white space is one token. */
    static List<CommonToken> of(String text, SelectorLimits limits) {
        SelectorTokens result = new SelectorTokens(text, limits);
        SelectorsLexer lexer = new SelectorsLexer(new Utf16CharStream(text));
        lexer.removeErrorListeners();
        CommonToken token;
        do {
            token = (CommonToken) lexer.nextToken();
            result.add(token);
        } while (token.getType() != Token.EOF);
        return result.tokens;
    }

    /** The block that a token opens, or {@code null} if it opens none. */
    static @Nullable Block opened(int type) {
        return switch (type) {
            case LBRACKET -> Block.ATTRIBUTE;
            case NOT, IS, WHERE -> Block.SELECTORS;
            case NTH_CHILD, NTH_OF_TYPE -> Block.AN_PLUS_B;
            case LANG -> Block.LANGUAGES;
            case FUNCTION, LPAREN -> Block.OTHER;
            default -> null;
        };
    }

    /** Whether the token is a name with the parenthesis that opens its argument. */
    static boolean isFunction(int type) {
        return switch (type) {
            case FUNCTION, NOT, IS, WHERE, NTH_CHILD, NTH_OF_TYPE, LANG -> true;
            default -> false;
        };
    }

    /** Whether the token, when it follows a colon, is the name of a pseudo-class without an argument. */
    static boolean isPlainPseudoClass(int type) {
        return switch (type) {
            case IDENT, ROOT, FIRST_CHILD, FIRST_OF_TYPE, ANY_LINK -> true;
            default -> false;
        };
    }

    private void add(CommonToken token) {
        int previous = previousType();
        if (token.getType() == WS && previous == WS) {
            return;
        }
        token.setType(typeInContext(token, previous));
        tokens.add(token);
        track(token);
    }

    private int previousType() {
        return tokens.isEmpty()
                ? Token.INVALID_TYPE
                : tokens.get(tokens.size() - 1).getType();
    }

    private int typeInContext(CommonToken token, int previous) {
        int type = token.getType();
        if (previous == COLON && (type == IDENT || type == FUNCTION)) {
            return pseudoClassType(token, type);
        }
        if (openBlocks.peek() == Block.AN_PLUS_B) {
            return anPlusBType(token);
        }
        if (openBlocks.peek() == Block.ATTRIBUTE && type == IDENT && followsValue(previous)) {
            String flag = CssEscapes.lowerCaseAscii(CssEscapes.identifier(token.getText()));
            return flag.equals("i") || flag.equals("s") ? CASE_FLAG : type;
        }
        return type;
    }

    private boolean followsValue(int previous) {
        int last = previous == WS && tokens.size() > 1
                ? tokens.get(tokens.size() - 2).getType()
                : previous;
        return last == IDENT || last == STRING;
    }

    private static int pseudoClassType(CommonToken token, int type) {
        return switch (PseudoNames.nameOf(token.getText(), type == FUNCTION)) {
            case "root" -> type == IDENT ? ROOT : type;
            case "first-child" -> type == IDENT ? FIRST_CHILD : type;
            case "first-of-type" -> type == IDENT ? FIRST_OF_TYPE : type;
            case "any-link" -> type == IDENT ? ANY_LINK : type;
            case "not" -> type == FUNCTION ? NOT : type;
            case "is" -> type == FUNCTION ? IS : type;
            case "where" -> type == FUNCTION ? WHERE : type;
            case "nth-child" -> type == FUNCTION ? NTH_CHILD : type;
            case "nth-of-type" -> type == FUNCTION ? NTH_OF_TYPE : type;
            case "lang" -> type == FUNCTION ? LANG : type;
            default -> type;
        };
    }

    /** The token types of CSS Syntax 3, section 6.2. */
    private static int anPlusBType(CommonToken token) {
        return switch (token.getType()) {
            case NUMBER -> integerType(token.getText());
            case DIMENSION ->
                switch (shape(unitOf(token.getText()))) {
                    case "n" -> N_DIMENSION;
                    case "n-" -> N_DASH_DIMENSION;
                    case "n-1" -> N_DASH_DIGITS_DIMENSION;
                    default -> DIMENSION;
                };
            case IDENT ->
                switch (shape(token.getText())) {
                    case "odd" -> ODD;
                    case "even" -> EVEN;
                    case "of" -> OF;
                    case "n" -> N;
                    case "-n" -> DASH_N;
                    case "n-" -> N_DASH;
                    case "-n-" -> DASH_N_DASH;
                    case "n-1" -> N_DASH_DIGITS;
                    case "-n-1" -> DASH_N_DASH_DIGITS;
                    default -> IDENT;
                };
            default -> token.getType();
        };
    }

    private static int integerType(String number) {
        boolean signed = number.charAt(0) == '+' || number.charAt(0) == '-';
        if (digitsEnd(number, signed ? 1 : 0) < number.length()) {
            return NUMBER;
        }
        return signed ? SIGNED_INTEGER : SIGNLESS_INTEGER;
    }

    /** What follows the integer that a dimension begins with. */
    private static String unitOf(String dimension) {
        boolean signed = dimension.charAt(0) == '+' || dimension.charAt(0) == '-';
        return dimension.substring(digitsEnd(dimension, signed ? 1 : 0));
    }

    /** The identifier in lower case, digits at its end reduced to a single 1. */
    private static String shape(String source) {
        String name = CssEscapes.lowerCaseAscii(CssEscapes.identifier(source));
        int dash = name.lastIndexOf('-');
        boolean endsInDigits = dash + 1 < name.length() && digitsEnd(name, dash + 1) == name.length();
        return endsInDigits ? name.substring(0, dash + 1) + "1" : name;
    }

    private static int digitsEnd(String source, int start) {
        int end = start;
        while (end < source.length() && isDigit(source.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void track(CommonToken token) {
        int type = token.getType();
        Block opened = opened(type);
        if (opened != null) {
            openBlocks.push(opened);
            if (opened == Block.SELECTORS || opened == Block.AN_PLUS_B) {
                enter(token);
            }
            return;
        }
        Block innermost = openBlocks.peek();
        if (type == OF && innermost == Block.AN_PLUS_B) {
            openBlocks.pop();
            openBlocks.push(Block.SELECTORS);
        } else if (type == RBRACKET && innermost == Block.ATTRIBUTE) {
            openBlocks.pop();
        } else if (type == RPAREN && innermost != null && innermost != Block.ATTRIBUTE) {
            openBlocks.pop();
            if (innermost == Block.SELECTORS || innermost == Block.AN_PLUS_B) {
                depth--;
            }
        }
    }

    private void enter(CommonToken token) {
        depth++;
        if (depth > limits.maxNestingDepth()) {
            throw new SelectorException(
                    Kind.TOO_DEEP,
                    text,
                    token.getStartIndex(),
                    token.getText(),
                    "pseudo-classes are nested more than " + limits.maxNestingDepth() + " deep, which is the limit");
        }
    }
}
