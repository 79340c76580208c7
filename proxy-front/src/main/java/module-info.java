/** The application: command line and, in time, the proxy. */
module dev.headrace.front {
    requires static org.jspecify;
    requires dev.headrace.rewriter;
    requires info.picocli;
    requires org.snakeyaml.engine;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;

    opens dev.headrace.front.cli to
            info.picocli;
    opens dev.headrace.front.config to
            com.fasterxml.jackson.databind;
}
