/** CSS selectors: text in, an immutable syntax tree or a precise error out. */
module dev.headrace.selector {
    requires static transitive org.jspecify;
    requires org.antlr.antlr4.runtime;

    exports dev.headrace.selector;
}
