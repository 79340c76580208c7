package dev.headrace.front.yaml;

/** A document is not what it should be. The message is one line that begins with the place. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Location location;
    private final String problem;

    YamlException(Location location, String problem) {
        super(location + ": " + problem);
        this.location = location;
        this.problem = problem;
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
