package dev.headrace.front.rules;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a rewriter is told to do.
 *
 * @param rules in the order in which they are applied
 * @param limits of each document
 * @param onError what to do when rewriting fails, or null if the rules do not say
 */
public record Rules(
        List<Rule> rules, Limits limits, @Nullable OnError onError) {
    /** No rules. */
    public static final Rules NONE = new Rules(List.of(), Limits.DEFAULT, null);

    /** Copies the list. */
    public Rules {
        rules = List.copyOf(rules);
    }

    /**
     * Gives the rules to a rewriter that is being built.
     *
     * @throws RulesException if a selector is refused
     */
    public void addTo(HtmlRewriterBuilder rewriter) {
        rewriter.limits(limits);
        if (onError != null) {
            rewriter.onError(onError);
        }
        for (Rule rule : rules) {
            rule.addTo(rewriter);
        }
    }
}
