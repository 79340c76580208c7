/** The application: command line and, in time, the proxy. */
module dev.headrace.front {
    requires static org.jspecify;
    requires dev.headrace.rewriter;
    requires info.picocli;
    requires org.snakeyaml.engine;
    requires com.fasterxml.jackson.databind;

    opens dev.headrace.front.cli to
            info.picocli;
    opens dev.headrace.front.config to
            com.fasterxml.jackson.databind;
}
