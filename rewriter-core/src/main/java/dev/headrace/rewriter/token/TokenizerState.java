package dev.headrace.rewriter.token;

/** The states in which tree construction may leave the tokenizer (WHATWG HTML §13.2.5.1–13.2.5.5). */
public enum TokenizerState {
    DATA("data"),
    RCDATA("rcdata"),
    RAWTEXT("rawtext"),
    SCRIPT_DATA("script"),
    PLAINTEXT("plaintext"),
    CDATA_SECTION("cdata");

    private final String label;

    TokenizerState(String label) {
        this.label = label;
    }

    /** The state's short name in traces. */
    public String label() {
        return label;
    }
}
