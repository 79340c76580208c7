package dev.headrace.front.config.reading;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration has mistakes. The message has a line for each. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All mistakes, by file and place; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
