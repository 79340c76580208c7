/** The rewriter in a Netty response path. */
module dev.headrace.adapter {
    requires static org.jspecify;
    requires transitive dev.headrace.rewriter;
    requires transitive io.netty.codec.http;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires transitive io.netty.transport;
    requires com.aayushatharva.brotli4j;
    requires com.github.luben.zstd_jni;

    exports dev.headrace.adapter;
    exports dev.headrace.adapter.coding;
    exports dev.headrace.adapter.explain;
    exports dev.headrace.adapter.feature;
    exports dev.headrace.adapter.policy;
    exports dev.headrace.adapter.report;
    exports dev.headrace.adapter.request;
}
