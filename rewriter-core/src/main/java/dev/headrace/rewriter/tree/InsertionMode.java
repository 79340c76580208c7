package dev.headrace.rewriter.tree;

/**
 * The insertion modes (WHATWG HTML §13.2.4.1). Scripting counts as on, so that "in head noscript" is never entered and is
 * not here.
 */
public enum InsertionMode {
    INITIAL("initial"),
    BEFORE_HTML("before html"),
    BEFORE_HEAD("before head"),
    IN_HEAD("in head"),
    AFTER_HEAD("after head"),
    IN_BODY("in body"),
    TEXT("text"),
    IN_TABLE("in table"),
    IN_TABLE_TEXT("in table text"),
    IN_CAPTION("in caption"),
    IN_COLUMN_GROUP("in column group"),
    IN_TABLE_BODY("in table body"),
    IN_ROW("in row"),
    IN_CELL("in cell"),
    IN_TEMPLATE("in template"),
    AFTER_BODY("after body"),
    IN_FRAMESET("in frameset"),
    AFTER_FRAMESET("after frameset"),
    AFTER_AFTER_BODY("after after body"),
    AFTER_AFTER_FRAMESET("after after frameset");

    private final String label;

    InsertionMode(String label) {
        this.label = label;
    }

    /** The mode's name in the standard. */
    public String label() {
        return label;
    }
}
