package dev.headrace.selector;

import dev.headrace.selector.SelectorException.Kind;
import dev.headrace.selector.grammar.SelectorsParser;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Parses selectors (Selectors 4, Grammar; CSS Syntax 3). Safe for use by many threads. */
public final class SelectorParser {
    private SelectorParser() {}

    /**
     * Parses a selector list within {@link SelectorLimits#DEFAULT}.
     *
     * @param text the selectors, separated by commas
     * @return the list, never empty
     * @throws SelectorException if the text is not a selector list, or has something that cannot be matched on a stream
     */
    public static SelectorList parse(String text) {
        return parse(text, SelectorLimits.DEFAULT);
    }

    /**
     * Parses a selector list.
     *
     * <p>The lists of {@code :is()} and {@code :where()} forgive what is left out ({@code :is()}, {@code :is(a,)}), but not
     * what is wrong: an unknown or unsupported selector in them is an error too, where CSS would skip it in silence. What
     * is still open at the end of the text is an error, where CSS would close it.
     *
     * @param text the selectors, separated by commas
     * @param limits the sizes beyond which the text is refused unparsed
     * @return the list, never empty
     * @throws SelectorException if the text is not a selector list, or has something that cannot be matched on a stream
     */
    public static SelectorList parse(String text, SelectorLimits limits) {
        if (text.length() > limits.maxLength()) {
            throw new SelectorException(
                    Kind.TOO_LONG,
                    text,
                    limits.maxLength(),
                    "",
                    "it is " + text.length() + " UTF-16 code units long; the limit is " + limits.maxLength());
        }
        List<CommonToken> tokens = SelectorTokens.of(text, limits);
        SelectorsParser parser = new SelectorsParser(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        try {
            return AstBuilder.selectorList(parser.selectorText().selectorList());
        } catch (ParseCancellationException e) {
            if (!(e.getCause() instanceof RecognitionException cause)) {
                throw new AssertionError("the error strategy cancels for nothing else", e);
            }
            throw SyntaxErrors.at(text, tokens, cause.getOffendingToken().getTokenIndex());
        }
    }
}
