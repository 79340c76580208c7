package dev.headrace.front.config;

import dev.headrace.front.rules.Rules;

/**
 * How HTML responses are rewritten. In YAML it is what a file for {@code headrace rewrite} holds, {@code {file: rules.yaml}} with
 * such a file, or {@code false}.
 *
 * @param rules none if nothing is rewritten; their selectors are known to be right
 * @param version changes when the rules do, and with nothing else, in 16 hexadecimal digits; for entity tags; empty without rules
 */
public record RewriteConfig(Rules rules, String version) {
    /** Nothing is rewritten. */
    public static final RewriteConfig OFF = new RewriteConfig(Rules.NONE, "");

    /** Whether anything is rewritten. */
    public boolean enabled() {
        return !rules.rules().isEmpty();
    }
}
