package dev.headrace.selector;

import static dev.headrace.selector.grammar.SelectorsParser.*;

import dev.headrace.selector.SelectorException.Kind;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Says why what follows a colon is refused: no name, a name of nothing, or one that a stream cannot match. */
final class PseudoErrors {
    private final String text;
    private final List<CommonToken> tokens;
    private final CommonToken colon;
    private final int nameIndex;
    private final boolean pseudoElement;
    private final boolean nested;

    /**
     * Looks at a refused pseudo-class or pseudo-element.
     *
     * @param index the token after the first colon
     * @param nested whether it stands in the argument of a pseudo-class
     */
    PseudoErrors(String text, List<CommonToken> tokens, int index, boolean nested) {
        this.text = text;
        this.tokens = tokens;
        this.colon = tokens.get(index - 1);
        this.pseudoElement = tokens.get(index).getType() == COLON;
        this.nameIndex = pseudoElement ? index + 1 : index;
        this.nested = nested;
    }

    SelectorException explain() {
        CommonToken token = tokens.get(nameIndex);
        boolean function = SelectorTokens.isFunction(token.getType());
        if (!function && !SelectorTokens.isPlainPseudoClass(token.getType())) {
            return error(Kind.PSEUDO_CLASS, "expected the name of a pseudo-class after '" + colons() + "'");
        }
        String name = PseudoNames.nameOf(token.getText(), function);
        String written = "'" + colons() + SyntaxErrors.onOneLine(token.getText()) + (function ? ")'" : "'");
        return pseudoElement ? pseudoElement(name, written) : pseudoClass(name, written, function);
    }

    private SelectorException pseudoElement(String name, String written) {
        if (nested) {
            return error(Kind.PSEUDO_CLASS, written + ": no pseudo-element can stand inside a pseudo-class");
        }
        if (PseudoNames.isPseudoElement(name)) {
            return error(
                    Kind.NOT_SUPPORTED,
                    written + " cannot be matched: pseudo-elements are not elements of the document");
        }
        String hint = PseudoNames.isSupported(name) ? ": did you mean the pseudo-class with one ':'?" : "";
        return error(Kind.UNKNOWN_PSEUDO_CLASS, written + " is not a pseudo-element of CSS" + hint);
    }

    private SelectorException pseudoClass(String name, String written, boolean function) {
        String notStreamable = PseudoNames.whyNotStreamable(name);
        String notSupported = PseudoNames.whyNotSupported(name);
        boolean known = PseudoNames.isSupported(name) || notStreamable != null || notSupported != null;
        if (known && PseudoNames.isWrongForm(name, function)) {
            return error(Kind.PSEUDO_CLASS, written + (function ? " takes no argument" : " needs an argument"));
        }
        if (notStreamable != null) {
            return error(Kind.NOT_STREAMABLE, written + " cannot be matched on a stream: " + notStreamable);
        }
        if (notSupported != null) {
            return error(Kind.NOT_SUPPORTED, written + " cannot be matched on a stream: " + notSupported);
        }
        return unknownPseudoClass(name, written);
    }

    private SelectorException unknownPseudoClass(String name, String written) {
        String joined = name + "-" + nextWord();
        if (PseudoNames.isSupported(joined) || PseudoNames.whyNotStreamable(joined) != null) {
            return error(Kind.PSEUDO_CLASS, written + " is not a pseudo-class of CSS: did you mean ':" + joined + "'?");
        }
        if (PseudoNames.isNotCss(name)) {
            return error(Kind.UNKNOWN_PSEUDO_CLASS, written + " is not CSS but an extension that other tools have");
        }
        String nearest = PseudoNames.nearest(name);
        String hint = nearest == null
                ? "supported are :" + String.join(", :", PseudoNames.SUPPORTED)
                : "did you mean ':" + nearest + "'?";
        return error(Kind.UNKNOWN_PSEUDO_CLASS, written + " is not a pseudo-class of CSS: " + hint);
    }

    /** The word that white space separates from the name, empty if there is none. */
    private String nextWord() {
        if (nameIndex + 2 >= tokens.size() || tokens.get(nameIndex + 1).getType() != WS) {
            return "";
        }
        return CssEscapes.lowerCaseAscii(tokens.get(nameIndex + 2).getText());
    }

    private SelectorException error(Kind kind, String explanation) {
        CommonToken last = tokens.get(nameIndex);
        int end = last.getType() == Token.EOF ? text.length() : last.getStopIndex() + 1;
        return new SelectorException(
                kind, text, colon.getStartIndex(), text.substring(colon.getStartIndex(), end), explanation);
    }

    private String colons() {
        return pseudoElement ? "::" : ":";
    }
}
