/** The rewriter: bytes in, rewritten bytes out. */
module dev.headrace.rewriter {
    requires static jdk.incubator.vector;
    requires static org.jspecify;
    requires transitive dev.headrace.selector;
    requires transitive io.netty.buffer;

    exports dev.headrace.rewriter;
    exports dev.headrace.rewriter.content;
    exports dev.headrace.rewriter.error;
    exports dev.headrace.rewriter.io;
    exports dev.headrace.rewriter.trace;
}
