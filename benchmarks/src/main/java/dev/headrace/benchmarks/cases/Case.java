package dev.headrace.benchmarks.cases;

import java.util.List;

/** Something to do with a page: a set of handlers. */
public record Case(String name, String description, List<Rule> rules) {
    /** Copies the list. */
    public Case {
        rules = List.copyOf(rules);
    }

    /** Whether a handler changes the document. */
    public boolean changes() {
        return rules.stream().anyMatch(Rule::changes);
    }

    @Override
    public String toString() {
        return name;
    }
}
