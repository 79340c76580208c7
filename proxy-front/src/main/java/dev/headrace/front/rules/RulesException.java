package dev.headrace.front.rules;

import dev.headrace.front.yaml.Location;
import dev.headrace.front.yaml.YamlException;

/** A rule is wrong. The message is one line that begins with the place: a file, line and column, or an option. */
public final class RulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Location location;
    private final String problem;

    RulesException(Location location, String problem) {
        super(location + ": " + problem);
        this.location = location;
        this.problem = problem;
    }

    RulesException(YamlException cause) {
        super(cause.getMessage(), cause);
        this.location = cause.location();
        this.problem = cause.problem();
    }

    /** Where. */
    public Location location() {
        return location;
    }

    /** What is wrong there. */
    public String problem() {
        return problem;
    }
}
