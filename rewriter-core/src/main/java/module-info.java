/** The rewriter: bytes in, rewritten bytes out. */
module dev.headrace.rewriter {
    requires static transitive org.jspecify;
    requires transitive dev.headrace.selector;
    requires transitive io.netty.buffer;
}
