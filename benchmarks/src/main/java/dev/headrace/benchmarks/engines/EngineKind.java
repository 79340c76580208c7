package dev.headrace.benchmarks.engines;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Counts;

/** The engines that run on a JVM. */
public enum EngineKind {
    /** This library. */
    HEADRACE("headrace"),
    /** A tree, selectors, and a serializer. */
    JSOUP("jsoup"),
    /** A parser by the standard, into SAX events. */
    NU_VALIDATOR("nu.validator"),
    /** A parser into events, not by the standard. */
    ATTOPARSER("attoparser");

    private final String label;

    EngineKind(String label) {
        this.label = label;
    }

    /** The name for options and tables. */
    public String label() {
        return label;
    }

    /**
     * The engine with this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EngineKind labelled(String label) {
        for (EngineKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no engine is named " + label);
    }

    /** Whether the engine can do what the case asks for, or something that may stand beside it. */
    public boolean knows(Case what) {
        return switch (this) {
            case HEADRACE -> true;
            case JSOUP -> JsoupEngine.knows(what);
            case NU_VALIDATOR, ATTOPARSER -> what.rules().isEmpty();
        };
    }

    /** Makes the engine ready for a case that it knows. */
    public Engine prepare(Case what, Counts[] counts) {
        return switch (this) {
            case HEADRACE -> new HeadraceEngine(what, counts);
            case JSOUP -> new JsoupEngine(what, counts);
            case NU_VALIDATOR -> new NuValidatorEngine();
            case ATTOPARSER -> new AttoParserEngine();
        };
    }
}
